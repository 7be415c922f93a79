"""Background work: the beat schedule, runs, jobs and what waits to leave the system."""

from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_celery_beat.admin import PeriodicTaskAdmin as BeatAdmin
from django_celery_beat.models import CrontabSchedule, IntervalSchedule, PeriodicTask

from core import clock, schedule
from core.models import Job, JobRun, OutboxItem

from .audited import LoggedAdmin, ReadOnlyAdmin


@admin.register(PeriodicTask)
class PeriodicTaskAdmin(LoggedAdmin, BeatAdmin):
    """When each time-driven job runs; what is changed here is never overwritten."""

    list_display = ("name", "enabled", "scheduler", "last_run_at")
    list_filter = ("enabled",)


@admin.register(CrontabSchedule)
class CrontabScheduleAdmin(LoggedAdmin):
    list_display = ("__str__", "timezone")


@admin.register(IntervalSchedule)
class IntervalScheduleAdmin(LoggedAdmin):
    pass


@admin.register(JobRun)
class JobRunAdmin(ReadOnlyAdmin):
    list_display = ("name", "as_of", "started_at", "ended_at", "succeeded", "by")
    list_filter = ("name", "succeeded")
    actions = ["run_again"]

    def has_run_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("core.change_jobrun")

    @admin.action(description=gettext_lazy("Run again for the same day"), permissions=["run"])
    def run_again(self, request: HttpRequest, queryset: Any) -> None:
        for entry in queryset:
            if entry.name not in schedule.JOBS:
                messages.error(request, _("There is no job %(name)s any more.") % {"name": entry.name})
                continue
            again = schedule.run(entry.name, entry.as_of, by=request.user)
            messages.success(request, f"{again}: {again.result}")


@admin.register(Job)
class JobAdmin(ReadOnlyAdmin):
    list_display = ("kind", "status", "by", "done_count", "total_count", "created_at", "ended_at", "error")
    list_filter = ("status", "kind")


@admin.register(OutboxItem)
class OutboxItemAdmin(ReadOnlyAdmin):
    list_display = ("channel", "recipient", "status", "tries", "next_try_at", "sent_at")
    list_filter = ("status", "channel")
    actions = ["retry"]

    def has_retry_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("core.change_outboxitem")

    @admin.action(description=gettext_lazy("Try again now"), permissions=["retry"])
    def retry(self, request: HttpRequest, queryset: Any) -> None:
        count = queryset.exclude(status=OutboxItem.Status.SENT).update(
            status=OutboxItem.Status.WAITING, next_try_at=clock.now()
        )
        messages.success(request, _("%(count)d items will be tried again.") % {"count": count})
