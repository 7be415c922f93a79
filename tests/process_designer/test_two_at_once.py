"""Two who draw on one draft in the same moment: one stroke is taken, the other is told, and both can be drawn after."""

import threading
from typing import Any

import pytest
from django.db import connection

from tests import factories
from workflow import drawing_edits as edits
from workflow.models import DrawingChange, ProcessVersion
from workflow.services.drawing import Conflict, Drawing, draw
from workflow.structure import load

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_two_strokes_in_one_moment_one_is_taken_and_the_other_told(
    cast: Any, draft: ProcessVersion
) -> None:
    people = [factories.make_employee("proc", cast.office, name) for name in ("甲", "乙")]
    gate, told, failed = threading.Barrier(2), [], []

    def add(person: Any) -> None:
        def edit(drawing: Drawing) -> str:
            step = edits.new_step("cc")
            step.name = person.name
            edits.insert(drawing.steps, step, "", 1)
            return step.name

        try:
            gate.wait(10)
            draw(draft, by=person, read=0, what=DrawingChange.What.ADDED, edit=edit)
        except Conflict:
            told.append(person.name)
        except Exception as error:
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=add, args=(person,)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    draft.refresh_from_db()
    drawn = [place.step.name for place in load(draft).walk()]
    assert failed == [] and len(told) == 1 and draft.revision == 1
    assert sum(name in drawn for name in ("甲", "乙")) == 1 and told[0] not in drawn
