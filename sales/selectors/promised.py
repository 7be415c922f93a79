"""What one has promised and must keep these days: replies, samples, actions and reviews of account plans."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import CharField, DateField, F, QuerySet, Value
from django.db.models.functions import Cast, Coalesce, Concat, TruncDate
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core import clock
from records import gate

from ..models import AccountPlan, Inquiry, PlanAction, SampleRequest
from ..request_states import INQUIRY_OPEN, SAMPLE_BEFORE_SHIPMENT

AHEAD = timedelta(days=7)
SHOWN = 8
WORDS = CharField(max_length=300)
# kind → icon, the page of its one step, and what the button says
STEPS: dict[str, tuple[str, str, Any]] = {
    "inquiry": ("help", "sales:inquiry_reply", _("Reply")),
    "sample": ("test-pipe", "sales:sample_reply", _("Reply")),
    "delivery": ("test-pipe", "sales:sample_detail", _("Deliver")),
    "action": ("checklist", "sales:plan_action_progress", _("Progress")),
    "review": ("target", "sales:account_plan_review", _("Hold a review")),
}


@dataclass(frozen=True)
class Promise:
    """One thing to do: what, for whom, until when, and where its one step is taken."""

    kind: str
    pk: int
    text: str
    customer: str
    due_on: date

    @property
    def icon(self) -> str:
        return STEPS[self.kind][0]

    @property
    def url(self) -> str:
        return reverse(STEPS[self.kind][1], args=[self.pk])

    @property
    def step(self) -> Any:
        return STEPS[self.kind][2]

    @property
    def is_overdue(self) -> bool:
        return self.due_on < clock.today()


def promised_by(user: Any) -> list[Promise]:
    """The most urgent of the next seven days, what is overdue first; one statement for all kinds.

    Actions also of plans that he may not read: what is his he sees.
    """
    last = clock.today() + AHEAD
    parts = [_actions(user, last)]
    if gate.allowed(user, Inquiry, "change"):
        parts.append(_inquiries(user))
    if gate.allowed(user, SampleRequest, "change"):
        parts += [_replies(user), _deliveries(user, last)]
    if gate.allowed(user, AccountPlan, "change"):
        parts.append(_reviews(user, last))
    rows = parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]
    found = rows.order_by("due", "kind_of", "pk")[:SHOWN]
    return [Promise(row["kind_of"], row["pk"], row["words"], row["whose"], row["due"]) for row in found]


def _lines(rows: QuerySet[Any], kind: str, words: Any, whose: str, due: Any) -> QuerySet[Any]:
    """The same five columns of each kind."""
    return (
        rows.order_by()
        .annotate(
            kind_of=Value(kind, output_field=WORDS),
            words=Cast(words, WORDS),
            whose=Cast(F(whose), WORDS),
            due=Cast(due, DateField()),
        )
        .values("kind_of", "pk", "words", "whose", "due")
    )


NUMBERED = Concat(F("code"), Value(" "), F("name"), output_field=WORDS)


def _inquiries(user: Any) -> QuerySet[Any]:
    rows = Inquiry.objects.mine(user).filter(status__in=INQUIRY_OPEN, first_reply_at=None)
    return _lines(rows, "inquiry", NUMBERED, "customer__name", TruncDate("reply_due_at"))


def _samples(user: Any) -> QuerySet[Any]:
    return SampleRequest.objects.mine(user).filter(status__in=SAMPLE_BEFORE_SHIPMENT)


def _replies(user: Any) -> QuerySet[Any]:
    rows = _samples(user).filter(first_reply_at=None)
    return _lines(rows, "sample", NUMBERED, "customer__name", TruncDate("reply_due_at"))


def _deliveries(user: Any, last: date) -> QuerySet[Any]:
    """What was answered and must leave the house by the promised day, else by the usual one."""
    day = Coalesce("promised_on", "deliver_by")
    rows = _samples(user).filter(first_reply_at__isnull=False).annotate(day=day).filter(day__lte=last)
    return _lines(rows, "delivery", NUMBERED, "customer__name", F("day"))


def _actions(user: Any, last: date) -> QuerySet[Any]:
    rows = PlanAction.objects.alive().filter(
        responsible=user,
        status=PlanAction.Status.OPEN,
        due_on__lte=last,
        plan__is_deleted=False,
        plan__status=AccountPlan.Status.ACTIVE,
    )
    return _lines(rows, "action", F("name"), "plan__name", F("due_on"))


def _reviews(user: Any, last: date) -> QuerySet[Any]:
    rows = AccountPlan.objects.alive().filter(
        owner=user, status=AccountPlan.Status.ACTIVE, next_review_on__lte=last
    )
    return _lines(rows, "review", F("name"), "customer__name", F("next_review_on"))
