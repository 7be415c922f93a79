"""What a letter is about, as addresses name it: `opportunities:12`."""

from typing import Any

from records import gate
from records.record_type import RECORD_TYPES
from records.record_type import of as record_of


def found_by(user: Any, name: str) -> Any:
    """The record of such a name that the user sees; None where there is none."""
    kind, _colon, pk = name.partition(":")
    record = RECORD_TYPES.get(kind)
    if record is None or not (pk.isdecimal() and pk.isascii() and len(pk) < 19):
        return None
    if not gate.allowed(user, record.model):
        return None
    return record.rows(user).filter(pk=int(pk)).first()


def name_of(obj: Any) -> str:
    return f"{record_of(obj).name}:{obj.pk}"
