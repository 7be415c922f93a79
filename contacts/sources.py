"""What upper apps tell the ownership of customers: what holds one with its owner, from when a rule counts, what
goes along on a transfer, and what ends when one enters a pool.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q


@dataclass(frozen=True)
class PoolHold:
    """Something that keeps a customer with its owner: an open opportunity, a receivable, a running approval.

    `customers()` is the condition on customers that are held at this moment, as SQL (a column, IN or Exists), for
    lists show it on every row. `triggers` limits it to some rules; an administrator may lift it rule by rule,
    `is_default` says whether it holds until he does.
    """

    code: str
    label: Any
    customers: Callable[[], Q]
    triggers: frozenset[str] = frozenset()
    is_default: bool = True


@dataclass(frozen=True)
class TransferPart:
    """Something that may go along when a customer gets another owner.

    `count(customers)` says how much there is; `leave(customer, by)` is called where it is to stay behind, and
    `take(customer, before, by)` once the customer has its new owner where it goes along: on each way to an owner.
    """

    code: str
    label: Any
    count: Callable[[Any], int]
    leave: Callable[[Any, Any], Any]
    take: Callable[[Any, Any, Any], Any] | None = None


POOL_HOLDS: dict[str, PoolHold] = {}
POOL_BASES: dict[str, Callable[[], Any]] = {}
TRANSFER_PARTS: dict[str, TransferPart] = {}
POOL_ENTRY: list[Callable[[Any, Any], None]] = []


def add_pool_hold(hold: PoolHold) -> None:
    POOL_HOLDS[hold.code] = hold


def add_pool_base(trigger: str, base: Callable[[], Any]) -> None:
    """`base()` is the expression of the day from which a rule of this trigger counts; where it is null the rule
    does not apply to the customer. A rule whose trigger has no base does nothing."""
    POOL_BASES[trigger] = base


def add_transfer_part(part: TransferPart) -> None:
    TRANSFER_PARTS[part.code] = part


def add_pool_entry(end: Callable[[Any, Any], None]) -> None:
    """`end(customer, by)` cancels what cannot go on without an owner, inside the transaction."""
    POOL_ENTRY.append(end)
