"""The lines of a document with prices, as they are written: what is empty in one comes from the catalogue.

A document is a `PricedDocument` with a customer whose lines are its `positions`: quote, contract, order.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from core import clock, operation
from core.errors import DomainError
from core.money import rounded
from records import bulk

from ..models import CustomerPartNumber, Product
from ..models.fx import HOME_CURRENCY
from ..models.priced import PricedLine
from ..selectors.fx import require_rate
from ..selectors.priced_lines import WRITTEN, answer_of, book_for, line_model, living_lines
from ..selectors.pricing import Price, checked_quantity

MOST_LINES = 200
LARGEST_AMOUNT = Decimal(10) ** 15
KEPT = (*WRITTEN, "place", "amount", "net", "tax", "gross", "proposed_price", "price_origin", "price_list")
RECKONED_BY = ("customer_id", "currency", "tax_included", "rate")  # what the figures of the lines hang on
Line = Mapping[str, Any]


def set_rate(document: Any) -> None:
    """Yuan need none; for another currency the newest rate where none was written."""
    if document.currency == HOME_CURRENCY:
        document.rate = Decimal(1)
    elif not document.rate or document.rate == 1:
        try:
            document.rate = rounded(require_rate(document.currency, HOME_CURRENCY, clock.today()), 6)
        except DomainError as refusal:
            raise DomainError(refusal.message, refusal.code, "rate")


def written(document: Any, lines: Sequence[Line]) -> list[Any]:
    """The lines as they would be saved, with everything that follows from the catalogue; nothing is saved here.

    An empty price is what the price lists say; where they say nothing it is refused, for a price of nothing is none.
    """
    if len(lines) > MOST_LINES:
        raise DomainError(
            _("A document has %(most)d positions at most. Part it.") % {"most": MOST_LINES},
            "too_many",
            "lines",
        )
    rows = []
    for place, tried in enumerate(attempted(document, lines), start=1):
        if isinstance(tried, DomainError):
            text = _("Position %(place)d: %(message)s") % {"place": place, "message": tried.message}
            raise DomainError(text, tried.code, "lines")
        rows.append(tried)
    return rows


def attempted(document: Any, lines: Sequence[Line]) -> list[PricedLine | DomainError]:
    """Each line as it would be saved, or why it would not; the same number of statements for three as for thirty."""
    known = _part_numbers(document, lines)
    tried: list[PricedLine | DomainError] = []
    for place, line in enumerate(lines, start=1):
        try:
            tried.append(_row(document, place, line, known))
        except DomainError as refusal:
            tried.append(refusal)
    book = book_for(document, [row for row in tried if isinstance(row, PricedLine)])
    for place, row in enumerate(tried):
        if isinstance(row, PricedLine):
            try:
                _price(document, row, answer_of(book, row), lines[place])
            except DomainError as refusal:
                tried[place] = refusal
    return tried


def _row(document: Any, place: int, line: Line, known: dict[Any, CustomerPartNumber]) -> PricedLine:
    product: Product | None = line.get("product")
    part_no = (line.get("part_no") or "").strip()
    part = known.get(product.pk) if product is not None else known.get(part_no)
    if product is None and part is not None:
        product = part.product
    description = (line.get("description") or "").strip()
    if product is None and not description:
        raise DomainError(_("Name the product, or describe what is offered."), "required")
    if line.get("quantity") in (None, ""):
        raise DomainError(_("Write the quantity."), "required")
    if part is not None and part_no in {"", part.part_no}:
        part_no = part.part_no
        drawing_no = line.get("drawing_no") or part.drawing_no
        revision = line.get("drawing_revision") or part.drawing_revision
    else:
        drawing_no, revision = line.get("drawing_no") or "", line.get("drawing_revision") or ""
    vat = line.get("vat_rate")
    lead = line.get("lead_days")
    model = line_model(document)
    row = model(
        **{model.DOCUMENT: document},
        place=place,
        product=product,
        description=description,
        part_no=part_no,
        drawing_no=drawing_no.strip(),
        drawing_revision=revision.strip(),
        quantity=whole_figure(checked_quantity(line["quantity"]), 4),
        uom=line.get("uom") or (product.uom if product else "piece"),
        discount=whole_figure(line.get("discount") or Decimal(0), 4),
        vat_rate=whole_figure(vat if vat is not None else product.vat_rate if product else Decimal(13), 4),
        lead_days=lead if lead is not None else product.lead_days if product else None,
        delivery_place=(line.get("delivery_place") or "").strip(),
    )
    for name in model.WRITTEN_TOO:
        setattr(row, name, line.get(name))
    if not 0 <= row.discount <= 100 or not 0 <= row.vat_rate <= 100:
        raise DomainError(_("Percentages lie between 0 and 100."), "bad_percent")
    return row


def whole_figure(value: Any, places: int) -> Decimal:
    """A number as its column keeps it, so that what is reckoned is what is saved; refuses what is none."""
    figure = Decimal(str(value))
    if not figure.is_finite() or abs(figure) >= LARGEST_AMOUNT or figure != rounded(figure, places):
        raise DomainError(
            _("%(value)s is no number of at most %(places)d decimals.")
            % {"value": str(value)[:40], "places": places},
            code="bad_number",
        )
    return rounded(figure, places)


def _price(document: Any, row: PricedLine, answer: Price | DomainError | None, line: Line) -> None:
    given = line.get("price")
    if isinstance(answer, Price):
        row.proposed_price = answer.gross_price if document.tax_included else answer.net_price
        row.price_origin, row.price_list = answer.origin[:200], answer.price_list
    price = given if given is not None else row.proposed_price
    if price is None:
        if isinstance(answer, DomainError):
            raise DomainError(answer.message, answer.code)
        raise DomainError(_("Write the price."), "required")
    row.price = whole_figure(price, 6)
    if row.price < 0:
        raise DomainError(_("A price is not below 0."), "bad_price")
    if line.get("amount") is not None and not Decimal(line["amount"]).is_finite():
        raise DomainError(_("The amount is surely a slip. Check quantity and price."), "bad_amount")
    row.reckon(tax_included=document.tax_included, stated=line.get("amount"))
    if max(row.gross, row.computed()) >= LARGEST_AMOUNT or row.amount < 0:
        raise DomainError(_("The amount is surely a slip. Check quantity and price."), "bad_amount")


def _part_numbers(document: Any, lines: Sequence[Line]) -> dict[Any, CustomerPartNumber]:
    """Product id, and part number, → the newest of what this customer calls our products."""
    products = [line["product"].pk for line in lines if line.get("product") is not None]
    numbers = [str(line["part_no"]).strip() for line in lines if line.get("part_no")]
    if not products and not numbers:
        return {}
    rows = CustomerPartNumber.objects.alive().filter(
        Q(product__in=products) | Q(part_no__in=numbers), customer=document.customer_id
    )
    if numbers:  # then a line may name its product by this alone
        rows = rows.select_related("product")
    found: dict[Any, CustomerPartNumber] = {}
    for row in rows.order_by("id"):
        found[row.product_id] = found[row.part_no] = row
    return found


def add_up(document: Any, rows: Sequence[PricedLine]) -> None:
    """The head is the sum of the lines: 3 × 33.33 at 13 % is 88.50 + 11.49."""
    document.net_amount = sum((row.net for row in rows), Decimal(0))
    document.tax_amount = sum((row.tax for row in rows), Decimal(0))
    document.gross_amount = sum((row.gross for row in rows), Decimal(0))
    document.base_amount = rounded(document.gross_amount * document.rate)
    checked_amount(max(document.gross_amount, document.base_amount))


def checked_amount(amount: Decimal) -> Decimal:
    if amount >= LARGEST_AMOUNT:
        raise DomainError(_("The amount is surely a slip. Check quantity and price."), "bad_amount", "lines")
    return amount


def store(document: Any, rows: Sequence[PricedLine], lines: Sequence[Line]) -> None:
    """Write the lines over those that are there: the same id stays the same line, what is missing goes."""
    there = {row.pk: row for row in living_lines(document)}
    kept = (*KEPT, *line_model(document).WRITTEN_TOO)
    new = []
    for row, line in zip(rows, lines, strict=True):
        old = there.pop(line.get("id") or 0, None)
        if old is None:
            setattr(row, row.DOCUMENT, document)
            new.append(row)
        elif any(getattr(old, name) != getattr(row, name) for name in kept):
            for name in kept:
                setattr(old, name, getattr(row, name))
            old.save()
    for old in there.values():
        old.is_deleted = True
        old.save()
    bulk.create(line_model(document), new, operation.current().user)
