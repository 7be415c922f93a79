"""A pager shows the page that is asked for, as far as there is one."""

import pytest

from records.page_numbers import cut


def address(page: int) -> str:
    return f"?page={page}"


@pytest.mark.parametrize(
    ("asked", "page"),
    [("", 1), ("0", 1), ("-1", 1), ("two", 1), ("2", 2), ("3", 3), ("99", 3), ("99999999999", 1), ("²", 1)],
)
def test_what_is_no_page_is_the_first_and_what_lies_beyond_is_the_last(asked: str, page: int) -> None:
    here, told = cut(list(range(101)), asked, address)
    assert told["pager"]["page"] == page
    assert here[0] == (page - 1) * 50


def test_the_ends_have_nothing_before_and_behind_them() -> None:
    _here, first = cut(list(range(101)), "1", address)
    here, last = cut(list(range(101)), "3", address)
    assert (first["previous_url"], first["next_url"]) == ("", "?page=2")
    assert (last["previous_url"], last["next_url"]) == ("?page=2", "")
    assert (list(here), last["pager"]["first_shown"], last["pager"]["last_shown"]) == ([100], 101, 101)


def test_nothing_is_one_empty_page() -> None:
    here, told = cut([], "", address)
    assert (list(here), told["next_url"], told["page_urls"]) == ([], "", [(1, "?page=1")])
