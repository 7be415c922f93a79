"""The form of a quote, and what its verbs ask for."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from catalog.models import Product
from contacts.forms.ownership import AskForm, ColleagueField
from core import clock
from core.errors import DomainError
from records import dictionaries, gate
from records.forms import DateInput, RecordForm, RemoteSelect

from ..guards import CONFIRM, Finding
from ..guards import GUARDS as ALL_GUARDS
from ..models import Quote, QuoteSend
from ..quote_words import GUARD_LABELS
from ..selectors.quote_check import findings_of, living_lines
from ..services.quote import save_quote, usual_validity
from .quote_lines import LinesField, ReasonsWidget, row_of, rows_asked, rows_in

BLANK_ROWS = 3
KNOWN_GUARDS = {guard.__name__ for guard in ALL_GUARDS}


class QuoteForm(RecordForm):
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
        if "rate" in self.fields:
            self.fields["rate"].required = False
            if self.instance.pk is None:
                self.fields["rate"].initial = None
                self.initial.pop("rate", None)
        if "valid_until" in self.fields:
            self.fields["valid_until"].widget.attrs["data-date-quick"] = "15,30,60,90"
            if self.instance.pk is None:
                self.initial["valid_until"] = self.initial.get("valid_until") or usual_validity()
        if "follow_up_on" in self.fields:
            self.fields["follow_up_on"].widget.attrs["data-date-quick"] = "1,3,7"
        if self.instance.pk is not None and "customer" in self.fields:
            self.fields["customer"].disabled = True
        if self.instance.pk:
            self.saved_rows = [row_of(line) for line in living_lines(self.instance)]
        else:
            self.saved_rows = rows_asked(self.initial.get("inquiry"), self.user)
        self.initial["lines"] = [
            {name: value for name, value in row.items() if name != "product_label"} for row in self.saved_rows
        ]
        self.initial["reasons"] = self.instance.reasons

    @property
    def line_rows(self) -> list[dict[str, Any]]:
        """The rows as the editor draws them: what was typed, else what is saved, and some empty ones."""
        rows: list[dict[str, Any]] = list(rows_in(self.data)) if self.is_bound else list(self.saved_rows)
        wanted = [row["product"] for row in rows if row.get("product") and not row.get("product_label")]
        names = self._names(wanted)
        for row in rows:
            row.setdefault("product_label", names.get(row.get("product", ""), ""))
        rows += [{} for _place in range(BLANK_ROWS if not rows else 1)]
        return [{"place": place, **row} for place, row in enumerate(rows)]

    def _names(self, wanted: list[str]) -> dict[str, str]:
        keys = [key for key in wanted if key.isdecimal() and len(key) < 18]
        if not keys:
            return {}
        found = gate.rows(self.user, Product).filter(pk__in=keys)
        return {str(product.pk): str(product) for product in found}

    @property
    def units(self) -> list[tuple[str, str]]:
        return dictionaries.choices("unit_of_measure")

    def clean_lines(self) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self.cleaned_data["lines"]
        for place, wrong in resolve_products(rows, self.user):
            self.add_error("lines", LinesField.said(place, wrong))
        return rows

    def clean_reasons(self) -> dict[str, str]:
        given = self.cleaned_data["reasons"]
        if given in (None, ""):
            return dict(self.instance.reasons)
        if not isinstance(given, dict):
            self.add_error("reasons", gettext("Write a text."))
            return {}
        return {
            key: str(value).strip()[:200] for key, value in given.items() if key in KNOWN_GUARDS and value
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "rate" in self.fields and cleaned.get("rate") is None:
            cleaned["rate"] = 1  # the newest one is looked up
        currency = str(cleaned.get("currency") or "").strip()
        if "currency" in self.fields and not currency and "currency" not in self.errors:
            cleaned["currency"] = "CNY"
        return cleaned

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


def resolve_products(rows: list[dict[str, Any]], user: Any) -> list[tuple[int, str]]:
    """Put the product in the place of its id, or of its number where that was written; gives what was not found."""
    keys = {row["product"] for row in rows if row["product"]}
    codes = {row["code"] for row in rows if row.get("code") and not row["product"]}
    known: dict[Any, Product] = {}
    if keys or codes:
        found = gate.rows(user, Product).filter(Q(pk__in=keys) | Q(code__in=codes))
        for product in found.select_related("replaced_by"):
            known[product.pk] = known[product.code] = product
    wrong = []
    for place, row in enumerate(rows, start=1):
        asked = row["product"] or row.pop("code", "")
        row.pop("code", None)
        row["product"] = known.get(asked)
        if asked and row["product"] is None:
            wrong.append((place, gettext("Choose a product of the list.")))
    return wrong


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
        return {key: str(value) for key, value in given.items() if key in KNOWN_GUARDS and value}


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
