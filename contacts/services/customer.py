"""The verbs of a customer: create, change, move through its lifecycle, delete."""

from collections.abc import Callable
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts import access
from core import actions, clock, company_names
from core.errors import DomainError
from core.joining import listed
from core.locking import locked_row
from records import gate
from records.services.deletion import delete_record
from records.services.numbering import next_number

from .. import states, validation
from ..models import Customer, OwnershipRecord
from .asking import submit_creation
from .holding import check_cap, lock_holder
from .rating import require_direct_change

NUMBERS = "customer"
AMOUNTS = ("reg_capital", "annual_revenue")


def create_customer(*, by: Any, **values: Any) -> Customer:
    """A new customer, owned by `owner` or, without one, by whoever creates it for himself."""
    owner = values.pop("owner", None) or default_owner(by)
    customer = Customer(**values)
    clean_customer(customer)
    if customer.lifecycle == Customer.Lifecycle.BLACKLISTED:
        raise _needs_approval()
    with transaction.atomic():
        if owner is not None:
            check_cap(owner, limits=lock_holder(owner))
        number(customer, by=by)
        set_owner(customer, owner)
        save_unique(customer, by=by)
        OwnershipRecord.objects.create(
            customer=customer,
            owner=owner,
            department=customer.department,
            kind=OwnershipRecord.Kind.CREATED,
            from_at=clock.now(),
            by=by,
        )
        actions.record("contacts.customer_created", customer, by=by)
        submit_creation(customer, by=by)
    return customer


def update_customer(customer: Customer, *, by: Any, **values: Any) -> Customer:
    """Change what one form may change. The owner changes by transfer, the lifecycle along its table only."""
    lifecycle = values.pop("lifecycle", None)
    values.pop("owner", None)
    with transaction.atomic():
        fresh = locked_row(Customer, customer.pk)
        require_direct_change(fresh, values, by=by)
        for name, value in values.items():
            setattr(fresh, name, value)
        if lifecycle and lifecycle != fresh.lifecycle:
            check_lifecycle(fresh, lifecycle)
            fresh.lifecycle = lifecycle
        clean_customer(fresh)
        number(fresh, by=by)
        save_unique(fresh, by=by)
        actions.record("contacts.customer_changed", fresh, by=by)
    return fresh


def set_lifecycle(customer: Customer, to: str, *, by: Any, reason: str = "") -> Customer:
    with transaction.atomic():
        fresh = locked_row(Customer, customer.pk)
        check_lifecycle(fresh, to)
        if to == Customer.Lifecycle.LOST and not reason.strip():
            raise DomainError(_("Say why the customer was lost."), code="required", field="reason")
        before, fresh.lifecycle = fresh.lifecycle, to
        fresh.save()
        actions.record(
            "contacts.customer_lifecycle", fresh, by=by, before=before, after=to, reason=reason.strip()
        )
    return fresh


def delete_customer(customer: Customer, *, by: Any) -> None:
    delete_record(customer, by=by)


def default_owner(by: Any) -> Any:
    """Whoever enters a customer owns it; who only takes it down (an agent) leaves it without owner."""
    reach = access.reach(by, "contacts.add_customer")
    takes_down = reach.everything and not access.may_write(by, "contacts.customer", "owner")
    return None if takes_down or getattr(by, "pk", None) is None else by


def set_owner(customer: Customer, owner: Any) -> None:
    """The department follows the owner."""
    customer.owner = owner
    customer.owner_since = clock.now() if owner else None
    customer.department = access.home_department(owner) if owner else customer.department


def number(customer: Customer, *, by: Any) -> None:
    """Refuse what another customer has already; who brings no number gets the next one that nobody has typed by hand."""
    if customer.code:
        check_unique(customer, by=by)
        return
    is_taken = True
    while is_taken:
        customer.code = next_number(NUMBERS)
        found = _others(customer)
        is_taken = found.pop("code", None) is not None
        _refuse_taken(found, by)


def clean_customer(customer: Customer) -> None:
    """Bring the values into the form in which they are stored, or refuse them with the field's name."""
    customer.name = validation.clean_customer_name(customer.name)
    customer.short_name = validation.clean_text(customer.short_name)
    customer.code = validation.clean_text(customer.code or "")
    customer.usci = validation.clean_usci(customer.usci)
    customer.email = validation.clean_email(customer.email)
    customer.phone = validation.clean_phone(customer.phone, customer.country)
    customer.fax = validation.clean_phone(customer.fax, customer.country)
    validation.check_not_future(customer.founded, "founded")
    for name in AMOUNTS:
        validation.check_amount(getattr(customer, name), name)


def check_unique(customer: Customer, *, by: Any) -> None:
    """Refuse a second customer of one name, credit code or number; the first is named to who may see it."""
    _refuse_taken(_others(customer), by)


def _others(customer: Customer) -> dict[str, int]:
    """Name, credit code and number that other customers have already, with whose they are, by one statement."""
    name_key = company_names.normalise(customer.name)[:120]
    same = Q(name_key=name_key, is_deleted=False)
    if customer.usci:
        same |= Q(usci=customer.usci, is_deleted=False)
    if customer.code:
        same |= Q(code=customer.code)
    rows = (
        Customer.objects.filter(same).order_by().values_list("pk", "name_key", "usci", "code", "is_deleted")
    )
    others = [row for row in rows if row[0] != customer.pk]
    found: dict[str, int] = {}
    for pk, its_key, usci, code, is_deleted in others:
        if its_key == name_key and not is_deleted:
            found["name"] = pk
        if customer.usci and usci == customer.usci and not is_deleted:
            found["usci"] = pk
        if customer.code and code == customer.code:
            found["code"] = pk
    return found


def _refuse_taken(found: dict[str, int], by: Any) -> None:
    for field in ("name", "usci", "code"):
        if field in found:
            raise _taken(field, Customer.objects.get(pk=found[field]), by)


def save_unique(customer: Customer, *, by: Any) -> None:
    """Save; where another save won the race, refuse as `check_unique` does."""
    try:
        with transaction.atomic():
            customer.save()
    except IntegrityError:
        check_unique(customer, by=by)
        raise


def _taken(field: str, other: Customer, by: Any) -> DomainError:
    """A hidden customer is not named: neither its full name nor its owner."""
    if not other.is_deleted and gate.may(by, other, "view"):
        sentences: dict[str, Callable[[], str]] = {
            "name": lambda: _("%(name)s (%(code)s) exists already; its owner is %(owner)s."),
            "usci": lambda: _("This credit code belongs to %(name)s (%(code)s), owner %(owner)s."),
            "code": lambda: _("This number belongs to %(name)s (%(code)s), owner %(owner)s."),
        }
        facts = {"name": other.name, "code": other.code, "owner": other.owner or _("nobody")}
        return DomainError(sentences[field]() % facts, code="duplicate", field=field)
    hidden: dict[str, Callable[[], str]] = {
        "name": lambda: _("A customer of this name exists outside your scope. Ask your manager."),
        "usci": lambda: _("A customer with this credit code exists outside your scope. Ask your manager."),
        "code": lambda: _("This number is taken. Leave it empty to get the next free one."),
    }
    return DomainError(hidden[field](), code="duplicate_hidden", field=field)


def check_lifecycle(customer: Customer, to: str) -> None:
    """Refuse a move that the table does not list, and say which ones it does."""
    if Customer.Lifecycle.BLACKLISTED in (to, customer.lifecycle):
        raise _needs_approval()
    allowed = states.LIFECYCLE[customer.lifecycle]
    if to not in allowed:
        labels = dict(Customer.Lifecycle.choices)
        raise DomainError(
            _("From “%(now)s” the lifecycle goes on to: %(allowed)s.")
            % {
                "now": labels[customer.lifecycle],
                "allowed": listed(str(labels[state]) for state in labels if state in allowed),
            },
            code="forbidden_move",
            field="lifecycle",
        )


def _needs_approval() -> DomainError:
    return DomainError(
        _("A customer enters and leaves the blacklist only by an approved request."),
        code="needs_approval",
        field="lifecycle",
    )
