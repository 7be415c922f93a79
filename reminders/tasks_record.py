"""The record type of tasks."""

from typing import Any

import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core import clock
from core.tables import Column, attribute, badge, choice, link, overdue, related, text
from records.filters import DateRange, MultiChoice, PickFilter, RecordFilterSet
from records.record_type import ApiVerb, RecordType, Scene, SearchText

from .models import Task
from .services.task import accept_task, cancel_task, report_task
from .task_forms import AcceptForm, CancelTaskForm, ProgressForm, TaskForm

TONES = {"todo": "blue", "doing": "orange", "to_accept": "teal", "done": "green", "cancelled": "gray"}
OPEN = Q(status__in=["todo", "doing", "to_accept"])


class TaskFilters(RecordFilterSet):
    status = MultiChoice(choices=Task.Status.choices, label=_("status"))
    owner = PickFilter("users", queryset=User.objects.all(), label=_("who does it"))
    assigner = PickFilter("users", queryset=User.objects.all(), label=_("given by"))
    priority = django_filters.ChoiceFilter(choices=Task.Priority.choices, label=_("priority"))
    due_on = DateRange(label=_("due on"))
    done_at = DateRange(label=_("done at"))

    class Meta:
        model = Task
        fields: list[str] = []


def due(row: Task) -> Any:
    """Red once it has passed, while the task is open; a word says so too."""
    if not row.is_overdue:
        return row.due_on
    return overdue(row.due_on)


def told(row: Task) -> dict[str, Any]:
    return {"task": row.pk, "status": row.status, "progress": row.progress, "version": row.version}


TASKS = RecordType(
    name="tasks",
    model=Task,
    prefix="reminders:task",
    icon="checklist",
    columns=[
        link("title", _("task")),
        Column(name="due_on", label=_("due on"), value=attribute("due_on"), html=due, sort="due_on"),
        choice("priority", _("priority")),
        badge("status", _("status"), TONES),
        Column(
            name="progress", label=_("progress (%)"), value=attribute("progress"), align="end", sort="progress"
        ),
        related("owner", _("who does it"), sort="owner__pinyin"),
        related("assigner", _("given by"), sort="assigner__pinyin"),
        text("done_at", _("done at"), is_default=False),
        related("department", _("owning department"), sort="department__sort", is_default=False),
        text("created_at", _("created"), is_default=False),
    ],
    order=["due_on", "priority", "id"],
    filterset=TaskFilters,
    form=TaskForm,
    quick_filters=["owner", "priority"],
    scenes=[
        Scene("mine", _("Mine to do"), lambda user: OPEN & Q(owner=user)),
        Scene("given", _("Given by me"), lambda user: OPEN & Q(assigner=user)),
        Scene("to_accept", _("To accept"), lambda user: Q(status="to_accept", assigner=user)),
        Scene("overdue", _("Overdue"), lambda user: OPEN & Q(due_on__lt=clock.today())),
        Scene("open", _("In progress"), lambda user: OPEN),
    ],
    search=lambda row: SearchText(name=row.title, others=[row.details[:2000]]),
    api_fields=[
        "title", "details", "owner", "assigner", "department", "due_on", "priority", "progress", "status", "report",
        "comment", "done_at",
    ],
    api_verbs=[
        ApiVerb("report", "say how far it is; 100 hands it in", "change",
                lambda row, by, data: told(report_task(row, by=by, **data)), ProgressForm),
        ApiVerb("accept", "accept what was done, or send it back", "change",
                lambda row, by, data: told(
                    accept_task(row, by=by, is_accepted=data["decision"] == "accept", comment=data["comment"])
                ), AcceptForm),
        ApiVerb("cancel", "cancel it", "change",
                lambda row, by, data: told(cancel_task(row, by=by, **data)), CancelTaskForm),
    ],
    actions=("change",),
)  # fmt: skip
