"""Working calendar, shifts and festivals."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.decorators import action

from core import clock, working_calendar
from core.models import Festival, WorkCalendarDay, WorkShift

from ..views.working_year import WorkingYear
from .audited import AuditedAdmin, LoggedAdmin


@admin.register(WorkCalendarDay)
class WorkCalendarDayAdmin(LoggedAdmin):
    """The year at a glance stands in the place of a list of days; days are set there alone."""

    actions_list = ["bring_in"]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        answer: HttpResponse = WorkingYear.as_view()(request)
        return answer

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_bring_in_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("core.change_workcalendarday")

    @action(description=gettext_lazy("Bring in published holidays"), permissions=["bring_in"])
    def bring_in(self, request: HttpRequest) -> HttpResponse:
        if request.method != "POST":  # a link alone changes nothing
            context = {
                **self.admin_site.each_context(request),
                "title": _("Bring in published holidays"),
                "opts": self.opts,
            }
            return TemplateResponse(request, "admin/bring_in.html", context)
        this_year = clock.today().year
        for year in (this_year, this_year + 1):
            made = working_calendar.bring_in(year, by=request.user)
            if made is None:
                messages.warning(
                    request, _("%(year)s is not published yet; Monday to Friday is assumed.") % {"year": year}
                )
            else:
                messages.success(request, _("%(year)s: %(made)d days added.") % {"year": year, "made": made})
        return HttpResponseRedirect(reverse("admin:core_workcalendarday_changelist"))


@admin.register(WorkShift)
class WorkShiftAdmin(AuditedAdmin):
    """Each shift by the service: open due times are counted anew."""

    own_log = True
    list_display = ("hours", "valid_from", "valid_to")
    fields = (("starts_at", "ends_at"), ("valid_from", "valid_to"))

    @admin.display(description=gettext_lazy("shift"), ordering="starts_at")
    def hours(self, obj: WorkShift) -> str:
        return f"{obj.starts_at:%H:%M}–{obj.ends_at:%H:%M}"

    def save_model(self, request: HttpRequest, obj: WorkShift, form: Any, change: bool) -> None:
        working_calendar.save_shift(obj, by=request.user)

    def delete_model(self, request: HttpRequest, obj: WorkShift) -> None:
        working_calendar.delete_shift(obj, by=request.user)


@admin.register(Festival)
class FestivalAdmin(LoggedAdmin):
    list_display = ("name", "calendar", "month", "day")
