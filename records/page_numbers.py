"""The links of a pager: the first page, the last and those around the current one."""


def numbers_around(page: int, last: int) -> list[int | None]:
    """Page numbers in order; None stands for a gap."""
    wanted = sorted({1, last, *range(max(1, page - 2), min(last, page + 2) + 1)})
    numbers: list[int | None] = []
    for number in wanted:
        if numbers and numbers[-1] is not None and number - numbers[-1] > 1:
            numbers.append(None)
        numbers.append(number)
    return numbers
