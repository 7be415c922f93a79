"""What is typed at a step: values cleaned by the kind that the drawing gives each field."""

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import User
from core.errors import DomainError

from .assignees import is_in_service

LONGEST = {"text": 300, "long_text": 5000}
BIGGEST = Decimal("1e14")


def clean_answers(fields: list[dict[str, Any]], typed: dict[str, Any]) -> dict[str, Any]:
    """The values as JSON keeps them; refuses what is missing or does not fit, naming the field."""
    unknown = set(typed) - {field["name"] for field in fields}
    if unknown:
        raise DomainError(
            _("This step has no field “%(field)s”.") % {"field": sorted(unknown)[0]}, "unknown_field"
        )
    return {field["name"]: clean_one(field, typed.get(field["name"])) for field in fields}


def clean_one(field: dict[str, Any], value: Any) -> Any:
    kind = field.get("kind", "text")
    if kind == "bool":
        return value in (True, "true", "on", "1", "yes")
    text = str(value if value is not None else "").replace("\x00", "").strip()
    if not text:
        if field.get("required"):
            raise refused(field, _("Fill in “%(field)s”.") % {"field": field["label"]}, "required")
        return None
    if kind in LONGEST:
        if len(text) > LONGEST[kind]:
            raise refused(field, _("“%(field)s” is too long.") % {"field": field["label"]})
        return text
    try:
        return CLEANERS[kind](field, text)
    except (ValueError, InvalidOperation, KeyError):
        raise refused(
            field, _("“%(value)s” does not fit “%(field)s”.") % {"value": text[:60], "field": field["label"]}
        )


def refused(field: dict[str, Any], message: str, code: str = "invalid") -> DomainError:
    return DomainError(message, code=code, field=field["name"])


def _number(field: dict[str, Any], text: str) -> str:
    number = Decimal(text.replace(",", "").replace("，", ""))
    if not number.is_finite() or abs(number) > BIGGEST:
        raise ValueError(text)
    return str(number)


def _date(field: dict[str, Any], text: str) -> str:
    return date.fromisoformat(text).isoformat()


def _choice(field: dict[str, Any], text: str) -> str:
    if text not in {str(pair[0]) for pair in field.get("choices", [])}:
        raise ValueError(text)
    return text


def _person(field: dict[str, Any], text: str) -> int:
    user = User.objects.select_related("employee").filter(pk=int(text)).first()
    if user is None or not is_in_service(user):
        raise ValueError(text)
    return user.pk


CLEANERS: dict[str, Any] = {
    "number": _number,
    "money": _number,
    "date": _date,
    "choice": _choice,
    "person": _person,
}


def answer_text(field: dict[str, Any], value: Any) -> str:
    """A kept value as people read it."""
    if value is None:
        return ""
    if field.get("kind") == "choice":
        return str(dict(field.get("choices", [])).get(value, value))
    if field.get("kind") == "bool":
        return str(_("yes") if value else _("no"))
    if field.get("kind") == "person":
        return str(User.objects.filter(pk=value).first() or "")
    return str(value)
