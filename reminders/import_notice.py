"""Tells who asked for an import, or for its take-back, that it has ended."""

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from records.models import ImportRun
from records.services.imports import spoken

from .services.notification import notify


def tell_import_ended(run: ImportRun) -> None:
    with translation.override(spoken(run)):
        facts = {
            "file": run.file_name,
            "created": run.created,
            "updated": run.updated,
            "rejected": run.rejected,
        }
        if run.status == ImportRun.Status.REVERTED:
            text = _("The import of %(file)s was taken back.")
        elif run.status == ImportRun.Status.DONE:
            text = _(
                "%(file)s was imported: %(created)d new, %(updated)d changed, %(rejected)d rows refused."
            )
        else:
            text = _("The import of %(file)s broke off. Open it to go on or to take it back.")
        notify(run.by, text % facts, reverse("records:import_run", args=[run.pk]))
