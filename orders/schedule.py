"""A line's delivery schedule as people write it: a day and a quantity on each line of a text, in the order of days."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from core.errors import DomainError

Part = tuple[date, Decimal]
MOST_PARTS = 60
WRITTEN = re.compile(r"^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?[\s:,;×x*]+([\d,.]+)$")


def parts_in(text: str) -> list[Part]:
    """The parts of a text; refuses a line that says something else."""
    found = []
    for line in re.split(r"[\n;]", unicodedata.normalize("NFKC", text)):
        if not (line := line.strip()):
            continue
        match = WRITTEN.match(line)
        day = _day(f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}") if match else None
        if match is None or day is None:
            raise _unreadable(line)
        found.append((day, _figure(match[4].replace(",", ""), line)))
    return found


def parts_of(rows: Iterable[Any]) -> list[Part]:
    """The same of what programs send: objects with `due_on` and `quantity`."""
    found = []
    for row in rows:
        if not isinstance(row, dict) or set(row) - {"due_on", "quantity"}:
            raise _unreadable(str(row))
        day = _day(str(row.get("due_on") or ""))
        if day is None:
            raise _unreadable(str(row))
        found.append((day, _figure(str(row.get("quantity") or ""), str(row))))
    return found


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None


def _figure(text: str, line: str) -> Decimal:
    try:
        figure = Decimal(text)
    except InvalidOperation:
        raise _unreadable(line)
    if not figure.is_finite():
        raise _unreadable(line)
    return figure


def _unreadable(line: str) -> DomainError:
    return DomainError(
        _("“%(line)s”: write a day and a quantity on each line, such as 2027-03-01 40.")
        % {"line": line[:40]},
        "bad_schedule",
    )


def written_out(parts: Iterable[Part]) -> str:
    return "\n".join(f"{day.isoformat()} {quantity.normalize():f}" for day, quantity in parts)


def next_due(parts: Sequence[Part], gone: Decimal) -> date | None:
    """The day of the first part that is not wholly covered by what has gone; of the last where all is."""
    reached = Decimal(0)
    for day, quantity in parts:
        reached += quantity
        if reached > gone:
            return day
    return parts[-1][0] if parts else None


def due_by(parts: Sequence[Part], gone: Decimal, until: date) -> Decimal:
    """How much is due until a day and has not gone yet."""
    wanted = sum((quantity for day, quantity in parts if day <= until), Decimal(0))
    return max(wanted - gone, Decimal(0))
