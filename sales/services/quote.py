"""The verbs of a quote's draft: write it with its lines, hand it over, delete it."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import access
from catalog.models import CustomerPartNumber, Product
from catalog.models.fx import HOME_CURRENCY
from catalog.selectors.fx import require_rate
from catalog.selectors.pricing import Price, checked_quantity
from contacts.services.ownership import check_can_own
from contacts.services.telling import tell
from core import actions, clock
from core.errors import DomainError
from core.money import rounded
from records import gate, parameters, sources
from records.services import numbering
from records.services.deletion import delete_record

from ..models import Quote, QuoteLine
from ..quote_parameters import USUAL_DAYS
from ..selectors.quote_check import answer_of, book_for
from .inquiry import being_quoted

Status = Quote.Status
NUMBER = "quote"
MOST_LINES = 200
LARGEST_AMOUNT = Decimal(10) ** 15
WRITTEN = (
    "product", "description", "part_no", "drawing_no", "drawing_revision", "quantity", "uom", "price", "discount",
    "vat_rate", "lead_days", "delivery_place",
)  # fmt: skip
KEPT = (*WRITTEN, "place", "amount", "net", "tax", "gross", "proposed_price", "price_origin", "price_list")
RECKONED_BY = ("customer_id", "currency", "tax_included", "rate")  # what the figures of the lines hang on
Line = Mapping[str, Any]


def usual_validity() -> Any:
    return clock.today() + timedelta(days=parameters.get(USUAL_DAYS))


def save_quote(quote: Quote, *, by: Any, lines: Sequence[Line] | None = None) -> Quote:
    """Write a draft with its lines (None: they stay as they are); what is empty in a line comes from the catalogue.

    Refuses what is no draft any more, a unit, person or sale of another customer, quantities of nothing or beyond
    what is made, and a currency without a rate. What only blunders is saved: the guards judge it.
    """
    is_new = quote.pk is None
    with transaction.atomic():
        if not is_new:
            before = Quote.objects.select_for_update().get(pk=quote.pk)
            require_draft(before)
            sources.require_unlocked(quote)
        _check(quote)
        if lines is None and not is_new and any(getattr(before, n) != getattr(quote, n) for n in RECKONED_BY):
            lines = lines_in_force(quote)
        if is_new:
            quote.number = quote.number or numbering.next_free(NUMBER)
            if quote.owner_id is None:
                set_owner(quote, by if getattr(by, "pk", None) else quote.customer.owner)
        rows = written(quote, lines) if lines is not None else None
        if rows is not None:
            add_up(quote, rows)
        quote.save()
        if rows is not None:
            _store(quote, rows, lines or ())
        verb = "sales.quote_drafted" if is_new else "sales.quote_changed"
        actions.record(verb, quote, by=by, customer=quote.customer_id)
        if quote.inquiry is not None and gate.holds(by, quote.inquiry, "change"):
            being_quoted(quote.inquiry, by=by)
    return quote


def lines_in_force(quote: Quote) -> list[dict[str, Any]]:
    """The saved lines as they would be written again."""
    rows = QuoteLine.objects.alive().filter(quote=quote).select_related("product__replaced_by")
    found = []
    for row in rows.order_by("place", "id"):
        stated = {"amount": row.amount} if row.amount != row.computed() else {}
        found.append({"id": row.pk, **{name: getattr(row, name) for name in WRITTEN}, **stated})
    return found


def require_draft(quote: Quote) -> None:
    if not quote.is_draft:
        raise DomainError(
            _("%(quote)s is “%(status)s”. Only a draft is edited: make a new version.")
            % {"quote": quote, "status": quote.get_status_display()},
            code="not_draft",
        )


def _check(quote: Quote) -> None:
    customer = quote.customer
    if quote.pk is None or quote.is_draft:
        quote.market_type = customer.market_type
    for name in ("unit", "contact", "opportunity", "inquiry"):
        other = getattr(quote, name)
        if other is not None and other.customer_id != customer.pk:
            raise DomainError(
                _("%(record)s belongs to another customer.") % {"record": other}, "foreign", name
            )
    set_rate(quote)


def set_rate(quote: Quote) -> None:
    """Yuan need none; for another currency the newest rate where none was written."""
    if quote.currency == HOME_CURRENCY:
        quote.rate = Decimal(1)
    elif not quote.rate or quote.rate == 1:
        try:
            quote.rate = rounded(require_rate(quote.currency, HOME_CURRENCY, clock.today()), 6)
        except DomainError as refusal:
            raise DomainError(refusal.message, refusal.code, "rate")


def written(quote: Quote, lines: Sequence[Line]) -> list[QuoteLine]:
    """The lines as they would be saved, with everything that follows from the catalogue; nothing is saved here.

    An empty price is what the price lists say; where they say nothing it is refused, for a price of nothing is none.
    """
    if len(lines) > MOST_LINES:
        raise DomainError(
            _("A quote has %(most)d positions at most. Part it.") % {"most": MOST_LINES}, "too_many", "lines"
        )
    rows = []
    for place, tried in enumerate(attempted(quote, lines), start=1):
        if isinstance(tried, DomainError):
            text = _("Position %(place)d: %(message)s") % {"place": place, "message": tried.message}
            raise DomainError(text, tried.code, "lines")
        rows.append(tried)
    return rows


def attempted(quote: Quote, lines: Sequence[Line]) -> list[QuoteLine | DomainError]:
    """Each line as it would be saved, or why it would not; the same number of statements for three as for thirty."""
    known = _part_numbers(quote, lines)
    tried: list[QuoteLine | DomainError] = []
    for place, line in enumerate(lines, start=1):
        try:
            tried.append(_row(quote, place, line, known))
        except DomainError as refusal:
            tried.append(refusal)
    book = book_for(quote, [row for row in tried if isinstance(row, QuoteLine)])
    for place, row in enumerate(tried):
        if isinstance(row, QuoteLine):
            try:
                _price(quote, row, answer_of(book, row), lines[place])
            except DomainError as refusal:
                tried[place] = refusal
    return tried


def _row(quote: Quote, place: int, line: Line, known: dict[Any, CustomerPartNumber]) -> QuoteLine:
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
    row = QuoteLine(
        quote=quote,
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


def _price(quote: Quote, row: QuoteLine, answer: Price | DomainError | None, line: Line) -> None:
    given = line.get("price")
    if isinstance(answer, Price):
        row.proposed_price = answer.gross_price if quote.tax_included else answer.net_price
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
    row.reckon(tax_included=quote.tax_included, stated=line.get("amount"))
    if max(row.gross, row.computed()) >= LARGEST_AMOUNT or row.amount < 0:
        raise DomainError(_("The amount is surely a slip. Check quantity and price."), "bad_amount")


def _part_numbers(quote: Quote, lines: Sequence[Line]) -> dict[Any, CustomerPartNumber]:
    """Product id, and part number, → the newest of what this customer calls our products."""
    products = [line["product"].pk for line in lines if line.get("product") is not None]
    numbers = [str(line["part_no"]).strip() for line in lines if line.get("part_no")]
    if not products and not numbers:
        return {}
    rows = CustomerPartNumber.objects.alive().filter(customer=quote.customer_id)
    found: dict[Any, CustomerPartNumber] = {}
    rows = rows.filter(product__in=products) | rows.filter(part_no__in=numbers)
    for row in rows.select_related("product__replaced_by").order_by("id"):
        found[row.product_id] = found[row.part_no] = row
    return found


def add_up(quote: Quote, rows: Sequence[QuoteLine]) -> None:
    """The head is the sum of the lines: 3 × 33.33 at 13 % is 88.50 + 11.49."""
    quote.net_amount = sum((row.net for row in rows), Decimal(0))
    quote.tax_amount = sum((row.tax for row in rows), Decimal(0))
    quote.gross_amount = sum((row.gross for row in rows), Decimal(0))
    proposed = [
        row.amount if row.proposed_price is None else rounded(row.quantity * row.proposed_price)
        for row in rows
    ]
    quote.list_amount = sum(proposed, Decimal(0))
    quote.base_amount = rounded(quote.gross_amount * quote.rate)
    if max(quote.gross_amount, quote.base_amount, quote.list_amount) >= LARGEST_AMOUNT:
        raise DomainError(_("The amount is surely a slip. Check quantity and price."), "bad_amount", "lines")


def _store(quote: Quote, rows: Sequence[QuoteLine], lines: Sequence[Line]) -> None:
    """Write the lines over those that are there: the same id stays the same line, what is missing goes."""
    there = {row.pk: row for row in QuoteLine.objects.alive().filter(quote=quote)}
    for row, line in zip(rows, lines, strict=True):
        old = there.pop(line.get("id") or 0, None)
        if old is None:
            row.quote = quote
            row.save()
        elif any(getattr(old, name) != getattr(row, name) for name in KEPT):
            for name in KEPT:
                setattr(old, name, getattr(row, name))
            old.save()
    for old in there.values():
        old.is_deleted = True
        old.save()


def set_owner(quote: Quote, owner: Any) -> None:
    quote.owner = owner
    if owner is not None:
        quote.department = access.home_department(owner)


def locked(quote: Quote) -> Quote:
    rows = Quote.objects.alive().select_for_update(of=("self",))
    fresh: Quote | None = rows.select_related("customer", "owner", "contact").filter(pk=quote.pk).first()
    if fresh is None:
        raise DomainError(_("This quote does not exist any more."), code="gone")
    return fresh


def transfer_quote(quote: Quote, *, to: Any, by: Any, reason: str = "") -> Quote:
    """Give it to a colleague; the department follows him."""
    check_can_own(to)
    with transaction.atomic():
        fresh = locked(quote)
        before = fresh.owner
        if before is not None and before.pk == to.pk:
            raise DomainError(_("%(name)s owns it already.") % {"name": to}, "is_owner", "to")
        set_owner(fresh, to)
        fresh.save()
        actions.record(
            "sales.quote_transferred",
            fresh,
            by=by,
            before=str(before or ""),
            after=str(to),
            reason=reason.strip(),
        )
        words = {"name": by, "quote": fresh}
        tell(to, lambda: _("%(name)s gave you the quote %(quote)s.") % words, fresh.get_absolute_url(), by=by)
    return fresh


def note_follow_up(quote: Quote, *, on: Any, by: Any) -> Quote:
    """When one asks the customer again; of a quote that has ended nobody asks any more."""
    with transaction.atomic():
        fresh = locked(quote)
        if fresh.status not in {Status.APPROVED, Status.SENT, Status.BARGAINING, Status.DRAFT}:
            raise DomainError(
                _("%(quote)s is “%(status)s”: there is nothing to follow up.")
                % {"quote": fresh, "status": fresh.get_status_display()},
                code="ended",
            )
        fresh.follow_up_on = on
        fresh.save()
        actions.record("sales.quote_follow_up", fresh, by=by, on=on.isoformat() if on else "")
    return fresh


def delete_quote(quote: Quote, *, by: Any) -> None:
    """A draft goes to the recycle bin with its lines, and the version it was to replace is in force again."""
    with transaction.atomic():
        fresh = locked(quote)
        require_draft(fresh)
        sources.require_unlocked(fresh)
        for line in QuoteLine.objects.alive().filter(quote=fresh):
            line.is_deleted = True
            line.save()
        if fresh.previous_id is not None:
            before = Quote.objects.select_for_update().get(pk=fresh.previous_id)
            if before.status == Status.SUPERSEDED and before.status_before:
                before.status, before.status_before = before.status_before, ""
                before.save()
                actions.record("sales.quote_in_force_again", before, by=by)
            fresh.previous = None
            fresh.save()
        delete_record(fresh, by=by)
