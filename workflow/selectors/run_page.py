"""What the page of a run shows: the document as submitted, the drawing with where it stands, and the trail."""

from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from core.joining import listed

from .. import states
from ..answers import answer_text
from ..fields import Field, fields_for
from ..forecast import expected_way
from ..models import ApprovalRecord, ProcessRun, ProcessTask
from ..people import tasks_to_do
from ..structure import Step, Structure

TASK = ProcessTask.Status
Action = ApprovalRecord.Action
ICONS = {
    "start": "player-play",
    "approve": "user-check",
    "handle": "writing",
    "cc": "mail",
    "condition": "git-branch",
    "parallel": "columns",
    "delay": "hourglass",
    "jump": "arrow-back-up",
    "end": "flag",
}
TONES = {
    Action.APPROVE: "green",
    Action.HANDLE: "green",
    Action.REJECT: "red",
    Action.RETURN: "orange",
    Action.WITHDRAW: "orange",
    Action.TAKE_BACK: "orange",
    Action.TERMINATE: "red",
    Action.STUCK: "red",
    Action.ROUTE: "orange",
    Action.ESCALATE: "orange",
}
RECORD_ICONS = {
    Action.SUBMIT: "send",
    Action.RESUBMIT: "send",
    Action.APPROVE: "check",
    Action.HANDLE: "checks",
    Action.REJECT: "x",
    Action.RETURN: "arrow-back-up",
    Action.TAKE_BACK: "arrow-back-up",
    Action.TRANSFER: "transfer",
    Action.DELEGATE: "message-circle",
    Action.ADVISE: "message",
    Action.COMMENT: "message",
    Action.CC: "mail",
    Action.READ: "eye",
    Action.URGE: "bell",
    Action.REMIND: "bell",
    Action.END: "flag",
    Action.BRANCH: "git-branch",
}
QUIET = (Action.READ, Action.REMIND, Action.BRANCH, Action.WAIT, Action.JUMP)
RUN_TONES = {
    "running": "blue",
    "stuck": "red",
    "returned": "orange",
    "approved": "green",
    "rejected": "red",
    "withdrawn": "gray",
    "terminated": "gray",
}


@dataclass
class DrawnWay:
    name: str
    state: str
    steps: list["DrawnStep"] = field(default_factory=list)


@dataclass
class DrawnStep:
    """A step of the diagram: done | current | coming | idle (not on this document's way)."""

    key: str
    kind: str
    name: str
    icon: str
    state: str
    people: list[str] = field(default_factory=list)
    ways: list[DrawnWay] = field(default_factory=list)


def diagram(structure: Structure, run: ProcessRun | None = None) -> list[DrawnStep]:
    """The drawing, nested as it is drawn; with a run, what is past, current and to come."""
    if run is None:
        return [_drawn(step, lambda step: "coming", {}) for step in structure.steps]
    current = {token["at"] for token in run.tokens}
    tasks = ProcessTask.objects.filter(run=run, submission=run.submission).exclude(kind=ProcessTask.Kind.READ)
    people: dict[str, list[str]] = {}
    for task in tasks.exclude(status=TASK.CANCELLED).select_related("assignee").order_by("id"):
        if task.status != TASK.TRANSFERRED:
            people.setdefault(task.node_key, []).append(str(task.assignee))
    passed = set(
        ApprovalRecord.objects.filter(run=run, submission=run.submission).values_list("node_key", flat=True)
    )
    expected = {step.key for step in expected_way(structure, run.facts_read)} if run.is_open else set()

    def state_of(step: Step) -> str:
        if step.key in current and run.is_open:
            return "current"
        if step.key in passed or step.kind == "start":
            return "done"
        return "coming" if step.key in expected else "idle"

    return [_drawn(step, state_of, people) for step in structure.steps]


def _drawn(step: Step, state_of: Any, people: dict[str, list[str]]) -> DrawnStep:
    drawn = DrawnStep(
        step.key,
        step.kind,
        step.name,
        ICONS.get(step.kind, "circle-dot"),
        state_of(step),
        list(dict.fromkeys(people.get(step.key, []))),
    )
    for way in step.ways:
        steps = [_drawn(inner, state_of, people) for inner in way.steps]
        states = {inner.state for inner in steps}
        state = next((found for found in ("current", "done", "coming") if found in states), "idle")
        if step.kind == "parallel" and "current" in states:
            drawn.state = "current"
        elif drawn.state in {"idle", "coming"} and states & {"done", "current"}:
            drawn.state = "done"
        drawn.ways.append(DrawnWay(way.name, state, steps))
    return drawn


def shown_snapshot(run: ProcessRun, task: ProcessTask | None, structure: Structure) -> list[dict[str, Any]]:
    """The document as submitted, with today's labels, without what the step hides from its people.

    `before` stands where a value differs from the submission before this one.
    """
    known = fields_for(run.doc_type)
    hidden: set[str] = set()
    if task is not None and task.node_key in structure.places:
        rights = structure.places[task.node_key].step.settings.get("fields") or {}
        hidden = (
            {name for name, mode in rights.items() if mode == "hidden"} if isinstance(rights, dict) else set()
        )
    earlier = {item["name"]: item for item in run.previous_snapshot}
    found = []
    for item in run.snapshot:
        if item["name"] in hidden:
            continue
        before = earlier.get(item["name"])
        is_changed = bool(earlier) and (before or {}).get("value") != item.get("value")
        found.append(
            {
                "name": item["name"],
                "label": known[item["name"]].label
                if run.doc_type and item["name"] in known
                else item["label"],
                "value": _words(item, known),
                "is_changed": is_changed,
                "before": _words(before or {}, known) if is_changed else "",
                "is_number": item.get("kind") in {"number", "money"},
            }
        )
    return found


def _words(item: dict[str, Any], known: dict[str, Field]) -> str:
    """The value in the reader's language where it is one of a choice; else as it was written down."""
    field = known.get(item.get("name", ""))
    text, value = str(item.get("text", "")), item.get("value")
    if field is None or field.kind != item.get("kind") or value in (None, ""):
        return text
    if field.kind == "bool":
        return _("yes") if value else _("no")
    is_one = field.kind == "choice" and isinstance(value, str)
    return str(dict(field.options).get(value, text)) if is_one else text


def hidden_from(user: Any, run: ProcessRun, structure: Structure) -> ProcessTask | None:
    """The task by whose step fields are hidden from the user: his newest one, unless the document is his own."""
    if run.initiator_id == user.pk:
        return None
    return ProcessTask.objects.filter(run=run, assignee=user).order_by("-id").first()


def answers_given(run: ProcessRun, structure: Structure) -> list[dict[str, Any]]:
    """What the work steps have filled in, by step."""
    tasks = ProcessTask.objects.filter(run=run, kind=ProcessTask.Kind.HANDLE, status=TASK.DONE)
    latest = {task.node_key: task for task in tasks.order_by("id")}
    found = []
    for key, task in latest.items():
        form = structure.places[key].step.settings.get("form") or []
        rows = [
            {"label": item["label"], "value": answer_text(item, task.form_data.get(item["name"]))}
            for item in form
            if task.form_data.get(item["name"]) not in (None, "")
        ]
        if rows:
            found.append({"step": task.node_name, "rows": rows})
    return found


def timeline(run: ProcessRun) -> list[dict[str, Any]]:
    """Everything that happened, newest first, in words."""
    rows = ApprovalRecord.objects.filter(run=run).select_related("actor", "on_behalf_of", "task")
    return [_line(row) for row in rows.order_by("-id")]


def _line(row: ApprovalRecord) -> dict[str, Any]:
    who = str(row.actor) if row.actor_id else _("system")
    if row.on_behalf_of_id:
        who = _("%(delegate)s for %(principal)s") % {"delegate": row.actor, "principal": row.on_behalf_of}
    what = str(row.get_action_display())
    if row.node_name:
        what = f"{row.node_name} · {what}"
    at = timezone.localtime(row.at)
    return {
        "who": who,
        "what": what,
        "icon": RECORD_ICONS.get(Action(row.action), "circle-dot"),
        "tone": TONES.get(Action(row.action), ""),
        "at": f"{at:%m-%d %H:%M}",
        "at_full": f"{at:%Y-%m-%d %H:%M:%S}",
        "body": row.opinion,
        "meta": _details(row),
        "is_quiet": row.action in QUIET,
    }


def _details(row: ApprovalRecord) -> list[str]:
    data = row.data
    found = []
    reasons = {
        "own": _("the document is the initiator's own"),
        "repeated": _("had agreed already"),
        "nobody": _("the rule finds nobody"),
        "vacant": _("nobody can be asked as things stand; there the process administrator decides"),
        "nobody_holds": _("nobody holds this post"),
        "away": _("away, and so is the delegate"),
        "left": _("does not work here any more"),
        "timeout": _("the time had passed"),
    }
    if data.get("to"):
        found.append(_("to: %(name)s") % {"name": data["to"]})
    if data.get("person"):
        found.append(str(data["person"]))
    if data.get("people"):
        found.append(listed(str(name) for name in data["people"]))
    if data.get("reason") in reasons:
        found.append(reasons[data["reason"]])
    if data.get("name"):
        found.append(str(data["name"]))
    if data.get("how"):
        found.append(str(ProcessTask.Sign(data["how"]).label))
    if data.get("status"):
        found.append(str(ProcessRun.Status(data["status"]).label))
    if data.get("written"):
        found.append(_("filled in: %(fields)s") % {"fields": listed(data["written"])})
    return found


def tasks_at_hand(run: ProcessRun, user: Any) -> list[ProcessTask]:
    """What the user may do in this run, decisions before copies; where he waits for signers, that."""
    rows = tasks_to_do(user).filter(run=run).select_related("assignee", "origin__assignee")
    found = sorted(rows, key=lambda task: (task.kind == ProcessTask.Kind.READ, task.pk))
    if not found:
        held = ProcessTask.objects.filter(run=run, assignee=user, status=TASK.WAITING_SIGNERS)
        found = list(held.select_related("assignee", "origin__assignee")[:1])
    for task in found:
        task.run = run
    return found


def open_tasks(run: ProcessRun) -> Any:
    """For whom the run waits, in whatever way."""
    rows = ProcessTask.objects.filter(run=run, status__in=ProcessTask.OPEN)
    rows = rows.exclude(kind=ProcessTask.Kind.READ).select_related("assignee", "origin", "escalated_to")
    return rows.order_by("node_key", "sequence", "id")


def decision_to_take_back(run: ProcessRun, user: Any) -> ProcessTask | None:
    """One's own last decision, where it is the last thing that anybody did."""
    if run.status not in ProcessRun.LOCKING:
        return None
    rows = ApprovalRecord.objects.filter(run=run, action__in=ApprovalRecord.BINDING).select_related("task")
    last = rows.order_by("-id").first()
    if last is None or last.task is None or last.actor_id != user.pk or not last.task.tokens_before:
        return None
    return last.task if states.may_move(states.TASKS, last.task.status, TASK.PENDING) else None
