"""The one way a model is tracked: every history row carries operation id, address and reason."""

from functools import partial
from typing import Any

from django.db import models
from simple_history.manager import HistoryDescriptor
from simple_history.models import HistoricalRecords

from . import clock, gathered, operation


class OperationStamp(models.Model):
    """Columns added to each history table; filled when the row is made, wherever that happens."""

    operation_id = models.CharField(
        max_length=32, default=operation.current_id, editable=False, db_index=True
    )
    ip = models.GenericIPAddressField(null=True, default=operation.current_ip, editable=False)

    class Meta:
        abstract = True


def acting_user(instance: Any, **kwargs: Any) -> Any:
    user = operation.current().user
    return user if user is not None and getattr(user, "pk", None) else None


class _Descriptor(HistoryDescriptor):
    """Makes the class of the manager once: each save of a tracked row asks for it."""

    def __init__(self, model: Any, manager: Any, queryset: Any) -> None:
        super().__init__(model, manager, queryset)
        self.manager_made = manager.from_queryset(queryset)

    def __get__(self, instance: Any, owner: Any) -> Any:
        return self.manager_made(self.model, instance)


class History(HistoricalRecords):
    def finalize(self, sender: Any, **kwargs: Any) -> None:
        super().finalize(sender, **kwargs)
        found = sender.__dict__.get(self.manager_name)
        if type(found) is HistoryDescriptor:
            made = _Descriptor(found.model, found.manager_class, found.queryset_class)
            setattr(sender, self.manager_name, made)

    def create_historical_record(self, instance: Any, history_type: str, using: Any = None) -> None:
        """Where traces are gathered the row waits for its like; else it is written here and now."""
        if not gathered.is_on() or self.m2m_fields or self.m2m_models:
            super().create_historical_record(instance, history_type, using=using)
            return
        history = getattr(instance, self.manager_name).model
        gathered.insert(
            history(
                history_date=clock.now(),
                history_type=history_type,
                history_user=self.get_history_user(instance),
                history_change_reason=self.get_change_reason_for_object(instance, history_type, using),
                **{field.attname: getattr(instance, field.attname) for field in history.tracked_fields},
            )
        )

    def get_change_reason_for_object(self, instance: Any, history_type: str, using: str) -> str | None:
        given = super().get_change_reason_for_object(instance, history_type, using)
        return (given or operation.current().reason or None) and str(given or operation.current().reason)[
            :100
        ]


tracked = partial(History, bases=[OperationStamp], get_user=acting_user)
