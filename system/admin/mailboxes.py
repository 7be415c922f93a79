"""Mailboxes: entered here, tried before they are kept, with what went wrong at the last fetch."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.widgets import UnfoldAdminPasswordWidget, UnfoldBooleanSwitchWidget

from accounts.models import User
from messaging.forms.mailbox import MailboxForm
from messaging.models import MailAccount, MailOptOut
from messaging.services.mailbox import tell_of_stop

from .audited import AuditedAdmin

PERSONAL = MailAccount.Purpose.PERSONAL
KEPT = ("address", "purpose", "owner", "department")  # whose mailbox it is never changes


class MailAccountForm(MailboxForm):
    """Any mailbox. One of a person stays his: it can be stopped with a reason, not turned to other readers."""

    password = forms.CharField(
        label=gettext_lazy("Password"),
        required=False,
        strip=False,
        max_length=200,
        widget=UnfoldAdminPasswordWidget(attrs={"autocomplete": "new-password"}),
    )
    is_tried = forms.BooleanField(
        label=gettext_lazy("Try the connections now"),
        required=False,
        initial=True,
        widget=UnfoldBooleanSwitchWidget,
        help_text=gettext_lazy(
            "Signs in to both servers before anything is kept; nothing is sent or changed."
        ),
    )

    class Meta:
        model = MailAccount
        fields = (
            "name", "address", "purpose", "owner", "department", "imap_host", "imap_port", "imap_security", "folder",
            "fetch_from", "smtp_host", "smtp_port", "smtp_security", "user_name", "signature", "is_active",
            "stopped_because",
        )  # fmt: skip

    def wants_trial(self) -> bool:
        return bool(self.cleaned_data.get("is_tried")) and self.instance.is_active

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        was_personal = self.instance.pk is not None and self.instance.is_personal
        is_personal = was_personal or cleaned.get("purpose") == PERSONAL
        if is_personal and not was_personal and not cleaned.get("owner"):
            self.add_error("owner", _("Say whose mailbox it is."))
        if not is_personal and not cleaned.get("department"):
            self.add_error("department", _("Say which department reads it."))
        if is_personal:
            cleaned["department"] = None
        elif cleaned.get("purpose"):
            cleaned["owner"] = None
        if was_personal and "is_active" in self.changed_data and not cleaned.get("is_active"):
            if not cleaned.get("stopped_because"):
                self.add_error("stopped_because", _("Say why."))
        return cleaned


@admin.register(MailAccount)
class MailAccountAdmin(AuditedAdmin):
    form = MailAccountForm
    list_display = ("name", "address", "purpose", "readers", "is_active", "fetched_at", "trouble")
    list_filter = ("purpose", "is_active")
    search_fields = ("name", "address")
    readonly_fields = ("fetched_at", "failures", "trouble")
    fieldsets = (
        (
            None,
            {"fields": ("name", "address", "purpose", "owner", "department", "is_active", "stopped_because")},
        ),
        (
            gettext_lazy("Reading"),
            {"fields": ("imap_host", "imap_port", "imap_security", "folder", "fetch_from")},
        ),
        (gettext_lazy("Sending"), {"fields": ("smtp_host", "smtp_port", "smtp_security", "signature")}),
        (gettext_lazy("Signing in"), {"fields": ("user_name", "password", "is_tried")}),
        (gettext_lazy("State"), {"fields": ("fetched_at", "failures", "trouble")}),
    )

    @admin.display(description=gettext_lazy("read by"))
    def readers(self, obj: MailAccount) -> str:
        return str(obj.owner or obj.department or "–")

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Who only looks has nothing to enter."""
        found = super().get_fieldsets(request, obj)
        if self.has_change_permission(request, obj):
            return found
        secret = {"password", "is_tried"}
        return [
            (label, {**facts, "fields": tuple(name for name in facts["fields"] if name not in secret)})
            for label, facts in found
        ]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        found = super().get_readonly_fields(request, obj)
        return (*found, *KEPT) if obj is not None and obj.is_personal else found

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "owner":
            kwargs["queryset"] = User.objects.filter(employee__isnull=False, is_active=True)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """What is entered anew is fetched with the next minute; a person whose mailbox is stopped is told."""
        is_stopped = change and not obj.is_active and "is_active" in form.changed_data
        if obj.is_active:
            obj.stopped_by, obj.stopped_because = None, ""
        elif is_stopped:
            obj.stopped_by = request.user
        obj.failures, obj.trouble = 0, ""
        obj.next_fetch_at = MailAccount._meta.get_field("next_fetch_at").get_default()
        super().save_model(request, obj, form, change)
        if is_stopped:
            tell_of_stop(obj, by=request.user)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Its mail is part of the history; it is switched off."""
        return False


@admin.register(MailOptOut)
class MailOptOutAdmin(AuditedAdmin):
    """Who asked by telephone is entered here; whoever wants letters again is taken off."""

    list_display = ("address", "at", "by", "reason")
    search_fields = ("address",)
    fields = ("address", "reason")

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        obj.by = obj.by or request.user
        super().save_model(request, obj, form, change)
