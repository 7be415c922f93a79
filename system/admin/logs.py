"""The logs, for auditors: actions, sign-ins, unmasked values, imports, exports, locked accounts, tokens."""

from typing import Any

from axes.models import AccessAttempt
from axes.utils import reset
from django.contrib import admin, messages
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import ApiToken, LoginLog, UnmaskLog
from core import actions
from core.models import ActionLog
from records.models import ExportTask, ImportRun

from .audited import ReadOnlyAdmin


@admin.register(ActionLog)
class ActionLogAdmin(ReadOnlyAdmin):
    list_display = ("at", "actor", "verb_label", "subject_label", "channel", "ip")
    list_filter = ("channel", "at")
    search_fields = ("subject_label", "verb", "actor__name", "operation_id")
    list_select_related = ("actor",)

    @admin.display(description=gettext_lazy("action"))
    def verb_label(self, obj: ActionLog) -> str:
        return actions.label(obj.verb)


@admin.register(LoginLog)
class LoginLogAdmin(ReadOnlyAdmin):
    list_display = ("at", "username", "outcome", "ip", "user_agent")
    list_filter = ("outcome", "at")
    search_fields = ("username", "ip")


@admin.register(UnmaskLog)
class UnmaskLogAdmin(ReadOnlyAdmin):
    list_display = ("at", "user", "subject_label", "field", "ip")
    search_fields = ("subject_label", "user__name")


@admin.register(ImportRun)
class ImportRunAdmin(ReadOnlyAdmin):
    list_display = ("created_at", "kind", "file_name", "by", "status", "created", "updated", "rejected")
    list_filter = ("kind", "status")


@admin.register(ExportTask)
class ExportTaskAdmin(ReadOnlyAdmin):
    list_display = ("created_at", "record_type", "by", "row_count", "status", "reason")
    list_filter = ("record_type", "status")


@admin.register(AccessAttempt)
class LockedAccountAdmin(ReadOnlyAdmin):
    """Failed sign-ins in a row; an administrator may let somebody try again."""

    list_display = ("attempt_time", "username", "ip_address", "failures_since_start")
    search_fields = ("username", "ip_address")
    actions = ["unlock"]

    def has_unlock_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("accounts.reset_password_employee")

    @admin.action(description=gettext_lazy("Let them try again"), permissions=["unlock"])
    def unlock(self, request: HttpRequest, queryset: Any) -> None:
        for attempt in queryset:
            reset(username=attempt.username)
            actions.record("accounts.unlocked", None, by=request.user, username=attempt.username)
        messages.success(request, _("They may sign in again."))


@admin.register(ApiToken)
class ApiTokenAdmin(ReadOnlyAdmin):
    list_display = ("user", "name", "prefix", "scope", "expires_at", "last_used_at", "revoked_at")
    search_fields = ("user__name", "name", "prefix")
