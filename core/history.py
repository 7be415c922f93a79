"""The one way a model is tracked: every history row carries operation id, address and reason."""

from functools import partial
from typing import Any

from django.db import models
from simple_history.models import HistoricalRecords

from . import operation


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


class History(HistoricalRecords):
    def get_change_reason_for_object(self, instance: Any, history_type: str, using: str) -> str | None:
        given = super().get_change_reason_for_object(instance, history_type, using)
        return (given or operation.current().reason or None) and str(given or operation.current().reason)[
            :100
        ]


tracked = partial(History, bases=[OperationStamp], get_user=acting_user)
