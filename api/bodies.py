"""What a record type takes: its form's fields as a strict JSON schema, and JSON as that form's data."""

import json
from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache
from typing import Annotated, Any, Literal

import pydantic
import pydantic_core
from django import forms
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from records.custom import definitions
from records.ranges import FIRST_DAY, LAST_DAY
from records.record_type import RECORD_TYPES

from . import custom
from .problems import Problem, too_large

MAX_BYTES = 1024 * 1024
BIGGEST_ID = 2**63 - 1
VERSION = "version"
Id = Annotated[int, pydantic.Field(ge=1, le=BIGGEST_ID)]
SKIPPED = (forms.FileField,)


def _in_any_zone(moment: datetime) -> datetime:
    """The first and the last day of all are no moments everywhere on earth."""
    if not FIRST_DAY <= moment.date() <= LAST_DAY:
        raise pydantic_core.PydanticCustomError("datetime_range", "beyond all calendars")
    return moment


Moment = Annotated[datetime, pydantic.AfterValidator(_in_any_zone)]


def form_fields(record_name: str) -> dict[str, forms.Field]:
    """The form's fields that a program may fill; the hidden version is `version` here."""
    form = RECORD_TYPES[record_name].form
    if form is None:
        return {}
    return {
        name: field
        for name, field in form.base_fields.items()
        if name != "read_version" and not isinstance(field, SKIPPED)
    }


@lru_cache(maxsize=256)
def schema(record_name: str, *, is_new: bool, custom_token: str = "") -> type[pydantic.BaseModel]:
    """The body of POST (required fields demanded) or PATCH (any part of them); with the custom fields of now where
    their token is given."""
    fields: dict[str, Any] = {}
    taken = form_fields(record_name)
    if custom_token:
        taken |= custom.form_fields(RECORD_TYPES[record_name])
    for name, field in taken.items():
        kind = kind_of(field)
        if is_new and _is_demanded(record_name, name, field):
            fields[name] = (kind, pydantic.Field(description=described(field)))
        else:
            fields[name] = (kind | None, pydantic.Field(None, description=described(field)))
    if not is_new:
        fields[VERSION] = (Id | None, pydantic.Field(None, description="the version that was read"))
    model = pydantic.create_model(
        f"{record_name}_{'create' if is_new else 'change'}",
        __config__=pydantic.ConfigDict(extra="forbid", strict=True, protected_namespaces=()),
        **fields,
    )
    return model


def _is_demanded(record_name: str, name: str, field: forms.Field) -> bool:
    form = RECORD_TYPES[record_name].form
    if name in form.demanded or name in form.optional:
        return name in form.demanded
    return field.required and field.initial is None and not _has_default(record_name, name)


def files_of(form: Any) -> list[str]:
    """The names under which a form takes files."""
    return [name for name, field in form.base_fields.items() if isinstance(field, SKIPPED)]


def _has_default(record_name: str, name: str) -> bool:
    for field in RECORD_TYPES[record_name].model._meta.concrete_fields:
        if field.name == name:
            return bool(field.has_default())
    return False


def described(field: forms.Field) -> str:
    from django.utils.translation import override

    with override("en"):
        return str(field.label or "")


def kind_of(field: forms.Field) -> Any:
    """The JSON type of a form field; what the type cannot say the form checks afterwards."""
    if (own := getattr(field, "api_kind", None)) is not None:
        row_form = getattr(field, "row_form", None)
        return Annotated[own, pydantic.WithJsonSchema(rows_schema(field, own))] if row_form else own
    if isinstance(field, forms.ModelMultipleChoiceField):
        return list[Id]
    if isinstance(field, forms.ModelChoiceField):
        return Id
    if isinstance(field, forms.MultipleChoiceField):
        return list[_words(field) or str]  # type: ignore[misc]
    if isinstance(field, forms.ChoiceField):
        return _words(field) or Annotated[str, pydantic.Field(max_length=200)]
    if isinstance(field, forms.BooleanField):
        return bool
    if isinstance(field, forms.DateTimeField):
        return Moment
    if isinstance(field, forms.DateField):
        return date
    if isinstance(field, forms.TimeField):
        return time
    if isinstance(field, forms.DecimalField):
        return Decimal
    if isinstance(field, forms.FloatField):
        return float
    if isinstance(field, forms.IntegerField):
        lowest = -BIGGEST_ID if field.min_value is None else field.min_value
        highest = BIGGEST_ID if field.max_value is None else field.max_value
        return Annotated[int, pydantic.Field(ge=lowest, le=highest)]
    if isinstance(field, forms.JSONField):
        return dict[str, str | int | float | bool | None]
    longest = getattr(field, "max_length", None)
    shortest = 1 if field.required else None
    return Annotated[str, pydantic.Field(max_length=longest, min_length=shortest)]


def rows_schema(rows: Any, kind: Any) -> dict[str, Any]:
    """A list of rows with the names that a row may hold; figures are taken as numbers or as text."""
    properties: dict[str, Any] = {}
    of_products = {"product": forms.IntegerField()} if "product" in getattr(rows, "names", ()) else {}
    for name, field in {**of_products, **rows.row_form.base_fields}.items():
        types = {forms.DecimalField: ["string", "number"], forms.IntegerField: ["integer"]}
        found = next((types[known] for known in types if isinstance(field, known)), ["string"])
        if getattr(field, "api_kind", None) is not None:
            found = ["array"]
        properties[name] = {"type": [*found, "null"], "description": described(field)}
        if isinstance(field, forms.DateField):
            properties[name]["format"] = "date"
    plain = pydantic.TypeAdapter(kind).json_schema()
    return {**plain, "items": {"type": "object", "properties": properties}}


def _words(field: Any) -> Any:
    """The choices as literals; None where they are only known at run time."""
    if not isinstance(field._choices, list | tuple):
        return None
    words: list[str] = []
    for value, label in field._choices:
        inner = label if isinstance(label, list | tuple) else [(value, label)]
        words += [str(key) for key, _label in inner if key not in {"", None}]
    if not words:
        return None
    return Literal[tuple(words)] if field.required else Literal[("", *words)]  # type: ignore[valid-type]


def parse(request: HttpRequest, record_name: str, *, is_new: bool) -> dict[str, Any]:
    """The request's JSON as the fields that were given, or a Problem that names each wrong one."""
    return read(request, schema(record_name, is_new=is_new, custom_token=definitions.token()))


def read(request: HttpRequest, model: type[pydantic.BaseModel]) -> dict[str, Any]:
    content_type = request.headers.get("Content-Type", "").split(";")[0].strip().lower()
    if content_type != "application/json":
        raise Problem(415, "not_json", _("Send the record as application/json."))
    if len(request.body) > MAX_BYTES:
        raise too_large()
    try:
        body = model.model_validate_json(request.body)
    except pydantic.ValidationError as wrong:
        raise _refused(wrong) from None
    return {name: getattr(body, name) for name in body.model_fields_set}


def _refused(wrong: pydantic.ValidationError) -> Problem:
    errors = []
    for error in wrong.errors(include_url=False, include_input=False):
        if error["type"] == "json_invalid" or not error["loc"]:
            return Problem(400, "not_json", _("The body is no JSON object that can be read."))
        errors.append(
            {
                "field": str(error["loc"][0]),
                "message": _message(error["type"], error.get("ctx", {})),
                "code": _code(error),
            }
        )
    seen = {error["field"]: error for error in reversed(errors)}
    return invalid([seen[name] for name in dict.fromkeys(error["field"] for error in errors)])


def invalid(errors: list[dict[str, Any]]) -> Problem:
    names = ", ".join(error["field"] for error in errors if error["field"])
    detail = _("Check: %(names)s.") % {"names": names} if names else errors[0]["message"]
    return Problem(422, "invalid", detail, errors)


def _code(error: Any) -> str:
    return {"missing": "required", "extra_forbidden": "unknown_field"}.get(error["type"], "invalid")


def _message(kind: str, context: dict[str, Any]) -> str:
    """What is wrong with one value, in the caller's language."""
    if kind == "missing":
        return _("This field is required.")
    if kind == "extra_forbidden":
        return _("There is no such field to write.")
    if kind == "literal_error":
        return _("Choose one of: %(expected)s.") % {"expected": context.get("expected", "")}
    if kind == "string_too_long":
        return _("At most %(max)s characters.") % {"max": context.get("max_length")}
    if kind == "string_too_short":
        return _("This field is required.")
    if kind.startswith(("date", "time")):
        return _("Write dates as 2026-11-21 and times as 2026-11-21T09:30:00+08:00.")
    if kind.startswith("bool"):
        return _("Write true or false.")
    if kind.startswith(("int", "greater", "less")):
        return _("Write a whole number within the allowed range.")
    if kind.startswith(("decimal", "float", "finite")):
        return _("Write a number.")
    if kind == "too_long":
        return _("At most %(max)s entries.") % {"max": context.get("max_length")}
    if kind.startswith(("dict", "model")):
        return _("Write an object.")
    if kind.startswith("list"):
        return _("Write a list.")
    return _("Write a text.")


def form_data(form: Any, values: dict[str, Any]) -> QueryDict:
    """The form's data: what the record holds, overlaid by what was given."""
    data = QueryDict(mutable=True)
    for name, field in form.fields.items():
        if isinstance(field, SKIPPED):
            continue
        value = values[name] if name in values else form.get_initial_for_field(field, name)
        if name in values and value is None and isinstance(field, forms.ChoiceField):
            value = ""
        _put(data, form, name, field, field.prepare_value(value))
    return data


def posted(form_class: Any, values: dict[str, Any]) -> QueryDict:
    """Plain values as the data of a form that is not about a record's own fields; what is demanded and was not given
    is what the form begins with."""
    data = QueryDict(mutable=True)
    begun = {
        name: field.initial() if callable(field.initial) else field.initial
        for name, field in form_class.base_fields.items()
        if field.required and field.initial is not None and not isinstance(field, forms.BooleanField)
    }
    for name, value in {
        **begun,
        **{name: given for name, given in values.items() if given is not None},
    }.items():
        field = form_class.base_fields[name]
        if isinstance(field, forms.BooleanField):
            if value:
                data[name] = "on"
        elif isinstance(value, dict) or isinstance(value, list) and value and isinstance(value[0], dict):
            data[name] = json.dumps(value, ensure_ascii=False, default=str)
        elif isinstance(value, list | tuple):
            data.setlist(name, [str(part) for part in value])
        elif value is not None:
            data[name] = value.isoformat() if isinstance(value, datetime | date | time) else str(value)
    return data


def _put(data: QueryDict, form: Any, name: str, field: forms.Field, value: Any) -> None:
    key = form.add_prefix(name)
    if isinstance(field, forms.BooleanField):
        if value:
            data[key] = "on"
    elif isinstance(field.widget, forms.MultiWidget):
        for suffix, part in zip(field.widget.widgets_names, field.widget.decompress(value), strict=False):
            data[key + suffix] = "" if part is None else str(part)
    elif isinstance(value, list | tuple):
        data.setlist(key, [str(part) for part in value])
    elif hasattr(value, "all") or hasattr(value, "__iter__") and not isinstance(value, str):
        data.setlist(key, [str(getattr(part, "pk", part)) for part in value])
    elif isinstance(value, datetime):
        data[key] = value.isoformat()
    elif value is not None:
        data[key] = str(value)
