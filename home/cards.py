"""The cards of my homepage: what there is, in which column each stands, and what it shows.

Which of them a person sees, and in which order, is arranged (records.arrangements): for everybody, for a role, or by
himself. What a card shows follows from his rights all the same; a hidden card costs nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from contacts.models import FollowUp
from contacts.views.follow_up import follow_up_box
from contracts.selectors.contracts_due import contracts_due
from core import clock
from core.money import amount_text
from orders.models import PaymentPlan
from orders.selectors import settlement as settling
from orders.selectors.orders_due import orders_due, shipments_late
from orders.selectors.payments_due import payments_due
from records import arrangements, gate
from records.arrangements import Place, Thing
from sales.models import Visit, WorkPlan
from sales.selectors import visit_deeds
from sales.selectors.promised import promised_by
from sales.selectors.quotes_due import quotes_due
from sales.selectors.work_plans import current_plans

from . import links
from .selectors import agenda, birthdays, people, search, system, work
from .selectors.notices import current_notices

PLACE = "home"
APPROVALS = 6
RECENT = 6
MAIN, SIDE = "main", "side"


@dataclass(frozen=True)
class Card:
    """`context(page)` gives what `template` shows; `for_customers` says on which of the two homepages it stands.

    A card that `comes_after` arrives a moment after the page, by a request of its own: the day's work never waits for
    birthdays. `counts` names the figures of `selectors.work` that it asks for.
    """

    name: str
    label: Any
    column: str
    template: str
    context: Callable[[Any], dict[str, Any]]
    for_customers: bool | None = None
    comes_after: bool = False
    counts: tuple[str, ...] = ()


def approvals(page: Any) -> dict[str, Any]:
    """The most urgent of what waits for the user in processes."""
    return {"approvals": page.approvals}


def visits(page: Any) -> dict[str, Any]:
    """Today's visits with the one thing to do next, and how many of others wait for a word of his."""
    user, counts = page.request.user, page.work_counts
    return {
        "visit_lines": visit_deeds.lines_for_today(user) if counts.get("visits") else [],
        "visits_asking": counts.get("to_review", 0),
        "may_visit": gate.allowed(user, Visit, "add"),
    }


def own_work(page: Any) -> dict[str, Any]:
    """The tasks that one has to do or to accept, and one's plans of this day, week and month."""
    user, counts = page.request.user, page.work_counts
    return {
        "task_lines": work.open_tasks(user) if counts.get("tasks") else [],
        "tasks_to_accept": counts.get("to_accept", 0),
        "plans": current_plans(user) if counts.get("plans") else [],
        "may_plan": gate.allowed(user, WorkPlan, "add"),
    }


def quotes(page: Any) -> dict[str, Any]:
    """One's own quotes that want asking after, or end within a week."""
    user = page.request.user
    asked = f"{reverse('sales:quote_list')}?scene=mine&due=follow_up"
    return {
        "quote_lines": quotes_due(user) if page.work_counts.get("quotes") else [],
        "quotes_url": asked,
    }


def orders(page: Any) -> dict[str, Any]:
    """One's own goods that are late, and orders that are due within a week."""
    user, counts = page.request.user, page.work_counts
    return {
        "shipment_lines": shipments_late(user) if counts.get("shipments") else [],
        "order_lines": orders_due(user) if counts.get("orders") else [],
        "orders_url": f"{reverse('orders:order_list')}?scene=due&owner={user.pk}",
    }


def contracts(page: Any) -> dict[str, Any]:
    """One's own contracts that wait for their signatures, or end within a month."""
    user = page.request.user
    return {
        "contract_lines": contracts_due(user) if page.work_counts.get("contracts") else [],
        "contracts_url": f"{reverse('contracts:contract_list')}?scene=mine",
    }


def payments(page: Any) -> dict[str, Any]:
    """What one's own customers owe that is late, or due within a week."""
    user, day = page.request.user, clock.today()
    rows = payments_due(user) if page.work_counts.get("payments") else []
    sees = gate.reads(user, PaymentPlan, "open_amount")
    return {
        "payment_lines": [
            {
                "plan": row,
                "amount": f"{row.currency} {amount_text(row.open_amount)}" if sees else "",
                "is_late": row.due_on < day,
            }
            for row in rows
        ],
        "payments_url": f"{reverse('orders:payment_plan_list')}?scene=mine",
    }


def settlement(page: Any) -> dict[str, Any]:
    """What waits for those who settle, of each kind how many."""
    counts = page.work_counts
    kinds = [kind for kind in settling.KINDS if counts.get(kind.name)]
    return {
        "settlement_lines": [
            {"label": kind.label, "url": kind.url, "count": counts[kind.name]} for kind in kinds
        ]
    }


def mails(page: Any) -> dict[str, Any]:
    """Mail that waits for one's own answer."""
    count = page.work_counts.get("mails", 0)
    lines = work.open_mails(page.request.user) if count else []
    return {"mail_lines": lines, "mails_more": count if count > len(lines) else 0}


def promised(page: Any) -> dict[str, Any]:
    return {"promises": promised_by(page.request.user)}


def log(page: Any) -> dict[str, Any]:
    may_log = gate.allowed(page.request.user, FollowUp, "add")
    return {"form": follow_up_box(page.request.user) if may_log else None, "box": "home"}


def quiet(page: Any) -> dict[str, Any]:
    chips = [
        {
            "label": ngettext("%(n)s day", "%(n)s days", n) % {"n": n},
            "count": page.counts[f"quiet_{n}"],
            "url": page.quiet_url(n),
        }
        for n in agenda.QUIET_DAYS
    ]
    return {"quiet": agenda.quiet(page.scope), "quiet_chips": chips}


def work_of_people(page: Any) -> dict[str, Any]:
    rows = people.work_of(page.scope)
    return {"people": [(person, links.filtered("customers", owner=person.user.pk)) for person in rows]}


def coming_birthdays(page: Any) -> dict[str, Any]:
    shown, count = [], 0
    if page.request.user.has_perm("contacts.view_contact"):
        shown, count = birthdays.coming(page.scope)
    return {"birthdays": shown, "birthdays_more": count - len(shown)}


def notices(page: Any) -> dict[str, Any]:
    return {"notices": current_notices(page.request.user)}


def recent(page: Any) -> dict[str, Any]:
    return {"recent": search.recent_group(page.request.user, RECENT).hits}


def pages(page: Any) -> dict[str, Any]:
    return {"modules": system.pages(page.request.user)}


def nothing(page: Any) -> dict[str, Any]:
    return {}


CARDS = (
    Card("approvals", _("Waiting for my decision"), MAIN, "home/_approvals.html", approvals),
    Card(
        "settlement",
        _("To be settled"),
        MAIN,
        "home/_settlement.html",
        settlement,
        True,
        counts=settling.NAMES,
    ),
    Card(
        "visits",
        _("Today's visits"),
        MAIN,
        "home/_visits.html",
        visits,
        True,
        counts=("visits", "visits_open", "to_review"),
    ),
    Card("agenda", _("To do now"), MAIN, "home/_stream.html", nothing, True),
    Card(
        "quotes", _("Quotes to follow up"), MAIN, "home/_quotes.html", quotes, True, True, counts=("quotes",)
    ),
    Card(
        "orders",
        _("Orders and goods"),
        MAIN,
        "home/_orders.html",
        orders,
        True,
        True,
        counts=("orders", "shipments"),
    ),
    Card(
        "contracts",
        _("Contracts to sign or renew"),
        MAIN,
        "home/_contracts.html",
        contracts,
        True,
        True,
        counts=("contracts",),
    ),
    Card(
        "payments", _("Payments due"), MAIN, "home/_payments.html", payments, True, True, counts=("payments",)
    ),
    Card("mails", _("Customer mail"), MAIN, "home/_mails.html", mails, True, True, counts=("mails",)),
    Card(
        "work",
        _("Tasks and plans"),
        MAIN,
        "home/_work.html",
        own_work,
        counts=("tasks", "tasks_due", "to_accept", "plans"),
    ),
    Card("promised", _("Promised"), MAIN, "home/_promised.html", promised, True, True),
    Card("log", _("Log a follow-up"), MAIN, "home/_log.html", log, True),
    Card("quiet", _("Customers needing contact"), MAIN, "home/_quiet.html", quiet, True, True),
    Card("people", _("Work of my people"), MAIN, "home/_people.html", work_of_people, True, True),
    Card("pages", _("Pages that I may open"), MAIN, "home/_pages.html", pages, False),
    Card("later", _("Next seven days"), SIDE, "home/_later.html", nothing, True),
    Card("birthdays", _("Birthdays"), SIDE, "home/_birthdays.html", coming_birthdays, True, True),
    Card("notices", _("Notices"), SIDE, "home/_notices.html", notices, comes_after=True),
    Card("recent", _("Opened lately"), SIDE, "home/_recent.html", recent, comes_after=True),
)


def standing(sees_customers: bool) -> list[Card]:
    """The cards of one of the two homepages, as they are delivered."""
    return [card for card in CARDS if card.for_customers in (None, sees_customers)]


def shown_to(user: Any, sees_customers: bool) -> dict[str, list[Card]]:
    """The cards that the user sees, by column, in his order."""
    layout = arrangements.own_layout(PLACE, user)
    cards = layout.lay(standing(sees_customers), lambda card: card.name)
    return {column: [card for card in cards if card.column == column] for column in (MAIN, SIDE)}


arrangements.declare(
    Place(
        PLACE,
        _("My homepage"),
        lambda: [Thing(card.name, card.label, card.column) for card in CARDS],
        help=_("The cards as each role finds them; everybody may still arrange his own."),
        is_personal=True,
        groups={MAIN: _("Wide column"), SIDE: _("Narrow column")},
    )
)
