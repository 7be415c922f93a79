"""What upper apps tell marketing: what else is made when a lead is converted, and what a campaign has earned."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any


@dataclass(frozen=True)
class ConversionPart:
    """Something made along with the customer: an opportunity.

    It is offered in the form as a tick where the user holds `permission`; `perform(lead, customer, contact, by)`
    runs inside the conversion's transaction, and what it refuses takes all of it back.
    """

    code: str
    label: Any
    perform: Callable[[Any, Any, Any, Any], Any]
    permission: str = ""
    is_default: bool = True


CONVERSION: dict[str, ConversionPart] = {}


def add_conversion(part: ConversionPart) -> None:
    CONVERSION[part.code] = part


def parts_for(user: Any) -> list[ConversionPart]:
    return [part for part in CONVERSION.values() if not part.permission or user.has_perm(part.permission)]


PROFIT: list[Callable[[Any], Decimal]] = []


def add_profit(source: Callable[[Any], Decimal]) -> None:
    """`source(campaign)` gives the gross profit of what was won through it."""
    PROFIT.append(source)


@dataclass(frozen=True)
class FeedItem:
    """A line of the decision-makers' page: a deal won or lost."""

    at: Any
    title: str
    body: str = ""
    url: str = ""
    icon: str = "trophy"


FEED: list[Callable[[Any, int], Iterable[FeedItem]]] = []


def add_feed(source: Callable[[Any, int], Iterable[FeedItem]]) -> None:
    """`source(user, limit)` gives the newest wins and losses that the user may see."""
    FEED.append(source)
