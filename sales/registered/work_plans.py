"""What work plans announce to the floors below."""

from django.utils.translation import gettext_lazy as _

from accounts import sources as account_sources
from core import actions
from records import menu, record_type
from records.menu import Entry

from ..records.work_plan import WORK_PLANS

VERBS = {
    "sales.work_plan_made": _("made a work plan"),
    "sales.work_plan_changed": _("changed a work plan"),
    "sales.work_plan_commented": _("commented on a work plan"),
}


def _role(sees: str, more: str = "") -> dict[str, str]:
    """Everybody makes his own; how far he sees those of others differs."""
    own = {f"sales.{action}_workplan": "self" for action in ("add", "change", "delete")}
    return {
        "sales.view_workplan": sees,
        **own,
        **{f"sales.{action}_workplan": sees for action in more.split()},
    }


ROLE_GRANTS: dict[str, dict[str, str]] = {
    **{code: _role("self") for code in ("rep", "ag", "mkt", "dlr")},
    "sm": _role("below", "review export"),
    "rm": _role("region", "review"),
    "am": _role("below", "review"),
    "exe": _role("all", "review"),
}
ENTRIES = [
    Entry("home", _("Work plans"), "sales:work_plan_list", "clipboard-list", "sales.view_workplan", 25)
]


def announce() -> None:
    account_sources.add_role_grants(ROLE_GRANTS)
    actions.VERBS.update(VERBS)
    record_type.register(WORK_PLANS)
    menu.add(*ENTRIES)
