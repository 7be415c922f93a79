"""Drawing on a draft: each stroke under the lock, refused where somebody else has drawn since, and taken back on wish."""

import copy
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core import clock
from core.errors import DomainError

from .. import structure as structures
from ..models import DrawingChange, ProcessVersion
from ..step_data import from_data, to_data
from ..structure import Step
from .definition import locked_draft, publish_version, replace_steps

What = DrawingChange.What
KEPT = 100  # strokes that can be taken back
ONE_STROKE = timedelta(minutes=2)


@dataclass
class Drawing:
    """What an edit works on; it changes both in place."""

    steps: list[Step]
    settings: dict[str, Any]


Edit = Callable[[Drawing], str]


class Conflict(DomainError):
    """Somebody else has drawn on the draft since it was read."""


def draw(
    version: ProcessVersion, *, by: Any, read: int | None, what: str, edit: Edit, about: str = ""
) -> ProcessVersion:
    """Apply `edit` to the draft that was read at revision `read`; the edit gives the name of the step it was about.

    `about` tells strokes on the same thing: several by one person within two minutes are taken back together.
    """
    with transaction.atomic():
        version = locked_draft(version)
        _refuse_if_changed(version, read)
        drawing = Drawing(structures.load(version).steps, copy.deepcopy(version.settings))
        before = {"steps": to_data(copy.deepcopy(drawing.steps)), "settings": version.settings}
        name = edit(drawing)
        after = {"steps": to_data(drawing.steps), "settings": drawing.settings}
        if after == before:
            return version
        _write(version, drawing, by)
        _note(version, by, what, name, about, before)
    return version


def undo(version: ProcessVersion, *, by: Any, read: int | None) -> ProcessVersion:
    """Take back the last stroke that has not been taken back yet, whoever drew it."""
    with transaction.atomic():
        version = locked_draft(version)
        _refuse_if_changed(version, read)
        last = last_stroke(version)
        if last is None:
            raise DomainError(_("There is nothing to take back."), code="nothing_to_undo")
        now = _data(version)
        _write(version, Drawing(from_data(last.before["steps"]), last.before["settings"]), by)
        version.changes.filter(pk=last.pk).delete()
        version.changes.create(
            revision=version.revision,
            what=What.UNDONE,
            step=last.step,
            about=last.about,
            by=by,
            at=clock.now(),
            before={**now, "what": last.what},
        )
    return version


def redo(version: ProcessVersion, *, by: Any, read: int | None) -> ProcessVersion:
    """Draw again what was taken back last; a new stroke ends what can be drawn again."""
    with transaction.atomic():
        version = locked_draft(version)
        _refuse_if_changed(version, read)
        undone = undone_stroke(version)
        if undone is None:
            raise DomainError(_("There is nothing to draw again."), code="nothing_to_redo")
        now, again = _data(version), undone.before
        _write(version, Drawing(from_data(again["steps"]), again["settings"]), by)
        undone.delete()
        version.changes.create(
            revision=version.revision,
            what=again["what"],
            step=undone.step,
            about=undone.about,
            by=by,
            at=clock.now(),
            before=now,
        )
    return version


def last_stroke(version: ProcessVersion) -> DrawingChange | None:
    """What would be taken back next."""
    return version.changes.exclude(what=What.UNDONE).select_related("by").first()


def undone_stroke(version: ProcessVersion) -> DrawingChange | None:
    """What would be drawn again next."""
    found = version.changes.filter(what=What.UNDONE).select_related("by").first()
    return found if found is not None and "what" in found.before else None


def _data(version: ProcessVersion) -> dict[str, Any]:
    """The drawing as it is, as a change keeps it."""
    return {"steps": to_data(structures.load(version).steps), "settings": version.settings}


def _write(version: ProcessVersion, drawing: Drawing, by: Any) -> None:
    version.settings = drawing.settings
    version.revision += 1
    version.save(update_fields=["settings", "revision"])
    replace_steps(version, drawing.steps, by=by)


def _note(version: ProcessVersion, by: Any, what: str, name: str, about: str, before: dict[str, Any]) -> None:
    version.changes.filter(
        what=What.UNDONE
    ).delete()  # what comes new cannot be joined to what was taken back
    last = version.changes.first()
    now = clock.now()
    if (
        last is not None
        and about
        and (last.what, last.about, last.by_id) == (what, about, by.pk)
        and now - last.at < ONE_STROKE
    ):
        last.revision, last.step, last.at = version.revision, name[:60], now
        last.save(update_fields=["revision", "step", "at"])
        return
    version.changes.create(
        revision=version.revision, what=what, step=name[:60], about=about, by=by, at=now, before=before
    )
    old = version.changes.order_by("-pk").values_list("pk", flat=True)[KEPT : KEPT + 1]
    version.changes.filter(pk__lte=old[0]).delete() if old else None


def _refuse_if_changed(version: ProcessVersion, read: int | None) -> None:
    if read == version.revision:
        return
    last = version.changes.select_related("by").first()
    if last is None or last.by is None:
        raise Conflict(
            _("This draft was changed while you were drawing. Check the drawing and do it again."),
            code="conflict",
        )
    raise Conflict(
        _(
            "%(who)s changed this draft while you were drawing (%(what)s). What you typed is kept here: "
            "check the drawing and save again."
        )
        % {"who": last.by, "what": last},
        code="conflict",
    )


def set_note(version: ProcessVersion, note: str, *, by: Any) -> None:
    """Say what the draft changes; the note stands beside the version from then on."""
    with transaction.atomic():
        version = locked_draft(version)
        version.note = note.strip()[:200]
        version.save(update_fields=["note"])


def publish_drawing(version: ProcessVersion, *, by: Any, read: int | None) -> ProcessVersion:
    """Publish the drawing that was looked at, not one that somebody has changed since."""
    with transaction.atomic():
        _refuse_if_changed(locked_draft(version), read)
        return publish_version(version, by=by)
