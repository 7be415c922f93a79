"""The one road by which mail leaves: the server that the environment names, else the one an administrator entered."""

import smtplib
import socket
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends import smtp
from django.db import transaction
from django.utils.translation import gettext as _

from . import actions, wire
from .models import MailServer
from .sealing import seal, unseal

ROW = 1
WITHOUT_SERVER = ("locmem.EmailBackend", "console.EmailBackend", "filebased.EmailBackend")


def is_from_environment() -> bool:
    return bool(settings.EMAIL_HOST)


def stored() -> MailServer:
    """What administrators entered; an empty server until then."""
    return MailServer.objects.filter(pk=ROW).first() or MailServer(pk=ROW)


def server() -> MailServer | None:
    """The server in force."""
    if is_from_environment():
        return MailServer(
            host=settings.EMAIL_HOST,
            port=settings.EMAIL_PORT,
            user_name=settings.EMAIL_HOST_USER,
            sealed_password=seal(settings.EMAIL_HOST_PASSWORD),
            security=MailServer.Security.STARTTLS if settings.EMAIL_USE_TLS else MailServer.Security.NONE,
            sender=settings.DEFAULT_FROM_EMAIL,
        )
    row = stored()
    return row if row.host else None


def may_send() -> bool:
    """Whether mail can leave at all; without a server nothing is promised to leave by mail."""
    return settings.EMAIL_BACKEND.endswith(WITHOUT_SERVER) or server() is not None


def sender() -> str:
    """From which address the system writes."""
    way = server()
    return way.sender if way is not None and way.sender else settings.DEFAULT_FROM_EMAIL


def send(
    subject: str,
    text: str,
    recipient: str | list[str],
    *,
    through: MailServer | None = None,
    headers: dict[str, str] | None = None,
    copies: Iterable[str] = (),
    files: Iterable[tuple[str, bytes, str]] = (),
    sender: str = "",
    is_guarded: bool = False,
) -> None:
    """Send one mail now, through the server in force or the one given; raises OSError where it does not go.

    `files` are names, contents and content types. `is_guarded` is for a server that was not entered for the whole
    system: see `core.wire`.
    """
    way = through or server()
    if way is None and not settings.EMAIL_BACKEND.endswith(WITHOUT_SERVER):
        raise OSError("no mail server")
    mail = EmailMessage(
        subject=" ".join(subject.split()),
        body=text,
        from_email=sender or (way.sender if way is not None and way.sender else settings.DEFAULT_FROM_EMAIL),
        to=[recipient] if isinstance(recipient, str) else recipient,
        cc=list(copies),
        headers=headers or {},
        connection=_connection(way, is_guarded and through is not None),
    )
    for name, content, kind in files:
        mail.attach(name, content, kind or "application/octet-stream")
    mail.send()


def try_server(way: MailServer, *, is_guarded: bool = False) -> None:
    """Connect and sign in, without sending anything; raises OSError or what the server says."""
    connection = _connection(way, is_guarded)
    connection.open()
    connection.close()


def _connection(way: MailServer | None, is_guarded: bool) -> Any:
    if way is None:
        return get_connection()
    is_wired = not settings.EMAIL_BACKEND.endswith(WITHOUT_SERVER)
    backend = f"{__name__}.GuardedBackend" if is_guarded and is_wired else None
    return get_connection(backend, **_options(way))


class GuardedSmtp(smtplib.SMTP):
    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:  # type: ignore[override]
        return wire.open_socket(host, port, timeout)


class GuardedSmtpOverTls(smtplib.SMTP_SSL):
    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:  # type: ignore[override]
        return self.context.wrap_socket(  # type: ignore[attr-defined,no-any-return]
            wire.open_socket(host, port, timeout), server_hostname=host
        )


class GuardedBackend(smtp.EmailBackend):
    """Connects only where `core.wire` lets it."""

    @property
    def connection_class(self) -> Any:
        return GuardedSmtpOverTls if self.use_ssl else GuardedSmtp


def _options(way: MailServer) -> dict[str, Any]:
    return {
        "host": way.host,
        "port": way.port,
        "username": way.user_name,
        "password": unseal(way.sealed_password),
        "use_tls": way.security == MailServer.Security.STARTTLS,
        "use_ssl": way.security == MailServer.Security.TLS,
        "timeout": settings.EMAIL_TIMEOUT,
    }


def send_test(way: MailServer | None, recipient: str) -> None:
    """A short mail that shows whether `way` works, before anything relies on it."""
    send(_("Test mail"), _("Mail works."), recipient, through=way)


def store(given: MailServer, *, by: Any) -> MailServer:
    """Keep the server that an administrator entered; its password goes into no log."""
    with transaction.atomic():
        given.pk = ROW
        given.save()
        actions.record("core.mail_server_changed", given, by=by, host=given.host, user_name=given.user_name)
    return given
