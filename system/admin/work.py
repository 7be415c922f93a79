"""Background work: the beat schedule, runs, jobs and what waits to leave the system."""

from typing import Any

from cron_descriptor import Options, get_description
from django.contrib import admin, messages
from django.forms import ModelChoiceField
from django.http import HttpRequest
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django_celery_beat.models import CrontabSchedule, IntervalSchedule, PeriodicTask
from unfold.decorators import display

from core import clock, schedule
from core.errors import DomainError
from core.models import Job, JobRun, OutboxItem

from .audited import LoggedAdmin, ReadOnlyAdmin


def job_label(name: str) -> str:
    if name == "sweep_jobs":  # beat's own round, not a job for a day
        return str(Job._meta.verbose_name_plural)
    return str(schedule.JOBS[name].label) if name in schedule.JOBS else name


def times(crontab: CrontabSchedule) -> str:
    """When a crontab fires, in the reader's language."""
    parts = (crontab.minute, crontab.hour, crontab.day_of_month, crontab.month_of_year, crontab.day_of_week)
    options = Options()
    options.locale_code = "en_US" if (get_language() or "").startswith("en") else "zh_CN"
    options.use_24hour_time_format = True
    try:
        return get_description(" ".join(part.replace(" ", "") for part in parts), options)
    except Exception:  # the describer is stricter than celery; the bare crontab says it, too
        return " ".join(parts)


class CrontabChoice(ModelChoiceField):
    def label_from_instance(self, obj: CrontabSchedule) -> str:
        return times(obj)


class IntervalChoice(ModelChoiceField):
    def label_from_instance(self, obj: IntervalSchedule) -> str:
        return str(obj)


@admin.register(PeriodicTask)
class PeriodicTaskAdmin(LoggedAdmin):
    """When each time-driven job runs; what is changed here is never overwritten, so a job is switched off, not deleted."""

    list_display = ("label", "when", "enabled", "last_run_at")
    list_filter = ("enabled",)
    list_select_related = ("crontab", "interval")
    search_fields = ("name",)
    fields = ("name", "label", "enabled", "crontab", "interval", "last_run_at")
    readonly_fields = ("name", "label", "last_run_at")
    actions = ["switch_on", "switch_off", "run_now"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_run_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("core.change_jobrun")

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        kinds = {"crontab": CrontabChoice, "interval": IntervalChoice}
        if db_field.name in kinds:
            kwargs["form_class"] = kinds[db_field.name]
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    @display(description=gettext_lazy("job"), ordering="name")
    def label(self, obj: PeriodicTask) -> str:
        return job_label(obj.name)

    @display(description=gettext_lazy("Schedule"))
    def when(self, obj: PeriodicTask) -> str:
        return times(obj.crontab) if obj.crontab else str(obj.interval) if obj.interval else ""

    @admin.action(description=gettext_lazy("Enable selected tasks"), permissions=["change"])
    def switch_on(self, request: HttpRequest, queryset: Any) -> None:
        self._switch(request, queryset, True)

    @admin.action(description=gettext_lazy("Disable selected tasks"), permissions=["change"])
    def switch_off(self, request: HttpRequest, queryset: Any) -> None:
        self._switch(request, queryset, False)

    def _switch(self, request: HttpRequest, queryset: Any, is_on: bool) -> None:
        for task in queryset.exclude(enabled=is_on):
            task.enabled = is_on
            task.save()  # tells beat, which an update in bulk would not
            self.log_change(request, task, [{"changed": {"fields": ["Enabled"]}}])

    @admin.action(description=gettext_lazy("Run selected tasks"), permissions=["run"])
    def run_now(self, request: HttpRequest, queryset: Any) -> None:
        for task in queryset:
            run_and_tell(request, task.name, clock.today())


@admin.register(CrontabSchedule)
class CrontabScheduleAdmin(LoggedAdmin):
    list_display = ("when", "minute", "hour", "day_of_week", "day_of_month", "month_of_year")
    fields = ("minute", "hour", "day_of_week", "day_of_month", "month_of_year", "timezone")

    @display(description=gettext_lazy("Schedule"))
    def when(self, obj: CrontabSchedule) -> str:
        return times(obj)


@admin.register(IntervalSchedule)
class IntervalScheduleAdmin(LoggedAdmin):
    list_display = ("when",)

    @display(description=gettext_lazy("Schedule"))
    def when(self, obj: IntervalSchedule) -> str:
        return str(obj)


def run_and_tell(request: HttpRequest, name: str, as_of: Any) -> None:
    """Run a job in this user's name; its failure stands in the run log and is told, not shown as an error page."""
    if name not in schedule.JOBS:
        messages.error(request, _("There is no job %(name)s any more.") % {"name": name})
        return
    try:
        entry = schedule.run(name, as_of, by=request.user)
    except Exception as error:
        reason = error.message if isinstance(error, DomainError) else type(error).__name__
        messages.error(request, _("%(job)s failed: %(reason)s") % {"job": job_label(name), "reason": reason})
    else:
        counts = ", ".join(f"{key}: {value}" for key, value in entry.result.items())
        messages.success(request, f"{job_label(name)} {entry.as_of} {counts}")


@admin.register(JobRun)
class JobRunAdmin(ReadOnlyAdmin):
    list_display = ("label", "as_of", "started_at", "ended_at", "succeeded", "by")
    list_filter = ("name", "succeeded")
    list_select_related = ("by",)
    actions = ["run_again"]

    def has_run_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("core.change_jobrun")

    @display(description=gettext_lazy("job"), ordering="name")
    def label(self, obj: JobRun) -> str:
        return job_label(obj.name)

    @admin.action(description=gettext_lazy("Run again for the same day"), permissions=["run"])
    def run_again(self, request: HttpRequest, queryset: Any) -> None:
        for name, as_of in sorted(set(queryset.values_list("name", "as_of"))):
            run_and_tell(request, name, as_of)


@admin.register(Job)
class JobAdmin(ReadOnlyAdmin):
    """Arguments stay out of sight: a filter may hold what only its author may read."""

    list_display = ("kind", "status", "by", "done_count", "total_count", "created_at", "ended_at", "error")
    list_filter = ("status", "kind")
    list_select_related = ("by",)
    fields = (
        "kind", "by", "status", "done_count", "total_count", "tries", "error", "created_at", "sent_at", "heartbeat_at",
        "ended_at",
    )  # fmt: skip


@admin.register(OutboxItem)
class OutboxItemAdmin(ReadOnlyAdmin):
    """Who gets something and whether it left; what it says is the recipient's."""

    list_display = ("channel", "recipient", "status", "tries", "next_try_at", "sent_at")
    list_filter = ("status", "channel")
    fields = ("channel", "recipient", "status", "tries", "created_at", "next_try_at", "sent_at", "error")
    actions = ["retry"]

    def has_retry_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("core.change_outboxitem")

    @admin.action(description=gettext_lazy("Try again now"), permissions=["retry"])
    def retry(self, request: HttpRequest, queryset: Any) -> None:
        count = queryset.exclude(status=OutboxItem.Status.SENT).update(
            status=OutboxItem.Status.WAITING, tries=0, next_try_at=clock.now()
        )
        messages.success(request, _("%(count)d items will be tried again.") % {"count": count})
