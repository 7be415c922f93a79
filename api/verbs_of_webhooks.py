"""What happened with webhooks, in words for the operation log."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "api.webhook_saved": _("saved a webhook"),
    "api.webhook_secret_renewed": _("gave a webhook a new secret"),
    "api.webhook_stopped": _("stopped a webhook"),
    "api.webhook_started": _("started a webhook again"),
    "api.webhook_tested": _("tried a webhook out"),
    "api.webhook_sent_again": _("sent an event again"),
    "api.deleted": _("deleted"),
}
