"""The form of an invoice request, and what the verbs of invoices and statements ask for."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core import clock
from records.ask_forms import AskForm
from records.forms import DateInput, RecordForm

from ..models import Invoice, InvoiceLine, Order, Statement
from ..services.invoice import TEXTS, change_invoice, request_invoice


class InvoiceForm(RecordForm):
    """Ask for the invoice of what an order has delivered and the customer accepted."""

    remote = {"order": ("orders", "")}
    demanded = ("order",)
    optional = ("title",)

    class Meta:
        model = Invoice
        fields = ["order", *TEXTS]
        help_texts = {
            "order": _("All that was accepted and not billed yet is billed."),
            "title": _("Empty: the customer's name."),
            "tax_no": _("Empty: the customer's credit code."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "order" in self.fields:
            self.fields["order"].disabled = self.instance.pk is not None

    def _get_validation_exclusions(self) -> set[str]:
        return {*super()._get_validation_exclusions(), "title"}

    def perform(self, by: Any) -> Invoice:
        invoice: Invoice = self.save(commit=False)
        if invoice.pk is not None:
            return change_invoice(invoice, by=by)
        order: Order = self.cleaned_data["order"]
        return request_invoice(by=by, order=order, invoice=invoice)


class IssueForm(AskForm):
    invoice_no = forms.CharField(label=_("invoice number"), max_length=40)
    issued_on = forms.DateField(label=_("issued on"), widget=DateInput(), initial=clock.today)


class DeliverForm(AskForm):
    delivered_on = forms.DateField(label=_("delivered on"), widget=DateInput(), initial=clock.today)
    sent_to = forms.CharField(label=_("sent to"), max_length=200, required=False)


class RedForm(AskForm):
    """A red invoice for all of it, or for the quantities that are written beside the lines."""

    invoice_no = forms.CharField(label=_("number of the red invoice"), max_length=40)
    issued_on = forms.DateField(label=_("issued on"), widget=DateInput(), initial=clock.today)
    reason = forms.CharField(label=_("reason"), max_length=200)
    reduces = forms.BooleanField(
        label=_("the customer does not owe it any more"), required=False, help_text=_("Goods that came back.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places: dict[str, int] = {}
        if self.subject is None:
            return
        for line in InvoiceLine.objects.alive().filter(invoice=self.subject).order_by("place", "pk"):
            name = f"quantity_{line.pk}"
            self.places[name] = line.pk
            self.fields[name] = forms.DecimalField(
                label=_("%(line)s: taken back (empty: all)") % {"line": line},
                required=False,
                min_value=Decimal(0),
                max_digits=18,
                decimal_places=4,
            )

    def given(self) -> dict[str, Any]:
        """What the service takes; without any quantity it is all that is left."""
        values = {name: value for name, value in self.cleaned_data.items() if name not in self.places}
        asked = {pk: self.cleaned_data[name] for name, pk in self.places.items() if self.cleaned_data[name]}
        return {**values, "quantities": asked or None}


class AnswerForm(AskForm):
    """What the customer says to a statement."""

    status = forms.ChoiceField(
        label=_("answer"),
        choices=[
            (Statement.Status.CONFIRMED.value, Statement.Status.CONFIRMED.label),
            (Statement.Status.DISPUTED.value, Statement.Status.DISPUTED.label),
        ],
    )
    answer = forms.CharField(
        label=_("what the customer says"),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
