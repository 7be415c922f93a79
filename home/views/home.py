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
from workflow.selectors.inbox import most_urgent

from .. import links
from ..selectors import agenda, birthdays, people, search, system
from ..selectors.notices import current_notices
from ..selectors.scope import Scope

APPROVALS = 6


class HomePage(Page):
    """`?scope=` me, people or department drives every card; `?part=agenda` is what a logged follow-up renews."""

    template = "home/home.html"
    fragment = "home/_agenda.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        if not gate.allowed(request.user, Customer, "view"):
            self.template = self.fragment = "home/system_home.html"
            return self.show(title=_("My homepage"), **self.work_without_customers())
        if request.htmx and request.GET.get("part") == "agenda":
            return self.show(is_part=True, searches_first=self.searches_first, **self.agenda())
        self.fragment = ""
        return self.show(title=_("My homepage"), **self.agenda(), **self.cards())

    @cached_property
    def scope(self) -> Scope:
        return Scope(self.request.user, self.request.GET.get("scope", ""))

    @cached_property
    def counts(self) -> dict[str, int]:
        return agenda.counts(self.scope)

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
            "sentence": sentence(self.counts),
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

    def cards(self) -> dict[str, Any]:
        user = self.request.user
        shown_birthdays, birthday_count = [], 0
        if user.has_perm("contacts.view_contact"):
            shown_birthdays, birthday_count = birthdays.coming(self.scope)
        may_log = gate.allowed(user, FollowUp, "add")
        return {
            "quiet": agenda.quiet(self.scope),
            "quiet_chips": [
                {
                    "label": ngettext("%(n)s day", "%(n)s days", n) % {"n": n},
                    "count": self.counts[f"quiet_{n}"],
                }
                | {"url": self.quiet_url(n)}
                for n in agenda.QUIET_DAYS
            ],
            "birthdays": shown_birthdays,
            "birthdays_more": birthday_count - len(shown_birthdays),
            "approvals": waiting_approvals(user),
            "recent": search.recent_group(user, 6).hits,
            "notices": current_notices(user),
            "people": [
                (person, links.filtered("customers", owner=person.user.pk))
                for person in people.work_of(self.scope)
            ],
            "form": follow_up_box(user) if may_log else None,
            "box": "home",
            "searches_first": self.searches_first,
        }

    def work_without_customers(self) -> dict[str, Any]:
        user = self.request.user
        return {
            "tasks": system.tasks(user),
            "modules": system.pages(user),
            "approvals": waiting_approvals(user),
            "recent": search.recent_group(user, 6).hits,
            "notices": current_notices(user),
            "today": clock.today(),
        }


def waiting_approvals(user: Any) -> list[ProcessTask]:
    """The most urgent of what waits for the user in processes."""
    return most_urgent(user, APPROVALS) if gate.allowed(user, ProcessTask) else []


def sentence(counts: dict[str, int]) -> str:
    """The day in one sentence; every figure in it is counted, none is guessed."""
    due, silent = counts["due"], counts["quiet_30"]
    if due:
        first = ngettext("%(n)s thing waits for you today", "%(n)s things wait for you today", due) % {
            "n": due
        }
    else:
        first = _("Nothing is due today")
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
