"""Rows that every process remembers: whatever is written of them, in whichever way, renews their stamp."""

from typing import Any, ClassVar

from django.db import models


class StampedQuerySet(models.QuerySet[Any]):
    def _renewing(self, outcome: Any) -> Any:
        self.model.renew_stamp()
        return outcome

    def update(self, **values: Any) -> int:
        return self._renewing(super().update(**values))

    def delete(self) -> Any:
        return self._renewing(super().delete())

    def bulk_create(self, *args: Any, **options: Any) -> Any:
        return self._renewing(super().bulk_create(*args, **options))


class Stamped(models.Model):
    """`stamp` names what processes keep under it (`core.stamps`)."""

    stamp: ClassVar[str]
    objects = StampedQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **options: Any) -> None:
        super().save(*args, **options)
        self.renew_stamp()

    def delete(self, *args: Any, **options: Any) -> Any:
        deleted = super().delete(*args, **options)
        self.renew_stamp()
        return deleted

    @classmethod
    def renew_stamp(cls) -> None:
        from core import stamps

        stamps.renew(cls.stamp)
