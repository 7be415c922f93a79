"""The line of one's own mailbox on one's profile."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.sources import ProfileLine
from records import gate, parameters

from .models import MailMessage
from .services.mailbox import MAY_HAVE_OWN, own_mailbox


def own_mailbox_line(user: Any) -> ProfileLine | None:
    if not gate.allowed(user, MailMessage, "add") or not parameters.get(MAY_HAVE_OWN):
        return None
    box = own_mailbox(user)
    if box is None:
        value = _("none: set it up")
    elif not box.is_active:
        value = _("%(mailbox)s (stopped)") % {"mailbox": box.address}
    elif box.trouble:
        value = _("%(mailbox)s (does not work)") % {"mailbox": box.address}
    else:
        value = box.address
    return ProfileLine(_("My mailbox"), value, reverse("messaging:own_mailbox"))
