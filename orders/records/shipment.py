"""Shipments, acceptances and returns as record types."""

from typing import Any

from django.db.models import Q
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from contacts.selectors.colleagues import subordinate_ids
from core.tables import Column, attribute, badge, choice, related, text
from records.record_type import ApiVerb, RecordType, Scene, SearchText

from ..filters.shipment import (
    AcceptanceFilterSet,
    ReturnFilterSet,
    ShipmentFilterSet,
    arriving,
    late,
    to_accept,
    under_way,
)
from ..forms.order import ReasonForm
from ..forms.shipment import (
    AcceptForm,
    EtaForm,
    NoteForm,
    PlaceForm,
    ReturnLinesForm,
    ShipForm,
    ShipmentForm,
    SignForm,
    TrackForm,
    TroubleForm,
)
from ..models import Acceptance, ReturnOrder, Shipment
from ..services import acceptance as acceptances
from ..services import return_order as returns
from ..services import shipment as leaving
from ..services import shipment_way as way

TONES = {
    "preparing": "gray",
    "shipped": "blue",
    "in_transit": "blue",
    "arrived": "purple",
    "delivering": "teal",
    "signed": "green",
    "trouble": "red",
    "sent_back": "secondary",
    "cancelled": "secondary",
}
ACCEPTANCE_TONES = {"draft": "gray", "done": "green", "void": "secondary"}
RETURN_TONES = {"draft": "gray", "agreed": "blue", "done": "green", "void": "secondary"}


def number(row: Any) -> Any:
    return SafeString(f'<a href="{row.get_absolute_url()}" class="row-link">{escape(row)}</a>')


def eta(row: Shipment) -> Any:
    if row.eta is None or not row.is_late:
        return row.eta
    word = escape(gettext("late"))
    return SafeString(f'<span class="text-danger fw-medium" title="{word}">{row.eta:%Y-%m-%d} !</span>')


def numbered(label: Any) -> Column:
    return Column(name="number", label=label, value=str, html=number, sort="number")


SHIPMENT_COLUMNS = [
    numbered(_("shipment number")),
    related("customer", _("customer"), sort="customer__pinyin", href=True),
    badge("status", _("status"), TONES),
    Column(name="eta", label=_("expected arrival"), value=attribute("eta"), html=eta, sort="eta"),
    text("due_on", pgettext_lazy("goods", "due")),
    text("to_place", _("to")),
    choice("mode", _("way of transport")),
    text("carrier", _("carrier")),
    text("waybill", _("waybill")),
    related("owner", _("owner"), sort="owner__pinyin"),
    text("shipped_at", _("shipped at"), is_default=False),
    text("etd", _("planned departure"), is_default=False),
    text("from_place", _("from"), is_default=False),
    related("receiver", _("receiver"), sort="receiver__pinyin", is_default=False),
    text("signed_at", _("received at"), is_default=False),
    text("signed_by", _("received by"), is_default=False),
    related("department", _("owning department"), sort="department__sort", is_default=False),
    text("created_at", _("created"), is_default=False),
    text("updated_at", _("updated"), is_default=False),
]
SHIPMENT_SCENES = [
    Scene("transit", _("In transit"), lambda user: under_way()),
    Scene("mine", _("Mine"), lambda user: (under_way() | Q(status="preparing")) & Q(owner=user)),
    Scene("people", _("My people's"), lambda user: under_way() & Q(owner__in=subordinate_ids(user))),
    Scene("late", _("Late"), lambda user: late()),
    Scene("arriving", _("Arriving this week"), lambda user: arriving()),
    Scene("preparing", _("Being prepared"), lambda user: Q(status="preparing")),
    Scene("to_accept", _("To be accepted"), lambda user: to_accept()),
]


def told(row: Any) -> dict[str, Any]:
    return {"id": row.pk, "number": row.number, "status": row.status, "version": row.version}


def verb(name: str, label: str, call: Any, form: Any = None) -> ApiVerb:
    def perform(row: Any, by: Any, data: dict[str, Any]) -> Any:
        return told(call(row, by=by, **data))

    return ApiVerb(name, label, "change", perform, form)


def accept(row: Shipment, *, by: Any, lines: Any = None, **data: Any) -> Any:
    return acceptances.accept(row, by=by, lines=lines or None, **data)


def sign(row: Shipment, *, by: Any, lines: Any = None, **data: Any) -> Any:
    return way.sign(row, by=by, lines=lines or None, **data)


def take_back(row: Shipment, *, by: Any, lines: Any = None, **data: Any) -> ReturnOrder:
    """A draft of what of this shipment comes back."""
    from core import clock

    data["returned_on"] = data.get("returned_on") or clock.today()
    wanted = {pk: given for pk, given in (lines or {}).items() if given.get("quantity")}
    return returns.save_return(ReturnOrder(customer=row.customer, **data), wanted, by=by)


SHIPMENTS = RecordType(
    name="shipments",
    model=Shipment,
    prefix="orders:shipment",
    icon="truck-delivery",
    columns=SHIPMENT_COLUMNS,
    order=["-created_at", "-pk"],
    filterset=ShipmentFilterSet,
    form=ShipmentForm,
    quick_filters=["owner", "mode"],
    scenes=SHIPMENT_SCENES,
    search=lambda row: SearchText(name=row.number, others=[row.waybill, row.carrier]),
    hint=lambda row: str(row.customer),
    hint_related=("customer",),
    api_fields=[
        "number", "customer", "unit", "receiver", "mode", "carrier", "waybill", "from_place", "to_place", "shipped_at",
        "etd", "eta", "due_on", "signed_at", "signed_by", "notes", "lines", "status", "end_reason", "external_key",
        "owner", "department",
    ],
    api_verbs=[
        verb("ship", "it leaves", leaving.ship, ShipForm),
        verb("track", "where the goods are", way.track, TrackForm),
        verb("expect", "a new expected arrival", way.expect, EtaForm),
        verb("arrive", "at the port or station", way.arrive, PlaceForm),
        verb("deliver", "out for delivery", way.deliver, PlaceForm),
        verb("sign", "the customer received it, with what was lost of each line", sign, SignForm),
        verb("trouble", "something went wrong on the way", way.trouble, TroubleForm),
        verb("go-on", "out of trouble", way.go_on, NoteForm),
        verb("send-back", "it never reached the customer and is with us again", way.send_back, ReasonForm),
        verb("cancel", "while it is being prepared", leaving.cancel_shipment, ReasonForm),
        verb("accept", "what the customer accepts and turns down of each line", accept, AcceptForm),
        verb("take-back", "a draft of what of it comes back", take_back, ReturnLinesForm),
    ],
    actions=("change",),
)  # fmt: skip
ACCEPTANCES = RecordType(
    name="acceptances",
    model=Acceptance,
    prefix="orders:acceptance",
    icon="checklist",
    columns=[
        numbered(_("acceptance number")),
        related("customer", _("customer"), sort="customer__pinyin", href=True),
        related("shipment", _("shipment"), sort="shipment__number", href=True),
        badge("status", _("status"), ACCEPTANCE_TONES),
        text("accepted_on", _("accepted on")),
        text("document_no", _("the customer's receipt number")),
        related("owner", _("owner"), sort="owner__pinyin"),
        related("department", _("owning department"), sort="department__sort", is_default=False),
        text("created_at", _("created"), is_default=False),
    ],
    order=["-accepted_on", "-pk"],
    filterset=AcceptanceFilterSet,
    scenes=[
        Scene("mine", _("Mine"), lambda user: Q(owner=user)),
        Scene("people", _("My people's"), lambda user: Q(owner__in=subordinate_ids(user))),
    ],
    search=lambda row: SearchText(name=row.number, others=[row.document_no]),
    hint=lambda row: str(row.customer),
    hint_related=("customer",),
    api_fields=[
        "number", "customer", "shipment", "accepted_on", "contact", "document_no", "notes", "status", "end_reason",
        "owner", "department",
    ],
    api_verbs=[verb("void", "it was written down wrongly", acceptances.void_acceptance, ReasonForm)],
    has_create=False,
    actions=("change",),
)  # fmt: skip
RETURNS = RecordType(
    name="returns",
    model=ReturnOrder,
    prefix="orders:return",
    icon="truck-return",
    columns=[
        numbered(_("return number")),
        related("customer", _("customer"), sort="customer__pinyin", href=True),
        badge("status", _("status"), RETURN_TONES),
        choice("disposition", _("what becomes of them")),
        text("reason", _("reason")),
        text("returned_on", _("returned on")),
        related("owner", _("owner"), sort="owner__pinyin"),
        related("department", _("owning department"), sort="department__sort", is_default=False),
        text("created_at", _("created"), is_default=False),
    ],
    order=["-returned_on", "-pk"],
    filterset=ReturnFilterSet,
    scenes=[
        Scene("open", _("In progress"), lambda user: Q(status__in=["draft", "agreed"])),
        Scene("mine", _("Mine"), lambda user: Q(owner=user)),
        Scene("people", _("My people's"), lambda user: Q(owner__in=subordinate_ids(user))),
    ],
    search=lambda row: SearchText(name=row.number),
    hint=lambda row: str(row.customer),
    hint_related=("customer",),
    api_fields=[
        "number", "customer", "disposition", "reason", "returned_on", "notes", "status", "end_reason", "owner",
        "department",
    ],
    api_verbs=[
        verb("agree", "the customer may send them back", returns.agree_return),
        verb("finish", "they are here", returns.finish_return),
        verb("void", "they stay with the customer after all", returns.void_return, ReasonForm),
    ],
    has_create=False,
    actions=("change",),
)  # fmt: skip
