"""What a record's page says while a process has it in hand: which step, with whom, and since when."""

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from records import gate, record_type
from records.sources import Banner

from . import reach
from .delivered import PROCESSES
from .models import ProcessRun
from .selectors.vacancies import still_vacant

# Records that free work processes are about, besides the documents that are decided on.
ABOUT = {process.settings["about"] for process in PROCESSES if "about" in process.settings}
SHOWN = 3


def running(record: models.Model, user: Any) -> list[Banner]:
    """One line for each open run, with a link for those who may read it."""
    kind = record_type.of(record)
    if record._meta.label_lower not in reach.KNOWN and (kind is None or kind.name not in ABOUT):
        return []
    ids = list(ProcessRun.objects.about(record).open().order_by("-id").values_list("pk", flat=True)[:SHOWN])
    if not ids:  # as for most records: no more is read than that
        return []
    runs = ProcessRun.objects.filter(pk__in=ids).select_related("version__definition").order_by("-id")
    readable = set(gate.rows(user, ProcessRun).filter(pk__in=ids).values_list("pk", flat=True))
    found = [_banner(run, run.pk in readable) for run in runs]
    return found + [_vacant(run, step, post) for run in runs for step, post in still_vacant(run)]


def _vacant(run: ProcessRun, step: str, post: str) -> Banner:
    words = {"process": run.version.definition.name, "step": step, "post": post}
    text = _(
        "%(process)s: nobody holds the post “%(post)s” at %(step)s; the process administrator decides there."
    )
    return Banner(text % words, "", "", "warning", "route")


def _banner(run: ProcessRun, is_readable: bool) -> Banner:
    words = {
        "process": run.version.definition.name,
        "status": run.get_status_display(),
        "step": run.current_step,
        "people": run.current_people,
        "since": f"{timezone.localtime(run.waits_since or run.started_at):%m-%d %H:%M}",
    }
    if run.current_step and run.current_people:
        text = _("%(process)s: %(step)s waits for %(people)s since %(since)s.") % words
    elif run.current_people:
        text = _("%(process)s: %(status)s, with %(people)s since %(since)s.") % words
    else:
        text = _("%(process)s: %(status)s since %(since)s.") % words
    is_bad = run.status in (ProcessRun.Status.STUCK, ProcessRun.Status.RETURNED)
    return Banner(
        text,
        run.get_absolute_url() if is_readable else "",
        _("Open the process"),
        "warning" if is_bad else "info",
        "route",
    )
