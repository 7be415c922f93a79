"""The customer as a record type: its list, filters, scenes, bulk actions, search words and API fields."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core import clock
from core.errors import DomainError
from core.tables import Column, attribute, badge, choice, due_date, link, money, related, text
from records import dictionaries
from records.models import Star
from records.record_type import BulkAction, Outcome, RecordType, Scene, SearchText
from records.services.deletion import delete_record

from .. import reach
from ..filters.customer import CustomerFilterSet
from ..forms.customer import CustomerForm
from ..forms.follow_up import NextContactCell
from ..forms.ownership import ShareForm, TeamMemberForm, TransferForm
from ..models import Customer
from ..selectors.colleagues import subordinate_ids
from ..services.ownership import hand_over
from ..services.share import share_customer
from ..services.team import add_team_member
from .ownership import BULK_ACTIONS, DAYS_LEFT, SOON_RECALLED, became, guarded

LIFECYCLE_TONES = {
    "lead": "secondary",
    "prospect": "blue",
    "developing": "azure",
    "active": "green",
    "dormant": "orange",
    "lost": "red",
    "blacklisted": "dark",
}
KEY_ACCOUNT = SafeString('<span class="badge bg-purple-lt">%s</span>')
TIER_TONES = {"vip": "purple", "important": "orange", "ordinary": "blue", "small": "secondary"}


def dictionary(name: str, code: str, label: Any, **facts: Any) -> Column:
    """A stored choice of a dictionary by the name that an administrator gave it."""
    return Column(
        name=name,
        label=label,
        value=lambda row: dictionaries.label(code, getattr(row, name)) or None,
        html=lambda row: dictionaries.badge(code, getattr(row, name)),
        reads=(name,),
        told=lambda _model, value: dictionaries.label(code, value) or None,
        sort=name,
        **{"group": name, **facts},
    )


COLUMNS = [
    link("name", _("customer name"), sort="pinyin"),
    text("code", _("customer number")),
    badge("tier", _("tier"), TIER_TONES),
    text("credit", _("credit grade"), group="credit"),
    Column(
        name="is_key_account",
        label=_("key account"),
        value=attribute("is_key_account"),
        html=lambda row: (
            SafeString(KEY_ACCOUNT % escape(gettext("key account"))) if row.is_key_account else None
        ),
        sort="is_key_account",
        group="is_key_account",
        reads=("is_key_account",),
    ),
    badge("lifecycle", _("lifecycle"), LIFECYCLE_TONES),
    related("owner", _("owner"), sort="owner__pinyin"),
    due_date("next_follow_on", _("next contact"), edit="next_contact_on"),
    text("last_follow_at", _("last follow-up")),
    DAYS_LEFT,
    related("department", _("owning department"), sort="department__sort", is_default=False),
    choice("market_type", _("market"), is_default=False, edit="market_type"),
    choice("region_type", _("domestic or overseas"), is_default=False, edit="region_type"),
    choice("kind", _("kind"), is_default=False),
    text("short_name", _("short name"), is_default=False, edit="short_name"),
    text("usci", _("unified social credit code"), is_default=False),
    dictionary("industry", "industry", _("industry"), is_default=False, edit="industry"),
    text("country", _("country"), is_default=False, group="country"),
    text("city", _("city"), is_default=False, edit="city", group="city"),
    guarded("phone", _("phone"), edit="phone"),
    guarded("email", _("e-mail")),
    text("site", _("website"), is_default=False, edit="site"),
    dictionary("source", "customer_source", _("source"), is_default=False, edit="source"),
    choice("deal_status", _("deal state"), is_default=False),
    money("reg_capital", _("registered capital (yuan)"), is_default=False),
    money("annual_revenue", _("annual revenue (yuan)"), is_default=False),
    text("founded", _("founded on"), is_default=False),
    text("owner_since", _("owned since"), is_default=False),
    related("pool", _("public pool"), sort="pool__sort", is_default=False),
    text("locked_until", _("locked until"), is_default=False),
    text("created_at", _("created"), is_default=False),
    text("updated_at", _("updated"), is_default=False),
]


def of_my_people(user: Any) -> Q:
    return Q(owner__in=subordinate_ids(user))


def of_my_teams(user: Any) -> Q:
    return Q(pk__in=reach.team_rows(user, "read"))


def shared_with_me(user: Any) -> Q:
    rows = Q(pk__in=reach.user_share_rows(user, "read"))
    departments = reach.group_share_rows(user, "read")
    return rows | Q(pk__in=departments) if departments is not None else rows


def followed(user: Any) -> Q:
    content_type = ContentType.objects.get_for_model(Customer)
    return Q(pk__in=Star.objects.filter(user=user, content_type=content_type).values("object_id"))


SCENES = [
    Scene("mine", _("Mine"), lambda user: Q(owner=user)),
    Scene("team", _("My account teams"), of_my_teams),
    Scene("people", _("My people's"), of_my_people),
    Scene("followed", _("Followed"), followed),
    Scene("shared", _("Shared with me"), shared_with_me),
    Scene("overdue", _("Contact overdue"), lambda user: Q(next_follow_on__lt=clock.today())),
    Scene("key", _("Key accounts"), lambda user: Q(is_key_account=True)),
    SOON_RECALLED,
    Scene("unowned", _("Without owner"), lambda user: Q(owner=None, pool=None)),
]


def transfer(rows: Any, by: Any, data: dict[str, Any]) -> Outcome:
    return became(
        hand_over(
            rows, to=data["to"], by=by, reason=data["reason"], keep_old_as_member=data["keep_old_as_member"]
        )
    )


def share(rows: Any, by: Any, data: dict[str, Any]) -> Outcome:
    return _each(
        rows,
        lambda customer: share_customer(
            customer,
            by=by,
            user=data["with_user"],
            department=data["department"],
            rights=data["rights"],
            expires_at=data["expires_at"],
        ),
    )


def staff(rows: Any, by: Any, data: dict[str, Any]) -> Outcome:
    return _each(
        rows,
        lambda customer: add_team_member(
            customer,
            by=by,
            user=data["member"],
            role=data["role"],
            rights=data["rights"],
            region=data["region"],
            expires_at=data["expires_at"],
        ),
    )


def delete(rows: Any, by: Any, data: dict[str, Any]) -> Outcome:
    return _each(rows, lambda customer: delete_record(customer, by=by))


def _each(rows: Any, perform: Any) -> Outcome:
    """Do it to each; those that refuse stay as they are and say why."""
    outcome = Outcome()
    for row in rows:
        try:
            perform(row)
        except DomainError as refusal:
            outcome.refused.append((row, refusal.message))
        else:
            outcome.done.append((row, ""))
    return outcome


CUSTOMERS = RecordType(
    name="customers",
    model=Customer,
    prefix="contacts:customer",
    icon="buildings",
    columns=COLUMNS,
    order=["pinyin", "pk"],
    filterset=CustomerFilterSet,
    form=CustomerForm,
    quick_filters=["owner", "tier"],
    scenes=SCENES,
    bulk_actions=[
        BulkAction(
            "transfer",
            _("Transfer"),
            "transfer",
            transfer,
            TransferForm,
            icon="arrows-move",
            page="contacts:transfer",
        ),
        *BULK_ACTIONS,
        BulkAction("team", _("Add to account team"), "share", staff, TeamMemberForm, icon="user-plus"),
        BulkAction("share", _("Share"), "share", share, ShareForm, icon="share"),
        BulkAction("delete", _("Delete"), "delete", delete, icon="trash", is_dangerous=True),
    ],
    bulk_fields=["industry", "source", "market_type", "region_type", "kind", "country", "city", "scale"],
    cell_forms={"next_follow_on": NextContactCell},
    search=lambda customer: SearchText(
        name=customer.name, others=[customer.short_name, customer.code, customer.usci or ""]
    ),
    hint=lambda customer: customer.code,
    api_fields=[
        "code",
        "name",
        "short_name",
        "usci",
        "kind",
        "industry",
        "market_type",
        "region_type",
        "country",
        "city",
        "legal_person",
        "reg_address",
        "biz_scope",
        "main_business",
        "site",
        "email",
        "phone",
        "fax",
        "reg_capital",
        "founded",
        "scale",
        "annual_revenue",
        "source",
        "lifecycle",
        "tier",
        "credit",
        "is_key_account",
        "deal_status",
        "owner",
        "pool",
        "days_left",
        "department",
        "last_follow_at",
        "next_follow_on",
        "primary_contact",
        "latitude",
        "longitude",
        "radius_m",
        "notes",
    ],
    actions=("change", "delete", "transfer", "share", "merge"),
)
