"""The tabs on the pages of this app's records, and the one on a customer's page."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from contacts.tabs import changes, files
from records import gate
from records.tabs import Tab

from .models import Lead, LeadTouch
from .selectors.leads import lead_hits
from .selectors.shown import shown_fields

LEAD_FACTS = (
    "company", "contact_name", "job_title", "phone", "email", "region", "industry", "product_interest", "est_amount",
    "source", "channel", "source_tag", "rule", "assigned_at", "touched_at", "consent", "consent_at", "converted_at",
    "ended_reason", "created_at", "created_by", "details",
)  # fmt: skip


def lead_overview(lead: Lead, request: HttpRequest) -> dict[str, Any]:
    user = request.user
    is_working = lead.status in {Lead.Status.ASSIGNED, Lead.Status.FOLLOWING}
    hits = (
        lead_hits(user, company=lead.company, phone=lead.phone, email=lead.email, besides=lead.pk)
        if lead.is_open
        else []
    )
    return {
        "fields": shown_fields(lead, user, *LEAD_FACTS),
        "touches": LeadTouch.objects.alive().filter(lead=lead).select_related("by"),
        "hits": hits,
        "may_touch": is_working and gate.holds(user, lead, "change"),
    }


def own_files(subject: Any, request: HttpRequest) -> dict[str, Any]:
    subject.may_change = gate.holds(request.user, subject, "change")
    return files(subject, request)


FILES = Tab(name="files", label=_("Files"), template="contacts/tabs/files.html", context=own_files, order=90)
CHANGES = Tab(
    name="history", label=_("Changes"), template="contacts/tabs/history.html", context=changes, order=95
)
LEAD_TABS = (
    Tab(
        name="overview",
        label=_("Overview"),
        template="marketing/tabs/lead.html",
        context=lead_overview,
        order=10,
    ),
    FILES,
    CHANGES,
)
