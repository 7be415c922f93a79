"""The logs, for auditors: actions, sign-ins, unmasked values, imports, exports, locked accounts, tokens.

What a business record is called and what was done to it is shown only to those who may read such records:
administrators see that something was done, by whom and when.
"""

from typing import Any

from axes.models import AccessAttempt
from axes.utils import reset
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.decorators import action, display

from accounts import access
from accounts.models import ApiToken, LoginLog, UnmaskLog
from accounts.models.role import Span
from accounts.services.token import revoke_token
from core import actions
from core.models import ActionLog
from records.models import ExportTask, ImportRun

from ..filters.logs import verb_choices
from ..records import logs
from .audited import ReadOnlyAdmin


class WholeLogAdmin(ReadOnlyAdmin):
    """A log that shows everybody's doings: only for those who may read all of it."""

    permission = ""
    list_page = ""
    actions_list = ["open_list"]

    @action(description=gettext_lazy("All filters and export"), permissions=["view"])
    def open_list(self, request: HttpRequest) -> HttpResponseRedirect:
        return HttpResponseRedirect(reverse(self.list_page))

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return access.grants_of(request.user).get(self.permission) == Span.ALL


class VerbFilter(admin.SimpleListFilter):
    title = gettext_lazy("action")
    parameter_name = "verb"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return verb_choices()

    def queryset(self, request: HttpRequest, rows: Any) -> Any:
        return rows.filter(verb=self.value()) if self.value() else rows


@admin.register(ActionLog)
class ActionLogAdmin(WholeLogAdmin):
    permission = "system.view_operationlog"
    list_page = "system:operationlog_list"
    list_display = ("at", "actor", "verb_label", "subject_kind", "subject_text", "channel", "ip")
    list_filter = (VerbFilter, "channel", "at")
    search_fields = ("actor__name", "ip")
    list_select_related = ("actor", "subject_type")
    fields = (
        "at", "actor", "verb_label", "subject_kind", "subject_text", "detail_text", "channel", "ip", "operation_id"
    )  # fmt: skip
    readonly_fields = ("verb_label", "subject_kind", "subject_text", "detail_text")

    def get_search_results(self, request: HttpRequest, rows: Any, words: str) -> tuple[Any, bool]:
        words = words.strip()
        if not words:
            return rows, False
        return logs.find_operation(rows, words) | rows.filter(ip__startswith=words), False

    @display(description=gettext_lazy("action"))
    def verb_label(self, obj: ActionLog) -> str:
        return actions.label(obj.verb)

    @display(description=gettext_lazy("kind"))
    def subject_kind(self, obj: ActionLog) -> str:
        return str(obj.subject_type.name) if obj.subject_type else ""

    @display(description=gettext_lazy("record"))
    def subject_text(self, obj: ActionLog) -> str:
        return logs.subject_text(obj)

    @display(description=gettext_lazy("details"))
    def detail_text(self, obj: ActionLog) -> str:
        return logs.detail_text(obj)


@admin.register(LoginLog)
class LoginLogAdmin(WholeLogAdmin):
    permission = "accounts.view_loginlog"
    list_page = "system:loginlog_list"
    list_display = ("at", "username", "outcome", "ip", "browser")
    list_filter = ("outcome", "at")
    search_fields = ("username", "ip")

    @display(description=gettext_lazy("browser"))
    def browser(self, obj: LoginLog) -> str:
        return obj.browser


@admin.register(UnmaskLog)
class UnmaskLogAdmin(ReadOnlyAdmin):
    list_display = ("at", "user", "subject_kind", "subject_text", "field", "ip")
    list_select_related = ("user", "subject_type")
    search_fields = ("user__name",)
    fields = ("at", "user", "subject_kind", "subject_text", "field", "ip")
    readonly_fields = ("subject_kind", "subject_text")

    @display(description=gettext_lazy("kind"))
    def subject_kind(self, obj: UnmaskLog) -> str:
        return str(obj.subject_type.name)

    @display(description=gettext_lazy("record"))
    def subject_text(self, obj: UnmaskLog) -> str:
        return logs.subject_text(obj)


@admin.register(ImportRun)
class ImportRunAdmin(ReadOnlyAdmin):
    list_display = ("created_at", "kind", "by", "status", "created", "updated", "rejected")
    list_filter = ("kind", "status")
    list_select_related = ("by",)
    fields = (
        "created_at", "kind", "by", "mode", "status", "total", "created", "updated", "unchanged", "rejected", "ended_at"
    )  # fmt: skip


@admin.register(ExportTask)
class ExportTaskAdmin(ReadOnlyAdmin):
    list_display = ("created_at", "record_type", "by", "row_count", "status", "reason")
    list_filter = ("record_type", "status")
    list_select_related = ("by",)
    fields = ("created_at", "record_type", "format", "by", "row_count", "status", "reason", "expires_at")


@admin.register(AccessAttempt)
class LockedAccountAdmin(ReadOnlyAdmin):
    """Failed sign-ins in a row; an administrator may let somebody try again."""

    list_display = ("attempt_time", "username", "ip_address", "failures_since_start")
    search_fields = ("username", "ip_address")
    fields = ("attempt_time", "username", "ip_address", "user_agent", "failures_since_start")
    actions = ["unlock"]

    def has_unlock_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("accounts.reset_password_employee")

    @admin.action(description=gettext_lazy("Let them try again"), permissions=["unlock"])
    def unlock(self, request: HttpRequest, queryset: Any) -> None:
        for username in sorted(set(queryset.values_list("username", flat=True))):
            reset(username=username)
            actions.record("accounts.unlocked", None, by=request.user, username=username)
        messages.success(request, _("They may sign in again."))


@admin.register(ApiToken)
class ApiTokenAdmin(ReadOnlyAdmin):
    list_display = ("user", "name", "prefix", "scope", "expires_at", "last_used_at", "revoked_at")
    list_select_related = ("user",)
    search_fields = ("user__name", "name", "prefix")
    actions = ["revoke"]

    def has_revoke_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("accounts.change_apitoken")

    @admin.action(description=gettext_lazy("Revoke"), permissions=["revoke"])
    def revoke(self, request: HttpRequest, queryset: Any) -> None:
        for token in queryset.select_related("user"):
            revoke_token(token, by=request.user)
        messages.success(request, _("The token was revoked."))
