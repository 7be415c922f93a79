"""The links of a pager: the first page, the last and those around the current one."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

Row = TypeVar("Row")


def numbers_around(page: int, last: int) -> list[int | None]:
    """Page numbers in order; None stands for a gap."""
    wanted = sorted({1, last, *range(max(1, page - 2), min(last, page + 2) + 1)})
    numbers: list[int | None] = []
    for number in wanted:
        if numbers and numbers[-1] is not None and number - numbers[-1] > 1:
            numbers.append(None)
        numbers.append(number)
    return numbers


def cut(
    rows: Sequence[Row], asked: str, address: Callable[..., str], size: int = 50
) -> tuple[Sequence[Row], dict[str, Any]]:
    """The rows of the page that is asked for, and what `components/pager.html` shows of all of them.

    What is no page is the first, what lies beyond the last is the last; `address(page=…)` is where a page is.
    """
    pages = max(1, -(-len(rows) // size))
    page = min(int(asked), pages) if asked.isdecimal() and 0 < len(asked) < 6 and int(asked) else 1
    first = (page - 1) * size
    here = rows[first : first + size]
    return here, {
        "pager": {
            "first_shown": first + 1,
            "last_shown": first + len(here),
            "total_label": f"{len(rows):,}",
            "page": page,
        },
        "page_urls": [
            (number, address(page=number) if number else "") for number in numbers_around(page, pages)
        ],
        "previous_url": address(page=page - 1) if page > 1 else "",
        "next_url": address(page=page + 1) if page < pages else "",
    }
