"""The working calendar as a year: days made free or worked by day and by period, holidays brought in."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import working_calendar
from core.errors import DomainError
from core.models import WorkCalendarDay
from records import gate

from ..selectors.working_year import year_asked, year_page
from .admin_page import AdminPage

KINDS = {"off": False, "worked": True, "usual": None}


class WorkingYear(AdminPage):
    template = "admin/settings/working_year.html"
    model = WorkCalendarDay

    def get(self, request: HttpRequest) -> HttpResponse:
        chosen = _day(request.GET.get("day", ""))
        year = chosen.year if chosen else year_asked(request.GET.get("year", ""))
        row = WorkCalendarDay.objects.filter(date=chosen).first() if chosen else None
        typed = {
            "start": chosen,
            "end": chosen,
            "kind": "off" if row is None or not row.is_workday else "worked",
            "note": row.note if row else "",
        }
        return self._page(year, typed)

    def post(self, request: HttpRequest) -> HttpResponse:
        gate.require_allowed(request.user, WorkCalendarDay, "change")
        year = year_asked(request.POST.get("year", ""))
        if request.POST.get("do") == "published":
            self._bring_in(year)
            return HttpResponseRedirect(_address(year))
        start = _day(request.POST.get("start", ""))
        end = _day(request.POST.get("end", "")) or start
        typed = {
            "start": start,
            "end": end,
            "kind": request.POST.get("kind", ""),
            "note": request.POST.get("note", "").replace("\x00", "")[:200],
        }
        try:
            if start is None or end is None or typed["kind"] not in KINDS:
                raise DomainError(_("Choose the days first."), "bad_period", "start")
            changed = working_calendar.set_days(
                start, end, is_workday=KINDS[typed["kind"]], note=typed["note"], by=request.user
            )
        except DomainError as refusal:
            return self._page(year, typed, 422, str(refusal))
        messages.success(
            request,
            ngettext("%(n)d day changed.", "%(n)d days changed.", changed) % {"n": changed},
        )
        return HttpResponseRedirect(_address(start.year))

    def _bring_in(self, year: int) -> None:
        made = working_calendar.bring_in(year, by=self.request.user)
        if made is None:
            messages.warning(
                self.request,
                _("%(year)s is not published yet; Monday to Friday is assumed.") % {"year": year},
            )
        else:
            messages.success(self.request, _("%(year)s: %(made)d days added.") % {"year": year, "made": made})

    def _page(self, year: int, typed: dict[str, Any], status: int = 200, refusal: str = "") -> HttpResponse:
        kinds = [
            ("off", _("day off")),
            ("worked", _("working day")),
            ("usual", _("as usual (Monday to Friday worked)")),
        ]
        return self.show(
            status,
            title=_("Working calendar %(year)d") % {"year": year},
            typed=typed,
            kinds=kinds,
            refusal=refusal,
            **year_page(year),
        )


def _address(year: int) -> str:
    return f"{reverse('admin:core_workcalendarday_changelist')}?year={year}"


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip()[:10]) if text.strip() else None
    except ValueError:
        return None
