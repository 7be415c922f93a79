"""Competitors, their products, and at which customers they were seen."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts import access
from contacts import validation
from core import actions, clock, company_names
from core.errors import DomainError
from records import gate

from ..models import Competitor, CompetitorProduct, CompetitorSighting, OwnCompany


def save_competitor(competitor: Competitor, *, by: Any) -> Competitor:
    """One profile a company: the second of a name is refused, even where the first is hidden."""
    competitor.name = validation.clean_customer_name(competitor.name)
    with transaction.atomic():
        is_new = competitor.pk is None
        if is_new:
            competitor.owner = competitor.owner or by
            competitor.department = access.home_department(competitor.owner)
        check_name(competitor, by)
        try:
            with transaction.atomic():
                competitor.save()
        except IntegrityError:
            check_name(competitor, by)
            raise
        actions.record(f"marketing.competitor_{'added' if is_new else 'changed'}", competitor, by=by)
    return competitor


def check_name(competitor: Competitor, by: Any) -> None:
    key = company_names.normalise(competitor.name)[:120]
    other = Competitor.objects.alive().filter(name_key=key).exclude(pk=competitor.pk or 0).first()
    if other is None:
        return
    if gate.may(by, other, "view"):
        raise DomainError(
            _("%(name)s is known already.") % {"name": other.name}, code="duplicate", field="name"
        )
    raise DomainError(
        _("Somebody else keeps this competitor. Ask the marketing department to share it."),
        code="duplicate_hidden",
        field="name",
    )


def save_product(product: CompetitorProduct, *, by: Any) -> CompetitorProduct:
    validation.check_amount(product.price, "price")
    validation.check_not_future(product.observed_on, "observed_on")
    product.name = validation.clean_text(product.name)
    product.currency = (product.currency or "CNY").strip().upper()
    if len(product.currency) != 3 or not product.currency.isalpha():
        raise DomainError(
            _("A currency has three letters, as CNY or USD."), code="currency", field="currency"
        )
    with transaction.atomic():
        rows = CompetitorProduct.objects.alive().filter(
            competitor_id=product.competitor_id, name=product.name
        )
        if rows.exclude(pk=product.pk or 0).exists():
            raise DomainError(_("This product is recorded already."), code="duplicate", field="name")
        product.save()
        actions.record("marketing.competitor_product_saved", product.competitor, by=by, name=product.name)
    return product


def save_sighting(sighting: CompetitorSighting, *, by: Any) -> CompetitorSighting:
    """One row a customer and competitor; the shares at a customer do not exceed the whole."""
    validation.check_not_future(sighting.seen_on, "seen_on")
    with transaction.atomic():
        rows = (
            CompetitorSighting.objects.alive()
            .filter(customer_id=sighting.customer_id)
            .exclude(pk=sighting.pk or 0)
        )
        if rows.filter(competitor_id=sighting.competitor_id).exists():
            raise DomainError(
                _("This competitor is recorded at this customer already. Correct that entry."),
                code="duplicate",
                field="competitor",
            )
        others = sum(row.share_percent or 0 for row in rows)
        if others + (sighting.share_percent or 0) > 100:
            raise DomainError(
                _("The competitors would have more than the whole: others have %(others)s already.")
                % {"others": f"{others} %"},
                code="over_whole",
                field="share_percent",
            )
        sighting.seen_on = sighting.seen_on or clock.today()
        sighting.save()
        actions.record(
            "marketing.competitor_seen", sighting.customer, by=by, competitor=str(sighting.competitor)
        )
    return sighting


def save_own_company(company: OwnCompany, *, by: Any) -> OwnCompany:
    """There is one; whoever saves it first makes it."""
    with transaction.atomic():
        first = OwnCompany.objects.order_by("pk").select_for_update().first()
        company.pk = first.pk if first is not None else None
        company._state.adding = first is None
        company.updated_at = clock.now()
        company.save()
        actions.record("marketing.own_company_changed", company, by=by)
    return company
