"""Two contents compared as people read them: clause by clause, field by field, line by line."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from core.tables import show

from ..models import Contract, PaymentTerm
from ..services.clauses import term_in_words
from ..word_diff import Piece, word_diff

FIELDS = {field.name: field for field in Contract._meta.concrete_fields}
SAME, CHANGED, GONE, NEW = "same", "changed", "gone", "new"
TONES = {SAME: "secondary", CHANGED: "orange", GONE: "red", NEW: "green"}


def said(kind: str) -> str:
    return {SAME: _("the same"), CHANGED: _("changed"), GONE: _("left out"), NEW: _("added")}[kind]


@dataclass(frozen=True)
class Difference:
    """One thing that both sides say, or only one of them; `pieces` is the wording word by word."""

    kind: str
    title: str
    before: str = ""
    after: str = ""
    pieces: list[Piece] = field(default_factory=list)

    @property
    def label(self) -> str:
        return said(self.kind)

    @property
    def tone(self) -> str:
        return TONES[self.kind]


@dataclass(frozen=True)
class Comparison:
    fields: list[Difference]
    lines: list[Difference]
    clauses: list[Difference]
    terms: list[Difference]

    @property
    def is_same(self) -> bool:
        return not any(row.kind != SAME for row in (*self.fields, *self.lines, *self.clauses, *self.terms))


Wording = Mapping[str, Any]


def compare_clauses(before: Sequence[Wording], after: Sequence[Wording]) -> list[Difference]:
    """In the order of `after`, what was left out at the end; a clause is known by its title, else by its source."""
    rest = list(before)
    found = []
    for clause in after:
        old = _taken(rest, lambda row, clause=clause: row["title"] == clause["title"])  # type: ignore[misc]
        if old is None and clause.get("clause"):
            old = _taken(rest, lambda row, clause=clause: row.get("clause") == clause["clause"])  # type: ignore[misc]
        if old is None and clause.get("was"):  # a customer named it anew
            old = _taken(rest, lambda row, clause=clause: row["title"] == clause["was"])  # type: ignore[misc]
        if old is None and "before" in clause:  # wording of his paper that is no clause
            old = {"title": clause["title"], "body": clause["before"]}
        if old is None:
            found.append(Difference(NEW, clause["title"], "", clause["body"], word_diff("", clause["body"])))
            continue
        is_same = old["body"] == clause["body"] and old["title"] == clause["title"]
        title = clause["title"] if old["title"] == clause["title"] else f"{old['title']} → {clause['title']}"
        pieces = word_diff(old["body"], clause["body"])
        found.append(Difference(SAME if is_same else CHANGED, title, old["body"], clause["body"], pieces))
    found += [Difference(GONE, row["title"], row["body"], "", word_diff(row["body"], "")) for row in rest]
    return found


def _taken(rows: list[Any], fits: Any) -> Any:
    place = next((place for place, row in enumerate(rows) if fits(row)), None)
    return rows.pop(place) if place is not None else None


def compare(before: Mapping[str, Any], after: Mapping[str, Any]) -> Comparison:
    """What `after` says otherwise than `before`; of fields, lines and terms only what differs."""
    return Comparison(
        fields=_fields(before.get("fields", {}), after.get("fields", {})),
        lines=_paired(
            {_key(line): line_in_words(line) for line in before.get("lines", [])},
            {_key(line): line_in_words(line) for line in after.get("lines", [])},
        ),
        clauses=[*_frame("opening", before, after), *compare_clauses(before.get("clauses", []), after.get("clauses", [])),
                 *_frame("closing", before, after)],
        terms=_paired(_terms(before), _terms(after)),
    )  # fmt: skip


def _frame(name: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Difference]:
    old, new = str(before.get(name, "")), str(after.get(name, ""))
    label = _("Opening") if name == "opening" else _("Closing of the contract")
    return [] if old == new else [Difference(CHANGED, label, old, new, word_diff(old, new))]


def _fields(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Difference]:
    found = []
    for name in {**before, **after}:
        old, new = before.get(name), after.get(name)
        if old != new:
            shown = field_text(name, old), field_text(name, new)
            label = str(FIELDS[name].verbose_name)
            found.append(Difference(CHANGED, label, *shown, word_diff(*shown)))
    return found


def field_text(name: str, value: Any) -> str:
    choices = dict(FIELDS[name].flatchoices)
    return str(choices[value]) if value in choices else str(show(value)) if value not in (None, "") else "–"


def _key(line: Mapping[str, Any]) -> str:
    return f"{line['place']}"


def line_in_words(line: Mapping[str, Any]) -> str:
    off = f" − {line['discount']} %" if line.get("discount") not in (None, "0") else ""
    place = f" · {line['delivery_place']}" if line.get("delivery_place") else ""
    days = _(", %(days)s days") % {"days": line["lead_days"]} if line.get("lead_days") is not None else ""
    amount = f"{Decimal(line['amount']):,.2f}"
    code = f"{line['code']} " if line.get("code") and line["code"] not in line["what"] else ""
    return f"{code}{line['what']} × {line['quantity']} {line['uom']}, {line['price']}{off} = {amount}{days}{place}"


def _terms(content: Mapping[str, Any]) -> dict[str, str]:
    return {
        str(place): stored_term_in_words(row) for place, row in enumerate(content.get("terms", []), start=1)
    }


def stored_term_in_words(row: Mapping[str, Any]) -> str:
    facts = {
        **row,
        "percent": Decimal(row["percent"]),
        "day": parse_date(row["day"]) if row.get("day") else None,
    }
    return term_in_words(PaymentTerm(**facts))


def _paired(before: Mapping[str, str], after: Mapping[str, str]) -> list[Difference]:
    """By position; only what differs."""
    found = []
    for key in sorted({*before, *after}, key=int):
        old, new = before.get(key, ""), after.get(key, "")
        if old != new:
            kind = NEW if not old else GONE if not new else CHANGED
            found.append(Difference(kind, key, old, new, word_diff(old, new)))
    return found
