"""The lead as a record type: its list, filters, scenes, bulk actions, search words and API."""

from collections.abc import Callable
from typing import Any

from django.db.models import Q
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from contacts.selectors.colleagues import subordinate_ids
from core.errors import DomainError
from core.tables import Column, attribute, badge, choice, link, money, related, text
from records import dictionaries
from records.masking import masked
from records.record_type import ApiVerb, BulkAction, Outcome, RecordType, Scene, SearchText

from ..filters.lead import LeadFilterSet
from ..forms.lead import AssignForm, ConvertForm, LeadForm, ReasonForm, TouchForm
from ..models import Lead
from ..services.lead import assign_lead, close_lead, reject_lead, touch_lead
from ..services.lead_conversion import convert_lead

TONES = {
    "new": "orange",
    "assigned": "blue",
    "following": "azure",
    "converted": "green",
    "invalid": "gray",
    "closed": "gray",
}
OPEN = Q(status__in=[Lead.Status.NEW, Lead.Status.ASSIGNED, Lead.Status.FOLLOWING])


def dictionary(name: str, code: str, label: Any) -> Column:
    return Column(
        name=name,
        label=label,
        value=lambda row: dictionaries.label(code, getattr(row, name)) or None,
        sort=name,
        group=name,
        is_default=False,
        edit=name,
    )


def high_risk(row: Lead) -> Any:
    if not row.is_high_risk:
        return None
    word = escape(gettext("high risk"))
    return SafeString(f'<span class="badge badge-red">{word}</span>')


COLUMNS = [
    link("title", _("subject")),
    text("company", _("company"), sort="pinyin"),
    text("contact_name", _("contact name"), edit="contact_name"),
    masked("phone", _("phone")),
    badge("status", _("status"), TONES),
    related("owner", _("owner"), sort="owner__pinyin"),
    money("est_amount", _("estimated amount (yuan)"), edit="est_amount"),
    Column(
        name="is_high_risk",
        label=_("high risk"),
        value=attribute("is_high_risk"),
        html=high_risk,
        sort="is_high_risk",
        group="is_high_risk",
    ),
    choice("channel", _("way in"), is_default=False),
    text("created_at", _("created")),
    related("department", _("owning department"), sort="department__sort", is_default=False),
    text("product_interest", _("product interest"), is_default=False, edit="product_interest"),
    masked("email", _("e-mail"), is_default=False),
    text("job_title", _("job title"), is_default=False),
    text("region", _("region"), is_default=False, edit="region", group="region"),
    dictionary("industry", "industry", _("industry")),
    dictionary("source", "customer_source", _("source")),
    related("campaign", _("campaign"), is_default=False),
    text("source_tag", _("source tag"), is_default=False, group="source_tag"),
    text("assigned_at", _("given out"), is_default=False),
    text("touched_at", _("last touched"), is_default=False),
    related("customer", _("customer"), sort="customer__pinyin", is_default=False),
    text("converted_at", _("converted on"), is_default=False),
    text("ended_reason", _("reason"), is_default=False),
]


def each(rows: Any, perform: Callable[[Any], Any]) -> Outcome:
    """Do it to each; those that refuse stay as they are and say why."""
    outcome = Outcome()
    for row in rows:
        try:
            perform(row)
        except DomainError as refusal:
            outcome.refused.append((row, refusal.message))
        else:
            outcome.done.append((row, ""))
    return outcome


def assign(rows: Any, by: Any, data: dict[str, Any]) -> Outcome:
    return each(rows, lambda lead: assign_lead(lead, to=data["to"], by=by, reason=data["reason"]))


def reject(rows: Any, by: Any, data: dict[str, Any]) -> Outcome:
    return each(rows, lambda lead: reject_lead(lead, by=by, reason=data["reason"]))


def told(lead: Lead) -> dict[str, Any]:
    return {
        "lead": lead.pk,
        "status": lead.status,
        "owner": lead.owner_id,
        "customer": lead.customer_id,
        "contact": lead.contact_id,
    }


def api_convert(lead: Lead, by: Any, data: dict[str, Any]) -> Any:
    return told(
        convert_lead(
            lead,
            by=by,
            customer=data.get("customer"),
            name=data.get("name", ""),
            with_contact=data.get("with_contact", False),
            parts=[
                key.removeprefix("make_") for key, value in data.items() if key.startswith("make_") and value
            ],
        )
    )


def api_touch(lead: Lead, by: Any, data: dict[str, Any]) -> Any:
    touch = touch_lead(lead, by=by, text=data["text"], kind=data["kind"])
    return told(touch.lead)


LEADS = RecordType(
    name="leads",
    model=Lead,
    prefix="marketing:lead",
    icon="target",
    columns=COLUMNS,
    order=["-created_at", "-pk"],
    filterset=LeadFilterSet,
    form=LeadForm,
    quick_filters=["owner", "channel"],
    scenes=[
        Scene("open", _("Open"), lambda user: OPEN),
        Scene("mine", _("Mine"), lambda user: Q(owner=user)),
        Scene("people", _("My people's"), lambda user: Q(owner__in=subordinate_ids(user))),
        Scene("unowned", _("Without owner"), lambda user: Q(owner=None) & OPEN),
        Scene("risk", _("At high risk"), lambda user: Q(is_high_risk=True)),
    ],
    bulk_actions=[
        BulkAction("assign", _("Give to a colleague"), "assign", assign, AssignForm, icon="users"),
        BulkAction("reject", _("Invalid"), "change", reject, ReasonForm, icon="x", is_dangerous=True),
    ],
    bulk_fields=["region", "industry", "source"],
    search=lambda lead: SearchText(
        name=lead.company,
        others=[lead.title, lead.contact_name, lead.product_interest],
        phones=[lead.phone],
        private=[lead.email],
    ),
    search_private_action="reveal",
    marks=("reveal",),
    hint=lambda lead: lead.company,
    api_fields=[
        "title",
        "company",
        "contact_name",
        "job_title",
        "phone",
        "email",
        "region",
        "industry",
        "product_interest",
        "est_amount",
        "details",
        "source",
        "campaign",
        "channel",
        "source_tag",
        "consent_at",
        "status",
        "owner",
        "department",
        "assigned_at",
        "touched_at",
        "is_high_risk",
        "duplicate_of",
        "customer",
        "contact",
        "converted_at",
        "ended_reason",
    ],
    api_verbs=[
        ApiVerb(
            "assign",
            "give the lead to a colleague",
            "assign",
            lambda lead, by, data: told(assign_lead(lead, to=data["to"], by=by, reason=data["reason"])),
            AssignForm,
        ),
        ApiVerb("touch", "write down an attempt to reach them", "change", api_touch, TouchForm),
        ApiVerb("convert", "make a customer of the lead", "convert", api_convert, ConvertForm),
        ApiVerb(
            "reject",
            "call the lead invalid",
            "change",
            lambda lead, by, data: told(reject_lead(lead, by=by, reason=data["reason"])),
            ReasonForm,
        ),
        ApiVerb(
            "close",
            "close the lead",
            "change",
            lambda lead, by, data: told(close_lead(lead, by=by, reason=data["reason"])),
            ReasonForm,
        ),
    ],
    actions=("change", "delete", "assign", "convert", "reveal", "unmask"),
)
