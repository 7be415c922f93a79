"""Assignments and hand-over notes as record types."""

from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import clock
from core.tables import badge, choice, link, related, text
from records.record_type import ApiVerb, RecordType, Scene

from ..filters.assignment import AssignmentFilterSet, HandoverFilterSet
from ..forms.assignment import AssignmentForm, ExtendForm, MayReasonForm, ReasonForm
from ..forms.handover import HandoverForm
from ..models import Assignment, HandoverNote
from ..services.assignment import (
    confirm_assignment,
    extend_assignment,
    recall_assignment,
    refuse_assignment,
)

ASSIGNMENT_TONES = {
    "pending": "orange",
    "effective": "green",
    "recalled": "gray",
    "expired": "gray",
    "refused": "red",
}
NOTE_TONES = {"draft": "gray", "sent": "orange", "returned": "red", "accepted": "green"}


def running(user: Any) -> Q:
    now: datetime = clock.now()
    return Q(status=Assignment.Status.EFFECTIVE, start__lte=now, expires_at__gt=now)


def verb(perform: Any) -> Any:
    return lambda obj, by, data: {"id": perform(obj, by=by, **data).pk}


ASSIGNMENTS = RecordType(
    name="assignments",
    model=Assignment,
    prefix="contacts:assignment",
    icon="clock",
    columns=[
        link("purpose", _("purpose")),
        related("customer", _("customer"), sort="customer__pinyin", href=True),
        related("from_user", _("lent by"), sort="from_user__pinyin"),
        related("to_user", _("lent to"), sort="to_user__pinyin"),
        text("start", _("from")),
        text("expires_at", _("until")),
        badge("status", _("status"), ASSIGNMENT_TONES),
        choice("on_expiry", _("at the end"), is_default=False),
        text("extensions", _("extensions"), align="end", is_default=False),
    ],
    order=["-start", "pk"],
    filterset=AssignmentFilterSet,
    form=AssignmentForm,
    quick_filters=["customer", "status"],
    scenes=[
        Scene("running", _("Running"), running),
        Scene("to_me", _("Lent to me"), lambda user: Q(to_user=user)),
        Scene("by_me", _("Lent by me"), lambda user: Q(from_user=user)),
        Scene("pending", _("To be confirmed"), lambda user: Q(status=Assignment.Status.PENDING)),
    ],
    find=lambda rows, typed: rows.filter(
        Q(customer__name__icontains=typed) | Q(to_user__name__icontains=typed) | Q(purpose__icontains=typed)
    ),
    api_fields=[
        "customer", "from_user", "to_user", "purpose", "start", "expires_at", "on_expiry", "status", "extensions",
        "ended_at", "reason",
    ],
    api_verbs=[
        ApiVerb("confirm", "Confirm a proposed assignment", "confirm", verb(confirm_assignment)),
        ApiVerb("refuse", "Refuse a proposed assignment", "confirm", verb(refuse_assignment), ReasonForm),
        ApiVerb("recall", "Recall an assignment", "recall", verb(recall_assignment), MayReasonForm),
        ApiVerb("extend", "Extend an assignment", "confirm", verb(extend_assignment), ExtendForm),
    ],
    actions=("confirm", "recall"),
)  # fmt: skip
HANDOVER_NOTES = RecordType(
    name="handover-notes",
    model=HandoverNote,
    prefix="contacts:handover",
    icon="clipboard-list",
    columns=[
        link("occasion", _("occasion"), sort=""),
        related("customer", _("customer"), sort="customer__pinyin", href=True),
        related("from_user", _("handed over by"), sort="from_user__pinyin"),
        related("to_user", _("taken over by"), sort="to_user__pinyin"),
        badge("status", _("status"), NOTE_TONES),
        text("sent_at", _("sent")),
        text("accepted_at", _("accepted")),
    ],
    order=["-id"],
    filterset=HandoverFilterSet,
    form=HandoverForm,
    quick_filters=["customer", "status"],
    scenes=[
        Scene("to_me", _("For me to accept"), lambda user: Q(to_user=user, status=HandoverNote.Status.SENT)),
        Scene("mine", _("Written by me"), lambda user: Q(from_user=user)),
    ],
    find=lambda rows, typed: rows.filter(customer__name__icontains=typed),
    api_fields=[
        "customer", "from_user", "to_user", "occasion", "open_matters", "key_people", "promises", "files", "status",
        "questions", "sent_at", "accepted_at",
    ],
    actions=("change",),
)  # fmt: skip
