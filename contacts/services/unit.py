"""The verbs of a customer's units: a tree of any depth in which nothing hangs under itself.

Every change of a tree holds its customer's row, so two moves can never close a circle together.
"""

from typing import Any

from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Concat, Substr
from django.utils.translation import gettext as _

from core import actions
from core.errors import DomainError
from core.locking import locked_row
from records.services.deletion import delete_record

from .. import validation
from ..models import Customer, CustomerUnit

LONGEST_PATH = CustomerUnit._meta.get_field("path").max_length or 400


def create_unit(
    customer: Customer, *, by: Any, name: str, parent: CustomerUnit | None = None, **values: Any
) -> CustomerUnit:
    with transaction.atomic():
        lock_tree(customer.pk)
        parent = _fresh_parent(customer.pk, parent)
        unit = CustomerUnit(customer=customer, parent=parent, name=name, **values)
        clean_unit(unit)
        unit.depth = parent.depth + 1 if parent else 1
        unit.save()
        unit.path = f"{parent.path if parent else '/'}{unit.pk}/"
        _check_depth(len(unit.path))
        # The path is no fact of history; it follows from parent and id.
        CustomerUnit.objects.filter(pk=unit.pk).update(path=unit.path)
        actions.record("contacts.unit_created", unit, by=by, customer=str(customer))
    return unit


def update_unit(unit: CustomerUnit, *, by: Any, **values: Any) -> CustomerUnit:
    """Change everything but the place in the tree."""
    values.pop("parent", None)
    values.pop("customer", None)
    with transaction.atomic():
        lock_tree(unit.customer_id)
        fresh = CustomerUnit.objects.get(pk=unit.pk)
        for field, value in values.items():
            setattr(fresh, field, value)
        clean_unit(fresh)
        fresh.save()
        actions.record("contacts.unit_changed", fresh, by=by)
    return fresh


def move_unit(unit: CustomerUnit, *, by: Any, parent: CustomerUnit | None = None) -> CustomerUnit:
    """Hang the unit with all below it under `parent` (None: the top); people stay in their units."""
    with transaction.atomic():
        lock_tree(unit.customer_id)
        fresh = CustomerUnit.objects.select_related("parent").get(pk=unit.pk)
        parent = _fresh_parent(fresh.customer_id, parent)
        if parent is not None and parent.path.startswith(fresh.path):
            raise DomainError(
                _("“%(unit)s” cannot move under itself or a unit below it.") % {"unit": fresh},
                code="cycle",
                field="parent",
            )
        if (parent.pk if parent else None) == fresh.parent_id:
            return fresh
        before, old_path, old_depth = str(fresh.parent or ""), fresh.path, fresh.depth
        fresh.parent = parent
        clean_unit(fresh)
        new_path = f"{parent.path if parent else '/'}{fresh.pk}/"
        below = CustomerUnit.objects.filter(customer_id=fresh.customer_id, path__startswith=old_path)
        longest = max((len(path) for path in below.values_list("path", flat=True)), default=0)
        _check_depth(longest - len(old_path) + len(new_path))
        shift = (parent.depth + 1 if parent else 1) - old_depth
        below.update(
            path=Concat(Value(new_path), Substr("path", len(old_path) + 1)), depth=F("depth") + shift
        )
        fresh.path, fresh.depth = new_path, old_depth + shift
        fresh.save()
        actions.record("contacts.unit_moved", fresh, by=by, before=before, after=str(parent or ""))
    return fresh


def delete_unit(unit: CustomerUnit, *, by: Any) -> None:
    """Only a unit that holds neither units nor people, now or in the past."""
    with transaction.atomic():
        lock_tree(unit.customer_id)
        delete_record(unit, by=by)


def lock_tree(customer_id: int) -> None:
    locked_row(Customer, customer_id)


def clean_unit(unit: CustomerUnit) -> None:
    unit.name = validation.clean_text(unit.name)
    unit.code = validation.clean_text(unit.code or "")
    validation.check_place(unit.latitude, unit.longitude)
    if not unit.name:
        raise DomainError(_("Enter the unit's name."), code="required", field="name")
    others = CustomerUnit.objects.alive().filter(customer_id=unit.customer_id).exclude(pk=unit.pk)
    if others.filter(parent_id=unit.parent_id, name=unit.name).exists():
        raise DomainError(
            _("“%(parent)s” already has a unit “%(name)s”.")
            % {"parent": unit.parent or unit.customer, "name": unit.name},
            code="duplicate",
            field="name",
        )
    if unit.code and others.filter(code=unit.code).exists():
        raise DomainError(
            _("Another unit of this customer has the code %(code)s.") % {"code": unit.code},
            code="duplicate",
            field="code",
        )
    if unit.head is not None and unit.head.customer_id != unit.customer_id:
        raise DomainError(_("The head must work at this customer."), code="other_customer", field="head")


def _fresh_parent(customer_id: int, parent: CustomerUnit | None) -> CustomerUnit | None:
    """The parent as it stands under the lock; one of another customer is refused."""
    if parent is None:
        return None
    fresh = CustomerUnit.objects.alive().filter(pk=parent.pk).first()
    if fresh is None or fresh.customer_id != customer_id:
        raise DomainError(
            _("Choose a superior unit of the same customer."), code="other_customer", field="parent"
        )
    return fresh


def _check_depth(length: int) -> None:
    if length > LONGEST_PATH:
        raise DomainError(_("The tree would grow too deep here."), code="too_deep", field="parent")
