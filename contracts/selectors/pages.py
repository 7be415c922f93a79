"""What the pages of contracts ask: warnings, who sees figures, which are coming to their end."""

from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from accounts import access
from core import clock
from records import parameters
from workflow.models import ProcessRun

from ..models import Contract
from ..parameters import CEILING_WARNING
from ..services.clauses import living_terms, terms_warning
from .deviations import ceiling_share

ENDING = timedelta(days=90)
WATCHED = ("signed", "executing", "amending", "suspended")


def ending() -> Q:
    """In force, and its last day comes within 90 days."""
    today = clock.today()
    return Q(status__in=WATCHED, end_on__gte=today, end_on__lte=today + ENDING)


def overrun() -> Q:
    """Past its last day and neither renewed nor closed: a risk."""
    open_renewals = Contract.objects.alive().filter(renews__isnull=False).exclude(status="void")
    return Q(status__in=WATCHED, end_on__lt=clock.today()) & ~Q(pk__in=open_renewals.values("renews_id"))


def late_reviews() -> Q:
    return Q(status="reviewing", review_due_at__lt=clock.now())


def is_in_process(contract: Contract) -> bool:
    """Whether a process decides about it; then nobody decides past that."""
    return bool(ProcessRun.objects.about(contract).open().exists())


def sees_figures(user: Any) -> bool:
    return "gross_amount" not in access.closed_fields(user, "contracts.contract")


def warnings_of(contract: Contract) -> list[str]:
    """What does not keep a draft from being saved, and should be known."""
    found = [terms_warning(living_terms(contract))]
    share = ceiling_share(contract)
    if share >= parameters.get(CEILING_WARNING):
        found.append(
            _("The local contracts take up %(share)s %% of the ceiling of %(master)s.")
            % {"share": f"{share:.1f}", "master": contract.master}
        )
    return [text for text in found if text]
