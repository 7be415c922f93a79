"""How a process learns that what it remembers has changed in the database, without asking at every turn.

The stamps travel with a statement that each signed-in request makes anyway, the one that loads its user, and are noted
here; only where nobody noted one for a few seconds it is asked for. It is a random word, never a number: what was
written and taken back can then not be mistaken for what came after.
"""

import uuid
from collections.abc import Callable
from time import monotonic
from typing import Any, ClassVar

from django.db.models import Subquery

from .models import ChangeStamp

CUSTOM_FIELDS = "custom_fields"
SETTINGS = "settings"  # parameters and dictionaries
ARRANGEMENTS = "arrangements"
LISTS = "lists"  # saved views and chosen columns
RIGHTS = "rights"  # roles, who holds them, what they grant
PROCESSES = "processes"  # drawings of processes as they were published
CARRIED = (
    CUSTOM_FIELDS,
    ARRANGEMENTS,
    SETTINGS,
    LISTS,
    RIGHTS,
    PROCESSES,
)  # those that come along with the user of a request
TRUSTED_SECONDS = 3.0
KEPT_SECONDS = 600.0
_noted: dict[str, tuple[str, float]] = {}


def columns() -> dict[str, Subquery]:
    """The stamps as columns of another statement, for `note_all` to read."""
    return {
        f"stamp_{name}": Subquery(ChangeStamp.objects.filter(name=name).values("stamp")[:1])
        for name in CARRIED
    }


def note_all(row: Any) -> None:
    """Note the stamps that came along with this row."""
    for name in CARRIED:
        note(name, getattr(row, f"stamp_{name}"))


def note(name: str, stamp: Any) -> None:
    """This is the stamp that the database holds now."""
    _noted[name] = (stamp or "", monotonic())


def current(name: str) -> str:
    """The stamp as it was a moment ago; empty where nothing was ever changed."""
    known = _noted.get(name)
    if known is None or monotonic() - known[1] > TRUSTED_SECONDS:
        note(name, ChangeStamp.objects.filter(name=name).values_list("stamp", flat=True).first())
        known = _noted[name]
    return known[0]


def renew(name: str) -> None:
    """The thing changes in this transaction; every process reads it anew once that has committed."""
    ChangeStamp.objects.update_or_create(name=name, defaults={"stamp": uuid.uuid4().hex})
    forget(name)


def forget(name: str) -> None:
    _noted.pop(name, None)


class Kept:
    """What this process remembers of a thing until its stamp is another one, ten minutes at most: a thread that reads
    while another one's change is about to be committed may have kept what was before under the stamp of what comes.
    """

    every: ClassVar[list["Kept"]] = []

    def __init__(self, name: str, most: int = 20_000) -> None:
        self.name, self.most = name, most
        self.every.append(self)
        self.clear()

    def once(self, key: Any, ask: Callable[[], Any]) -> Any:
        known = self._present()
        if key not in known:
            known[key] = ask()
        return known[key]

    def known(self, key: Any) -> Any:
        """What is kept under the present stamp; None where nothing is."""
        return self._present().get(key)

    def keep(self, key: Any, value: Any) -> None:
        self._present()[key] = value

    def _present(self) -> dict[Any, Any]:
        stamp, (under, since, known) = current(self.name), self.kept
        if stamp != under or len(known) >= self.most or monotonic() - since > KEPT_SECONDS:
            known = self.clear(stamp)
        return known

    def clear(self, stamp: str = "") -> dict[Any, Any]:
        known: dict[Any, Any] = {}
        self.kept = (stamp, monotonic(), known)
        return known
