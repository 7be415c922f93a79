"""Acceptances and returns: lists, the single one and its verbs."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from records import gate
from records.views.detail import DetailPage
from records.views.list import ListPage

from .. import states
from ..forms.order import ReasonForm
from ..models import Acceptance, ReturnOrder
from ..records.shipment import ACCEPTANCE_TONES, ACCEPTANCES, RETURN_TONES, RETURNS
from ..services import acceptance as acceptances
from ..services import return_order as returns
from .shipment import Deed


class AcceptanceList(ListPage):
    record = ACCEPTANCES


class AcceptanceDetail(DetailPage):
    record = ACCEPTANCES
    template = "orders/acceptance_detail.html"
    related = ("owner", "department", "customer", "shipment", "contact", "created_by")

    def context(self, obj: Acceptance) -> dict[str, Any]:
        user = self.request.user
        sees = gate.may(user, obj.customer, "view")
        return {
            **super().context(obj),
            "facts": [
                {
                    "label": _("Customer"),
                    "value": str(obj.customer),
                    "url": obj.customer.get_absolute_url() if sees else "",
                },
                {"label": _("Shipment"), "value": str(obj.shipment), "url": obj.shipment.get_absolute_url()},
                {"label": _("Accepted on"), "value": f"{obj.accepted_on:%Y-%m-%d}"},
                {"label": _("Owner"), "value": str(obj.owner or _("nobody"))},
            ],
            "tone": ACCEPTANCE_TONES[obj.status],
            "may": {"change": False},
            "may_void": gate.holds(user, obj, "change") and states.may_become(obj, "void"),
        }


class AcceptanceVoid(Deed):
    record = ACCEPTANCES
    verb = gettext_lazy("Call it void")
    question = gettext_lazy("What it counted counts no more.")
    form_class = ReasonForm
    is_dangerous = True
    call = staticmethod(acceptances.void_acceptance)


class ReturnList(ListPage):
    record = RETURNS


class ReturnDetail(DetailPage):
    record = RETURNS
    template = "orders/return_detail.html"
    related = ("owner", "department", "customer", "created_by")

    def context(self, obj: ReturnOrder) -> dict[str, Any]:
        from records import dictionaries

        user = self.request.user
        sees = gate.may(user, obj.customer, "view")
        may = gate.holds(user, obj, "change")
        return {
            **super().context(obj),
            "facts": [
                {
                    "label": _("Customer"),
                    "value": str(obj.customer),
                    "url": obj.customer.get_absolute_url() if sees else "",
                },
                {"label": _("What becomes of them"), "value": obj.get_disposition_display()},
                {
                    "label": _("Reason"),
                    "value": dictionaries.label("return_reason", obj.reason) or obj.reason,
                },
                {"label": _("Returned on"), "value": f"{obj.returned_on:%Y-%m-%d}"},
                {"label": _("Owner"), "value": str(obj.owner or _("nobody"))},
            ],
            "tone": RETURN_TONES[obj.status],
            "may": {"change": False},
            "may_agree": may and states.may_become(obj, "agreed"),
            "may_finish": may and states.may_become(obj, "done"),
            "may_void": may and states.may_become(obj, "void"),
        }


class ReturnAgree(Deed):
    record = RETURNS
    verb = gettext_lazy("Agree to the return")
    question = gettext_lazy("The customer may send them back.")
    call = staticmethod(returns.agree_return)


class ReturnFinish(Deed):
    record = RETURNS
    verb = gettext_lazy("The goods are here")
    question = gettext_lazy("They count as returned; what is replaced or repaired is to be shipped again.")
    call = staticmethod(returns.finish_return)


class ReturnVoid(Deed):
    record = RETURNS
    verb = gettext_lazy("Call it void")
    question = gettext_lazy("They stay with the customer after all.")
    form_class = ReasonForm
    is_dangerous = True
    call = staticmethod(returns.void_return)
