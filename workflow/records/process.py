"""The record types of processes, runs and tasks: lists, filters, export and the API."""

from typing import Any

import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.tables import Column, badge, choice, link, related, text
from records.filters import DateRange, MultiChoice, PickFilter, RecordFilterSet
from records.record_type import RecordType, Scene

from .. import subjects
from ..api_verbs import TASK_VERBS
from ..models import ProcessDefinition, ProcessRun, ProcessTask

RUN_TONES = {
    "running": "blue",
    "stuck": "red",
    "returned": "orange",
    "approved": "green",
    "rejected": "red",
    "withdrawn": "gray",
    "terminated": "gray",
}
TASK_TONES = {
    "pending": "blue",
    "approved": "green",
    "done": "green",
    "rejected": "red",
    "returned": "orange",
}


class ProcessFilters(RecordFilterSet):
    doc_type = django_filters.ChoiceFilter(label=_("document"), choices=subjects.choices)
    market = MultiChoice(label=_("market"), choices=ProcessDefinition.Market.choices)
    is_active = django_filters.BooleanFilter(label=_("active"))

    class Meta:
        model = ProcessDefinition
        fields: list[str] = []


class RunFilters(RecordFilterSet):
    status = MultiChoice(label=_("status"), choices=ProcessRun.Status.choices)
    doc_type = django_filters.ChoiceFilter(label=_("document"), choices=subjects.choices)
    initiator = PickFilter("users", label=_("started by"), queryset=User.objects.all())
    market = MultiChoice(label=_("market"), choices=ProcessDefinition.Market.choices)
    started_at = DateRange(label=_("started"))

    class Meta:
        model = ProcessRun
        fields: list[str] = []


class TaskFilters(RecordFilterSet):
    status = MultiChoice(label=_("status"), choices=ProcessTask.Status.choices)
    kind = MultiChoice(label=_("kind"), choices=ProcessTask.Kind.choices)
    run = django_filters.NumberFilter(label=_("process run"))

    class Meta:
        model = ProcessTask
        fields: list[str] = []


def document_label(row: Any) -> str:
    subject = subjects.get(row.doc_type)
    return str(subject.label) if subject is not None else str(_("free work process"))


def find_process(rows: Any, words: str) -> Any:
    return rows.filter(Q(name__icontains=words) | Q(code__iexact=words))


def find_run(rows: Any, words: str) -> Any:
    return rows.filter(
        Q(title__icontains=words) | Q(number__iexact=words) | Q(current_people__icontains=words)
    )


def find_task(rows: Any, words: str) -> Any:
    return rows.filter(Q(node_name__icontains=words) | Q(run__title__icontains=words))


def open_runs(user: Any) -> Q:
    return Q(status__in=ProcessRun.OPEN)


def stuck_runs(user: Any) -> Q:
    return Q(status=ProcessRun.Status.STUCK)


def own_runs(user: Any) -> Q:
    return Q(initiator=user)


PROCESSES = RecordType(
    name="processes",
    model=ProcessDefinition,
    prefix="workflow:process",
    icon="git-branch",
    columns=[
        link("name", _("name")),
        text("code", _("code")),
        Column(name="doc_type", label=_("document"), value=document_label, sort="doc_type"),
        choice("market", _("market")),
        text("priority", _("priority")),
        text("is_active", _("active")),
    ],
    order=("doc_type", "market", "-priority", "code", "pk"),
    filterset=ProcessFilters,
    find=find_process,
    has_create=False,
    api_fields=["code", "name", "description", "doc_type", "market", "priority", "condition", "is_active"],
    actions=("change", "publish"),
)

PROCESS_RUNS = RecordType(
    name="process-runs",
    model=ProcessRun,
    prefix="workflow:run",
    icon="route",
    columns=[
        link("title", _("subject")),
        text("number", _("number")),
        badge("status", _("status"), RUN_TONES),
        text("current_step", _("current step")),
        text("current_people", _("waits for")),
        text("waits_since", _("since")),
        related("initiator", _("started by"), sort="initiator__pinyin"),
        related("department", _("department"), sort="department__path", is_default=False),
        text("started_at", _("started")),
        text("ended_at", _("ended"), is_default=False),
        Column(name="doc_type", label=_("document"), value=document_label, sort="doc_type", is_default=False),
    ],
    order=("-started_at", "-pk"),
    filterset=RunFilters,
    scenes=(
        Scene("open", _("Not ended"), open_runs),
        Scene("stuck", _("Stuck"), stuck_runs),
        Scene("mine", _("Started by me"), own_runs),
    ),
    find=find_run,
    has_create=False,
    api_fields=[
        "number",
        "title",
        "doc_type",
        "status",
        "market",
        "initiator",
        "department",
        "current_step",
        "current_people",
        "waits_since",
        "done_steps",
        "total_steps",
        "started_at",
        "ended_at",
    ],
    actions=(),
)

PROCESS_TASKS = RecordType(
    name="process-tasks",
    model=ProcessTask,
    prefix="workflow:task",
    icon="checklist",
    columns=[
        text("node_name", _("step")),
        related("run", _("process run"), href=True),
        badge("status", _("status"), TASK_TONES),
        choice("kind", _("kind")),
        related("assignee", _("for"), sort="assignee__pinyin"),
        text("due_at", _("due")),
        text("created_at", _("since")),
        text("decided_at", _("decided")),
    ],
    order=("-pk",),
    filterset=TaskFilters,
    find=find_task,
    has_list=False,
    has_create=False,
    api_fields=[
        "run",
        "node_name",
        "kind",
        "status",
        "assignee",
        "due_at",
        "created_at",
        "decided_at",
        "decided_by",
        "opinion",
    ],
    api_verbs=TASK_VERBS,
    actions=(),
)
