"""Who is known already: hits while a name is typed, and a scan of what one may see.

A record within reach is named and linked. Of one beyond it only the signs that were typed are shown, and only
to somebody who has typed most of the name. Numbers of people are compared within what the reader may read.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.utils.translation import gettext as _

from core import company_names, grams, phones, uscc
from core.errors import DomainError
from core.joining import listed
from core.row_ids import row_id
from records import search
from records.record_type import RECORD_TYPES

from .. import validation
from ..models import Contact, Customer

SHOWN = 5
CANDIDATES = 60
NEAR = 0.55
NEAR_HIDDEN = 0.65
SCANNED = 5_000
NEIGHBOURS = 6
NEAR_IN_SCAN = 0.75
PUBLIC_MAIL = frozenset(
    "qq.com foxmail.com 163.com 126.com yeah.net sina.com sohu.com 139.com 189.cn wo.cn aliyun.com gmail.com "
    "outlook.com hotmail.com live.com yahoo.com icloud.com".split()
)


@dataclass(frozen=True)
class Hit:
    """One record that may be the same; without `url` it lies beyond reach and `label` is masked."""

    label: str
    why: str
    url: str = ""
    detail: str = ""
    certain: bool = False


@dataclass
class Group:
    """Records of a scan that look like one."""

    why: str
    rows: list[Any] = field(default_factory=list)


def customer_hits(user: Any, *, name: str = "", usci: str = "", email: str = "") -> list[Hit]:
    found: dict[int, tuple[float, Customer, str]] = {}
    key = company_names.normalise(name)
    if len(key) >= 2:
        for customer in _near_candidates(key, user):
            alike = company_names.similarity(name, customer.name)
            if customer.name_key == key:
                found[customer.pk] = (2.0, customer, _("same name"))
            elif alike >= NEAR or key in customer.name_key:
                found[customer.pk] = (alike, customer, _("similar name"))
    if len(uscc.clean(usci)) == 18:
        same = Customer.objects.alive().filter(usci=uscc.clean(usci)).select_related("owner").first()
        if same is not None:
            found[same.pk] = (3.0, same, _("same credit code"))
    for customer in _same_mail_domain(email, user):
        found.setdefault(customer.pk, (0.5, customer, _("same mail domain")))
    visible = set(Customer.objects.visible_to(user).filter(pk__in=found).values_list("pk", flat=True))
    hits = []
    for pk, (alike, customer, why) in sorted(found.items(), key=lambda item: -item[1][0]):
        if pk in visible:
            detail = listed(fact for fact in (customer.code, customer.owner) if fact)
            hits.append(Hit(customer.name, why, customer.get_absolute_url(), detail, alike > 1))
        elif alike >= NEAR_HIDDEN:
            label = masked_name(customer.name, name) if alike <= 2 else ""
            hits.append(Hit(label, why, detail=_("outside your scope; ask your manager"), certain=alike > 1))
    return hits[:SHOWN]


def contact_hits(user: Any, *, customer: str = "", name: str = "", mobile: str = "") -> list[Hit]:
    visible = Contact.objects.visible_to(user).select_related("customer")
    found: dict[int, tuple[Contact, str]] = {}
    name = validation.clean_text(name)
    if name and (customer_id := row_id(customer)):
        for contact in visible.filter(customer=customer_id, name=name)[:SHOWN]:
            found[contact.pk] = (contact, _("same name at this customer"))
    number = phones.normalise(mobile)
    if number.is_known and number.kind == "mobile":
        readable = Contact.objects.visible_to(user, "reveal").select_related("customer")
        for contact in readable.filter(mobile_key=number.national[:30])[:SHOWN]:
            found[contact.pk] = (contact, _("same mobile number"))
    return [
        Hit(contact.name, why, contact.get_absolute_url(), str(contact.customer), certain=True)
        for contact, why in islice(found.values(), SHOWN)
    ]


def masked_name(name: str, typed: str) -> str:
    """The signs of `name` that stand in `typed`; each run of others becomes two stars, however long."""
    known = set(typed.casefold())
    shown = ""
    for sign in name:
        if sign.casefold() in known:
            shown += sign
        elif not shown.endswith("**"):
            shown += "**"
    return shown


def _near_candidates(key: str, user: Any) -> Iterable[Customer]:
    """A few customers whose names share words with the key: three short searches, no walk over all."""
    record = RECORD_TYPES["customers"]
    rows = Customer.objects.alive().select_related("owner")
    found: dict[int, Customer] = {row.pk: row for row in rows.filter(name_key=key)}
    half = max(2, len(key) // 2)
    for part in dict.fromkeys((key, key[: min(4, half)], key[-half:])):
        if not grams.query(part).is_empty:
            for row in search.matching(rows, part, record, user)[:CANDIDATES]:
                found.setdefault(row.pk, row)
    return found.values()


def _same_mail_domain(email: str, user: Any) -> Iterable[Customer]:
    try:
        domain = validation.clean_email(email).rpartition("@")[2].lower()
    except DomainError:
        return []
    if not domain or domain in PUBLIC_MAIL:
        return []
    rows = Customer.objects.visible_to(user).select_related("owner")
    return rows.filter(email__iendswith=f"@{domain}")[:SHOWN]


def scan_customers(user: Any, rows: Any) -> list[Group]:
    """Pairs of alike names among the first 5,000 of `rows`: each is compared with its neighbours in order."""
    known = list(rows.order_by("name_key").values_list("pk", "name", "name_key", "phone")[:SCANNED])
    pairs: dict[tuple[int, int], str] = {}
    for ordered in (known, sorted(known, key=lambda row: row[2][::-1])):
        for place, row in enumerate(ordered):
            for other in ordered[place + 1 : place + NEIGHBOURS]:
                pair = (min(row[0], other[0]), max(row[0], other[0]))
                if pair not in pairs and company_names.similarity(row[1], other[1]) >= NEAR_IN_SCAN:
                    pairs[pair] = _("similar name")
    by_phone: dict[str, int] = {}
    for pk, _name, _key, phone in known:
        digits = phones.digits(phone)
        if len(digits) >= 7:
            first = by_phone.setdefault(digits, pk)
            if first != pk:
                pairs.setdefault((min(first, pk), max(first, pk)), _("same phone"))
    shown = dict(islice(pairs.items(), 100))
    wanted = {pk for pair in shown for pk in pair}
    found = {row.pk: row for row in rows.filter(pk__in=wanted).select_related("owner")}
    return [Group(why, [found[a], found[b]]) for (a, b), why in shown.items() if a in found and b in found]


def scan_contacts(user: Any, rows: Any) -> list[Group]:
    """People of one name at one customer, and of one mobile number among those whose numbers one reads."""
    groups: dict[tuple[Any, ...], Group] = {}
    known = rows.order_by("pk").values_list("pk", "customer_id", "name")[:SCANNED]
    for pk, customer_id, name in known:
        groups.setdefault(("name", customer_id, name), Group(_("same name at this customer"))).rows.append(pk)
    readable = (
        Contact.objects.visible_to(user, "reveal").filter(pk__in=rows.values("pk")).exclude(mobile_key="")
    )
    for pk, mobile in readable.order_by("pk").values_list("pk", "mobile_key")[:SCANNED]:
        groups.setdefault(("mobile", mobile), Group(_("same mobile number"))).rows.append(pk)
    several = [group for group in groups.values() if len(group.rows) > 1][:100]
    wanted = {pk for group in several for pk in group.rows}
    found = {row.pk: row for row in rows.filter(pk__in=wanted).select_related("customer")}
    return [Group(group.why, [found[pk] for pk in group.rows if pk in found]) for group in several]
