"""The settings of opportunities that an administrator may change."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from records import parameters

REVIEW_FROM = "sales.loss_review_from"
COMMITTED_FROM = "sales.committed_from"
CARDS = "sales.board_cards"


def declare() -> None:
    parameters.declare(
        parameters.Declaration(
            REVIEW_FROM,
            _("Lost opportunities that need a review"),
            "decimal",
            Decimal(1_000_000),
            help=_("From this amount on, and always at key accounts, nobody loses without writing down why."),
            least=Decimal(0),
            unit=_("yuan"),
        ),
        parameters.Declaration(
            COMMITTED_FROM,
            _("Committed in the forecast"),
            "percent",
            Decimal(80),
            help=_("Opportunities with this win probability or a higher one."),
            least=Decimal(0),
            most=Decimal(100),
        ),
        parameters.Declaration(
            CARDS,
            _("Cards a stage shows on the board"),
            "integer",
            20,
            help=_("More come on request."),
            least=5,
            most=100,
        ),
    )
