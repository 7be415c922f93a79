"""What the verbs of all records at a customer with an owner of their own have in common."""

from collections.abc import Callable, Collection
from typing import Any, TypeVar

from django.db.models import Model
from django.utils.translation import gettext as _

from accounts import access
from contacts.services.ownership import check_can_own
from contacts.services.telling import tell
from core import actions
from core.errors import DomainError
from records import gate

R = TypeVar("R", bound=Model)


def may_enter(by: Any, customer: Any, model: type[Model]) -> None:
    """403 in words: whoever may not enter such a record at this customer."""
    if not gate.holds(by, customer, "add", model):
        raise DomainError(
            _("You may not enter this at this customer. Ask its owner."), code="forbidden", field="customer"
        )


def set_owner(row: Any, owner: Any) -> None:
    """The department follows the owner."""
    row.owner = owner
    row.department = access.home_department(owner) if owner is not None else None


def belongs(row: Any, *names: str) -> None:
    """What a record names besides its customer is of that customer."""
    for name in names:
        other = getattr(row, name)
        if other is not None and other.customer_id != row.customer_id:
            raise DomainError(
                _("%(record)s belongs to another customer.") % {"record": other}, "foreign", name
            )


def locked(row: R, version: int | None = None, *related: str) -> R:
    """The row under lock; refuses where somebody has saved it since `version` was read."""
    rows = type(row).objects.alive().select_for_update(of=("self",))  # type: ignore[attr-defined]
    try:
        # `first` would order the one row it asks for.
        fresh: Any = rows.select_related(*related).get(pk=row.pk)
    except type(row).DoesNotExist:  # type: ignore[attr-defined]
        raise DomainError(_("This record does not exist any more."), code="gone") from None
    if version is not None and fresh.version != version:
        raise DomainError(
            _("%(who)s changed this record while you were editing. Check the fields and save again.")
            % {"who": fresh.updated_by or _("somebody")},
            code="conflict",
        )
    return fresh  # type: ignore[no-any-return]


def transfer(row: R, *, to: Any, by: Any, verb: str, reason: str = "") -> R:
    """Give one to a colleague; its customer stays with its owner. Inside the caller's transaction."""
    check_can_own(to)
    fresh: Any = locked(row)
    before = fresh.owner
    if before is not None and before.pk == to.pk:
        raise DomainError(_("%(name)s owns it already.") % {"name": to}, "is_owner", "to")
    set_owner(fresh, to)
    fresh.save()
    actions.record(
        verb, fresh, by=by, customer=fresh.customer_id, before=str(before or ""), after=str(to), reason=reason
    )
    words = {"name": by, "record": fresh}
    tell(to, lambda: _("%(name)s gave you %(record)s.") % words, fresh.get_absolute_url(), by=by)
    return fresh  # type: ignore[no-any-return]


def live(model: Any, customers: Any, statuses: Collection[str]) -> Any:
    rows = model.objects.alive().filter(status__in=statuses)
    return rows.filter(**({"customer__in": customers} if customers is not None else {}))


def follow_customer(model: Any, statuses: Collection[str]) -> Callable[[Any, Any, Any], int]:
    """`take` of a transfer part: what the former owner, or nobody, has in hand goes with the customer."""

    def take(customer: Any, before: Any, by: Any) -> int:
        rows = live(model, [customer], statuses).select_for_update(of=("self",)).order_by("pk")
        count = 0
        for row in rows:
            if row.owner_id not in {None, getattr(before, "pk", None)} or row.owner_id == customer.owner_id:
                continue
            set_owner(row, customer.owner)
            row.save()
            count += 1
        return count

    return take


def lose_owner(model: Any, statuses: Collection[str]) -> Callable[[Any, Any], None]:
    """In a public pool nobody works on it; whoever claims the customer gets it."""

    def lose(customer: Any, by: Any) -> None:
        for row in live(model, [customer], statuses).select_for_update().order_by("pk"):
            set_owner(row, None)
            row.save()

    return lose
