"""The verbs of a visit before it is held: plan, change, move to another time, cancel, hand over."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import access
from contacts.models import Contact, Customer
from contacts.services.ownership import check_can_own
from contacts.services.telling import tell
from core import actions, clock, working_time
from core.errors import DomainError
from core.joining import clauses
from records import gate, parameters
from records.services.attachments import attach
from records.services.deletion import delete_record

from .. import visit_states as states
from ..models import Visit
from ..visit_parameters import VISIT_AHEAD

FIELDS = ("unit", "opportunity", "kind", "purpose", "planned_start", "planned_end")
LONGEST = timedelta(days=14)


def plan_visit(
    *,
    by: Any,
    customer: Customer,
    contacts: Iterable[Contact] = (),
    participants: Iterable[Any] = (),
    owner: Any = None,
    is_draft: bool = False,
    is_confirmed: bool = False,
    **values: Any,
) -> Visit:
    """Plan a visit of `owner` (else of `by`) to a customer.

    Refuses times that end before they begin or lie in the past, people and units of another customer, a customer
    that lies in a public pool, and, unless confirmed, what clashes with other visits or falls on a day off.
    """
    owner = owner or by
    check_can_own(owner)
    with transaction.atomic():
        visit = Visit(customer=customer, owner=owner, department=access.home_department(owner), **values)
        visit.status = states.DRAFT if is_draft else states.PLANNED
        people, colleagues = list(contacts), list(participants)
        check_visit(visit, people)
        check_time(visit)
        if not is_confirmed and not is_draft:
            check_clashes(visit, colleagues, by=by)
        visit.save()
        visit.contacts.set(people)
        visit.participants.set(colleagues)
        actions.record("sales.visit_planned", visit, by=by, customer=customer.pk)
        for person in colleagues if not is_draft else ():
            _tell_planned(visit, person, by)
    return visit


def change_visit(
    visit: Visit,
    *,
    by: Any,
    contacts: Iterable[Contact] | None = None,
    participants: Iterable[Any] | None = None,
    is_confirmed: bool = False,
    **values: Any,
) -> Visit:
    """Change what is still to come; another time is a new plan (`reschedule_visit`), except of a draft."""
    with transaction.atomic():
        fresh = locked(visit)
        if fresh.status not in states.COMING:
            raise DomainError(
                _("It is %(state)s; only what is still to come is changed.")
                % {"state": fresh.get_status_display()},
                code="begun",
            )
        moved = [
            name
            for name in ("planned_start", "planned_end")
            if name in values and values[name] != getattr(fresh, name)
        ]
        if moved and fresh.status == states.PLANNED and clock.now() >= fresh.planned_start:
            raise DomainError(
                _("Its time has come. Move it to another time with a reason, or cancel it."),
                "begun",
                moved[0],
            )
        for name, value in values.items():
            setattr(fresh, name, value)
        people = list(contacts) if contacts is not None else list(fresh.contacts.all())
        colleagues = list(participants) if participants is not None else list(fresh.participants.all())
        check_visit(fresh, people)
        if moved:
            check_time(fresh)
        if moved and not is_confirmed and fresh.status == states.PLANNED:
            check_clashes(fresh, colleagues, by=by)
        fresh.save()
        fresh.contacts.set(people)
        fresh.participants.set(colleagues)
        actions.record("sales.visit_changed", fresh, by=by, customer=fresh.customer_id)
    return fresh


def confirm_draft(visit: Visit, *, by: Any, is_confirmed: bool = False) -> Visit:
    """Make a plan of a draft."""
    with transaction.atomic():
        fresh = locked(visit)
        states.require_status(fresh, states.PLANNED)
        check_time(fresh)
        if not is_confirmed:
            check_clashes(fresh, list(fresh.participants.all()), by=by)
        fresh.status = states.PLANNED
        fresh.save()
        actions.record("sales.visit_planned", fresh, by=by, customer=fresh.customer_id)
    return fresh


def reschedule_visit(
    visit: Visit, *, start: datetime, end: datetime, reason: str, by: Any, is_confirmed: bool = False
) -> Visit:
    """Move a planned visit to another time: the old plan stays as rescheduled, the new one names it."""
    with transaction.atomic():
        fresh = locked(visit)
        states.require_status(fresh, states.RESCHEDULED)
        if not reason.strip():
            raise DomainError(_("Say why it is moved."), "required", "reason")
        fresh.status = states.RESCHEDULED
        fresh.end_reason = reason.strip()[:200]
        fresh.save()
        facts = {name: getattr(fresh, name) for name in FIELDS}
        moved = plan_visit(
            by=by,
            customer=fresh.customer,
            owner=fresh.owner,
            contacts=fresh.contacts.all(),
            participants=fresh.participants.all(),
            is_confirmed=is_confirmed,
            **{**facts, "planned_start": start, "planned_end": end, "rescheduled_from": fresh},
        )
        actions.record(
            "sales.visit_rescheduled", fresh, by=by, customer=fresh.customer_id, reason=fresh.end_reason
        )
    return moved


def cancel_visit(visit: Visit, *, whose: str, reason: str, by: Any, proof: Any = None) -> Visit:
    """Call a planned visit off, by us or by the customer. Only what the customer called off with a proof (a letter, a
    picture of his message) is taken out of the rate of effective visits."""
    with transaction.atomic():
        fresh = locked(visit)
        states.require_status(fresh, states.CANCELLED)
        if whose not in Visit.CancelledBy.values:
            raise DomainError(_("Say who called it off."), "required", "whose")
        if not reason.strip():
            raise DomainError(_("Say why it was called off."), "required", "reason")
        fresh.status = states.CANCELLED
        fresh.cancelled_by = whose
        fresh.end_reason = reason.strip()[:200]
        if proof is not None:
            fresh.proof = attach(fresh, proof, by=by)
        fresh.save()
        actions.record(
            "sales.visit_cancelled",
            fresh,
            by=by,
            customer=fresh.customer_id,
            whose=whose,
            reason=reason.strip(),
        )
    return fresh


def delete_visit(visit: Visit, *, by: Any) -> None:
    """Only a draft: what was planned is called off, what was held stays."""
    if visit.status != states.DRAFT:
        raise DomainError(_("Only a draft can be deleted. Call the visit off instead."), "begun")
    delete_record(visit, by=by)


def follow_customer(customer: Customer, before: Any, by: Any) -> int:
    """Visits of the former owner that are still to come go along with the customer."""
    rows: Any = Visit.objects.alive().select_for_update(of=("self",))
    rows = rows.coming().filter(customer=customer)
    count = 0
    for row in rows.filter(owner=before).exclude(owner=customer.owner).order_by("pk"):
        row.owner = customer.owner
        row.department = access.home_department(customer.owner) if customer.owner else None
        row.save()
        count += 1
    return count


def call_off(customer: Customer, by: Any) -> None:
    """Nobody goes to a customer that enters a public pool: what was planned is called off by us."""
    rows = Visit.objects.alive().select_for_update(of=("self",)).filter(customer=customer)
    for row in rows.filter(status=states.PLANNED).order_by("pk"):
        row.status = states.CANCELLED
        row.cancelled_by = Visit.CancelledBy.US
        row.end_reason = str(_("The customer went to the public pool."))
        row.save()


def locked(visit: Visit) -> Visit:
    rows = Visit.objects.alive().select_for_update(of=("self",)).select_related("customer", "owner", "unit")
    fresh: Visit | None = rows.filter(pk=visit.pk).first()
    if fresh is None:
        raise DomainError(_("This visit does not exist any more."), code="gone")
    return fresh


def check_visit(visit: Visit, people: list[Contact]) -> None:
    """What must be true of a visit whenever it is."""
    visit.purpose = visit.purpose.strip()
    if not visit.purpose:
        raise DomainError(_("Say what the visit is for."), "required", "purpose")
    if visit.customer.pool_id is not None:
        raise DomainError(_("This customer lies in a public pool. Claim it first."), "pooled", "customer")
    for name in ("unit", "opportunity"):
        thing = getattr(visit, name)
        if thing is not None and thing.customer_id != visit.customer_id:
            raise DomainError(_("%(thing)s belongs to another customer.") % {"thing": thing}, "foreign", name)
    check_people(visit, people, "contacts")


def check_people(visit: Visit, people: Iterable[Contact], field: str) -> None:
    for person in people:
        if person.customer_id != visit.customer_id:
            raise DomainError(
                _("%(thing)s belongs to another customer.") % {"thing": person}, "foreign", field
            )


def check_time(visit: Visit) -> None:
    """A plan ends after it begins, within a fortnight, and does not begin before today."""
    if visit.planned_end <= visit.planned_start:
        raise DomainError(_("The visit must end after it begins."), "order", "planned_end")
    if visit.planned_end - visit.planned_start > LONGEST:
        raise DomainError(_("A visit of more than two weeks is several visits."), "too_long", "planned_end")
    if timezone.localtime(visit.planned_start).date() < clock.today():
        raise DomainError(
            _("This day is over. A visit that was not planned is begun with “Check in now”."),
            "past",
            "planned_start",
        )
    if visit.planned_start - clock.now() > timedelta(days=parameters.get(VISIT_AHEAD)):
        raise DomainError(_("This lies too far ahead. Check the year."), "far", "planned_start")


def clashes_of(visit: Visit, colleagues: Iterable[Any] = ()) -> list[Visit]:
    """Other visits of the same people that overlap [start, end); touching ends do not clash."""
    people = [visit.owner, *colleagues]
    rows = Visit.objects.alive().filter(status__in=[states.PLANNED, states.CHECKED_IN])
    rows = rows.filter(planned_start__lt=visit.planned_end, planned_end__gt=visit.planned_start)
    joined = Visit.participants.through.objects.filter(user__in=people).values("visit_id")
    rows = rows.filter(Q(owner__in=people) | Q(pk__in=joined))
    if visit.pk is not None:
        rows = rows.exclude(pk=visit.pk)
    return list(rows.select_related("customer", "owner").order_by("planned_start", "pk")[:10])


def check_clashes(visit: Visit, colleagues: Iterable[Any] = (), *, by: Any) -> None:
    """Name what overlaps, and a day off; whoever confirms plans it all the same. Of visits that he does not see he is
    told that somebody is busy, not where."""
    found = [
        _("%(from)s–%(until)s %(who)s: %(customer)s")
        % {
            "from": f"{timezone.localtime(other.planned_start):%m-%d %H:%M}",
            "until": f"{timezone.localtime(other.planned_end):%H:%M}",
            "who": other.owner,
            "customer": other.customer if gate.may(by, other, "view") else _("busy"),
        }
        for other in clashes_of(visit, colleagues)
    ]
    day = timezone.localtime(visit.planned_start).date()
    if not working_time.is_workday(day):
        found.append(_("%(day)s is a day off") % {"day": day.isoformat()})
    if found:
        raise DomainError(
            _("This clashes: %(clashes)s. Confirm to plan it all the same.") % {"clashes": clauses(found)},
            code="clash",
            field="is_confirmed",
        )


def _tell_planned(visit: Visit, person: Any, by: Any) -> None:
    words = {
        "name": by,
        "customer": visit.customer,
        "when": f"{timezone.localtime(visit.planned_start):%Y-%m-%d %H:%M}",
    }
    tell(
        person,
        lambda: _("%(name)s takes you along to %(customer)s on %(when)s.") % words,
        visit.get_absolute_url(),
        by=by,
    )
