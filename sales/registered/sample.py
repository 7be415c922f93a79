"""Samples: their tabs and those they add to other pages, rights, verbs, menu, process, calendar, timeline, banner."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts import sources as account_sources
from contacts.models import Customer, FollowUp
from core import actions, working_calendar
from core.midnight import Midnight
from marketing.selectors.shown import shown_fields
from marketing.tabs import CHANGES, FILES
from records import gate, menu, record_type, sources, tabs
from records.menu import Entry
from records.services import numbering
from records.sources import Banner, TimelineItem, TimelineSource
from records.tabs import Tab
from workflow.subjects import Fact, Subject
from workflow.subjects import register as register_subject

from ..models import Inquiry, Opportunity, SampleRequest
from ..records.sample import SAMPLES, TONES
from ..request_states import SAMPLE_OPEN
from ..services import request_clocks
from ..services.sample import KIND, review_agreed, review_began, review_ended, suggested_stage
from .announcing import goes_with_customer, grants, of

MODEL = "samplerequest"
ROLE_GRANTS = {
    "rep": grants("team", MODEL, "view add change"),
    "sm": grants("below", MODEL, "view add change delete export import transfer"),
    "rm": grants("region", MODEL, "view add change"),
    "ag": grants("all", MODEL, "view"),
    "am": grants("all", MODEL, "view"),
    "fin": grants("all", MODEL, "view"),
    "exe": of(grants("all", MODEL, "view export")),
    "dlr": grants("self", MODEL, "view add"),
}
VERBS = {
    "sales.sample_requested": _("asked for the sample"),
    "sales.sample_changed": _("changed the sample request"),
    "sales.sample_submitted": _("submitted the sample request"),
    "sales.sample_agreed": _("agreed to make the sample"),
    "sales.sample_replied": _("replied about the sample"),
    "sales.sample_made": _("made the sample"),
    "sales.sample_rejected": _("sent the sample back from inspection"),
    "sales.sample_shipped": _("shipped the sample"),
    "sales.sample_tried": _("noted the start of the trial"),
    "sales.sample_concluded": _("noted the result of the sample"),
    "sales.sample_cancelled": _("cancelled the sample"),
    "sales.sample_transferred": _("gave the sample to a colleague"),
    "sales.due_times_moved": _("moved due times with the calendar"),
}
FACTS = (
    "product", "part_no", "drawing_no", "drawing_revision", "quantity", "required_on", "is_charged", "purpose",
    "contact", "unit", "opportunity", "inquiry", "previous", "submitted_at", "reply_due_at", "first_reply_at",
    "deliver_by", "promised_on", "shipped_on", "waybill", "inspection", "trial_since", "concluded_on", "end_reason",
    "department", "created_by", "requirements", "conclusion",
)  # fmt: skip
ALWAYS = {
    "product",
    "quantity",
    "required_on",
    "contact",
    "opportunity",
    "deliver_by",
    "department",
    "created_by",
}
MOST = 100


def overview(sample: SampleRequest, request: HttpRequest) -> dict[str, Any]:
    user = request.user
    names = [name for name in FACTS if name in ALWAYS or getattr(sample, name) not in (None, "", False)]
    talks: list[Any] = []
    if gate.allowed(user, FollowUp):
        about = FollowUp.objects.visible_to(user).filter(
            about_type=ContentType.objects.get_for_model(SampleRequest), about_id=sample.pk
        )
        talks = list(about.select_related("by").order_by("-at", "-id")[:30])
    return {"fields": shown_fields(sample, user, *names), "talks": talks}


def _shown(rows: Any) -> dict[str, Any]:
    found = list(rows.select_related("owner").order_by("-id")[:MOST])
    found.sort(key=lambda row: not row.is_open)
    return {"samples": [{"row": row, "tone": TONES[row.status]} for row in found]}


def of_customer(customer: Customer, request: HttpRequest) -> dict[str, Any]:
    return {
        **_shown(SampleRequest.objects.visible_to(request.user).filter(customer=customer)),
        "may_add_sample": gate.holds(request.user, customer, "add", SampleRequest),
        "prefill": f"customer={customer.pk}",
    }


def of_opportunity(sale: Opportunity, request: HttpRequest) -> dict[str, Any]:
    return {
        **_shown(SampleRequest.objects.visible_to(request.user).filter(opportunity=sale)),
        "may_add_sample": gate.holds(request.user, sale.customer, "add", SampleRequest),
        "prefill": f"customer={sale.customer_id}&opportunity={sale.pk}",
    }


def of_inquiry(inquiry: Inquiry, request: HttpRequest) -> dict[str, Any]:
    return {
        **_shown(SampleRequest.objects.visible_to(request.user).filter(inquiry=inquiry)),
        "may_add_sample": gate.holds(request.user, inquiry.customer, "add", SampleRequest),
        "prefill": f"customer={inquiry.customer_id}&inquiry={inquiry.pk}",
    }


def told(customer: Any, user: Any) -> Any:
    return SampleRequest.objects.visible_to(user).filter(customer=customer, shipped_on__isnull=False)


def in_stream(row: Any) -> TimelineItem:
    """When a sample left the house, and what came of it."""
    return TimelineItem(
        icon="test-pipe",
        title=f"{row.code} {row.name}",
        body=f"{row.get_status_display()} {row.conclusion}".strip(),
        actor=str(row.owner or ""),
        url=row.get_absolute_url(),
    )


def stage_hint(record: Any, user: Any) -> list[Banner]:
    """A sale that still stands at samples though one has passed: the page says where it could go on."""
    if not isinstance(record, Opportunity) or not record.is_open or "sample" not in record.stage.code:
        return []
    rows = SampleRequest.objects.visible_to(user).filter(opportunity=record, status="passed")
    passed = rows.order_by("-concluded_on").first() if gate.allowed(user, SampleRequest) else None
    if passed is None:
        return []
    stage = suggested_stage(record, passed.status)
    url = reverse("sales:opportunity_move", args=[record.pk])
    return [
        Banner(
            gettext("%(sample)s has passed its trial.") % {"sample": passed},
            url=f"{url}?stage={stage.pk}" if stage is not None else url,
            link=gettext("Move on to “%(stage)s”") % {"stage": stage}
            if stage is not None
            else gettext("Move on"),
            icon="test-pipe",
        )
    ]


SUBJECT_FACTS = [
    Fact("name", _("sample"), "text", lambda row: row.name),
    Fact("product", _("product"), "text", lambda row: str(row.product or "")),
    Fact("is_new_design", _("new design"), "bool", lambda row: row.product_id is None),
    Fact("quantity", _("quantity"), "number", lambda row: row.quantity),
    Fact("required_on", _("required on"), "date", lambda row: row.required_on),
    Fact("is_charged", _("charged to the customer"), "bool", lambda row: row.is_charged),
    Fact("purpose", _("what is to be tried"), "text", lambda row: row.purpose),
    Fact("round", _("round"), "number", lambda row: row.round),
    Fact("customer", _("customer"), "text", lambda row: str(row.customer)),
    Fact("is_key_account", _("key account"), "bool", lambda row: row.customer.is_key_account),
]


def tab(context: Any, **facts: Any) -> Tab:
    return Tab(
        name="samples",
        label=_("Samples"),
        template="sales/tabs/samples.html",
        context=context,
        permission="sales.view_samplerequest",
        **facts,
    )


def register() -> None:
    numbering.declare(KIND, "YP", 5, "%y", label=_("Samples"), holder="sales.SampleRequest.code")
    account_sources.add_role_grants(ROLE_GRANTS)
    actions.VERBS.update(VERBS)
    record_type.register(SAMPLES)
    goes_with_customer(SampleRequest, "samples", _("Samples under way"), "sales:sample_list", SAMPLE_OPEN)
    sources.add_timeline(
        "contacts.customer",
        TimelineSource(
            "sales.samplerequest", told, in_stream, Midnight(Coalesce("concluded_on", "shipped_on"))
        ),
    )
    sources.add_banner(stage_hint)
    working_calendar.then(request_clocks.KIND)
    register_subject(
        Subject(
            key=KIND,
            model=SampleRequest,
            label=_("Sample"),
            icon="test-pipe",
            facts=SUBJECT_FACTS,
            customer=lambda row: row.customer,
            market=lambda row: str(row.customer.market_type),
            on_started=review_began,
            on_resubmitted=review_began,
            on_approved=review_agreed,
            on_rejected=review_ended,
            on_withdrawn=review_ended,
            on_returned=review_ended,
        )
    )
    tabs.add(
        "sales.samplerequest",
        Tab(
            name="overview",
            label=_("Overview"),
            template="sales/tabs/sample.html",
            context=overview,
            order=10,
        ),
        FILES,
        CHANGES,
    )
    tabs.add("contacts.customer", tab(of_customer, order=47))
    tabs.add("sales.opportunity", tab(of_opportunity, order=34))
    tabs.add("sales.inquiry", tab(of_inquiry, order=40))
    menu.add(
        Entry("customers", _("Samples"), "sales:sample_list", "test-pipe", "sales.view_samplerequest", 45)
    )
    menu.add_quick_create(
        Entry("customers", _("Sample"), "sales:sample_create", "test-pipe", "sales.add_samplerequest", 33)
    )
