"""Requests to call a contract void, as far as the shared pages need to know them."""

from django.utils.translation import gettext_lazy as _

from core.tables import badge, link
from records.record_type import RecordType

from ..models import ContractVoiding

TONES = {"approving": "blue", "applied": "green", "rejected": "red", "withdrawn": "secondary"}
VOIDINGS = RecordType(
    name="contract-voidings",
    model=ContractVoiding,
    prefix="contracts:voiding",
    icon="ban",
    columns=[link("number", _("number of the request")), badge("status", _("status"), TONES)],
    order=["-pk"],
    has_list=False,
    has_create=False,
)
