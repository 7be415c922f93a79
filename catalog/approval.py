"""Price lists as documents that processes decide about."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from workflow.subjects import Fact, Subject, register

from .models import PriceList
from .selectors.deviation import percent_off, shown_percent
from .services.price_list import DOCUMENT, beyond_band, put_in_force, reopen


def worst_deviation(row: PriceList) -> Decimal:
    """The largest deviation from a reference price, in percent, with its sign."""
    prices = row.lines.filter(is_deleted=False, reference_price__isnull=False)
    found = [
        percent_off(price, reference) for price, reference in prices.values_list("price", "reference_price")
    ]
    return shown_percent(max(found, key=abs)) if found else Decimal(0)


def asked(row: PriceList, run: Any, by: Any) -> None:
    if row.status == PriceList.Status.DRAFT:
        row.status = PriceList.Status.APPROVING
        row.save()


def agreed(row: PriceList, run: Any, by: Any) -> None:
    put_in_force(row, by=by)


def back(row: PriceList, run: Any, by: Any) -> None:
    reopen(row, by=by)


def market(row: PriceList) -> str:
    return "internal" if row.mode == PriceList.Mode.INTERNAL else "external"


FACTS = [
    Fact("name", _("list name"), "text", lambda row: row.name),
    Fact("mode", _("price mode"), "choice", lambda row: row.mode, choices=PriceList.Mode.choices),
    Fact("currency", _("currency"), "text", lambda row: row.currency),
    Fact("valid_from", _("valid from"), "date", lambda row: row.valid_from),
    Fact("deviation", _("largest deviation from the reference price (%)"), "number", worst_deviation),
    Fact("is_beyond_band", _("beyond the allowed deviation"), "bool", lambda row: bool(beyond_band(row))),
]


def register_subjects() -> None:
    register(
        Subject(
            key=DOCUMENT,
            model=PriceList,
            label=_("Price list"),
            facts=FACTS,
            owner=lambda row: row.submitted_by or row.created_by,
            customer=lambda row: row.customer,
            market=market,
            is_money=True,
            on_started=asked,
            on_resubmitted=asked,
            on_approved=agreed,
            on_rejected=back,
            on_withdrawn=back,
            on_returned=back,
        )
    )
