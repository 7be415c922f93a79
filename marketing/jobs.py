"""The time-driven work of this app: when it runs and what it calls."""

from django.utils.translation import gettext_lazy as _

from core.schedule import scheduled

from .services.lead_escalation import escalate_leads


def schedule_all() -> None:
    scheduled("escalate_leads", _("Escalate untouched leads"), minute="15")(escalate_leads)
