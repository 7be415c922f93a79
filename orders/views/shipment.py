"""Shipments: list, timeline, the form with its lines, the single one and its verbs."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.pages import Page
from records import gate
from records.views.detail import DetailPage
from records.views.form import CreatePage, EditPage
from records.views.list import ListPage

from .. import states
from ..forms import shipment as asked
from ..forms.order import ReasonForm
from ..models import Acceptance, ReturnOrder, Shipment
from ..records.shipment import SHIPMENTS, TONES, accept, sign, take_back
from ..selectors.transit import timeline
from ..services import shipment as leaving
from ..services import shipment_way as way
from .order_deeds import Deed as OrderDeed

Status = Shipment.Status


class ShipmentList(ListPage):
    record = SHIPMENTS


class TransitPage(Page):
    """在途物资: what is on its way to whom, day by day."""

    template = "orders/transit.html"

    def authorise(self) -> None:
        gate.require_allowed(self.request.user, Shipment, "view")

    def get(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        rows = Shipment.objects.visible_to(user).filter(status__in=Shipment.UNDER_WAY)
        whose = request.GET.get("whose", "")
        if whose == "mine":
            rows = rows.filter(owner=user)
        elif whose == "people":
            from contacts.selectors.colleagues import subordinate_ids

            rows = rows.filter(owner__in=subordinate_ids(user))
        known = timeline(rows, request.GET.get("from", ""))
        return self.show(**known, whose=whose, from_day=request.GET.get("from", ""))


class ShipmentEditor:
    template = "orders/shipment_form.html"


class ShipmentCreate(ShipmentEditor, CreatePage):
    record = SHIPMENTS


class ShipmentEdit(ShipmentEditor, EditPage):
    record = SHIPMENTS


class ShipmentDetail(DetailPage):
    record = SHIPMENTS
    template = "orders/shipment_detail.html"
    related = ("owner", "department", "customer", "receiver", "unit", "created_by")

    def context(self, obj: Shipment) -> dict[str, Any]:
        user = self.request.user
        known = super().context(obj)
        may = gate.holds(user, obj, "change")
        under_way = obj.status in Shipment.UNDER_WAY
        can = {to: may and states.may_become(obj, to) for to in Status.values}
        return {
            **known,
            "facts": head_facts(obj, user),
            "tone": TONES[obj.status],
            "may": {"change": may and obj.status == Status.PREPARING},
            "may_ship": can[Status.SHIPPED],
            "may_cancel": can[Status.CANCELLED],
            "may_track": may and under_way and obj.status != Status.TROUBLE,
            "may_expect": may and (under_way or obj.status == Status.PREPARING),
            "may_arrive": can[Status.ARRIVED],
            "may_deliver": can[Status.DELIVERING],
            "may_sign": can[Status.SIGNED],
            "may_trouble": can[Status.TROUBLE],
            "may_go_on": may and obj.status == Status.TROUBLE,
            "may_send_back": can[Status.SENT_BACK],
            "may_accept": obj.status == Status.SIGNED and gate.holds(user, obj.customer, "add", Acceptance),
            "may_take_back": obj.status == Status.SIGNED
            and gate.holds(user, obj.customer, "add", ReturnOrder),
        }


def head_facts(obj: Shipment, user: Any) -> list[dict[str, Any]]:
    url = obj.customer.get_absolute_url() if gate.may(user, obj.customer, "view") else ""
    late = _("%(day)s, late") if obj.is_late else "%(day)s"
    return [
        {"label": _("Customer"), "value": str(obj.customer), "url": url},
        {"label": _("Owner"), "value": str(obj.owner or _("nobody"))},
        {"label": _("Expected arrival"), "value": late % {"day": f"{obj.eta:%Y-%m-%d}"} if obj.eta else "–"},
        {"label": _("Due"), "value": f"{obj.due_on:%Y-%m-%d}" if obj.due_on else "–"},
        {"label": _("Waybill"), "value": " ".join(filter(None, (obj.carrier, obj.waybill))) or "–"},
    ]


class Deed(OrderDeed):
    record = SHIPMENTS
    said = gettext_lazy("%(record)s is now: %(state)s.")
    call: Any = None

    def found(self, pk: Any, *, rows: Any = None) -> Any:
        rows = rows if rows is not None else self.record.rows(self.request.user)
        return super(OrderDeed, self).found(pk, rows=rows.select_related("customer", "owner", "department"))

    def do(self, obj: Any, data: dict[str, Any]) -> Any:
        return type(self).call(obj, by=self.request.user, **data)


class ShipmentShip(Deed):
    verb = gettext_lazy("Ship")
    question = gettext_lazy("From now on its goods are on their way.")
    form_class = asked.ShipForm
    call = staticmethod(leaving.ship)


class ShipmentTrack(Deed):
    verb = gettext_lazy("Where it is")
    form_class = asked.TrackForm
    call = staticmethod(way.track)


class ShipmentExpect(Deed):
    verb = gettext_lazy("New expected arrival")
    question = gettext_lazy("The one before stays in the history; one after the due day is told at once.")
    form_class = asked.EtaForm
    call = staticmethod(way.expect)
    said = gettext_lazy("It was written down.")


class ShipmentArrive(Deed):
    verb = gettext_lazy("Arrived at the port or station")
    form_class = asked.PlaceForm
    call = staticmethod(way.arrive)


class ShipmentDeliver(Deed):
    verb = gettext_lazy("Out for delivery")
    form_class = asked.PlaceForm
    call = staticmethod(way.deliver)


class ShipmentTrouble(Deed):
    verb = gettext_lazy("In trouble")
    question = gettext_lazy("Its owner and his manager hear of it at once.")
    form_class = asked.TroubleForm
    is_dangerous = True
    call = staticmethod(way.trouble)


class ShipmentGoOn(Deed):
    verb = gettext_lazy("On its way again")
    form_class = asked.NoteForm
    call = staticmethod(way.go_on)


class ShipmentSendBack(Deed):
    verb = gettext_lazy("Sent back")
    question = gettext_lazy("It never reached the customer; its goods are to be shipped anew.")
    form_class = ReasonForm
    is_dangerous = True
    call = staticmethod(way.send_back)


class ShipmentCancel(Deed):
    verb = gettext_lazy("Cancel the shipment")
    form_class = ReasonForm
    is_dangerous = True
    call = staticmethod(leaving.cancel_shipment)


class AboutLines(Deed):
    """Asks about each line: on a phone one under the other, with big fields."""

    template = "orders/about_lines.html"


class ShipmentSign(AboutLines):
    verb = gettext_lazy("Received by the customer")
    question = gettext_lazy("What arrived of each position; what is missing was lost on the way.")
    form_class = asked.SignForm
    call = staticmethod(sign)


class ShipmentAccept(AboutLines):
    action = "view"
    verb = gettext_lazy("Accepted by the customer")
    question = gettext_lazy("How many of each position he accepts, and how many he turns down.")
    form_class = asked.AcceptForm
    model = Acceptance
    said = gettext_lazy("It was written down.")

    def found(self, pk: Any, *, rows: Any = None) -> Any:
        from django.core.exceptions import PermissionDenied

        obj = super().found(pk, rows=rows)
        if not gate.holds(self.request.user, obj.customer, "add", self.model):
            raise PermissionDenied(self.model._meta.label_lower)
        return obj

    def do(self, obj: Any, data: dict[str, Any]) -> Any:
        self.made = accept(obj, by=self.request.user, **data)
        return self.made

    def target(self, obj: Any) -> str:
        return self.made.get_absolute_url()


class ShipmentTakeBack(ShipmentAccept):
    verb = gettext_lazy("Goods come back")
    question = gettext_lazy("A draft of a return; it counts when the goods are here.")
    form_class = asked.ReturnLinesForm
    model = ReturnOrder

    def do(self, obj: Any, data: dict[str, Any]) -> Any:
        self.made = take_back(obj, by=self.request.user, **data)
        return self.made
