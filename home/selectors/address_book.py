"""People to call: entries grouped under their department or customer, phone and mail masked as everywhere."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.urls import NoReverseMatch, reverse

from accounts.models import Employee
from contacts.models import Contact, Customer
from core import phones
from records import gate, search
from records.record_type import RECORD_TYPES

PAGE = 60


@dataclass(frozen=True)
class Entry:
    """One person. `call` and `write` are links; they are empty where the value is masked or missing."""

    pk: int
    name: str
    url: str
    group: str
    title: str
    phone: str
    call: str
    email: str
    write: str


def page_number(text: str) -> int:
    return (
        min(int(text), 10_000) if text.isascii() and text.isdigit() and 0 < len(text) < 6 and int(text) else 1
    )


def colleagues(user: Any, text: str, page: int) -> tuple[list[Entry], bool]:
    """Everybody who works here, by department; outsiders and leavers are no colleagues to call."""
    rows = gate.rows(user, Employee).filter(user__is_active=True, is_external=False)
    record = RECORD_TYPES.get("employees")
    if text and record is not None:
        rows = search.matching(rows, text, record, user)
    rows = rows.select_related("user", "department", "post").order_by(
        "department__path", "user__pinyin", "pk"
    )
    found = list(rows[(page - 1) * PAGE : page * PAGE + 1])
    return [_colleague(row) for row in found[:PAGE]], len(found) > PAGE


def _colleague(employee: Employee) -> Entry:
    try:
        url = reverse("accounts:employee_detail", args=[employee.pk])
    except NoReverseMatch:
        url = ""
    return Entry(
        employee.pk,
        employee.user.name,
        url,
        employee.department.name,
        str(employee.post or ""),
        employee.mobile,
        _tel(employee.mobile),
        employee.user.email,
        f"mailto:{employee.user.email}" if employee.user.email else "",
    )


def contacts(user: Any, text: str, page: int) -> tuple[list[Entry], bool]:
    """The people of the customers that the user owns or works on; a search looks at all he may see."""
    rows = Contact.objects.visible_to(user).filter(status=Contact.Status.ACTIVE)
    record = RECORD_TYPES.get("contacts")
    if text and record is not None:
        rows = search.matching(rows, text, record, user)
    else:
        mine = Customer.objects.alive().filter(Q(owner=user) | Q(pk__in=_team(user)))
        rows = rows.filter(customer__in=mine.values("pk"))
    rows = rows.select_related("customer").order_by("customer__pinyin", "customer_id", "pinyin", "pk")
    found = list(rows.with_may(user, "reveal")[(page - 1) * PAGE : page * PAGE + 1])
    return [_person(row) for row in found[:PAGE]], len(found) > PAGE


def _team(user: Any) -> Any:
    from contacts.models import AccountTeamMember

    return AccountTeamMember.objects.in_force().filter(user=user).values("customer")


def _person(contact: Any) -> Entry:
    number = contact.mobile or contact.phone
    country = contact.customer.country or "CN"
    is_open = contact.may_reveal
    return Entry(
        contact.pk,
        contact.name,
        contact.get_absolute_url(),
        str(contact.customer),
        contact.job_title,
        number if is_open or not number else phones.mask(number, country),
        _tel(number, country) if is_open else "",
        contact.email if is_open or not contact.email else phones.mask_email(contact.email),
        f"mailto:{contact.email}" if is_open and contact.email else "",
    )


def _tel(number: str, country: str = "CN") -> str:
    if not number:
        return ""
    phone = phones.normalise(number, country)
    return f"tel:{phone.tel}" if phone.is_known and phone.tel else ""
