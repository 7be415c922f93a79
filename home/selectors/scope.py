"""Whose work the homepage shows: mine, my people's, or my department's."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts import access
from accounts.models import Employee
from contacts.models import Customer
from contacts.selectors.colleagues import subordinate_ids

ME, PEOPLE, DEPARTMENT = "me", "people", "department"
LABELS = {ME: _("Me"), PEOPLE: _("My people"), DEPARTMENT: _("Department")}


@dataclass(eq=False)
class Scope:
    """One chosen scope of one user; `customers` and `authors` narrow what the gate already lets through.

    Two are equal that narrow alike, so that a statement can be kept for a scope.
    """

    user: Any
    wanted: str = ""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Scope) and self._narrowing == other._narrowing

    def __hash__(self) -> int:
        return hash(self._narrowing)

    @cached_property
    def _narrowing(self) -> tuple[Any, ...]:
        people = tuple(self.people_ids) if self.name == PEOPLE else ()
        return self.user.pk, self.name, people, self.department_ids

    @cached_property
    def reach(self) -> access.Reach:
        return access.reach(self.user, "contacts.view_customer")

    @cached_property
    def people_ids(self) -> list[int]:
        """Users of everybody below the user in the reporting line; nobody for those who reach only their own."""
        if not (self.reach.everything or self.reach.departments):
            return []
        return list(subordinate_ids(self.user))

    @cached_property
    def choices(self) -> list[str]:
        """The scopes that the user's reach allows; a single one needs no switch."""
        if not (self.reach.everything or self.reach.departments):
            return [ME]
        return [ME, PEOPLE, DEPARTMENT] if self.people_ids else [ME, DEPARTMENT]

    @cached_property
    def name(self) -> str:
        """The asked one if allowed; else mine, unless I own nothing and lead others."""
        if self.wanted in self.choices:
            return self.wanted
        if len(self.choices) > 1 and not Customer.objects.alive().filter(owner=self.user).exists():
            return self.choices[-1]
        return ME

    @property
    def label(self) -> Any:
        return LABELS[self.name]

    @property
    def tabs(self) -> list[dict[str, Any]]:
        return [
            {"name": name, "label": LABELS[name], "is_current": name == self.name} for name in self.choices
        ]

    @cached_property
    def department_ids(self) -> frozenset[int] | None:
        """The user's department and those below; None means the whole company."""
        if self.reach.departments:
            return self.reach.departments
        home = access.home_department(self.user)
        if home is None or home.parent_id is None:
            return None
        return access.subtree_ids(self.user, home)

    @cached_property
    def customers(self) -> Q:
        if self.name == ME:
            return Q(owner=self.user)
        if self.name == PEOPLE:
            return Q(owner__in=self.people_ids)
        return Q() if self.department_ids is None else Q(department__in=self.department_ids)

    @cached_property
    def authors(self) -> Q:
        """The same scope for rows that somebody wrote."""
        if self.name == ME:
            return Q(by=self.user)
        if self.name == PEOPLE:
            return Q(by__in=self.people_ids)
        if self.department_ids is None:
            return Q()
        return Q(by__in=Employee.objects.filter(department__in=self.department_ids).values("user"))

    def visible_customers(self) -> Any:
        return self._visible_customers.all()

    @cached_property
    def _visible_customers(self) -> Any:
        return Customer.objects.visible_to(self.user).filter(self.customers)
