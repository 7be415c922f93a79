"""Assignment rules and web forms as record types: kept on pages, read over the API."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.tables import Column, choice, link, related, text
from records import dictionaries
from records.record_type import RecordType

from ..filters.lead import LeadRuleFilterSet, WebFormFilterSet
from ..models import LeadRule, WebForm


def find(rows: Any, typed: str) -> Any:
    return rows.filter(Q(name__icontains=typed))


LEAD_RULES = RecordType(
    name="lead-rules",
    model=LeadRule,
    prefix="marketing:lead_rule",
    icon="route",
    columns=[
        link("name", _("name")),
        text("sort", _("order")),
        text("is_active", _("active")),
        text("regions", _("regions")),
        Column(
            name="industry",
            label=_("industry"),
            value=lambda row: dictionaries.label("industry", row.industry) or None,
            sort="industry",
        ),
        choice("channel", _("way in")),
        text("source_tag", _("source tag"), is_default=False),
        related("to_department", _("or department")),
        related("last_given", _("last in turn")),
    ],
    order=["sort", "pk"],
    filterset=LeadRuleFilterSet,
    find=find,
    api_fields=["name", "sort", "is_active", "regions", "industry", "channel", "source_tag", "to_department"],
    has_detail=False,
    actions=("change", "delete"),
)
WEB_FORMS = RecordType(
    name="web-forms",
    model=WebForm,
    prefix="marketing:web_form",
    icon="world",
    columns=[
        link("name", _("name")),
        text("title", _("heading")),
        text("source_tag", _("source tag")),
        text("is_active", _("active")),
        text("per_hour", _("most leads an hour and address"), is_default=False),
        related("owner", _("owner"), sort="owner__pinyin"),
        text("created_at", _("created"), is_default=False),
    ],
    order=["name", "pk"],
    filterset=WebFormFilterSet,
    find=find,
    api_fields=["name", "title", "intro", "consent_text", "source", "source_tag", "is_active"],
    actions=("change", "delete"),
)
