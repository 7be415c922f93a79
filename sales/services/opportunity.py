"""The verbs of an opportunity: enter, change, hand over, delete."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import access
from contacts.models import Customer, StakeholderRole
from contacts.services.ownership import check_can_own
from contacts.services.telling import tell
from core import actions, clock
from core.errors import DomainError
from core.joining import listed
from records.services.deletion import delete_record

from .. import states
from ..models import Opportunity, OpportunityContact, Pipeline, Stage, StageChange

# What one form may change; stage, status and owner have verbs of their own.
FIELDS = (
    "name", "unit", "amount", "currency", "rate", "own_probability", "probability_reason", "expected_close",
    "next_step", "next_step_on", "competitor", "description",
)  # fmt: skip


def stages_of(pipeline: Pipeline) -> list[Stage]:
    return list(Stage.objects.filter(pipeline=pipeline).select_related("pipeline").order_by("sort", "id"))


def pipeline_for(customer: Customer) -> Pipeline | None:
    """Where sales to this customer start: the pipeline of its market that names its industry, else the first."""
    fitting = [pipeline for pipeline in Pipeline.objects.filter(is_active=True) if fits(pipeline, customer)]
    named = [
        pipeline for pipeline in fitting if customer.industry and customer.industry in pipeline.industries
    ]
    return next(iter(named or fitting), None)


def fits(pipeline: Pipeline, customer: Customer) -> bool:
    return not pipeline.market or pipeline.market == customer.market_type


def create_opportunity(*, by: Any, customer: Customer, **values: Any) -> Opportunity:
    """Enter a sale at a customer; it starts in the first stage of the pipeline unless a later one is named.

    Refuses a pipeline of another market, a stage of another pipeline or a won one, what the stage requires and is
    missing, and units of another customer.
    """
    owner = values.pop("owner", None) or (by if getattr(by, "pk", None) else None)
    people = values.pop("people", ())
    pipeline = values.pop("pipeline", None) or pipeline_for(customer)
    if pipeline is None:
        raise DomainError(_("No pipeline is active. Ask an administrator."), "no_pipeline", "pipeline")
    stage = values.pop("stage", None)
    if owner is not None:
        check_can_own(owner)
    with transaction.atomic():
        customer = Customer.objects.alive().select_for_update().get(pk=customer.pk)
        stages = stages_of(pipeline)
        stage = _first_stage(pipeline, stages, stage)
        opportunity = Opportunity(
            customer=customer, pipeline=pipeline, stage=stage, stage_since=clock.now(), **values
        )
        _set_owner(opportunity, owner)
        check_opportunity(opportunity)
        check_required(opportunity, stage, roles=[role for _contact, role in people])
        opportunity.save()
        for place, (contact, role) in enumerate(people):
            OpportunityContact(
                opportunity=opportunity, contact=contact, role=role, is_primary=place == 0
            ).save()
        note_change(opportunity, None, "", by=by)
        actions.record("sales.opportunity_created", opportunity, by=by, customer=customer.pk)
    return opportunity


def _first_stage(pipeline: Pipeline, stages: list[Stage], stage: Stage | None) -> Stage:
    if not stages:
        raise DomainError(
            _("The pipeline “%(name)s” has no stages.") % {"name": pipeline}, "no_stage", "pipeline"
        )
    if stage is None:
        return stages[0]
    if stage.pipeline_id != pipeline.pk:
        raise DomainError(
            _("“%(stage)s” is no stage of “%(pipeline)s”.") % {"stage": stage, "pipeline": pipeline},
            code="foreign",
            field="stage",
        )
    if stage.is_final:
        raise DomainError(
            _("“%(stage)s” is reached by winning only: name the contract or the order.") % {"stage": stage},
            code="win_first",
            field="stage",
        )
    return stage


def update_opportunity(
    opportunity: Opportunity, *, by: Any, version: int | None = None, **values: Any
) -> Opportunity:
    """Change what one form may change; one that has ended is not edited any more."""
    unknown = set(values) - set(FIELDS)
    if unknown:
        raise DomainError(_("This changes by its own action only."), "not_editable", min(unknown))
    with transaction.atomic():
        fresh = locked(opportunity, version)
        if fresh.status in states.ENDED:
            raise DomainError(
                _("It has ended (%(state)s) and is not changed any more.")
                % {"state": fresh.get_status_display()},
                code="ended",
            )
        for name, value in values.items():
            setattr(fresh, name, value)
        check_opportunity(fresh)
        if fresh.is_open:
            check_required(fresh, fresh.stage, is_entering=False)
        fresh.save()
        actions.record("sales.opportunity_changed", fresh, by=by, customer=fresh.customer_id)
    return fresh


def transfer_opportunity(opportunity: Opportunity, *, to: Any, by: Any, reason: str = "") -> Opportunity:
    """Give it to a colleague; the department follows him. Its customer stays with its owner."""
    check_can_own(to)
    with transaction.atomic():
        fresh = locked(opportunity)
        before = fresh.owner
        if before is not None and before.pk == to.pk:
            raise DomainError(_("%(name)s owns it already.") % {"name": to}, "is_owner", "to")
        _set_owner(fresh, to)
        fresh.save()
        actions.record(
            "sales.opportunity_transferred",
            fresh,
            by=by,
            customer=fresh.customer_id,
            before=str(before or ""),
            after=str(to),
            reason=reason.strip(),
        )
        words = {"name": by, "opportunity": fresh}
        tell(to, lambda: _("%(name)s gave you %(opportunity)s.") % words, fresh.get_absolute_url(), by=by)
    return fresh


def follow_customer(customer: Customer, before: Any, by: Any) -> int:
    """Open and shelved sales of the former owner, and those that nobody has, go with the customer."""
    rows = Opportunity.objects.alive().select_for_update(of=("self",)).filter(customer=customer)
    rows = rows.filter(status__in=[states.OPEN, states.SHELVED])
    count = 0
    for row in rows.order_by("pk"):
        if row.owner_id not in {None, getattr(before, "pk", None)} or row.owner_id == customer.owner_id:
            continue
        _set_owner(row, customer.owner)
        row.save()
        count += 1
    return count


def lose_owner(customer: Customer, by: Any) -> None:
    """Nobody works on the open sales of a customer that enters a pool; whoever claims it gets them."""
    rows = Opportunity.objects.alive().select_for_update().filter(customer=customer)
    for row in rows.filter(status__in=[states.OPEN, states.SHELVED]).order_by("pk"):
        row.owner = None
        row.department = None
        row.save()


def delete_opportunity(opportunity: Opportunity, *, by: Any) -> None:
    """Only one that was never ended: a result is a fact that stays."""
    if opportunity.status in {states.WON, states.LOST}:
        raise DomainError(
            _("A won or lost opportunity is kept. What was entered by mistake is called invalid."), "ended"
        )
    delete_record(opportunity, by=by)


def _set_owner(opportunity: Opportunity, owner: Any) -> None:
    opportunity.owner = owner
    if owner is not None:
        opportunity.department = access.home_department(owner)


def locked(opportunity: Opportunity, version: int | None = None) -> Opportunity:
    """The row under lock; refuses where somebody has saved it since `version` was read."""
    rows = Opportunity.objects.alive().select_for_update(of=("self",))
    try:
        # `first` would order the one row it asks for.
        fresh: Opportunity = rows.select_related("stage", "pipeline", "customer", "owner").get(
            pk=opportunity.pk
        )
    except Opportunity.DoesNotExist:
        raise DomainError(_("This opportunity does not exist any more."), code="gone") from None
    if version is not None and fresh.version != version:
        raise DomainError(
            _("%(who)s has changed it meanwhile; it is now in “%(stage)s”. Look at it again.")
            % {"who": fresh.updated_by or _("somebody"), "stage": fresh.stage},
            code="conflict",
        )
    return fresh


def check_opportunity(opportunity: Opportunity) -> None:
    """What must be true of an opportunity in whatever stage."""
    opportunity.name = opportunity.name.strip()
    opportunity.next_step = opportunity.next_step.strip()
    opportunity.competitor = opportunity.competitor.strip()
    opportunity.probability_reason = opportunity.probability_reason.strip()
    if not opportunity.name:
        raise DomainError(_("Give the opportunity a name."), "required", "name")
    if opportunity.is_open and not opportunity.next_step:
        raise DomainError(_("Say what is done next."), "required", "next_step")
    if not fits(opportunity.pipeline, opportunity.customer):
        raise DomainError(
            _("“%(pipeline)s” is for the other market: %(customer)s is of the %(market)s.")
            % {
                "pipeline": opportunity.pipeline,
                "customer": opportunity.customer,
                "market": opportunity.customer.get_market_type_display(),
            },
            code="other_market",
            field="pipeline",
        )
    if opportunity.unit is not None and opportunity.unit.customer_id != opportunity.customer_id:
        raise DomainError(
            _("%(unit)s belongs to another customer.") % {"unit": opportunity.unit}, "foreign", "unit"
        )
    if opportunity.currency != Opportunity.Currency.CNY and opportunity.rate == 1:
        raise DomainError(
            _("Say how many yuan one %(currency)s is worth.") % {"currency": opportunity.currency},
            code="required",
            field="rate",
        )
    if opportunity.own_probability is None:
        opportunity.probability_reason = ""
    elif not opportunity.probability_reason:
        raise DomainError(
            _("Say why it is as likely as this; the stage says %(usual)s %%.")
            % {"usual": f"{opportunity.stage.probability.normalize():f}"},
            code="required",
            field="probability_reason",
        )


def check_required(
    opportunity: Opportunity, stage: Stage, *, is_entering: bool = True, roles: Sequence[str] = ()
) -> None:
    """What the stage requires; whoever only edits within it may leave a next step behind that has passed."""
    missing = missing_for(opportunity, stage, roles=roles)
    if missing:
        raise DomainError(
            _("“%(stage)s” requires: %(missing)s.")
            % {"stage": stage, "missing": listed(str(label) for _name, label in missing)},
            code="stage_requires",
            field=missing[0][0],
        )
    if is_entering and stage.needs_next_step:
        if opportunity.next_step_on is None:
            raise DomainError(
                _("“%(stage)s” requires a next step with its day.") % {"stage": stage},
                code="stage_requires",
                field="next_step_on",
            )
        if opportunity.next_step_on < clock.today():
            raise DomainError(
                _("The next step was due on %(day)s. Say what is done next, and when.")
                % {"day": opportunity.next_step_on.isoformat()},
                code="next_step_past",
                field="next_step_on",
            )


DECIDERS = frozenset({StakeholderRole.Role.ECONOMIC, StakeholderRole.Role.SPONSOR})


def missing_for(
    opportunity: Opportunity, stage: Stage, *, roles: Sequence[str] = ()
) -> list[tuple[str, Any]]:
    """(name, label) of what the stage requires and the opportunity does not have; `roles` of people not yet saved."""
    missing: list[tuple[str, Any]] = []
    wanted = [name for name in stage.required_fields if name in Stage.ASKABLE]
    if {"contacts", "decider"} & set(wanted):
        found = set(roles)
        if opportunity.pk is not None:
            rows = OpportunityContact.objects.alive().filter(opportunity=opportunity)
            found |= set(rows.values_list("role", flat=True))
        if "contacts" in wanted and not found:
            missing.append(("contacts", _("a contact")))
        elif "decider" in wanted and not found & DECIDERS:
            missing.append(("decider", _("the one who decides (economic buyer or sponsor)")))
    for name in wanted:
        if name not in {"contacts", "decider"} and getattr(opportunity, name) in (None, ""):
            missing.append((name, opportunity._meta.get_field(name).verbose_name))  # type: ignore[union-attr]
    return missing


def note_change(
    opportunity: Opportunity,
    before: Stage | None,
    status: str,
    *,
    by: Any,
    reason: str = "",
    dwell_days: int | None = None,
) -> StageChange:
    return StageChange.objects.create(  # type: ignore[no-any-return]
        opportunity=opportunity,
        from_stage=before,
        to_stage=opportunity.stage,
        from_status=status,
        to_status=opportunity.status,
        at=clock.now(),
        dwell_days=dwell_days,
        by=by if getattr(by, "pk", None) else None,
        reason=reason[:200],
    )
