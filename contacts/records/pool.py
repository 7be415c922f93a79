"""Public pools, and the customers that lie in them as the members of a pool see them: masked until claimed."""

from typing import Any

from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from core import clock
from core.errors import DomainError
from core.tables import Column, link, related, text
from records import dictionaries
from records.record_type import ApiVerb, BulkAction, Outcome, RecordType

from ..filters.pool import PooledFilterSet
from ..forms.ownership import AssignForm
from ..forms.pool import ApiClaimForm, ApiReleaseForm
from ..models import Customer, OwnershipRecord, PooledCustomer, PublicPool
from ..selectors.pooled_fields import columns_of
from ..services.pool import claim_customer, release_customer
from .ownership import given_out, submitted_words


def shown(name: str, read: Any) -> Any:
    """The value, unless the pool of this customer hides it."""

    def value(row: Any) -> Any:
        return None if name in row.pool.hidden_fields else read(row)

    return value


def hideable(name: str, label: Any, read: Any = None, **facts: Any) -> Column:
    return Column(
        name=name,
        label=label,
        value=shown(name, read or (lambda row: getattr(row, name))),
        related=("pool",),
        **facts,
    )


def days_in_pool(row: Any) -> int | None:
    from django.utils import timezone

    return (clock.today() - timezone.localtime(row.pooled_at).date()).days if row.pooled_at else None


COLUMNS = [
    link("name", _("customer name"), sort="pinyin"),
    related("pool", _("public pool"), sort="pool__sort"),
    hideable("industry", _("industry"), lambda row: dictionaries.label("industry", row.industry) or None),
    hideable("city", _("city")),
    hideable("tier", _("tier"), lambda row: row.get_tier_display()),
    hideable("former_owner", _("former owner"), lambda row: getattr(row, "former_owner_name", None)),
    hideable("last_follow_at", _("last follow-up")),
    Column(name="days_in_pool", label=_("days in the pool"), value=days_in_pool, align="end"),
    text("pooled_at", _("in the pool since"), is_default=False),
    hideable("phone", _("phone"), lambda row: row.shown("phone")),
    hideable("email", _("e-mail"), lambda row: row.shown("email"), is_default=False),
    text("code", _("customer number"), is_default=False),
    hideable("usci", _("unified social credit code"), is_default=False),
    hideable("site", _("website"), is_default=False),
    hideable("legal_person", _("legal representative"), is_default=False),
    hideable("annual_revenue", _("annual revenue (yuan)"), align="end", is_default=False),
    hideable(
        "source",
        _("source"),
        lambda row: dictionaries.label("customer_source", row.source) or None,
        is_default=False,
    ),
]


def with_former_owner(rows: Any) -> Any:
    owned = OwnershipRecord.objects.filter(customer=OuterRef("pk"), owner__isnull=False, to_at__isnull=False)
    names = owned.order_by("-to_at", "-id").values("owner__name")[:1]
    return rows.select_related("pool").annotate(former_owner_name=Subquery(names))


def find(rows: Any, typed: str) -> Any:
    """By name, its pinyin or the number: what no pool hides."""
    return rows.filter(Q(name__icontains=typed) | Q(pinyin__istartswith=typed) | Q(code__iexact=typed))


def claim(rows: Any, by: Any, data: dict[str, Any]) -> Outcome:
    outcome = Outcome()
    for customer in rows:
        try:
            claimed = claim_customer(customer, by=by)
        except DomainError as refusal:
            outcome.refused.append((customer, refusal.message))
        else:
            outcome.done.append((customer, "" if claimed.owner_id else submitted_words()))
    return outcome


POOLED = RecordType(
    name="pooled-customers",
    model=PooledCustomer,
    prefix="contacts:pooled",
    icon="ripple",
    columns=COLUMNS,
    order=["-pooled_at", "pk"],
    filterset=PooledFilterSet,
    quick_filters=["pool", "tier"],
    bulk_actions=[
        BulkAction("claim", _("Claim"), "claim", claim, icon="user-plus"),
        BulkAction("assign", _("Give to a colleague"), "assign", given_out, AssignForm, icon="users"),
    ],
    find=find,
    annotate=with_former_owner,
    api_columns=True,
    more_columns=columns_of,
    api_fields=[column.name for column in COLUMNS],
    has_create=False,
    actions=("claim", "assign"),
)


def api_claim(pool: PublicPool, by: Any, data: dict[str, Any]) -> Any:
    customer = data["customer"]
    if customer.pool_id is not None and customer.pool_id != pool.pk:
        raise DomainError(
            _("%(customer)s does not lie in “%(pool)s”.") % {"customer": customer, "pool": pool},
            "other_pool",
            "customer",
        )
    return told(claim_customer(customer, by=by))


def told(customer: Customer) -> dict[str, Any]:
    """Where the customer is now: a key account stays until its process has agreed."""
    return {"customer": customer.pk, "owner": customer.owner_id, "pool": customer.pool_id}


def api_release(pool: PublicPool, by: Any, data: dict[str, Any]) -> Any:
    return told(release_customer(data["customer"], by=by, pool=pool, reason=data["reason"]))


PUBLIC_POOLS = RecordType(
    name="public-pools",
    model=PublicPool,
    prefix="contacts:pool",
    icon="ripple",
    columns=[text("name", _("pool name"), sort="sort")],
    order=["sort", "pk"],
    api_fields=["name", "daily_claim_limit", "prev_owner_days", "new_entry_protect_days", "hidden_fields"],
    api_verbs=[
        ApiVerb("claim", "Claim a customer of the pool", "view", api_claim, ApiClaimForm),
        ApiVerb("release", "Give one's customer up to the pool", "view", api_release, ApiReleaseForm),
    ],
    has_list=False,
    has_detail=False,
    has_create=False,
)

__all__ = ["POOLED", "PUBLIC_POOLS"]
