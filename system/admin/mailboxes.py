"""Mailboxes: entered here, tried before they are kept, with what went wrong at the last fetch."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.widgets import UnfoldAdminPasswordWidget, UnfoldBooleanSwitchWidget

from accounts.models import User
from core.sealing import seal
from messaging.models import MailAccount
from messaging.services import fetching

from .audited import AuditedAdmin

SERVER_FIELDS = ("imap_host", "imap_port", "smtp_host", "smtp_port", "user_name", "address")


class MailAccountForm(forms.ModelForm):
    """A stored password is never shown; left empty, it stays, unless the server or the account is another one."""

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
        )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.before = {name: getattr(self.instance, name) for name in SERVER_FIELDS}
        if "password" in self.fields and self.instance.sealed_password:
            self.fields["password"].help_text = _("A password is stored. Empty: it stays.")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        is_personal = cleaned.get("purpose") == MailAccount.Purpose.PERSONAL
        if is_personal and not cleaned.get("owner"):
            self.add_error("owner", _("Say whose mailbox it is."))
        if not is_personal and not cleaned.get("department"):
            self.add_error("department", _("Say which department reads it."))
        if is_personal:
            cleaned["department"] = None
        elif cleaned.get("purpose"):
            cleaned["owner"] = None
        return cleaned

    def _post_clean(self) -> None:
        """Once the instance holds what was entered: its password, and the proof that it works."""
        super()._post_clean()
        if self.cleaned_data.get("password"):
            self.instance.sealed_password = seal(self.cleaned_data["password"])
        elif self.instance.pk and any(
            getattr(self.instance, name) != was for name, was in self.before.items()
        ):
            self.instance.sealed_password = ""  # a stored password is not sent to another server
        if self.cleaned_data.get("is_tried") and not self.errors:
            self._try("imap_host", self.instance.imap_host, fetching.try_reading)
            self._try("smtp_host", self.instance.smtp_host, fetching.try_sending)

    def _try(self, field: str, host: str, way: Any) -> None:
        if not host or field not in self.fields:
            return
        try:
            way(self.instance)
        except fetching.TROUBLES as error:
            words = {"why": fetching.reason(error)}
            self.add_error(
                field, ValidationError(_("It does not work: %(why)s") % words, code="no_connection")
            )


@admin.register(MailAccount)
class MailAccountAdmin(AuditedAdmin):
    form = MailAccountForm
    list_display = ("name", "address", "purpose", "readers", "is_active", "fetched_at", "trouble")
    list_filter = ("purpose", "is_active")
    search_fields = ("name", "address")
    readonly_fields = ("fetched_at", "failures", "trouble")
    fieldsets = (
        (None, {"fields": ("name", "address", "purpose", "owner", "department", "is_active")}),
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

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "owner":
            kwargs["queryset"] = User.objects.filter(employee__isnull=False, is_active=True)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """What is entered anew is fetched with the next minute."""
        obj.failures, obj.trouble = 0, ""
        obj.next_fetch_at = MailAccount._meta.get_field("next_fetch_at").get_default()
        super().save_model(request, obj, form, change)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Its mail is part of the history; it is switched off."""
        return False
