"""One action on one task: GET asks, POST does it; the buttons of the run's page post here directly."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy

from core.errors import DomainError
from core.pages import Page
from records import gate

from ..forms import task as forms
from ..models import ProcessTask
from ..services import decision, passing, supervision

Perform = Callable[[ProcessTask, Any, Any], Any]


@dataclass(frozen=True)
class TaskAction:
    """`perform(task, form, by)` calls the service; `question` is asked above the form."""

    verb: Any
    form: Any
    perform: Perform
    question: Any = ""
    said: Any = ""
    is_dangerous: bool = False


def _approve(task: ProcessTask, form: Any, by: Any) -> Any:
    return decision.approve(task, by=by, opinion=form.cleaned_data["opinion"], values=form.answers)


def _handle(task: ProcessTask, form: Any, by: Any) -> Any:
    return decision.handle(task, by=by, answers=form.answers, opinion=form.cleaned_data["opinion"])


def _return(task: ProcessTask, form: Any, by: Any) -> Any:
    given = form.cleaned_data
    return decision.return_to(task, by=by, opinion=given["opinion"], to=given["to"], resume=form.resumes)


def _add_signers(task: ProcessTask, form: Any, by: Any) -> Any:
    given = form.cleaned_data
    return passing.add_signers(
        task, people=given["people"], how=given["how"], by=by, opinion=given["opinion"]
    )


ACTIONS: dict[str, TaskAction] = {
    "approve": TaskAction(
        gettext_lazy("Agree"), forms.ApproveForm, _approve, said=gettext_lazy("You agreed.")
    ),
    "complete": TaskAction(gettext_lazy("Complete"), forms.HandleForm, _handle, said=gettext_lazy("Done.")),
    "reject": TaskAction(
        gettext_lazy("Reject"),
        forms.ReasonForm,
        lambda task, form, by: decision.reject(task, by=by, opinion=form.cleaned_data["opinion"]),
        question=gettext_lazy("Rejecting ends the process. To have it mended, send it back instead."),
        said=gettext_lazy("You rejected it."),
        is_dangerous=True,
    ),
    "return": TaskAction(
        gettext_lazy("Send back"), forms.ReturnForm, _return, said=gettext_lazy("Sent back.")
    ),
    "transfer": TaskAction(
        gettext_lazy("Hand on"),
        forms.ColleagueForm,
        lambda task, form, by: passing.transfer(
            task, to=form.cleaned_data["to"], by=by, opinion=form.cleaned_data["opinion"]
        ),
        question=gettext_lazy("The colleague decides in your place; you are out of it."),
        said=gettext_lazy("Handed on."),
    ),
    "delegate": TaskAction(
        gettext_lazy("Ask an opinion"),
        forms.ColleagueForm,
        lambda task, form, by: passing.ask_opinion(
            task, to=form.cleaned_data["to"], by=by, opinion=form.cleaned_data["opinion"]
        ),
        question=gettext_lazy("The colleague answers, then the decision comes back to you."),
        said=gettext_lazy("Asked."),
    ),
    "sign": TaskAction(
        gettext_lazy("Add signers"), forms.SignersForm, _add_signers, said=gettext_lazy("Asked.")
    ),
    "advise": TaskAction(
        gettext_lazy("Give your opinion"),
        forms.ReasonForm,
        lambda task, form, by: decision.advise(task, by=by, opinion=form.cleaned_data["opinion"]),
        said=gettext_lazy("Your opinion was sent."),
    ),
    "read": TaskAction(
        gettext_lazy("Taken note"),
        None,
        lambda task, form, by: decision.take_note(task, by=by),
        question=gettext_lazy("You have read this."),
    ),
    "take-back": TaskAction(
        gettext_lazy("Take the decision back"),
        None,
        lambda task, form, by: decision.take_back(task, by=by),
        question=gettext_lazy("Your decision is undone while nobody has gone on with it."),
        said=gettext_lazy("Taken back."),
    ),
    "remove": TaskAction(
        gettext_lazy("Remove the signer"),
        None,
        lambda task, form, by: passing.remove_signer(task, by=by),
        question=gettext_lazy("The colleague is not asked any more."),
    ),
    "reassign": TaskAction(
        gettext_lazy("Reassign"),
        forms.ReassignForm,
        lambda task, form, by: supervision.reassign(
            task, to=form.cleaned_data["to"], by=by, reason=form.cleaned_data["opinion"]
        ),
        said=gettext_lazy("Reassigned."),
    ),
}


class TaskPage(Page):
    """A task's address leads to its run, where it can be dealt with."""

    def authorise(self) -> None:
        gate.require_allowed(self.request.user, ProcessTask)

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        task = get_object_or_404(ProcessTask.objects.visible_to(request.user).select_related("run"), pk=pk)
        return HttpResponseRedirect(task.run.get_absolute_url())


class TaskActionPage(Page):
    template = "records/confirm.html"

    def authorise(self) -> None:
        gate.require_allowed(self.request.user, ProcessTask)

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        action = ACTIONS.get(kwargs["action"])
        if action is None:
            raise Http404(kwargs["action"])
        self.action = action
        self.question = action.question
        self.is_dangerous = action.is_dangerous

    def found(self, pk: int) -> ProcessTask:
        rows = ProcessTask.objects.visible_to(self.request.user)
        return get_object_or_404(
            rows.select_related("run__version__definition", "run__initiator", "assignee"), pk=pk
        )

    def form_for(self, task: ProcessTask, data: Any = None) -> Any:
        if self.action.form is None:
            return None
        return self.action.form(data, user=self.request.user, subject=task)

    def get(self, request: HttpRequest, pk: int, action: str) -> HttpResponse:
        task = self.found(pk)
        return self.ask(task, self.form_for(task))

    def post(self, request: HttpRequest, pk: int, action: str) -> HttpResponse:
        task = self.found(pk)
        form = self.form_for(task, request.POST)
        if form is not None and not form.is_valid():
            return self.ask(task, form, 422)
        try:
            self.action.perform(task, form, request.user)
        except DomainError as refusal:
            if form is None or refusal.field is None:
                raise
            named = next((n for n in (refusal.field, f"answer_{refusal.field}") if n in form.fields), None)
            form.add_error(named, refusal.message)
            return self.ask(task, form, 422)
        if self.action.said:
            self.notify(self.action.said)
        target = task.run.get_absolute_url()
        if request.htmx:
            return HttpResponse(status=204, headers={"HX-Redirect": target})
        return HttpResponseRedirect(target)

    def ask(self, task: ProcessTask, form: Any, status: int = 200) -> HttpResponse:
        return self.show(status, object=task.run, form=form, title=self.action.verb, task=task)


__all__ = ["ACTIONS", "TaskActionPage", "TaskPage"]
