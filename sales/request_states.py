"""Which moves of inquiries, samples, expenses and account plans are allowed; what is not listed is refused."""

from typing import Any

from contacts.states import require_move

from .models.inquiry import Inquiry

INQUIRY: dict[str, frozenset[str]] = {
    "new": frozenset({"clarifying", "evaluating", "quoting", "declined", "withdrawn"}),
    "clarifying": frozenset({"evaluating", "quoting", "declined", "withdrawn"}),
    "evaluating": frozenset({"clarifying", "quoting", "declined", "withdrawn"}),
    "quoting": frozenset({"clarifying", "evaluating", "answered", "declined", "withdrawn"}),
    # The customer asks again, or we think again.
    "answered": frozenset({"quoting"}),
    "declined": frozenset({"evaluating"}),
    "withdrawn": frozenset({"new"}),
}
INQUIRY_OPEN = ("new", "clarifying", "evaluating", "quoting")
INQUIRY_ENDED = frozenset({"declined", "withdrawn"})


def require_inquiry(now: str, to: str) -> None:
    require_move(INQUIRY, now, to, dict(Inquiry.Status.choices))


def choices_from(table: dict[str, frozenset[str]], now: str, labels: list[tuple[str, Any]]) -> list[Any]:
    """The states that may follow, in their order, as choices of a form."""
    return [(state, label) for state, label in labels if state in table[now]]
