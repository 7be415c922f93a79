"""The mail server as an administrator enters it: in the first run and later in the administration site."""

from smtplib import SMTPAuthenticationError, SMTPServerDisconnected
from socket import gaierror
from ssl import SSLError
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import mail
from core.models import MailServer
from core.sealing import seal


class MailServerForm(forms.ModelForm):
    """A stored password is never shown; left empty, it stays. A test mail goes out before anything is kept."""

    password = forms.CharField(
        label=gettext_lazy("Password"),
        required=False,
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    test_address = forms.EmailField(label=gettext_lazy("Send a test mail to"), required=False)

    field_order = ["host", "port", "security", "user_name", "password", "sender", "test_address"]

    class Meta:
        model = MailServer
        fields = ["host", "port", "security", "user_name", "sender"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("port", "security"):
            if name in self.fields:
                self.fields[name].required = False
        if "password" in self.fields and self.instance.sealed_password:
            self.fields["password"].help_text = _("A password is stored. Empty: it stays.")

    def clean_host(self) -> str:
        return str(self.cleaned_data["host"].strip())

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name in ("port", "security"):
            if name in cleaned and not cleaned[name]:
                cleaned[name] = MailServer._meta.get_field(name).default
        if cleaned.get("host") and not cleaned.get("sender") and "sender" not in self.errors:
            self.add_error("sender", _("Say from which address the system writes."))
        if not cleaned.get("host") and cleaned.get("test_address"):
            self.add_error("host", _("Name the server through which the test mail goes."))
        return cleaned

    def _post_clean(self) -> None:
        """Once the instance holds what was entered: its password, and the proof that it works."""
        host, user_name = self.instance.host, self.instance.user_name
        super()._post_clean()
        if self.cleaned_data.get("password"):
            self.instance.sealed_password = seal(self.cleaned_data["password"])
        elif (self.instance.host, self.instance.user_name) != (host, user_name):
            self.instance.sealed_password = ""  # a stored password is not sent to another server
        address = self.cleaned_data.get("test_address")
        if address and not self.errors:
            send_test(self, self.instance, address)


class EnvironmentMailForm(forms.Form):
    """Where the environment names the server there is nothing to enter, but it can be tried."""

    test_address = forms.EmailField(label=gettext_lazy("Send a test mail to"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("test_address"):
            send_test(self, None, cleaned["test_address"])
        return cleaned


def send_test(form: forms.BaseForm, server: MailServer | None, address: str) -> None:
    """A server that refuses is reported beside the address, nothing else."""
    try:
        mail.send_test(server, address)
    except (
        OSError,
        ValueError,
    ) as error:  # every SMTP, connection and certificate error; an unusable host name
        form.add_error("test_address", _("The mail could not be sent: %(why)s") % {"why": reason(error)})


def reason(error: Exception) -> str:
    """What an administrator can do something about in his language, else the server's own words."""
    if isinstance(error, SMTPAuthenticationError):
        return _("the server does not accept this account and password.")
    if isinstance(error, ConnectionRefusedError | TimeoutError | gaierror):
        return _("nobody answers there. Check the server's name, the port and the network.")
    if isinstance(error, SSLError | SMTPServerDisconnected):
        return _("the server speaks another way there. Check the port and the encryption.")
    return str(error)
