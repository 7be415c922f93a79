"""The tabs of a visit, and those that visits add to the pages of customers, people and opportunities."""

from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from contacts.models import Contact, Customer
from core import clock
from marketing.selectors.shown import shown_fields
from marketing.tabs import CHANGES, FILES
from records import gate
from records.tabs import Tab

from . import effectiveness
from .models import Opportunity, Visit
from .selectors import visit_rate

PLAN = (
    "unit", "opportunity", "kind", "planned_start", "planned_end", "is_planned", "end_reason", "department",
)  # fmt: skip
THERE = ("checked_in_at", "checked_out_at", "distance_m", "is_within_radius", "exemption", "exemption_reason")
SAID = ("summary", "result", "next_action", "next_on", "cost", "submitted_at")
REVIEW = ("reviewed_by", "reviewed_at", "review_comment")
IF_ANY = {"unit", "opportunity", "end_reason", *THERE, *SAID, *REVIEW}
SHOWN = 100


def overview(visit: Visit, request: HttpRequest) -> dict[str, Any]:
    user = request.user

    def fields(names: tuple[str, ...]) -> list[dict[str, Any]]:
        known = [name for name in names if name not in IF_ANY or getattr(visit, name) not in (None, "")]
        return shown_fields(visit, user, *known)

    knows = gate.allowed(user, Contact)
    return {
        "plan": fields(PLAN),
        "there": fields(THERE),
        "said": fields(SAID),
        "reviewed": fields(REVIEW),
        "to_meet": list(visit.contacts.all()) if knows else [],
        "met": list(visit.met.all())
        if knows and visit.status in {"submitted", "returned", "reviewed"}
        else [],
        "colleagues": list(visit.participants.all()),
        "stay": visit.stay_minutes,
        "reasons": effectiveness.labels(visit.ineffective_reasons),
    }


def of_customer(customer: Customer, request: HttpRequest) -> dict[str, Any]:
    rows = Visit.objects.visible_to(request.user).filter(customer=customer)
    may_add = gate.allowed(request.user, Visit, "add") and customer.pool_id is None
    return {**_shown(rows), "may_add": may_add, "adding": f"customer={customer.pk}"}


def of_contact(contact: Contact, request: HttpRequest) -> dict[str, Any]:
    planned = Visit.contacts.through.objects.filter(contact=contact).values("visit_id")
    met = Visit.met.through.objects.filter(contact=contact).values("visit_id")
    rows = Visit.objects.visible_to(request.user).filter(Q(pk__in=planned) | Q(pk__in=met))
    may_add = gate.allowed(request.user, Visit, "add")
    return {
        **_shown(rows),
        "may_add": may_add,
        "adding": f"customer={contact.customer_id}&contacts={contact.pk}",
    }


def of_opportunity(sale: Opportunity, request: HttpRequest) -> dict[str, Any]:
    rows = Visit.objects.visible_to(request.user).filter(opportunity=sale)
    may_add = gate.allowed(request.user, Visit, "add")
    return {
        **_shown(rows),
        "may_add": may_add,
        "adding": f"customer={sale.customer_id}&opportunity={sale.pk}",
    }


def _shown(rows: Any) -> dict[str, Any]:
    """The newest first; and how many of the last twelve months were effective."""
    today = clock.today()
    rate = visit_rate.between(today.replace(year=today.year - 1, day=1), today, rows)
    return {
        "visits": list(rows.select_related("owner").order_by("-planned_start", "-pk")[:SHOWN]),
        "rate": rate,
    }


VISIT_TABS = (
    Tab(name="overview", label=_("Overview"), template="sales/tabs/visit.html", context=overview, order=10),
    FILES,
    CHANGES,
)


def _tab(context: Any, order: int) -> Tab:
    return Tab(
        name="visits",
        label=_("Visits"),
        template="sales/tabs/visits.html",
        context=context,
        permission="sales.view_visit",
        order=order,
    )


OF_CUSTOMER = _tab(of_customer, 32)
OF_CONTACT = _tab(of_contact, 42)
OF_OPPORTUNITY = _tab(of_opportunity, 25)
