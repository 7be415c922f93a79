"""The settings of contracts that an administrator may change."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from records import parameters

from .models.clause import Mode

REVIEW_DAYS = {mode: f"contracts.review_days_{mode}" for mode in Mode.values}
CEILING_WARNING = "contracts.ceiling_warning"
LABELS = {
    Mode.LOCAL: (_("Time to review a contract on the country's template"), 1),
    Mode.UNIFIED: (_("Time to review a contract on our template"), 2),
    Mode.CUSTOMER: (_("Time to review a contract on the customer's template"), 5),
}


def declare() -> None:
    Declaration = parameters.Declaration
    parameters.declare(
        *(
            Declaration(REVIEW_DAYS[mode], label, "integer", days, least=1, most=60, unit=_("working days"))
            for mode, (label, days) in LABELS.items()
        ),
        Declaration(
            CEILING_WARNING,
            _("Warn when local contracts take up this share of their master contract"),
            "percent",
            Decimal(90),
            least=Decimal(1),
            most=Decimal(100),
        ),
    )


def review_days(mode: Any) -> int:
    days: int = parameters.get(REVIEW_DAYS[mode])
    return days
