"""The form of an amendment: the contract as it would be, and why."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from catalog.forms.priced_lines import LinesEditor, LinesField, Row
from catalog.models import Product
from records.forms import DateInput, RecordForm

from ..models import Contract, ContractAmendment
from ..services.amendment import CHANGEABLE, change_amendment, draft_amendment
from ..services.clauses import clauses_in_force, terms_in_force
from .contract import RowsEditor
from .rows import clauses_field, terms_field


class AmendmentForm(RowsEditor, LinesEditor, RecordForm):
    """Its instance is the contract; an amendment that is still a draft is laid over it."""

    amendment: ContractAmendment | None = None
    sections = [
        (_("Amendment"), ["reason", "effective_on"]),
        (_("Period and ceiling"), ["end_on", "auto_renew", "renew_notice_days", "ceiling"]),
        (
            _("Terms"),
            [
                "delivery_terms",
                "warranty_months",
                "yearly_reduction",
                "fx_base_rate",
                "fx_threshold",
                "terms",
            ],
        ),
    ]
    folded = {2}
    reason = forms.CharField(max_length=200, label=_("reason"))
    effective_on = forms.DateField(
        required=False,
        widget=DateInput,
        label=_("effective on"),
        help_text=_("Empty: the day of its approval."),
    )
    lines = LinesField(required=False, label=_("positions"))
    clause_list = clauses_field()
    term_list = terms_field()

    class Meta:
        model = Contract
        fields = list(CHANGEABLE)
        widgets = {"terms": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, amendment: ContractAmendment | None = None, **kwargs: Any) -> None:
        self.amendment = amendment
        super().__init__(*args, **kwargs)
        asked = self.asked
        self.saved_clauses = asked.get("clauses") or clauses_in_force(self.instance)
        self.saved_terms = [dict(row) for row in asked.get("payment_terms") or terms_in_force(self.instance)]
        for term in self.saved_terms:
            term["percent"] = f"{Decimal(term['percent']).normalize():f}"
            term["day"] = f"{term['day']}" if term.get("day") else ""
        self.fields["renew_notice_days"].required = False
        for name in CHANGEABLE:
            if name in asked and name in self.fields:
                self.initial[name] = asked[name]
        if amendment is not None:
            self.initial |= {"reason": amendment.reason, "effective_on": amendment.effective_on}

    @property
    def asked(self) -> dict[str, Any]:
        return self.amendment.after.get("asked", {}) if self.amendment is not None else {}

    def first_rows(self) -> list[Row]:
        lines = self.asked.get("lines")
        if lines is None:
            return super().first_rows()
        names = {row["product"] for row in lines if row.get("product")}
        labels = {product.pk: str(product) for product in Product.objects.filter(pk__in=names)}
        return [
            {
                **{name: "" if value is None else str(value) for name, value in row.items()},
                "product_label": labels.get(row.get("product"), ""),
            }
            for row in lines
        ]

    def perform(self, by: Any) -> ContractAmendment:
        given = self.cleaned_data
        asked = {name: given[name] for name in CHANGEABLE if name in given and name in self.changed_data}
        if self.amendment is not None:  # what was asked before stays asked
            asked = {
                name: given[name]
                for name in CHANGEABLE
                if name in given and (name in asked or name in self.asked)
            }
        if "renew_notice_days" in asked and asked["renew_notice_days"] is None:
            del asked["renew_notice_days"]
        asked |= {
            "lines": given.get("lines"),
            "clauses": given.get("clause_list"),
            "payment_terms": given.get("term_list"),
        }
        why = {"reason": given["reason"], "effective_on": given.get("effective_on")}
        if self.amendment is not None:
            return change_amendment(self.amendment, by=by, **why, **asked)
        return draft_amendment(self.instance, by=by, **why, **asked)
