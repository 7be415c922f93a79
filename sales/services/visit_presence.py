"""Being there: check-in and check-out by our clock, the place held against the customer's, exceptions to it."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import access
from contacts.models import Customer
from contacts.selectors.place import degrees_of
from contacts.services.ownership import check_can_own
from contacts.services.telling import tell
from core import actions, clock
from core.distance import distance_text, metres_between
from core.errors import DomainError
from core.locking import locked_row
from core.pictures import rewritten
from records.services.attachments import attach

from .. import visit_states as states
from ..models import Visit, VisitPoint
from ..querysets import day_bounds
from .visit import check_visit, locked
from .visit_minutes import judge_day

KEPT_DAYS = 90
USUAL = timedelta(hours=1)
DEGREE = Decimal("0.000001")


@dataclass(frozen=True)
class Position:
    """Where a phone says it is, in degrees, and how sure it is, in metres."""

    latitude: Decimal
    longitude: Decimal
    accuracy_m: int | None = None


def position_of(latitude: Any, longitude: Any, accuracy: Any = None) -> Position | None:
    """A position from what a form or a program sends; None where there is none. Refuses what is no place on earth."""
    if latitude in (None, "") or longitude in (None, ""):
        return None
    try:
        north = Decimal(str(latitude)).quantize(DEGREE, rounding=ROUND_HALF_UP)
        east = Decimal(str(longitude)).quantize(DEGREE, rounding=ROUND_HALF_UP)
        metres = None if accuracy in (None, "") else min(int(Decimal(str(accuracy))), 2_000_000)
        is_on_earth = -90 <= north <= 90 and -180 <= east <= 180
    except (InvalidOperation, ValueError, OverflowError) as wrong:
        raise DomainError(_("This is no position."), "no_position", "latitude") from wrong
    if not is_on_earth or (metres is not None and metres < 0):
        raise DomainError(_("This is no position."), "no_position", "latitude")
    return Position(north, east, metres)


def check_in(
    visit: Visit, *, by: Any, position: Position | None = None, photo: Any = None, reason: str = ""
) -> Visit:
    """Arrive. At the customer's the distance to his place is taken at once; whoever has no position, or is too far
    away, says why, and his leader decides whether the visit may count all the same.

    Refuses a second check-in, one by somebody else, and a photo that is no picture.
    """
    with transaction.atomic():
        fresh = locked(visit)
        _require_own(fresh, by)
        states.require_status(fresh, states.CHECKED_IN)
        if fresh.customer.pool_id is not None:
            raise DomainError(_("This customer lies in a public pool. Claim it first."), "pooled")
        now = clock.now()
        fresh.checked_in_at = now
        fresh.is_planned = fresh.status == states.PLANNED
        fresh.status = states.CHECKED_IN
        if fresh.has_place:
            _take_place(fresh, position, reason.strip())
        if photo is not None:
            fresh.photo = attach(fresh, rewritten(photo), by=by)
        fresh.save()
        _keep_point(fresh, VisitPoint.Moment.IN, position)
        if fresh.exemption == Visit.Exemption.ASKED:
            _ask_leader(fresh, by)
        actions.record(
            "sales.visit_checked_in", fresh, by=by, customer=fresh.customer_id, metres=fresh.distance_m
        )
    return fresh


def check_in_now(
    *, by: Any, customer: Customer, purpose: str, position: Position | None = None, **facts: Any
) -> Visit:
    """A visit that nobody planned: begun on the spot, from a draft."""
    check_can_own(by)
    kind = facts.pop("kind", Visit.Kind.ONSITE)
    people = list(facts.pop("contacts", ()))
    photo, reason = facts.pop("photo", None), facts.pop("reason", "")
    now = clock.now()
    with transaction.atomic():
        visit = Visit(
            customer=customer,
            owner=by,
            department=access.home_department(by),
            kind=kind,
            purpose=purpose,
            planned_start=now,
            planned_end=now + USUAL,
            is_planned=False,
            **facts,
        )
        check_visit(visit, people)
        visit.save()
        visit.contacts.set(people)
        return check_in(visit, by=by, position=position, photo=photo, reason=reason)


def check_out(visit: Visit, *, by: Any, position: Position | None = None) -> Visit:
    """Leave; from now on the hours until the minutes are due are counted."""
    with transaction.atomic():
        fresh = locked(visit)
        _require_own(fresh, by)
        states.require_status(fresh, states.CHECKED_OUT)
        assert fresh.checked_in_at is not None  # noqa: S101
        fresh.checked_out_at = max(clock.now(), fresh.checked_in_at)
        fresh.status = states.CHECKED_OUT
        fresh.save()
        _keep_point(fresh, VisitPoint.Moment.OUT, position)
        actions.record("sales.visit_checked_out", fresh, by=by, customer=fresh.customer_id)
    return fresh


def decide_exemption(visit: Visit, *, is_approved: bool, by: Any, remembers_place: bool = False) -> Visit:
    """The leader says whether a visit without its place may count; nobody says so of his own.

    With `remembers_place` the point of the check-in becomes the place of the visited unit, where it has none of its
    own, else the customer's, where he has none.
    """
    with transaction.atomic():
        fresh = locked(visit)
        if fresh.owner_id == by.pk:
            raise DomainError(_("Nobody decides about his own visit."), "own")
        if fresh.exemption != Visit.Exemption.ASKED:
            raise DomainError(_("Nothing is asked for here, or it is decided already."), "forbidden_move")
        fresh.exemption = Visit.Exemption.APPROVED if is_approved else Visit.Exemption.REFUSED
        fresh.save()
        if is_approved and remembers_place:
            _remember_place(fresh)
        if fresh.status in states.HELD:
            judge_day(fresh)
            fresh.refresh_from_db()
        verb = "sales.visit_exempted" if is_approved else "sales.visit_exemption_refused"
        actions.record(verb, fresh, by=by, customer=fresh.customer_id)
        words = {"name": by, "visit": fresh}
        tell(
            fresh.owner,
            lambda: (
                _("%(name)s lets “%(visit)s” count without its place.") % words
                if is_approved
                else _("%(name)s does not let “%(visit)s” count without its place.") % words
            ),
            fresh.get_absolute_url(),
            by=by,
        )
    return fresh


def forget_points(as_of: date) -> dict[str, int]:
    """Points of check-ins are kept for ninety days; whether somebody was there stays with the visit."""
    before = day_bounds(as_of - timedelta(days=KEPT_DAYS))[0]
    count, _kinds = VisitPoint.objects.filter(at__lt=before).delete()
    return {"points": count}


def _require_own(visit: Visit, by: Any) -> None:
    if visit.owner_id != getattr(by, "pk", None):
        raise DomainError(
            _("Only %(name)s checks in and out here.") % {"name": visit.owner or _("nobody")}, "not_yours"
        )


def _take_place(visit: Visit, position: Position | None, reason: str) -> None:
    place = visit.customer
    north, east = degrees_of(place, visit.unit)
    is_known = north is not None and east is not None
    if position is not None and north is not None and east is not None:
        metres = metres_between(north, east, position.latitude, position.longitude)
        visit.distance_m = round(metres)
        visit.is_within_radius = metres <= place.radius_m
    if visit.is_within_radius:
        return
    if position is not None and not is_known:
        reason = reason or _("Where the customer is, was not known yet.")
    if not reason:
        raise DomainError(_why(visit, place), code="place", field="reason")
    visit.exemption = Visit.Exemption.ASKED
    visit.exemption_reason = reason[:200]


def _why(visit: Visit, place: Customer) -> str:
    if visit.distance_m is None:
        return _("Your phone gave no position. Say why; your leader decides whether the visit counts.")
    return _(
        "You are %(distance)s away from the customer; up to %(radius)s count. Say why you check in here; your "
        "leader decides whether the visit counts."
    ) % {"distance": distance_text(visit.distance_m), "radius": distance_text(place.radius_m)}


def _keep_point(visit: Visit, moment: str, position: Position | None) -> None:
    if position is not None and visit.has_place:
        VisitPoint.objects.create(
            visit=visit,
            moment=moment,
            at=clock.now(),
            latitude=position.latitude,
            longitude=position.longitude,
            accuracy_m=position.accuracy_m,
        )


def _ask_leader(visit: Visit, by: Any) -> None:
    employee = getattr(by, "employee", None)
    leader = getattr(getattr(employee, "leader", None), "user", None)
    words = {"name": by, "customer": visit.customer, "reason": visit.exemption_reason}
    tell(
        leader,
        lambda: (
            _("%(name)s asks you to let a visit to %(customer)s count without its place: %(reason)s") % words
        ),
        visit.get_absolute_url(),
        by=by,
    )


def _remember_place(visit: Visit) -> None:
    point = visit.points.filter(moment=VisitPoint.Moment.IN).first()
    customer = locked_row(Customer, visit.customer_id)
    unit = visit.unit
    goal = unit if unit is not None and unit.latitude is None else customer
    if point is None or goal.latitude is not None:
        raise DomainError(_("There is no point to remember, or the place is known already."), "no_point")
    goal.latitude, goal.longitude = point.latitude, point.longitude
    goal.save()
