"""What a contract says at a moment, written down as plain words that can be compared and are never overwritten."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Max

from catalog.selectors.priced_lines import living_lines
from records import dictionaries

from ..models import Contract, ContractVersion
from ..places import filled, values_of
from .clauses import TERM_FIELDS, living_clauses, living_terms

Origin = ContractVersion.Origin
FIELDS = (
    "name", "their_number", "kind", "master", "country", "template_mode", "template", "language", "customer", "unit",
    "contact", "their_signer", "our_signer", "currency", "tax_included", "rate", "ceiling", "net_amount", "tax_amount",
    "gross_amount", "start_on", "end_on", "effective_on", "auto_renew", "renew_notice_days", "price_mode",
    "fx_base_rate", "fx_threshold", "yearly_reduction", "warranty_months", "delivery_terms", "terms",
)  # fmt: skip
LINE_FIELDS = ("quantity", "price", "discount", "vat_rate", "amount", "lead_days", "delivery_place")


def plain(value: Any) -> Any:
    """A value as JSON keeps it and people read it; choices stay slugs."""
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return value.isoformat() if isinstance(value, date) else str(value)


def content_of(contract: Contract) -> dict[str, Any]:
    """All that is agreed: head, lines, clauses with their places filled, opening and closing, terms of payment."""
    values = values_of(contract)
    template = contract.template
    return {
        "fields": {name: plain(getattr(contract, name)) for name in FIELDS},
        "lines": [
            {
                "place": line.place,
                "what": line.what,
                "code": line.product.code if line.product else "",
                "uom": dictionaries.label("unit_of_measure", line.uom) or line.uom,
                **{name: plain(getattr(line, name)) for name in LINE_FIELDS},
            }
            for line in living_lines(contract)
        ],
        "opening": filled(template.opening, values) if template else "",
        "clauses": [
            {"title": filled(row.title, values), "body": filled(row.body, values), "clause": row.clause_id}
            for row in living_clauses(contract)
        ],
        "closing": filled(template.closing, values) if template else "",
        "terms": [
            {name: plain(getattr(row, name)) for name in TERM_FIELDS} for row in living_terms(contract)
        ],
    }


def write_version(
    contract: Contract, origin: str, *, by: Any, note: str = "", content: Any = None
) -> ContractVersion:
    """The next version; called under the lock of the contract, so that none is given twice."""
    last = ContractVersion.objects.filter(contract=contract).aggregate(last=Max("edition"))["last"] or 0
    return ContractVersion.objects.create(
        contract=contract,
        edition=last + 1,
        origin=origin,
        content=content if content is not None else content_of(contract),
        note=note[:200],
        by=by if getattr(by, "pk", None) else None,
    )
