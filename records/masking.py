"""Phone, mail and the like shown as masks, row by row, to those who may not read them in full.

A model names such fields in CHANNELS; who holds its permission `reveal` at a row reads them there. Lists, exports, pages,
forms, the API and the history of changes all ask here.
"""

from collections.abc import Callable
from typing import Any

from core import phones
from core.tables import Column

from . import gate

MASKS: dict[str, Callable[[str], str]] = {
    "mobile": phones.mask,
    "phone": phones.mask,
    "fax": phones.mask,
    "email": phones.mask_email,
    "wechat": phones.mask_half,
}


def readable(row: Any, field: str) -> str:
    """The value in full where the row says that its reader may (`may_reveal`), else its mask."""
    return _readable(field, getattr(row, field), getattr(row, "may_reveal", False))


def _readable(field: str, value: str, may_reveal: bool) -> str:
    return value if not value or may_reveal else MASKS[field](value)


def masked(name: str, label: Any, **facts: Any) -> Column:
    """Not sortable: an order would tell digits that the mask hides."""
    return Column(
        name=name,
        label=label,
        value=lambda row: readable(row, name),
        needs=("may_reveal",),
        reads=(name, "may_reveal"),
        told=lambda _model, value, may_reveal: _readable(name, value, may_reveal),
        **facts,
    )


def reads_channels(user: Any, row: Any) -> bool:
    """Whether the channels of this loaded row, which he sees, show in full."""
    if not hasattr(row, "may_reveal"):
        row.may_reveal = gate.holds(user, row, "reveal")
    return bool(row.may_reveal)


def closed_channels(user: Any, row: Any) -> set[str]:
    """The fields whose former values, too, are not told to this reader."""
    channels = set(getattr(row, "CHANNELS", ()))
    return set() if not channels or reads_channels(user, row) else channels
