"""What hangs on customers and their people: relations, buying roles, assets, family. Edited from their pages."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from core.tables import choice, link, related, text
from records.record_type import RecordType, SearchText

from ..forms.asset import AssetForm
from ..forms.family import FamilyForm
from ..forms.relation import CompanyRelationForm, ContactRelationForm, PersonCompanyForm
from ..forms.stakeholder import StakeholderForm
from ..models import (
    ContactFamily,
    ContactRelation,
    CustomerRelation,
    InstalledAsset,
    PersonCustomerRelation,
    StakeholderRole,
)


def asset_words(row: InstalledAsset) -> SearchText:
    return SearchText(name=row.name, others=[row.imo_or_serial, row.model])


def customer_name(row: Any) -> str:
    return str(row.customer)


ASSETS = RecordType(
    name="installed-assets",
    model=InstalledAsset,
    prefix="contacts:asset",
    icon="ship",
    columns=[
        link("name", _("asset name")),
        choice("kind", _("kind")),
        related("customer", _("customer"), sort="customer__pinyin", href=True),
        related("unit", _("unit")),
        text("imo_or_serial", _("IMO or serial number")),
        text("model", _("model")),
        text("commissioned", _("commissioned on")),
    ],
    order=("name", "id"),
    form=AssetForm,
    search=asset_words,
    hint=customer_name,
    hint_related=("customer",),
    has_detail=False,
    has_list=False,
    api_fields=("customer", "unit", "kind", "name", "imo_or_serial", "model", "commissioned", "notes"),
    api_filters=("customer", "kind"),
)
STAKEHOLDERS = RecordType(
    name="stakeholder-roles",
    model=StakeholderRole,
    prefix="contacts:stakeholder",
    icon="target",
    columns=[
        related("contact", _("contact"), sort="contact__pinyin"),
        related("customer", _("customer"), sort="customer__pinyin"),
        choice("role", _("buying role")),
        text("influence", _("influence")),
        text("support", _("attitude")),
    ],
    order=("-influence", "id"),
    form=StakeholderForm,
    has_detail=False,
    has_list=False,
    api_fields=("customer", "contact", "unit", "role", "influence", "support", "action"),
    api_filters=("customer", "role"),
)
COMPANY_RELATIONS = RecordType(
    name="customer-relations",
    model=CustomerRelation,
    prefix="contacts:company_relation",
    icon="affiliate",
    columns=[related("a", _("customer")), related("type", _("relation")), related("b", _("other company"))],
    order=("id",),
    form=CompanyRelationForm,
    has_detail=False,
    has_list=False,
)
# The three below tell of private life: they have pages, but no list, search, export or API of their own.
CONTACT_RELATIONS = RecordType(
    name="contact-relations",
    model=ContactRelation,
    prefix="contacts:contact_relation",
    icon="users",
    columns=[],
    order=("id",),
    form=ContactRelationForm,
    has_detail=False,
    has_list=False,
)
PERSON_COMPANY = RecordType(
    name="person-company-relations",
    model=PersonCustomerRelation,
    prefix="contacts:person_company",
    icon="affiliate",
    columns=[],
    order=("id",),
    form=PersonCompanyForm,
    has_detail=False,
    has_list=False,
)
FAMILY = RecordType(
    name="contact-family",
    model=ContactFamily,
    prefix="contacts:family",
    icon="heart",
    columns=[],
    order=("id",),
    form=FamilyForm,
    has_detail=False,
    has_list=False,
)
