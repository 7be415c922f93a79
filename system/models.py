"""The operation log as a record type of its own, so that who may read it is granted like any other right."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from core import actions, facts
from core.models import ActionLog
from records.gate import GateQuerySet


class OperationLog(ActionLog):
    """Who did what to which record; nobody edits it."""

    facts = facts.root(owner="actor", department="actor__employee__department")
    objects = GateQuerySet.as_manager()

    class Meta:
        proxy = True
        verbose_name = _("operation log entry")
        verbose_name_plural = _("operation log")
        ordering = ["-at", "-id"]
        default_permissions = ("view",)
        permissions = [
            ("export_operationlog", _("Can export the operation log")),
            ("audit_operationlog", _("Can read what each entry of the operation log is about")),
            ("view_rights", _("Can see why somebody may see a record")),
        ]

    @property
    def action_label(self) -> str:
        return actions.label(self.verb)

    def get_absolute_url(self) -> Any:
        from django.urls import reverse

        return f"{reverse('system:operationlog_list')}?q={self.subject_label}"
