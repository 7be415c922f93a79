"""Moves a run along its drawing: enters steps, weighs what people said, and brings about the end.

Works on a run that its caller has locked; everything happens inside the caller's transaction. A run stands where
its tokens are: one for each step that waits, and for each parallel line one. `settle()` closes every action.
"""

from datetime import date, datetime, time, timedelta
from math import ceil
from typing import Any

from django.db.models import Max, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from core import actions, clock
from core.errors import DomainError
from core.working_hours import add_working
from reminders.services.telling import tell

from .. import conditions, locks, states, structure, subjects
from ..assignees import Question
from ..forecast import choose_way, expected_steps
from ..models import ProcessRun, ProcessTask
from ..structure import Step
from .asking import Asking
from .trail import Action, note

MOST_MOVES = 300
RUN = ProcessRun.Status
TASK = ProcessTask.Status
PASSED = (TASK.APPROVED, TASK.DONE)
DECIDING = (ProcessTask.Kind.APPROVE, ProcessTask.Kind.HANDLE, ProcessTask.Kind.SIGN)


class Engine:
    """One action on one locked run, by one person (None: the clock)."""

    def __init__(self, run: ProcessRun, by: Any) -> None:
        self.run = run
        self.by = by
        self.structure = structure.load(run.version)
        self.subject = subjects.get(run.doc_type)
        self.obj = run.subject if run.subject_id else None
        self.question: Question | None = None  # while a run begins, nothing changes what was asked
        self.moves = 0
        self.before = (run.current_step, run.current_people)

    # -- where it stands ----------------------------------------------------------------------------------
    def token_of(self, visit: int) -> dict[str, Any] | None:
        return next((token for token in self.run.tokens if token["visit"] == visit), None)

    def drop_tokens(self, within: tuple[str, ...] = ()) -> None:
        """Take away the tokens that stand within these parallel lines (all, without any), and their tasks."""
        gone = [token for token in self.run.tokens if self._lies_within(token, within)]
        self.run.tokens = [token for token in self.run.tokens if token not in gone]
        self.cancel(visit__in=[token["visit"] for token in gone])

    def _lies_within(self, token: dict[str, Any], within: tuple[str, ...]) -> bool:
        path = self.structure.parallel_path(self.structure.places[token["at"]].path)
        return path[: len(within)] == within

    def cancel(self, closed_by: ProcessTask | None = None, **which: Any) -> None:
        """Open tasks that nobody needs any more; a copy to take note of stays, whatever becomes of the run."""
        rows = ProcessTask.objects.filter(run=self.run, status__in=ProcessTask.OPEN, **which)
        rows.exclude(kind=ProcessTask.Kind.READ).update(
            status=TASK.CANCELLED, decided_at=clock.now(), closed_by=closed_by
        )

    # -- walking ------------------------------------------------------------------------------------------
    def begin(self) -> None:
        self.enter(self.structure.steps[0])

    def enter(self, step: Step, **more: Any) -> None:
        """Come to a step; machine steps are passed at once, the others wait in a token."""
        if not self._may_move(step):
            return
        self.run.visits += 1
        visit = self.run.visits
        if step.is_person_step:
            token = {"at": step.key, "visit": visit, **more}
            self.run.tokens.append(token)
            Asking(self, step, token).ask()
        elif step.kind == "cc":
            Asking(self, step, {"at": step.key, "visit": visit}).send_copies()
            self.go_on(step)
        elif step.kind == "condition":
            self._choose(step, visit)
        elif step.kind == "parallel":
            self._fork(step)
        elif step.kind == "delay":
            self._wait(step, visit)
        elif step.kind == "jump":
            target = self.structure.step(step.settings.get("to", ""))
            note(self.run, Action.JUMP, step=step, visit=visit, to=target.name if target else "")
            if target is None:
                self.get_stuck(step, visit)
            else:
                self.enter(target)
        elif step.kind == "end":
            self.finish(RUN.REJECTED if step.settings.get("result") == "rejected" else RUN.APPROVED)
        else:
            self.go_on(step)

    def _may_move(self, step: Step) -> bool:
        if self.run.status not in ProcessRun.LOCKING:
            return False
        self.moves += 1
        if self.moves > MOST_MOVES:
            self.get_stuck(step, self.run.visits)
            return False
        return True

    def go_on(self, step: Step) -> None:
        """What comes behind a step that has ended; a parallel block ends with its last line."""
        following = self.structure.following(step.key)
        if following is not None:
            self.enter(following)
            return
        block = self.structure.block_of(step.key)
        if block is None:
            if not self.run.tokens:
                self.finish(RUN.APPROVED)
            return
        outer = block[0]
        if outer.kind == "parallel":
            lines = {way.id for way in outer.ways}
            if any(lines & set(self._path(token)) for token in self.run.tokens):
                return
        self.go_on(outer)

    def _path(self, token: dict[str, Any]) -> tuple[str, ...]:
        return self.structure.places[token["at"]].path

    def _choose(self, step: Step, visit: int) -> None:
        way = choose_way(step, self.run.facts_read)
        if way is None:
            self.get_stuck(step, visit)
            return
        note(self.run, Action.BRANCH, step=step, visit=visit, way=way.id, name=way.name)
        if way.steps:
            self.enter(way.steps[0])
        else:
            self.go_on(step)

    def _fork(self, step: Step) -> None:
        ways = [way for way in step.ways if way.steps]
        if not ways:
            self.go_on(step)
            return
        # All lines stand open before the first one moves: a line that ends at once must not end the block.
        openings = []
        for way in ways:
            self.run.visits += 1
            openings.append({"at": way.steps[0].key, "visit": self.run.visits, "opening": True})
        self.run.tokens += openings
        for way, opening in zip(ways, openings, strict=True):
            if opening in self.run.tokens:
                self.run.tokens.remove(opening)
                self.enter(way.steps[0])

    def _wait(self, step: Step, visit: int) -> None:
        until = self._until(step)
        if until is None or until <= clock.now():
            self.go_on(step)
            return
        self.run.tokens.append({"at": step.key, "visit": visit, "until": until.isoformat()})
        note(self.run, Action.WAIT, step=step, visit=visit, until=until.isoformat())

    def _until(self, step: Step) -> datetime | None:
        named = step.settings.get("until")
        if named:
            day = conditions.ordered(self.run.facts_read.get(named))
            return timezone.make_aware(datetime.combine(day, time())) if isinstance(day, date) else None
        length = timedelta(hours=float(step.settings.get("hours") or 0))
        return add_working(clock.now(), length) if step.settings.get("working") else clock.now() + length

    def release(self, token: dict[str, Any]) -> None:
        """A step has ended: its token goes, and the run goes on behind it (or back to who sent it back)."""
        step = self.structure.places[token["at"]].step
        self.run.tokens = [other for other in self.run.tokens if other["visit"] != token["visit"]]
        back = self.structure.step(token.get("back_to", ""))
        if back is not None:
            self.enter(back)
        else:
            self.go_on(step)

    def get_stuck(self, step: Step, visit: int) -> None:
        """Nothing in the drawing says how to go on: the process administrators are asked, the run is kept."""
        token = {"at": step.key, "visit": visit, "stuck": True}
        self.run.tokens.append(token)
        note(self.run, Action.STUCK, step=step, visit=visit)
        Asking(self, step, token).ask_administrators(0)

    # -- weighing -----------------------------------------------------------------------------------------
    def weigh(self, visit: int) -> None:
        """Whether what the people of a step have said is enough to go on, or to reject."""
        token = self.token_of(visit)
        if token is None:
            return
        step = self.structure.places[token["at"]].step
        tasks = list(ProcessTask.objects.filter(run=self.run, visit=visit, kind__in=DECIDING))
        verdict = outcome(step, token, tasks)
        if verdict == "reject":
            self.finish(RUN.REJECTED)
            return
        if verdict == "wait":
            self._ask_next(step, token, tasks)
            return
        decided = [task for task in tasks if task.decided_at is not None]
        closing = max(decided, key=lambda task: task.decided_at or task.created_at, default=None)
        signing = [task for task in tasks if task.sign == ProcessTask.Sign.AFTER and task.is_open]
        others = [task.pk for task in tasks if task.is_open and task not in signing]
        self.cancel(closed_by=closing, pk__in=others)
        self._cancel_advice(visit, closing)
        if not signing:
            self.release(token)

    def _cancel_advice(self, visit: int, closing: ProcessTask | None) -> None:
        self.cancel(closed_by=closing, visit=visit, kind=ProcessTask.Kind.ADVISE)

    def _ask_next(self, step: Step, token: dict[str, Any], tasks: list[ProcessTask]) -> None:
        """In a sequence the next one is asked when nobody of this step is left to answer."""
        if token.get("queue") and not any(task.is_open for task in tasks):
            Asking(self, step, token).ask_next_of_queue()

    # -- the end ------------------------------------------------------------------------------------------
    def finish(self, status: str) -> None:
        """End the run, tell the document and the initiator; what was copied to people stays with them."""
        states.require_run_move(self.run, status)
        self.run.tokens = []
        self.run.status = status
        self.run.ended_at = clock.now()
        self.cancel()
        note(self.run, Action.END, by=self.by, status=status)
        self.run.save()
        actions.record(f"workflow.run_{status}", self.obj or self.run, by=self.by, run=self.run.number)
        if self.subject is not None and self.obj is not None:
            handlers = {
                RUN.APPROVED: self.subject.on_approved,
                RUN.REJECTED: self.subject.on_rejected,
                RUN.WITHDRAWN: self.subject.on_withdrawn,
                RUN.TERMINATED: self.subject.on_withdrawn,
            }
            with locks.opened(self.obj):
                handlers[RUN(status)](self.obj, self.run, self.by)
        run = self.run
        tell(
            run.initiator,
            lambda: _("%(title)s: %(status)s.") % {"title": run.title, "status": run.get_status_display()},
            run.get_absolute_url(),
            by=self.by,
        )

    def settle(self) -> None:
        """Write down where the run stands now, for lists, banners and the next person."""
        run = self.run
        waiting, passed = self._open_and_passed()
        people = list(dict.fromkeys(str(task.assignee) for task in waiting if task.status == TASK.PENDING))
        steps = [self.structure.places[token["at"]].step for token in run.tokens]
        if run.status in ProcessRun.LOCKING:
            needs_help = any(task.is_rescue for task in waiting) or any(
                token.get("stuck") for token in run.tokens
            )
            run.status = RUN.STUCK if needs_help else RUN.RUNNING
        run.current_step = "、".join(dict.fromkeys(step.name for step in steps))[:200]
        run.current_people = "、".join(people)[:200]
        if (run.current_step, run.current_people) != self.before:
            run.waits_since = clock.now()
        if run.status == RUN.RETURNED:
            run.current_people = str(run.initiator)[:200]
        waits = [token["until"] for token in run.tokens if token.get("until")]
        run.next_wait_at = min((datetime.fromisoformat(until) for until in waits), default=None)
        run.done_steps, run.total_steps = self.progress(passed)
        if run.status == RUN.APPROVED:
            run.done_steps = run.total_steps  # steps that were passed over are behind, too
        run.save()

    def _open_and_passed(self) -> tuple[list[ProcessTask], set[str]]:
        """What waits for a decision, and the steps that this submission has behind it."""
        is_open = Q(status__in=ProcessTask.OPEN) & ~Q(kind=ProcessTask.Kind.READ)
        is_passed = Q(status__in=PASSED, submission=self.run.submission)
        tasks = list(ProcessTask.objects.filter(is_open | is_passed, run=self.run).select_related("assignee"))
        passed = {task.node_key for task in tasks if task.status in PASSED}
        return [task for task in tasks if task.status not in PASSED], passed

    def progress(self, passed: set[str]) -> tuple[int, int]:
        """How many of the steps for people are behind, and how many there will be as far as can be told."""
        open_keys = {token["at"] for token in self.run.tokens}
        expected = {step.key for step in expected_steps(self.structure, self.run.facts_read)}
        done = {key for key in passed if key not in open_keys}
        return len(done), len(expected | passed | {key for key in open_keys if self._is_person(key)})

    def _is_person(self, key: str) -> bool:
        return self.structure.places[key].step.is_person_step

    def last_task(self) -> int:
        return ProcessTask.objects.filter(run=self.run).aggregate(last=Max("pk"))["last"] or 0


def outcome(step: Step, token: dict[str, Any], tasks: list[ProcessTask]) -> str:
    """pass | reject | wait: what the seats of a step amount to.

    A seat is one voice, even where several people could give it (process administrators in somebody's stead).
    `any` needs one, `all` and `sequential` every one, `ratio` the share of all asked, rounded up.
    """
    mode = token.get("mode", "any")
    seats: dict[int, set[str]] = {}
    for task in tasks:
        if task.sign not in (ProcessTask.Sign.BEFORE, ProcessTask.Sign.AFTER):
            seats.setdefault(task.sequence, set()).add(task.status)
    signed_off = [task for task in tasks if task.sign]
    agreed = sum(1 for found in seats.values() if found & {TASK.APPROVED, TASK.DONE})
    agreed += int(token.get("agreed", 0))
    refused = sum(1 for found in seats.values() if TASK.REJECTED in found)
    total = len(seats) + int(token.get("agreed", 0)) + len(token.get("queue") or [])
    total += len(token.get("unheard") or [])
    if any(task.status == TASK.REJECTED and task.sign in ("before", "after") for task in signed_off):
        return "reject"
    needed = {"any": 1, "ratio": ceil(total * int(step.settings.get("ratio") or 100) / 100)}.get(mode, total)
    if mode == "any" and step.settings.get("reject") != "all":
        is_lost = refused > 0
    else:
        is_lost = total - refused < needed
    if is_lost:
        return "reject"
    return "pass" if agreed >= needed else "wait"


def require_open(run: ProcessRun) -> None:
    if run.status not in ProcessRun.LOCKING:
        raise DomainError(
            _("%(run)s is %(status)s; nothing is to be decided.")
            % {"run": run.number, "status": run.get_status_display()},
            code="wrong_state",
        )
