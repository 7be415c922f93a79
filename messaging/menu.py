"""The lines of this app in the menu and behind the + button."""

from django.utils.translation import gettext_lazy as _

from records.menu import Entry

ENTRIES = [
    Entry("service", _("Mail"), "messaging:mail_list", "mail", "messaging.view_mailmessage", 20),
    Entry(
        "service",
        _("Mail templates"),
        "messaging:template_list",
        "file-text",
        "messaging.change_mailtemplate",
        80,
    ),
]
QUICK_CREATE = [
    Entry("service", _("Letter"), "messaging:mail_create", "mail", "messaging.add_mailmessage", 50),
]
