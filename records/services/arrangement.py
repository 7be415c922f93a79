"""Arranging a place for everybody, for a role or for oneself, and going back to how it was delivered."""

from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from accounts.models import Role
from core import actions, stamps
from core.errors import DomainError

from ..arrangements import Lines, Place, merged
from ..models import Arrangement

LONGEST_NAME = 40


def version_of(place: Place, *, role: Role | None = None, user: Any = None) -> int:
    """The number of the last change; it grows with each, also where an arrangement was taken back; 0 if never."""
    return _version({"place": place.name, "role": role, "user": user})


def _version(whom: dict[str, Any]) -> int:
    changes = Arrangement.history.filter(**whom)
    return changes.aggregate(last=Max("history_id"))["last"] or 0


def arrange(
    place: Place,
    lines: Lines,
    *,
    by: Any,
    role: Role | None = None,
    user: Any = None,
    read_version: int | None = None,
) -> Arrangement:
    """Put the things of a place in this order, hide and name them as the lines say.

    Refuses what the place does not hold, what has to stay in sight, an empty place, names where none are given, and
    what was read before somebody else changed it.
    """
    clean = _checked(place, lines, may_rename=place.is_renamable and role is None and user is None)
    if user is not None and not place.is_personal:
        raise DomainError(_("This is arranged for roles, not by each user."), "not_personal")
    whom = {"place": place.name, "role": role, "user": user}
    with transaction.atomic():
        row = _locked(whom, read_version)
        if row is None:
            row, is_mine = Arrangement.objects.get_or_create(**whom, defaults={"lines": clean})
            if not is_mine:
                raise _changed_meanwhile()
        else:
            row.lines = clean
            row.save()
        _note("records.arrangement_changed", row, by, clean)
    return row


def _locked(whom: dict[str, Any], read_version: int | None) -> Arrangement | None:
    """The arrangement, if there is one; refuses where it is not the one that was read."""
    row = Arrangement.objects.select_for_update().filter(**whom).first()
    if read_version not in (None, _version(whom)):
        raise _changed_meanwhile()
    return row


def _changed_meanwhile() -> DomainError:
    return DomainError(
        _("Somebody changed this arrangement meanwhile. Load the page again and repeat your change."),
        "conflict",
    )


def take_back(
    place: Place, *, by: Any, role: Role | None = None, user: Any = None, read_version: int | None = None
) -> bool:
    """Back to how it was delivered; False where nothing was arranged."""
    with transaction.atomic():
        row = _locked({"place": place.name, "role": role, "user": user}, read_version)
        if row is None:
            return False
        _note("records.arrangement_taken_back", row, by, [])
        row.delete()
    return True


def _note(verb: str, row: Arrangement, by: Any, lines: Lines) -> None:
    actions.record(
        verb,
        row,
        by=by,
        place=row.place,
        role=row.role.code if row.role else "",
        order=[line["name"] for line in lines],
        hidden=[line["name"] for line in lines if line["hidden"]],
        renamed={
            line["name"]: [line["zh"], line["en"]] for line in lines if line.get("zh") or line.get("en")
        },
    )
    if row.user_id is None:  # a user's own is read with his page
        stamps.renew(stamps.ARRANGEMENTS)


def _checked(place: Place, lines: Lines, *, may_rename: bool) -> Lines:
    things = {thing.name: thing for thing in place.things()}
    names = [line["name"] for line in lines]
    if len(set(names)) != len(names) or not set(names) <= set(things):
        raise DomainError(_("The list is not the one of this place. Load the page again."), "unknown_thing")
    given = {line["name"]: line for line in lines}
    clean: Lines = []
    for thing in merged(list(things.values()), lines):
        line = given.get(thing.name, {})
        hidden = bool(line.get("hidden"))
        if hidden and thing.is_fixed:
            raise DomainError(
                _("“%(name)s” stays in sight; without it nobody could undo this.") % {"name": thing.label},
                "fixed_thing",
            )
        texts = {code: " ".join(str(line.get(code) or "").split()) for code in ("zh", "en")}
        if any(len(text) > LONGEST_NAME for text in texts.values()):
            raise DomainError(
                _("A name has at most %(most)d characters.") % {"most": LONGEST_NAME}, "name_too_long"
            )
        clean.append({"name": thing.name, "hidden": hidden, **(texts if may_rename else {})})
    heads = [line for line in clean if not things[line["name"]].group] or clean
    if all(line["hidden"] for line in heads):
        raise DomainError(_("At least one has to stay in sight."), "nothing_left")
    return clean
