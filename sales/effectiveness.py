"""When a visit counts as effective: seven clauses, decided in one place, with the reasons where it does not.

1. a visit at the customer's was checked in to within the radius of his place, or its leader has approved why not;
   a customer at ours and a video meeting know no place, a phone appointment never counts; 2. it lasted long enough;
3. somebody whom we know was met; 4. the minutes say enough, with a result and a next step; 5. they were handed in
in time; 6. the review has not rejected it; 7. the same rep counts at the same unit once a day.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

PHONE, NO_CHECK_IN, NO_PLACE, OUTSIDE, SHORT = "phone", "no_check_in", "no_place", "outside", "short"
NOBODY, THIN, NO_RESULT, NO_STEP = "nobody", "thin", "no_result", "no_step"
LATE, REJECTED, AGAIN = "late", "rejected", "again"
REASONS: dict[str, Any] = {
    PHONE: _("a phone appointment is no visit"),
    NO_CHECK_IN: _("nobody checked in or out"),
    NO_PLACE: _("the place was not proven: no position, or the customer's place is unknown"),
    OUTSIDE: _("checked in outside the radius"),
    SHORT: _("the stay was too short"),
    NOBODY: _("nobody of the customer was met"),
    THIN: _("the minutes are too short"),
    NO_RESULT: _("the result is missing"),
    NO_STEP: _("the next step or its day is missing"),
    LATE: _("the minutes came too late"),
    REJECTED: _("rejected at the review"),
    AGAIN: _("another visit to the same unit counts on this day"),
}


@dataclass(frozen=True)
class Rule:
    """What administrators may set of the clauses."""

    least_minutes: int = 20
    least_characters: int = 50
    within: timedelta = timedelta(hours=24)


@dataclass(frozen=True)
class Held:
    """What is known of a visit that was held; `is_within_radius` is None where no place could be compared."""

    kind: str
    is_within_radius: bool | None = None
    is_excused: bool = False
    stay_minutes: int | None = None
    people_met: int = 0
    summary: str = ""
    result: str = ""
    has_next_step: bool = False
    took_to_submit: timedelta | None = None
    is_rejected: bool = False
    counts_already: bool = False


def reasons_against(held: Held, rule: Rule = Rule()) -> list[str]:
    """The clauses that a visit misses, by their codes, in the order of the clauses; empty: it is effective."""
    found = []
    if held.kind == "phone":
        found.append(PHONE)
    if held.kind == "onsite" and not held.is_within_radius and not held.is_excused:
        found.append(NO_PLACE if held.is_within_radius is None else OUTSIDE)
    if held.stay_minutes is None:
        found.append(NO_CHECK_IN)
    elif held.stay_minutes < rule.least_minutes:
        found.append(SHORT)
    if held.people_met < 1:
        found.append(NOBODY)
    if written_length(held.summary) < rule.least_characters:
        found.append(THIN)
    if not held.result.strip():
        found.append(NO_RESULT)
    if not held.has_next_step:
        found.append(NO_STEP)
    if held.took_to_submit is None or held.took_to_submit > rule.within:
        found.append(LATE)
    if held.is_rejected:
        found.append(REJECTED)
    if held.counts_already:
        found.append(AGAIN)
    return found


def written_length(text: str) -> int:
    """Characters that say something: blanks and line breaks fill no minutes."""
    return len("".join(text.split()))


def labels(codes: list[str]) -> list[str]:
    return [str(REASONS[code]) for code in codes if code in REASONS]
