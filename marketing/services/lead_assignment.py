"""Who gets a new lead: the first rule that fits, its people in turn."""

import re
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import Leave, User
from core import clock
from core.plain_text import plain
from reminders.services.telling import tell

from ..models import Lead, LeadRule
from .lead import hand_lead, tell_owner


class Turns:
    """The rules in force and whose turn it is, read once under lock for one lead or a file of them."""

    def __init__(self) -> None:
        rules = LeadRule.objects.alive().filter(is_active=True).order_by("sort", "id")
        self.rules = list(rules.select_for_update(of=("self",)).prefetch_related("people"))
        today = clock.today()
        away = Leave.objects.filter(from_on__lte=today, to_on__gte=today)
        self.away = set(away.values_list("employee__user_id", flat=True)) if self.rules else set()
        self.moved: set[int] = set()

    def give(self, lead: Lead) -> None:
        """The first rule that fits and names somebody; where none does the lead waits without owner."""
        for rule in self.rules:
            if not fits(rule, lead):
                continue
            person = self.next_in_turn(rule, besides=lead.owner_id)
            if person is None and rule.to_department_id is None:
                continue
            lead.rule = rule
            if person is None:
                lead.department = rule.to_department
            else:
                self._hand(lead, rule, person)
            return

    def _hand(self, lead: Lead, rule: LeadRule, person: User) -> None:
        rule.last_given = person
        self.moved.add(rule.pk)
        lead.status = Lead.Status.ASSIGNED
        hand_lead(lead, person)

    def next_in_turn(self, rule: LeadRule, *, besides: int | None = None) -> User | None:
        """Whoever of the rule's people comes after the last one, in service and not on leave today."""
        people = sorted(rule.people.all(), key=lambda person: person.pk)
        there = [
            person
            for person in people
            if person.is_active and person.pk not in self.away and person.pk != besides
        ]
        last = rule.last_given_id or 0
        return next((person for person in there if person.pk > last), there[0] if there else None)

    def keep(self) -> None:
        """Remember whose turn it was."""
        for rule in self.rules:
            if rule.pk in self.moved:
                rule.save()


def distribute(lead: Lead) -> None:
    turns = Turns()
    turns.give(lead)
    turns.keep()


def fits(rule: LeadRule, lead: Lead) -> bool:
    if rule.industry and rule.industry != lead.industry:
        return False
    if rule.channel and rule.channel != lead.channel:
        return False
    if rule.source_tag and rule.source_tag.casefold() != lead.source_tag.casefold():
        return False
    places = [plain(part) for part in re.split(r"[,，、;；\s]+", rule.regions) if part]
    return not places or any(place in plain(lead.region) for place in places)


def tell_of_new(lead: Lead, *, by: Any) -> None:
    """The owner, or the leader of the department in whose queue it lies."""
    if lead.owner is not None:
        tell_owner(lead, by)
        return
    leader = getattr(lead.department, "leader", None)
    words = {"title": lead.title, "company": lead.company}
    tell(
        getattr(leader, "user", None),
        lambda: _("A lead waits for somebody: %(title)s (%(company)s).") % words,
        lead.get_absolute_url(),
        by=by,
    )
