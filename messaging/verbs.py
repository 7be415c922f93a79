"""What happened with mail, in words for the timeline and the operation log."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "messaging.letter_written": _("wrote a letter"),
    "messaging.letter_sent_again": _("sent the letter again"),
    "messaging.mail_closed": _("said that the mail needs no answer"),
    "messaging.mail_reopened": _("put the mail up for an answer again"),
    "messaging.mail_placed": _("said where the mail belongs"),
    "messaging.template_saved": _("saved a mail template"),
    "messaging.opted_out": _("wants no more letters"),
    "messaging.account_kept": _("set up a mailbox"),
    "messaging.account_stopped": _("stopped a mailbox"),
    "messaging.account_started": _("started a mailbox again"),
    "messaging.account_closed": _("closed a mailbox"),
    "messaging.deleted": _("deleted"),
}
