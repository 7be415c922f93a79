"""Whatever form asks for a day refuses a year that nobody means."""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.conf import settings

from core.day_fields import DayField, require_reckonable
from messaging.forms.mailbox import MailboxForm
from records.ask_forms import AskForm
from records.forms import RecordForm

GUARDED_WHEN_MADE = (AskForm, MailboxForm, RecordForm)
OURS = {app.split(".")[0] for app in settings.INSTALLED_APPS} & {
    path.name for path in Path(settings.BASE_DIR).iterdir()
}


def load_forms() -> None:
    for app in OURS:
        for path in Path(settings.BASE_DIR, app).rglob("*.py"):
            parts = path.relative_to(settings.BASE_DIR).with_suffix("").parts
            if not {"migrations", "management", "__init__"} & set(parts):
                import_module(".".join(parts))


def below(kind: Any) -> Iterator[Any]:
    for found in kind.__subclasses__():
        yield found
        yield from below(found)


def test_each_form_guards_its_days() -> None:
    load_forms()
    wrong = {
        (form.__name__, name)
        for form in below(forms.BaseForm)
        if form.__module__.split(".")[0] in OURS and not issubclass(form, GUARDED_WHEN_MADE)
        for name, field in getattr(form, "base_fields", {}).items()
        if isinstance(field, forms.DateField | forms.DateTimeField)
        and require_reckonable not in field.validators
    }
    assert not wrong


@pytest.mark.parametrize("day", ["0001-01-01", "0026-11-23", "9999-12-31"])
def test_a_year_that_nobody_means_is_refused_with_what_to_write(day: str) -> None:
    with pytest.raises(forms.ValidationError, match="2026"):
        DayField().clean(day)
