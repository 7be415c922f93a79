"""The names of what happens here, as the operation log shows them."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "workflow.due_times_moved": _("due times moved with the calendar"),
    "workflow.definition_created": _("created a process"),
    "workflow.definition_changed": _("changed a process"),
    "workflow.version_drafted": _("began a new version of a process"),
    "workflow.version_published": _("published a process"),
    "workflow.version_retired": _("retired a process"),
    "workflow.draft_deleted": _("dropped the draft of a process"),
    "workflow.run_started": _("submitted for approval"),
    "workflow.run_resubmitted": _("submitted again"),
    "workflow.run_approved": _("the approval ended: approved"),
    "workflow.run_rejected": _("the approval ended: rejected"),
    "workflow.run_withdrawn": _("withdrew from approval"),
    "workflow.run_returned": _("the approval was sent back"),
    "workflow.run_terminated": _("terminated a process"),
    "workflow.run_reassigned": _("gave a process task to somebody else"),
    "workflow.delegation_created": _("appointed a delegate"),
    "workflow.delegation_revoked": _("ended a delegation"),
}
