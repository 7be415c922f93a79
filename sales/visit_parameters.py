"""The settings of visits that an administrator may change."""

from django.utils.translation import gettext_lazy as _

from records import parameters
from records.parameters import Declaration

VISIT_MINUTES = "sales.visit_least_minutes"
VISIT_CHARACTERS = "sales.visit_least_characters"
VISIT_HOURS = "sales.visit_minutes_within"
VISIT_AHEAD = "sales.visit_days_ahead"


def declare() -> None:
    parameters.declare(
        Declaration(
            VISIT_MINUTES,
            _("Shortest stay of an effective visit"),
            "integer",
            20,
            least=0,
            most=480,
            unit=_("minutes"),
        ),
        Declaration(
            VISIT_CHARACTERS,
            _("Shortest minutes of an effective visit"),
            "integer",
            50,
            help=_("Characters, without blanks."),
            least=0,
            most=1000,
            unit=_("characters"),
        ),
        Declaration(
            VISIT_HOURS,
            _("Minutes of an effective visit come within"),
            "integer",
            24,
            help=_("Counted from the check-out to the first time they are handed in."),
            least=1,
            most=720,
            unit=_("hours"),
        ),
        Declaration(
            VISIT_AHEAD,
            _("Visits are planned ahead for at most"),
            "integer",
            370,
            least=7,
            most=1000,
            unit=_("days"),
        ),
    )
