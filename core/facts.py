"""What a model tells the gate about its rows: who owns them, which department booked them, whose child they are."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Facts:
    """Row facts of one model.

    A root names its own `owner` and `department` columns. A child names the foreign key to its `parent` and
    inherits the parent's reach (`other_parent`: from either of two); `author` is the column of the person who
    wrote a child row, who always keeps it. `permission_of` lets a model borrow another model's permissions
    ("contacts.customer"). `guarded` rows are read only by those whom owner, department, team or share would let
    write. `outsider` is the column of the person to whom alone a row shows where nothing but shares reaches.
    """

    owner: str = ""
    department: str = ""
    parent: str = ""
    other_parent: str = ""
    author: str = ""
    permission_of: str = ""
    guarded: bool = False
    outsider: str = ""


def root(owner: str = "owner", department: str = "department", **facts: Any) -> Facts:
    return Facts(owner=owner, department=department, **facts)


def child(parent: str, **facts: Any) -> Facts:
    return Facts(parent=parent, **facts)
