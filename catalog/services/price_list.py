"""The verbs of a price list: drafted, submitted, approved or returned, renewed by a next version, withdrawn, expired.

Only a draft is edited. What is in force changes by a new version, which takes over on its first day.
"""

from datetime import date, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core import actions, clock
from core.errors import DomainError
from records import bulk, sources
from records.services import numbering
from workflow import subjects
from workflow.services.start import needs_approval, start_run

from .. import states
from ..models import PriceList, PriceListLine
from ..selectors.deviation import is_within, percent_off

Mode = PriceList.Mode
Status = PriceList.Status
DOCUMENT = "price_list"
# What makes the next version; the rest of a row is its own.
CARRIED = (
    "code", "name", "mode", "customer_id", "country", "currency", "tax_included", "max_below", "max_above", "notes",
    "fx_base_rate", "fx_currency", "fx_source", "fx_threshold", "fx_review", "fx_reprice", "ext",
)  # fmt: skip


def save_price_list(price_list: PriceList, *, by: Any) -> PriceList:
    """Create a draft or change one; a list without a number gets the next."""
    is_new = price_list.pk is None
    if not is_new:
        require_draft(PriceList.objects.get(pk=price_list.pk))
    check_price_list(price_list)
    with transaction.atomic():
        price_list.code = price_list.code.strip() or numbering.next_number(DOCUMENT)
        try:
            with transaction.atomic():
                price_list.save()
        except IntegrityError:
            raise DomainError(
                _("Another list has the number %(code)s. For a next version use “New version” on its page.")
                % {"code": price_list.code},
                code="duplicate",
                field="code",
            )
        verb = "catalog.price_list_added" if is_new else "catalog.price_list_changed"
        actions.record(verb, price_list, by=by)
    return price_list


def check_price_list(price_list: PriceList) -> None:
    """Rules over several fields of the list's head."""
    if price_list.valid_to is not None and price_list.valid_to < price_list.valid_from:
        raise DomainError(_("The list ends before it begins."), code="ends_early", field="valid_to")
    if price_list.mode == Mode.GLOBAL and price_list.tax_included:
        raise DomainError(
            _("Global unified prices are without any local tax. Untick “tax included”."),
            code="global_with_tax",
            field="tax_included",
        )
    customer = price_list.customer
    if customer is not None and (price_list.mode == Mode.INTERNAL) != (customer.market_type == "internal"):
        raise DomainError(
            _(
                "Settlement prices are for units of our own group, and those have no others. Choose another mode."
            ),
            code="wrong_market",
            field="mode",
        )
    if price_list.has_fx_clause and price_list.fx_currency == price_list.currency:
        raise DomainError(
            _("A base exchange rate is quoted in another currency than that of the list."),
            code="same_currency",
            field="fx_currency",
        )


def require_draft(price_list: PriceList) -> None:
    if not price_list.is_draft:
        raise DomainError(
            _("“%(list)s” is “%(status)s”. Only a draft is edited: make a new version.")
            % {"list": price_list, "status": price_list.get_status_display()},
            code="not_draft",
        )


def save_line(line: PriceListLine, *, by: Any) -> PriceListLine:
    """Put a price into a draft, or change it there; one price for each product and beginning quantity."""
    with transaction.atomic():
        price_list = _locked(line.price_list)
        require_draft(price_list)
        if line.product.is_stopped:
            raise DomainError(
                _("%(product)s is no longer made. Leave it out, or take its successor.")
                % {"product": line.product},
                code="stopped",
                field="product",
            )
        is_new = line.pk is None
        try:
            with transaction.atomic():
                line.save()
        except IntegrityError:
            raise DomainError(
                _("The list has a price of this product from this quantity on. Change that one."),
                code="duplicate",
                field="min_qty",
            )
        verb = "catalog.price_added" if is_new else "catalog.price_changed"
        actions.record(verb, price_list, by=by, product=str(line.product))
    return line


def remove_line(line: PriceListLine, *, by: Any) -> None:
    with transaction.atomic():
        price_list = _locked(line.price_list)
        require_draft(price_list)
        line.is_deleted = True
        line.save()
        actions.record("catalog.price_removed", price_list, by=by, product=str(line.product))


def beyond_band(price_list: PriceList) -> list[PriceListLine]:
    """The lines whose price lies outside the band around their reference price."""
    rows = PriceListLine.objects.alive().filter(price_list=price_list, reference_price__isnull=False)
    return [
        line
        for line in rows.select_related("product")
        if line.reference_price
        and not is_within(
            percent_off(line.price, line.reference_price),
            below=price_list.max_below,
            above=price_list.max_above,
        )
    ]


def submit_price_list(price_list: PriceList, *, by: Any) -> PriceList:
    """Ask for approval: by the published process if there is one, else by a holder of the right to approve."""
    with transaction.atomic():
        fresh = _locked(price_list)
        states.require_move(states.PRICE_LIST, fresh.status, Status.APPROVING, dict(Status.choices))
        _require_complete(fresh)
        fresh.submitted_by = by
        if subjects.get(DOCUMENT) is not None and needs_approval(DOCUMENT, fresh, by=by):
            fresh.save()
            start_run(DOCUMENT, fresh, by=by)
            fresh.refresh_from_db()
        else:
            fresh.status = Status.APPROVING
            fresh.save()
        actions.record("catalog.price_list_submitted", fresh, by=by, beyond_band=len(beyond_band(fresh)))
    return fresh


def _require_complete(price_list: PriceList) -> None:
    lines = PriceListLine.objects.alive().filter(price_list=price_list)
    if not lines.exists():
        raise DomainError(_("The list has no prices yet. Add them first."), code="no_lines")
    if price_list.valid_to is not None and price_list.valid_to < clock.today():
        raise DomainError(
            _("The list is over before it is approved. Choose a later end."), code="past", field="valid_to"
        )
    bare = lines.filter(reference_price=None).select_related("product").first()
    if price_list.mode == Mode.LOCAL_BEST and bare is not None:
        raise DomainError(
            _("A best local price is measured against a reference price: %(product)s has none yet.")
            % {"product": bare.product},
            code="no_reference",
        )


def approve_price_list(price_list: PriceList, *, by: Any) -> PriceList:
    """Put a submitted list in force; nobody approves what he submitted or drafted."""
    with transaction.atomic():
        fresh = _locked(price_list)
        states.require_move(states.PRICE_LIST, fresh.status, Status.EFFECTIVE, dict(Status.choices))
        sources.require_unlocked(fresh)
        if by is not None and by.pk in {fresh.submitted_by_id, fresh.created_by_id}:
            raise DomainError(_("You made this list. Somebody else has to approve it."), code="own_document")
        return put_in_force(fresh, by=by)


def put_in_force(price_list: PriceList, *, by: Any) -> PriceList:
    """The list counts from its first day on; the call of a process that ended well, or of `approve_price_list`."""
    with transaction.atomic():
        fresh = _locked(price_list)
        states.require_move(states.PRICE_LIST, fresh.status, Status.EFFECTIVE, dict(Status.choices))
        fresh.status, fresh.approved_by, fresh.approved_at = Status.EFFECTIVE, by, clock.now()
        fresh.save()
        actions.record("catalog.price_list_approved", fresh, by=by)
    return fresh


def return_price_list(price_list: PriceList, *, by: Any, reason: str) -> PriceList:
    """Give a submitted list back to be mended; one that a process has in hand is returned there."""
    if not reason.strip():
        raise DomainError(_("Say why."), code="required", field="reason")
    sources.require_unlocked(price_list)
    return reopen(price_list, by=by, reason=reason.strip())


def reopen(price_list: PriceList, *, by: Any, reason: str = "") -> PriceList:
    """Back to a draft: refused, returned or withdrawn; the call of a process, or of `return_price_list`."""
    with transaction.atomic():
        fresh = _locked(price_list)
        states.require_move(states.PRICE_LIST, fresh.status, Status.DRAFT, dict(Status.choices))
        fresh.status = Status.DRAFT
        fresh.save()
        actions.record("catalog.price_list_returned", fresh, by=by, reason=reason)
    return fresh


def withdraw_price_list(price_list: PriceList, *, by: Any, reason: str) -> PriceList:
    """Take a list in force back, as if it had never counted; the version before it counts again."""
    if not reason.strip():
        raise DomainError(_("Say why."), code="required", field="reason")
    with transaction.atomic():
        fresh = _locked(price_list)
        states.require_move(states.PRICE_LIST, fresh.status, Status.WITHDRAWN, dict(Status.choices))
        fresh.status, fresh.reprice_due_on = Status.WITHDRAWN, None
        fresh.save()
        actions.record("catalog.price_list_withdrawn", fresh, by=by, reason=reason.strip())
    return fresh


def new_edition(price_list: PriceList, *, by: Any, valid_from: date | None = None) -> PriceList:
    """A draft of the next version with the same prices of products that are still made; one draft at a time."""
    with transaction.atomic():
        rows = list(
            PriceList.objects.alive().select_for_update().filter(code=price_list.code).order_by("-edition")
        )
        open_row = next((row for row in rows if row.status in (Status.DRAFT, Status.APPROVING)), None)
        if open_row is not None:
            raise DomainError(
                _("“%(list)s” is not in force yet. Finish or delete it first.") % {"list": open_row},
                code="open_version",
            )
        source = next(row for row in rows if row.pk == price_list.pk)
        begins = valid_from or max(clock.today(), source.valid_from + timedelta(days=1))
        ends = source.valid_to if source.valid_to is not None and source.valid_to >= begins else None
        made = PriceList(
            **{name: getattr(source, name) for name in CARRIED},
            edition=rows[0].edition + 1,
            valid_from=begins,
            valid_to=ends,
        )
        made.save()
        lines = PriceListLine.objects.alive().filter(price_list=source).exclude(product__status="stopped")
        copies = [
            PriceListLine(
                price_list=made,
                product_id=line.product_id,
                min_qty=line.min_qty,
                price=line.price,
                reference_price=line.reference_price,
                notes=line.notes,
            )
            for line in lines
        ]
        bulk.create(PriceListLine, copies, by)
        actions.record("catalog.price_list_renewed", made, by=by, of=source.edition)
    return made


def delete_price_list(price_list: PriceList, *, by: Any) -> None:
    """A draft goes to the recycle bin with its prices; anything later stays."""
    with transaction.atomic():
        fresh = _locked(price_list)
        require_draft(fresh)
        for line in PriceListLine.objects.alive().filter(price_list=fresh):
            line.is_deleted = True
            line.save()
        fresh.is_deleted = True
        fresh.save()
        actions.record("catalog.deleted", fresh, by=by)


def expire_price_lists(as_of: date) -> dict[str, Any]:
    """Call lists expired whose last day is over or whose next version has begun; prices go by dates and never wait
    for this job."""
    count = 0
    rows = list(PriceList.objects.alive().filter(status=Status.EFFECTIVE, valid_from__lte=as_of))
    begun: dict[str, int] = {}
    for row in rows:
        begun[row.code] = max(row.edition, begun.get(row.code, 0))
    for row in rows:
        is_over = row.valid_to is not None and row.valid_to < as_of
        if not is_over and begun[row.code] == row.edition:
            continue
        with transaction.atomic():
            fresh = _locked(row)
            if fresh.status != Status.EFFECTIVE:
                continue
            fresh.status, fresh.reprice_due_on = Status.EXPIRED, None
            fresh.save()
            actions.record("catalog.price_list_expired", fresh)
        count += 1
    return {"expired": count}


def _locked(price_list: PriceList) -> PriceList:
    return PriceList.objects.alive().select_for_update().get(pk=price_list.pk)
