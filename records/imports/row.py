"""One row of a file on its way in."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Row:
    """`texts` are the cells of the mapped fields, `values` what they mean; empty cells stand in neither.

    `obj` is the record that the row made or met (unsaved in a trial run); `cells` the raw line for the error file.
    """

    number: int
    cells: list[str]
    texts: dict[str, str] = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict)
    obj: Any = None

    def get(self, name: str, default: Any = None) -> Any:
        return self.values.get(name, default)

    def __contains__(self, name: str) -> bool:
        return name in self.values


def part_of(row: Row, names: dict[str, str]) -> Row:
    """The same line seen as a row of another record type; `names`: field there → field here."""
    part = Row(row.number, row.cells)
    for there, here in names.items():
        if here in row.texts:
            part.texts[there] = row.texts[here]
        if here in row.values:
            part.values[there] = row.values[here]
    return part
