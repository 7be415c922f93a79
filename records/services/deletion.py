"""Deleting a business record: only one that nothing hangs on, and only into the recycle bin."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core import actions
from core.errors import DomainError
from core.joining import listed

from .. import sources


def delete_record(obj: Any, *, by: Any) -> None:
    """Mark `obj` deleted; refuses (DomainError) while living children or holds of upper apps remain."""
    with transaction.atomic():
        obj = type(obj)._default_manager.select_for_update().get(pk=obj.pk)
        reasons = [reason for hold in sources.HOLD.get(obj._meta.label_lower, ()) for reason in hold(obj)]
        reasons += _living_children(obj)
        if reasons:
            raise DomainError(
                _("%(record)s cannot be deleted: %(reasons)s.") % {"record": obj, "reasons": listed(reasons)},
                code="has_children",
            )
        obj.is_deleted = True
        obj.save()
        actions.record(f"{obj._meta.app_label}.deleted", obj, by=by)


def _living_children(obj: Any) -> list[str]:
    """What still points at the record, in words with counts."""
    found = []
    for relation in obj._meta.related_objects:
        model = relation.related_model
        if relation.many_to_many or not any(
            field.name == "is_deleted" for field in model._meta.concrete_fields
        ):
            continue
        if model.__name__.startswith("Historical"):
            continue
        count = model._default_manager.alive().filter(**{relation.field.name: obj}).count()
        if count:
            found.append(f"{model._meta.verbose_name} {count}")
    return found
