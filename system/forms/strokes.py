"""What the buttons of the designer send, as strokes on the drawing."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from core.errors import DomainError
from workflow import drawing_edits as edits
from workflow.models import DrawingChange
from workflow.selectors.names import Names
from workflow.services.drawing import Drawing
from workflow.structure import Structure

from ..selectors.drawing import named_fields
from .inputs import flag, text
from .process import read_settings
from .step import Drawn, read_step
from .step_condition import read_condition

What = DrawingChange.What


@dataclass
class Stroke:
    """`edit` works on the drawing and gives the name it was about; afterwards `selected` is shown in the panel."""

    what: str
    edit: Callable[[Drawing], str]
    about: str = ""
    selected: str = ""


def stroke_of(verb: str, post: Any, doc_type: str) -> Stroke:
    """The stroke of a verb; refuses a verb that there is not."""
    if verb not in STROKES:
        raise DomainError(_("This action is unknown."), code="unknown_action")
    return STROKES[verb](post, doc_type)


def place_of(given: str) -> tuple[str, int]:
    """“line@index” as sent by the slots between steps."""
    address, _at, index = given.rpartition("@")
    if not (index.isascii() and index.isdigit()) or len(index) > 4:
        raise DomainError(_("Choose a place in the drawing."), code="no_place", field="to")
    return address, int(index)


def _add(post: Any, doc_type: str) -> Stroke:
    kind = text(post, "kind")
    address, index = place_of(text(post, "to"))
    step = edits.new_step(kind)

    def edit(drawing: Drawing) -> str:
        edits.insert(drawing.steps, step, address, index)
        return step.name

    return Stroke(What.ADDED, edit, selected=f"step={step.key}")


def _step(post: Any, doc_type: str) -> Stroke:
    key, do = text(post, "step"), text(post, "do")

    def edit(drawing: Drawing) -> str:
        step = edits.find(drawing.steps, key).step
        structure = Structure(drawing.steps, drawing.settings)
        drawn = Drawn(doc_type, structure, named_fields(doc_type, structure), Names())
        step.name, step.settings = read_step(post, do, step, drawn)
        return step.name

    return Stroke(What.CHANGED, edit, key, f"step={key}")


def _move(post: Any, doc_type: str) -> Stroke:
    key = text(post, "step")
    address, index = place_of(text(post, "to"))
    return Stroke(
        What.MOVED, lambda drawing: edits.move(drawing.steps, key, address, index).name, "", f"step={key}"
    )


def _shift(post: Any, doc_type: str) -> Stroke:
    key, by = text(post, "step"), -1 if text(post, "do") == "up" else 1
    return Stroke(What.MOVED, lambda drawing: edits.shift(drawing.steps, key, by).name, "", f"step={key}")


def _delete(post: Any, doc_type: str) -> Stroke:
    key = text(post, "step")
    return Stroke(What.DELETED, lambda drawing: edits.remove(drawing.steps, key).name)


def _add_way(post: Any, doc_type: str) -> Stroke:
    key = text(post, "step")

    def edit(drawing: Drawing) -> str:
        place = edits.add_way(drawing.steps, key)
        stroke.selected = f"way={key}:{place}"
        return edits.find(drawing.steps, key).step.ways[place].name

    stroke = Stroke(What.BRANCH_ADDED, edit)
    return stroke


def _way(post: Any, doc_type: str) -> Stroke:
    address, do = text(post, "way"), text(post, "do")

    def edit(drawing: Drawing) -> str:
        step, place = edits.find_way(drawing.steps, address)
        fields = named_fields(doc_type, Structure(drawing.steps, drawing.settings))
        condition = read_condition(post, do, fields, step.ways[place].condition)
        name = text(post, "name", 60)
        return edits.set_way(drawing.steps, address, name, condition, flag(post, "is_default")).name

    return Stroke(What.BRANCH_CHANGED, edit, address, f"way={address}")


def _shift_way(post: Any, doc_type: str) -> Stroke:
    address, by = text(post, "way"), -1 if text(post, "do") == "earlier" else 1

    def edit(drawing: Drawing) -> str:
        place = edits.shift_way(drawing.steps, address, by)
        key = address.rpartition(":")[0]
        stroke.selected = f"way={key}:{place}"
        return edits.find(drawing.steps, key).step.ways[place].name

    stroke = Stroke(What.BRANCH_MOVED, edit)
    return stroke


def _delete_way(post: Any, doc_type: str) -> Stroke:
    address = text(post, "way")
    key = address.rpartition(":")[0]
    return Stroke(
        What.BRANCH_DELETED, lambda drawing: edits.remove_way(drawing.steps, address).name, "", f"step={key}"
    )


def _settings(post: Any, doc_type: str) -> Stroke:
    def edit(drawing: Drawing) -> str:
        drawing.settings = read_settings(post, drawing.settings, doc_type)
        return ""

    return Stroke(What.SETTINGS, edit, "settings", "settings=1")


STROKES: dict[str, Callable[[Any, str], Stroke]] = {
    "add": _add,
    "step": _step,
    "move": _move,
    "shift": _shift,
    "delete": _delete,
    "add-way": _add_way,
    "way": _way,
    "shift-way": _shift_way,
    "delete-way": _delete_way,
    "settings": _settings,
}
