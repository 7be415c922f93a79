"""Which moves of inquiries, samples, expenses and account plans are allowed; what is not listed is refused."""

from typing import Any

from contacts.states import require_move

from .models.account_plan import AccountPlan
from .models.expense import Expense
from .models.inquiry import Inquiry
from .models.sample import SampleRequest

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


# A sample is submitted to its review; what is under way may be cancelled as long as it was not shipped.
SAMPLE: dict[str, frozenset[str]] = {
    "requested": frozenset({"review", "cancelled"}),
    "review": frozenset({"making", "requested", "cancelled"}),
    "making": frozenset({"inspecting", "cancelled"}),
    "inspecting": frozenset({"shipped", "making", "cancelled"}),
    "shipped": frozenset({"trial"}),
    "trial": frozenset({"passed", "failed", "resend"}),
    "passed": frozenset(),
    "failed": frozenset(),
    "resend": frozenset(),
    "cancelled": frozenset(),
}
SAMPLE_OPEN = ("requested", "review", "making", "inspecting", "shipped", "trial")
SAMPLE_BEFORE_SHIPMENT = ("review", "making", "inspecting")
SAMPLE_RESULTS = frozenset({"passed", "failed", "resend"})

EXPENSE: dict[str, frozenset[str]] = {
    "draft": frozenset({"approving", "void"}),
    "approving": frozenset({"approved", "draft"}),
    "approved": frozenset({"void"}),
    "void": frozenset(),
}
EXPENSE_OPEN = ("draft", "approving")

PLAN: dict[str, frozenset[str]] = {
    "draft": frozenset({"active"}),
    "active": frozenset({"closed", "draft"}),
    "closed": frozenset({"active"}),
}
PLAN_OPEN = ("draft", "active")


def require_sample(now: str, to: str) -> None:
    require_move(SAMPLE, now, to, dict(SampleRequest.Status.choices))


def require_expense(now: str, to: str) -> None:
    require_move(EXPENSE, now, to, dict(Expense.Status.choices))


def require_plan(now: str, to: str) -> None:
    require_move(PLAN, now, to, dict(AccountPlan.Status.choices))


def choices_from(table: dict[str, frozenset[str]], now: str, labels: list[tuple[str, Any]]) -> list[Any]:
    """The states that may follow, in their order, as choices of a form."""
    return [(state, label) for state, label in labels if state in table[now]]
