"""What the customer list shows and does about ownership: days left, who soon loses one, giving up and giving out."""

from typing import Any

from django.db.models import Q
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.errors import DomainError
from core.tables import Column
from records.record_type import BulkAction, Outcome, Scene

from ..forms.ownership import AssignForm, RecallForm
from ..models import Customer
from ..selectors import recall
from ..services.pool import assign_customers, recall_customer

SOON = 7


def days_left(row: Any) -> Any:
    """Red below three days; a sign says so too, colour alone never does."""
    days = getattr(row, "ownership_days_left", None)
    if days is None or days >= recall.RED_BELOW:
        return days
    title = gettext("goes to the public pool soon")
    return SafeString(f'<span class="text-danger fw-medium" title="{escape(title)}">{max(days, 0)} !</span>')


DAYS_LEFT = Column(
    name="days_left",
    label=_("days left"),
    value=lambda row: getattr(row, "ownership_days_left", None),
    html=days_left,
    sort="ownership_days_left",
    by=recall.days_left,
    align="end",
    reads=("ownership_days_left",),
)


def guarded(name: str, label: Any, **facts: Any) -> Column:
    """A number or address of the customer: masked while it lies in a pool; not sortable, for an order would tell."""
    return Column(name=name, label=label, value=lambda row: row.shown(name), is_default=False, **facts)


def about_to_be_recalled(user: Any) -> Q:
    rows = recall.with_days_left(Customer.objects.alive().filter(owner__isnull=False))
    return Q(pk__in=rows.filter(ownership_days_left__lte=SOON).order_by().values("pk"))


SOON_RECALLED = Scene("recall", _("To the public pool soon"), about_to_be_recalled)


def to_pool(rows: Any, by: Any, data: dict[str, Any]) -> Outcome:
    outcome = Outcome()
    for customer in rows:
        try:
            recalled = recall_customer(customer, by=by, pool=data["pool"], reason=data["reason"])
        except DomainError as refusal:
            outcome.refused.append((customer, refusal.message))
        else:
            outcome.done.append((customer, "" if recalled.pool else submitted_words()))
    return outcome


def given_out(rows: Any, by: Any, data: dict[str, Any]) -> Outcome:
    given = assign_customers(list(rows), to=data["to"], by=by, reason=data["reason"])
    return became(given)


def became(given: Any) -> Outcome:
    """What a transfer or assignment did, in the words of a bulk action."""
    waiting = submitted_words()
    done = [(row, "") for row in given.moved] + [(row, waiting) for row in given.submitted]
    return Outcome(done=done, refused=given.refused)


def submitted_words() -> str:
    return gettext("submitted for approval")


BULK_ACTIONS = [
    BulkAction("recall", _("To the public pool"), "recall", to_pool, RecallForm, icon="arrow-back-up"),
    BulkAction("assign", _("Give to a colleague"), "assign", given_out, AssignForm, icon="user-plus"),
]
