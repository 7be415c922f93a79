"""A day as a moment, in SQL: what has only a day stands in one order with what has an hour."""

from typing import Any

from django.db.models import DateTimeField, Func
from django.utils import timezone

from core import clock


class Midnight(Func):
    """The first moment of a day where the company works."""

    output_field = DateTimeField()
    arity = 1

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        zone = timezone.get_default_timezone_name().replace("'", "")
        return self.as_sql(
            compiler, connection, template=f"(CAST(%(expressions)s AS timestamp) AT TIME ZONE '{zone}')"
        )

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        """SQLite knows no zones: the company's distance from UTC today stands for that of each day."""
        offset = timezone.localtime(clock.now(), timezone.get_default_timezone()).utcoffset()
        minutes = int(offset.total_seconds() // 60) if offset else 0
        form = "strftime('%%%%Y-%%%%m-%%%%d %%%%H:%%%%M:%%%%S', %(expressions)s, "
        return self.as_sql(compiler, connection, template=f"{form}'{-minutes} minutes')")


def is_day(moment: Any) -> bool:
    """Whether it is a day as `Midnight` gives it, and so has no hour to be told."""
    local = timezone.localtime(moment, timezone.get_default_timezone())
    return not (local.hour or local.minute or local.second or local.microsecond)
