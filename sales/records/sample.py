"""The sample as a record type."""

from typing import Any

from django.db.models import Q
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from contacts.selectors.colleagues import subordinate_ids
from core import clock
from core.tables import Column, badge, link, related, text
from records.record_type import ApiVerb, BulkAction, Outcome, RecordType, Scene, SearchText

from ..filters.sample import SampleFilterSet, late_delivery, late_reply
from ..forms.inquiry import HandOnForm
from ..forms.sample import (
    ConcludeForm,
    InspectionForm,
    ReasonForm,
    SampleForm,
    SampleReplyForm,
    ShipForm,
    TrialForm,
)
from ..models import SampleRequest
from ..request_states import SAMPLE_OPEN
from ..services import sample as service
from .inquiry import reply_state
from .opportunity import each

TONES = {
    "requested": "gray",
    "review": "orange",
    "making": "blue",
    "inspecting": "blue",
    "shipped": "teal",
    "trial": "purple",
    "passed": "green",
    "failed": "red",
    "resend": "orange",
    "cancelled": "gray",
}
OPEN = Q(status__in=SAMPLE_OPEN)


def delivery_state(row: SampleRequest) -> Any:
    """Until when it must leave the house; red where that has passed, and what was late says so."""
    if row.deliver_by is None:
        return None
    if row.shipped_on is not None:
        days = (row.shipped_on - row.deliver_by).days
        return gettext("%(days)d days late") % {"days": days} if days > 0 else gettext("in time")
    if row.is_before_shipment and row.deliver_by < clock.today():
        late = escape(gettext("overdue"))
        return SafeString(f'<span class="text-danger fw-medium">{row.deliver_by:%Y-%m-%d} {late}</span>')
    return row.deliver_by


COLUMNS = [
    link("code", _("number")),
    text("name", _("sample")),
    related("customer", _("customer"), sort="customer__pinyin", href=True),
    badge("status", _("status"), TONES),
    text("quantity", _("quantity"), html=lambda row: f"{row.quantity.normalize():f}"),
    Column(
        name="response_minutes",
        label=_("first reply"),
        value=lambda row: row.response_minutes,
        html=reply_state,
        sort="response_minutes",
    ),
    Column(
        name="deliver_by",
        label=_("delivery due"),
        value=lambda row: row.deliver_by,
        html=delivery_state,
        sort="deliver_by",
    ),
    text("promised_on", _("promised for")),
    related("owner", _("owner"), sort="owner__pinyin"),
    related("product", _("product"), sort="product__pinyin", is_default=False),
    text("part_no", _("customer's part number"), is_default=False),
    text("drawing_no", _("drawing number"), is_default=False),
    text("drawing_revision", _("drawing revision"), is_default=False),
    related("opportunity", _("opportunity"), sort="opportunity__name", is_default=False),
    related("contact", _("contact"), sort="contact__pinyin", is_default=False),
    related("department", _("owning department"), sort="department__sort", is_default=False),
    text("round", _("round"), is_default=False),
    text("is_charged", _("charged to the customer"), is_default=False),
    text("required_on", _("required on"), is_default=False),
    text("submitted_at", _("submitted"), is_default=False),
    text("shipped_on", _("shipped"), is_default=False),
    text("concluded_on", _("concluded"), is_default=False),
    text("conclusion", _("conclusion"), is_default=False, sort=""),
    text("created_at", _("created"), is_default=False),
    text("updated_at", _("updated"), is_default=False),
]
SCENES = [
    Scene("open", _("Open"), lambda user: OPEN),
    Scene("mine", _("Mine"), lambda user: OPEN & Q(owner=user)),
    Scene("people", _("My people's"), lambda user: OPEN & Q(owner__in=subordinate_ids(user))),
    Scene("late_reply", _("First reply overdue"), lambda user: late_reply()),
    Scene("late", _("Delivery overdue"), lambda user: late_delivery()),
    Scene("trial", _("In trial"), lambda user: Q(status__in=["shipped", "trial"])),
    Scene("passed", _("Passed"), lambda user: Q(status="passed")),
    Scene("failed", _("Not passed"), lambda user: Q(status__in=["failed", "resend"])),
]


def transfer(rows: Any, by: Any, data: dict[str, Any]) -> Outcome:
    return each(rows, lambda row: service.transfer_sample(row, to=data["to"], by=by, reason=data["reason"]))


def told(row: SampleRequest) -> dict[str, Any]:
    return {"sample": row.pk, "status": row.status, "owner": row.owner_id, "version": row.version}


def concluded(row: SampleRequest, by: Any, data: dict[str, Any]) -> dict[str, Any]:
    done, again = service.conclude_sample(row, by=by, **data)
    return {**told(done), "following": again.pk if again is not None else None}


SAMPLES = RecordType(
    name="samples",
    model=SampleRequest,
    prefix="sales:sample",
    icon="test-pipe",
    columns=COLUMNS,
    order=["-pk"],
    filterset=SampleFilterSet,
    form=SampleForm,
    quick_filters=["owner", "customer"],
    scenes=SCENES,
    bulk_actions=[BulkAction("transfer", _("Transfer"), "transfer", transfer, HandOnForm, icon="transfer")],
    delete=service.delete_sample,
    search=lambda row: SearchText(name=row.name, others=[row.code, row.part_no, row.drawing_no, row.waybill]),
    hint=lambda row: str(row.customer),
    hint_related=("customer",),
    api_fields=[
        "code", "name", "customer", "unit", "contact", "opportunity", "inquiry", "product", "part_no", "drawing_no",
        "drawing_revision", "quantity", "required_on", "is_charged", "purpose", "requirements", "status", "previous",
        "round", "submitted_at", "reply_due_at", "first_reply_at", "response_minutes", "deliver_by", "promised_on",
        "shipped_on", "waybill", "inspection", "trial_since", "concluded_on", "conclusion", "end_reason", "owner",
        "department",
    ],
    api_verbs=[
        ApiVerb(
            "submit", "submit it: both clocks start", "change",
            lambda row, by, data: told(service.submit_sample(row, by=by)),
        ),
        ApiVerb(
            "reply", "note a reply to the customer", "change",
            lambda row, by, data: told(service.reply_to_sample(row, by=by, **data)), SampleReplyForm,
        ),
        ApiVerb(
            "made", "it is made and goes to inspection", "change",
            lambda row, by, data: told(service.made(row, by=by)),
        ),
        ApiVerb(
            "remake", "the inspection sends it back", "change",
            lambda row, by, data: told(service.make_again(row, by=by, **data)), InspectionForm,
        ),
        ApiVerb(
            "ship", "it leaves the house", "change",
            lambda row, by, data: told(service.ship_sample(row, by=by, **data)), ShipForm,
        ),
        ApiVerb(
            "trial", "the customer tries it", "change",
            lambda row, by, data: told(service.begin_trial(row, by=by, **data)), TrialForm,
        ),
        ApiVerb("conclude", "passed, failed or again", "change", concluded, ConcludeForm),
        ApiVerb(
            "cancel", "nobody wants it any more", "change",
            lambda row, by, data: told(service.cancel_sample(row, by=by, **data)), ReasonForm,
        ),
        ApiVerb(
            "transfer", "give it to a colleague", "transfer",
            lambda row, by, data: told(
                service.transfer_sample(row, to=data["to"], by=by, reason=data["reason"])
            ),
            HandOnForm,
        ),
    ],
)  # fmt: skip
