"""Invoices: list, the single one, request, approval, issue, delivery and taking back."""

from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from core.money import amount_text
from core.tables import show
from records import gate
from records.views.detail import DetailPage
from records.views.form import ActionPage, CreatePage, EditPage
from records.views.list import ListPage
from sales.views.inquiry import customer_fact

from ..forms.invoice import DeliverForm, IssueForm, RedForm
from ..forms.money import ReasonForm
from ..models import Invoice
from ..records.invoice import INVOICES, TONES
from ..services import invoice as service
from ..services.invoice_back import red_invoice, void_invoice
from .deeds import Deed, shown_deeds

Status = Invoice.Status


class InvoiceList(ListPage):
    record = INVOICES


class InvoiceCreate(CreatePage):
    record = INVOICES


class InvoiceEdit(EditPage):
    record = INVOICES


class InvoiceDetail(DetailPage):
    record = INVOICES
    template = "orders/money_detail.html"
    related = (
        "owner",
        "department",
        "customer",
        "order",
        "red_of",
        "requested_by",
        "approved_by",
        "created_by",
    )

    def context(self, obj: Invoice) -> dict[str, Any]:
        user = self.request.user
        may = {action: gate.holds(user, obj, action) for action in ("add", "change", "approve", "issue")}
        is_posted = obj.status in {Status.ISSUED, Status.DELIVERED} and obj.red_of_id is None
        is_own = user.pk in {obj.requested_by_id, obj.created_by_id}
        may_void = obj.status == Status.REQUESTED or (obj.status == Status.ISSUED and not obj.is_digital)
        return {
            **super().context(obj),
            "facts": [
                customer_fact(obj, user),
                {
                    "label": _("Amount with tax"),
                    "value": f"{obj.currency} {amount_text(obj.gross_amount)}",
                    "of": ("gross_amount",),
                },
                {
                    "label": pgettext("money", "Received"),
                    "value": amount_text(obj.received),
                    "of": ("received",),
                },
                {
                    "label": capfirst(pgettext("amount", "open")),
                    "value": amount_text(obj.open_amount),
                    "of": ("open_amount",),
                },
                {"label": _("Invoice number"), "value": obj.invoice_no},
                {"label": _("Issued on"), "value": show(obj.issued_on)},
            ],
            "tone": TONES[obj.status],
            "deeds": shown_deeds(
                obj,
                Deed(
                    "orders:invoice_submit",
                    _("Submit"),
                    "send",
                    obj.status == Status.REQUESTED and may["add"],
                    True,
                ),
                Deed(
                    "orders:invoice_approve",
                    _("Approve"),
                    "check",
                    obj.status == Status.APPROVING and may["approve"] and not is_own,
                    True,
                ),
                Deed(
                    "orders:invoice_return",
                    _("Give back"),
                    "arrow-back-up",
                    obj.status in {Status.APPROVING, Status.APPROVED} and may["approve"],
                ),
                Deed(
                    "orders:invoice_issue",
                    _("Issue"),
                    "file-check",
                    obj.status == Status.APPROVED and may["issue"],
                    True,
                ),
                Deed(
                    "orders:invoice_deliver",
                    _("Note the delivery"),
                    "truck-delivery",
                    obj.status == Status.ISSUED and may["issue"],
                ),
                Deed(
                    "orders:invoice_edit",
                    _("Edit"),
                    "edit",
                    obj.status == Status.REQUESTED and obj.red_of_id is None and may["change"],
                ),
                Deed("orders:invoice_red", _("Red invoice"), "file-invoice", is_posted and may["issue"]),
                Deed("orders:invoice_void", _("Void"), "ban", may_void and may["issue"]),
            ),
        }


class InvoiceDeed(ActionPage):
    """One verb; what it says is where the invoice is now."""

    record = INVOICES
    action = "issue"

    def said(self, done: Invoice) -> str:
        return _("%(record)s is now: %(state)s.") % {"record": done, "state": done.get_status_display()}


class InvoiceSubmit(InvoiceDeed):
    action = "add"
    verb = gettext_lazy("Submit")
    question = gettext_lazy("It goes to approval and is not changed any more.")

    def perform(self, obj: Invoice, form: Any) -> str:
        return self.said(service.submit_invoice(obj, by=self.request.user))


class InvoiceApprove(InvoiceDeed):
    action = "approve"
    verb = gettext_lazy("Approve")
    question = gettext_lazy("Finance may issue it then.")

    def perform(self, obj: Invoice, form: Any) -> str:
        return self.said(service.approve_invoice(obj, by=self.request.user))


class InvoiceReturn(InvoiceDeed):
    action = "approve"
    verb = gettext_lazy("Give back")
    question = gettext_lazy("It is a request again, to be mended or withdrawn.")
    form_class = ReasonForm

    def perform(self, obj: Invoice, form: Any) -> str:
        return self.said(service.hand_back(obj, by=self.request.user, **form.cleaned_data))


class InvoiceIssue(InvoiceDeed):
    verb = gettext_lazy("Issue")
    question = gettext_lazy(
        "With the number that the tax system gave; what waits for an invoice is due then."
    )
    form_class = IssueForm

    def perform(self, obj: Invoice, form: Any) -> str:
        return self.said(service.issue_invoice(obj, by=self.request.user, **form.cleaned_data))


class InvoiceDeliver(InvoiceDeed):
    verb = gettext_lazy("Note the delivery")
    question = gettext_lazy("The customer has it.")
    form_class = DeliverForm

    def perform(self, obj: Invoice, form: Any) -> str:
        return self.said(service.deliver_invoice(obj, by=self.request.user, **form.cleaned_data))


class InvoiceVoid(InvoiceDeed):
    verb = gettext_lazy("Void")
    question = gettext_lazy("What it bills may be billed again; this is not taken back.")
    form_class = ReasonForm
    is_dangerous = True

    def perform(self, obj: Invoice, form: Any) -> str:
        return self.said(void_invoice(obj, by=self.request.user, **form.cleaned_data))


class InvoiceRed(InvoiceDeed):
    verb = gettext_lazy("Red invoice")
    question = gettext_lazy(
        "It takes this invoice back, in whole or for some quantities; this is not taken back."
    )
    form_class = RedForm
    is_dangerous = True

    def perform(self, obj: Invoice, form: Any) -> str:
        red = red_invoice(obj, by=self.request.user, **form.given())
        return _("%(red)s takes back %(amount)s.") % {"red": red, "amount": amount_text(-red.gross_amount)}
