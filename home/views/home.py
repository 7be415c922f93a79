"""My homepage: what the day wants, for whomever the scope names; other roles get what they work with."""

from datetime import timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from contacts.models import Customer, FollowUp
from contacts.views.follow_up import follow_up_box
from core import clock
from core.pages import Page
from records import gate
from workflow.models import ProcessTask
from workflow.selectors.inbox import most_urgent, to_do

from .. import cards, links
from ..selectors import agenda, system, work
from ..selectors.scope import Scope


class HomePage(Page):
    """`?scope=` me, people or department drives every card.

    The page comes with the day's work; `?part=after` brings the cards that come after it, `?part=agenda` is what a
    logged follow-up renews, `?part=whole` is all at once, for whom no script fetches the rest.
    """

    template = "home/home.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        sees_customers = gate.allowed(request.user, Customer, "view")
        columns = cards.shown_to(request.user, sees_customers)
        self.now = [card for column in columns.values() for card in column if self.comes_now(card)]
        if self.part == "after":
            self.fragment = "home/_cards_after.html"
            return self.show(scope=self.scope, **self.filled(columns))
        if not sees_customers:
            self.template = "home/system_home.html"
            head = {"tasks": system.tasks(request.user), "today": clock.today()}
            return self.show(title=_("My homepage"), **head, **self.filled(columns))
        shown = {card.name for column in columns.values() for card in column}
        head = {**self.agenda(), "searches_first": self.searches_first, "shown_cards": shown}
        if self.part == "agenda":
            self.fragment = "home/_agenda.html"
            return self.show(is_part=True, **head)
        return self.show(title=_("My homepage"), **head, **self.filled(columns))

    @cached_property
    def part(self) -> str:
        """Which part is asked for; parts of a page are for scripts, who opens their address gets the whole."""
        part = self.request.GET.get("part", "")
        is_part = part in ("after", "agenda")
        return "whole" if part == "whole" or is_part and not self.request.htmx else part if is_part else ""

    def comes_now(self, card: cards.Card) -> bool:
        return self.part == "whole" or card.comes_after == (self.part == "after")

    @cached_property
    def approvals(self) -> list[ProcessTask]:
        """The most urgent of what waits for him in processes; nothing where that card does not stand here."""
        user = self.request.user
        is_shown = any(card.name == "approvals" for card in self.now)
        return most_urgent(user, cards.APPROVALS) if is_shown and gate.allowed(user, ProcessTask) else []

    @property
    def waiting(self) -> int:
        """What waits for him today beside his customers: visits, tasks, and what others want decided."""
        more = len(self.approvals)
        if more == cards.APPROVALS:
            more = to_do(self.request.user).count()
        return more + sum(self.work_counts.get(name, 0) for name in work.OF_TODAY)

    def filled(self, columns: dict[str, list[cards.Card]]) -> dict[str, Any]:
        """The cards and what those show that come now."""
        found: dict[str, Any] = {"columns": columns}
        for card in self.now:
            found |= card.context(self)
        return found | {"now": self.now}

    @cached_property
    def scope(self) -> Scope:
        return Scope(self.request.user, self.request.GET.get("scope", ""))

    @cached_property
    def counts(self) -> dict[str, int]:
        return agenda.counts(self.scope)

    @cached_property
    def work_counts(self) -> dict[str, int]:
        return work.counts(self.request.user, {name for card in self.now for name in card.counts})

    @property
    def searches_first(self) -> bool:
        """Who may see every customer and has none of his own or his department's begins with finding one."""
        return self.scope.reach.everything and not self.counts["customers"]

    def agenda(self) -> dict[str, Any]:
        due = agenda.due(self.scope)
        today = clock.today()
        more = self.counts["due"] - len(due)
        return {
            "scope": self.scope,
            "sentence": sentence(self.counts, self.waiting),
            "today": today,
            "counts": self.counts,
            "tiles": self.tiles(),
            "top": due[0] if due else None,
            "due": due[1:],
            "due_more": max(more, 0),
            "due_url": links.customers(
                self.scope, next_follow_on_max=today.isoformat(), sort="next_follow_on"
            ),
            "later": agenda.later(self.scope),
            "later_more": max(self.counts["later"] - agenda.LATER_SHOWN, 0),
            "later_url": self.later_url(),
            "may_log": gate.allowed(self.request.user, FollowUp, "add"),
            "may_create": not self.searches_first and gate.allowed(self.request.user, Customer, "add"),
        }

    def later_url(self) -> str:
        today = clock.today()
        return links.customers(
            self.scope,
            next_follow_on_min=(today + timedelta(days=1)).isoformat(),
            next_follow_on_max=agenda.week_end(today).isoformat(),
            sort="next_follow_on",
        )

    def tiles(self) -> list[dict[str, Any]]:
        today = clock.today()
        scope, counts = self.scope, self.counts
        yesterday = (today - timedelta(days=1)).isoformat()
        day = today.isoformat()
        return [
            {
                "label": _("Overdue"),
                "value": counts["overdue"],
                "icon": "alert-triangle",
                "url": links.customers(scope, next_follow_on_max=yesterday, sort="next_follow_on"),
            },
            {
                "label": _("Due today"),
                "value": counts["today"],
                "icon": "calendar-due",
                "url": links.customers(scope, next_follow_on_min=day, next_follow_on_max=day),
            },
            {
                "label": _("Next seven days"),
                "value": counts["later"],
                "icon": "calendar-event",
                "url": self.later_url(),
            },
            {
                "label": _("Silent for 30 days"),
                "value": counts["quiet_30"],
                "icon": "hourglass",
                "url": self.quiet_url(30),
            },
            {
                "label": _("Customers"),
                "value": counts["customers"],
                "icon": "buildings",
                "url": links.customers(scope),
            },
            {
                "label": _("Key accounts"),
                "value": counts["key_accounts"],
                "icon": "crown",
                "url": links.customers(scope, is_key_account="true"),
            },
        ]

    def quiet_url(self, days: int) -> str:
        return links.customers(
            self.scope,
            last_follow_at_max=agenda.quiet_until(days).isoformat(),
            lifecycle=agenda.OPEN_LIFECYCLES,
            sort="last_follow_at",
        )


def sentence(counts: dict[str, int], waiting: int) -> str:
    """The day in one sentence; every figure in it is counted, none is guessed."""
    due, silent = counts["due"] + waiting, counts["quiet_30"]
    if due:
        first = ngettext("%(n)s thing waits for you today", "%(n)s things wait for you today", due) % {
            "n": due
        }
    else:
        first = _("No contact, visit, task or approval is due today")
    if silent:
        rest = ngettext(
            "%(n)s customer has not heard from us for 30 days",
            "%(n)s customers have not heard from us for 30 days",
            silent,
        ) % {"n": silent}
        return _("%(first)s; %(rest)s.") % {"first": first, "rest": rest}
    return _("%(first)s.") % {"first": first}


class LogBox(Page):
    """The follow-up box for one customer of the queue, opened in its place."""

    template = "home/log.html"
    fragment = "contacts/_follow_up_box.html"

    def authorise(self) -> None:
        gate.require_allowed(self.request.user, FollowUp, "add")

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        if pk >= 2**63:
            raise Http404
        customer = get_object_or_404(Customer.objects.visible_to(request.user), pk=pk)
        form = follow_up_box(request.user, customer)
        return self.show(form=form, box="home", customer=customer, title=_("Log a follow-up"))
