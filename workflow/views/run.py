"""The page of one run, and what its initiator, its people and the process administrator do with it as a whole."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from accounts import access
from core.errors import DomainError
from core.pages import Page
from records import gate, record_type

from ..forms import task as forms
from ..models import ProcessRun, ProcessTask
from ..selectors import run_page
from ..services import passing, start, supervision
from ..structure import load
from .task import TaskAction

TASK = ProcessTask.Status


class RunPage(Page):
    template = "workflow/run_detail.html"

    def authorise(self) -> None:
        gate.require_allowed(self.request.user, ProcessRun)

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.show(**run_context(found_run(request.user, pk), request.user))


def found_run(user: Any, pk: int) -> ProcessRun:
    rows = ProcessRun.objects.visible_to(user)
    return get_object_or_404(
        rows.select_related("version__definition", "initiator", "department", "subject_type"), pk=pk
    )


def run_context(run: ProcessRun, user: Any) -> dict[str, Any]:
    """Everything that the page of a run shows to this user."""
    structure = load(run.version)
    task, *more = run_page.tasks_at_hand(run, user) or [None]
    is_administrator = access.allows(user, supervision.MONITOR)
    return {
        "title": run.title,
        "run": run,
        "tone": run_page.RUN_TONES[run.status],
        "task": task,
        "more_tasks": more,
        "form": _task_form(task, user),
        "actions": _task_actions(task),
        "run_actions": _run_actions(run, user, is_administrator),
        "subject": _subject_link(run, user),
        "snapshot": run_page.shown_snapshot(
            run, task or run_page.hidden_from(user, run, structure), structure
        ),
        "answers": run_page.answers_given(run, structure),
        "diagram": run_page.diagram(structure, run),
        "timeline": run_page.timeline(run),
        "waiting": _waiting(run, user, is_administrator),
        "back": run_page.decision_to_take_back(run, user),
        "is_administrator": is_administrator,
    }


def _task_form(task: ProcessTask | None, user: Any) -> Any:
    """The form of the likeliest action stands on the page itself."""
    if task is None or task.status != TASK.PENDING or task.kind == ProcessTask.Kind.READ:
        return None
    classes = {
        ProcessTask.Kind.HANDLE: forms.HandleForm,
        ProcessTask.Kind.ADVISE: forms.ReasonForm,
    }
    form_class = classes.get(ProcessTask.Kind(task.kind), forms.ApproveForm)
    return form_class(user=user, subject=task)


def _task_actions(task: ProcessTask | None) -> list[dict[str, Any]]:
    """What stands behind “more”: beside agreeing and rejecting."""
    from .task import ACTIONS

    if task is None or task.kind in (ProcessTask.Kind.READ, ProcessTask.Kind.ADVISE):
        return []
    names = ["return", "transfer", "delegate", "sign"]
    if task.status == TASK.WAITING_SIGNERS:
        names = ["return"]
    elif task.kind == ProcessTask.Kind.HANDLE:
        names = ["return", "transfer", "delegate"]
    icons = {
        "return": "arrow-back-up",
        "transfer": "transfer",
        "delegate": "message",
        "sign": "user-plus",
    }
    return [{"name": name, "label": ACTIONS[name].verb, "icon": icons[name]} for name in names]


def _run_actions(run: ProcessRun, user: Any, is_administrator: bool) -> list[dict[str, Any]]:
    names = []
    if run.initiator_id == user.pk:
        if run.status == ProcessRun.Status.RETURNED:
            names.append("resubmit")
        if run.is_open and run.version.settings.get("withdraw") is not False:
            names.append("withdraw")
    if run.status in ProcessRun.LOCKING and (run.initiator_id == user.pk or is_administrator):
        names.append("urge")
    names += ["copy", "comment"]
    if is_administrator and run.is_open:
        names.append("terminate")
        if run.status == ProcessRun.Status.STUCK and any(
            supervision.is_abandoned(run, token) for token in run.tokens
        ):
            names.append("assign")
    return [
        {
            "name": name,
            "label": RUN_ACTIONS[name].verb,
            "icon": RUN_ICONS[name],
            "is_dangerous": RUN_ACTIONS[name].is_dangerous,
        }
        for name in names
    ]


def _subject_link(run: ProcessRun, user: Any) -> dict[str, Any] | None:
    """The document itself, for those who may open it."""
    model = run.subject_type.model_class() if run.subject_type is not None else None
    if model is None or not hasattr(model, "get_absolute_url"):
        return None
    obj = gate.rows(user, model).filter(pk=run.subject_id).first()
    record = record_type.of(model)
    icon = record.icon if record is not None else "file-text"
    return {"label": str(obj), "url": obj.get_absolute_url(), "icon": icon} if obj is not None else None


def _waiting(run: ProcessRun, user: Any, is_administrator: bool) -> list[dict[str, Any]]:
    return [
        {
            "task": row,
            "may_remove": row.origin is not None
            and row.kind in (ProcessTask.Kind.SIGN, ProcessTask.Kind.ADVISE)
            and row.origin.assignee_id == user.pk,
            "may_reassign": is_administrator,
        }
        for row in run_page.open_tasks(run)
    ]


def _copy(run: Any, form: Any, by: Any) -> Any:
    return passing.send_copy(run, people=form.cleaned_data["people"], by=by)


RUN_ACTIONS: dict[str, TaskAction] = {
    "resubmit": TaskAction(
        _("Submit again"),
        forms.OpinionForm,
        lambda run, form, by: start.resubmit(run, by=by, opinion=form.cleaned_data["opinion"]),
        question=_("The document is submitted as it is now; those who decide see what has changed."),
        said=_("Submitted again."),
    ),
    "withdraw": TaskAction(
        _("Withdraw"),
        forms.OpinionForm,
        lambda run, form, by: start.withdraw(run, by=by, reason=form.cleaned_data["opinion"]),
        question=_("The process ends and the document can be edited again."),
        said=_("Withdrawn."),
        is_dangerous=True,
    ),
    "urge": TaskAction(
        _("Urge"),
        None,
        lambda run, form, by: passing.urge(run, by=by),
        question=_("Everybody whom this waits for is reminded."),
        said=_("They were reminded."),
    ),
    "copy": TaskAction(_("Send a copy"), forms.CopyForm, _copy, said=_("Sent.")),
    "comment": TaskAction(
        _("Comment"),
        forms.CommentForm,
        lambda run, form, by: passing.comment(run, by=by, text=form.cleaned_data["opinion"]),
    ),
    "terminate": TaskAction(
        _("Terminate"),
        forms.ReasonForm,
        lambda run, form, by: supervision.terminate(run, by=by, reason=form.cleaned_data["opinion"]),
        question=_("The process ends for good; the document is as if it had been withdrawn."),
        said=_("Terminated."),
        is_dangerous=True,
    ),
    "assign": TaskAction(
        _("Assign the step"),
        forms.ReassignForm,
        lambda run, form, by: supervision.assign_stuck(
            run, to=form.cleaned_data["to"], by=by, reason=form.cleaned_data["opinion"]
        ),
        question=_("Nobody was found for this step. Say who is to deal with it."),
        said=_("Assigned."),
    ),
}
RUN_ICONS = {
    "resubmit": "send",
    "withdraw": "arrow-back-up",
    "urge": "bell",
    "copy": "mail",
    "comment": "message",
    "terminate": "x",
    "assign": "user-plus",
}


class RunActionPage(Page):
    template = "records/confirm.html"

    def authorise(self) -> None:
        gate.require_allowed(self.request.user, ProcessRun)

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        action = RUN_ACTIONS.get(kwargs["action"])
        if action is None:
            raise Http404(kwargs["action"])
        self.action = action
        self.question = action.question
        self.is_dangerous = action.is_dangerous

    def form_for(self, run: ProcessRun, data: Any = None) -> Any:
        return self.action.form(data, user=self.request.user, subject=run) if self.action.form else None

    def get(self, request: HttpRequest, pk: int, action: str) -> HttpResponse:
        run = found_run(request.user, pk)
        return self.ask(run, self.form_for(run))

    def post(self, request: HttpRequest, pk: int, action: str) -> HttpResponse:
        run = found_run(request.user, pk)
        form = self.form_for(run, request.POST)
        if form is not None and not form.is_valid():
            return self.ask(run, form, 422)
        try:
            self.action.perform(run, form, request.user)
        except DomainError as refusal:
            if form is None or refusal.field not in form.fields:
                raise
            form.add_error(refusal.field, refusal.message)
            return self.ask(run, form, 422)
        if self.action.said:
            self.notify(self.action.said)
        target = run.get_absolute_url()
        if request.htmx:
            return HttpResponse(status=204, headers={"HX-Redirect": target})
        return HttpResponseRedirect(target)

    def ask(self, run: ProcessRun, form: Any, status: int = 200) -> HttpResponse:
        return self.show(status, object=run, form=form, title=self.action.verb)
