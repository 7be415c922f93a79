"""Which column of a file fills which field, and what is the same for all rows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from core.errors import DomainError
from core.joining import listed

from .fields import ImportField, folded
from .row import Row


class MappingError(DomainError):
    """A mapping that cannot be used, with the column or field at fault."""

    def __init__(self, message: str) -> None:
        super().__init__(message, code="mapping")


@dataclass
class Mapping:
    """`columns`: place of a column → fields it fills. `fixed`: field → text for every row.

    Where several columns fill one field, the first that is not empty counts.
    """

    columns: dict[int, list[str]] = field(default_factory=dict)
    fixed: dict[str, str] = field(default_factory=dict)

    @property
    def fields(self) -> set[str]:
        return {name for names in self.columns.values() for name in names} | set(self.fixed)

    def row(self, number: int, cells: list[str]) -> Row:
        texts = dict(self.fixed)
        for place, names in self.columns.items():
            text = cells[place] if place < len(cells) else ""
            if text:
                for name in names:
                    if not texts.get(name) or texts[name].strip() in {"", "NULL"}:
                        texts[name] = text
        return Row(number, cells, texts)

    def stored(self) -> dict[str, Any]:
        return {"columns": {str(place): names for place, names in self.columns.items()}, "fixed": self.fixed}

    @classmethod
    def from_stored(cls, data: dict[str, Any]) -> "Mapping":
        columns = {int(place): list(names) for place, names in data.get("columns", {}).items()}
        return cls(columns, dict(data.get("fixed", {})))

    def place_of(self, name: str) -> int | None:
        return next((place for place, names in self.columns.items() if name in names), None)


def headings(cells: Sequence[str]) -> list[str]:
    """The file's headings, each with a name of its own."""
    seen: dict[str, int] = {}
    names = []
    for place, cell in enumerate(cells):
        name = " ".join(cell.split()) or _("column %(number)d") % {"number": place + 1}
        seen[name] = seen.get(name, 0) + 1
        names.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return names


def guess(header: Sequence[str], fields: Iterable[ImportField]) -> Mapping:
    """The mapping that the headings suggest: by name, label in any language and alias; each field once.

    Aliases count in their order, so a heading that fits better wins over one that came first.
    """
    places = {place: folded(name) for place, name in enumerate(header)}
    wanted: list[tuple[int, int, str, str]] = []
    for order, entry in enumerate(fields):
        for rank, word in enumerate(_spellings(entry)):
            wanted.append((rank, order, word, entry.name))
    mapping = Mapping()
    taken: set[str] = set()
    for _rank, _order, word, name in sorted(wanted):
        if name in taken:
            continue
        place = next(
            (p for p, heading in places.items() if heading == word and p not in mapping.columns), None
        )
        if place is not None:
            mapping.columns[place] = [name]
            taken.add(name)
    return mapping


def _spellings(entry: ImportField) -> list[str]:
    words = [entry.name]
    for code, _language in settings.LANGUAGES:
        with translation.override(code):
            words.append(str(entry.label))
    words += entry.aliases
    return list(dict.fromkeys(folded(word) for word in words if word))


def from_json(data: Any, header: Sequence[str], fields: Sequence[ImportField]) -> Mapping:
    """A mapping file: {"column": "field", "column": ["field", "field"], "column": null, "field": {"value": "text"}}.

    Where it names columns, only those are read; where it gives nothing but fixed values, headings are guessed.
    """
    if not isinstance(data, dict):
        raise MappingError(_('The mapping file must hold one JSON object: {"column": "field", …}.'))
    known = {entry.name for entry in fields}
    places = {name: place for place, name in enumerate(header)}
    loose = {folded(name): place for place, name in enumerate(header)}
    mapping = Mapping()
    names_columns = False
    for key, target in data.items():
        if isinstance(target, dict):
            _take_fixed(mapping, key, target, known)
            continue
        place = places.get(key, loose.get(folded(key)))
        if place is None and key in known and isinstance(target, str) and target in places:
            place, target = places[target], key  # written the other way round
        if place is None:
            raise MappingError(
                _("The file has no column “%(column)s”. Its columns: %(columns)s.")
                % {"column": key, "columns": listed(header[:30])}
            )
        names_columns = True
        for name in [target] if isinstance(target, str) else target or []:
            if name not in known:
                raise MappingError(_unknown(name, known))
            mapping.columns.setdefault(place, []).append(name)
    if not names_columns:
        mapping.columns = {
            place: names
            for place, names in guess(header, fields).columns.items()
            if not set(names) & set(mapping.fixed)
        }
    return mapping


def _take_fixed(mapping: Mapping, key: str, target: dict[str, Any], known: set[str]) -> None:
    if key not in known:
        raise MappingError(_unknown(key, known))
    value = target.get("value")
    if set(target) != {"value"} or isinstance(value, dict | list):
        raise MappingError(_('The fixed value of “%(field)s” is written {"value": "text"}.') % {"field": key})
    mapping.fixed[key] = "" if value is None else str(value)


def _unknown(name: Any, known: set[str]) -> str:
    return _("There is no field “%(field)s”. Fields: %(fields)s.") % {
        "field": name,
        "fields": ", ".join(sorted(known)),
    }


def check_complete(
    mapping: Mapping,
    fields: Iterable[ImportField],
    header: Sequence[str],
    mode: str,
    key_names: Sequence[str] = (),
) -> None:
    """Refuse a mapping that fills nothing, or lacks what every row must have.

    A file that only changes known records needs their key alone, and the record that they belong to.
    """
    if not mapping.columns:
        raise MappingError(
            _("No column of the file fits a field. Its columns: %(columns)s.")
            % {"columns": listed(header[:30])}
        )
    missing = [entry for entry in fields if entry.is_required and entry.name not in mapping.fields]
    if mode != "create" and (mode == "update" or mapping.fields & set(key_names)):
        missing = [entry for entry in missing if entry.kind == "reference"]
    if missing:
        raise MappingError(
            _("No column fills %(fields)s. Map one, or give a value for all rows.")
            % {"fields": listed(str(entry.label) for entry in missing)}
        )
