"""The settings of statements that an administrator may change."""

from django.utils.translation import gettext_lazy as _

from records import parameters

STATEMENT_LINK_DAYS = "orders.statement_link_days"


def declare() -> None:
    parameters.declare(
        parameters.Declaration(
            STATEMENT_LINK_DAYS,
            _("A link to a statement is open for so long"),
            "integer",
            30,
            least=1,
            most=365,
            unit=_("days"),
        ),
    )
