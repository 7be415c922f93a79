"""Contracts that come to their end: owners are told 90, 60, 30 and 7 days before, their leaders from 30 days on."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from contacts.services.telling import tell
from core import actions
from sales.services.account_plan import leader_of

from ..models import Contract

Status = Contract.Status
STEPS = (90, 60, 30, 7)
LEADERS_FROM = 30
WATCHED = (Status.SIGNED, Status.EXECUTING, Status.AMENDING, Status.SUSPENDED)


def step_of(contract: Contract, as_of: date) -> int | None:
    """The last step that has been reached: 60 at 45 days before the end; none before the first and past the end."""
    left = (contract.end_on - as_of).days
    return min((step for step in STEPS if left <= step), default=None) if left >= 0 else None


def remind_of_ends(as_of: date) -> dict[str, Any]:
    """Each step is said once; a job that was missed says the newest one. What is renewed already is not spoken of."""
    told = 0
    rows = Contract.objects.alive().filter(
        status__in=WATCHED, end_on__gte=as_of, end_on__lte=as_of + timedelta(days=max(STEPS))
    )
    renewed = Contract.objects.alive().filter(
        renews__isnull=False, status__in=[*Contract.IN_FORCE, Status.CONFIRMED]
    )
    rows = rows.exclude(pk__in=renewed.values("renews_id"))
    for pk in list(rows.order_by("end_on", "pk").values_list("pk", flat=True)):
        with transaction.atomic():
            told += _remind(pk, as_of)
    return {"reminded": told}


def _remind(pk: int, as_of: date) -> int:
    rows = Contract.objects.select_for_update(of=("self",)).select_related(
        "owner__employee__leader__user", "customer"
    )
    contract = rows.get(pk=pk)
    step = step_of(contract, as_of)
    if step is None or (contract.reminded_step is not None and contract.reminded_step <= step):
        return 0
    contract.reminded_step = step
    contract.save()
    words = {
        "contract": contract,
        "customer": contract.customer,
        "day": contract.end_on,
        "owner": contract.owner,
    }
    url = contract.get_absolute_url()
    tell(
        contract.owner,
        lambda: _("The contract %(contract)s with %(customer)s ends on %(day)s. Renew it in time.") % words,
        url,
        by=None,
    )
    if step <= LEADERS_FROM:
        tell(
            leader_of(contract.owner),
            lambda: _("The contract %(contract)s of %(owner)s with %(customer)s ends on %(day)s.") % words,
            url,
            by=None,
        )
    actions.record("contracts.contract_ending", contract, days=(contract.end_on - as_of).days)
    return 1
