"""The time-driven work of this app: when it runs and what it calls."""

from django.utils.translation import gettext_lazy as _

from core.schedule import scheduled

from .services.visit_minutes import mark_missed_visits
from .services.visit_presence import forget_points


def schedule_visits() -> None:
    scheduled("mark_missed_visits", _("Mark visits that were missed"), hour="8", minute="0")(
        mark_missed_visits
    )
    scheduled("forget_visit_points", _("Forget where visits were checked in to"), hour="3", minute="10")(
        forget_points
    )
