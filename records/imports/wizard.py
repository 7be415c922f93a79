"""What the wizard's pages show: a file's columns with their samples and guesses, and refusals by row."""

from collections.abc import Mapping as Given
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from ..models import ImportRow, ImportRun
from .importer import IMPORTERS, Importer
from .mapping import Mapping, MappingError
from .source import samples

SHOWN = 200


@dataclass
class ColumnChoice:
    """One column of the file: its heading, what stands in its first rows, the field chosen for it."""

    place: int
    heading: str
    samples: list[str]
    chosen: str = ""
    more: list[str] = field(default_factory=list)


@dataclass
class FixedChoice:
    """A field that no column fills and that may have one value for all rows."""

    name: str
    label: str
    is_required: bool
    value: str
    choices: list[tuple[str, str]]
    note: str


@dataclass
class Refusal:
    number: int
    label: str
    value: str
    reason: str


def column_choices(run: ImportRun, mapping: Mapping) -> list[ColumnChoice]:
    header, rows = samples(run.file.path, run.sheet, 3)
    choices = []
    for place, heading in enumerate(header):
        shown = [cells[place][:60] for _number, cells in rows if place < len(cells) and cells[place].strip()]
        names = mapping.columns.get(place, [])
        choices.append(ColumnChoice(place, heading, shown, names[0] if names else "", names[1:]))
    return choices


def fixed_choices(importer: type[Importer], user: Any, mapping: Mapping) -> list[FixedChoice]:
    """Required fields that no column fills come first, then those with choices or references."""
    filled = {name for names in mapping.columns.values() for name in names}
    choices = []
    for entry in importer.fields_for(user):
        if entry.name in filled or entry.part:
            continue
        if not (
            entry.is_required
            or entry.choices
            or entry.kind in {"reference", "yes_no"}
            or entry.name in mapping.fixed
        ):
            continue
        options = list((entry.choices() if entry.choices else {}).items())
        if entry.kind == "yes_no":
            options = [("yes", _("yes")), ("no", _("no"))]
        choices.append(
            FixedChoice(
                entry.name,
                str(entry.label),
                entry.is_required,
                mapping.fixed.get(entry.name, ""),
                [(str(value), str(label)) for value, label in options],
                str(entry.note),
            )
        )
    return sorted(choices, key=lambda choice: not choice.is_required)


def mapping_from_post(data: Given[str, str], importer: type[Importer], user: Any, width: int) -> Mapping:
    """What was chosen on the page; refuses a field chosen twice."""
    known = {entry.name: entry for entry in importer.fields_for(user)}
    mapping = Mapping()
    for place in range(width):
        name = data.get(f"column-{place}", "")
        if not name or name not in known:
            continue
        taken = mapping.place_of(name)
        if taken is not None:
            raise MappingError(
                _("%(field)s is chosen for column %(first)d and column %(second)d. Choose one of them.")
                % {"field": known[name].label, "first": taken + 1, "second": place + 1}
            )
        mapping.columns[place] = [name]
    for name in known:
        value = data.get(f"fixed-{name}", "").strip()
        if value and mapping.place_of(name) is None:
            mapping.fixed[name] = value
    return mapping


def refusals(run: ImportRun, outcome: str = ImportRow.Outcome.REJECTED) -> list[Refusal]:
    """The first refused rows (or those with a warning), with the names of their columns as the reader knows them."""
    labels = {
        (importer.model._meta.label_lower, entry.name): str(entry.label)
        for importer in IMPORTERS.values()
        for entry in importer.fields()
    }
    found = run.rows.filter(outcome=outcome).order_by("number", "id")[:SHOWN]
    return [
        Refusal(
            row.number,
            labels.get((row.model, row.field), row.field),
            row.before.get("value", ""),
            row.message,
        )
        for row in found
    ]
