"""What the verbs of a contract ask for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core import clock
from records import gate
from records.ask_forms import AskForm, ColleagueField
from records.forms import DateInput
from records.models import Attachment
from sales.models import Quote

from ..models import ContractTemplate
from ..services.course import attached


class ReasonForm(AskForm):
    reason = forms.CharField(max_length=200, label=_("Reason"))


class ConfirmForm(AskForm):
    on = forms.DateField(required=False, widget=DateInput, label=_("settled on"))
    note = forms.CharField(max_length=200, required=False, label=_("Note"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = clock.today


class SignForm(AskForm):
    """The signed copy is one of the files that hang on the contract."""

    signed_on = forms.DateField(required=False, widget=DateInput, label=_("signed on"))
    effective_on = forms.DateField(
        required=False, widget=DateInput, label=_("effective on"), help_text=_("Empty: its first day.")
    )
    signed_copy = forms.ModelChoiceField(
        Attachment.objects.none(), required=False, label=_("signed copy"), empty_label=None
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["signed_on"].initial = clock.today
        if self.subject is not None:
            self.fields["signed_copy"].queryset = attached(self.subject)  # type: ignore[attr-defined]
            self.fields["effective_on"].initial = self.subject.effective_on


class FillForm(AskForm):
    """Choose among the published templates that fit the customer."""

    template = forms.ModelChoiceField(ContractTemplate.objects.none(), label=_("contract template"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = gate.rows(self.user, ContractTemplate).filter(status="published")
        if self.subject is not None:
            rows = rows.filter(customer=None) | rows.filter(customer=self.subject.customer_id)
            self.fields["template"].initial = self.subject.template_id
        self.fields["template"].queryset = rows  # type: ignore[attr-defined]


class TransferForm(AskForm):
    to = ColleagueField(label=_("New owner"))
    reason = forms.CharField(max_length=200, required=False, label=_("Reason"))


class QuoteForm(AskForm):
    """Which accepted quote becomes a contract, and for how long."""

    name = forms.CharField(max_length=120, required=False, label=_("contract name"))
    start_on = forms.DateField(required=False, widget=DateInput, label=_("start"))
    end_on = forms.DateField(required=False, widget=DateInput, label=_("end"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["start_on"].initial = clock.today
        if isinstance(self.subject, Quote):
            self.fields["name"].initial = self.subject.subject
