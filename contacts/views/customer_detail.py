"""The customer's page: its tree on the left, and on the right the record of whatever is chosen in the tree.

`?node=unit-12` or `?node=contact-5` chooses, `?tab=` opens a tab; htmx gets the right side alone.
"""

from collections.abc import Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import access
from core import clock, written
from core.brief import briefly
from core.dates import humanize_day
from core.pages import Page
from core.row_ids import row_id
from records import gate, menu, reader, sources, tabs
from records.hanging import hangs
from records.models import Star
from records.services.recent import note_view

from .. import states
from ..models import AccountTeamMember, Contact, Customer, CustomerUnit
from ..records.customer import CUSTOMERS
from ..selectors.pools import seen_in_a_pool
from ..selectors.recall import RED_BELOW, days_left
from ..selectors.rights import with_contact_rights, with_customer_rights
from ..selectors.tab_counts import counts_of
from ..selectors.timeline import foresee
from ..selectors.tree import CustomerTree, main_posts
from ..states import ownership_of
from ..tree_rows import UNIT_ICONS, TreeRows

TIER_TONES = {"vip": "purple", "important": "blue", "ordinary": "gray", "small": "gray"}
LIFECYCLE_TONES = {"active": "green", "dormant": "orange", "lost": "red", "blacklisted": "red"}
SHOWN_TEAM = 6


class CustomerDetail(Page):
    template = "contacts/customer_detail.html"
    fragment = "contacts/_node.html"

    def authorise(self) -> None:
        gate.require_allowed(self.request.user, Customer)

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not request.GET.get("tab"):  # it opens with the stream
            foresee(request.user, Customer, pk)
        found, *_none = reader.rows(request.user, _one, ids=[pk], through=[Customer]) or [None]
        if found is None:
            return self._merged_or_404(pk)
        self.customer = with_customer_rights(found, request.user)
        self.tree = CustomerTree(found, request.user)
        subject, path = self._subject(request.GET.get("node", ""))
        context = node_context(subject, found, path, request)
        if request.htmx and not request.htmx.history_restore_request and not request.htmx.boosted:
            return self.show(**context)
        note_view(request.user, found)
        return self.show(**{**context, **self._around(subject, path)})

    def _merged_or_404(self, pk: int) -> HttpResponse:
        """An old address leads on: of a merged customer to the kept one, of one in a pool to what the pool shows."""
        merged = Customer.objects.filter(pk=pk, merged_into__isnull=False).values_list(
            "merged_into", flat=True
        )
        kept = Customer.objects.visible_to(self.request.user).filter(pk__in=merged).first()
        pooled = seen_in_a_pool(self.request.user, pk) if kept is None else None
        if kept is None and pooled is None:
            raise Http404
        return HttpResponseRedirect((kept or pooled).get_absolute_url())

    def _subject(self, node: str) -> tuple[Any, list[CustomerUnit]]:
        """What is chosen in the tree, with the units that lead there."""
        kind, _dash, pk = node.partition("-")
        if row_id(pk) is None:
            return self.customer, []
        if kind == "unit":
            unit = get_object_or_404(self.tree.units, pk=pk)
            unit.customer = self.customer
            for action in ("change", "delete"):
                setattr(unit, f"may_{action}", gate.holds(self.request.user, unit, action))
            return unit, self.tree.path_to(unit)
        if kind == "contact":
            contact = get_object_or_404(self.tree.people, pk=pk)
            contact.customer = self.customer
            with_contact_rights(contact, self.request.user)
            post = main_posts([contact]).get(contact.pk)
            return contact, self.tree.path_to(post.unit) if post else []
        return self.customer, []

    def _around(self, subject: Any, path: list[CustomerUnit]) -> dict[str, Any]:
        """The head strip and the tree."""
        customer, user = self.customer, self.request.user
        self.tree.loose_count = counts_of(customer, user)["loose"]
        team = []
        if user.has_perm("contacts.view_accountteammember") and hangs(customer, AccountTeamMember):
            places = written.rows(_team, ids=[customer.pk])
            team = list({place.user_id: place for place in places}.values())
        closed = access.closed_fields(user, "contacts.customer")
        facts: dict[str, Any] = {}
        if gate.allowed(user, CustomerUnit):
            level = self.tree.opened_to(path) if path else self.tree.children()
            facts = {"rows": self.tree_rows(subject).rows(level, more_url=self._tree_url()), "level": level}
        return {
            "customer": customer,
            "record": CUSTOMERS,
            "title": str(customer),
            "banners": sources.banners(customer, user),
            "badges": badges(customer, closed),
            "head_facts": [*head_facts(customer, closed), *sources.facts_of(customer, user)],
            "team": team[:SHOWN_TEAM],
            "team_more": max(0, len(team) - SHOWN_TEAM),
            "menu_items": menu_items(customer, user),
            **facts,
        }

    def tree_rows(self, subject: Any) -> TreeRows:
        return TreeRows(self.customer, may_edit=self.customer.may_change_unit, selected=node_key(subject))

    def _tree_url(self) -> str:
        return reverse("contacts:customer_tree", args=[self.customer.pk])


def _one(user: Any, ids: Sequence[int]) -> Any:
    """The customer as its page shows it."""
    rows = gate.named(user, Customer, ids).order_by()
    rows = briefly(rows, "owner", "department", "primary_contact", "pool")
    type_of = ContentType.objects.get_for_model(Customer)
    starred = Star.objects.filter(user=user, content_type=type_of, object_id=OuterRef("pk"))
    return rows.annotate(is_starred=Exists(starred), ownership_days_left=days_left())


def _team(ids: Sequence[int]) -> Any:
    places = AccountTeamMember.objects.in_force().filter(customer__pk__named=ids)
    return briefly(places, "user").order_by("id")[:20]


def node_key(subject: Any) -> str:
    if isinstance(subject, CustomerUnit):
        return f"unit-{subject.pk}"
    return f"contact-{subject.pk}" if isinstance(subject, Contact) else ""


def node_context(
    subject: Any, customer: Customer, path: list[CustomerUnit], request: HttpRequest
) -> dict[str, Any]:
    """The right side: where we are, the head of the node, its tabs and the chosen one."""
    if subject is not customer:  # the customer's rights hold for what hangs on it
        for name in (
            "may_follow_up",
            "may_add_unit",
            "may_add_contact",
            "may_add_asset",
            "may_add_stakeholder",
        ):
            setattr(subject, name, getattr(customer, name))
        for name in ("may_reveal", "may_sensitive"):
            if not hasattr(subject, name):
                setattr(subject, name, getattr(customer, name))
    base = customer.get_absolute_url()
    key = node_key(subject)
    prefix = f"{base}?node={key}&" if key else f"{base}?"
    asked = request.GET.get("tab", "")
    shown = tabs.for_record(subject, request.user, asked)
    tab = tabs.chosen(shown, asked)
    module = menu.label(request.user, "customers", _("Customer management"))
    crumbs = [{"label": module, "url": reverse("contacts:customer_list")}]
    crumbs.append({"label": str(customer), "url": base})
    crumbs += [{"label": unit.name, "url": unit.get_absolute_url()} for unit in path]
    if isinstance(subject, Contact):
        crumbs.append({"label": subject.name, "url": ""})
    return {
        "customer": customer,
        "subject": subject,
        "kind": {Customer: "customer", CustomerUnit: "unit"}.get(type(subject), "contact"),
        "node_icon": UNIT_ICONS.get(subject.kind, "sitemap") if isinstance(subject, CustomerUnit) else "user",
        "node_url": prefix,
        "tab_url": f"{prefix}tab={tab.name}" if tab else prefix,
        "breadcrumbs": crumbs,
        "tab_strip": tabs.strip(shown, prefix, "node", tabs.ROOM_BESIDE),
        "tab": tab,
        "here": f"{prefix}tab={tab.name}" if tab else base,
        **(tab.context(subject, request) if tab else {}),
    }


def badges(customer: Customer, closed: set[str]) -> list[dict[str, str]]:
    found = []
    if customer.is_key_account and "is_key_account" not in closed:
        found.append({"text": _("key account"), "tone": "orange"})
    if customer.tier and "tier" not in closed:
        found.append({"text": customer.get_tier_display(), "tone": TIER_TONES.get(customer.tier, "gray")})
    if customer.credit and "credit" not in closed:
        found.append({"text": _("credit %(grade)s") % {"grade": customer.credit}, "tone": "teal"})
    if customer.pool is not None:
        found.append({"text": str(customer.pool), "tone": "blue"})
    elif customer.locked_until is not None and customer.locked_until > clock.now():
        day = timezone.localtime(customer.locked_until).date().isoformat()
        found.append({"text": _("locked until %(day)s") % {"day": day}, "tone": "teal"})
    if "lifecycle" not in closed:
        tone = LIFECYCLE_TONES.get(customer.lifecycle, "blue")
        found.append({"text": customer.get_lifecycle_display(), "tone": tone})
    return found


def head_facts(customer: Customer, closed: set[str]) -> list[dict[str, Any]]:
    next_on, last_at = customer.next_follow_on, customer.last_follow_at
    left = getattr(customer, "ownership_days_left", None)
    recalled = (
        [
            {
                "name": "ownership",
                "label": _("days left"),
                "value": str(max(left, 0)),
                "is_past": left < RED_BELOW,
            }
        ]
        if left is not None
        else []
    )
    facts = [
        {"name": "code", "label": _("number"), "value": customer.code},
        {"name": "owner", "label": _("owner"), "value": str(customer.owner or _("nobody"))},
        {"name": "department", "label": _("department"), "value": str(customer.department or "")},
        {
            "name": "next_follow_on",
            "label": _("next contact"),
            "value": humanize_day(next_on) if next_on else "",
            "is_past": bool(next_on and next_on < clock.today()),
            "title": next_on.isoformat() if next_on else "",
        },
        {
            "name": "last_follow_at",
            "label": _("last follow-up"),
            "value": humanize_day(timezone.localtime(last_at).date()) if last_at else "",
            "title": f"{timezone.localtime(last_at):%Y-%m-%d %H:%M}" if last_at else "",
        },
        *recalled,
    ]
    return [fact for fact in facts if fact["name"] not in closed]


def menu_items(customer: Customer, user: Any) -> list[dict[str, Any]]:
    """What `⋯` offers: only what this reader may do."""
    state = ownership_of(customer)
    for name, may, wanted in (
        ("locking", "lock", states.OWNED),
        ("unlocking", "lock", states.LOCKED),
        ("giving_up", "release", states.OWNED),
    ):
        setattr(customer, f"may_{name}", getattr(customer, f"may_{may}") and state == wanted)
    customer.may_give = state == states.UNOWNED and gate.may(user, customer, "assign")
    customer.may_recalling = customer.may_recall and not customer.may_release and state == states.OWNED
    asked = (
        ("may_transfer", _("Change owner"), "transfer", "contacts:customer_transfer"),
        ("may_give", _("Give to a colleague"), "user-plus", "contacts:customer_assign"),
        ("may_propose_tier", _("Propose another tier"), "trending-up", "contacts:tier_propose"),
        ("may_propose_credit", _("Propose another credit grade"), "scale", "contacts:credit_propose"),
        ("may_share", _("Share"), "share", "contacts:customer_share"),
        ("may_locking", _("Lock"), "lock", "contacts:customer_lock"),
        ("may_unlocking", _("Unlock"), "lock-open", "contacts:customer_unlock"),
        ("may_giving_up", _("Give up to the public pool"), "ripple", "contacts:customer_release"),
        ("may_recalling", _("Recall to the public pool"), "ripple", "contacts:customer_recall"),
        ("may_delete", _("Delete"), "trash", "contacts:customer_delete"),
    )
    return [
        {"label": label, "icon": icon, "url": reverse(name, args=[customer.pk]), "is_danger": icon == "trash"}
        for mark, label, icon, name in asked
        if getattr(customer, mark)
    ]


class CustomerStep(Page):
    """‹ previous and next › in the order of the list by name."""

    def get(self, request: HttpRequest, pk: int, way: str) -> HttpResponse:
        rows = Customer.objects.visible_to(request.user)
        here = get_object_or_404(rows, pk=pk)
        if way == "next":
            after = Q(pinyin__gt=here.pinyin) | Q(pinyin=here.pinyin, pk__gt=here.pk)
            other = rows.filter(after).order_by("pinyin", "id").first()
        else:
            before = Q(pinyin__lt=here.pinyin) | Q(pinyin=here.pinyin, pk__lt=here.pk)
            other = rows.filter(before).order_by("-pinyin", "-id").first()
        if other is None:
            self.notify(_("This is the last one.") if way == "next" else _("This is the first one."))
        return HttpResponseRedirect((other or here).get_absolute_url())
