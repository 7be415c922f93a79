"""Personal data leaves the house by approval: an export of many people with their numbers waits for the process."""

from typing import Any

from records import parameters
from records.exports import Export
from records.models import ExportTask
from workflow import subjects
from workflow.services import start

KEY = "personal_data_export"
LIMIT = "contacts.export_rows_without_approval"
# Columns by which a person or a company is reached.
NUMBERS = {
    "contacts": {"mobile", "phone", "email", "wechat"},
    "customers": {"phone", "email"},
    "pooled-customers": {"phone", "email"},
}


def needs_approval(export: Export, user: Any) -> bool:
    """More rows with phones than the parameter allows, where a process is published for it."""
    names = {column.name for column in export.columns}
    if not names & NUMBERS.get(export.record.name, set()) or subjects.get(KEY) is None:
        return False
    if export.count(beyond=parameters.get(LIMIT)) <= parameters.get(LIMIT):
        return False
    task = ExportTask(record_type=export.record.name, by=user, columns=sorted(names))
    return start.needs_approval(KEY, task, by=user)


def submit(task: ExportTask) -> None:
    start.start_run(KEY, task, by=task.by)
