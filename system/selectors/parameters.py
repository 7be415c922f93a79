"""Parameters as administrators look at them: grouped, with what is in force, who set it and what it was before."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Max
from django.utils.translation import override

from core import pinyin
from records import parameters
from records.models import Parameter
from records.parameter_kinds import MINUTES, UNITS
from records.parameters import Declaration

LANGUAGES = ("zh-hans", "en")


@dataclass
class Line:
    """One parameter on the page; `typed` is what stands in its control."""

    declaration: Declaration
    version: int = 0
    stored: Any = None
    last: Any = None
    typed: str | None = None
    refusal: str = ""
    saved: bool = False
    is_found: bool = True

    @property
    def code(self) -> str:
        return self.declaration.code

    @property
    def id(self) -> str:
        return f"p-{self.code.replace('.', '-')}"

    @property
    def value(self) -> Any:
        if self.stored is None:
            return self.declaration.default
        try:
            return self.declaration.form.load(self.stored)
        except (TypeError, ValueError):
            return self.declaration.default

    @property
    def differs(self) -> bool:
        return bool(self.value != self.declaration.default)

    @property
    def shown(self) -> str:
        return self.declaration.show(self.value)

    @property
    def default(self) -> str:
        return self.declaration.show(self.declaration.default)

    @property
    def control(self) -> str:
        return self.declaration.form.control

    @property
    def text(self) -> str:
        return self.declaration.form.write(self.value) if self.typed is None else self.typed

    @property
    def figure(self) -> str:
        return self.text.partition(" ")[0]

    @property
    def units(self) -> list[tuple[str, Any, bool]]:
        chosen = self.text.partition(" ")[2]
        return [(name, UNITS[name], name == chosen) for name in MINUTES]

    @property
    def choices(self) -> list[tuple[str, Any, bool]]:
        return [(value, label, value == self.text) for value, label in self.declaration.choices]

    @property
    def words(self) -> str:
        """What the page's search looks in: both languages, the code, and the sounds of the Chinese name."""
        texts = [self.code]
        for language in LANGUAGES:
            with override(language):
                label = str(self.declaration.label)
                texts += [label, str(self.declaration.help), str(self.declaration.group)]
                if language == "zh-hans":
                    texts += [pinyin.full(label), pinyin.initials(label)]
        return " ".join(dict.fromkeys(texts)).lower()


@dataclass
class Group:
    label: Any
    lines: list[Line] = field(default_factory=list)

    @property
    def is_found(self) -> bool:
        return any(line.is_found for line in self.lines)


@dataclass(frozen=True)
class Change:
    """One line of a parameter's history."""

    at: Any
    who: Any
    before: str
    after: str
    to_default: bool


def grouped(asked: str = "") -> list[Group]:
    """Every declared parameter; what does not hold all the words asked for is marked as not found."""
    rows = {row.code: row for row in Parameter.objects.all()}
    newest = _changes().order_by().values("id").annotate(last=Max("history_id")).values("last")
    last = {entry.code: entry for entry in _changes().filter(pk__in=newest)}
    words = asked.lower().split()
    groups: dict[str, Group] = {}
    for declaration in parameters.DECLARED.values():
        line = _line(declaration, rows.get(declaration.code), last.get(declaration.code))
        line.is_found = all(word in line.words for word in words)
        groups.setdefault(str(declaration.group), Group(declaration.group)).lines.append(line)
    return list(groups.values())


def line_of(declaration: Declaration) -> Line:
    row = Parameter.objects.filter(code=declaration.code).first()
    last = _changes().filter(code=declaration.code).first()
    return _line(declaration, row, last)


def changes_of(declaration: Declaration) -> list[Change]:
    """Who set it to what, the newest first."""
    entries = list(_changes().filter(code=declaration.code)[:200])
    values = [Line(declaration, stored=entry.value) for entry in entries]
    older = [*values[1:], Line(declaration)]
    return [
        Change(entry.history_date, entry.history_user, before.shown, now.shown, entry.value is None)
        for entry, now, before in zip(entries, values, older, strict=False)
    ]


def _line(declaration: Declaration, row: Parameter | None, last: Any) -> Line:
    if row is None:
        return Line(declaration)
    return Line(declaration, version=row.version, stored=row.value, last=last)


def _changes() -> Any:
    """The history of all parameters without the rows' own beginnings, the newest first."""
    found = Parameter.history.exclude(history_type="+", value__isnull=True)  # type: ignore[attr-defined]
    return found.select_related("history_user").order_by("-history_date", "-history_id")
