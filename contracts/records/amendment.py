"""Amendments, as far as the shared pages need to know them."""

from django.utils.translation import gettext_lazy as _

from core.tables import badge, link
from records.record_type import RecordType

from ..models import ContractAmendment

TONES = {
    "draft": "gray",
    "approving": "blue",
    "applied": "green",
    "rejected": "red",
    "withdrawn": "secondary",
}
AMENDMENTS = RecordType(
    name="contract-amendments",
    model=ContractAmendment,
    prefix="contracts:amendment",
    icon="versions",
    columns=[link("number", _("amendment number")), badge("status", _("status"), TONES)],
    order=["-pk"],
    has_list=False,
    has_create=False,
)
