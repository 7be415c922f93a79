"""The forms of the library of clauses and of contract templates."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from records.forms import RecordForm

from ..models import Clause, ContractTemplate
from ..models.clause import Language
from ..services.template import living_wordings, save_clause, save_template
from .contract import RowsEditor
from .rows import clauses_field

LONG = {"rows": 4, "data-autosize": ""}


class ClauseForm(RecordForm):
    class Meta:
        model = Clause
        fields = ["code", "title", "category", "language", "is_active", "body"]
        widgets = {"body": forms.Textarea(attrs=LONG)}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].required = False

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        cleaned["language"] = cleaned.get("language") or self.instance.language or Language.ZH
        return cleaned

    def perform(self, by: Any) -> Clause:
        return save_clause(self.save(commit=False), by=by)


class TemplateForm(RowsEditor, RecordForm):
    remote = {"customer": ("customers", "")}
    sections = [
        ("", ["code", "name", "mode", "language"]),
        (_("For whom"), ["market_type", "country", "customer"]),
        (_("Opening and closing"), ["opening", "closing"]),
    ]
    saved_terms: list[dict[str, Any]] = []
    clause_list = clauses_field()

    class Meta:
        model = ContractTemplate
        fields = [
            "code",
            "name",
            "mode",
            "language",
            "market_type",
            "country",
            "customer",
            "opening",
            "closing",
        ]
        widgets = {"opening": forms.Textarea(attrs=LONG), "closing": forms.Textarea(attrs=LONG)}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is not None and self.instance.edition > 1:
            self.fields.pop("code", None)  # the versions of one template share it
        self.saved_clauses = (
            [
                {"id": row.pk, "clause": row.clause_id, "title": row.title, "body": row.body,
                 "is_required": row.is_required}
                for row in living_wordings(self.instance)
            ]
            if self.instance.pk
            else []
        )  # fmt: skip
        self.initial["clause_list"] = self.saved_clauses
        for name in ("mode", "language"):
            if name in self.fields:
                self.fields[name].required = False

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for name in ("mode", "language"):
            if name in self.fields:
                cleaned[name] = cleaned.get(name) or getattr(self.instance, name)
        return cleaned

    def perform(self, by: Any) -> ContractTemplate:
        return save_template(self.save(commit=False), by=by, clauses=self.cleaned_data.get("clause_list"))
