"""The settings of quotes that an administrator may change."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from records import parameters

JUMP_UP = "sales.quote_jump_up"
JUMP_DOWN = "sales.quote_jump_down"
DRIFT = "sales.quote_drift"
LEAST_MARGIN = "sales.quote_least_margin"
LONGEST_DAYS = "sales.quote_longest_days"
USUAL_DAYS = "sales.quote_usual_days"
FOLLOW_UP_DAYS = "sales.quote_follow_up_days"
LINK_DAYS = "sales.quote_link_days"


def declare() -> None:
    Declaration = parameters.Declaration
    parameters.declare(
        Declaration(
            JUMP_UP,
            _("A price is surely a slip from this multiple of the last deal on"),
            "decimal",
            Decimal(5),
            least=Decimal("1.1"),
            most=Decimal(1000),
        ),
        Declaration(
            JUMP_DOWN,
            _("A price is surely a slip down to this part of the last deal"),
            "decimal",
            Decimal("0.2"),
            least=Decimal(0),
            most=Decimal("0.9"),
        ),
        Declaration(
            DRIFT,
            _("Beyond this distance from the last deal a quote says why"),
            "percent",
            Decimal(15),
            least=Decimal(0),
            most=Decimal(100),
        ),
        Declaration(
            LEAST_MARGIN,
            _("Below this margin a quote needs a special approval"),
            "percent",
            Decimal(10),
            least=Decimal(0),
            most=Decimal(99),
        ),
        Declaration(
            LONGEST_DAYS,
            _("Longest validity of a quote"),
            "integer",
            90,
            least=1,
            most=3650,
            unit=_("days"),
        ),
        Declaration(
            USUAL_DAYS,
            _("Validity that a new quote starts with"),
            "integer",
            30,
            least=1,
            most=3650,
            unit=_("days"),
        ),
        Declaration(
            FOLLOW_UP_DAYS,
            _("A quote is followed up so long after it was sent"),
            "integer",
            3,
            least=0,
            most=365,
            unit=_("days"),
        ),
        Declaration(
            LINK_DAYS,
            _("A link to a quote is open for so long, at most until the quote expires"),
            "integer",
            30,
            least=1,
            most=365,
            unit=_("days"),
        ),
    )
