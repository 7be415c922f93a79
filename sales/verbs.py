"""What happened to opportunities, in words for the timeline and the operation log."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "sales.opportunity_created": _("entered the opportunity"),
    "sales.opportunity_changed": _("changed the opportunity"),
    "sales.opportunity_transferred": _("gave the opportunity to a colleague"),
    "sales.stage_changed": _("moved the opportunity to another stage"),
    "sales.opportunity_won": _("won the opportunity"),
    "sales.opportunity_lost": _("lost the opportunity"),
    "sales.opportunity_shelved": _("shelved the opportunity"),
    "sales.opportunity_invalid": _("called the opportunity invalid"),
    "sales.opportunity_reopened": _("took the opportunity up again"),
    "sales.loss_reviewed": _("reviewed the loss"),
    "sales.person_added": _("added a person to the opportunity"),
    "sales.person_changed": _("changed a person's part in the opportunity"),
    "sales.person_removed": _("removed a person from the opportunity"),
    "sales.deleted": _("deleted"),
    "sales.pipeline_changed": _("changed the pipeline"),
}
