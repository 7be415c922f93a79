"""The tabs of a webhook."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from contacts.tabs import changes
from core.actions import label
from records.tabs import Tab

from .models import Webhook, WebhookDelivery

SHOWN = 100


def deliveries(webhook: Webhook, request: HttpRequest) -> dict[str, Any]:
    """The newest tries, or of those the ones that came to nothing."""
    rows = WebhookDelivery.objects.filter(webhook=webhook)
    only_failed = request.GET.get("only") == "failed"
    if only_failed:
        rows = rows.exclude(outcome=WebhookDelivery.Outcome.DELIVERED)
    found = list(rows[:SHOWN])
    for row in found:
        row.label = label(row.verb)  # type: ignore[attr-defined]
    return {"deliveries": found, "only_failed": only_failed}


WEBHOOK_TABS = (
    Tab(
        name="deliveries",
        label=_("Deliveries"),
        template="webhooks/tabs/deliveries.html",
        context=deliveries,
        order=10,
    ),
    Tab(name="history", label=_("Changes"), template="contacts/tabs/history.html", context=changes, order=95),
)
