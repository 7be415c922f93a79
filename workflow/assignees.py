"""Who is asked at a step: each rule is data, and what it means is written here once.

{"rule": "named", "users": [ids]}
{"rule": "role", "role": code, "within": anywhere | department | nearest, "of": anchor}
{"rule": "post", "post": code, "within": …, "of": anchor}
{"rule": "department_head", "of": anchor, "level": 0 (own department, 1 the one above …), "up": superiors above him}
{"rule": "department_head", "department": code, "up": 0}      the head of a named department
{"rule": "department_head", "kind": department kind, "up": 0}  the head of the uppermost department of that kind
{"rule": "superior", "level": 1, "of": anchor}
{"rule": "superiors_up_to", "role": code, "of": anchor}        one after the other, the last holds the role
{"rule": "initiator"}
{"rule": "initiator_choice"}                                    chosen when the process is started
{"rule": "form_field", "field": fact or form field that names a person}
{"rule": "customer_owner"}
{"rule": "team_role", "role": account team role}
{"rule": "grm"}

`of` is the person from whom one looks: initiator (default) | owner (of the document) | customer_owner.
A rule gives people in service only, in order, nobody twice; a rule that gives nobody is not an error here.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import Department, Employee, User
from core import operation

from .subjects import Subject

RULES: dict[str, Any] = {
    "named": _("named people"),
    "role": _("holders of a role"),
    "post": _("holders of a post"),
    "department_head": _("head of a department"),
    "superior": _("superior"),
    "superiors_up_to": _("superiors one after the other"),
    "initiator": _("who started it"),
    "initiator_choice": _("chosen by whoever starts it"),
    "form_field": _("person named in a field"),
    "customer_owner": _("owner of the customer"),
    "team_role": _("role in the account team"),
    "grm": _("global relationship manager"),
}
ANCHORS: dict[str, Any] = {
    "initiator": _("who started it"),
    "owner": _("owner of the document"),
    "customer_owner": _("owner of the customer"),
}
WITHIN: dict[str, Any] = {
    "anywhere": _("in the whole company"),
    "department": _("in his department and below"),
    "nearest": _("in the nearest department upwards"),
}
HIGHEST = 20


@dataclass
class Question:
    """All that a rule may ask about: who started it, over which document, with which facts and choices."""

    initiator: User
    subject: Subject | None = None
    obj: Any = None
    facts: dict[str, Any] = field(default_factory=dict)
    choices: dict[str, list[int]] = field(default_factory=dict)
    answers: dict[str, list[User]] = field(default_factory=dict)

    def answer(self, rule: dict[str, Any]) -> list[User]:
        """Whom the rule names; the same question asks the company once, however many steps hold the rule."""
        name = rule.get("rule", "")
        key = json.dumps(rule, sort_keys=True)
        if key not in self.answers:
            self.answers[key] = RESOLVERS[name](rule, self) if name in RESOLVERS else []
        return self.answers[key]

    def anchor(self, name: str) -> User | None:
        if name == "owner" and self.subject is not None and self.obj is not None:
            return self.subject.owner(self.obj)
        if name == "customer_owner":
            return self.customer_owner()
        return self.initiator

    def customer_owner(self) -> User | None:
        if self.subject is not None and self.obj is not None:
            return self.subject.responsible(self.obj)
        return getattr(self.obj, "owner", None)

    def department(self, name: str) -> Department | None:
        """The department of the anchor; for a document's owner the department that booked it."""
        if name == "owner" and self.subject is not None and self.obj is not None:
            booked = self.subject.department(self.obj)
            if booked is not None:
                return booked
        person = employee_of(self.anchor(name))
        return person.department if person is not None else None


def people_for(rules: Iterable[dict[str, Any]], question: Question, node_key: str = "") -> list[User]:
    """Everybody whom the rules of one step name, in order, in service, nobody twice."""
    found: dict[int, User] = {}
    for rule in rules:
        if rule.get("rule") == "initiator_choice":
            users = _users(question.choices.get(node_key, []))
        else:
            users = question.answer(rule)
        for user in users:
            if user is not None and is_in_service(user):
                found.setdefault(user.pk, user)
    return list(found.values())


def employee_of(user: Any) -> Employee | None:
    """Nobody is asked where the account has brought its employee along, as that of a request does."""
    if user is None:
        return None
    if User.employee.is_cached(user):
        return getattr(user, "employee", None)
    rows = Employee.objects.select_related("department", "leader__user", "user").filter(user=user)
    return next(iter(rows.order_by()), None)  # at most one, which `first` would put in order


def is_in_service(user: User) -> bool:
    """Whether somebody may be asked at all: an active account, and where he is an employee, one who works here."""
    if not user.is_active or user.kind == User.Kind.PORTAL:
        return False
    employee = getattr(user, "employee", None)
    return employee is None or employee.is_working


def held_posts(codes: Iterable[str]) -> set[str]:
    """Of these posts those that somebody in service holds."""
    holders = User.objects.filter(employee__post__code__in=set(codes)).select_related("employee__post")
    return {user.employee.post.code for user in holders if is_in_service(user)}


def _users(ids: Iterable[Any]) -> list[User]:
    wanted = [int(pk) for pk in ids if str(pk).isdigit()]
    by_id = {user.pk: user for user in User.objects.filter(pk__in=wanted).select_related("employee")}
    return [by_id[pk] for pk in wanted if pk in by_id]


def superior_of(user: User | None) -> User | None:
    """The leader that the employee names; else the nearest head of his department, or of one above, but himself."""
    if user is None:
        return None
    return operation.once(("superior", user.pk), lambda: _superior_of(user))


def _superior_of(user: User) -> User | None:
    employee = employee_of(user)
    if employee is None:
        return None
    if employee.leader is not None and is_in_service(employee.leader.user):
        return employee.leader.user
    return head_of(employee.department, but=employee.user_id)


def head_of(department: Department | None, but: int | None = None) -> User | None:
    """The head of the department, or of the nearest one above that has one in service, by one statement."""
    if department is None:
        return None
    chain = department.ancestor_ids
    return operation.once(("head", department.pk, but), lambda: _head_of(chain, but))


def _head_of(chain: list[int], but: int | None) -> User | None:
    led = (
        Department.objects.filter(pk__in=chain, leader__isnull=False)
        .select_related("leader__user")
        .order_by()
    )
    for department in sorted(led, key=lambda found: chain.index(found.pk), reverse=True):
        leader = department.leader
        if leader is not None and leader.user_id != but and is_in_service(leader.user):
            return leader.user
    return None


def superiors(user: User | None, most: int = HIGHEST) -> list[User]:
    """The chain upwards, without circles."""
    chain: list[User] = []
    seen = {user.pk} if user is not None else set()
    while user is not None and len(chain) < most:
        user = superior_of(user)
        if user is None or user.pk in seen:
            break
        seen.add(user.pk)
        chain.append(user)
    return chain


def _named(rule: dict[str, Any], question: Question) -> list[User]:
    return _users(rule.get("users", []))


def _role(rule: dict[str, Any], question: Question) -> list[User]:
    holders = User.objects.filter(role_links__role__code=rule.get("role", "")).select_related("employee")
    return _within(holders.order_by("pinyin", "pk"), rule, question)


def _post(rule: dict[str, Any], question: Question) -> list[User]:
    holders = User.objects.filter(employee__post__code=rule.get("post", "")).select_related("employee")
    return _within(holders.order_by("pinyin", "pk"), rule, question)


def _within(holders: Any, rule: dict[str, Any], question: Question) -> list[User]:
    within = rule.get("within", "anywhere")
    if within == "anywhere":
        return list(holders)
    department = question.department(rule.get("of", "initiator"))
    if department is None:
        return []
    if within == "department":
        return list(holders.filter(employee__department__path__startswith=department.path))
    for ancestor in reversed(department.ancestor_ids):
        near = [user for user in holders.filter(employee__department=ancestor) if is_in_service(user)]
        if near:
            return near
    return []


def _department_head(rule: dict[str, Any], question: Question) -> list[User]:
    department: Department | None
    if "department" in rule:
        department = Department.objects.filter(code=rule["department"], is_active=True).first()
        head = head_of(department)
    elif rule.get("kind"):
        of_kind = Department.objects.filter(kind=rule["kind"], is_active=True, leader__isnull=False)
        department = min(of_kind, key=lambda found: (len(found.path), found.sort, found.pk), default=None)
        head = head_of(department)
    else:
        department = question.department(rule.get("of", "initiator"))
        for _step in range(int(rule.get("level", 0) or 0)):
            department = department.parent if department is not None else None
        head = head_of(department)
    up = int(rule.get("up", 0) or 0)
    if head is None or not up:
        return [head] if head is not None else []
    chain = superiors(head, up)
    return chain[up - 1 : up]


def _superior(rule: dict[str, Any], question: Question) -> list[User]:
    level = max(int(rule.get("level", 1) or 1), 1)
    chain = superiors(question.anchor(rule.get("of", "initiator")), level)
    return chain[level - 1 : level]


def _superiors_up_to(rule: dict[str, Any], question: Question) -> list[User]:
    """Nobody where nobody on the way up holds the role: otherwise the whole company would be asked."""
    chain = superiors(question.anchor(rule.get("of", "initiator")))
    for place, user in enumerate(chain):
        if user.role_links.filter(role__code=rule.get("role", "")).exists():
            return chain[: place + 1]
    return []


def _form_field(rule: dict[str, Any], question: Question) -> list[User]:
    value = question.facts.get(rule.get("field", ""))
    return _users(value if isinstance(value, list) else [value])


def _customer_owner(rule: dict[str, Any], question: Question) -> list[User]:
    owner = question.customer_owner()
    return [owner] if owner is not None else []


def _team_role(rule: dict[str, Any], question: Question) -> list[User]:
    if question.subject is None or question.obj is None:
        return []
    return list(question.subject.team_role(question.obj, rule.get("role", "")))


def _grm(rule: dict[str, Any], question: Question) -> list[User]:
    return _team_role({"role": "grm"}, question)


def _initiator(rule: dict[str, Any], question: Question) -> list[User]:
    return [question.initiator]


RESOLVERS: dict[str, Callable[[dict[str, Any], Question], list[User]]] = {
    "named": _named,
    "role": _role,
    "post": _post,
    "department_head": _department_head,
    "superior": _superior,
    "superiors_up_to": _superiors_up_to,
    "initiator": _initiator,
    "form_field": _form_field,
    "customer_owner": _customer_owner,
    "team_role": _team_role,
    "grm": _grm,
}
