"""The customer's unit as a record type; its page is its place in the customer's tree."""

from django.utils.translation import gettext_lazy as _

from core.tables import choice, link, related, text
from records.record_type import RecordType, SearchText

from ..filters.unit import UnitFilterSet
from ..forms.unit import UnitForm
from ..models import CustomerUnit
from ..services.unit import delete_unit

CUSTOMER_UNITS = RecordType(
    name="customer-units",
    model=CustomerUnit,
    prefix="contacts:unit",
    icon="sitemap",
    columns=[
        link("name", _("unit name"), sort="pinyin"),
        related("customer", _("customer"), sort="customer__pinyin", href=True),
        related("parent", _("superior unit"), sort="parent__pinyin"),
        choice("kind", _("kind"), edit="kind"),
        text("code", _("code")),
        related("head", _("head"), sort="head__pinyin"),
        text("function", _("function"), is_default=False, edit="function"),
        text("location", _("location"), is_default=False, edit="location"),
        text("address", _("address"), is_default=False, edit="address"),
        text("latitude", _("latitude"), is_default=False),
        text("longitude", _("longitude"), is_default=False),
        text("depth", _("level"), is_default=False),
        text("created_at", _("created"), is_default=False),
    ],
    order=["customer_id", "path"],
    filterset=UnitFilterSet,
    form=UnitForm,
    quick_filters=["customer", "kind"],
    bulk_fields=["kind", "function", "location"],
    delete=delete_unit,
    search=lambda unit: SearchText(name=unit.name, others=[unit.code]),
    hint=lambda unit: str(unit.parent or unit.customer),
    hint_related=("customer", "parent"),
    api_fields=[
        "customer",
        "parent",
        "code",
        "name",
        "kind",
        "function",
        "location",
        "sort",
        "head",
        "address",
        "latitude",
        "longitude",
        "depth",
    ],
    has_detail=False,
    actions=("change", "delete"),
)
