"""A distance is said in the unit one would say it in."""

import pytest
from django.utils import translation

from core.distance import distance_text


@pytest.mark.parametrize(
    ("metres", "english", "chinese"),
    [
        (0, "0 m", "0 米"),
        (999, "999 m", "999 米"),
        (1000, "1 km", "1 公里"),
        (1430, "1.4 km", "1.4 公里"),
        (9960, "10.0 km", "10.0 公里"),
        (20_000, "20 km", "20 公里"),
        (1_418_014, "1,418 km", "1,418 公里"),
    ],
)
def test_a_long_way_is_told_in_kilometres(metres: int, english: str, chinese: str) -> None:
    with translation.override("en"):
        assert distance_text(metres) == english
    with translation.override("zh-hans"):
        assert distance_text(metres) == chinese
