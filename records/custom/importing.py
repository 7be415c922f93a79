"""Custom fields in files: headings, templates and cells like those of any other field."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from core.joining import listed

from ..imports.fields import CellError, ImportField, clean, folded
from ..models import CustomField
from . import definitions, kinds, unique
from .forms import default, lay_on, tidy_phone
from .kinds import Kind

READ_AS = {
    Kind.LONG_TEXT: "long",
    Kind.CHOICE: "choice",
    Kind.NUMBER: "number",
    Kind.MONEY: "number",
    Kind.DATE: "date",
    Kind.YES_NO: "yes_no",
    Kind.PERSON: "reference",
    Kind.CUSTOMER: "reference",
}


def fields_of(model: Any) -> list[ImportField]:
    return [import_field(definition) for definition in definitions.of_model(model)]


def import_field(definition: CustomField) -> ImportField:
    kind = Kind(definition.kind)
    notes = {
        Kind.MULTI_CHOICE: _("Several with commas between them"),
        Kind.PERSON: _("User name, employee number or name"),
        Kind.CUSTOMER: _("Number or name of the customer"),
        Kind.DATE_TIME: _("As 2026-11-21 09:30"),
    }
    return ImportField(
        name=definition.key,
        label=definition.label,
        kind=READ_AS.get(kind, "text"),
        aliases=tuple(word for word in (definition.label_zh, definition.label_en) if word),
        is_required=definition.is_required and kind != Kind.YES_NO and not definition.visible_field,
        note=definition.help_text or notes.get(kind, ""),
        choices=(lambda: dict(kinds.options(definition))) if kind == Kind.CHOICE else None,
        check=lambda value: _checked(definition, value),
    )


def _checked(definition: CustomField, value: Any) -> Any:
    """The cell's value in the kind of the field; raises CellError."""
    kind = Kind(definition.kind)
    if kind in kinds.LONGEST and len(value) > kinds.LONGEST[kind]:
        raise CellError(_("At most %(max)s characters.") % {"max": kinds.LONGEST[kind]})
    if kind in kinds.NUMBERS and abs(value) >= 10 ** (kinds.DIGITS - definition.decimals):
        raise CellError(_("“%(value)s” is too large.") % {"value": value})
    if kind == Kind.URL:
        try:
            URLValidator(["http", "https"])(value)
        except ValidationError as refusal:
            raise CellError(" ".join(refusal.messages)) from None
    if kind == Kind.PHONE:
        return tidy_phone(value)
    if kind == Kind.MULTI_CHOICE:
        return _several(definition, value)
    return _moment(value) if kind == Kind.DATE_TIME else value


def _several(definition: CustomField, text: str) -> list[str]:
    known = {folded(label): item for item, label in kinds.options(definition)}
    known |= {folded(item): item for item in known.values()}
    found = []
    for part in (
        text.replace("，", "、").replace(",", "、").replace("；", "、").replace(";", "、").split("、")
    ):
        if not clean(part):
            continue
        if folded(part) not in known:
            raise CellError(
                _("“%(value)s” is not among the choices: %(choices)s.")
                % {
                    "value": part[:40],
                    "choices": listed(label for _item, label in kinds.options(definition)),
                }
            )
        found.append(known[folded(part)])
    return list(dict.fromkeys(found))


def _moment(text: str) -> datetime:
    try:
        found = parse_datetime(text.replace("/", "-").replace("T", " "))
    except ValueError:
        found = None
    if found is None:
        raise CellError(
            _("“%(value)s” is no date and time. Write it as 2026-11-21 09:30.") % {"value": text[:40]}
        )
    return found if timezone.is_aware(found) else timezone.make_aware(found)


# -- steps of an import --------------------------------------------------------------------------------
def resolve(importer: Any, rows: list[Any]) -> list[Any]:
    """Find the people and customers that cells name, all of a batch at once; refuse what nobody is."""
    refused: set[int] = set()
    for definition in definitions.of_model(importer.model):
        if definition.kind not in kinds.REFERENCES or definition.key not in importer.mapped:
            continue
        texts = {
            row.values[definition.key] for row in rows if isinstance(row.values.get(definition.key), str)
        }
        known = _known(definition, texts, importer.by)
        for row in rows:
            text = row.values.get(definition.key)
            if not isinstance(text, str):
                continue
            found = known.get(folded(text), set())
            if len(found) == 1:
                row.values[definition.key] = next(iter(found))
                continue
            message = (
                _("Several are called “%(value)s”. Give the number.")
                if found
                else _("Nobody and nothing within your reach is called “%(value)s”.")
            )
            importer.refuse(row, definition.key, message % {"value": text[:40]})
            refused.add(row.number)
    return [row for row in rows if row.number not in refused]


def _known(definition: CustomField, texts: set[str], user: Any) -> dict[str, set[int]]:
    """Folded name or number → ids within the user's reach."""
    if not texts:
        return {}
    rows = kinds.reachable(definition, user)
    ways = ("name", "username", "employee__no") if definition.kind == Kind.PERSON else ("name", "code")
    known: dict[str, set[int]] = {}
    for way in ways:
        for pk, word in rows.filter(**{f"{way}__in": texts}).values_list("pk", way):
            known.setdefault(folded(word), set()).add(pk)
    return known


def assign(obj: Any, row: Any, definition_keys: dict[str, CustomField]) -> bool:
    """Lay the row's custom values on the record; a new one begins with the defaults. Whether anything changed."""
    values = {
        definition.name: kinds.stored(definition, row.values[key])
        for key, definition in definition_keys.items()
        if key in row.values
    }
    if obj.pk is None:
        values = {d.name: default(d) for d in definition_keys.values() if d.key not in row.values} | values
    before = dict(obj.ext or {})
    if all(before.get(name) == value for name, value in values.items()):
        return False
    lay_on(obj, values)
    return True


def refuse_taken(importer: Any, rows: list[Any], found: dict[int, Any]) -> None:
    """Refuse rows whose unique value another record or an earlier row of the file holds."""
    for definition in definitions.of_model(importer.model):
        if not definition.is_unique:
            continue
        wanted = {
            row.number: unique.word(definition, kinds.stored(definition, row.values[definition.key]))
            for row in rows
            if row.values.get(definition.key) not in (None, "") and row.number not in importer.refused
        }
        holders = unique.holders(definition, set(wanted.values()))
        for row in rows:
            if row.number not in wanted:
                continue
            value, known = wanted[row.number], found.get(row.number)
            first = importer.seen.setdefault(hash((definition.key, value)), row.number)
            holder = holders.get(value)
            if first != row.number or (holder is not None and holder != getattr(known, "pk", None)):
                importer.refuse(row, definition.key, unique.taken_message(definition))


__all__ = ["assign", "fields_of", "import_field", "refuse_taken", "resolve"]
