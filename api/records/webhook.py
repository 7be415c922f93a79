"""Webhooks as a record type."""

from typing import Any

from django.db.models import Q
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.joining import listed
from core.tables import Column, link, related, text
from records.record_type import RecordType, Scene

from ..filters.webhook import WebhookFilterSet
from ..forms.webhook import WebhookForm
from ..models import Webhook
from ..selectors.events import event_label
from ..services.webhook import delete_webhook


def events(row: Webhook) -> str:
    shown = [event_label(event) for event in row.events]
    return listed(shown) if len(shown) < 4 else f"{listed(shown[:3])} … ({len(shown)})"


def state(row: Webhook) -> str:
    if not row.is_active:
        return gettext("stopped")
    return gettext("fails") if row.failures else gettext("active")


def shown_state(row: Webhook) -> Any:
    tone = (
        ("red" if row.stopped_because else "gray")
        if not row.is_active
        else "orange"
        if row.failures
        else "green"
    )
    return SafeString(f'<span class="badge bg-{tone}-lt">{escape(state(row))}</span>')


def find(rows: Any, typed: str) -> Any:
    return rows.filter(Q(name__icontains=typed) | Q(url__icontains=typed))


WEBHOOKS = RecordType(
    name="webhooks",
    model=Webhook,
    prefix="webhooks:webhook",
    icon="plug",
    columns=[
        link("name", _("name")),
        text("url", _("web address"), sort=""),
        Column(name="events", label=_("events"), value=events),
        related("owner", _("sees with the eyes of"), sort="owner__pinyin"),
        Column(name="is_active", label=_("status"), value=state, html=shown_state, sort="is_active"),
        text("delivered_at", _("last delivered")),
        text("failures", _("failures in a row"), is_default=False),
        text("created_at", _("created"), is_default=False),
    ],
    order=["name", "pk"],
    filterset=WebhookFilterSet,
    form=WebhookForm,
    delete=delete_webhook,
    scenes=[
        Scene("stopped", _("Stopped"), lambda user: Q(is_active=False)),
        Scene("failing", _("Failing"), lambda user: Q(is_active=True, failures__gt=0)),
    ],
    find=find,
    api_fields=["name", "url", "owner", "events", "is_active", "failures", "delivered_at"],
    actions=("change", "delete"),
)
