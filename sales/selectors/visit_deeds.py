"""What is next to be done with a visit, and by whom: its one button on the homepage, in lists and on its page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core import clock
from core.brief import briefly

from .. import visit_states as states
from ..models import Visit
from ..querysets import day_bounds

SHOWN = 8
STALE_DAYS = 14


@dataclass(frozen=True)
class Deed:
    """`is_posted`: done by the button itself, else a page that asks."""

    name: str
    label: Any
    icon: str
    url: str
    is_posted: bool = False
    takes_position: bool = False


def next_deed(visit: Visit, user: Any) -> Deed | None:
    """The one thing that its owner does next; None for others, and where nothing is left to do."""
    if visit.owner_id != user.pk:
        return None
    if visit.status == states.DRAFT and visit.is_planned:
        return Deed("plan", _("Plan"), "calendar-due", _url("plan", visit))
    if visit.status == states.PLANNED and visit.needs_check_in:
        label = _("Check in") if visit.has_place else _("Begin")
        return Deed("check_in", label, "map-pin", _url("check_in", visit), True, visit.has_place)
    if visit.status == states.CHECKED_IN:
        label = _("Check out") if visit.has_place else _("End")
        return Deed("check_out", label, "logout", _url("check_out", visit), True, visit.has_place)
    is_over = visit.status == states.PLANNED and visit.planned_start <= clock.now()
    if visit.status in {states.CHECKED_OUT, states.RETURNED} or is_over:
        return Deed("write", _("Write up"), "writing", _url("write", visit))
    return None


def _url(name: str, visit: Visit) -> str:
    return reverse(f"sales:visit_{name}", args=[visit.pk])


@dataclass(frozen=True)
class Line:
    visit: Visit
    deed: Deed | None


def days_visits(user: Any) -> Any:
    """Today's visits of one person, and what he left unfinished before."""
    start, end = day_bounds(clock.today())
    begun = Q(
        status__in=["checked_in", "checked_out", "returned"],
        planned_start__gte=start - timedelta(days=STALE_DAYS),
    )
    planned = Q(planned_start__gte=start, planned_start__lt=end) & ~Q(
        status__in=["rescheduled", "cancelled", "draft"]
    )
    return Visit.objects.mine(user).filter(planned | begun, planned_start__lt=end)


def lines_for_today(user: Any) -> list[Line]:
    """The same in their order, each with its one button."""
    rows = briefly(days_visits(user), "customer").order_by("planned_start", "pk")
    return lines(rows[:SHOWN], user)


def lines(visits: Iterable[Visit], user: Any) -> list[Line]:
    return [Line(visit, next_deed(visit, user)) for visit in visits]
