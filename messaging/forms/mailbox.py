"""Entering a mailbox: its password is sealed and never shown, its connections are tried before anything is kept."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.day_fields import guard_days
from core.sealing import seal

from ..models import MailAccount
from ..services import fetching

SERVER_FIELDS = ("imap_host", "imap_port", "smtp_host", "smtp_port", "user_name", "address")


class MailboxForm(forms.ModelForm):
    """A stored password is never shown; left empty, it stays, unless the server or the account is another one."""

    password = forms.CharField(
        label=gettext_lazy("Password"),
        required=False,
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        guard_days(self.fields)
        self.before = {name: getattr(self.instance, name) for name in SERVER_FIELDS}
        if "password" in self.fields and self.instance.sealed_password:
            self.fields["password"].help_text = _("A password is stored. Empty: it stays.")

    @property
    def is_elsewhere(self) -> bool:
        """Whether another server or another account is meant than before."""
        return any(getattr(self.instance, name) != was for name, was in self.before.items())

    def wants_trial(self) -> bool:
        return True

    def _post_clean(self) -> None:
        """Once the instance holds what was entered: its password, and the proof that it works."""
        super()._post_clean()
        if self.cleaned_data.get("password"):
            self.instance.sealed_password = seal(self.cleaned_data["password"])
        elif self.instance.pk and self.is_elsewhere:
            self.instance.sealed_password = ""  # a stored password is not sent to another server
        if not self.errors and self.wants_trial():
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


class OwnMailboxForm(MailboxForm):
    """One's own mailbox; nothing is kept that does not work."""

    sections = [
        ("", ["address", "user_name", "password"]),
        (gettext_lazy("Reading"), ["imap_host", "imap_port", "imap_security", "folder", "fetch_from"]),
        (gettext_lazy("Sending"), ["smtp_host", "smtp_port", "smtp_security", "signature"]),
    ]

    class Meta:
        model = MailAccount
        fields = (
            "address", "user_name", "imap_host", "imap_port", "imap_security", "folder", "fetch_from", "smtp_host",
            "smtp_port", "smtp_security", "signature",
        )  # fmt: skip
        widgets = {
            "signature": forms.Textarea(attrs={"rows": 3}),
            "fetch_from": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["imap_host"].required = True
        if not self.instance.sealed_password:
            self.fields["password"].required = True

    @property
    def shown_sections(self) -> list[dict[str, Any]]:
        return [{"label": label, "fields": [self[name] for name in names]} for label, names in self.sections]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        moved = [name for name in SERVER_FIELDS if name in cleaned and cleaned[name] != self.before[name]]
        if self.instance.pk and moved and not cleaned.get("password"):
            self.add_error("password", _("It is another server or account: enter its password."))
        return cleaned
