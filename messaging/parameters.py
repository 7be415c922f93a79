"""The settings of mail that an administrator may change."""

from django.utils.translation import gettext_lazy as _

from records import parameters

from .services.arrival import REPLY_DAYS
from .services.letter import MOST_ADDRESSES, MOST_MEGABYTES
from .services.mailbox import MAY_HAVE_OWN


def declare() -> None:
    parameters.declare(
        parameters.Declaration(
            MOST_ADDRESSES,
            _("Most addresses of a letter"),
            "integer",
            50,
            help=_("Addressees and copies together."),
            least=1,
            most=500,
        ),
        parameters.Declaration(
            MOST_MEGABYTES,
            _("Most that the files of a letter may weigh"),
            "integer",
            20,
            help=_("Most mail servers take 20 to 25 MB."),
            least=1,
            most=100,
            unit="MB",
        ),
        parameters.Declaration(
            MAY_HAVE_OWN,
            _("People set up their own mailboxes"),
            "flag",
            True,
            help=_(
                "On their profiles; administrators see and stop such a mailbox, and read none of its mail."
            ),
        ),
        parameters.Declaration(
            REPLY_DAYS,
            _("Working days within which a mail is answered"),
            "integer",
            1,
            help=_("Counted from the day on which it came in; later it counts as overdue."),
            least=1,
            most=30,
            unit=_("working days"),
        ),
    )
