"""The payment plan as a record type; its list is the collection desk."""

from datetime import timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from contacts.selectors.colleagues import subordinate_ids
from core import clock
from core.tables import Column, badge, choice, due_date, link, money, related, text
from records.record_type import ApiVerb, RecordType, Scene, SearchText

from ..filters.money import PaymentPlanFilterSet
from ..forms.money import CollectForm, PaymentPlanForm, ReasonForm
from ..models import CollectionStep, PaymentPlan
from ..selectors.order_money import in_yuan, open_yuan
from ..services import payment_plan as service
from ..services.collection import note_step
from .lines import yuan

TONES = {
    "waiting": "gray",
    "due": "blue",
    "partly": "orange",
    "paid": "green",
    "overdue": "red",
    "void": "gray",
}
SOON = timedelta(days=7)


def told(row: PaymentPlan) -> dict[str, Any]:
    return {"payment_plan": row.pk, "status": row.status, "version": row.version}


def late() -> Q:
    return Q(status__in=PaymentPlan.OWED, due_on__lt=clock.today())


def due_soon() -> Q:
    today = clock.today()
    return Q(status__in=PaymentPlan.OWED, due_on__gte=today, due_on__lte=today + SOON)


def broken_promise() -> Q:
    """Promised for a day that has passed, and still open."""
    steps = CollectionStep.objects.filter(plan=OuterRef("pk"), promised_on__lt=clock.today())
    return Q(Exists(steps), status__in=PaymentPlan.OWED)


PAYMENT_PLANS = RecordType(
    name="payment-plans",
    model=PaymentPlan,
    prefix="orders:payment_plan",
    icon="calendar-due",
    columns=[
        link("number", _("plan number")),
        related("customer", _("customer"), sort="customer__pinyin", href=True),
        choice("kind", _("kind")),
        due_date("due_on", _("due")),
        Column(
            name="days",
            label=_("days overdue"),
            value=lambda row: max(row.days_overdue(), 0) if row.status in PaymentPlan.OWED else 0,
            align="end",
        ),
        text("currency", _("currency"), group="currency"),
        money("amount", _("amount")),
        money("received", _("received")),
        Column(name="open", label=pgettext_lazy("amount", "open"), value=lambda row: row.open_amount, align="end"),
        badge("status", _("status"), TONES),
        related("owner", _("owner"), sort="owner__pinyin"),
        yuan("received_yuan", _("received, in yuan"), lambda: in_yuan("received", "rate"), "received", is_default=False),
        yuan("open_yuan", _("open, in yuan"), open_yuan, "amount", is_default=False),
        related("order", _("order"), sort="order__number", is_default=False),
        related("contract", _("contract"), sort="contract__number", is_default=False),
        choice("event", _("counted from"), is_default=False),
        text("event_on", _("happened on"), is_default=False),
        text("posted_on", _("posted on"), is_default=False),
        related("department", _("owning department"), sort="department__sort", is_default=False),
        text("notes", _("notes"), is_default=False),
        text("created_at", _("created"), is_default=False),
    ],
    order=["due_on", "pk"],
    filterset=PaymentPlanFilterSet,
    form=PaymentPlanForm,
    quick_filters=["owner"],
    scenes=[
        Scene("mine", _("Mine"), lambda user: Q(owner=user)),
        Scene("people", _("My people's"), lambda user: Q(owner__in=subordinate_ids(user))),
        Scene("overdue", _("Overdue"), lambda user: late()),
        Scene("soon", _("Due within 7 days"), lambda user: due_soon()),
        Scene("broken", _("Promises not kept"), lambda user: broken_promise()),
        Scene("waiting", _("Not yet in force"), lambda user: Q(status="waiting")),
    ],
    search=lambda row: SearchText(name=row.number, others=[row.notes]),
    hint=lambda row: str(row.customer),
    hint_related=("customer",),
    api_fields=[
        "number", "customer", "contract", "order", "kind", "event", "event_on", "posted_on", "due_on", "currency", "rate",
        "amount", "received", "notes", "status", "owner", "department",
    ],
    api_verbs=[
        ApiVerb(
            "void", "it is not to be paid any more", "change",
            lambda row, by, data: told(service.void_plan(row, by=by, **data)), ReasonForm,
        ),
        ApiVerb(
            "collect", "what was done about it", "collect",
            lambda row, by, data: {"step": note_step(row, by=by, **data).pk}, CollectForm,
        ),
    ],
)  # fmt: skip
