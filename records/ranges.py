"""A range of days as lists are filtered by it."""

from datetime import date
from typing import Any

import django_filters
from django.core.validators import MaxValueValidator, MinValueValidator

FIRST_DAY, LAST_DAY = date(1, 1, 2), date(9999, 12, 30)


class DayRangeWidget(django_filters.widgets.RangeWidget):
    """Asked by `_min` and `_max`, as ranges of figures are; what was once kept as `_after` and `_before` says the same."""

    former = ("after", "before")

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"type": "date", **(attrs or {})})

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[Any]:
        found = super().value_from_datadict(data, files, name)
        older = [data.get(self.suffixed(name, suffix)) for suffix in self.former]
        return [given or old for given, old in zip(found, older, strict=True)]

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return not any(self.value_from_datadict(data, files, name))


class DayRangeField(django_filters.fields.DateRangeField):
    """Days that are still moments in any time zone: the first and the last of all are not."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for end in self.fields:
            end.validators += [MinValueValidator(FIRST_DAY), MaxValueValidator(LAST_DAY)]


class DayRangeFilter(django_filters.DateFromToRangeFilter):
    field_class = DayRangeField

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("widget", DayRangeWidget())
        super().__init__(*args, **kwargs)
