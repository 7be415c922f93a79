"""What happened in the resource library, in words for the timeline and the operation log."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "marketing.lead_taken_in": _("took the lead in"),
    "marketing.lead_changed": _("changed the lead"),
    "marketing.lead_assigned": _("gave the lead to a colleague"),
    "marketing.lead_touched": _("touched the lead"),
    "marketing.lead_rejected": _("called the lead invalid"),
    "marketing.lead_closed": _("closed the lead"),
    "marketing.lead_escalated": _("escalated the lead"),
    "marketing.lead_converted": _("converted the lead"),
    "marketing.lead_rule_saved": _("saved an assignment rule"),
    "marketing.web_form_saved": _("saved a web form"),
    "marketing.deleted": _("deleted"),
}
