"""What the editor of a quote is told while one types: its lines, totals, and the guards' judgement."""

from decimal import Decimal
from typing import Any

from catalog.views.priced_lines import LinesCheck, reckoned, totals

from ..forms.quote import QuoteForm
from ..guards import unanswered
from ..quote_tabs import shown_findings
from ..selectors.quote_check import findings_of
from ..services.quote import add_up_quote


class QuoteCheckNow(LinesCheck):
    form_class = QuoteForm
    template = "sales/_quote_check.html"

    def judged(self, form: QuoteForm, user: Any) -> dict[str, Any]:
        found = reckoned(form, user)
        known = totals(found, add_up_quote)
        quote = known["document"]
        if quote is None:
            return {"rows": found.rows, "findings": [], **known}
        if quote.owner_id is None and quote.pk is None:
            quote.owner = user
        reasons = quote.reasons if isinstance(quote.reasons, dict) else {}
        findings = findings_of(quote, found.lines, user=user) if found.lines else []
        return {
            "rows": found.rows,
            **known,
            "discount": quote.discount if quote.discount else Decimal(0),
            "findings": shown_findings(findings, reasons),
            "is_free": bool(found.lines) and not unanswered(findings, reasons),
        }
