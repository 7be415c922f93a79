"""What administrators change of the working calendar and the shifts, each with its log; open due times follow.

Upper apps that keep due times name the kind of job that counts them anew (`then`); it is promised in the same
transaction as the change.
"""

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from . import actions, jobs, working_time
from .errors import DomainError
from .models import WorkCalendarDay, WorkShift

LONGEST = 366
LONGEST_NOTE = 60
FIRST_YEAR, LAST_YEAR = 2000, 2100
FOLLOWERS: list[str] = []


def then(kind: str) -> None:
    """Start a job of this kind after each change of working time."""
    FOLLOWERS.append(kind)


def _follow(by: Any) -> None:
    for kind in FOLLOWERS:
        jobs.start(kind, by=by)


def set_days(start: date, end: date, *, is_workday: bool | None, note: str = "", by: Any) -> int:
    """Make the days from `start` to `end` worked or free under a name; None gives them back to Monday to Friday.

    Answers how many days are different now. Refuses a period that ends before it starts, or is longer than a year.
    """
    note = " ".join(note.split())
    if not FIRST_YEAR <= start.year <= end.year <= LAST_YEAR or end < start:
        raise DomainError(_("The period must end after it starts."), "bad_period", "end")
    if (end - start).days >= LONGEST:
        raise DomainError(_("At most a year at once."), "bad_period", "end")
    if len(note) > LONGEST_NOTE:
        raise DomainError(
            _("A name has at most %(most)d characters.") % {"most": LONGEST_NOTE}, "too_long", "note"
        )
    if is_workday is False and not note:
        raise DomainError(_("Say what the days off are for."), "no_name", "note")
    with transaction.atomic():
        known = {
            row.date: row
            for row in WorkCalendarDay.objects.select_for_update().filter(date__range=(start, end))
        }
        changed = 0
        for offset in range((end - start).days + 1):
            day = start + timedelta(days=offset)
            changed += _set_day(day, known.get(day), is_workday, note)
        if changed:
            actions.record(
                "core.calendar_changed",
                None,
                by=by,
                start=start.isoformat(),
                end=end.isoformat(),
                working={True: "yes", False: "no", None: "as usual"}[is_workday],
                note=note,
                days=changed,
            )
            _follow(by)
    return changed


def _set_day(day: date, row: WorkCalendarDay | None, is_workday: bool | None, note: str) -> bool:
    if is_workday is None:
        if row is None:
            return False
        row.delete()
        return True
    if row is None:
        WorkCalendarDay.objects.create(date=day, is_workday=is_workday, note=note)
        return True
    if (row.is_workday, row.note) == (is_workday, note):
        return False
    row.is_workday, row.note = is_workday, note
    row.save()
    return True


def bring_in(year: int, *, by: Any) -> int | None:
    """The published holidays of a year, never over a day of the company's own; None where none are published."""
    with transaction.atomic():
        made = working_time.import_year(year)
        if made:
            actions.record("core.calendar_brought_in", None, by=by, year=year, days=made)
            _follow(by)
    return made


def check_calendar(as_of: date) -> dict[str, Any]:
    """Bring in this year's and next year's holidays as far as they are published."""
    return {str(year): bring_in(year, by=None) for year in (as_of.year, as_of.year + 1)}


def save_shift(shift: WorkShift, *, by: Any) -> WorkShift:
    """Add or change a shift; one that overlaps another on any day is refused."""
    with transaction.atomic():
        list(WorkShift.objects.select_for_update().values_list("pk"))  # two who save at once see each other
        try:
            shift.clean()
        except ValidationError as wrong:
            raise DomainError(" ".join(wrong.messages), "bad_shift") from wrong
        is_new = shift._state.adding
        shift.save()
        verb = "core.shift_added" if is_new else "core.shift_changed"
        actions.record(verb, shift, by=by, shift=str(shift))
        _follow(by)
    return shift


def delete_shift(shift: WorkShift, *, by: Any) -> None:
    with transaction.atomic():
        actions.record("core.shift_deleted", shift, by=by, shift=str(shift))
        shift.delete()
        _follow(by)
