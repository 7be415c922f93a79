"""Form fields from data: what a drawing asks at a work step, or lets an approver fill in."""

from typing import Any

from django import forms

from records.ask_forms import ColleagueField
from records.forms import DateInput

PREFIX = "answer_"


def form_field(item: dict[str, Any], value: Any = None) -> forms.Field:
    """The form field of one drawn field; the service cleans what is typed once more."""
    facts: dict[str, Any] = {
        "label": item.get("label", ""),
        "required": bool(item.get("required")),
        "help_text": item.get("help", ""),
        "initial": value,
    }
    kind = item.get("kind", "text")
    if kind == "long_text":
        return forms.CharField(
            max_length=5000, widget=forms.Textarea(attrs={"rows": 3, "data-autosize": ""}), **facts
        )
    if kind in {"number", "money"}:
        return forms.DecimalField(max_digits=18, decimal_places=6, **facts)
    if kind == "date":
        return forms.DateField(widget=DateInput, **facts)
    if kind == "choice":
        choices = [("", "---------"), *[(str(slug), label) for slug, label in item.get("choices", [])]]
        return forms.ChoiceField(choices=choices, **facts)
    if kind == "bool":
        return forms.BooleanField(**{**facts, "required": False})
    if kind == "person":
        return ColleagueField(**facts)
    return forms.CharField(max_length=300, **facts)


def add_fields(form: forms.Form, items: list[dict[str, Any]], values: dict[str, Any] | None = None) -> None:
    """Put the drawn fields on a form, under names that cannot meet its own."""
    for item in items:
        form.fields[PREFIX + item["name"]] = form_field(item, (values or {}).get(item["name"]))


def answers_of(form: forms.Form) -> dict[str, Any]:
    """What was typed into the drawn fields, as the service takes it."""
    found = {}
    for name, value in form.cleaned_data.items():
        if name.startswith(PREFIX):
            found[name.removeprefix(PREFIX)] = value.pk if hasattr(value, "pk") else value
    return found


__all__ = ["PREFIX", "add_fields", "answers_of", "form_field"]
