"""How many visits each person held in a month, and how many of them were effective; without what was said."""

import re
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from core import clock
from records import gate
from records.views.page import RecordPage

from ..models import Visit
from ..records.visit import VISITS
from ..selectors import visit_rate
from ..selectors.visit_rate import VisitRate


class VisitCounts(RecordPage):
    """A month, person by person; who may read visits comes from each figure to the visits behind it."""

    record = VISITS
    action = "count"
    template = "sales/visit_counts.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        first = month_of(request.GET.get("month", ""))
        after = (first + timedelta(days=32)).replace(day=1)
        last = after - timedelta(days=1)
        people = visit_rate.by_person(first, last, Visit.objects.visible_to(request.user, "count"))
        reads = gate.allowed(request.user, Visit, "view")
        return self.show(
            title=_("Visit counts"),
            first=first,
            lines=[
                {"person": person, "rate": rate, "url": _visits_of(person, first, last) if reads else ""}
                for person, rate in people
            ],
            total=VisitRate(
                *(
                    sum(getattr(rate, name) for _person, rate in people)
                    for name in ("planned", "excused", "unplanned", "effective")
                )
            ),
            earlier=f"{first - timedelta(days=1):%Y-%m}",
            later=f"{after:%Y-%m}" if after <= clock.today() else "",
        )


def month_of(text: str) -> date:
    """The first day of the month of the address; of this month where it names none that has begun."""
    this = clock.today().replace(day=1)
    found = re.fullmatch(r"(2\d{3})-(0[1-9]|1[0-2])", text)
    return min(date(int(found[1]), int(found[2]), 1), this) if found else this


def _visits_of(person: Any, first: date, last: date) -> str:
    asked = {
        "owner": person.pk,
        "planned_start_min": first.isoformat(),
        "planned_start_max": last.isoformat(),
    }
    return f"{reverse('sales:visit_list')}?{urlencode(asked)}"
