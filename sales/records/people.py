"""What hangs on opportunities, as far as the shared forms need to know it."""

from django.utils.translation import gettext_lazy as _

from core.tables import link, related, text
from records.record_type import RecordType

from ..models import LossReview, OpportunityContact

OPPORTUNITY_CONTACTS = RecordType(
    name="opportunity-contacts",
    model=OpportunityContact,
    prefix="sales:place",
    icon="users",
    columns=[related("contact", _("contact")), text("role", _("buying role"))],
    order=["-is_primary", "pk"],
    has_list=False,
    has_detail=False,
    has_create=False,
)
LOSS_REVIEWS = RecordType(
    name="loss-reviews",
    model=LossReview,
    prefix="sales:review",
    icon="report-analytics",
    columns=[link("findings", _("what happened"))],
    order=["-pk"],
    has_list=False,
    has_detail=False,
    has_create=False,
)
