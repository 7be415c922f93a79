"""The links of a pager: the first page, the last and those around the current one."""

from collections.abc import Callable, Sequence
from typing import Any


def numbers_around(page: int, last: int) -> list[int | None]:
    """Page numbers in order; None stands for a gap."""
    wanted = sorted({1, last, *range(max(1, page - 2), min(last, page + 2) + 1)})
    numbers: list[int | None] = []
    for number in wanted:
        if numbers and numbers[-1] is not None and number - numbers[-1] > 1:
            numbers.append(None)
        numbers.append(number)
    return numbers


def page_of(
    lines: Sequence[Any], size: int, asked: str, address: Callable[[int], str]
) -> tuple[Sequence[Any], dict[str, Any]]:
    """The lines of the page asked for, and what `components/pager.html` shows below them."""
    last = max(1, -(-len(lines) // size))
    page = min(int(asked), last) if asked.isdecimal() and 0 < len(asked) < 6 and int(asked) else 1
    here = lines[(page - 1) * size : page * size]
    pager = {
        "first_shown": (page - 1) * size + 1,
        "last_shown": (page - 1) * size + len(here),
        "total_label": f"{len(lines):,}",
        "page": page,
    }
    return here, {
        "pager": pager,
        "page_urls": [(number, address(number) if number else "") for number in numbers_around(page, last)],
        "previous_url": address(page - 1) if page > 1 else "",
        "next_url": address(page + 1) if page < last else "",
    }
