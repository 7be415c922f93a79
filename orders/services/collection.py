"""What is done about late payments: a step is noted and never changed."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core import actions, clock
from core.errors import DomainError
from sales.services.at_customer import locked

from ..models import CollectionStep, PaymentPlan


def note_step(
    plan: PaymentPlan,
    *,
    by: Any,
    stage: str,
    text: str,
    promised_on: date | None = None,
    promised_amount: Decimal | None = None,
) -> CollectionStep:
    if not text.strip():
        raise DomainError(_("Say what was said."), "required", "text")
    if stage not in CollectionStep.Stage.values:
        raise DomainError(_("Choose one of the stages."), "unknown", "stage")
    with transaction.atomic():
        fresh: PaymentPlan = locked(plan)
        if fresh.status not in PaymentPlan.OWED:
            raise DomainError(
                _("%(plan)s is “%(state)s”: there is nothing to collect.")
                % {"plan": fresh, "state": fresh.get_status_display()},
                code="not_owed",
            )
        if promised_on is not None and promised_on < clock.today():
            raise DomainError(_("A promise is for today or later."), "in_the_past", "promised_on")
        if promised_amount is not None and promised_amount > fresh.open_amount:
            raise DomainError(
                _("Only %(open)s are open.") % {"open": f"{fresh.open_amount:,.2f}"},
                "too_much",
                "promised_amount",
            )
        step = CollectionStep.objects.create(
            plan=fresh,
            stage=stage,
            text=text.strip()[:400],
            promised_on=promised_on,
            promised_amount=promised_amount,
            by=by if getattr(by, "pk", None) else None,
        )
        actions.record(
            "orders.collection_noted",
            fresh,
            by=by,
            customer=fresh.customer_id,
            stage=stage,
            promised=f"{promised_on or ''}",
        )
    return step
