"""What the editor is told while one types: each row's amount and proposed price, totals, and the guards' judgement."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from core.amounts_in_words import in_words
from core.errors import DomainError
from core.row_ids import row_id

from ..forms.quote import QuoteForm, resolve_products
from ..forms.quote_lines import LineForm, numbered_rows, plain
from ..guards import unanswered
from ..models import Quote, QuoteLine
from ..quote_tabs import shown_findings
from ..selectors.quote_check import findings_of
from ..services.quote import MOST_LINES, add_up, attempted, set_rate


def live(form: QuoteForm, user: Any) -> dict[str, Any]:
    """Judge the form as it stands, however unfinished; nothing is saved and nothing is refused."""
    form.is_valid()
    quote: Quote = form.instance
    rows = numbered_rows(form.data)[:MOST_LINES]
    reasons = quote.reasons if isinstance(quote.reasons, dict) else {}
    if quote.customer_id is None:
        return {"rows": [], "findings": [], "quote": None, "hint": _("Choose the customer first.")}
    try:
        set_rate(quote)
    except DomainError as refusal:
        return {"rows": [], "findings": [], "quote": None, "hint": refusal.message}
    lines, shown = [], []
    for number, row in rows:
        typed = LineForm(row)
        if typed.is_valid():
            lines.append({**typed.cleaned_data, "product": row_id(row.get("product")), "number": number})
        elif row.get("product") or row.get("quantity") or row.get("price"):
            shown.append({"number": number, "problem": _first(typed)})
    wrong = dict(resolve_products(lines, user))
    done: list[QuoteLine] = []
    for place, (line, tried) in enumerate(zip(lines, attempted(quote, lines), strict=True), start=1):
        number = line["number"]
        if place in wrong or isinstance(tried, DomainError):
            message = wrong.get(place) or (tried.message if isinstance(tried, DomainError) else "")
            shown.append({"number": number, "problem": message})
            continue
        done.append(tried)
        shown.append(
            {
                "number": number,
                "amount": f"{tried.amount:,.2f}",
                "origin": tried.price_origin,
                "price": plain(tried.proposed_price) if tried.proposed_price is not None else "",
                "vat_rate": plain(tried.vat_rate),
                "lead_days": "" if tried.lead_days is None else tried.lead_days,
                "uom": tried.uom,
                "part_no": tried.part_no,
                "drawing_no": tried.drawing_no,
                "drawing_revision": tried.drawing_revision,
            }
        )
    return {"rows": shown, **_whole(quote, done, reasons, user)}


def _whole(quote: Quote, lines: list[QuoteLine], reasons: dict[str, str], user: Any) -> dict[str, Any]:
    try:
        add_up(quote, lines)
        words = in_words(quote.gross_amount, quote.currency, quote.language)
    except DomainError as refusal:
        return {"findings": [], "quote": None, "hint": refusal.message}
    if quote.owner_id is None and quote.pk is None:
        quote.owner = user
    findings = findings_of(quote, lines, user=user) if lines else []
    return {
        "quote": quote,
        "discount": quote.discount if quote.discount else Decimal(0),
        "words": words,
        "findings": shown_findings(findings, reasons),
        "is_free": bool(lines) and not unanswered(findings, reasons),
    }


def _first(form: LineForm) -> str:
    name, errors = next(iter(form.errors.items()))
    return f"{form.fields[name].label}: {errors[0]}" if name in form.fields else str(errors[0])
