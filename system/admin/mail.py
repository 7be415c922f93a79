"""The mail server, entered once and changed here; where the environment names one, it is only shown and tried."""

from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from unfold.widgets import UnfoldAdminEmailInputWidget, UnfoldAdminPasswordInput

from core import mail
from core.models import MailServer

from ..forms.mail import MailServerForm
from .audited import AuditedAdmin


class MailServerAdminForm(MailServerForm):
    class Meta(MailServerForm.Meta):
        widgets: dict[str, Any] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, widget in (
            ("password", UnfoldAdminPasswordInput),
            ("test_address", UnfoldAdminEmailInputWidget),
        ):
            if name in self.fields:
                self.fields[name].widget = widget(attrs={"autocomplete": "new-password"})


@admin.register(MailServer)
class MailServerAdmin(AuditedAdmin):
    form = MailServerAdminForm
    own_log = True
    list_display = ("host", "port", "security", "user_name", "sender")
    list_display_links = ("host", "port")
    fields = ("host", "port", "security", "user_name", "password", "sender", "test_address")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return not mail.is_from_environment() and super().has_change_permission(request, obj)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Who only looks has nothing to enter."""
        if self.has_change_permission(request, obj):
            return self.fields
        return [name for name in self.fields if name not in {"password", "test_address"}]

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        mail.store(obj, by=request.user)
        if form.cleaned_data.get("test_address"):
            messages.success(
                request,
                _("A test mail went to %(address)s.") % {"address": form.cleaned_data["test_address"]},
            )

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        if request.method == "GET" and mail.is_from_environment():
            messages.warning(
                request,
                _(
                    "Mail goes out through %(host)s, which is set outside, in the environment of the server. "
                    "To enter another server here, remove CRM_SMTP_HOST there."
                )
                % {"host": settings.EMAIL_HOST},
            )
        return super().changelist_view(request, extra_context)
