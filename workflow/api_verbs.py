"""What the API does with a task: the actions of the pages, with the same forms and services."""

from collections.abc import Callable
from typing import Any

from django import forms as django_forms

from records.record_type import ApiVerb

from .forms.task import ColleagueForm, OpinionForm, ReasonForm, SignersForm
from .services import decision, passing

Data = dict[str, Any]


class ApproveBody(OpinionForm):
    """`values` are the fields of the document that the step lets one write, by their names."""

    values = django_forms.JSONField(required=False)


class CompleteBody(OpinionForm):
    """`answers` are the fields of the work step's form, by their names."""

    answers = django_forms.JSONField(required=False)


class ReturnBody(ReasonForm):
    """`to` is initiator, previous, or the key of a step that was passed."""

    to = django_forms.CharField(max_length=40)
    resume = django_forms.ChoiceField(
        required=False, choices=[("", "-"), ("restart", "restart"), ("resume", "resume")]
    )


def _approve(task: Any, by: Any, data: Data) -> Any:
    return decision.approve(task, by=by, opinion=data.get("opinion", ""), values=data.get("values") or {})


def _complete(task: Any, by: Any, data: Data) -> Any:
    return decision.handle(task, by=by, answers=data.get("answers") or {}, opinion=data.get("opinion", ""))


def _return(task: Any, by: Any, data: Data) -> Any:
    resume = {"": None, "resume": True, "restart": False}[data.get("resume") or ""]
    return decision.return_to(task, by=by, opinion=data["opinion"], to=data["to"], resume=resume)


def _sign(task: Any, by: Any, data: Data) -> Any:
    return passing.add_signers(
        task, people=data["people"], how=data["how"], by=by, opinion=data.get("opinion", "")
    )


def _verb(name: str, label: str, perform: Callable[[Any, Any, Data], Any], form: Any = None) -> ApiVerb:
    return ApiVerb(name, label, "view", perform, form)


# The gate opens what one may see; that the task is one's own to decide, the service asks.
TASK_VERBS = (
    _verb("approve", "Agree", _approve, ApproveBody),
    _verb("complete", "Complete a work step", _complete, CompleteBody),
    _verb(
        "reject",
        "Reject",
        lambda task, by, data: decision.reject(task, by=by, opinion=data["opinion"]),
        ReasonForm,
    ),
    _verb("return", "Send back", _return, ReturnBody),
    _verb(
        "transfer",
        "Hand on",
        lambda task, by, data: passing.transfer(task, to=data["to"], by=by, opinion=data.get("opinion", "")),
        ColleagueForm,
    ),
    _verb(
        "delegate",
        "Ask an opinion",
        lambda task, by, data: passing.ask_opinion(
            task, to=data["to"], by=by, opinion=data.get("opinion", "")
        ),
        ColleagueForm,
    ),
    _verb("sign", "Add signers", _sign, SignersForm),
    _verb(
        "advise",
        "Give an opinion",
        lambda task, by, data: decision.advise(task, by=by, opinion=data["opinion"]),
        ReasonForm,
    ),
    _verb("read", "Take note", lambda task, by, data: decision.take_note(task, by=by)),
    _verb("take-back", "Take a decision back", lambda task, by, data: decision.take_back(task, by=by)),
)
