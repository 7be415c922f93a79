"""The verbs of a payment plan: made from terms or by hand, put in force by its event, void, overdue."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from contacts import validation
from contacts.states import require_move
from contracts.models import Contract, TermFields
from core import actions, clock
from core.errors import DomainError
from records.services import numbering
from sales.services.at_customer import belongs, locked, may_enter

from ..models import Order, PaymentPlan
from ..money_states import PLAN
from ..selectors.payment_terms import carried_by_contract, terms_of_contract, terms_of_order
from ..terms import due_day, part, split
from .cents import rate_of, whole_cents
from .period import is_closed, require_open

Status = PaymentPlan.Status
Event = TermFields.Event
NUMBER = "payment_plan"
WRITTEN = ("kind", "due_on", "amount", "notes")


def state_of(plan: PaymentPlan, day: date | None = None) -> str:
    """The state that follows from what came in, its event and its due day."""
    if plan.status == Status.VOID:
        return Status.VOID
    if plan.received >= plan.amount:
        return Status.PAID
    if plan.due_on is None:
        return Status.WAITING
    if plan.due_on < (day or clock.today()):
        return Status.OVERDUE
    return Status.PARTLY if plan.received else Status.DUE


# -- from terms ----------------------------------------------------------------------------------------
def plans_of_contract(contract: Contract, by: Any) -> list[PaymentPlan]:
    """What a contract itself brings, when its signed copy is archived; what its orders carry is made with them."""
    if PaymentPlan.objects.alive().filter(contract=contract).exclude(status=Status.VOID).exists():
        return []
    return _make(contract, terms_of_contract(contract), by)


def lay_out_signed(contract: Contract, by: Any) -> None:
    plans_of_contract(contract, by)


def plans_of_order(order: Order, by: Any) -> list[PaymentPlan]:
    """What an order brings; nothing where its contract carries the payment, or where it has its plans already."""
    if carried_by_contract(order):
        return []
    if PaymentPlan.objects.alive().filter(order=order).exclude(status=Status.VOID).exists():
        return []
    return _make(order, terms_of_order(order), by)


def _make(document: Any, terms: Iterable[Any], by: Any) -> list[PaymentPlan]:
    terms = [*terms]
    if document.gross_amount <= 0 or not terms:
        return []
    amounts = split(document.gross_amount, [term.percent for term in terms])
    first = _last_place(document) + 1
    plans = []
    for place, (term, amount) in enumerate(zip(terms, amounts, strict=True), first):
        if amount <= 0:
            continue
        plan = _new(document, place)
        plan.kind, plan.event, plan.percent = term.kind, term.event, term.percent
        plan.days, plan.months, plan.from_month_end = term.days, term.months, term.from_month_end
        plan.amount = amount
        if term.event == Event.DAY:
            plan.event_on = plan.posted_on = clock.today()
            plan.due_on = term.day or clock.today()
        elif term.event == Event.SIGNING:
            signed = getattr(document, "signed_on", None) or getattr(document, "ordered_on", None)
            _count_from(plan, signed or clock.today())
        plan.status = state_of(plan)
        plan.save()
        plans.append(plan)
    if plans:
        actions.record(
            "orders.plans_made",
            document,
            by=by,
            customer=document.customer_id,
            plans=len(plans),
            amount=str(sum(amounts, Decimal(0))),
        )
    return plans


def _new(document: Any, place: int) -> PaymentPlan:
    of = "contract" if isinstance(document, Contract) else "order"
    plan = PaymentPlan(customer_id=document.customer_id, place=place, **{of: document})
    plan.number = f"{document.number}-{place}"
    plan.currency, plan.rate = document.currency, document.rate
    plan.owner_id, plan.department_id = document.owner_id, document.department_id
    return plan


def _last_place(document: Any) -> int:
    of = "contract" if isinstance(document, Contract) else "order"
    rows = PaymentPlan.objects.filter(**{of: document})
    return int(rows.aggregate(last=Max("place"))["last"] or 0)


def _count_from(plan: PaymentPlan, day: date) -> None:
    """Due by the day of the event; posted on it, or today where the books of its month are closed."""
    plan.event_on, plan.posted_on = day, clock.today() if is_closed(day) else day
    plan.due_on = due_day(plan, day)


# -- events --------------------------------------------------------------------------------------------
def put_in_force(
    plans: Iterable[PaymentPlan], document: Any, event: str, on: date, by: Any, amount: Decimal | None
) -> list[PaymentPlan]:
    """Those of these locked plans that wait for `event` are due from now on. Of an event that concerns a part
    (`amount`: what was shipped, accepted, billed) only that part is due; the rest waits as a plan of its own."""
    moved = []
    for plan in plans:
        if plan.status != Status.WAITING or plan.event != event:
            continue
        if amount is not None and plan.percent is not None:
            due = min(part(amount, plan.percent), plan.amount)
            if due <= 0:
                continue
            _leave_waiting(plan, document, plan.amount - due)
        _count_from(plan, on)
        plan.status = state_of(plan)
        plan.save()
        actions.record(
            "orders.plan_in_force",
            plan,
            by=by,
            customer=plan.customer_id,
            event=event,
            due=f"{plan.due_on}",
            amount=str(plan.amount),
        )
        moved.append(plan)
    return moved


def _leave_waiting(plan: PaymentPlan, document: Any, rest: Decimal) -> None:
    """What is not due yet goes on waiting; a rest of some cents is a rounding, and is due with this part."""
    parts = PaymentPlan.objects.filter(
        contract=plan.contract_id, order=plan.order_id, event=plan.event
    ).count()
    if rest * 100 <= parts:
        return
    left = _new(document, _last_place(document) + 1)
    for name in ("kind", "event", "percent", "days", "months", "from_month_end", "currency", "rate", "notes"):
        setattr(left, name, getattr(plan, name))
    left.owner_id, left.department_id = plan.owner_id, plan.department_id
    left.amount = rest
    plan.amount -= rest
    left.save()


# -- by hand -------------------------------------------------------------------------------------------
def create_plan(*, by: Any, customer: Any, owner: Any = None, **values: Any) -> PaymentPlan:
    """A payment agreed beside the terms, or what was open when the system was taken into use (`opening`)."""
    may_enter(by, customer, PaymentPlan)
    document = values.get("order") or values.get("contract")
    with transaction.atomic():
        plan = PaymentPlan(customer=customer, **values)
        belongs(plan, "order", "contract")
        _check(plan)
        if document is not None:
            place = _last_place(document) + 1
            model = _new(document, place)
            plan.place, plan.number = place, model.number
            plan.currency, plan.rate = document.currency, document.rate
            plan.owner_id, plan.department_id = document.owner_id, document.department_id
        else:
            plan.number = plan.number or numbering.next_free(NUMBER)
            plan.owner_id, plan.department_id = customer.owner_id, customer.department_id
            plan.rate = rate_of(plan.currency, plan.rate, clock.today(), plan.amount)
        plan.event = Event.DAY
        plan.posted_on = plan.event_on = plan.posted_on or clock.today()
        plan.status = state_of(plan)
        plan.save()
        actions.record("orders.plan_written", plan, by=by, customer=plan.customer_id, amount=str(plan.amount))
    return plan


def _check(plan: PaymentPlan) -> None:
    if plan.order_id and plan.contract_id:
        raise DomainError(_("A plan belongs to an order or to a contract, not to both."), "both", "contract")
    if plan.kind != PaymentPlan.Kind.OPENING and not (plan.order_id or plan.contract_id):
        raise DomainError(
            _("Name the order or the contract; only an opening balance stands without."), "required", "order"
        )
    if plan.kind == PaymentPlan.Kind.OPENING and (plan.order_id or plan.contract_id):
        raise DomainError(_("An opening balance belongs to no order and no contract."), "both", "kind")
    plan.amount = whole_cents(plan.amount)
    if plan.due_on is None:
        raise DomainError(_("Say when it is due."), "required", "due_on")
    if plan.posted_on is not None:
        validation.check_not_future(plan.posted_on, "posted_on")
        require_open(plan.posted_on, "posted_on")


def update_plan(plan: PaymentPlan, *, by: Any, version: int | None = None, **values: Any) -> PaymentPlan:
    """Mend a plan that nothing has been paid on: amount, due day, kind, notes."""
    with transaction.atomic():
        fresh: PaymentPlan = locked(plan, version)
        _untouched(fresh)
        before = {name: str(getattr(fresh, name)) for name in WRITTEN}
        for name, value in values.items():
            if name not in WRITTEN:
                raise DomainError(_("This changes by its own action only."), "not_editable", name)
            setattr(fresh, name, value)
        fresh.amount = whole_cents(fresh.amount)
        if fresh.due_on is None and fresh.event_on is not None:  # it waits for nothing
            raise DomainError(_("Say when it is due."), "required", "due_on")
        fresh.status = state_of(fresh)
        fresh.save()
        changed = {
            name: [old, str(getattr(fresh, name))]
            for name, old in before.items()
            if old != str(getattr(fresh, name))
        }
        actions.record("orders.plan_changed", fresh, by=by, customer=fresh.customer_id, changed=changed)
    return fresh


def void_plan(plan: PaymentPlan, *, by: Any, reason: str) -> PaymentPlan:
    """It is not to be paid any more; nothing must have been paid on it."""
    if not reason.strip():
        raise DomainError(_("Say why."), "required", "reason")
    with transaction.atomic():
        fresh: PaymentPlan = locked(plan)
        _void(fresh, by, reason)
    return fresh


def _void(plan: PaymentPlan, by: Any, reason: str) -> None:
    _untouched(plan)
    require_move(PLAN, plan.status, Status.VOID, dict(Status.choices))
    plan.status, plan.end_reason = Status.VOID, reason.strip()[:200]
    plan.save()
    actions.record("orders.plan_voided", plan, by=by, customer=plan.customer_id, reason=plan.end_reason)


def _untouched(plan: PaymentPlan) -> None:
    if plan.status == Status.VOID:
        raise DomainError(_("%(plan)s is void.") % {"plan": plan}, "void")
    if plan.received:
        raise DomainError(
            _("%(received)s of %(plan)s have been paid: take these matchings back first.")
            % {"plan": plan, "received": f"{plan.received:,.2f}"},
            code="has_receipts",
        )


def void_all(rows: Any, by: Any, reason: str, *, only_waiting: bool = False) -> int:
    """Call these plans void; refused while money is matched with one of them."""
    found = rows.exclude(status=Status.VOID).select_for_update(of=("self",)).order_by("pk")
    count = 0
    for plan in found:
        if only_waiting and plan.status != Status.WAITING:
            continue
        _void(plan, by, reason)
        count += 1
    return count


# -- contracts that change -----------------------------------------------------------------------------
def follow_amendment(contract: Contract, by: Any) -> None:
    """What waits or has not been paid is laid out anew by the amended terms; what was paid stays and counts."""
    with transaction.atomic():
        rows = PaymentPlan.objects.alive().filter(contract=contract).exclude(status=Status.VOID)
        plans = [*rows.select_for_update(of=("self",)).order_by("pk")]
        if not plans:
            plans_of_contract(contract, by)
            return
        kept = [plan for plan in plans if plan.received or plan.event_on is not None]
        terms = [*terms_of_contract(contract)]
        wanted = sum(split(contract.gross_amount, [term.percent for term in terms]), Decimal(0))
        waiting = [plan for plan in plans if plan not in kept]
        if wanted == sum((plan.amount for plan in plans), Decimal(0)) or not waiting:
            return  # nothing has changed, or the difference is shown as a warning
        rest = wanted - sum((plan.amount for plan in kept), Decimal(0))
        for plan in waiting:
            _void(plan, by, _("the contract was amended"))
        again = [term for term in terms if term.event in {plan.event for plan in waiting}]
        if rest > 0 and again:
            _lay_out(contract, again, rest, by)


def _lay_out(contract: Contract, terms: list[Any], rest: Decimal, by: Any) -> None:
    whole = sum((term.percent for term in terms), Decimal(0))
    amounts = split(rest, [term.percent * 100 / whole for term in terms])
    for place, (term, amount) in enumerate(zip(terms, amounts, strict=True), _last_place(contract) + 1):
        if amount <= 0:
            continue
        plan = _new(contract, place)
        plan.kind, plan.event, plan.percent = term.kind, term.event, term.percent
        plan.days, plan.months, plan.from_month_end = term.days, term.months, term.from_month_end
        plan.amount = amount
        plan.save()
    actions.record("orders.plans_made", contract, by=by, customer=contract.customer_id, amount=str(rest))


def end_with_contract(contract: Contract, by: Any) -> None:
    """A contract that was terminated: what still waits for its event never falls due. Called void, nothing is owed."""
    with transaction.atomic():
        rows = PaymentPlan.objects.alive().filter(contract=contract)
        void_all(rows, by, _("the contract ended"), only_waiting=contract.status != Contract.Status.VOID)


# -- overdue -------------------------------------------------------------------------------------------
def overdue_plans(as_of: date) -> dict[str, int]:
    """Plans whose due day has passed are overdue; run again for the same day it changes nothing."""
    rows = PaymentPlan.objects.alive().filter(status__in=[Status.DUE, Status.PARTLY], due_on__lt=as_of)
    count = 0
    for pk in rows.order_by("pk").values_list("pk", flat=True):
        with transaction.atomic():
            plan = PaymentPlan.objects.alive().select_for_update(of=("self",)).filter(pk=pk).first()
            if plan is None or state_of(plan, as_of) != Status.OVERDUE or plan.status == Status.OVERDUE:
                continue
            plan.status = Status.OVERDUE
            plan.save()
            actions.record("orders.plan_overdue", plan, customer=plan.customer_id, due=f"{plan.due_on}")
            count += 1
    return {"overdue": count}
