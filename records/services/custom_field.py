"""The verbs of custom fields. What rows hold is never lost: a field in use keeps its kind and is not deleted."""

import re
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from accounts.models import FieldPolicy
from core import actions, jobs, pinyin, stamps
from core.errors import DomainError
from core.locking import locked_row
from core.models import Job

from .. import search
from ..custom import definitions, kinds, unique
from ..models import CustomField, CustomValue
from ..record_type import RECORD_TYPES

Kind = CustomField.Kind
LINE = re.compile(r"^(?P<labels>[^\[\]]+?)(?:\[(?P<value>[a-z0-9_]+)\])?$")
BATCH = 500


def takers() -> list[tuple[str, Any]]:
    """The record types that take custom fields."""
    return [(name, record.label_plural) for name, record in RECORD_TYPES.items() if definitions.takes(record)]


def create_custom_field(field: CustomField, *, by: Any) -> CustomField:
    with transaction.atomic():
        check(field)
        field.name = free_name(field)
        field.save()
        stamps.renew(stamps.CUSTOM_FIELDS)
        actions.record("records.custom_field_created", field, by=by, record_type=field.record_type)
    return field


def update_custom_field(field: CustomField, *, by: Any) -> CustomField:
    with transaction.atomic():
        before = locked_row(CustomField, field.pk)
        field.name, field.record_type = before.name, before.record_type
        check(field, before)
        field.version = before.version + 1
        field.save()
        stamps.renew(stamps.CUSTOM_FIELDS)
        if field.is_unique != before.is_unique:
            _claim_all(field)
        if (field.is_searchable and field.is_active) != (before.is_searchable and before.is_active):
            jobs.start("records.reindex", by=by, record=field.record_type)
        actions.record("records.custom_field_changed", field, by=by, record_type=field.record_type)
    return field


def delete_custom_field(field: CustomField, *, by: Any) -> None:
    """Only where no record has a value, those in the recycle bin included."""
    with transaction.atomic():
        if is_used(field):
            raise DomainError(
                _("Records hold values in “%(field)s”. Switch it off instead: the values are kept.")
                % {"field": field},
                code="in_use",
            )
        stamps.renew(stamps.CUSTOM_FIELDS)
        actions.record("records.custom_field_deleted", field, by=by, record_type=field.record_type)
        field.delete()


def is_used(field: CustomField) -> bool:
    return bool(field.pk) and holding(field).exists()


def holding(field: CustomField) -> models.QuerySet[Any]:
    """The rows that have a value."""
    model = RECORD_TYPES[field.record_type].model
    return model._base_manager.filter(ext__has_key=field.name)


def check(field: CustomField, before: CustomField | None = None) -> None:
    """Refuse what cannot work, with the form's field at fault."""
    record = RECORD_TYPES.get(field.record_type)
    if record is None or not definitions.takes(record):
        raise DomainError(_("This record type takes no custom fields."), "no_such_type", "record_type")
    if before is not None and before.kind != field.kind and is_used(before):
        raise DomainError(
            _(
                "Records hold values of the kind “%(kind)s”. Make a new field of the other kind and switch this one off."
            )
            % {"kind": before.get_kind_display()},
            "in_use",
            "kind",
        )
    if (
        before is not None
        and field.kind in kinds.NUMBERS
        and field.decimals < before.decimals
        and is_used(before)
    ):
        raise DomainError(_("Records hold values with more decimals."), "in_use", "decimals")
    if field.decimals > 6:
        raise DomainError(_("At most six decimals."), "too_many", "decimals")
    named = any(choice.get("is_active", True) for choice in field.choices)
    if field.kind in kinds.CHOICES and not field.dictionary_id and not named:
        raise DomainError(_("Give the choices, one a line, or a dictionary."), "required", "choices_text")
    if field.is_unique and field.kind not in kinds.UNIQUE:
        raise DomainError(_("Values of this kind cannot be unique."), "not_unique", "is_unique")
    if field.is_searchable and field.kind not in kinds.TEXTS:
        raise DomainError(_("Only texts are found by search."), "not_text", "is_searchable")
    if field.is_searchable and _is_closed(record, field):
        raise DomainError(
            _("Some roles do not read this field, and a hit would tell. Change the field policy first."),
            "closed_field",
            "is_searchable",
        )
    _check_default(field)
    for name in ("visible", "read_only"):
        _check_condition(record, field, name)


def _is_closed(record: Any, field: CustomField) -> bool:
    app_label, model = record.model._meta.label_lower.split(".")
    policies = FieldPolicy.objects.filter(entity__app_label=app_label, entity__model=model, field=field.key)
    return bool(field.name) and policies.exclude(mode__in=["writable", "read_only", "new_only"]).exists()


def _check_default(field: CustomField) -> None:
    if not field.default:
        return
    if field.kind in kinds.REFERENCES or field.is_unique:
        raise DomainError(_("A field of this kind has no default."), "no_default", "default")
    from ..custom.importing import import_field

    try:
        import_field(field).read(field.default)
    except ValueError as refusal:
        raise DomainError(str(refusal), "bad_default", "default") from None


def _check_condition(record: Any, field: CustomField, name: str) -> None:
    other, test = getattr(field, f"{name}_field"), getattr(field, f"{name}_test")
    if not other and not test:
        return
    if not other or not test:
        raise DomainError(
            _("A condition takes a field and a test."), "incomplete", f"{name}_{'test' if other else 'field'}"
        )
    if other == field.key or other not in dict(condition_fields(record)):
        raise DomainError(
            _("Choose another field of the same record type."), "no_such_field", f"{name}_field"
        )
    setattr(field, f"{name}_value", _stored_word(record, other, getattr(field, f"{name}_value")))


def _stored_word(record: Any, name: str, word: str) -> str:
    """What records store of a choice that is given by its name, in whichever language."""
    custom = definitions.keyed(definitions.of(record.name)).get(name)
    if custom is not None:
        if custom.dictionary_id:
            labels = {label: item for item, label in kinds.option_labels(custom).items()}
        else:
            labels = {c[key]: c["value"] for c in custom.choices for key in ("zh", "en") if c.get(key)}
    else:
        asked = getattr(record.form.base_fields.get(name), "choices", None)
        labels = {str(label): str(item) for item, label in asked or () if isinstance(asked, list)}
    return labels.get(word.strip(), word.strip())


def condition_fields(record: Any) -> list[tuple[str, str]]:
    """The fields that a condition may ask: those of the record's form and its custom ones."""
    own = [
        (name, str(field.label or name))
        for name, field in record.form.base_fields.items()
        if name != "read_version" and not field.widget.is_hidden and not hasattr(field, "max_files")
    ]
    return [*own, *((item.key, item.label) for item in definitions.of(record.name))]


# -- names and choices ---------------------------------------------------------------------------------
def free_name(field: CustomField) -> str:
    """A name that was never used on this record type, made of the label: letters and digits, a letter first."""
    stem = _slug(field.label_en) or _slug(pinyin.full(field.label_zh)) or "field"
    if not stem[0].isalpha() or stem in models.JSONField().get_lookups():
        stem = f"field{stem}"
    taken = set(CustomField.objects.filter(record_type=field.record_type).values_list("name", flat=True))
    past = CustomField.history.filter(record_type=field.record_type).values_list("name", flat=True)  # type: ignore[attr-defined]
    taken |= set(past)
    name, number = stem, 2
    while name in taken:
        name, number = f"{stem}{number}", number + 1
    return name


def _slug(text: str) -> str:
    return "".join(c for c in text.lower() if c.isascii() and c.isalnum())[:30]


def parse_choices(text: str, known: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Lines `中文 | English [stored]` as choices; what a line no longer names is retired, so that values keep a name."""
    found: list[dict[str, Any]] = []
    by_label = {choice["zh"]: choice["value"] for choice in known}
    for line in filter(None, map(str.strip, text.replace("｜", "|").splitlines())):
        match = LINE.match(line)
        labels = [part.strip() for part in match["labels"].split("|")] if match else []
        if not labels or not labels[0] or len(labels) > 2:
            raise DomainError(
                _("Write one choice a line: 中文 | English. “%(line)s” is none.") % {"line": line[:60]},
                "bad_choice",
                "choices_text",
            )
        english = labels[1] if len(labels) == 2 else ""
        value = (
            (match and match["value"])
            or by_label.get(labels[0])
            or _slug(english)
            or _slug(pinyin.full(labels[0]))
        )
        taken = {choice["value"] for choice in found}
        if labels[0] in {choice["zh"] for choice in found}:
            raise DomainError(
                _("“%(line)s” stands there twice.") % {"line": labels[0]}, "twice", "choices_text"
            )
        stem, number = value or "choice", 2
        value = stem
        while value in taken:
            value, number = f"{stem}{number}", number + 1
        found.append({"value": value, "zh": labels[0], "en": english, "is_active": True})
    named = {choice["value"] for choice in found}
    return found + [{**choice, "is_active": False} for choice in known if choice["value"] not in named]


def choices_text(choices: list[dict[str, Any]]) -> str:
    """The choices in use as lines to edit."""
    return "\n".join(
        f"{choice['zh']}{' | ' + choice['en'] if choice.get('en') else ''} [{choice['value']}]"
        for choice in choices
        if choice.get("is_active", True)
    )


# -- rows ----------------------------------------------------------------------------------------------
def _claim_all(field: CustomField) -> None:
    """Claim what rows hold where the field becomes unique; refuse where two hold the same."""
    CustomValue.objects.filter(field=field).delete()
    if not field.is_unique:
        return
    rows = list(holding(field).order_by("pk"))
    seen: dict[str, Any] = {}
    for row in rows:
        if getattr(row, "is_deleted", False):
            continue
        value = unique.word(field, kinds.held(field, row))
        if value in seen:
            raise DomainError(
                _("“%(value)s” stands in several records. Make the values differ first.") % {"value": value},
                "duplicate",
                "is_unique",
            )
        seen[value] = row
    for start in range(0, len(rows), BATCH):
        unique.claim_many(type(rows[0]), rows[start : start + BATCH])


@jobs.handler("records.reindex")
def reindex(job: Job) -> None:
    """Write the search words of all records of a type anew; may be done twice."""
    model = RECORD_TYPES[job.arguments["record"]].model
    done, last = 0, 0
    while rows := list(model._base_manager.filter(pk__gt=last).order_by("pk")[:BATCH]):
        last = rows[-1].pk
        search.index_many(model, [row for row in rows if not getattr(row, "is_deleted", False)])
        done += len(rows)
        jobs.progress(job, done)


__all__ = [
    "check", "choices_text", "condition_fields", "create_custom_field", "delete_custom_field", "free_name", "is_used",
    "parse_choices", "takers", "update_custom_field",
]  # fmt: skip
