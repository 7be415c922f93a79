"""Working calendar, shifts and festivals."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy

from core import working_calendar
from core.models import Festival, WorkCalendarDay, WorkShift

from ..views.working_year import WorkingYear
from .audited import AuditedAdmin, LoggedAdmin


@admin.register(WorkCalendarDay)
class WorkCalendarDayAdmin(LoggedAdmin):
    """The year at a glance stands in the place of a list of days; days are set there alone."""

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
