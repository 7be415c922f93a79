"""The base of every admin page: role rights, history, a log entry for each save, refusals in words."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from simple_history.admin import SimpleHistoryAdmin
from unfold.admin import ModelAdmin, TabularInline

from core import actions
from core.errors import DomainError
from core.models import ActionLog


class LoggedAdmin(ModelAdmin):
    """Logs what was added, changed and deleted; a service's refusal becomes a message, not an error page."""

    compressed_fields = True
    list_fullwidth = True
    warn_unsaved_form = True
    own_log = False  # True where the service that saves writes the log itself

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> None:
        """Django calls this once all of a page is saved, inlines included; its own log is not kept."""
        self._log("system.admin_added", request, obj, message)

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> None:
        """See log_addition."""
        self._log("system.admin_changed", request, obj, message)

    def log_deletions(self, request: HttpRequest, queryset: Any) -> None:
        for obj in queryset:
            self._log("system.admin_deleted", request, obj, [])

    def _log(self, verb: str, request: HttpRequest, obj: Any, message: Any) -> None:
        changes = _words(message)
        if not self.own_log and (changes or verb != "system.admin_changed"):
            actions.record(verb, obj, by=request.user, model=obj._meta.label_lower, changes=changes)

    def delete_queryset(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> None:
        with transaction.atomic():
            for obj in queryset:
                self.delete_model(request, obj)

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return _in_words(request, lambda: super(LoggedAdmin, self).changeform_view(request, *args, **kwargs))

    def delete_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return _in_words(request, lambda: super(LoggedAdmin, self).delete_view(request, *args, **kwargs))

    def changelist_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return _in_words(request, lambda: super(LoggedAdmin, self).changelist_view(request, *args, **kwargs))

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """What the action log knows of an object that is not tracked field by field."""
        obj = self.get_object(request, object_id)
        if obj is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_or_change_permission(request, obj):
            raise PermissionDenied
        kind = ContentType.objects.get_for_model(obj)
        entries = ActionLog.objects.filter(subject_type=kind, subject_id=obj.pk).select_related("actor")
        page = Paginator(entries, 100).get_page(request.GET.get("p"))
        for entry in page:
            entry.words = actions.label(entry.verb)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Change history: %s") % obj,
            "page": page,
            "module_name": str(capfirst(self.opts.verbose_name_plural)),
            "object": obj,
            "opts": self.opts,
            **(extra_context or {}),
        }
        return TemplateResponse(request, "admin/action_history.html", context)


class AuditedAdmin(SimpleHistoryAdmin, LoggedAdmin):
    """A tracked model: its history is one click away."""

    def history_form_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """An old version; only who may change the object may go back to it."""
        if request.method == "POST" and not self.has_change_permission(request):
            raise PermissionDenied

        def go_back() -> HttpResponse:
            with transaction.atomic():
                return super(AuditedAdmin, self).history_form_view(request, *args, **kwargs)

        return _in_words(request, go_back)

    def set_history_delta_changes(
        self, request: HttpRequest, records: Any, *args: Any, **kwargs: Any
    ) -> None:
        super().set_history_delta_changes(request, records, *args, **kwargs)
        for record in records:
            record.history_change_reason = record.history_change_reason or ""


class LabelledInline(TabularInline):
    """Rows of a table whose controls say for themselves what the column's head says to the eye."""

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        plain = super().get_formset(request, obj, **kwargs)

        class Labelled(plain):  # type: ignore[valid-type, misc]
            def add_fields(self, form: Any, index: int | None) -> None:
                super().add_fields(form, index)
                for field in form.fields.values():
                    widget = getattr(field.widget, "widget", field.widget)
                    if (
                        not widget.is_hidden and not widget.use_fieldset
                    ):  # a group's boxes have their own labels
                        widget.attrs.setdefault("aria-label", capfirst(str(field.label or "")))

        return Labelled


class ReadOnlyAdmin(ModelAdmin):
    """A log: looked at, searched and filtered, never changed."""

    list_fullwidth = True

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


def _in_words(request: HttpRequest, view: Callable[[], HttpResponse]) -> HttpResponse:
    try:
        return view()
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return HttpResponseRedirect(request.get_full_path())


def _words(message: Any) -> list[str]:
    """Django's account of a save as plain lines: the fields, and the rows below that came, changed or went."""
    lines = []
    for part in message if isinstance(message, list) else []:
        for what, facts in part.items():
            name = " ".join(str(facts[key]) for key in ("name", "object") if facts.get(key))
            fields = ", ".join(str(field) for field in facts.get("fields", ()))
            if name or fields:
                lines.append(": ".join(text for text in (f"{what} {name}".strip(), fields) if text))
    return lines
