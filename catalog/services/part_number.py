"""What customers call our products: a number and drawing revision means one product only."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core import actions
from core.errors import DomainError

from ..models import CustomerPartNumber


def save_part_number(row: CustomerPartNumber, *, by: Any) -> CustomerPartNumber:
    """Note a customer's number for a product; the same number and revision cannot mean two of them."""
    row.part_no = " ".join(row.part_no.split())
    row.drawing_revision = row.drawing_revision.strip()
    is_new = row.pk is None
    with transaction.atomic():
        try:
            with transaction.atomic():
                row.save()
        except IntegrityError:
            raise DomainError(
                _(
                    "This customer has this number and drawing revision already. Give the revision, or change that one."
                ),
                code="duplicate",
                field="part_no",
            )
        verb = "catalog.part_number_added" if is_new else "catalog.part_number_changed"
        actions.record(verb, row.customer, by=by, part_no=row.part_no, product=str(row.product))
    return row
