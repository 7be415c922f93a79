"""What happened with mail, in words for the timeline and the operation log."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "messaging.letter_written": _("wrote a letter"),
}
