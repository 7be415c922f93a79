"""The line of webhooks in the menu."""

from django.utils.translation import gettext_lazy as _

from records.menu import Entry

ENTRIES = [
    Entry("system", _("Webhooks"), "webhooks:webhook_list", "plug", "api.view_webhook", 70),
]
