"""Where a document may be sent back to: steps passed in this submission, never into another parallel line."""

from .models import ProcessRun, ProcessTask
from .structure import Step, Structure


def returnable_steps(structure: Structure, run: ProcessRun, task: ProcessTask) -> list[Step]:
    """The steps for people in front of this task, the latest first."""
    here = structure.parallel_path(structure.places[task.node_key].path)
    passed = (
        ProcessTask.objects.filter(
            run=run,
            submission=run.submission,
            visit__lt=task.visit,
            status__in=(ProcessTask.Status.APPROVED, ProcessTask.Status.DONE),
        )
        .exclude(kind__in=(ProcessTask.Kind.READ, ProcessTask.Kind.ADVISE))
        .exclude(node_key=task.node_key)
        .order_by("-visit")
        .values_list("node_key", flat=True)
    )
    order = list(structure.places)
    found: list[Step] = []
    for key in dict.fromkeys(passed):
        place = structure.places[key]
        lines = structure.parallel_path(place.path)
        is_in_front = order.index(key) < order.index(task.node_key)
        if place.step.is_person_step and is_in_front and lines == here[: len(lines)]:
            found.append(place.step)
    return found
