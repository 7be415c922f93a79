"""The library of clauses and the contract templates as record types."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.tables import badge, choice, link, related, text
from records.record_type import ApiVerb, RecordType, Scene, SearchText

from ..filters.template import ClauseFilterSet, TemplateFilterSet
from ..forms.template import ClauseForm, TemplateForm
from ..models import Clause, ContractTemplate
from ..services.template import delete_template, new_edition, publish_template, retire_template

TONES = {"draft": "gray", "published": "green", "retired": "secondary"}

CLAUSES = RecordType(
    name="clauses",
    model=Clause,
    prefix="contracts:clause",
    icon="list-details",
    columns=[
        link("code", _("clause number")),
        text("title", pgettext_lazy("clause", "title")),
        text("category", _("kind")),
        choice("language", _("language")),
        text("is_active", _("in use")),
        text("updated_at", _("updated"), is_default=False),
    ],
    order=["code", "pk"],
    filterset=ClauseFilterSet,
    form=ClauseForm,
    scenes=[
        Scene("active", _("In use"), lambda user: Q(is_active=True)),
        Scene("all", _("All"), lambda user: Q()),
    ],
    search=lambda row: SearchText(name=row.title, others=[row.code, row.category]),
    hint=lambda row: row.category,
    api_fields=["code", "title", "category", "language", "body", "is_active"],
)


def verb(name: str, label: str, action: str, service: Any) -> ApiVerb:
    def perform(row: ContractTemplate, by: Any, data: dict[str, Any]) -> Any:
        made = service(row, by=by)
        return {"id": made.pk, "edition": made.edition, "status": made.status}

    return ApiVerb(name, label, action, perform)


TEMPLATES = RecordType(
    name="contract-templates",
    model=ContractTemplate,
    prefix="contracts:template",
    icon="copy",
    columns=[
        link("code", _("template number")),
        text("name", _("template name")),
        text("edition", _("version"), align="end"),
        badge("status", _("status"), TONES),
        choice("mode", _("template mode")),
        choice("language", _("language")),
        choice("market_type", _("market")),
        related("customer", _("customer"), sort="customer__pinyin", href=True),
        text("country", _("country"), is_default=False),
        text("updated_at", _("updated"), is_default=False),
    ],
    order=["code", "-edition", "pk"],
    filterset=TemplateFilterSet,
    form=TemplateForm,
    scenes=[
        Scene("current", _("Published and drafts"), lambda user: ~Q(status="retired")),
        Scene("all", _("All"), lambda user: Q()),
    ],
    delete=delete_template,
    search=lambda row: SearchText(name=row.name, others=[row.code]),
    hint=lambda row: f"{row.get_mode_display()} · {row.get_status_display()}",
    api_fields=[
        "code", "edition", "name", "mode", "market_type", "country", "customer", "language", "opening", "clause_list",
        "closing", "status",
    ],
    api_verbs=[
        verb("publish", "contracts are filled from it from now on", "publish", publish_template),
        verb("retire", "contracts are filled from it no more", "publish", retire_template),
        verb("new-edition", "a draft of its next version", "change", new_edition),
    ],
)  # fmt: skip
