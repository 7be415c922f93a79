"""Whom a step asks in the end: rules first, then what happens to one's own document, absence and repetition."""

from collections.abc import Iterable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from accounts.models import Post, User
from core import clock
from core.working_hours import add_working
from reminders.services.telling import tell

from .. import people
from ..assignees import Question, is_in_service, people_for, superior_of
from ..models import ApprovalRecord, ProcessTask
from ..selectors.vacancies import vacant_posts
from ..step_rules import mode_of, own_document_rule
from ..structure import Step
from .trail import Action, note

if TYPE_CHECKING:
    from .engine import Engine

Kind = ProcessTask.Kind
FRESH_START = (Action.RETURN, Action.RESUBMIT, Action.JUMP, Action.TAKE_BACK)


def question_of(engine: "Engine") -> Question:
    run = engine.run
    if engine.question is not None:
        return engine.question
    return Question(run.initiator, engine.subject, engine.obj, run.facts_read, run.choices)


class Asking:
    """One step of one run, about to ask."""

    def __init__(self, engine: "Engine", step: Step, token: dict[str, Any]) -> None:
        self.engine = engine
        self.run = engine.run
        self.step = step
        self.token = token

    def ask(self) -> None:
        """Make the tasks of the step, or pass it where nobody needs to be asked."""
        found = people_for(self.step.settings.get("assignees") or [], question_of(self.engine), self.step.key)
        named_somebody = bool(found)
        if self.step.kind == "approve":
            deciding = self._without_own(found)
            if deciding is None:
                return
            found = deciding
            if named_somebody and not found:
                self.ask_administrators(0)
                return
        if not found:
            self._nobody()
            return
        mode = mode_of(self.step)
        self.token["mode"] = mode
        if self.step.kind == "approve":
            remaining = self._not_repeated(found)
            agreed = len(found) - len(remaining)
            vacant = vacant_posts(self.step, question_of(self.engine))
            if agreed and not vacant and (mode == "any" or not remaining):
                self.engine.release(self.token)
                return
            if agreed:
                self.token["agreed"] = agreed
            self._ask_all(remaining, mode)
            self._ask_for_vacant(vacant)
            return
        self._ask_all(found, mode)

    def _ask_for_vacant(self, posts: list[str]) -> None:
        """Each voice that nobody can give is a seat of its own, which the process administrators take."""
        for post in posts:
            self._route_vacant(post)
            taken = ProcessTask.objects.filter(run=self.run, visit=self.token["visit"])
            before = [*taken.values_list("sequence", flat=True), *self.token.get("unheard", [])]
            seat = 1 + len(self.token.get("queue") or []) + max(before, default=-1)
            self.ask_administrators(seat)
            if self.token["stuck"]:  # where there is none, the voice is missing until there is
                self.token["unheard"] = [*self.token.get("unheard", []), seat]

    def _route_vacant(self, post: str) -> None:
        name = Post.objects.filter(code=post).values_list("name", flat=True).first() or post
        note(
            self.run,
            Action.ROUTE,
            step=self.step,
            visit=self.token["visit"],
            person=name,
            reason="nobody_holds",
        )

    def _ask_all(self, found: list[User], mode: str) -> None:
        if mode == "sequential":
            self.token["queue"] = [user.pk for user in found]
            self.ask_next_of_queue()
            return
        reachable = [user for user in found if people.is_reachable(user, self.run)]
        if mode == "any" and reachable:
            found = reachable
        elif mode == "any":
            self._route(found[0], 0)
            return
        for seat, user in enumerate(found):
            self._ask_one(user, seat)

    def ask_next_of_queue(self) -> None:
        waiting = list(self.token.get("queue") or [])
        if not waiting:
            return
        self.token["queue"] = waiting[1:]
        seat = 1 + max(
            ProcessTask.objects.filter(run=self.run, visit=self.token["visit"]).values_list(
                "sequence", flat=True
            ),
            default=-1,
        )
        user = User.objects.select_related("employee").get(pk=waiting[0])
        self._ask_one(user, seat)

    def _ask_one(self, user: User, seat: int) -> None:
        if people.is_reachable(user, self.run):
            self.make_task(user, self._kind(), seat)
        else:
            self._route(user, seat)

    def _kind(self) -> str:
        return Kind.HANDLE if self.step.kind == "handle" else Kind.APPROVE

    def _route(self, user: User, seat: int) -> None:
        """Nobody can act for this one now: the process administrator decides who does."""
        note(
            self.run,
            Action.ROUTE,
            step=self.step,
            visit=self.token["visit"],
            person=str(user),
            reason="away" if is_in_service(user) else "left",
        )
        self.ask_administrators(seat)

    # -- who is not asked ------------------------------------------------------------------------------------
    def _without_own(self, found: list[User]) -> list[User] | None:
        """Take the initiator out of those who decide about his document; None where the step is passed."""
        initiator = self.run.initiator
        if initiator not in found:
            return found
        is_money = self.engine.subject is not None and self.engine.subject.is_money
        rule = own_document_rule(self.step, self.run.version.settings, is_money)
        if rule == "self":
            return found
        others = [user for user in found if user != initiator]
        if rule == "superior":
            superior = superior_of(initiator)
            replaced = [superior if user == initiator else user for user in found]
            return list(dict.fromkeys(user for user in replaced if user is not None and user != initiator))
        if not others:
            self._pass("own")
            return None
        return others

    def _not_repeated(self, found: list[User]) -> list[User]:
        """Those who have not agreed before in a way that the process accepts again."""
        rule = self.step.settings.get("repeated") or self.run.version.settings.get("repeated", "every")
        if rule not in {"once", "consecutive"}:
            return found
        agreed = self._agreed_before(rule)
        for user in found:
            if user.pk in agreed:
                note(
                    self.run,
                    Action.SKIP,
                    step=self.step,
                    visit=self.token["visit"],
                    reason="repeated",
                    person=str(user),
                )
        return [user for user in found if user.pk not in agreed]

    def _agreed_before(self, rule: str) -> set[int]:
        """Who has agreed since the run was last sent back; for `consecutive` only in the step just before."""
        rows = ApprovalRecord.objects.filter(run=self.run)
        fresh = rows.filter(action__in=FRESH_START).order_by("-id").values_list("id", flat=True).first()
        said = rows.filter(action=Action.APPROVE, id__gt=fresh or 0, task__kind=Kind.APPROVE)
        if rule == "consecutive":
            last = said.filter(visit__lt=self.token["visit"]).order_by("-visit").first()
            if last is None:
                return set()
            said = said.filter(visit=last.visit)
        # The delegate spoke for his principal: it is the principal who has agreed.
        return {record.on_behalf_of_id or record.actor_id or 0 for record in said}

    # -- nobody ---------------------------------------------------------------------------------------------
    def _nobody(self) -> None:
        rule = self.step.settings.get("empty", "admin")
        if rule == "auto":
            self._pass("nobody")
            return
        if rule == "named":
            named = people_for(
                [{"rule": "named", "users": self.step.settings.get("empty_users", [])}],
                question_of(self.engine),
            )
            others = [user for user in named if user != self.run.initiator]
            if others:
                self.token["mode"] = "any"
                self._ask_all(others, "any")
                return
        note(self.run, Action.ROUTE, step=self.step, visit=self.token["visit"], reason="nobody")
        self.ask_administrators(0)

    def _pass(self, reason: str) -> None:
        note(self.run, Action.SKIP, step=self.step, visit=self.token["visit"], reason=reason)
        self.engine.release(self.token)

    def ask_administrators(self, seat: int) -> None:
        """One seat for all process administrators together: the first of them acts."""
        self.token.setdefault("mode", "any")
        helpers = people.administrators(but=[self.run.initiator_id])
        self.token["stuck"] = not helpers
        for user in helpers:
            self.make_task(user, self._kind(), seat, is_rescue=True)

    # -- tasks ------------------------------------------------------------------------------------------------
    def make_task(
        self,
        user: User,
        kind: str,
        seat: int,
        *,
        origin: ProcessTask | None = None,
        sign: str = "",
        is_rescue: bool = False,
    ) -> ProcessTask:
        """One task with its times in working hours; its person and, while they last, his delegates are told."""
        now = clock.now()
        hours = float(self.step.settings.get("timeout_hours") or 0) if kind != Kind.READ else 0
        task = ProcessTask.objects.create(
            run=self.run,
            node_key=self.step.key,
            node_name=self.step.name,
            visit=self.token["visit"],
            submission=self.run.submission,
            sequence=seat,
            kind=kind,
            sign=sign,
            assignee=user,
            origin=origin,
            is_rescue=is_rescue,
            created_at=now,
            due_at=add_working(now, timedelta(hours=hours)) if hours else None,
            remind_at=add_working(now, timedelta(hours=hours / 2)) if hours else None,
        )
        self._tell(task)
        return task

    def _tell(self, task: ProcessTask) -> None:
        words = {"title": self.run.title, "step": task.node_name}
        sentences = {
            Kind.READ: lambda: _("For your information: %(title)s.") % words,
            Kind.HANDLE: lambda: _("Your step in %(title)s: %(step)s.") % words,
            Kind.ADVISE: lambda: _("Your opinion is asked on %(title)s: %(step)s.") % words,
        }
        sentence = sentences.get(
            Kind(task.kind), lambda: _("%(title)s waits for your decision: %(step)s.") % words
        )
        told: Iterable[User] = [task.assignee]
        if task.kind != Kind.READ:
            told = [task.assignee, *people.delegates_of(task.assignee, self.run.doc_type)]
        for user in told:
            tell(user, sentence, task.get_absolute_url(), by=self.engine.by)

    def send_copies(self, users: Iterable[User] | None = None, by: Any = None) -> list[User]:
        """A copy for each who has none yet at this visit; nothing waits for them."""
        if users is None:
            rules = self.step.settings.get("assignees") or []
            users = people_for(rules, question_of(self.engine), self.step.key)
        had = set(
            ProcessTask.objects.filter(
                run=self.run, kind=Kind.READ, status=ProcessTask.Status.PENDING
            ).values_list("assignee_id", flat=True)
        )
        fresh = [user for user in users if user.pk not in had]
        for user in fresh:
            self.make_task(user, Kind.READ, 0)
        note(
            self.run,
            Action.CC,
            by=by,
            step=self.step,
            visit=self.token["visit"],
            people=[str(user) for user in fresh],
        )
        return fresh
