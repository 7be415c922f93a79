"""Until when a contract is to be reviewed: so many working days after it was handed over, by its template mode."""

from datetime import datetime, timedelta

from django.utils import timezone

from core import clock
from core.working_time import workdays

from .models import Contract
from .parameters import review_days


def review_due(contract: Contract, since: datetime | None = None) -> datetime:
    """The same time of day, that many working days later; the day on which it was handed over is none of them."""
    left = review_days(contract.template_mode)
    moment = timezone.localtime(since or contract.submitted_at or clock.now())
    day = moment.date()
    worked = workdays(day, day + timedelta(days=left * 3 + 40))
    for later in sorted(worked):
        if later > day and worked[later]:
            left -= 1
            if not left:
                return moment + timedelta(days=(later - day).days)
    return moment + timedelta(days=(max(worked) - day).days)
