"""The settings of prices and stock that an administrator may change."""

from django.utils.translation import gettext_lazy as _

from records import parameters

STALE_HOURS = "catalog.stock_stale_hours"
FX_MAX_AGE = "catalog.fx_max_age_days"
LARGEST_QUANTITY = "catalog.largest_quantity"


def declare() -> None:
    parameters.declare(
        parameters.Declaration(
            STALE_HOURS,
            _("Hours after which stock figures are called old"),
            "integer",
            24,
            check=lambda value: 1 <= value <= 8760,
        ),
        parameters.Declaration(
            FX_MAX_AGE,
            _("Days for which an exchange rate may be used"),
            "integer",
            31,
            check=lambda value: 0 <= value <= 3660,
        ),
        parameters.Declaration(
            LARGEST_QUANTITY,
            _("Largest quantity that a price is given for"),
            "integer",
            10_000_000,
            check=lambda value: 1 <= value <= 99_999_999_999,
        ),
    )
