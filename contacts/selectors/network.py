"""The network of people: who knows whom, who decides, and who could introduce us.

Shown only within the reader's reach. A person at a customer that he may not see appears as a nameless knot without
link, attitude or post; the tie itself is known from the end that he does see.
"""

from collections import defaultdict, deque
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from core.joining import listed
from records import gate

from ..models import (
    Contact,
    ContactPosition,
    ContactRelation,
    Customer,
    CustomerUnit,
    PersonCustomerRelation,
    StakeholderRole,
)
from .tree import main_posts

MOST = 200
MOST_HOPS = 3


@dataclass
class Tie:
    """One relation as read from one person: what the other one is to him."""

    row: Any
    label: str
    other: Contact | None
    company: Customer | None = None
    may_change: bool = False


@dataclass
class Network:
    graph: dict[str, Any]
    ties: list[dict[str, Any]]
    stakeholders: list[StakeholderRole]
    hints: list[str]
    is_cut: bool = False


def attitudes() -> dict[str, str]:
    return {
        "2": _("strongly for us"),
        "1": _("rather for us"),
        "0": _("neutral"),
        "-1": _("rather against us"),
        "-2": _("strongly against us"),
    }


def network_of(subject: Any, user: Any) -> Network:
    """The people of a customer, of a unit or around one person, with their ties and buying roles."""
    visible = Contact.objects.visible_to(user)
    people = {person.pk: person for person in _circle(subject, visible)[: MOST + 1]}
    is_cut = len(people) > MOST
    customer = subject if isinstance(subject, Customer) else subject.customer
    rows = _relations(set(people), user)
    ends = {row.a_id for row in rows} | {row.b_id for row in rows}
    outside = ends - set(people)
    if isinstance(subject, Contact):
        people.update(visible.select_related("customer").in_bulk(outside))
    else:
        # Without ties a crowd is no network: people of the customer show when something is known of them.
        people.update(visible.select_related("customer").in_bulk(outside))
    roles = _roles(customer, list(people), user)
    posts = main_posts(list(people.values()))
    reports = _reporting(set(people))
    told = ends | set(roles) | {a for a, _b in reports} | {b for _a, b in reports}
    if isinstance(subject, Contact):
        told.add(subject.pk)
    shown = {pk: person for pk, person in people.items() if pk in told}
    graph = _graph(subject, customer, shown, rows, roles, posts, reports)
    ties = [
        {"a": shown.get(row.a_id), "b": shown.get(row.b_id), "label": row.type.label(), "row": row}
        for row in rows
    ]
    stakeholders = [role for person in roles.values() for role in person]
    stakeholders.sort(key=lambda role: (-role.influence, role.pk))
    hints = coverage_hints(customer, stakeholders, user) if isinstance(subject, Customer) else []
    return Network(graph, ties, stakeholders, hints, is_cut)


def _circle(subject: Any, visible: Any) -> Any:
    rows = visible.select_related("customer").order_by("pinyin", "id")
    if isinstance(subject, Customer):
        return (
            rows.filter(customer=subject)
            .filter(
                Q(relations_out__is_deleted=False)
                | Q(relations_in__is_deleted=False)
                | Q(stakeholder_roles__is_deleted=False)
                | Q(positions__reports_to__isnull=False, positions__is_deleted=False)
                | Q(reports__is_deleted=False)
            )
            .distinct()
        )
    if isinstance(subject, CustomerUnit):
        posts = ContactPosition.objects.alive().filter(
            to_on__isnull=True, unit__customer_id=subject.customer_id, unit__path__startswith=subject.path
        )
        return rows.filter(pk__in=posts.values("contact_id"))
    return rows.filter(pk=subject.pk)


def _relations(people: set[int], user: Any) -> list[ContactRelation]:
    if not gate.allowed(user, ContactRelation):
        return []
    rows = ContactRelation.objects.visible_to(user).filter(Q(a__in=people) | Q(b__in=people))
    return list(rows.select_related("type").order_by("id")[: MOST * 3])


def _roles(customer: Customer, people: list[int], user: Any) -> dict[int, list[StakeholderRole]]:
    found: dict[int, list[StakeholderRole]] = defaultdict(list)
    if gate.allowed(user, StakeholderRole):
        rows = StakeholderRole.objects.visible_to(user).filter(contact_id__in=people)
        for role in rows.select_related("contact", "unit").order_by("-influence", "id"):
            found[role.contact_id].append(role)
    return dict(found)


def _reporting(people: set[int]) -> list[tuple[int, int]]:
    posts = ContactPosition.objects.alive().filter(
        contact_id__in=people, reports_to_id__in=people, to_on__isnull=True
    )
    return list(posts.values_list("contact_id", "reports_to_id").distinct())


def _graph(
    subject: Any,
    customer: Customer,
    people: dict[int, Contact],
    rows: list[ContactRelation],
    roles: dict[int, list[StakeholderRole]],
    posts: dict[int, ContactPosition],
    reports: list[tuple[int, int]],
) -> dict[str, Any]:
    nodes = []
    for pk, person in people.items():
        role = roles.get(pk, [None])[0]
        post = posts.get(pk)
        is_foreign = person.customer_id != customer.pk
        note = [str(post.unit) if post else "", person.job_title]
        note += [str(person.customer)] if is_foreign else []
        note += [role.get_role_display()] if role else []
        nodes.append(
            {
                "id": str(pk),
                "name": person.name,
                "kind": "person",
                "note": " · ".join(part for part in note if part),
                "attitude": role.support if role else None,
                "is_centre": person == subject,
                "url": person.get_absolute_url(),
            }
        )
    hidden: dict[int, str] = {}
    links = []
    for row in rows:
        ends = []
        for pk in (row.a_id, row.b_id):
            if pk in people:
                ends.append(str(pk))
            else:  # numbered as met: the knot tells nothing, not even which record it is
                ends.append(hidden.setdefault(pk, f"hidden-{len(hidden) + 1}"))
        kind = "conflict" if row.type.code == "conflict" or row.sentiment < 0 else "other"
        kind = "influence" if row.type.code == "influences" else kind
        links.append(
            {
                "source": ends[0],
                "target": ends[1],
                "label": row.type.label(),
                "kind": kind,
                "directed": not row.type.is_symmetric,
            }
        )
    links += [
        {"source": str(a), "target": str(b), "label": _("reports to"), "kind": "reports", "directed": True}
        for a, b in reports
    ]
    nodes += [
        {"id": name, "name": _("out of reach"), "kind": "seat", "note": "", "attitude": None, "url": ""}
        for name in hidden.values()
    ]
    return {"nodes": nodes, "links": links, "attitudes": attitudes()}


def coverage_hints(customer: Customer, roles: list[StakeholderRole], user: Any) -> list[str]:
    """What is missing in our map of the customer's decisions, in sentences."""
    if not gate.allowed(user, StakeholderRole):
        return []
    here = [role for role in roles if role.customer_id == customer.pk]
    played = {role.role for role in here}
    kinds = StakeholderRole.Role
    hints = []
    if not here:
        return [_("No buying role is recorded yet: who decides, who tests, who uses?")]
    if kinds.COACH not in played:
        hints.append(_("No coach: nobody inside tells us how decisions are made."))
    if kinds.ECONOMIC not in played:
        hints.append(_("The economic buyer is not known."))
    if kinds.SPONSOR not in played:
        hints.append(_("No sponsor speaks for us."))
    for role in here:
        if role.influence >= 4 and role.support < 0:
            hints.append(
                _("%(person)s is influential and against us; what is planned?") % {"person": role.contact}
            )
    empty = (
        CustomerUnit.objects.visible_to(user)
        .filter(customer=customer, depth=1)
        .exclude(
            pk__in=ContactPosition.objects.alive()
            .filter(unit__customer=customer, to_on__isnull=True)
            .values("unit_id")
        )
        .filter(children__isnull=True)
        .values_list("name", flat=True)[:4]
    )
    names = list(empty)
    if names:
        shown = listed(names[:3]) + ("…" if len(names) > 3 else "")
        hints.append(_("Nobody is known in %(units)s.") % {"units": shown})
    return hints


def ties_of(contact: Contact, user: Any) -> list[Tie]:
    """Relations to other people as read from this one."""
    if not gate.allowed(user, ContactRelation):
        return []
    rows: Any = ContactRelation.objects.visible_to(user).with_may(user, "change").select_related("type")
    found = list((rows.filter(a=contact) | rows.filter(b=contact)).order_by("-strength", "id")[:MOST])
    others = {row.b_id if row.a_id == contact.pk else row.a_id for row in found}
    visible = Contact.objects.visible_to(user).select_related("customer").in_bulk(others)
    ties = []
    for row in found:
        is_first = row.a_id == contact.pk
        other = visible.get(row.b_id if is_first else row.a_id)
        may_change = bool(row.may_change) and other is not None
        ties.append(Tie(row, row.type.label(inverse=is_first), other, may_change=may_change))
    return ties


def company_ties_of(contact: Contact, user: Any) -> list[Tie]:
    """A person's ties to companies other than his own, as read from him."""
    if not gate.allowed(user, PersonCustomerRelation):
        return []
    rows: Any = PersonCustomerRelation.objects.visible_to(user).with_may(user, "change")
    found = list(rows.filter(contact=contact).select_related("type").order_by("id")[:MOST])
    visible = Customer.objects.visible_to(user).in_bulk({row.customer_id for row in found})
    return [
        Tie(
            row,
            row.type.label(inverse=True),
            None,
            visible.get(row.customer_id),
            may_change=bool(row.may_change) and row.customer_id in visible,
        )
        for row in found
    ]


def way_to(target: Contact, user: Any) -> list[tuple[Contact, str]] | None:
    """The shortest chain by which somebody who is for us could introduce us to `target`; at most three steps.

    It starts at a person with a positive attitude or a follow-up of the reader's own, and goes only over people
    whom he may see. None where there is no such chain.
    """
    if not gate.allowed(user, ContactRelation):
        return None
    visible = Contact.objects.visible_to(user)
    friends = set(
        StakeholderRole.objects.visible_to(user)
        .filter(support__gt=0)
        .values_list("contact_id", flat=True)[:5000]
        if gate.allowed(user, StakeholderRole)
        else []
    )
    came_from: dict[int, tuple[int, str]] = {}
    seen = {target.pk}
    layer: deque[int] = deque([target.pk])
    for _hop in range(MOST_HOPS):
        rows = (
            ContactRelation.objects.visible_to(user)
            .filter(Q(a__in=layer) | Q(b__in=layer), sentiment__gte=0)
            .exclude(type__code="conflict")
            .select_related("type")
            .order_by("-strength", "id")[:2000]
        )
        steps: dict[int, tuple[int, str]] = {}
        for row in rows:
            for here, there, inverse in ((row.a_id, row.b_id, True), (row.b_id, row.a_id, False)):
                if here in layer and there not in seen:
                    # what the nearer one is to the one before him, read towards the target
                    steps.setdefault(there, (here, row.type.label(inverse=inverse)))
        reachable = set(visible.filter(pk__in=steps).values_list("pk", flat=True))
        layer = deque(pk for pk in steps if pk in reachable)
        for pk in layer:
            seen.add(pk)
            came_from[pk] = steps[pk]
        known = _spoken_with(list(layer), user)
        start = next((pk for pk in layer if pk in friends), None) or next(
            (pk for pk in layer if pk in known), None
        )
        if start is not None:
            return _chain(start, target, came_from, visible)
        if not layer:
            return None
    return None


def _spoken_with(people: list[int], user: Any) -> set[int]:
    from ..models import FollowUp

    rows = FollowUp.objects.alive().filter(by=user, contact_id__in=people)
    return set(rows.values_list("contact_id", flat=True))


def _chain(
    start: int, target: Contact, came_from: dict[int, tuple[int, str]], visible: Any
) -> list[tuple[Contact, str]]:
    ids = [start]
    while ids[-1] != target.pk:
        ids.append(came_from[ids[-1]][0])
    people = visible.select_related("customer").in_bulk(ids)
    return [(people[pk], came_from[pk][1] if pk in came_from else "") for pk in ids]
