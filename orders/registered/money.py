"""Payment plans, receipts, invoices and statements: what they announce to the floors below."""

from django.utils.translation import gettext_lazy as _

from accounts import sources as account_sources
from contracts import sources as contract_sources
from core import actions
from core.schedule import scheduled
from records.services import numbering

from .. import money_roles
from ..services import payment_plan

VERBS = {
    "orders.plans_made": _("laid out the payments"),
    "orders.plan_in_force": _("put the payment plan in force"),
    "orders.plan_written": _("wrote the payment plan"),
    "orders.plan_changed": _("changed the payment plan"),
    "orders.plan_voided": _("called the payment plan void"),
    "orders.plan_overdue": _("the payment is overdue"),
}


def announce() -> None:
    numbering.declare(
        payment_plan.NUMBER,
        "QC",
        5,
        label=_("Opening balances"),
        holder="orders.PaymentPlan.number",
    )
    account_sources.add_role_grants(money_roles.ROLE_GRANTS)
    actions.VERBS.update(VERBS)
    contract_sources.add_signed(payment_plan.lay_out_signed)
    contract_sources.add_amended(payment_plan.follow_amendment)
    contract_sources.add_ended(payment_plan.end_with_contract)
    scheduled("overdue_plans", _("Note which payments are overdue"), hour="0", minute="50")(
        payment_plan.overdue_plans
    )
