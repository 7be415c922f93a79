"""Orders: list, the editor, and the single one."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from catalog.views.priced_lines import LinesCheck
from records import gate
from records.views.detail import DetailPage
from records.views.form import CreatePage, EditPage
from records.views.list import ListPage
from sales.selectors.quote_check import is_in_process

from .. import states
from ..forms.order import OrderForm
from ..models import Invoice, Order, Shipment
from ..records.order import ORDERS, TONES
from ..selectors.credit import credit_of, sees_credit
from ..selectors.progress import has_more_to_bill

Status = Order.Status


class OrderList(ListPage):
    record = ORDERS


class Editor:
    template = "orders/order_form.html"
    request: Any

    def answer(self, saved: Order) -> HttpResponse:
        if "submit" in self.request.POST:
            return HttpResponseRedirect(reverse("orders:order_submit", args=[saved.pk]))
        return super().answer(saved)  # type: ignore[misc,no-any-return]


class OrderCreate(Editor, CreatePage):
    record = ORDERS


class OrderEdit(Editor, EditPage):
    record = ORDERS


class OrderCheckNow(LinesCheck):
    form_class = OrderForm


class OrderDetail(DetailPage):
    record = ORDERS
    template = "orders/order_detail.html"
    related = (
        "owner", "department", "customer", "contact", "unit", "contract", "quote", "opportunity", "created_by",
        "submitted_by",
    )  # fmt: skip

    def context(self, obj: Order) -> dict[str, Any]:
        user = self.request.user
        known = super().context(obj)
        may = {
            action: gate.holds(user, obj, action) for action in ("change", "delete", "transfer", "approve")
        }
        in_process = obj.status == Status.APPROVING and is_in_process(obj)
        can = {to: may["change"] and states.may_become(obj, to) for to in ("producing", "held", "closed")}
        return {
            **known,
            "facts": head_facts(obj, user),
            "tone": TONES[obj.status],
            "may": {**may, "change": may["change"] and obj.is_draft},
            "may_delete": may["delete"] and obj.is_draft,
            "may_approve": may["approve"] and obj.status == Status.APPROVING and not in_process,
            "may_produce": can["producing"] and obj.status == Status.PLACED,
            "may_hold": can["held"],
            "may_resume": may["change"] and obj.status == Status.HELD,
            "may_close": can["closed"],
            "may_reschedule": may["change"] and obj.status in Order.OPEN,
            "may_cancel": may["approve"] and states.may_become(obj, Status.CANCELLED),
            "may_ship": obj.status in {Status.PLACED, Status.PRODUCING}
            and gate.holds(user, obj.customer, "add", Shipment),
            "may_bill": has_more_to_bill(obj) and gate.holds(user, obj.customer, "add", Invoice),
        }


def head_facts(obj: Order, user: Any) -> list[dict[str, Any]]:
    sees = gate.may(user, obj.customer, "view")
    facts = [
        {
            "label": _("Customer"),
            "value": str(obj.customer),
            "url": obj.customer.get_absolute_url() if sees else "",
        },
        {"label": _("Owner"), "value": str(obj.owner or _("nobody"))},
        {
            "label": _("Total with tax"),
            "value": f"{obj.currency} {obj.gross_amount:,.2f}",
            "of": ("gross_amount",),
        },
        {"label": _("Due"), "value": f"{obj.due_on:%Y-%m-%d}"},
    ]
    if obj.contract is not None:
        url = obj.contract.get_absolute_url() if gate.holds(user, obj.contract, "view") else ""
        facts.append({"label": _("Contract"), "value": obj.contract.number, "url": url})
    if obj.status == Status.APPROVING and sees_credit(user, obj.customer):
        credit = credit_of(obj.customer)
        if credit.limit is not None:
            facts.append({"label": _("Credit limit"), "value": f"{credit.limit:,.2f}"})
            facts.append({"label": _("Used without this order"), "value": f"{credit.used:,.2f}"})
    return facts
