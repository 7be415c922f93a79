"""The settings of marketing that an administrator may change."""

from django.utils.translation import gettext_lazy as _

from records import parameters

from .services.lead_escalation import LEADER, REASSIGN, REMIND


def declare() -> None:
    hours = (
        (REMIND, _("Hours until the owner of an untouched lead is reminded"), 72),
        (LEADER, _("Hours until the owner's superior is told of an untouched lead"), 120),
        (REASSIGN, _("Hours until an untouched lead goes to somebody else"), 168),
    )
    for code, label, default in hours:
        parameters.declare(
            parameters.Declaration(code, label, "integer", default, least=1, most=8760, unit=_("hours"))
        )
