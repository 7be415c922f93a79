"""What people read for each action on people and rights."""

from django.utils.translation import gettext_lazy as _

LABELS = {
    "accounts.employee_created": _("employee created"),
    "accounts.employee_changed": _("employee changed"),
    "accounts.employee_moved": _("employee moved to another department"),
    "accounts.employee_active": _("employee enabled"),
    "accounts.employee_disabled": _("employee disabled"),
    "accounts.employee_left": _("employee left"),
    "accounts.employee_rated": _("title or coefficient set"),
    "accounts.roles_changed": _("roles changed"),
    "accounts.grant_changed": _("right of a role changed"),
    "accounts.department_created": _("department created"),
    "accounts.department_changed": _("department changed"),
    "accounts.department_moved": _("department moved"),
    "accounts.department_enabled": _("department enabled"),
    "accounts.department_disabled": _("department disabled"),
    "accounts.password_changed": _("password changed"),
    "accounts.password_reset": _("password reset by an administrator"),
    "accounts.session_ended": _("session ended"),
    "accounts.sessions_ended": _("sessions ended"),
    "accounts.two_factor_on": _("two-step sign-in switched on"),
    "accounts.two_factor_off": _("two-step sign-in switched off"),
    "accounts.recovery_codes_renewed": _("recovery codes renewed"),
    "accounts.token_created": _("API token created"),
    "accounts.token_revoked": _("API token revoked"),
    "accounts.system_set_up": _("system set up"),
}
