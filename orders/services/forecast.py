"""The verbs of a customer's forecast: a whole edition from his workbook, or single figures by hand."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from catalog.models import CustomerPartNumber, Product
from contacts import validation
from contacts.models import Customer
from core import actions
from core.errors import DomainError
from core.joining import clauses
from core.locking import locked_row
from core.spreadsheets import open_rows
from records import bulk
from sales.services.at_customer import locked, may_enter

from ..models import RollingForecast
from .forecast_reading import Line, read

MOST_LINES = 5000
NAMED = 10  # refused rows that are told one by one
Key = tuple[int | None, str, date]


def take_file(
    customer: Customer, path: str | Path, edition: date, *, by: Any, name: str = ""
) -> dict[str, int]:
    """Take a workbook as the edition of that day, whole or not at all; taken again it replaces what it said."""
    validation.check_not_future(edition, "edition")
    lines, refused = read(open_rows(path), edition)
    if refused:
        told = clauses(_("row %(row)d: %(why)s") % {"row": row, "why": why} for row, why in refused[:NAMED])
        raise DomainError(
            _("%(count)d cells cannot be read, so nothing was taken: %(told)s")
            % {"count": len(refused), "told": told},
            "unreadable",
            "file",
        )
    if not lines:
        raise DomainError(_("The file holds no quantity."), "empty", "file")
    return take_edition(customer, lines, edition, by=by, source=name)


def take_edition(
    customer: Customer, lines: Sequence[Line], edition: date, *, by: Any, source: str = ""
) -> dict[str, int]:
    """Keep the lines as the customer's edition of that day; the same again changes nothing."""
    may_enter(by, customer, RollingForecast)
    if len(lines) > MOST_LINES:
        raise DomainError(
            _("An edition has %(most)d figures at most. Part the file.") % {"most": MOST_LINES},
            "too_many",
            "file",
        )
    with transaction.atomic():
        locked_row(Customer, customer.pk)  # two uploads at once take turns
        wanted = _wanted(customer, lines, by)
        there = {
            (row.product_id, "" if row.product_id else row.part_no, row.month): row
            for row in RollingForecast.objects.alive().filter(customer=customer, edition=edition)
        }
        told = {"created": 0, "changed": 0, "removed": 0, "unchanged": 0}
        new: list[RollingForecast] = []
        for key, (quantity, part_no) in wanted.items():
            row = there.pop(key, None)
            if row is not None and row.quantity == quantity:
                told["unchanged"] += 1
                continue
            told["created" if row is None else "changed"] += 1
            row = row or RollingForecast(
                customer=customer, edition=edition, product_id=key[0], part_no=part_no, month=key[2]
            )
            row.quantity, row.source = quantity, source[:120]
            if row.pk is None:
                new.append(row)
            else:
                row.save()
        bulk.create(RollingForecast, new, by)
        for gone in there.values():
            gone.is_deleted = True
            gone.save()
            told["removed"] += 1
        if told["created"] or told["changed"] or told["removed"]:
            actions.record("orders.forecast_taken", customer, by=by, edition=edition.isoformat(), **told)
    return told


def _wanted(customer: Customer, lines: Sequence[Line], by: Any) -> dict[Key, tuple[Decimal, str]]:
    """What is said of each thing and month; what is said twice adds up, as in lines for two plants."""
    ours, theirs = _products(customer, lines, by)
    found: dict[Key, tuple[Decimal, str]] = {}
    for line in lines:
        texts = [text.casefold() for text in (line.product, line.part_no) if text]
        product = next((pk for known in (theirs, ours) for text in texts if (pk := known.get(text))), None)
        is_ours = line.product.casefold() in ours
        part_no = (line.part_no or ("" if is_ours else line.product))[:60]
        key = (product, "" if product else part_no, line.month)
        before = found[key][0] if key in found else Decimal(0)
        found[key] = (before + line.quantity, part_no)
    return found


def _products(customer: Customer, lines: Sequence[Line], by: Any) -> tuple[dict[str, int], dict[str, int]]:
    """Our product behind each text: as our own number, and as what the customer calls it."""
    texts = {text for line in lines for text in (line.product, line.part_no) if text}
    ours = Product.objects.visible_to(by).filter(code__in=texts).values_list("code", "pk")
    theirs = CustomerPartNumber.objects.alive().filter(customer=customer, part_no__in=texts).order_by("pk")
    return (
        {code.casefold(): pk for code, pk in ours},
        {part_no.casefold(): pk for part_no, pk in theirs.values_list("part_no", "product")},
    )


def save_forecast(row: RollingForecast, *, by: Any) -> RollingForecast:
    """One figure by hand."""
    if row.pk is None:
        may_enter(by, row.customer, RollingForecast)
    row.month = row.month.replace(day=1)
    row.part_no = " ".join(row.part_no.split())
    if row.product is None and not row.part_no:
        raise DomainError(_("Name the product or the customer's part number."), "required", "product")
    validation.check_not_future(row.edition, "edition")
    with transaction.atomic():
        if row.pk is not None:
            locked(row)
        try:
            with transaction.atomic():
                row.save()
        except IntegrityError:
            raise DomainError(
                _("This edition speaks of it in this month already. Change that figure."),
                "duplicate",
                "month",
            ) from None
        actions.record("orders.forecast_written", row, by=by, customer=row.customer_id)
    return row
