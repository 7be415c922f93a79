"""A range of days as lists are filtered by it."""

from datetime import date
from typing import Any

import django_filters
from django.core.validators import MaxValueValidator, MinValueValidator

FIRST_DAY, LAST_DAY = date(1, 1, 2), date(9999, 12, 30)


class DayRangeField(django_filters.fields.DateRangeField):
    """Days that are still moments in any time zone: the first and the last of all are not."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for end in self.fields:
            end.validators += [MinValueValidator(FIRST_DAY), MaxValueValidator(LAST_DAY)]


class DayRangeFilter(django_filters.DateFromToRangeFilter):
    field_class = DayRangeField
