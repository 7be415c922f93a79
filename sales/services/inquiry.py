"""The verbs of an inquiry: take down, change, reply, move along, answer, end, hand over."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from catalog.models import CustomerPartNumber, Product
from contacts.services.follow_up import log_follow_up
from core import actions, clock
from core.errors import DomainError
from core.working_hours import add_working, working_between
from records import gate, parameters, search
from records.services import numbering
from records.services.deletion import delete_record

from ..models import Inquiry, InquiryLine
from ..request_parameters import INQUIRY_REPLY_HOURS
from ..request_states import INQUIRY_ENDED, require_inquiry
from .at_customer import belongs, locked, may_enter, set_owner, transfer

KIND = "inquiry"
FIELDS = (
    "name", "kind", "unit", "contact", "opportunity", "channel", "received_at", "answer_by", "currency", "requirements",
)  # fmt: skip
Status = Inquiry.Status
BEFORE_QUOTING = frozenset({Status.NEW, Status.CLARIFYING, Status.EVALUATING})


def create_inquiry(
    *, by: Any, customer: Any, line: dict[str, Any] | None = None, owner: Any = None, **values: Any
) -> Inquiry:
    """Take an inquiry down, with its first line where that is known already; the clock of the first reply starts.

    Refuses where one may not enter any at this customer, and people, units or sales of another one.
    """
    may_enter(by, customer, Inquiry)
    with transaction.atomic():
        inquiry = Inquiry(customer=customer, market_type=customer.market_type, **values)
        set_owner(inquiry, owner or by)
        _check(inquiry)
        inquiry.code = inquiry.code or numbering.next_free(KIND)
        inquiry.reply_due_at = reply_due(inquiry)
        inquiry.save()
        if line is not None:
            save_line(InquiryLine(inquiry=inquiry, **line), by=by)
        actions.record("sales.inquiry_received", inquiry, by=by, customer=customer.pk)
    return inquiry


def reply_due(inquiry: Inquiry) -> Any:
    return add_working(inquiry.received_at, timedelta(hours=float(parameters.get(INQUIRY_REPLY_HOURS))))


def update_inquiry(inquiry: Inquiry, *, by: Any, version: int | None = None, **values: Any) -> Inquiry:
    """Change what its form may change; one that is answered or has ended stays as it was."""
    with transaction.atomic():
        fresh = locked(inquiry, version)
        _require_open(fresh)
        for name, value in values.items():
            if name not in FIELDS:
                raise DomainError(_("This changes by its own action only."), "not_editable", name)
            setattr(fresh, name, value)
        _check(fresh)
        if "received_at" in values and fresh.first_reply_at is None:
            fresh.reply_due_at = reply_due(fresh)
        fresh.save()
        actions.record("sales.inquiry_changed", fresh, by=by, customer=fresh.customer_id)
    return fresh


def reply_to_inquiry(inquiry: Inquiry, *, by: Any, text: str, next_contact_on: Any = None) -> Inquiry:
    """Our word to the customer: logged as a follow-up; the first one stops the response clock."""
    with transaction.atomic():
        fresh = locked(inquiry, None, "customer", "contact")
        if not text.strip():
            raise DomainError(_("Write what you told the customer."), "required", "text")
        log_follow_up(
            by=by,
            customer=fresh.customer,
            contact=fresh.contact,
            text=text,
            kind=REPLIES_BY.get(fresh.channel, "phone"),
            about=fresh,
            next_contact_on=next_contact_on,
        )
        note_reply(fresh)
        fresh.save()
        actions.record("sales.inquiry_replied", fresh, by=by, customer=fresh.customer_id)
    return fresh


REPLIES_BY = {
    "phone": "phone",
    "mail": "email",
    "wechat": "wechat",
    "visit": "visit",
    "web": "email",
    "tender": "email",
}


def note_reply(inquiry: Inquiry) -> None:
    """The response clock stops with our first word, whichever verb says it."""
    if inquiry.first_reply_at is None:
        now = clock.now()
        inquiry.first_reply_at = now
        inquiry.response_minutes = int(working_between(inquiry.received_at, now).total_seconds() // 60)


def move_inquiry(
    inquiry: Inquiry,
    *,
    to: str,
    by: Any,
    reason: str = "",
    answer: str = "",
    document: str = "",
    version: int | None = None,
) -> Inquiry:
    """Along its way. An end, and going back from one, says why; an answer names the quotation or says what it is.

    Refuses moves that the table does not list, to quote without any line, and to answer while a line is not judged.
    """
    with transaction.atomic():
        fresh = locked(inquiry, version, "customer")
        require_inquiry(fresh.status, to)
        reason, was = reason.strip(), fresh.status
        if (to in INQUIRY_ENDED or was in INQUIRY_ENDED or was == Status.ANSWERED) and not reason:
            raise DomainError(_("Say why."), "required", "reason")
        if to in {Status.QUOTING, Status.ANSWERED}:
            _require_lines(fresh, to)
        if to == Status.ANSWERED:
            if not (answer.strip() or document.strip()):
                raise DomainError(
                    _("Name the quotation, or write what the answer was."), "required", "document"
                )
            fresh.answer, fresh.answer_document = answer.strip(), document.strip()
            fresh.answered_at = clock.now()
            note_reply(fresh)
        if was == Status.ANSWERED:
            fresh.answered_at = None
        if to == Status.DECLINED:
            note_reply(fresh)
        fresh.status = to
        fresh.end_reason = reason if to in INQUIRY_ENDED else ""
        fresh.save()
        actions.record(
            "sales.inquiry_moved",
            fresh,
            by=by,
            customer=fresh.customer_id,
            before=was,
            after=to,
            reason=reason,
        )
    return fresh


def being_quoted(inquiry: Inquiry, *, by: Any) -> None:
    """A quote is being written for it: whatever it waited for, this is where it stands now."""
    if inquiry.status in BEFORE_QUOTING:
        _if_it_may(inquiry, to=Status.QUOTING, by=by)


def answered_by_quote(inquiry: Inquiry, *, by: Any, document: str) -> None:
    """The quote for it went out: that is the answer, unless a line of it has not been judged yet."""
    if inquiry.status == Status.QUOTING:
        _if_it_may(inquiry, to=Status.ANSWERED, by=by, document=document)


def _if_it_may(inquiry: Inquiry, **move: Any) -> None:
    """A quote goes its way whether or not its inquiry can follow."""
    try:
        move_inquiry(inquiry, **move)
    except DomainError:
        return


def _require_lines(inquiry: Inquiry, to: str) -> None:
    rows = list(InquiryLine.objects.alive().filter(inquiry=inquiry).values_list("feasibility", flat=True))
    if not rows:
        raise DomainError(_("Say what is asked for: the inquiry has no line yet."), "no_lines")
    if to == Status.ANSWERED and inquiry.kind == Inquiry.Kind.NEW_PRODUCT and "unknown" in rows:
        raise DomainError(
            _("A new product is answered once each line's feasibility is judged."), "not_judged"
        )


def transfer_inquiry(inquiry: Inquiry, *, to: Any, by: Any, reason: str = "") -> Inquiry:
    with transaction.atomic():
        return transfer(inquiry, to=to, by=by, verb="sales.inquiry_transferred", reason=reason.strip())


def delete_inquiry(inquiry: Inquiry, *, by: Any) -> None:
    """Only one that was not answered; its lines go along."""
    if inquiry.status == Status.ANSWERED:
        raise DomainError(_("What was answered is kept."), "answered")
    with transaction.atomic():
        for line in InquiryLine.objects.alive().select_for_update().filter(inquiry=inquiry):
            line.is_deleted = True
            line.save()
        delete_record(inquiry, by=by)


# -- lines ----------------------------------------------------------------------------------------------------
def save_line(line: InquiryLine, *, by: Any) -> InquiryLine:
    """Write one thing that is asked for. What the customer's part number already says is filled in, never overwritten.

    Refuses a line without product or description, and a product that the number means otherwise at this customer.
    """
    with transaction.atomic():
        inquiry = locked(line.inquiry)
        _require_open(inquiry)
        line.description, line.drawing_no = line.description.strip(), line.drawing_no.strip()
        _fill_from_part_number(inquiry, line)
        if line.product_id is None and not line.description:
            raise DomainError(_("Choose a product, or describe the new design."), "required", "description")
        if line.product is not None and line.product.status == Product.Status.STOPPED:
            raise DomainError(
                _("%(product)s is not made any more. Offer what replaces it.") % {"product": line.product},
                code="stopped",
                field="product",
            )
        is_new = line.pk is None
        line.save()
        search.index(inquiry)
        verb = "sales.inquiry_line_added" if is_new else "sales.inquiry_line_changed"
        actions.record(verb, inquiry, by=by, line=str(line))
    return line


def _fill_from_part_number(inquiry: Inquiry, line: InquiryLine) -> None:
    part_no = " ".join(line.part_no.split())
    known = CustomerPartNumber.objects.alive().filter(customer=inquiry.customer_id)
    if part_no:
        known = known.filter(part_no=part_no)
        if line.drawing_revision:
            known = known.filter(drawing_revision=line.drawing_revision)
    elif line.product_id is not None:
        known = known.filter(product=line.product_id)
    else:
        return
    found = known.select_related("product").order_by("-pk").first()
    if found is None:
        return
    if line.product_id is None and not line.description:
        line.product = found.product
    elif part_no and line.product_id is not None and line.product_id != found.product_id:
        raise DomainError(
            _("At this customer %(number)s means %(product)s.")
            % {"number": found.part_no, "product": found.product},
            code="other_product",
            field="product",
        )
    line.part_no = part_no or found.part_no
    line.drawing_no = line.drawing_no or found.drawing_no
    line.drawing_revision = line.drawing_revision or found.drawing_revision


def remove_line(line: InquiryLine, *, by: Any) -> None:
    with transaction.atomic():
        inquiry = locked(line.inquiry)
        _require_open(inquiry)
        line = locked(line)
        line.is_deleted = True
        line.save()
        search.index(inquiry)
        actions.record("sales.inquiry_line_removed", inquiry, by=by, line=str(line))


def _require_open(inquiry: Inquiry) -> None:
    if not inquiry.is_open:
        raise DomainError(
            _("It is %(state)s and is not changed any more. Take it up again first.")
            % {"state": inquiry.get_status_display()},
            code="ended",
        )


def _check(inquiry: Inquiry) -> None:
    inquiry.name = inquiry.name.strip()
    if not inquiry.name:
        raise DomainError(_("Say what it is about."), "required", "name")
    if inquiry.received_at > clock.now() + timedelta(minutes=5):
        raise DomainError(_("It cannot have come in the future."), "future", "received_at")
    belongs(inquiry, "unit", "contact", "opportunity")


def may_write_lines(user: Any, inquiry: Inquiry) -> bool:
    return inquiry.is_open and gate.holds(user, inquiry, "change")
