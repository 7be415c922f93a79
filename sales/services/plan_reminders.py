"""Reminders of account plans: reviews that come or are overdue, actions that are due. Each is said once."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from contacts.services.telling import tell

from ..models import AccountPlan, PlanAction, PlanReminder
from .account_plan import leader_of

AHEAD = timedelta(days=7)
ACTION_AHEAD = timedelta(days=3)
ESCALATED_AFTER = timedelta(days=14)


def remind_account_plans(as_of: date) -> dict[str, Any]:
    """Tell owners of reviews within a week, their leaders of reviews two weeks overdue, and people of their actions."""
    return {"reviews": _reviews(as_of), "escalated": _escalated(as_of), "actions": _actions(as_of)}


def _once(key: str, user: Any, sentence: Callable[[], str], url: str) -> int:
    """1 where it was said now; who is nobody, or was told, is not told."""
    if user is None:
        return 0
    with transaction.atomic():
        _row, is_new = PlanReminder.objects.get_or_create(key=key)
        if is_new:
            tell(user, sentence, url, by=None)
    return int(is_new)


def _plans(**facts: Any) -> Any:
    rows = AccountPlan.objects.alive().filter(status=AccountPlan.Status.ACTIVE, **facts)
    return rows.select_related("owner__employee__leader__user", "customer").order_by("pk")


def _reviews(as_of: date) -> int:
    told = 0
    for plan in _plans(next_review_on__lte=as_of + AHEAD):
        day = plan.next_review_on.isoformat()
        words = {"plan": plan, "day": day}
        told += _once(
            f"review:{plan.pk}:{day}",
            plan.owner,
            lambda words=words: _("%(plan)s is to be reviewed by %(day)s.") % words,  # type: ignore[misc]
            plan.get_absolute_url(),
        )
    return told


def _escalated(as_of: date) -> int:
    told = 0
    for plan in _plans(next_review_on__lt=as_of - ESCALATED_AFTER):
        day = plan.next_review_on.isoformat()
        words = {"plan": plan, "day": day, "owner": plan.owner}
        told += _once(
            f"overdue:{plan.pk}:{day}",
            leader_of(plan.owner),
            lambda words=words: _("%(plan)s of %(owner)s was to be reviewed by %(day)s.") % words,  # type: ignore[misc]
            plan.get_absolute_url(),
        )
    return told


def _actions(as_of: date) -> int:
    told = 0
    rows = PlanAction.objects.alive().filter(
        status=PlanAction.Status.OPEN,
        due_on__lte=as_of + ACTION_AHEAD,
        plan__is_deleted=False,
        plan__status=AccountPlan.Status.ACTIVE,
    )
    for action in rows.select_related("plan__customer", "responsible").order_by("pk"):
        day = action.due_on.isoformat()
        words = {"plan": action.plan, "action": action, "day": day}
        told += _once(
            f"action:{action.pk}:{day}",
            action.responsible,
            lambda words=words: _("%(plan)s: “%(action)s” is due on %(day)s.") % words,  # type: ignore[misc]
            reverse("sales:plan_action_progress", args=[action.pk]),
        )
    return told
