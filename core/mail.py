"""The one road by which mail leaves: the server that the environment names, else the one an administrator entered."""

from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.utils.translation import gettext as _

from . import actions
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


def send(
    subject: str,
    text: str,
    recipient: str,
    *,
    through: MailServer | None = None,
    headers: dict[str, str] | None = None,
) -> None:
    """Send one mail now, through the server in force or the one given; raises OSError where it does not go."""
    way = through or server()
    if way is None and not settings.EMAIL_BACKEND.endswith(WITHOUT_SERVER):
        raise OSError("no mail server")
    EmailMessage(
        subject=" ".join(subject.split()),
        body=text,
        from_email=way.sender if way is not None and way.sender else settings.DEFAULT_FROM_EMAIL,
        to=[recipient],
        headers=headers or {},
        connection=get_connection(**_options(way)) if way is not None else get_connection(),
    ).send()


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
