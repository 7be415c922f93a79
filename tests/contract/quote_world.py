"""A quote that went out and one that is being drafted, at the world's customer."""

from datetime import timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any

from core import clock
from sales.models import Quote
from sales.services.quote import save_quote
from sales.services.quote_answer import open_link
from sales.services.quote_approval import put_approved, submit_quote
from workflow.models import ProcessDefinition


class QuoteRows:
    """Rows of quotes; `customer`, `contact` and `cast` are the world's."""

    def _quote(self: Any, subject: str) -> Quote:
        quote = Quote(
            customer=self.customer,
            contact=self.contact,
            subject=subject,
            valid_until=clock.today() + timedelta(days=30),
            payment_terms="金丝雀账期",
        )
        given = {"description": "金丝雀轴承", "quantity": Decimal(10), "price": Decimal(113)}
        return save_quote(quote, by=self.cast.rep, lines=[given])

    @cached_property
    def quote_draft(self: Any) -> Quote:
        return self._quote("金丝雀草稿报价")  # type: ignore[no-any-return]

    @cached_property
    def quote(self: Any) -> Quote:
        """Sent, with a link that is open."""
        ways = ProcessDefinition.objects.filter(doc_type="quote", is_active=True)
        kept = list(ways.values_list("pk", flat=True))
        ways.update(is_active=False)
        made = put_approved(submit_quote(self._quote("金丝雀报价"), by=self.cast.rep), by=self.cast.manager)
        ProcessDefinition.objects.filter(pk__in=kept).update(is_active=True)
        self.quote_link, _token = open_link(made, by=self.cast.rep, recipient="金丝雀收件人")
        made.refresh_from_db()
        return made

    @cached_property
    def quote_link(self: Any) -> Any:
        return self.quote.links.first()
