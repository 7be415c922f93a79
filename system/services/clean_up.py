"""What has served its time: export files past their date, ended sessions, results of bulk changes."""

from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.contrib.sessions.models import Session

from accounts.models import UserSession
from core import clock
from records.models import BulkRun, ExportTask

BATCH = 500
RESULTS_KEPT = timedelta(days=90)


def clean_up(as_of: date) -> dict[str, Any]:
    """Remove what has expired by now, whatever day is asked for: a day ahead must not take what is still in use."""
    return {
        "export_files": _export_files(),
        "sessions": _sessions(),
        "session_rows": _session_rows(),
        "bulk_results": _bulk_results(),
    }


def _export_files() -> int:
    """The file goes, the entry stays: who took what out of the system remains on record."""
    expired = ExportTask.objects.filter(expires_at__lt=clock.now()).exclude(file="")
    removed = 0
    for task in expired.order_by("pk")[:BATCH]:
        task.file.delete(save=False)  # a file that is gone already is no error
        ExportTask.objects.filter(pk=task.pk).update(file="")
        removed += 1
    return removed


def _sessions() -> int:
    return Session.objects.filter(expire_date__lt=clock.now()).delete()[0]


def _session_rows() -> int:
    """Rows whose browser session has ended, but none so young that its session may still be on its way."""
    quiet_since = clock.now() - timedelta(seconds=max(settings.SESSION_IDLE_SECONDS, 3600))
    standing = Session.objects.values("session_key")
    return UserSession.objects.filter(seen_at__lt=quiet_since).exclude(session_key__in=standing).delete()[0]


def _bulk_results() -> int:
    """Who changed what stays in the history and the log; the page that told it at the time goes."""
    return BulkRun.objects.filter(ended_at__lt=clock.now() - RESULTS_KEPT).delete()[0]
