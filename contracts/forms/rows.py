"""Clauses and terms of payment as form fields: rows of a page (`clause-0-title` …) or a JSON list of a program."""

import json
import re
from collections.abc import Mapping
from typing import Annotated, Any

import pydantic
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.day_fields import DayField
from core.row_ids import row_id
from records.forms import DateInput

from ..models import Clause, PaymentTerm
from ..services.clauses import MOST_CLAUSES, MOST_TERMS

KEY = re.compile(r"([a-z]+)-(\d{1,4})-(\w{1,30})")


class ClauseRow(forms.Form):
    id = forms.IntegerField(required=False, min_value=1)
    clause = forms.IntegerField(required=False, min_value=1, label=_("clause"))
    title = forms.CharField(required=False, max_length=120, label=_("title"))
    body = forms.CharField(required=False, max_length=20000, label=_("wording"))
    is_required = forms.BooleanField(required=False, label=_("may not be left out"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        pk = cleaned.get("clause")
        if pk and not (cleaned.get("title") and cleaned.get("body")):
            known = Clause.objects.alive().filter(pk=pk).first()
            if known is None:
                raise ValidationError(gettext("Choose a clause of the library."))
            cleaned["title"] = cleaned.get("title") or known.title
            cleaned["body"] = cleaned.get("body") or known.body
        elif pk and not Clause.objects.alive().filter(pk=pk).exists():
            raise ValidationError(gettext("Choose a clause of the library."))
        for name in ("title", "body"):
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, gettext("This field is required."))
        return cleaned


class TermRow(forms.ModelForm):
    id = forms.IntegerField(required=False, min_value=1)
    day = DayField(required=False, label=_("fixed day"), widget=DateInput)

    class Meta:
        model = PaymentTerm
        fields = ["kind", "percent", "event", "days", "months", "from_month_end", "day"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("kind", "event", "days", "months", "from_month_end"):
            self.fields[name].required = False
        for name in ("percent", "days", "months"):  # no record behind the row judges them later
            self.fields[name].validators += PaymentTerm._meta.get_field(name).validators

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        for name in ("kind", "event", "days", "months"):
            if cleaned.get(name) in (None, ""):
                cleaned[name] = PaymentTerm._meta.get_field(name).default
        if cleaned.get("event") == PaymentTerm.Event.DAY and not cleaned.get("day"):
            self.add_error("day", gettext("This field is required."))
        return cleaned

    def _post_clean(self) -> None:
        """The row is judged by its fields; there is no record behind it."""


class RowsWidget(forms.Widget):
    """`prefix` says which rows of the page are meant; `meant` what makes a row more than an empty one."""

    def __init__(self, prefix: str, meant: tuple[str, ...]) -> None:
        super().__init__()
        self.prefix, self.meant = prefix, meant

    def rows_in(self, data: Mapping[str, Any]) -> list[dict[str, str]]:
        found: dict[int, dict[str, str]] = {}
        for key in data:
            match = KEY.fullmatch(key)
            if match and match[1] == self.prefix:
                found.setdefault(int(match[2]), {})[match[3]] = str(data.get(key) or "").strip()
        rows = [found[number] for number in sorted(found)]
        rows.sort(key=lambda row: int(row["at"]) if row.get("at", "").isdecimal() else 10_000)
        return [row for row in rows if any(row.get(name) for name in self.meant)]

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        if name in data:
            return data.get(name)
        if f"{self.prefix}-rows" not in data and not any(key.startswith(f"{self.prefix}-") for key in data):
            return None  # a form without the editor: what is there stays
        return json.dumps(self.rows_in(data), ensure_ascii=False)

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return False

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> str:
        return ""  # the editor's template draws the rows


class RowsField(forms.Field):
    """A list of cleaned rows, None where nothing was said; each refusal names its row."""

    api_kind = Annotated[
        list[dict[str, str | int | float | bool | None]], pydantic.Field(max_length=MOST_CLAUSES)
    ]
    hidden = {"place", "at"}

    def __init__(
        self, row_form: Any, prefix: str, meant: tuple[str, ...], most: int, said: Any, **kwargs: Any
    ) -> None:
        self.row_form, self.most, self.said = row_form, most, said
        super().__init__(required=False, widget=RowsWidget(prefix, meant), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, str) else json.dumps(value or [], ensure_ascii=False, default=str)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return data is not None

    def clean(self, value: Any) -> list[dict[str, Any]] | None:
        if value in (None, ""):
            return None
        try:
            rows = json.loads(value) if isinstance(value, str) else value
        except ValueError:
            rows = None
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise ValidationError(gettext("Write a list of objects."))
        if len(rows) > self.most:
            raise ValidationError(gettext("At most %(most)d of them.") % {"most": self.most})
        cleaned, errors = [], []
        for place, row in enumerate(rows, start=1):
            names = self.row_form.base_fields
            unknown = sorted(set(row) - {*names, *self.hidden})
            form = self.row_form(
                {name: row[name] for name in names if row.get(name) not in (None, "", False)}
            )
            if unknown:
                words = gettext("There is no such field to write.")
                errors.append(f"{self.said} {place}: {words} ({unknown[0][:40]})")
            elif not form.is_valid():
                errors += [
                    f"{self.said} {place}: {form.fields[name].label if name in form.fields else ''} {found[0]}"
                    for name, found in form.errors.items()
                ]
            else:
                cleaned.append({**form.cleaned_data, "id": row_id(row.get("id"))})
        if errors:
            raise ValidationError(errors)
        return cleaned


def clauses_field() -> RowsField:
    return RowsField(
        ClauseRow, "clause", ("title", "body", "clause"), MOST_CLAUSES, _("Clause"), label=_("clauses")
    )


def terms_field() -> RowsField:
    return RowsField(
        TermRow, "term", ("percent",), MOST_TERMS, _("Term of payment"), label=_("terms of payment")
    )
