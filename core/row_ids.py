"""Ids as they come in from addresses and forms: digits that fit the column, or nothing."""

LARGEST = 2**63 - 1


def row_id(text: object) -> int | None:
    """`text` as the id of a row; None where it can be none (so no query is asked with it)."""
    digits = str(text).strip() if text is not None else ""
    if not (digits.isascii() and digits.isdecimal()) or len(digits) > 19:
        return None
    number = int(digits)
    return number if 0 < number <= LARGEST else None
