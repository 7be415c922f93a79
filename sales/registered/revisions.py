"""Documents that name an outdated drawing revision say so on their pages, and their owners are told."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from catalog import sources as catalog_sources
from core import actions
from records import sources
from records.sources import Banner

from ..models import Inquiry, InquiryLine, Quote, QuoteLine, SampleRequest
from ..request_states import INQUIRY_OPEN, SAMPLE_BEFORE_SHIPMENT
from ..services.revisions import QUOTES_OPEN, superseded, warn_open_documents


def outdated(record: Any, user: Any) -> list[Banner]:
    """The newer revision of what an open document names."""
    if not isinstance(record, Inquiry | SampleRequest | Quote):
        return []
    return [
        Banner(
            gettext("%(number)s now has the drawing revision %(revision)s; here an older one is named.")
            % {"number": row.part_no, "revision": row.drawing_revision or "–"},
            level="warning",
            icon="alert-triangle",
        )
        for row in superseded(record.customer_id, _named(record))
    ]


def _named(record: Any) -> list[tuple[str, str]]:
    if isinstance(record, SampleRequest):
        is_open = record.status in ("requested", *SAMPLE_BEFORE_SHIPMENT)
        return [(record.part_no, record.drawing_revision)] if is_open else []
    if isinstance(record, Inquiry):
        rows = InquiryLine.objects.alive().filter(inquiry=record) if record.status in INQUIRY_OPEN else None
    else:
        rows = QuoteLine.objects.alive().filter(quote=record) if record.status in QUOTES_OPEN else None
    return list(rows.values_list("part_no", "drawing_revision")) if rows is not None else []


def register() -> None:
    actions.VERBS["sales.revision_warned"] = _("was warned of a new drawing revision")
    catalog_sources.add_revised(warn_open_documents)
    sources.add_banner(outdated)
