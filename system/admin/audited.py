"""The base of every admin page: role rights, history, a log entry for each save, refusals in words."""

from typing import Any

from django.contrib import messages
from django.db import models
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from simple_history.admin import SimpleHistoryAdmin
from unfold.admin import ModelAdmin

from core import actions
from core.errors import DomainError


class LoggedAdmin(ModelAdmin):
    """Logs what was added, changed and deleted; a service's refusal becomes a message, not an error page."""

    compressed_fields = True
    list_fullwidth = True
    warn_unsaved_form = True

    def save_model(self, request: HttpRequest, obj: Any, form: ModelForm, change: bool) -> None:
        super().save_model(request, obj, form, change)
        verb = "system.admin_changed" if change else "system.admin_added"
        actions.record(verb, obj, by=request.user, model=obj._meta.label_lower, fields=form.changed_data)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        actions.record("system.admin_deleted", obj, by=request.user, model=obj._meta.label_lower)
        super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> None:
        for obj in queryset:
            self.delete_model(request, obj)

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> None:
        """The action log and the history tell more than Django's own log."""

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> None:
        """See log_addition."""

    def log_deletions(self, request: HttpRequest, queryset: Any) -> None:
        """See log_addition."""

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return super().changeform_view(request, *args, **kwargs)
        except DomainError as refusal:
            messages.error(request, str(refusal))
            return HttpResponseRedirect(request.get_full_path())


class AuditedAdmin(SimpleHistoryAdmin, LoggedAdmin):
    """A tracked model: its history is one click away."""


class ReadOnlyAdmin(ModelAdmin):
    """A log: looked at, searched and filtered, never changed."""

    list_fullwidth = True

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
