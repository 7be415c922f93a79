"""Tasks: list, the single one, giving, reporting, accepting."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from records import gate
from records.views.detail import DetailPage
from records.views.form import ActionPage, CreatePage, EditPage
from records.views.list import ListPage

from ..models import Task
from ..services.task import accept_task, cancel_task, report_task
from ..task_forms import AcceptForm, CancelTaskForm, ProgressForm
from ..tasks_record import TASKS, TONES


class TaskList(ListPage):
    record = TASKS


class TaskCreate(CreatePage):
    record = TASKS


class TaskEdit(EditPage):
    record = TASKS


class TaskDetail(DetailPage):
    record = TASKS
    template = "reminders/task_detail.html"
    fragment = ""
    related = ("owner", "assigner", "department", "about_type")

    def context(self, obj: Task) -> dict[str, Any]:
        user = self.request.user
        is_his, is_giver = obj.owner_id == user.pk, obj.assigner_id == user.pk
        known = super().context(obj)
        about = obj.about if obj.about_id else None
        return {
            **known,
            "tone": TONES[obj.status],
            "may": {**known["may"], "change": is_giver and obj.is_open and known["may"]["change"]},
            "may_report": is_his and obj.status in {"todo", "doing"},
            "may_accept": is_giver and obj.status == "to_accept",
            "about": about if about is not None and gate.may(user, about, "view") else None,
        }


class Deed(ActionPage):
    record = TASKS
    action = "change"

    def found(self, pk: Any, *, rows: Any = None) -> Any:
        rows = rows if rows is not None else self.record.rows(self.request.user)
        return super().found(pk, rows=rows.select_related("owner", "assigner"))


class TaskReport(Deed):
    verb = gettext_lazy("Report progress")
    form_class = ProgressForm

    def perform(self, obj: Task, form: Any) -> str:
        task = report_task(obj, by=self.request.user, **form.cleaned_data)
        return _("%(record)s: %(state)s.") % {"record": obj, "state": task.get_status_display()}


class TaskAccept(Deed):
    verb = pgettext_lazy("task", "Accept")
    form_class = AcceptForm

    def perform(self, obj: Task, form: Any) -> str:
        is_accepted = form.cleaned_data["decision"] == "accept"
        task = accept_task(
            obj, by=self.request.user, is_accepted=is_accepted, comment=form.cleaned_data["comment"]
        )
        return _("%(record)s: %(state)s.") % {"record": obj, "state": task.get_status_display()}


class TaskCancel(Deed):
    verb = gettext_lazy("Cancel the task")
    form_class = CancelTaskForm
    is_dangerous = True

    def perform(self, obj: Task, form: Any) -> str:
        cancel_task(obj, by=self.request.user, **form.cleaned_data)
        return _("%(record)s is cancelled.") % {"record": obj}
