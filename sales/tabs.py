"""The tabs of an opportunity, and those that it adds to the pages of customers and people."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts import access
from contacts.models import Contact, Customer, FollowUp
from core.money import money_text
from core.together import counted, summed
from marketing.selectors.shown import shown_fields
from marketing.tabs import CHANGES, FILES
from records import dictionaries, gate, reader
from records.hanging import hangs
from records.tabs import Tab

from .models import LossReview, Opportunity, OpportunityContact
from .selectors.stage_bar import changes_of

FACTS = (
    "customer", "unit", "pipeline", "stage", "status", "amount", "currency", "rate", "own_probability",
    "probability_reason", "expected_close", "next_step", "next_step_on", "competitor", "won_document", "loss_reason",
    "end_reason", "closed_at", "owner", "department", "created_at", "created_by", "description",
)  # fmt: skip
IF_ANY = {"own_probability", "probability_reason", "won_document", "loss_reason", "end_reason", "closed_at"}


def overview(sale: Opportunity, request: HttpRequest) -> dict[str, Any]:
    user = request.user
    names = [name for name in FACTS if name not in IF_ANY or getattr(sale, name) not in (None, "")]
    if sale.currency == Opportunity.Currency.CNY:
        names.remove("rate")
    fields = dict(zip(_open(names, user), shown_fields(sale, user, *names), strict=True))
    if "loss_reason" in fields:
        fields["loss_reason"]["value"] = dictionaries.label("loss_reason", sale.loss_reason)
    talks = []
    if gate.allowed(user, FollowUp):
        about = FollowUp.objects.visible_to(user).filter(
            about_type=ContentType.objects.get_for_model(Opportunity), about_id=sale.pk
        )
        talks = about.select_related("by").order_by("-at", "-id")[:30]
    return {"fields": list(fields.values()), "talks": talks}


def _open(names: list[str], user: Any) -> list[str]:
    closed = access.closed_fields(user, "sales.opportunity")
    return [name for name in names if name not in closed]


def people(sale: Opportunity, request: HttpRequest) -> dict[str, Any]:
    user = request.user
    rows = (
        OpportunityContact.objects.under(sale, user).select_related("contact").order_by("-is_primary", "id")
    )
    may_change = gate.holds(user, sale, "change")
    return {
        "people": rows,
        "knows_people": gate.allowed(user, Contact),
        "may_add": may_change and gate.allowed(user, OpportunityContact, "add"),
        "may_edit": may_change and gate.holds(user, sale, "change", OpportunityContact),
        "may_remove": may_change and gate.holds(user, sale, "delete", OpportunityContact),
    }


def stages(sale: Opportunity, request: HttpRequest) -> dict[str, Any]:
    return {"changes": changes_of(sale)}


def review(sale: Opportunity, request: HttpRequest) -> dict[str, Any]:
    found = LossReview.objects.under(sale, request.user).select_related("reviewed_by").first()
    action = "change" if found else "add"
    may = gate.allowed(request.user, LossReview, "add") and gate.holds(request.user, sale, action, LossReview)
    return {"review": found, "may_review": may and sale.status == Opportunity.Status.LOST}


def sales_of_customer(customer: Customer, request: HttpRequest) -> dict[str, Any]:
    rows = Opportunity.objects.visible_to(request.user).filter(customer=customer)
    return {
        **_shown(rows, request),
        "may_add": gate.holds(request.user, customer, "add", Opportunity),
    }


def sales_of_contact(contact: Contact, request: HttpRequest) -> dict[str, Any]:
    places = OpportunityContact.objects.alive().filter(contact=contact).values("opportunity_id")
    return {
        **_shown(Opportunity.objects.visible_to(request.user).filter(pk__in=places), request),
        "may_add": False,
    }


def _shown(rows: Any, request: HttpRequest) -> dict[str, Any]:
    """Those in progress first, then what became of the others."""
    closed = access.closed_fields(request.user, "sales.opportunity")
    found = list(rows.select_related("stage", "owner").order_by("-expected_close", "-id")[:200])
    found.sort(key=lambda row: not row.is_open)
    return {"sales": found, "shows_amounts": "amount" not in closed}


NO_SALES: dict[str, Any] = {"count": 0, "total": None}


def open_sales(customer: Customer, user: Any) -> dict[str, Any]:
    """How many are in progress at a customer and how much they make; one statement, remembered on the customer."""
    known: dict[str, Any] | None = customer.__dict__.get("_open_sales")
    if known is None and not hangs(customer, Opportunity):
        known = dict(NO_SALES)
    if known is None:
        (known,) = reader.rows(user, _open_sales, at=customer, through=[Opportunity]) or [dict(NO_SALES)]
        customer.__dict__["_open_sales"] = known
    return known


def _open_sales(user: Any, customer: Customer) -> Any:
    rows = Opportunity.objects.visible_to(user).filter(customer=customer, status=Opportunity.Status.OPEN)
    return rows.order_by().values(count=counted(), total=summed("base_amount"))


def count_of_customer(customer: Customer, user: Any) -> int:
    return int(open_sales(customer, user)["count"])


def customer_fact(customer: Customer, user: Any) -> list[dict[str, Any]]:
    """The header of a customer says what is in progress there."""
    if not gate.allowed(user, Opportunity):
        return []
    found = open_sales(customer, user)
    closed = access.closed_fields(user, "sales.opportunity")
    value = gettext("%(count)d open") % {"count": found["count"]}
    if found["total"] and "amount" not in closed:
        value = f"{value} · {money_text(found['total'], 'large')}"
    url = f"{customer.get_absolute_url()}?tab=opportunities"
    return [{"name": "opportunities", "label": gettext("opportunities"), "value": value, "url": url}]


OPPORTUNITY_TABS = (
    Tab(
        name="overview", label=_("Overview"), template="sales/tabs/overview.html", context=overview, order=10
    ),
    Tab(
        name="contacts",
        label=_("People"),
        template="sales/tabs/people.html",
        context=people,
        permission="sales.view_opportunitycontact",
        order=20,
    ),
    Tab(name="stages", label=_("Stage history"), template="sales/tabs/stages.html", context=stages, order=30),
    Tab(
        name="review",
        label=_("Loss review"),
        template="sales/tabs/review.html",
        context=review,
        permission="sales.view_lossreview",
        order=40,
    ),
    FILES,
    CHANGES,
)
OF_CUSTOMER = Tab(
    name="opportunities",
    label=_("Opportunities"),
    template="sales/tabs/sales.html",
    context=sales_of_customer,
    permission="sales.view_opportunity",
    count=count_of_customer,
    order=33,
)
OF_CONTACT = Tab(
    name="opportunities",
    label=_("Opportunities"),
    template="sales/tabs/sales.html",
    context=sales_of_contact,
    permission="sales.view_opportunity",
    order=45,
)
