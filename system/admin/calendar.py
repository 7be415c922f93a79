"""Working calendar, shifts and festivals."""

from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.decorators import action

from core import clock, working_time
from core.models import Festival, WorkCalendarDay, WorkShift

from .audited import LoggedAdmin


@admin.register(WorkCalendarDay)
class WorkCalendarDayAdmin(LoggedAdmin):
    list_display = ("date", "is_workday", "note")
    list_filter = ("is_workday",)
    date_hierarchy = "date"
    actions_list = ["bring_in"]

    @action(description=gettext_lazy("Bring in published holidays"), permissions=["add"])
    def bring_in(self, request: HttpRequest) -> HttpResponse:
        if request.method != "POST":  # a link alone changes nothing
            context = {
                **self.admin_site.each_context(request),
                "title": _("Bring in published holidays"),
                "opts": self.opts,
            }
            return TemplateResponse(request, "admin/bring_in.html", context)
        for year, made in working_time.check_calendar(clock.today()).items():
            if made is None:
                messages.warning(
                    request, _("%(year)s is not published yet; Monday to Friday is assumed.") % {"year": year}
                )
            else:
                messages.success(request, _("%(year)s: %(made)d days added.") % {"year": year, "made": made})
        return HttpResponseRedirect(reverse("admin:core_workcalendarday_changelist"))

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        today = clock.today()
        due = today.year + 1 if today.month >= 11 else today.year
        if request.method == "GET" and not working_time.is_published(due):
            messages.warning(
                request,
                _("The holidays of %(year)s are not in the calendar; Monday to Friday is assumed.")
                % {"year": due},
            )
        return super().changelist_view(request, extra_context)


@admin.register(WorkShift)
class WorkShiftAdmin(LoggedAdmin):
    list_display = ("starts_at", "ends_at")


@admin.register(Festival)
class FestivalAdmin(LoggedAdmin):
    list_display = ("name", "calendar", "month", "day")
