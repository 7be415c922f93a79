"""The visit as a record type: its list, filters, scenes, search words and API."""

from typing import Any

from django.db.models import Q
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from contacts.selectors.colleagues import subordinate_ids
from core import clock
from core.joining import clauses
from core.tables import Column, attribute, badge, choice, link, money, related, text
from records.record_type import ApiVerb, RecordType, Scene, SearchText

from .. import visit_states as states
from ..effectiveness import labels
from ..filters.visit import VisitFilterSet
from ..forms.visit import (
    CancelForm,
    CheckInForm,
    ExemptionForm,
    MinutesForm,
    PositionForm,
    RescheduleForm,
    ReviewForm,
    VisitForm,
)
from ..models import Visit
from ..querysets import day_bounds
from ..services import visit as plans
from ..services import visit_minutes, visit_presence

TONES = {
    "draft": "gray", "planned": "blue", "checked_in": "orange", "checked_out": "orange", "submitted": "teal",
    "returned": "red", "reviewed": "green", "rescheduled": "gray", "cancelled": "gray", "missed": "red",
}  # fmt: skip


def verdict(row: Visit) -> Any:
    """Effective or not, with the reasons on hover; a word says so, colour alone never does."""
    if row.is_effective is None:
        return None
    if row.is_effective:
        word = escape(gettext("effective"))
        return SafeString(f'<span class="badge badge-green">{word}</span>')
    why = escape(clauses(labels(row.ineffective_reasons)))
    word = escape(gettext("not effective"))
    return SafeString(f'<span class="badge badge-red" title="{why}">{word}</span>')


COLUMNS = [
    link("purpose", pgettext_lazy("visit", "purpose")),
    related("customer", _("customer"), sort="customer__pinyin", href=True),
    text("planned_start", _("planned from")),
    choice("kind", _("kind of visit")),
    badge("status", _("status"), TONES),
    related("owner", _("owner"), sort="owner__pinyin"),
    Column(
        name="is_effective",
        label=_("effective visit"),
        value=attribute("is_effective"),
        html=verdict,
        sort="is_effective",
        group="is_effective",
    ),
    text("next_on", _("next contact")),
    text("next_action", _("next step"), is_default=False),
    text("planned_end", _("planned until"), is_default=False),
    text("checked_in_at", _("checked in at"), is_default=False),
    text("checked_out_at", _("checked out at"), is_default=False),
    Column(
        name="stay_minutes",
        label=_("stay (minutes)"),
        value=attribute("stay_minutes"),
        align="end",
        is_default=False,
        field="checked_out_at",
    ),
    Column(
        name="distance_m",
        label=_("distance to the customer (m)"),
        value=attribute("distance_m"),
        align="end",
        sort="distance_m",
        is_default=False,
    ),
    text("is_within_radius", _("within the radius"), is_default=False),
    text("is_planned", _("planned before"), is_default=False),
    text("result", _("result"), is_default=False),
    Column(
        name="ineffective_reasons",
        label=_("why not effective"),
        value=lambda row: clauses(labels(row.ineffective_reasons)),
        is_default=False,
    ),
    text("end_reason", _("reason"), is_default=False),
    related("opportunity", _("opportunity"), is_default=False, permission="sales.view_opportunity"),
    related("unit", _("unit"), is_default=False),
    related("department", _("owning department"), sort="department__sort", is_default=False),
    money("cost", _("cost (yuan)"), is_default=False),
    text("submitted_at", _("submitted at"), is_default=False),
    text("created_at", _("created"), is_default=False),
]


def today(user: Any) -> Q:
    start, end = day_bounds(clock.today())
    return Q(planned_start__gte=start, planned_start__lt=end) & ~Q(status__in=["rescheduled", "cancelled"])


SCENES = [
    Scene("today", _("Today"), today),
    Scene("mine", _("Mine"), lambda user: Q(owner=user)),
    Scene("people", _("My people's"), lambda user: Q(owner__in=subordinate_ids(user))),
    Scene("open", _("Not finished"), lambda user: Q(status__in=states.LIVE)),
    Scene("to_write", _("To write up"), lambda user: Q(status__in=["checked_out", "returned"])),
    Scene("to_review", _("To review"), lambda user: Q(status="submitted") & ~Q(owner=user)),
    Scene("exceptions", _("Exceptions asked for"), lambda user: Q(exemption="asked")),
    Scene("missed", _("Missed"), lambda user: Q(status="missed")),
    Scene("ineffective", _("Not effective"), lambda user: Q(is_effective=False)),
]


def told(row: Visit) -> dict[str, Any]:
    return {
        "visit": row.pk,
        "status": row.status,
        "is_effective": row.is_effective,
        "ineffective_reasons": row.ineffective_reasons,
        "distance_m": row.distance_m,
        "version": row.version,
    }


def arrived(row: Visit, by: Any, data: dict[str, Any]) -> Any:
    return told(visit_presence.check_in(row, by=by, **data))


def submitted(row: Visit, by: Any, data: dict[str, Any]) -> Any:
    return told(visit_minutes.submit_visit(row, by=by, **data))


def reviewed(row: Visit, by: Any, data: dict[str, Any]) -> Any:
    return told(decide(row, by, data))


def decide(row: Visit, by: Any, data: dict[str, Any]) -> Visit:
    if data["decision"] == ReviewForm.RETURN:
        return visit_minutes.return_visit(row, reason=data["comment"], by=by)
    return visit_minutes.review_visit(
        row, is_accepted=data["decision"] == ReviewForm.ACCEPT, by=by, comment=data["comment"]
    )


def exempted(row: Visit, by: Any, data: dict[str, Any]) -> Any:
    return told(
        visit_presence.decide_exemption(
            row,
            is_approved=data["decision"] == "approve",
            by=by,
            remembers_place=data["remembers_place"],
        )
    )


VISITS = RecordType(
    name="visits",
    model=Visit,
    prefix="sales:visit",
    icon="map-pin",
    columns=COLUMNS,
    order=["-planned_start", "-pk"],
    filterset=VisitFilterSet,
    form=VisitForm,
    quick_filters=["owner", "kind"],
    scenes=SCENES,
    delete=plans.delete_visit,
    search=lambda row: SearchText(name=row.purpose, others=[row.summary[:2000], row.result, row.next_action]),
    hint=lambda row: str(row.customer),
    hint_related=("customer",),
    api_fields=[
        "customer", "unit", "opportunity", "kind", "purpose", "planned_start", "planned_end", "is_planned",
        "contacts", "participants", "status", "rescheduled_from", "cancelled_by", "end_reason", "checked_in_at",
        "checked_out_at", "stay_minutes", "distance_m", "is_within_radius", "exemption", "exemption_reason",
        "met", "summary", "result", "next_action", "next_on", "cost", "submitted_at", "reviewed_at",
        "review_comment", "is_effective", "ineffective_reasons", "owner", "department",
    ],
    api_verbs=[
        ApiVerb("check_in", "arrive; time is the server's; a photo as multipart", "change", arrived, CheckInForm),
        ApiVerb(
            "check_out",
            "leave",
            "change",
            lambda row, by, data: told(visit_presence.check_out(row, by=by, **data)),
            PositionForm,
        ),
        ApiVerb("submit", "hand the minutes in", "change", submitted, MinutesForm),
        ApiVerb("review", "accept, reject, or send back for more", "review", reviewed, ReviewForm),
        ApiVerb("decide_exception", "let it count without its place, or not", "review", exempted, ExemptionForm),
        ApiVerb(
            "reschedule",
            "move it to another time",
            "change",
            lambda row, by, data: told(plans.reschedule_visit(row, by=by, **data)),
            RescheduleForm,
        ),
        ApiVerb(
            "cancel",
            "call it off; a proof as multipart",
            "change",
            lambda row, by, data: told(plans.cancel_visit(row, by=by, **data)),
            CancelForm,
        ),
    ],
    actions=("change",),
)  # fmt: skip
