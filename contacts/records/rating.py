"""Changes of tier and credit grade as record types: read in lists and over the API, proposed from the customer's page."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.tables import Column, badge, link, related, text
from records.record_type import RecordType, Scene

from ..models import CreditRating, Rating, TierChange

TONES = {"computed": "gray", "proposed": "orange", "approving": "blue", "in_force": "green", "past": "gray"}


def columns(before: Any, after: Any) -> list[Column]:
    return [
        link("reason", _("reason"), sort=""),
        related("customer", _("customer"), sort="customer__pinyin", href=True),
        before,
        after,
        badge("status", _("status"), TONES),
        text("in_force_from", _("in force from")),
        related("created_by", _("proposed by"), sort="created_by__pinyin"),
        text("created_at", _("proposed")),
    ]


def shown(name: str, label: Any) -> Column:
    return Column(name=name, label=label, value=lambda row: getattr(row, f"get_{name}_display")() or None)


OPEN = Q(status__in=[Rating.Status.PROPOSED, Rating.Status.APPROVING])
FIELDS = ["customer", "before", "after", "reason", "status", "in_force_from", "past_from", "created_by"]
SCENES = [
    Scene("open", _("Not decided"), lambda user: OPEN),
    Scene("in_force", _("In force"), lambda user: Q(status=Rating.Status.IN_FORCE)),
]


def find(rows: Any, typed: str) -> Any:
    return rows.filter(Q(customer__name__icontains=typed) | Q(reason__icontains=typed))


TIER_CHANGES = RecordType(
    name="tier-changes",
    model=TierChange,
    prefix="contacts:tier_change",
    icon="trending-up",
    columns=columns(shown("before", _("tier before")), shown("after", _("new tier"))),
    order=["-id"],
    scenes=SCENES,
    find=find,
    api_fields=FIELDS,
    has_create=False,
    actions=(),
)
CREDIT_RATINGS = RecordType(
    name="credit-ratings",
    model=CreditRating,
    prefix="contacts:credit_rating",
    icon="scale",
    columns=columns(text("before", _("credit grade before")), text("after", _("new credit grade"))),
    order=["-id"],
    scenes=SCENES,
    find=find,
    api_fields=FIELDS,
    has_create=False,
    actions=(),
)
