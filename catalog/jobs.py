"""The time-driven work of this app: when it runs and what it calls."""

from django.utils.translation import gettext_lazy as _

from core.schedule import scheduled

from .services.fx import review_fx_clauses
from .services.price_list import expire_price_lists


def schedule_all() -> None:
    scheduled("expire_price_lists", _("Let price lists expire"), hour="0", minute="20")(expire_price_lists)
    scheduled("review_fx_clauses", _("Look at exchange rate clauses"), hour="7", minute="40")(
        review_fx_clauses
    )
