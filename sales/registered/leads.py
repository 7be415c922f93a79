"""What sales tell the resource library: the opportunity that a lead becomes, and what a campaign has won."""

from collections.abc import Iterable
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import access
from accounts import sources as account_sources
from contacts.models import Contact, Customer, StakeholderRole
from contacts.reach import unless_pooled
from core import actions, clock
from core.brief import briefly
from core.money import money_text, rounded
from marketing import sources
from marketing.models import Campaign, Lead
from marketing.sources import ConversionPart, FeedItem
from messaging import tabs as mail_tabs
from records import dictionaries, gate, parameters, tabs
from records import sources as record_sources
from records.tabs import Tab

from .. import states
from ..models import LeadOpportunity, Opportunity, OpportunityCompetitor, OpportunityProduct
from ..services.opportunity import create_opportunity
from .announcing import grants

USUAL_MARGIN = "sales.usual_margin"

FIRST_STEP_WITHIN = timedelta(days=3)
CLOSES_WITHIN = timedelta(days=90)


def make_opportunity(lead: Lead, customer: Customer, contact: Contact | None, by: Any) -> Opportunity:
    """The sale that may come of a lead, once: two that convert it meet at the lead's lock and at the unique row."""
    today = clock.today()
    owner = lead.owner if lead.owner is not None and lead.owner.is_active else by
    sale = create_opportunity(
        by=by,
        customer=customer,
        owner=owner,
        name=lead.title,
        amount=lead.est_amount,
        description=lead.details,
        next_step=_("Get in touch: %(title)s") % {"title": lead.title[:150]},
        next_step_on=today + FIRST_STEP_WITHIN,
        expected_close=today + CLOSES_WITHIN,
        people=[(contact, StakeholderRole.Role.USER)] if contact is not None else (),
    )
    LeadOpportunity.objects.create(lead=lead, opportunity=sale)
    return sale


def won_through(campaign: Campaign) -> Decimal:
    """The gross profit of what was won of the campaign's leads, in yuan.

    Of a sale whose products are named: Σ quantity × (price − standard cost); of any other the usual margin of its
    amount (parameter `sales.usual_margin`).
    """
    rows = Opportunity.objects.alive().filter(
        status=Opportunity.Status.WON, origin__lead__campaign=campaign, origin__lead__is_deleted=False
    )
    return sum((gross_profit(sale) for sale in rows.prefetch_related("products__product")), Decimal(0))


def gross_profit(sale: Opportunity) -> Decimal:
    lines = [
        line
        for line in sale.products.all()
        if not line.is_deleted and line.price is not None and line.product.standard_cost is not None
    ]
    if not lines:
        return rounded(sale.base_amount * parameters.get(USUAL_MARGIN) / 100)
    return rounded(
        sum(
            (line.quantity * (line.price * sale.rate - line.product.standard_cost) for line in lines),
            Decimal(0),
        )
    )


def won_and_lost(user: Any, limit: int) -> Iterable[FeedItem]:
    """The newest ends of sales that the user sees, for the decision-makers' page."""
    if not gate.allowed(user, Opportunity):
        return
    closed = access.closed_fields(user, "sales.opportunity")
    ended = (Opportunity.Status.WON, Opportunity.Status.LOST)
    rows = Opportunity.objects.visible_to(user).filter(status__in=ended, closed_at__isnull=False)
    for sale in briefly(rows, "customer", "owner").order_by("-closed_at", "-pk")[:limit]:
        is_won = sale.status == Opportunity.Status.WON
        amount = "" if "amount" in closed else money_text(sale.base_amount)
        why = dictionaries.label("loss_reason", sale.loss_reason) if sale.loss_reason else ""
        facts = [str(sale.customer), amount, "" if is_won else why, "" if is_won else sale.competitor]
        yield FeedItem(
            at=sale.closed_at,
            title=f"{sale.get_status_display()} · {sale.name}",
            body=" · ".join(fact for fact in facts if fact),
            url=sale.get_absolute_url(),
            icon="trophy" if is_won else "x",
        )


def interest(sale: Opportunity, request: HttpRequest) -> dict[str, Any]:
    """What the sale is about and who else is in the race."""
    user = request.user
    is_open = sale.status not in states.ENDED and gate.holds(user, sale, "change")
    products = list(OpportunityProduct.objects.under(sale, user).select_related("product").order_by("pk"))
    rivals = OpportunityCompetitor.objects.under(sale, user).select_related("competitor").order_by("pk")
    return {
        "products": products,
        "total": sum((line.amount for line in products if line.amount is not None), Decimal(0)),
        "rivals": rivals,
        "shows_amounts": gate.reads(user, Opportunity, "amount")
        and gate.reads(user, OpportunityProduct, "price"),
        "may_add_product": is_open and gate.allowed(user, OpportunityProduct, "add"),
        "may_add_rival": is_open and gate.allowed(user, OpportunityCompetitor, "add"),
        "may_change": is_open and gate.holds(user, sale, "change", OpportunityProduct),
        "may_remove": is_open and gate.holds(user, sale, "delete", OpportunityProduct),
    }


INTEREST = Tab(
    name="products",
    label=gettext_lazy("Products and competitors"),
    template="sales/tabs/interest.html",
    context=interest,
    permission="sales.view_opportunityproduct",
    order=15,
)
PARTS = "opportunityproduct opportunitycompetitor"
WRITING = "view add change delete"
ROLE_GRANTS = {
    "rep": grants("team", PARTS, WRITING),
    "sm": grants("below", PARTS, WRITING),
    "rm": grants("region", PARTS, WRITING),
    "mkt": grants("all", "opportunitycompetitor", "view"),
    "exe": grants("all", PARTS, "view"),
    "dlr": grants("self", PARTS, "view add"),
}
VERBS = {
    "sales.product_named": gettext_lazy("named a product of the sale"),
    "sales.competitor_named": gettext_lazy("named a competitor"),
    "sales.part_removed": gettext_lazy("took something out of the sale"),
}


def register() -> None:
    sources.add_conversion(
        ConversionPart(
            "opportunity",
            gettext_lazy("Make an opportunity of it, too"),
            make_opportunity,
            permission="sales.add_opportunity",
        )
    )
    sources.add_profit(won_through)
    sources.add_feed(won_and_lost)
    account_sources.add_role_grants(ROLE_GRANTS)
    actions.VERBS.update(VERBS)
    parameters.declare(
        parameters.Declaration(
            USUAL_MARGIN,
            gettext_lazy("Usual gross margin of a sale"),
            "integer",
            20,
            help=gettext_lazy(
                "Where no products with a price are named, a campaign's return counts so much of the amount."
            ),
            least=0,
            most=100,
            unit="%",
        )
    )
    for label in ("sales.opportunityproduct", "sales.opportunitycompetitor"):
        record_sources.add_limit(label, unless_pooled("opportunity__customer__"))
    tabs.add("sales.opportunity", INTEREST, mail_tabs.OF_RECORD)
    tabs.add("marketing.lead", mail_tabs.OF_RECORD)
