"""Dates as people say them: today 14:00, 3 days ago; the caller shows the full value on hover."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import clock

_NEAR = 7  # days; further away the date itself says more


def humanize_day(day: date, today: date | None = None) -> str:
    """Today, tomorrow, in 3 days, 5 days ago; beyond a week the date."""
    distance = (day - (today or clock.today())).days
    if abs(distance) > _NEAR:
        return day.isoformat()
    if distance in (-1, 0, 1):
        return (_("Today"), _("Tomorrow"), _("Yesterday"))[distance]
    if distance > 0:
        return ngettext("in %(count)d day", "in %(count)d days", distance) % {"count": distance}
    return ngettext("%(count)d day ago", "%(count)d days ago", -distance) % {"count": -distance}


def when(moment: datetime, now: datetime | None = None) -> str:
    """The day as people say it; with the time of day from yesterday to tomorrow, and beyond a week."""
    local = timezone.localtime(moment)
    today = timezone.localtime(now or clock.now()).date()
    day = humanize_day(local.date(), today)
    if 1 < abs((local.date() - today).days) <= _NEAR:
        return day
    return f"{day} {local:%H:%M}"
