"""What customers call our products and what was agreed with them, as record types."""

from django.utils.translation import gettext_lazy as _

from core.tables import choice, related, text
from records.record_type import RecordType, SearchText

from ..filters.price_list import DealPriceFilterSet
from ..forms.part_number import PartNumberForm
from ..models import CustomerPartNumber, DealPrice
from . import figures


def words(row: CustomerPartNumber) -> SearchText:
    return SearchText(name=row.part_no, others=[row.drawing_no])


def hint(row: CustomerPartNumber) -> str:
    return f"{row.customer} · {row.product}"


PART_NUMBERS = RecordType(
    name="customer-part-numbers",
    model=CustomerPartNumber,
    prefix="catalog:part_number",
    icon="tag",
    columns=[
        text("part_no", _("customer's part number")),
        related("customer", _("customer"), sort="customer__pinyin", href=True),
        related("product", _("product"), sort="product__pinyin", href=True),
        text("drawing_no", _("drawing number")),
        text("drawing_revision", _("drawing revision")),
        text("notes", _("notes"), is_default=False),
    ],
    order=["part_no", "pk"],
    form=PartNumberForm,
    search=words,
    hint=hint,
    hint_related=("customer", "product"),
    api_fields=["customer", "product", "part_no", "drawing_no", "drawing_revision", "notes"],
    has_detail=False,
    has_list=False,
)
DEALS = RecordType(
    name="deal-prices",
    model=DealPrice,
    prefix="catalog:deal",
    icon="receipt",
    columns=[
        related("product", _("product"), sort="product__pinyin", href=True),
        related("customer", _("customer"), sort="customer__pinyin", href=True),
        figures.price("price", _("price")),
        text("currency", _("currency")),
        figures.amount("quantity", _("quantity")),
        text("agreed_on", _("agreed on")),
        choice("document", _("document")),
        text("document_no", _("document number")),
    ],
    order=["-agreed_on", "-pk"],
    filterset=DealPriceFilterSet,
    quick_filters=["customer", "product"],
    api_fields=[
        "customer",
        "product",
        "price",
        "currency",
        "tax_included",
        "quantity",
        "agreed_on",
        "valid_to",
        "document",
        "document_no",
        "line_no",
    ],
    has_detail=False,
    has_list=False,
    has_create=False,
    actions=(),
)
