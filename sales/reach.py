"""How an opportunity reaches people beyond owner and department: whoever is on the account team of its customer,
has that customer lent or shared to him, has its opportunities with the same rights, if his role has the permission.
"""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from contacts import reach
from records.sources import ReachSource

from .models import Opportunity


def of_customers(source: Any, model: Any) -> Any:
    """The rows of `model` at the customers that a source of customers gives."""

    def rows(user: Any, word: str) -> QuerySet[Any, Any] | None:
        customers = source(user, word)
        return None if customers is None else model.objects.filter(customer__in=customers).values("pk")

    return rows


def word(action: str) -> str:
    return "" if action == "reopen" else reach.word(action)


def of(model: Any) -> tuple[ReachSource, ...]:
    """How rows of a root type with a `customer` reach people by way of that customer."""
    return (
        ReachSource(
            of_customers(reach.team_rows, model),
            needs_team=True,
            label=_("member of the account team"),
            word=word,
        ),
        ReachSource(of_customers(reach.assignment_rows, model), label=_("customer lent to him"), word=word),
        ReachSource(
            of_customers(reach.user_share_rows, model), label=_("customer shared with him"), word=word
        ),
        ReachSource(
            of_customers(reach.group_share_rows, model),
            label=_("customer shared with his department"),
            word=word,
        ),
    )


SOURCES = of(Opportunity)
LIMITS = {
    "sales.opportunity": reach.unless_pooled("customer__"),
    "sales.opportunitycontact": reach.unless_pooled("opportunity__customer__"),
    "sales.lossreview": reach.unless_pooled("opportunity__customer__"),
}
