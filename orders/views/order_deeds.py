"""The verbs of one order: submitted, decided, made, held up, cancelled, closed, handed over."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contracts.models import Contract
from core.money import amount_text
from core.pages import Page
from records import gate
from records.views.form import ActionPage, DeletePage
from records.views.refused_at_field import RefusedAtField
from sales.models import Quote

from ..forms import order as asked
from ..forms.rescheduling import RescheduleForm
from ..models import CreditLimit, Order
from ..records.order import ORDERS
from ..selectors.credit import credit_of, limit_of, sees_credit
from ..services import order_deeds as deeds
from ..services.credit_limit import set_credit_limit
from ..services.order import delete_order, from_contract, from_quote
from ..services.order_placing import approve_order, hand_back, submit_order
from ..services.rescheduling import reschedule_order


class Deed(ActionPage):
    record = ORDERS
    action = "change"
    said: Any = ""

    def found(self, pk: Any, *, rows: Any = None) -> Any:
        rows = rows if rows is not None else self.record.rows(self.request.user)
        return super().found(pk, rows=rows.select_related("customer", "contact", "owner", "contract"))

    def perform(self, obj: Any, form: Any) -> str:
        done = self.do(obj, dict(form.cleaned_data) if form is not None else {})
        return str(self.said) % {"record": obj, "state": getattr(done, "get_status_display", str)()}

    def do(self, obj: Any, data: dict[str, Any]) -> Any:
        raise NotImplementedError


class OrderDelete(DeletePage):
    record = ORDERS
    verb = gettext_lazy("Delete")
    question = gettext_lazy("The draft moves to the recycle bin.")

    def perform(self, obj: Order, form: Any) -> str:
        delete_order(obj, by=self.request.user)
        return _("%(record)s was deleted.") % {"record": obj}


class OrderSubmit(Deed):
    verb = gettext_lazy("Place the order")
    question = gettext_lazy(
        "Within the credit limit and the contract it is placed at once; beyond them it is approved first."
    )
    said = gettext_lazy("%(record)s is now: %(state)s.")

    def do(self, obj: Order, data: dict[str, Any]) -> Any:
        return submit_order(obj, by=self.request.user)


class OrderApprove(Deed):
    action = "approve"
    verb = gettext_lazy("Approve")
    question = gettext_lazy("It is placed as it is.")
    said = gettext_lazy("%(record)s is placed.")

    def do(self, obj: Order, data: dict[str, Any]) -> Any:
        return approve_order(obj, by=self.request.user)


class OrderReturn(Deed):
    action = "approve"
    verb = gettext_lazy("Return")
    form_class = asked.ReasonForm
    said = gettext_lazy("%(record)s was returned.")

    def do(self, obj: Order, data: dict[str, Any]) -> Any:
        return hand_back(obj, by=self.request.user, **data)


class OrderProduce(Deed):
    verb = gettext_lazy("Start production")
    question = gettext_lazy("From now on how far it has come is noted on its page.")
    said = gettext_lazy("%(record)s is now: %(state)s.")

    def do(self, obj: Order, data: dict[str, Any]) -> Any:
        return deeds.start_production(obj, by=self.request.user)


class OrderHold(Deed):
    verb = gettext_lazy("Put on hold")
    question = gettext_lazy("Nothing of it is shipped until it is taken up again.")
    form_class = asked.ReasonForm
    said = gettext_lazy("%(record)s is on hold.")

    def do(self, obj: Order, data: dict[str, Any]) -> Any:
        return deeds.hold_order(obj, by=self.request.user, **data)


class OrderResume(Deed):
    verb = gettext_lazy("Take up again")
    question = gettext_lazy("It goes back to where it stood.")
    said = gettext_lazy("%(record)s is now: %(state)s.")

    def do(self, obj: Order, data: dict[str, Any]) -> Any:
        return deeds.resume_order(obj, by=self.request.user)


class OrderReschedule(RefusedAtField, Deed):
    verb = gettext_lazy("Reschedule the delivery")
    question = gettext_lazy("What has gone stays on its day; reminders and what is being prepared follow.")
    form_class = RescheduleForm
    said = gettext_lazy("The delivery of %(record)s is rescheduled.")

    def do(self, obj: Order, data: dict[str, Any]) -> Any:
        return reschedule_order(obj, by=self.request.user, **data)


class OrderCancel(Deed):
    action = "approve"
    verb = gettext_lazy("Cancel the order")
    question = gettext_lazy("It ends for good; its contract has room again and its payment plans are void.")
    form_class = asked.ReasonForm
    is_dangerous = True
    said = gettext_lazy("%(record)s is cancelled.")

    def do(self, obj: Order, data: dict[str, Any]) -> Any:
        return deeds.cancel_order(obj, by=self.request.user, **data)


class OrderClose(Deed):
    verb = gettext_lazy("Close the order")
    question = gettext_lazy("Everything of it is accepted and paid for.")
    said = gettext_lazy("%(record)s is closed.")

    def do(self, obj: Order, data: dict[str, Any]) -> Any:
        return deeds.close_order(obj, by=self.request.user)


class OrderProgress(Deed):
    verb = gettext_lazy("Note the progress")
    question = gettext_lazy("Noted again for the same step it is corrected.")
    form_class = asked.ProgressForm
    said = gettext_lazy("It was written down.")

    def do(self, obj: Order, data: dict[str, Any]) -> Any:
        line = data.pop("line")
        line.order = obj
        return deeds.note_progress(line, by=self.request.user, **data)

    def target(self, obj: Order) -> str:
        return f"{obj.get_absolute_url()}?tab=production"


class OrderTransfer(Deed):
    action = "transfer"
    verb = gettext_lazy("Transfer")
    question = gettext_lazy("The order alone changes hands; its customer stays with its owner.")
    form_class = asked.TransferForm
    said = gettext_lazy("%(record)s changed hands.")

    def do(self, obj: Order, data: dict[str, Any]) -> Any:
        return deeds.transfer_order(obj, by=self.request.user, **data)

    def target(self, obj: Order) -> str:
        still = Order.objects.visible_to(self.request.user).filter(pk=obj.pk).exists()
        return obj.get_absolute_url() if still else ORDERS.list_url


class OrderFrom(Page):
    """An order made of another document: ask for the customer's number and the due day, then open its draft."""

    template = "records/confirm.html"
    model: Any
    verb: Any = ""
    question: Any = ""

    def authorise(self) -> None:
        gate.require_allowed(self.request.user, Order, "add")

    def found(self, pk: int) -> Any:
        rows = self.model.objects.visible_to(self.request.user).filter(pk=pk)
        obj = rows.select_related("customer", "contact").first()
        if obj is None:
            raise Http404
        if not gate.holds(self.request.user, obj.customer, "add", Order):
            raise PermissionDenied("orders.add_order")
        return obj

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        obj = self.found(pk)
        return self.ask(obj, asked.FromDocumentForm(user=request.user, subject=obj))

    def ask(self, obj: Any, form: Any, status: int = 200) -> HttpResponse:
        return self.show(status, object=obj, form=form, record=ORDERS, title=self.verb)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        obj = self.found(pk)
        form = asked.FromDocumentForm(request.POST, user=request.user, subject=obj)
        if not form.is_valid():
            return self.ask(obj, form, status=422)
        order = self.make(obj, form.cleaned_data)
        return HttpResponseRedirect(reverse("orders:order_edit", args=[order.pk]))

    def make(self, obj: Any, data: dict[str, Any]) -> Order:
        raise NotImplementedError


class OrderFromQuote(OrderFrom):
    model = Quote
    verb = gettext_lazy("Make an order of it")
    question = gettext_lazy("A draft with the positions of the quote.")

    def make(self, obj: Quote, data: dict[str, Any]) -> Order:
        return from_quote(obj, by=self.request.user, **data)


class OrderFromContract(OrderFrom):
    model = Contract
    verb = gettext_lazy("Call off")
    question = gettext_lazy("A draft with what is left of the contract.")

    def make(self, obj: Contract, data: dict[str, Any]) -> Order:
        return from_contract(obj, by=self.request.user, **data)


class CustomerCredit(Page):
    """The credit limit of a customer: read and set by those who hold the right to it."""

    template = "orders/credit_limit.html"
    verb = gettext_lazy("Set the credit limit")
    question = gettext_lazy("An order that goes beyond it, with what is owed and open, is approved first.")

    def authorise(self) -> None:
        gate.require_allowed(self.request.user, CreditLimit, "change")

    def found(self, pk: int) -> Any:
        from contacts.models import Customer

        obj = Customer.objects.visible_to(self.request.user).filter(pk=pk).first()
        if obj is None:
            raise Http404
        may_set = gate.holds(self.request.user, obj, "change", CreditLimit)
        if not may_set or not sees_credit(self.request.user, obj):
            raise PermissionDenied("orders.change_creditlimit")
        return obj

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        obj = self.found(pk)
        known = limit_of(obj)
        first = {"amount": amount_text(known.amount)} if known else {}
        return self.ask(obj, asked.CreditLimitForm(user=request.user, subject=obj, initial=first))

    def ask(self, obj: Any, form: Any, status: int = 200) -> HttpResponse:
        return self.show(status, object=obj, form=form, record=ORDERS, title=self.verb, credit=credit_of(obj))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        obj = self.found(pk)
        form = asked.CreditLimitForm(request.POST, user=request.user, subject=obj)
        if not form.is_valid():
            return self.ask(obj, form, status=422)
        set_credit_limit(obj, by=request.user, **form.cleaned_data)
        self.notify(_("The credit limit is set."))
        return HttpResponseRedirect(f"{obj.get_absolute_url()}?tab=payments")
