"""Inquiries and their lines as record types."""

from typing import Any

from django.db.models import Q
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from contacts.selectors.colleagues import subordinate_ids
from core import clock
from core.tables import Column, badge, choice, due_date, link, related, show, text
from records import dictionaries
from records.record_type import ApiVerb, BulkAction, Outcome, RecordType, Scene, SearchText

from ..filters.inquiry import InquiryFilterSet, late_answer, late_reply
from ..forms.inquiry import HandOnForm, InquiryForm, InquiryLineForm, MoveInquiryForm, ReplyForm
from ..models import Inquiry, InquiryLine
from ..request_states import INQUIRY_OPEN
from ..services import inquiry as service
from .opportunity import each

TONES = {
    "new": "blue",
    "clarifying": "orange",
    "evaluating": "orange",
    "quoting": "teal",
    "answered": "green",
    "declined": "gray",
    "withdrawn": "gray",
}
OPEN = Q(status__in=INQUIRY_OPEN)


def hours_text(minutes: int | None) -> str:
    """Working minutes as people say them: 3 h 20 min."""
    if minutes is None:
        return ""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return gettext("%(minutes)d min") % {"minutes": rest}
    return gettext("%(hours)d h %(minutes)d min") % {"hours": hours, "minutes": rest}


def reply_label(row: Any) -> str:
    """Over the same: until it is given, the first reply is due."""
    return gettext("First reply due") if row.response_minutes is None else gettext("First reply")


def reply_state(row: Any) -> Any:
    """How fast we answered, or until when we must; what is overdue is red and says so."""
    if row.response_minutes is not None:
        return hours_text(row.response_minutes)
    if row.reply_due_at is None or not row.is_open:
        return None
    if row.reply_due_at < clock.now():
        late = escape(gettext("overdue"))
        return SafeString(f'<span class="text-danger fw-medium">{show(row.reply_due_at)} {late}</span>')
    return row.reply_due_at


def due_while_open(name: str, label: Any, **facts: Any) -> Column:
    return due_date(name, label, awaited=lambda row: row.is_open, **facts)


COLUMNS = [
    link("code", _("number")),
    text("name", _("subject")),
    related("customer", _("customer"), sort="customer__pinyin", href=True),
    choice("kind", _("kind")),
    badge("status", _("status"), TONES),
    text("received_at", _("received")),
    Column(
        name="response_minutes",
        label=_("first reply"),
        value=lambda row: row.response_minutes,
        html=reply_state,
        sort="response_minutes",
    ),
    due_while_open("answer_by", _("answer wanted by"), edit="answer_by"),
    related("owner", _("owner"), sort="owner__pinyin"),
    choice("channel", _("came by"), is_default=False),
    choice("market_type", _("market"), is_default=False),
    related("contact", _("contact"), sort="contact__pinyin", is_default=False),
    related("unit", _("unit"), sort="unit__name", is_default=False),
    related("opportunity", _("opportunity"), sort="opportunity__name", is_default=False),
    related("department", _("owning department"), sort="department__sort", is_default=False),
    text("answered_at", _("answered"), is_default=False),
    text("answer_document", _("number of the quotation"), is_default=False),
    text("end_reason", _("reason"), is_default=False),
    text("created_at", _("created"), is_default=False),
    text("updated_at", _("updated"), is_default=False),
]
SCENES = [
    Scene("open", _("Open"), lambda user: OPEN),
    Scene("mine", _("Mine"), lambda user: OPEN & Q(owner=user)),
    Scene("people", _("My people's"), lambda user: OPEN & Q(owner__in=subordinate_ids(user))),
    Scene("late", _("First reply overdue"), lambda user: late_reply()),
    Scene("late_answer", _("Answer overdue"), lambda user: late_answer()),
    Scene("new_product", _("New products"), lambda user: Q(kind=Inquiry.Kind.NEW_PRODUCT)),
    Scene("answered", _("Answered"), lambda user: Q(status=Inquiry.Status.ANSWERED)),
]


def transfer(rows: Any, by: Any, data: dict[str, Any]) -> Outcome:
    return each(rows, lambda row: service.transfer_inquiry(row, to=data["to"], by=by, reason=data["reason"]))


def told(row: Inquiry) -> dict[str, Any]:
    return {"inquiry": row.pk, "status": row.status, "owner": row.owner_id, "version": row.version}


def words(row: Inquiry) -> SearchText:
    """By number and subject, and by the part and drawing numbers of its lines."""
    lines = list(
        InquiryLine.objects.alive().filter(inquiry=row).values_list("part_no", "drawing_no", "description")
    )
    others = [word for line in lines[:20] for word in line if word]
    return SearchText(name=row.name, others=[row.code, row.answer_document, *dict.fromkeys(others)])


INQUIRIES = RecordType(
    name="inquiries",
    model=Inquiry,
    prefix="sales:inquiry",
    icon="help",
    columns=COLUMNS,
    order=["-received_at", "-pk"],
    filterset=InquiryFilterSet,
    form=InquiryForm,
    quick_filters=["owner", "customer"],
    scenes=SCENES,
    bulk_actions=[BulkAction("transfer", _("Transfer"), "transfer", transfer, HandOnForm, icon="transfer")],
    bulk_fields=["answer_by"],
    delete=service.delete_inquiry,
    search=words,
    hint=lambda row: str(row.customer),
    hint_related=("customer",),
    api_fields=[
        "code", "name", "kind", "customer", "unit", "contact", "opportunity", "market_type", "channel", "received_at",
        "answer_by", "currency", "requirements", "status", "reply_due_at", "first_reply_at", "response_minutes",
        "answered_at", "answer", "answer_document", "end_reason", "owner", "department",
    ],
    api_verbs=[
        ApiVerb(
            "move",
            "move it along: clarify, evaluate, quote, answer, decline, withdraw",
            "change",
            lambda row, by, data: told(service.move_inquiry(row, by=by, **data)),
            MoveInquiryForm,
        ),
        ApiVerb(
            "reply",
            "note a reply to the customer; the first one stops the response clock",
            "change",
            lambda row, by, data: told(service.reply_to_inquiry(row, by=by, **data)),
            ReplyForm,
        ),
        ApiVerb(
            "transfer",
            "give it to a colleague",
            "transfer",
            lambda row, by, data: told(
                service.transfer_inquiry(row, to=data["to"], by=by, reason=data["reason"])
            ),
            HandOnForm,
        ),
    ],
)  # fmt: skip


INQUIRY_LINES = RecordType(
    name="inquiry-lines",
    model=InquiryLine,
    prefix="sales:inquiry_line",
    icon="list-details",
    columns=[
        related("product", _("product"), sort="product__pinyin"),
        text("description", _("description")),
        related("inquiry", _("inquiry"), href=True),
        text("part_no", _("customer's part number")),
        text("drawing_no", _("drawing number")),
        text("drawing_revision", _("drawing revision")),
        text("quantity", _("quantity")),
        Column(
            name="uom",
            label=_("unit of measure"),
            value=lambda row: dictionaries.label("unit_of_measure", row.uom) if row.uom else None,
            sort="uom",
        ),
        text("target_price", _("target price")),
        text("required_on", _("required on")),
        choice("feasibility", _("feasibility")),
        text("notes", _("notes")),
    ],
    order=["pk"],
    form=InquiryLineForm,
    api_fields=[
        "inquiry", "product", "description", "part_no", "drawing_no", "drawing_revision", "quantity", "uom",
        "target_price", "required_on", "feasibility", "notes",
    ],
    has_detail=False,
    has_list=False,
)  # fmt: skip
