from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import translation

from core import dates

TODAY = date(2026, 11, 21)
NOW = datetime(2026, 11, 21, 1, 0, tzinfo=UTC)  # 09:00 in Shanghai


@pytest.mark.parametrize(
    ("offset", "wanted"),
    [
        (0, "Today"), (1, "Tomorrow"), (-1, "Yesterday"), (2, "in 2 days"), (-3, "3 days ago"),
        (7, "in 7 days"), (-7, "7 days ago"), (8, "2026-11-29"), (-8, "2026-11-13"),
    ],
)  # fmt: skip
def test_a_near_day_is_said_as_people_say_it(offset: int, wanted: str) -> None:
    with translation.override("en"):
        assert dates.humanize_day(TODAY + timedelta(days=offset), TODAY) == wanted


@pytest.mark.parametrize(
    ("moment", "wanted"),
    [
        (datetime(2026, 11, 21, 6, 0, tzinfo=UTC), "Today 14:00"),
        (datetime(2026, 11, 21, 16, 30, tzinfo=UTC), "Tomorrow 00:30"),
        (datetime(2026, 11, 20, 15, 59, tzinfo=UTC), "Yesterday 23:59"),
        (datetime(2026, 11, 18, 6, 0, tzinfo=UTC), "3 days ago"),
        (datetime(2025, 1, 1, 6, 0, tzinfo=UTC), "2025-01-01 14:00"),
    ],
)
def test_a_moment_is_told_by_the_readers_clock(moment: datetime, wanted: str) -> None:
    with translation.override("en"):
        assert dates.when(moment, NOW) == wanted
