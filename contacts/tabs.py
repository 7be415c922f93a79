"""The tabs of a customer, of one of its units, and of a person; all three stand in the same place of the page."""

from decimal import Decimal
from typing import Any

from django.db.models import F
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts import access
from core import clock, written
from core.tables import plain, show
from records import attachments, gate, history, marks, reader, record_type, sources
from records.tabs import Tab

from .models import (
    AccountTeamMember,
    Assignment,
    Contact,
    ContactFamily,
    ContactPosition,
    ContactRelation,
    CreditSplit,
    Customer,
    CustomerGroupShare,
    CustomerUnit,
    CustomerUserShare,
    HandoverNote,
    InstalledAsset,
    OwnershipRecord,
    PartnerRole,
    StakeholderRole,
)
from .selectors import group, network, stream_changes, timeline
from .selectors.people import people_cards, person_facts
from .selectors.tab_counts import counted
from .selectors.tree import people_within
from .stream_rows import stream_rows


# -- what each tab shows ------------------------------------------------------------------------------------
def activity(subject: Any, request: HttpRequest) -> dict[str, Any]:
    from .views.follow_up import follow_up_box

    stream = timeline.stream(subject, request.user, kind=request.GET.get("show", "all"))
    may_log = getattr(subject, "may_follow_up", False)
    return {
        "stream": stream,
        "stream_rows": stream_rows(stream.items),
        "form": follow_up_box(request.user, subject) if may_log else None,
        "box": box(subject),
    }


def box(subject: Any) -> str:
    return {Customer: "customer", CustomerUnit: "unit"}.get(type(subject), "contact")


COMPANY = (
    "name", "short_name", "usci", "kind", "industry", "legal_person", "reg_capital", "founded", "scale",
    "annual_revenue", "site", "email", "phone", "fax", "country", "city", "reg_address", "main_business", "biz_scope",
)  # fmt: skip
BUSINESS = (
    "code", "market_type", "region_type", "lifecycle", "deal_status", "tier", "credit", "is_key_account", "source",
    "owner", "department", "primary_contact", "created_at", "created_by", "notes",
)  # fmt: skip
WIDE = {"biz_scope", "main_business", "reg_address", "notes"}


def shown_fields(customer: Customer, user: Any, names: tuple[str, ...]) -> list[dict[str, Any]]:
    """Label and value of each field that no policy closes."""
    modes = access.field_modes(user, "contacts.customer")
    found = []
    for name in names:
        if modes.get(name) in {"hidden", "masked"} or (
            name == "primary_contact" and not gate.allowed(user, Contact)
        ):
            continue
        field = customer._meta.get_field(name)
        value = customer.shown(name) if name in customer.masked_now else getattr(customer, name)
        shown = getattr(customer, f"get_{name}_display")() if getattr(field, "choices", None) else value
        url = value.get_absolute_url() if name == "primary_contact" and value else ""
        if name == "site" and value:
            url = value if value.startswith(("http://", "https://")) else f"https://{value}"
        empty = shown is None or shown == ""
        found.append(
            {
                "label": field.verbose_name,
                "value": ""
                if empty
                else str(plain(shown))
                if not isinstance(shown, Decimal)
                else show(shown),
                "url": url,
                "wide": name in WIDE,
                "copy": name == "usci" and bool(value),
            }
        )
    return found


def details(customer: Customer, request: HttpRequest) -> dict[str, Any]:
    roles = PartnerRole.objects.visible_to(request.user).filter(customer=customer)
    return {
        "partner_roles": roles,
        "show_partner_roles": gate.allowed(request.user, PartnerRole),
        "company_fields": shown_fields(customer, request.user, COMPANY),
        "business_fields": shown_fields(customer, request.user, BUSINESS),
    }


def unit_details(unit: CustomerUnit, request: HttpRequest) -> dict[str, Any]:
    return {"head": unit.head if gate.allowed(request.user, Contact) else None}


def people(subject: Any, request: HttpRequest) -> dict[str, Any]:
    rows = Contact.objects.visible_to(request.user)
    if isinstance(subject, CustomerUnit):
        rows = people_within(subject, rows.filter(customer=subject.customer_id))
    else:
        rows = rows.filter(customer=subject)
    return people_cards(rows, request.user, request.GET)


def relation_network(subject: Any, request: HttpRequest) -> dict[str, Any]:
    return {
        "network": network.network_of(subject, request.user),
        "may_see_relations": gate.allowed(request.user, ContactRelation),
        "may_relate": gate.allowed(request.user, ContactRelation, "add"),
    }


def assets(subject: Any, request: HttpRequest) -> dict[str, Any]:
    rows = InstalledAsset.objects.visible_to(request.user).with_may(request.user, "change", "delete")
    if isinstance(subject, CustomerUnit):
        rows = rows.filter(customer=subject.customer_id, unit__path__startswith=subject.path)
    else:
        rows = rows.filter(customer=subject)
    return {"assets": rows.select_related("unit").order_by("name", "id")[:200]}


def team(customer: Customer, request: HttpRequest) -> dict[str, Any]:
    members = AccountTeamMember.objects.visible_to(request.user).filter(customer=customer)
    owned = OwnershipRecord.objects.filter(customer=customer).select_related(
        "owner", "department", "pool", "by"
    )
    return {
        "members": members.with_may(request.user, "change", "delete")
        .select_related("user")
        .order_by("role", "id"),
        "may_add": gate.allowed(request.user, AccountTeamMember, "add"),
        "ownership": owned[:20],
        "now": clock.now(),
        **staffing(customer, request.user),
    }


def shares_of(customer: Customer) -> list[dict[str, Any]]:
    """With whom it is shared at this moment; read by those who may end a share."""
    people = CustomerUserShare.objects.in_force().filter(content_object=customer).select_related("user")
    groups = CustomerGroupShare.objects.in_force().filter(content_object=customer)
    return [
        *({"kind": "person", "row": row, "whom": str(row.user)} for row in people),
        *(
            {"kind": "department", "row": row, "whom": str(row.group.department)}
            for row in groups.select_related("group__department")
        ),
    ]


def staffing(customer: Customer, user: Any) -> dict[str, Any]:
    """Beside the team: to whom it is lent, with whom it is shared, how its sales are divided, what was handed over."""
    loans = Assignment.objects.visible_to(user).filter(customer=customer).select_related("to_user")
    notes = (
        HandoverNote.objects.visible_to(user).filter(customer=customer).select_related("from_user", "to_user")
    )
    return {
        "loans": loans.order_by("-start", "-id")[:20] if gate.allowed(user, Assignment) else [],
        "notes": notes.order_by("-id")[:10] if gate.allowed(user, HandoverNote) else [],
        "splits": CreditSplit.objects.visible_to(user).filter(customer=customer).select_related("user"),
        "shares": shares_of(customer) if getattr(customer, "may_share", False) else [],
    }


def group_roll_up(customer: Customer, request: HttpRequest) -> dict[str, Any]:
    return {
        "group": group.group_of(customer, request.user),
        "company_relations": group.company_relations(customer, request.user),
    }


def files(subject: Any, request: HttpRequest) -> dict[str, Any]:
    rows = attachments.of(subject)
    if sources.files_closed(subject, request.user):  # the name of a file tells what is in it
        rows = rows.none()
    return {
        "attachments": rows.order_by("-id")[:200],
        "object": subject,
        "record": record_type.of(subject),
        "may_change": getattr(subject, "may_change", False)
        and access.may_write(request.user, subject._meta.label_lower, access.FILES),
    }


def changes(subject: Any, request: HttpRequest) -> dict[str, Any]:
    hidden = stream_changes.hidden_fields(type(subject), subject, request.user)
    return {"entries": history.of(subject, request.user, limit=50, hidden=hidden)}


def person(contact: Contact, request: HttpRequest) -> dict[str, Any]:
    user = request.user
    return {
        "facts": person_facts(contact, user),
        "posts": written.rows(_posts, ids=[contact.pk]),
        "roles": _about(contact, user, StakeholderRole),
        "may_add_role": gate.allowed(user, StakeholderRole, "add"),
        "family": _about(contact, user, ContactFamily),
    }


def _about(contact: Contact, user: Any, model: Any) -> list[Any] | None:
    """What is written down of a person, with what the reader may do to it; None where that is not for him."""
    if not gate.allowed(user, model):
        return None
    rows = reader.rows(user, _rows_about, model, ids=[contact.pk], through=[model])
    for row in rows:
        row.contact = contact
    marks.mark(user, rows, ("change", "delete"))
    return rows


def _rows_about(user: Any, people: list[int], model: Any) -> Any:
    return model.objects.filter(contact__pk__named=people).at_hand(user)


def _posts(people: list[int]) -> Any:
    posts = ContactPosition.objects.alive().filter(contact__pk__named=people)
    latest_first = F("to_on").asc(nulls_first=True), "-is_primary", "-from_on"
    return posts.select_related("unit", "reports_to").order_by(*latest_first)


def person_relations(contact: Contact, request: HttpRequest) -> dict[str, Any]:
    user = request.user
    return {
        "ties": network.ties_of(contact, user),
        "company_ties": network.company_ties_of(contact, user),
        "network": network.network_of(contact, user),
        "way": network.way_to(contact, user),
        "may_relate": gate.allowed(user, ContactRelation, "add"),
    }


CUSTOMER_TABS = (
    Tab(
        name="activity",
        label=_("Activity"),
        template="contacts/tabs/activity.html",
        context=activity,
        order=10,
    ),
    Tab(name="details", label=_("Basics"), template="contacts/tabs/details.html", context=details, order=20),
    Tab(
        name="people",
        label=_("Units and people"),
        template="contacts/tabs/people.html",
        context=people,
        permission="contacts.view_contact",
        count=counted("people"),
        order=30,
    ),
    Tab(
        name="network",
        label=_("Network"),
        template="contacts/tabs/network.html",
        context=relation_network,
        permission="contacts.view_stakeholderrole",
        order=40,
    ),
    Tab(
        name="assets",
        label=_("Vessels and equipment"),
        template="contacts/tabs/assets.html",
        context=assets,
        permission="contacts.view_installedasset",
        count=counted("assets"),
        order=60,
    ),
    Tab(
        name="team",
        label=_("Team"),
        template="contacts/tabs/team.html",
        context=team,
        permission="contacts.view_accountteammember",
        count=counted("team"),
        order=70,
    ),
    Tab(
        name="group",
        label=_("Group"),
        template="contacts/tabs/group.html",
        context=group_roll_up,
        permission="contacts.view_customerrelation",
        count=counted("group"),
        order=80,
    ),
    Tab(
        name="files",
        label=_("Files"),
        template="contacts/tabs/files.html",
        context=files,
        count=counted("files"),
        order=90,
    ),
    Tab(name="history", label=_("Changes"), template="contacts/tabs/history.html", context=changes, order=95),
)
UNIT_TABS = (
    Tab(
        name="activity",
        label=_("Activity"),
        template="contacts/tabs/activity.html",
        context=activity,
        order=10,
    ),
    Tab(
        name="details",
        label=_("Basics"),
        template="contacts/tabs/unit_details.html",
        context=unit_details,
        order=20,
    ),
    Tab(
        name="people",
        label=_("People"),
        template="contacts/tabs/people.html",
        context=people,
        permission="contacts.view_contact",
        order=30,
    ),
    Tab(
        name="network",
        label=_("Network"),
        template="contacts/tabs/network.html",
        context=relation_network,
        permission="contacts.view_stakeholderrole",
        order=40,
    ),
    Tab(
        name="assets",
        label=_("Vessels and equipment"),
        template="contacts/tabs/assets.html",
        context=assets,
        permission="contacts.view_installedasset",
        order=60,
    ),
    Tab(name="history", label=_("Changes"), template="contacts/tabs/history.html", context=changes, order=95),
)
CONTACT_TABS = (
    Tab(name="person", label=_("Person"), template="contacts/tabs/person.html", context=person, order=5),
    Tab(
        name="activity",
        label=_("Activity"),
        template="contacts/tabs/activity.html",
        context=activity,
        order=10,
    ),
    Tab(
        name="relations",
        label=_("Relations"),
        template="contacts/tabs/relations.html",
        context=person_relations,
        permission="contacts.view_contactrelation",
        order=40,
    ),
    Tab(name="files", label=_("Files"), template="contacts/tabs/files.html", context=files, order=90),
    Tab(name="history", label=_("Changes"), template="contacts/tabs/history.html", context=changes, order=95),
)
