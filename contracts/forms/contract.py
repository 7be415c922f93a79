"""The form of a contract: its head, positions, clauses and terms of payment."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from catalog.forms.priced_lines import LinesEditor, LinesField, Row, row_of
from catalog.selectors.priced_lines import living_lines
from core.errors import DomainError
from core.row_ids import row_id
from records import gate
from records.forms import RecordForm
from sales.models import Quote

from ..models import Contract, PaymentTerm
from ..selectors.pages import warnings_of
from ..services.clauses import clauses_in_force, terms_in_force
from ..services.contract import save_contract
from .rows import clauses_field, terms_field

BLANK_TERMS = 2
PERIOD = ["start_on", "end_on", "effective_on", "auto_renew", "renew_notice_days"]
PRICES = ["price_mode", "ceiling", "fx_base_rate", "fx_threshold", "yearly_reduction"]
DOCUMENT = ["template_mode", "template", "language", "country", "their_number"]
PEOPLE = ["contact", "their_signer", "our_signer", "unit", "opportunity"]
TERMS = ["delivery_terms", "warranty_months", "terms", "notes"]


class RowsEditor:
    """The clauses and terms of payment of a form as the page draws them."""

    is_bound: bool
    data: Any
    fields: dict[str, Any]
    saved_clauses: list[dict[str, Any]]
    saved_terms: list[dict[str, Any]]

    @property
    def clause_rows(self) -> list[dict[str, Any]]:
        return self._drawn("clause_list", self.saved_clauses, 0 if self.saved_clauses else 1)

    @property
    def term_rows(self) -> list[dict[str, Any]]:
        return self._drawn("term_list", self.saved_terms, 1 if self.saved_terms else BLANK_TERMS)

    def _drawn(self, name: str, saved: list[dict[str, Any]], blank: int) -> list[dict[str, Any]]:
        field = self.fields.get(name)
        rows = field.widget.rows_in(self.data) if self.is_bound and field is not None else saved
        return [{"at": at, **row} for at, row in enumerate([*rows, *({} for _place in range(blank))])]

    term_kinds = PaymentTerm.Kind.choices
    term_events = PaymentTerm.Event.choices


class ContractForm(RowsEditor, LinesEditor, RecordForm):
    """Write a draft with all that it says; number, owner and state have ways of their own."""

    remote = {
        "customer": ("customers", ""),
        "contact": ("contacts", "customer"),
        "their_signer": ("contacts", "customer"),
        "unit": ("customer-units", "customer"),
        "opportunity": ("opportunities", "customer"),
        "quote": ("quotes", "customer"),
        "master": ("contracts", ""),
        "template": ("contract-templates", ""),
        "our_signer": ("users", ""),
    }
    dictionaries = {"currency": "currency"}
    sections = [
        (_("Customer"), ["customer", "name", "kind", "master"]),
        (_("Period"), PERIOD),
        (_("Currency"), ["currency", "rate", "tax_included"]),
        (_("Document and template"), DOCUMENT),
        (_("People"), PEOPLE),
        (_("Prices and ceiling"), PRICES),
        (_("Further terms"), TERMS),
    ]
    folded = {3, 4, 5, 6}
    lines = LinesField(required=False, label=_("positions"))
    clause_list = clauses_field()
    term_list = terms_field()

    class Meta:
        model = Contract
        fields = [
            "customer", "name", "kind", "master", *PERIOD, "currency", "rate", "tax_included", *DOCUMENT, *PEOPLE,
            *PRICES, *TERMS,
        ]  # fmt: skip
        widgets = {
            "terms": forms.Textarea(attrs={"rows": 3}),
            "notes": forms.Textarea(attrs={"rows": 2}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        saved = self.instance if self.instance.pk else None
        self.saved_clauses = clauses_in_force(saved) if saved else []
        self.saved_terms = terms_in_force(saved) if saved else []
        for term in self.saved_terms:
            term["percent"] = f"{term['percent'].normalize():f}"
            term["day"] = term["day"].isoformat() if term["day"] else ""
        self.initial["clause_list"], self.initial["term_list"] = self.saved_clauses, self.saved_terms
        for name in ("renew_notice_days", "kind", "template_mode", "language", "price_mode"):
            if name in self.fields:
                self.fields[name].required = False

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for name in ("renew_notice_days", "kind", "template_mode", "language", "price_mode"):
            if name in self.fields and name not in self.errors and cleaned.get(name) in (None, ""):
                cleaned[name] = getattr(self.instance, name) or Contract._meta.get_field(name).default
        start, end = cleaned.get("start_on"), cleaned.get("end_on")
        if start and end and end < start:
            self.add_error("end_on", gettext("A contract does not end before it starts."))
        return cleaned

    def first_rows(self) -> list[Row]:
        if self.instance.pk:
            return super().first_rows()
        pk = row_id(self.initial.get("quote"))
        quote = Quote.objects.visible_to(self.user).filter(pk=pk).first() if pk else None
        return [{**row_of(line), "id": ""} for line in living_lines(quote)] if quote else []

    def perform(self, by: Any) -> Contract:
        contract = self.save(commit=False)
        if contract.pk is None and not gate.holds(by, contract.customer, "add", Contract):
            raise DomainError(
                gettext("You may not write contracts with this customer. Ask its owner."),
                "forbidden",
                "customer",
            )
        given = self.cleaned_data
        return save_contract(
            contract,
            by=by,
            lines=given.get("lines"),
            clauses=given.get("clause_list"),
            terms=given.get("term_list"),
        )

    def warnings(self, saved: Contract) -> list[str]:
        return warnings_of(saved)
