"""Forms of payment plans and receipts, and what their verbs ask for."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from core import clock
from records import gate
from records.ask_forms import AskForm
from records.forms import DateInput, RecordForm

from ..models import CollectionStep, Invoice, PaymentPlan, Receipt
from ..services import payment_plan, receipt
from ..services.allocation import Share, matchable, proposed, with_invoices


class PaymentPlanForm(RecordForm):
    """Write a payment that was agreed beside the terms, or an opening balance."""

    remote = {
        "customer": ("customers", ""),
        "order": ("orders", "customer"),
        "contract": ("contracts", "customer"),
    }
    dictionaries = {"currency": "currency"}

    class Meta:
        model = PaymentPlan
        fields = [
            "customer", "kind", "order", "contract", "amount", "currency", "due_on", "posted_on", "notes",
        ]  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            for name in ("customer", "order", "contract", "currency", "posted_on"):
                self.fields.pop(name, None)

    def perform(self, by: Any) -> PaymentPlan:
        if self.instance.pk:
            return payment_plan.update_plan(self.instance, by=by, **self.cleaned_data)
        return payment_plan.create_plan(by=by, **self.cleaned_data)


class ReceiptForm(RecordForm):
    """Register money that came in; finance confirms it."""

    remote = {"customer": ("customers", "")}
    dictionaries = {"currency": "currency"}
    folded = {1}
    sections = [
        (_("What came in"), ["customer", "received_on", "amount", "currency", "rate", "method"]),
        (pgettext_lazy("bill", "Draft"), ["draft_no", "draft_due_on"]),
        (_("More"), ["payer", "bank_reference", "notes"]),
    ]

    class Meta:
        model = Receipt
        fields = ["customer", *receipt.FIELDS]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "received_on" in self.fields:
            self.fields["received_on"].widget.attrs["data-date-quick"] = "0,-1"
            if self.instance.pk is None:
                self.initial["received_on"] = self.initial.get("received_on") or clock.today()
        if "rate" in self.fields:
            self.fields["rate"].required = False
            self.fields["rate"].help_text = _("Empty: the rate of that day.")
            if self.instance.pk is None:
                self.initial["rate"] = ""
        if self.instance.pk:
            self.fields.pop("customer", None)

    def perform(self, by: Any) -> Receipt:
        if self.instance.pk:
            return receipt.update_receipt(self.instance, by=by, **self.cleaned_data)
        return receipt.register_receipt(by=by, **self.cleaned_data)


class ReasonForm(AskForm):
    reason = forms.CharField(label=_("reason"), max_length=200)


class CashForm(AskForm):
    cashed_on = forms.DateField(label=_("cashed on"), widget=DateInput(), initial=clock.today)


class CollectForm(AskForm):
    """What was done about a late payment, and what the customer promised."""

    stage = forms.ChoiceField(label=_("collection stage"), choices=CollectionStep.Stage.choices)
    text = forms.CharField(label=_("what was said"), max_length=400, widget=forms.Textarea(attrs={"rows": 3}))
    promised_on = forms.DateField(label=_("promised for"), required=False, widget=DateInput())
    promised_amount = forms.DecimalField(
        label=_("promised amount"), required=False, max_digits=18, decimal_places=2, min_value=Decimal("0.01")
    )


class MatchOneForm(AskForm):
    """One share, as programs give it."""

    plan = forms.ModelChoiceField(PaymentPlan.objects.none(), required=False)
    invoice = forms.ModelChoiceField(Invoice.objects.none(), required=False)
    amount = forms.DecimalField(max_digits=18, decimal_places=2, min_value=Decimal("0.01"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.subject is not None:
            for name, model in (("plan", PaymentPlan), ("invoice", Invoice)):
                rows = gate.rows(self.user, model).filter(customer=self.subject.customer_id)
                self.fields[name].queryset = rows


class MatchForm(AskForm):
    """How much of a receipt pays what: everything open of the customer, proposed from the oldest due day on."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows: dict[str, Any] = {}
        if self.subject is None:
            return
        given: dict[Any, Decimal] = {}
        for share in proposed(self.subject):
            given[share.plan] = given.get(share.plan, Decimal(0)) + share.amount
        for document in matchable(self.subject):
            name = f"{document._meta.model_name}_{document.pk}"
            self.rows[name] = document
            self.fields[name] = forms.DecimalField(
                label=self._label(document),
                required=False,
                min_value=Decimal(0),
                max_digits=18,
                decimal_places=2,
                initial=given.get(document),
            )

    def _label(self, document: Any) -> str:
        day = getattr(document, "due_on", None) or getattr(document, "issued_on", None)
        return gettext("%(document)s · %(day)s · open %(open)s") % {
            "document": document,
            "day": f"{day:%Y-%m-%d}" if day else "–",
            "open": f"{document.open_amount:,.2f}",
        }

    def shares(self) -> list[Share]:
        asked = [(self.rows[name], amount) for name, amount in self.cleaned_data.items() if amount]
        return with_invoices(self.subject, asked)
