"""A customer's drawing has a new revision: open inquiries, samples and quotes that name an older one are warned."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from catalog.models import CustomerPartNumber
from contacts.services.telling import tell
from core import actions

from ..models import Inquiry, InquiryLine, Quote, QuoteLine, SampleRequest
from ..request_states import INQUIRY_OPEN, SAMPLE_BEFORE_SHIPMENT

QUOTES_OPEN = ("draft", "approving", "approved", "sent", "bargaining")


def open_with_older(row: CustomerPartNumber) -> list[Any]:
    """Open documents of the customer that name the number with another revision than this, the newest one."""
    named = Q(part_no=row.part_no) & ~Q(drawing_revision=row.drawing_revision)
    asked = InquiryLine.objects.alive().filter(named, inquiry__customer=row.customer_id)
    offered = QuoteLine.objects.alive().filter(named, quote__customer=row.customer_id)
    inquiries = Inquiry.objects.alive().filter(
        pk__in=asked.order_by().values("inquiry_id"), status__in=INQUIRY_OPEN
    )
    quotes = Quote.objects.alive().filter(
        pk__in=offered.order_by().values("quote_id"), status__in=QUOTES_OPEN
    )
    samples = SampleRequest.objects.alive().filter(
        named, customer=row.customer_id, status__in=("requested", *SAMPLE_BEFORE_SHIPMENT)
    )
    return [
        document
        for rows in (inquiries, quotes, samples)
        for document in rows.select_related("owner").order_by("pk")
    ]


def warn_open_documents(row: CustomerPartNumber, by: Any) -> list[Any]:
    """Tell their owners and note it with each; called when the new revision is noted."""
    found = open_with_older(row)
    words = {"number": row.part_no, "revision": row.drawing_revision}
    for document in found:
        actions.record("sales.revision_warned", document, by=by, customer=row.customer_id, **words)
        tell(
            document.owner,
            lambda document=document: (
                _("%(document)s: %(number)s now has the drawing revision %(revision)s.")  # type: ignore[misc]
                % {"document": document, **words}
            ),
            document.get_absolute_url(),
            by=by,
        )
    return found


def superseded(customer: Any, pairs: Iterable[tuple[str, str]]) -> list[CustomerPartNumber]:
    """Of the named numbers with their revisions those that have a newer one; one statement."""
    named = {(number, revision) for number, revision in pairs if number and revision}
    if not named:
        return []
    rows = CustomerPartNumber.objects.alive().filter(
        customer=customer, part_no__in={number for number, _revision in named}
    )
    newest: dict[str, CustomerPartNumber] = {}
    known: dict[str, set[str]] = {}
    for row in rows.order_by("pk"):
        newest[row.part_no] = row
        known.setdefault(row.part_no, set()).add(row.drawing_revision)
    return [
        newest[number]
        for number, revision in sorted(named)
        if number in newest and revision in known[number] and newest[number].drawing_revision != revision
    ]
