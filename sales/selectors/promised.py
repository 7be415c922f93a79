"""What one has promised and must keep these days: replies, samples, actions and reviews of account plans."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core import clock
from core.brief import briefly
from records import gate

from ..models import AccountPlan, Inquiry, PlanAction, SampleRequest
from ..request_states import INQUIRY_OPEN, SAMPLE_BEFORE_SHIPMENT

AHEAD = timedelta(days=7)
SHOWN = 8


@dataclass(frozen=True)
class Promise:
    """One thing to do: what, for whom, until when, and where its one step is taken."""

    kind: str
    icon: str
    text: str
    customer: str
    due_on: date
    url: str
    step: str

    @property
    def is_overdue(self) -> bool:
        return self.due_on < clock.today()


def promised_by(user: Any) -> list[Promise]:
    """The most urgent of the next seven days, what is overdue first; one statement a kind that the user works with."""
    last = clock.today() + AHEAD
    found = [*_replies(user), *_deliveries(user, last), *_actions(user, last), *_reviews(user, last)]
    return sorted(found, key=lambda promise: (promise.due_on, promise.kind))[:SHOWN]


def _replies(user: Any) -> list[Promise]:
    found: list[Promise] = []
    if gate.allowed(user, Inquiry, "change"):
        rows = Inquiry.objects.alive().filter(owner=user, status__in=INQUIRY_OPEN, first_reply_at=None)
        rows = briefly(rows.order_by("reply_due_at", "pk"), "customer")[:SHOWN]
        found += [
            _reply(row, "inquiry", "help", reverse("sales:inquiry_reply", args=[row.pk])) for row in rows
        ]
    return found


def _reply(row: Any, kind: str, icon: str, url: str) -> Promise:
    return Promise(
        kind, icon, str(row), str(row.customer), timezone.localtime(row.reply_due_at).date(), url, _("Reply")
    )


def _deliveries(user: Any, last: date) -> list[Promise]:
    """Samples whose customer waits for a word, and those that must leave the house."""
    if not gate.allowed(user, SampleRequest, "change"):
        return []
    rows = SampleRequest.objects.alive().filter(owner=user, status__in=SAMPLE_BEFORE_SHIPMENT)
    found = []
    for row in briefly(rows.order_by("deliver_by", "pk"), "customer")[: SHOWN * 2]:
        if row.first_reply_at is None:
            found.append(_reply(row, "sample", "test-pipe", reverse("sales:sample_reply", args=[row.pk])))
        elif (row.promised_on or row.deliver_by) <= last:
            day = row.promised_on or row.deliver_by
            url = row.get_absolute_url()
            found.append(Promise("sample", "test-pipe", str(row), str(row.customer), day, url, _("Deliver")))
    return found


def _actions(user: Any, last: date) -> list[Promise]:
    """Also of plans that he may not read: what is his he sees."""
    rows = PlanAction.objects.alive().filter(
        responsible=user,
        status=PlanAction.Status.OPEN,
        due_on__lte=last,
        plan__is_deleted=False,
        plan__status=AccountPlan.Status.ACTIVE,
    )
    return [
        Promise(
            "action",
            "checklist",
            row.name,
            row.plan.name,
            row.due_on,
            reverse("sales:plan_action_progress", args=[row.pk]),
            _("Progress"),
        )
        for row in briefly(rows.order_by("due_on", "pk"), "plan")[:SHOWN]
    ]


def _reviews(user: Any, last: date) -> list[Promise]:
    if not gate.allowed(user, AccountPlan, "change"):
        return []
    rows = AccountPlan.objects.alive().filter(
        owner=user, status=AccountPlan.Status.ACTIVE, next_review_on__lte=last
    )
    return [
        Promise(
            "review",
            "target",
            row.name,
            str(row.customer),
            row.next_review_on,
            reverse("sales:account_plan_review", args=[row.pk]),
            _("Hold a review"),
        )
        for row in briefly(rows.order_by("next_review_on", "pk"), "customer")[:SHOWN]
    ]
