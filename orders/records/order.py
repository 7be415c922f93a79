"""The order as a record type: its list, filters, scenes, bulk actions, search words and API."""

from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from contacts.selectors.colleagues import subordinate_ids
from core import clock
from core.errors import DomainError
from core.tables import Column, badge, choice, money, related, text
from records.record_type import ApiVerb, BulkAction, Outcome, RecordType, Scene, SearchText
from sales.records.opportunity import each
from sales.records.quote import due_while

from ..filters.order import OrderFilterSet, due_by, late
from ..forms.order import ApiProgressForm, OrderForm, ReasonForm, TransferForm
from ..forms.rescheduling import ApiRescheduleForm
from ..models import Order, OrderLine
from ..selectors import progress
from ..services import order_deeds as deeds
from ..services.order import delete_order
from ..services.order_placing import approve_order, hand_back, submit_order
from ..services.rescheduling import reschedule_order

TONES = {
    "draft": "gray",
    "approving": "blue",
    "placed": "teal",
    "producing": "purple",
    "held": "orange",
    "closed": "green",
    "cancelled": "secondary",
}
OPEN = Q(status__in=["draft", "approving", *Order.OPEN])


def number(row: Order) -> Any:
    return SafeString(f'<a href="{row.get_absolute_url()}" class="row-link">{escape(row)}</a>')


def progress_word(row: Any) -> Any:
    return told_progress(Order, getattr(row, "progress", None), row.status)


def told_progress(_model: Any, label: str | None, status: str) -> Any:
    return progress.LABELS.get(label, "") if label and status not in NOT_PLACED else ""


def progress_badge(row: Any) -> Any:
    word = progress_word(row)
    if not word:
        return None
    return SafeString(f'<span class="badge badge-{progress.TONES[row.progress]}">{escape(word)}</span>')


NOT_PLACED = {"draft", "approving", "cancelled"}


def with_progress(rows: Any) -> Any:
    return rows.annotate(progress=progress.delivery_label())


COLUMNS = [
    Column(name="number", label=_("order number"), value=str, html=number, sort="number", reads=("number",)),
    related("customer", _("customer"), sort="customer__pinyin", href=True),
    text("subject", _("subject")),
    badge("status", _("status"), TONES),
    Column(
        name="progress",
        label=_("how far it has come"),
        value=progress_word,
        html=progress_badge,
        needs=("progress",),
        reads=("progress", "status"),
        told=told_progress,
    ),
    money("base_amount", _("amount in yuan")),
    due_while("due_on", pgettext_lazy("goods", "due"), {"draft", "approving", *map(str, Order.OPEN)}),
    text("po_no", _("the customer's order number")),
    related("owner", _("owner"), sort="owner__pinyin"),
    text("ordered_on", _("ordered on"), is_default=False),
    related("contract", _("contract"), sort="contract__number", is_default=False),
    related("quote", _("quote"), sort="quote__number", is_default=False),
    related("contact", _("contact"), sort="contact__pinyin", is_default=False),
    related("opportunity", _("opportunity"), sort="opportunity__name", is_default=False),
    money("gross_amount", _("amount with tax"), is_default=False, total=""),
    money("net_amount", _("amount without tax"), is_default=False, total=""),
    text("currency", _("currency"), is_default=False, group="currency"),
    choice("market_type", _("market"), is_default=False),
    related("department", _("owning department"), sort="department__sort", is_default=False),
    text("delivery_place", _("place of delivery"), is_default=False),
    text("placed_at", _("placed"), is_default=False),
    text("created_at", _("created"), is_default=False),
    text("updated_at", _("updated"), is_default=False),
]
SCENES = [
    Scene("open", _("In progress"), lambda user: OPEN),
    Scene("mine", _("Mine"), lambda user: OPEN & Q(owner=user)),
    Scene("people", _("My people's"), lambda user: OPEN & Q(owner__in=subordinate_ids(user))),
    Scene("due", _("Due this week"), lambda user: due_by(clock.today() + timedelta(days=7))),
    Scene("late", _("Late"), lambda user: late()),
    Scene("held", _("On hold"), lambda user: Q(status="held")),
    Scene("approving", _("In approval"), lambda user: Q(status="approving")),
]


def transfer(rows: Any, by: Any, data: dict[str, Any]) -> Outcome:
    return each(rows, lambda row: deeds.transfer_order(row, to=data["to"], by=by, reason=data["reason"]))


def told(row: Order) -> dict[str, Any]:
    return {"order": row.pk, "number": row.number, "status": row.status, "version": row.version}


def verb(name: str, label: str, action: str, call: Any, form: Any = None) -> ApiVerb:
    def perform(row: Order, by: Any, data: dict[str, Any]) -> Any:
        return told(call(row, by=by, **data))

    return ApiVerb(name, label, action, perform, form)


def note_progress(row: Order, by: Any, data: dict[str, Any]) -> Any:
    line = OrderLine.objects.alive().filter(order=row, pk=data.pop("line")).select_related("order").first()
    if line is None:
        raise DomainError(str(_("This position is not of the order.")), "foreign", "line")
    done = deeds.note_progress(line, by=by, source="api", **data)
    return {"progress": done.pk, "line": line.pk, "step": done.step}


ORDERS = RecordType(
    name="orders",
    model=Order,
    prefix="orders:order",
    icon="shopping-cart",
    columns=COLUMNS,
    order=["-created_at", "-pk"],
    filterset=OrderFilterSet,
    form=OrderForm,
    quick_filters=["owner", "progress"],
    scenes=SCENES,
    bulk_actions=[
        BulkAction("transfer", _("Transfer"), "transfer", transfer, TransferForm, icon="transfer"),
    ],
    delete=delete_order,
    annotate=with_progress,
    search=lambda row: SearchText(name=row.number, others=[row.subject, row.po_no]),
    hint=lambda row: str(row.customer),
    hint_related=("customer",),
    api_fields=[
        "number", "customer", "unit", "contact", "contract", "quote", "opportunity", "po_no", "subject", "market_type",
        "ordered_on", "due_on", "currency", "tax_included", "rate", "delivery_place", "delivery_terms", "notes",
        "lines", "status", "net_amount", "tax_amount", "gross_amount", "base_amount", "submitted_at", "placed_at",
        "ended_on", "end_reason", "external_key", "owner", "department",
    ],
    api_verbs=[
        verb("submit", "place it, or ask for an approval where it goes beyond a limit", "change", submit_order),
        verb("approve", "approve it where no process decides", "approve", approve_order),
        verb("return", "give it back to be mended", "approve", hand_back, ReasonForm),
        verb("produce", "start its production", "change", deeds.start_production),
        verb("hold", "put it on hold", "change", deeds.hold_order, ReasonForm),
        verb("resume", "take it up again", "change", deeds.resume_order),
        verb("cancel", "cancel it while nothing was shipped", "approve", deeds.cancel_order, ReasonForm),
        verb("close", "close it when everything is accepted and paid for", "change", deeds.close_order),
        verb("reschedule", "when the rest is to come, by line", "change", reschedule_order, ApiRescheduleForm),
        ApiVerb("note-progress", "how far the making of a line has come", "change", note_progress, ApiProgressForm),
        verb("transfer", "give it to a colleague", "transfer", deeds.transfer_order, TransferForm),
    ],
    actions=("change",),
)  # fmt: skip
