"""The form of a sample request, and what its verbs ask for."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core import clock
from records.ask_forms import AskForm
from records.forms import DateInput, RecordForm, RemoteSelect

from ..models import SampleRequest
from ..request_states import SAMPLE_RESULTS
from ..services.sample import FIELDS, create_sample, suggested_stage, update_sample


class SampleForm(RecordForm):
    """Note what the customer wants to try."""

    remote = {
        "customer": ("customers", ""),
        "unit": ("customer-units", "customer"),
        "contact": ("contacts", "customer"),
        "opportunity": ("opportunities", "customer"),
        "inquiry": ("inquiries", "customer"),
        "product": ("products", ""),
    }
    optional = ("name",)
    sections = [
        (_("For whom"), ["customer", "contact", "unit", "opportunity"]),
        (_("What"), ["product", "name", "part_no", "drawing_no", "drawing_revision", "quantity", "required_on",
                     "is_charged"]),
        (_("More"), ["purpose", "requirements", "inquiry"]),
    ]  # fmt: skip

    class Meta:
        model = SampleRequest
        fields = ["customer", *FIELDS]
        widgets = {"requirements": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "name" in self.fields:
            self.fields["name"].help_text = gettext("Empty: the name of the product.")
        if self.instance.pk:
            self.fields.pop("customer", None)
            for name in ("unit", "contact", "opportunity", "inquiry"):
                if name in self.fields:
                    attrs = self.fields[name].widget.attrs
                    self.fields[name].widget = RemoteSelect(self.remote[name][0], attrs)
                    self.fields[name].widget.choices = self.fields[name].choices

    def perform(self, by: Any) -> SampleRequest:
        if self.instance.pk:
            return update_sample(self.instance, by=by, **self.cleaned_data)
        return create_sample(by=by, **self.cleaned_data)


class SampleReplyForm(AskForm):
    text = forms.CharField(
        max_length=5000,
        label=_("What we told the customer"),
        widget=forms.Textarea(attrs={"rows": 3, "data-autosize": ""}),
    )
    promised_on = forms.DateField(required=False, widget=DateInput, label=_("Promised for"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.subject is not None:
            self.initial = {
                "promised_on": self.subject.promised_on or self.subject.deliver_by,
                **self.initial,
            }


class InspectionForm(AskForm):
    inspection = forms.CharField(max_length=300, label=_("What the inspection found"))


class ShipForm(InspectionForm):
    shipped_on = forms.DateField(required=False, widget=DateInput, label=_("Shipped on"))
    waybill = forms.CharField(required=False, max_length=60, label=_("Waybill"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"shipped_on": clock.today(), **self.initial}


class TrialForm(AskForm):
    trial_since = forms.DateField(required=False, widget=DateInput, label=_("Trial since"))


class ReasonForm(AskForm):
    reason = forms.CharField(max_length=200, label=_("Reason"))


class ConcludeForm(AskForm):
    """What the trial showed, and how the sale goes on."""

    result = forms.ChoiceField(label=_("Result"))
    conclusion = forms.CharField(
        max_length=2000, label=_("What the trial showed"), widget=forms.Textarea(attrs={"rows": 4})
    )
    next_step = forms.CharField(
        required=False,
        max_length=200,
        label=_("Next step of the sale"),
        help_text=_("Empty: it stays as it is."),
    )
    next_step_on = forms.DateField(
        required=False, widget=DateInput(attrs={"data-date-quick": "1,3,7"}), label=_("Next step on")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = dict(SampleRequest.Status.choices)
        self.fields["result"].choices = [
            (value, labels[value]) for value in ("passed", "failed", "resend") if value in SAMPLE_RESULTS
        ]
        sale = getattr(self.subject, "opportunity", None)
        if self.subject is not None and (sale is None or not sale.is_open):
            del self.fields["next_step"], self.fields["next_step_on"]
        elif sale is not None and (stage := suggested_stage(sale, "passed")) is not None:
            self.fields["next_step"].help_text = gettext(
                "Empty: it stays as it is. Where the sample passed, “%(stage)s” follows."
            ) % {"stage": stage}
