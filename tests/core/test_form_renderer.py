"""Widgets written in Python are what Django's own templates write."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from core.form_renderer import FormRenderer

CHOICES = [("", "—"), ("a", "<b>甲</b>"), (3, gettext_lazy("Name")), ("组", [("x", 'quo"te'), (1, 1234567)])]
ODD = {"class": 'a"b', "required": True, "disabled": False, "data-n": 1234567, "title": SafeString("<i>")}
WIDGETS: list[tuple[forms.Widget, list[Any]]] = [
    *((widget(attrs=ODD), [None, "", 0, 12345, Decimal("1.50"), "<&'\">", SafeString("<b>")]) for widget in (
        forms.TextInput, forms.NumberInput, forms.EmailInput, forms.URLInput, forms.HiddenInput, forms.Textarea)),
    (forms.PasswordInput(), ["secret"]),
    (forms.DateInput(), [None, date(2026, 11, 22), "2026-02-30"]),
    (forms.DateTimeInput(), [None, "x"]),
    (forms.TimeInput(), [None]),
    (forms.CheckboxInput(attrs=ODD), [None, True, False, "yes"]),
    (forms.Select(choices=CHOICES, attrs=ODD), [None, "", "a", 3, "x", "unknown"]),
    (forms.SelectMultiple(choices=CHOICES), [None, ["a", "x"], [3]]),
    (forms.NullBooleanSelect(), [None, True]),
]  # fmt: skip


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize(("widget", "values"), WIDGETS, ids=lambda given: type(given).__name__)
def test_the_same_as_the_templates(
    widget: forms.Widget, values: list[Any], language: str, settings: Any
) -> None:
    from django.utils import translation

    with translation.override(language):
        for value in values:
            plain, ours = (
                widget.render("na<me", value, {"id": "id_x"}, renderer=renderer())
                for renderer in (DjangoTemplates, FormRenderer)
            )
            assert ours == plain
            assert isinstance(ours, SafeString)


def test_a_widget_with_a_template_of_its_own_keeps_it() -> None:
    for widget in (forms.RadioSelect(choices=CHOICES[:2]), forms.ClearableFileInput()):
        plain, ours = (
            widget.render("name", None, {}, renderer=renderer())
            for renderer in (DjangoTemplates, FormRenderer)
        )
        assert ours == plain
