"""The form of a quote, and what its verbs ask for."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from catalog.forms.priced_lines import LinesEditor, LinesField, Row
from contacts.forms.ownership import AskForm, ColleagueField
from core import clock
from core.errors import DomainError
from core.joining import listed
from records import gate
from records.forms import DateInput, RecordForm, RemoteSelect

from ..guards import CONFIRM, Finding
from ..guards import GUARDS as ALL_GUARDS
from ..models import Quote, QuoteSend
from ..quote_words import GUARD_LABELS
from ..selectors.quote_check import findings_of, living_lines
from ..services.quote import save_quote, usual_validity
from .quote_rows import ReasonsWidget, rows_asked

KNOWN_GUARDS = {guard.__name__ for guard in ALL_GUARDS}


def reasons_of(given: dict[str, Any]) -> dict[str, str]:
    """Guard → reason; what no guard is called is refused rather than passed over."""
    if unknown := sorted(set(given) - KNOWN_GUARDS):
        raise forms.ValidationError(
            gettext("No guard is called %(names)s. Give reasons under: %(known)s.")
            % {"names": listed(name[:60] for name in unknown[:5]), "known": listed(sorted(KNOWN_GUARDS))},
            code="unknown_key",
        )
    return {key: str(value).strip()[:200] for key, value in given.items() if value}


class QuoteForm(LinesEditor, RecordForm):
    """Write a draft with its lines; number, owner and state have ways of their own."""

    remote = {
        "customer": ("customers", ""),
        "contact": ("contacts", "customer"),
        "unit": ("customer-units", "customer"),
        "opportunity": ("opportunities", "customer"),
        "inquiry": ("inquiries", "customer"),
    }
    dictionaries = {"currency": "currency"}
    sections = [
        (_("Customer"), ["customer", "contact", "subject", "opportunity", "inquiry"]),
        (_("Currency and validity"), ["currency", "rate", "tax_included", "valid_until"]),
        (
            _("Terms and document"),
            [
                "language",
                "payment_terms",
                "delivery_terms",
                "terms",
                "unit",
                "follow_up_on",
                "notes",
            ],
        ),
    ]
    folded = {2}
    lines = LinesField(required=False, label=_("positions"))
    reasons = forms.JSONField(required=False, widget=ReasonsWidget, label=_("reasons"))

    class Meta:
        model = Quote
        fields = [
            "customer",
            "contact",
            "subject",
            "opportunity",
            "inquiry",
            "currency",
            "rate",
            "tax_included",
            "valid_until",
            "language",
            "payment_terms",
            "delivery_terms",
            "terms",
            "unit",
            "follow_up_on",
            "notes",
        ]
        widgets = {
            "terms": forms.Textarea(attrs={"rows": 3}),
            "notes": forms.Textarea(attrs={"rows": 2}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "valid_until" in self.fields:
            self.fields["valid_until"].widget.attrs["data-date-quick"] = "15,30,60,90"
            if self.instance.pk is None:
                self.initial["valid_until"] = self.initial.get("valid_until") or usual_validity()
        if "follow_up_on" in self.fields:
            self.fields["follow_up_on"].widget.attrs["data-date-quick"] = "1,3,7"
        self.initial["reasons"] = self.instance.reasons

    def clean_reasons(self) -> dict[str, str]:
        given = self.cleaned_data["reasons"]
        if given in (None, ""):
            return dict(self.instance.reasons)
        if not isinstance(given, dict):
            self.add_error("reasons", gettext("Write a text."))
            return {}
        return reasons_of(given)

    def first_rows(self) -> list[Row]:
        return (
            super().first_rows() if self.instance.pk else rows_asked(self.initial.get("inquiry"), self.user)
        )

    def _post_clean(self) -> None:
        super()._post_clean()
        if "reasons" in self.cleaned_data:
            self.instance.reasons = self.cleaned_data["reasons"]

    def perform(self, by: Any) -> Quote:
        quote = self.save(commit=False)
        if quote.pk is None and not gate.holds(by, quote.customer, "add", Quote):
            raise DomainError(
                gettext("You may not quote to this customer. Ask its owner."), "forbidden", "customer"
            )
        return save_quote(quote, by=by, lines=self.cleaned_data["lines"])


class FindingsForm(AskForm):
    """Asks for a reason wherever a guard wants one; what blocks is only shown."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.findings: list[Finding] = []
        if self.subject is not None:
            self.findings = findings_of(self.subject, living_lines(self.subject), user=self.user)
            for finding in self.findings:
                if finding.level == CONFIRM and finding.guard not in self.fields:
                    self.fields[finding.guard] = forms.CharField(
                        max_length=200,
                        min_length=2,
                        label=GUARD_LABELS[finding.guard],
                        help_text=finding.message,
                        initial=self.subject.reasons.get(finding.guard, ""),
                    )

    @property
    def given(self) -> dict[str, str]:
        return {name: value for name, value in self.cleaned_data.items() if name in KNOWN_GUARDS}


class ApiSubmitForm(AskForm):
    reasons = forms.JSONField(required=False, label=_("reasons"))

    def clean_reasons(self) -> dict[str, str]:
        given = self.cleaned_data["reasons"] or {}
        if not isinstance(given, dict):
            raise forms.ValidationError(gettext("Write a text."))
        return reasons_of(given)


class SendForm(AskForm):
    """A letter with the PDF. An address outside the customer's domain wants a reason."""

    to = forms.EmailField(label=_("To"))
    subject = forms.CharField(max_length=200, label=_("Subject"))
    body = forms.CharField(max_length=5000, label=_("Text"), widget=forms.Textarea(attrs={"rows": 8}))
    reason = forms.CharField(
        required=False,
        max_length=200,
        label=_("Reason"),
        help_text=_("Needed where the address is not of the customer's domain."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.subject is None:
            return
        from ..quote_words import letter_of

        contact = self.subject.contact
        shows = contact is not None and gate.may(self.user, contact, "reveal")
        first = {"to": contact.email if shows and contact else ""}
        self.initial = {**first, **letter_of(self.subject), **self.initial}


class HandOverForm(AskForm):
    """It went out another way: handed over, by post, by WeChat."""

    to = forms.CharField(max_length=120, required=False, label=_("To"))
    body = forms.CharField(max_length=500, required=False, label=_("Note"))


class LinkForm(AskForm):
    recipient = forms.CharField(max_length=120, required=False, label=_("for whom"))
    days = forms.IntegerField(required=False, min_value=1, max_value=365, label=_("open for (days)"))


class AnswerForm(AskForm):
    answer = forms.CharField(max_length=200, label=_("answer of the customer"))
    answered_on = forms.DateField(required=False, widget=DateInput, label=_("answered on"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answered_on"].initial = clock.today


class AcceptForm(AnswerForm):
    answer = forms.CharField(max_length=200, required=False, label=_("answer of the customer"))


class ReasonForm(AskForm):
    reason = forms.CharField(max_length=200, label=_("Reason"))


class FollowUpForm(AskForm):
    on = forms.DateField(
        required=False,
        label=_("follow up on"),
        widget=DateInput({"data-date-quick": "1,3,7,14"}),
    )


class TransferForm(AskForm):
    to = ColleagueField(label=_("New owner"))
    reason = forms.CharField(max_length=200, required=False, label=_("Reason"))


CHANNELS = QuoteSend.Channel
__all__ = ["QuoteForm", "RemoteSelect"]
