"""Tells who set a field in many rows that the work has ended."""

from django.urls import reverse
from django.utils.translation import gettext as _

from records.models import BulkRun

from .services.notification import notify


def tell_bulk_change_ended(run: BulkRun) -> None:
    facts = {"what": run.label, "changed": run.changed, "refused": run.refused}
    text = _("%(what)s: %(changed)d records were changed, %(refused)d refused.") % facts
    notify(run.by, text, reverse("records:bulk_run", args=[run.pk]))
