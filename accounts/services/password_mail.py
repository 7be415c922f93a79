"""The mail with the link to a new password.

The request only writes a job, so that it answers as fast for an unknown address as for a known one.
"""

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext as _

from core import jobs, mail
from core.models import Job

from ..models import User

KIND = "accounts.password_mail"


def promise_reset(email: str, *, site: str) -> None:
    """Ask for a reset mail; `site` is the address of this installation."""
    with transaction.atomic():
        jobs.start(KIND, by=None, email=email, site=site)


@jobs.handler(KIND)
def send_reset_mails(job: Job) -> None:
    """Write to every active account with the address; sent twice it only repeats the link."""
    site = str(job.arguments["site"]).rstrip("/")
    for user in User.objects.filter(email__iexact=job.arguments["email"], is_active=True).exclude(email=""):
        with translation.override(user.language or settings.LANGUAGE_CODE):
            path = reverse(
                "accounts:password_reset",
                args=[urlsafe_base64_encode(force_bytes(user.pk)), default_token_generator.make_token(user)],
            )
            text = _(
                "Somebody asked for a new password for %(username)s. If it was you, open this address:\n\n"
                "%(link)s\n\nIf it was not you, ignore this mail: nothing has changed."
            )
            mail.send(
                _("Your new password"), text % {"username": user.username, "link": site + path}, user.email
            )
