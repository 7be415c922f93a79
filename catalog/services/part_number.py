"""What customers call our products: a number and drawing revision means one product only; the newest one is current."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core import actions
from core.errors import DomainError

from ..models import CustomerPartNumber
from ..sources import tell_revised


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


def newest_revision(row: CustomerPartNumber) -> CustomerPartNumber:
    """The current revision of the same number at the same customer: the one that was noted last."""
    rows = CustomerPartNumber.objects.alive().filter(customer=row.customer_id, part_no=row.part_no)
    return rows.order_by("-pk").first() or row


def revise_part_number(
    row: CustomerPartNumber, *, by: Any, drawing_revision: str, drawing_no: str = "", notes: str = ""
) -> CustomerPartNumber:
    """The customer's drawing has a new revision: the former one stays as history, open documents are warned.

    Refuses to go on from a revision that is history already, and one that was there before.
    """
    with transaction.atomic():
        old = CustomerPartNumber.objects.alive().select_for_update().filter(pk=row.pk).first()
        if old is None:
            raise DomainError(_("This record does not exist any more."), code="gone")
        newest = newest_revision(old)
        if newest.pk != old.pk:
            raise DomainError(
                _("Revision %(now)s is the newest of this number: go on from that one.")
                % {"now": newest.drawing_revision or "–"},
                code="not_newest",
            )
        if not drawing_revision.strip():
            raise DomainError(_("Give the new revision."), "required", "drawing_revision")
        new = CustomerPartNumber(
            customer_id=old.customer_id,
            product_id=old.product_id,
            part_no=old.part_no,
            drawing_no=drawing_no.strip() or old.drawing_no,
            drawing_revision=drawing_revision,
            notes=notes.strip()[:200],
        )
        save_part_number(new, by=by)
        actions.record(
            "catalog.part_number_revised",
            new.customer,
            by=by,
            part_no=new.part_no,
            before=old.drawing_revision,
            after=new.drawing_revision,
        )
        tell_revised(new, by)
    return new
