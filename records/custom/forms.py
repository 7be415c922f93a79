"""Custom fields on the record's form: asked, checked, and laid on the row that the record's service saves."""

import json
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core import phones
from core.errors import DomainError

from ..models import CustomField
from ..moment_fields import MomentField
from . import conditions, definitions, kinds
from .kinds import Kind


def form_field(definition: CustomField, user: Any = None, current: Any = None) -> forms.Field:
    """The field that asks for a value; `current` is what the record stores now."""
    kind = definition.kind
    facts: dict[str, Any] = {
        "label": definition.label,
        "help_text": definition.help_text,
        # Who is not shown the field cannot fill it in: that is asked once the other fields are known.
        "required": definition.is_required and kind != Kind.YES_NO and not definition.visible_field,
    }
    if kind == Kind.CHOICE:
        return forms.ChoiceField(choices=[("", "---------"), *kinds.options(definition, current)], **facts)
    if kind == Kind.MULTI_CHOICE:
        return forms.MultipleChoiceField(
            choices=kinds.options(definition, current or []), widget=forms.CheckboxSelectMultiple, **facts
        )
    if kind in kinds.NUMBERS:
        return forms.DecimalField(max_digits=kinds.DIGITS, decimal_places=definition.decimals, **facts)
    if kind == Kind.DATE:
        from ..forms import DateInput

        return forms.DateField(widget=DateInput(), **facts)
    if kind == Kind.DATE_TIME:
        return MomentField(**facts)
    if kind == Kind.YES_NO:
        return forms.BooleanField(**facts)
    if kind in kinds.REFERENCES:
        return _reference(definition, user, current, facts)
    field = forms.CharField(max_length=kinds.LONGEST[Kind(kind)], **facts)
    if kind == Kind.LONG_TEXT:
        field.widget = forms.Textarea(attrs={"rows": 3, "maxlength": str(kinds.LONGEST[Kind.LONG_TEXT])})
    if kind == Kind.URL:
        field.widget.input_type = "url"
        field.validators.append(URLValidator(["http", "https"]))
    if kind == Kind.PHONE:
        field.widget.input_type = "tel"
    return field


def _reference(definition: CustomField, user: Any, current: Any, facts: dict[str, Any]) -> forms.Field:
    from ..forms import RemoteSelect

    is_person = definition.kind == Kind.PERSON
    manager = (User if is_person else kinds.customers())._default_manager
    rows = manager.none() if user is None else kinds.reachable(definition, user)
    if user is not None and isinstance(current, int):
        rows = rows | manager.filter(pk=current)  # what an other one has chosen may stay
    field = forms.ModelChoiceField(queryset=rows, **facts)
    field.widget = RemoteSelect("users" if is_person else "customers")
    field.queryset = rows
    return field


def default(definition: CustomField) -> Any:
    """The default as a stored value, where it can be read."""
    if not definition.default:
        return None
    from .importing import import_field

    try:
        return kinds.stored(definition, import_field(definition).read(definition.default))
    except (ValueError, DomainError):
        return None


# -- a record's form ---------------------------------------------------------------------------------
def attach(form: Any) -> None:
    """Give a record's own form its custom fields."""
    form.custom = {}
    name = definitions.name_of(form._meta.model)
    if not name or not _is_own(form, name):
        return
    form.custom = definitions.keyed(definitions.of(name))
    is_new = form.instance.pk is None
    for key, definition in form.custom.items():
        kept = default(definition) if is_new else kinds.held(definition, form.instance)
        form.fields[key] = form_field(definition, form.user, kept)
        plain = kinds.plain(definition, kept)
        form.initial.setdefault(
            key, timezone.localtime(plain) if hasattr(plain, "tzinfo") and plain else plain
        )
        shown = _for_browser(definition)
        if shown:
            form.fields[key].widget.attrs["data-conditions"] = json.dumps(shown)


def _is_own(form: Any, name: str) -> bool:
    """The record type's form or one made of it, not a form on a part of the record."""
    from ..record_type import RECORD_TYPES

    own = RECORD_TYPES[name].form
    return own is not None and isinstance(form, own)


def _for_browser(definition: CustomField) -> dict[str, list[str]]:
    found = {}
    if definition.visible_field:
        found["shown"] = [definition.visible_field, definition.visible_test, definition.visible_value]
    if definition.read_only_field:
        found["fixed"] = [definition.read_only_field, definition.read_only_test, definition.read_only_value]
    return found


def sections(form: Any) -> list[tuple[str, list[str]]]:
    """Label and keys of the sections that custom fields stand in."""
    found: dict[str, list[str]] = {}
    for key, definition in form.custom.items():
        found.setdefault(definition.section_label or _("More"), []).append(key)
    return list(found.items())


def check(form: Any, cleaned: dict[str, Any]) -> None:
    """What conditions say once all fields are known: what is not shown is not asked and stays as it is."""

    def value_of(name: str) -> Any:
        return cleaned[name] if name in cleaned else value_on(form.instance, name)

    form.unasked = set()
    for key, definition in form.custom.items():
        if key not in form.fields or form.fields[key].disabled:
            continue
        if not conditions.is_shown(definition, value_of):
            form.unasked.add(key)
            form.errors.pop(key, None)
            continue
        if key not in cleaned:
            continue
        is_empty = kinds.stored(definition, cleaned[key]) is None
        if definition.is_required and is_empty and definition.kind != Kind.YES_NO:
            form.add_error(key, ValidationError(_("This field is required."), code="required"))
        elif key in form.changed_data and conditions.is_fixed(definition, value_of):
            message = _("This field cannot be changed now: “%(field)s” fixes it.")
            named = _label_of(form, definition.read_only_field)
            form.add_error(key, ValidationError(message % {"field": named}, code="fixed"))
        elif definition.kind == Kind.PHONE and not is_empty:
            cleaned[key] = tidy_phone(cleaned[key])


def tidy_phone(text: str) -> str:
    """A Chinese mobile number as its digits, so that one number is written in one way; all else as typed."""
    number = phones.normalise(text)
    return number.national if number.kind == "mobile" and not number.extension else text


def _label_of(form: Any, name: str) -> str:
    if name in form.custom:
        return form.custom[name].label
    return str(form.fields[name].label) if name in form.fields else name


def value_on(row: Any, name: str) -> Any:
    """What a record holds in one of its own or custom fields."""
    known = definitions.keyed(definitions.of_model(type(row)))
    if name in known:
        return kinds.plain(known[name], kinds.held(known[name], row))
    try:
        field = type(row)._meta.get_field(name)
    except Exception:  # a field of the form alone
        return None
    return getattr(row, field.attname, None) if getattr(field, "concrete", False) else None


def given(form: Any) -> dict[str, Any]:
    """Name → stored value (None: emptied) of what the form changes; a new record begins with all defaults."""
    found: dict[str, Any] = {}
    is_new = form.instance.pk is None
    for key, definition in form.custom.items():
        if key in form.fields and key in form.cleaned_data and key not in form.unasked:
            if is_new or key in form.changed_data:
                found[definition.name] = kinds.stored(definition, form.cleaned_data[key])
        elif is_new and key not in form.unasked and key not in form.fields:
            found[definition.name] = default(definition)
    return {name: value for name, value in found.items() if value is not None or not is_new}


def lay_on(row: Any, values: dict[str, Any]) -> None:
    """Put stored values into the row's `ext`; a new dictionary, so that what was there can be told."""
    row.ext = {name: value for name, value in {**(row.ext or {}), **values}.items() if value is not None}


__all__ = [
    "attach",
    "check",
    "default",
    "form_field",
    "given",
    "lay_on",
    "sections",
    "tidy_phone",
    "value_on",
]
