"""Products and competitors of an opportunity, as far as the shared forms need to know them."""

from django.utils.translation import gettext_lazy as _

from core.tables import related, text
from records.record_type import RecordType

from ..forms.interest import CompetitorForm, ProductForm
from ..models import OpportunityCompetitor, OpportunityProduct

OPPORTUNITY_PRODUCTS = RecordType(
    name="opportunity-products",
    model=OpportunityProduct,
    prefix="sales:sale_product",
    icon="package",
    columns=[related("product", _("product")), text("quantity", _("quantity"))],
    order=["pk"],
    form=ProductForm,
    has_list=False,
    has_detail=False,
    has_create=False,
)
OPPORTUNITY_COMPETITORS = RecordType(
    name="opportunity-competitors",
    model=OpportunityCompetitor,
    prefix="sales:sale_competitor",
    icon="swords",
    columns=[related("competitor", _("competitor")), text("standing", _("how he stands"))],
    order=["pk"],
    form=CompetitorForm,
    has_list=False,
    has_detail=False,
    has_create=False,
)
