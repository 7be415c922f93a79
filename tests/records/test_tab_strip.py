"""The tabs of a record stand in one row; what has no room there stands in a menu at its end."""

import pytest
from django.utils import translation

from records import tabs
from records.tabs import ShownTab, Tab


def shown(count: int, current: int = 0) -> list[ShownTab]:
    found = [
        ShownTab(
            Tab(name=f"t{place}", label=f"标签{place:02}", template="", context=lambda obj, request: {}),
            place,
        )
        for place in range(count)
    ]
    found[current].is_current = True
    return found


def parts(strip: str) -> tuple[str, str]:
    row, _, menu = strip.partition("<details")
    return row, menu


def test_few_tabs_need_no_menu() -> None:
    strip = tabs.strip(shown(4))
    assert "<details" not in strip
    assert strip.count("<a ") == 4


@pytest.mark.parametrize("current", range(25))
def test_the_current_tab_is_always_in_the_row_and_each_stands_once(current: int) -> None:
    row, menu = parts(tabs.strip(shown(25, current), room=tabs.ROOM_BESIDE))
    assert row.count("aria-current") == 1
    assert "aria-current" not in menu
    assert row.count("<a ") + menu.count("<a ") == 25
    assert row.count("<a ") > 4
    for place in range(25):
        assert (row + menu).count(f"tab=t{place}&quot;") + (row + menu).count(f'tab=t{place}"') == 1


def test_those_in_front_stay_in_the_row_in_their_order() -> None:
    row, menu = parts(tabs.strip(shown(25), room=tabs.ROOM_BESIDE))
    places = [int(part.split('"')[0]) for part in (row + menu).split("tab=t")[1:]]
    assert places == list(range(25))


def test_the_menu_says_how_many_stand_in_it_and_keeps_their_counts() -> None:
    with translation.override("en"):
        row, menu = parts(tabs.strip(shown(25), room=tabs.ROOM_BESIDE))
    behind = menu.count("<a ")
    assert f'<summary>More <span class="count">{behind}</span></summary>' in menu
    assert '标签24 <span class="count">24</span>' in menu


def test_tabs_that_htmx_fetches_do_so_from_the_menu_too() -> None:
    _row, menu = parts(tabs.strip(shown(25), "/x/?", "node"))
    assert menu.count('hx-get="/x/?tab=') == menu.count("<a ") > 0
