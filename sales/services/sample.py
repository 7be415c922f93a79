"""The verbs of a sample: request, submit, reply, make, inspect, ship, try, conclude."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from contacts.services.follow_up import log_follow_up
from contacts.services.telling import tell
from core import actions, clock
from core.errors import DomainError
from core.working_hours import add_working, working_between
from core.working_time import workdays
from records import gate, parameters, sources
from records.services import numbering
from records.services.deletion import delete_record
from workflow.services.start import start_where_taken

from ..models import Opportunity, SampleRequest
from ..request_parameters import SAMPLE_DELIVERY_DAYS, SAMPLE_REPLY_HOURS
from ..request_states import SAMPLE_RESULTS, require_sample
from .at_customer import belongs, locked, may_enter, set_owner, transfer
from .opportunity import stages_of, update_opportunity

KIND = "sample_request"
FIELDS = (
    "name", "unit", "contact", "opportunity", "inquiry", "product", "part_no", "drawing_no", "drawing_revision",
    "quantity", "required_on", "is_charged", "purpose", "requirements",
)  # fmt: skip
Status = SampleRequest.Status


def create_sample(*, by: Any, customer: Any, owner: Any = None, **values: Any) -> SampleRequest:
    """Note what the customer wants to try; nothing runs before it is submitted."""
    may_enter(by, customer, SampleRequest)
    with transaction.atomic():
        sample = SampleRequest(customer=customer, **values)
        set_owner(sample, owner or by)
        _check(sample)
        sample.code = sample.code or numbering.next_free(KIND)
        sample.save()
        actions.record("sales.sample_requested", sample, by=by, customer=customer.pk)
    return sample


def update_sample(
    sample: SampleRequest, *, by: Any, version: int | None = None, **values: Any
) -> SampleRequest:
    """Change the request while it is one: what was submitted is what is made."""
    with transaction.atomic():
        fresh = locked(sample, version)
        if fresh.status != Status.REQUESTED:
            raise DomainError(
                _("It is %(state)s; only a request that was not submitted is changed.")
                % {"state": fresh.get_status_display()},
                code="submitted",
            )
        for name, value in values.items():
            if name not in FIELDS:
                raise DomainError(_("This changes by its own action only."), "not_editable", name)
            setattr(fresh, name, value)
        _check(fresh)
        fresh.save()
        actions.record("sales.sample_changed", fresh, by=by, customer=fresh.customer_id)
    return fresh


def submit_sample(sample: SampleRequest, *, by: Any) -> SampleRequest:
    """To its review: both clocks start. Where no process is published it is made at once."""
    with transaction.atomic():
        fresh = locked(sample, None, "customer")
        require_sample(fresh.status, Status.REVIEW)
        if fresh.submitted_at is None:  # returned and submitted again: the customer has waited all the while
            fresh.submitted_at = clock.now()
            set_due_times(fresh)
        fresh.save()
        actions.record("sales.sample_submitted", fresh, by=by, customer=fresh.customer_id)
        if start_where_taken(KIND, fresh, by=by) is None:
            _move(fresh, Status.REVIEW)
            _move(fresh, Status.MAKING)
        fresh.refresh_from_db()
    return fresh


def set_due_times(sample: SampleRequest) -> None:
    """Four working hours to the first reply, ten working days to the delivery, as the calendar stands now."""
    hours = float(parameters.get(SAMPLE_REPLY_HOURS))
    began = sample.submitted_at or clock.now()
    sample.reply_due_at = add_working(began, timedelta(hours=hours))
    day = timezone.localtime(began).date()
    sample.deliver_by = working_day_after(day, int(parameters.get(SAMPLE_DELIVERY_DAYS)))


def working_day_after(day: date, count: int) -> date:
    """The `count`-th working day after `day`."""
    start = day + timedelta(days=1)
    while True:
        for each, works in workdays(start, start + timedelta(days=60)).items():
            count -= works
            if count == 0:
                return each
        start += timedelta(days=61)


def _move(sample: SampleRequest, to: str) -> None:
    require_sample(sample.status, to)
    sample.status = to
    sample.save()


# -- what its process brings ------------------------------------------------------------------------------------
def review_began(sample: SampleRequest, run: Any, by: Any) -> None:
    fresh = locked(sample)
    if fresh.status != Status.REVIEW:
        _move(fresh, Status.REVIEW)


def review_agreed(sample: SampleRequest, run: Any, by: Any) -> None:
    fresh = locked(sample)
    _move(fresh, Status.MAKING)
    actions.record("sales.sample_agreed", fresh, by=by, customer=fresh.customer_id)


def review_ended(sample: SampleRequest, run: Any, by: Any) -> None:
    """Refused, returned or withdrawn: a request again, to be mended or cancelled."""
    _move(locked(sample), Status.REQUESTED)


# -- the way ----------------------------------------------------------------------------------------------------
def reply_to_sample(
    sample: SampleRequest, *, by: Any, text: str, promised_on: date | None = None
) -> SampleRequest:
    """Tell the customer what he will get and when; the first time this stops the response clock."""
    with transaction.atomic():
        fresh = locked(sample, None, "customer", "contact")
        if fresh.submitted_at is None or not fresh.is_open:
            raise DomainError(_("Submit it first: the clock runs from then on."), "not_submitted")
        if not text.strip():
            raise DomainError(_("Write what you told the customer."), "required", "text")
        if promised_on is not None and promised_on < clock.today():
            raise DomainError(_("The promised day has passed."), "past", "promised_on")
        log_follow_up(by=by, customer=fresh.customer, contact=fresh.contact, text=text, about=fresh)
        if fresh.first_reply_at is None:
            fresh.first_reply_at = clock.now()
            worked = working_between(fresh.submitted_at, fresh.first_reply_at)
            fresh.response_minutes = int(worked.total_seconds() // 60)
        fresh.promised_on = promised_on or fresh.promised_on
        fresh.save()
        actions.record("sales.sample_replied", fresh, by=by, customer=fresh.customer_id)
    return fresh


def made(sample: SampleRequest, *, by: Any) -> SampleRequest:
    return _step(sample, Status.INSPECTING, by, "sales.sample_made")


def make_again(sample: SampleRequest, *, by: Any, inspection: str) -> SampleRequest:
    """The inspection found it wanting: it is made anew before anybody outside sees it."""
    if not inspection.strip():
        raise DomainError(_("Say what the inspection found."), "required", "inspection")
    return _step(sample, Status.MAKING, by, "sales.sample_rejected", inspection=inspection.strip()[:300])


def ship_sample(
    sample: SampleRequest,
    *,
    by: Any,
    inspection: str,
    shipped_on: date | None = None,
    waybill: str = "",
) -> SampleRequest:
    """Out of the house, with what the inspection said of it."""
    day = shipped_on or clock.today()
    if not inspection.strip():
        raise DomainError(_("Say what the inspection found."), "required", "inspection")
    if day > clock.today():
        raise DomainError(_("It cannot have been shipped in the future."), "future", "shipped_on")
    facts = {"inspection": inspection.strip()[:300], "shipped_on": day, "waybill": waybill.strip()}
    done = _step(sample, Status.SHIPPED, by, "sales.sample_shipped", **facts)
    tell(
        done.created_by,
        lambda: _("%(sample)s was shipped on %(day)s.") % {"sample": done, "day": day.isoformat()},
        done.get_absolute_url(),
        by=by,
    )
    return done


def begin_trial(sample: SampleRequest, *, by: Any, trial_since: date | None = None) -> SampleRequest:
    day = trial_since or clock.today()
    if day > clock.today():
        raise DomainError(_("The trial cannot have begun in the future."), "future", "trial_since")
    return _step(sample, Status.TRIAL, by, "sales.sample_tried", trial_since=day)


def cancel_sample(sample: SampleRequest, *, by: Any, reason: str) -> SampleRequest:
    """Nobody wants it any more; what was shipped is concluded instead."""
    if not reason.strip():
        raise DomainError(_("Say why."), "required", "reason")
    return _step(sample, Status.CANCELLED, by, "sales.sample_cancelled", end_reason=reason.strip()[:200])


def _step(sample: SampleRequest, to: str, by: Any, verb: str, **facts: Any) -> SampleRequest:
    with transaction.atomic():
        fresh = locked(sample)
        require_sample(fresh.status, to)
        _require_no_run(fresh)
        for name, value in facts.items():
            setattr(fresh, name, value)
        fresh.status = to
        fresh.save()
        actions.record(verb, fresh, by=by, customer=fresh.customer_id, reason=facts.get("end_reason", ""))
    return fresh


def _require_no_run(sample: SampleRequest) -> None:
    """What a process has in hand is decided there alone."""
    if sample.status == Status.REVIEW:
        sources.require_unlocked(sample)


def conclude_sample(
    sample: SampleRequest,
    *,
    by: Any,
    result: str,
    conclusion: str,
    next_step: str = "",
    next_step_on: date | None = None,
) -> tuple[SampleRequest, SampleRequest | None]:
    """What the customer's trial says. It is told to the sale (next step); “again” opens the next round's request.

    Refuses a result that is none, and one without words. Gives the sample, and the new request if there is one.
    """
    if result not in SAMPLE_RESULTS:
        raise DomainError(_("Passed, failed or again: choose one."), "unknown", "result")
    if not conclusion.strip():
        raise DomainError(_("Write what the trial showed."), "required", "conclusion")
    with transaction.atomic():
        fresh = locked(sample, None, "customer", "contact", "opportunity")
        require_sample(fresh.status, result)
        fresh.status, fresh.conclusion = result, conclusion.strip()
        fresh.concluded_on = clock.today()
        fresh.save()
        actions.record("sales.sample_concluded", fresh, by=by, customer=fresh.customer_id, result=result)
        log_follow_up(
            by=by,
            customer=fresh.customer,
            contact=fresh.contact,
            about=fresh.opportunity or fresh,
            text=_("%(sample)s: %(result)s. %(conclusion)s")
            % {"sample": fresh, "result": fresh.get_status_display(), "conclusion": fresh.conclusion},
        )
        _tell_sale(fresh, by, next_step.strip(), next_step_on)
        again = _next_round(fresh, by) if result == Status.RESEND else None
    return fresh, again


def _tell_sale(sample: SampleRequest, by: Any, next_step: str, next_step_on: date | None) -> None:
    """The sale that the sample belongs to goes on from here: its next step is what was agreed."""
    sale = sample.opportunity
    if sale is None:
        return
    if next_step and sale.is_open:
        if not gate.holds(by, sale, "change"):
            raise DomainError(
                _("You may not change %(record)s; leave its next step empty.") % {"record": sale},
                code="forbidden",
                field="next_step",
            )
        facts: dict[str, Any] = {"next_step": next_step[:200]}
        if next_step_on is not None:
            facts["next_step_on"] = next_step_on
        update_opportunity(sale, by=by, **facts)
    actions.record("sales.sample_concluded", sale, by=by, customer=sale.customer_id, result=sample.status)
    words = {"sample": sample, "result": sample.get_status_display()}
    tell(sale.owner, lambda: _("%(sample)s: %(result)s.") % words, sale.get_absolute_url(), by=by)


def _next_round(sample: SampleRequest, by: Any) -> SampleRequest:
    again = SampleRequest(
        customer=sample.customer,
        previous=sample,
        round=sample.round + 1,
        **{name: getattr(sample, name) for name in FIELDS if name != "required_on"},
    )
    set_owner(again, sample.owner)
    again.code = numbering.next_free(KIND)
    again.save()
    actions.record("sales.sample_requested", again, by=by, customer=again.customer_id)
    return again


def transfer_sample(sample: SampleRequest, *, to: Any, by: Any, reason: str = "") -> SampleRequest:
    with transaction.atomic():
        return transfer(sample, to=to, by=by, verb="sales.sample_transferred", reason=reason.strip())


def delete_sample(sample: SampleRequest, *, by: Any) -> None:
    """Only a request that was never submitted."""
    if sample.submitted_at is not None:
        raise DomainError(_("What was submitted is kept; cancel it instead."), "submitted")
    delete_record(sample, by=by)


def _check(sample: SampleRequest) -> None:
    sample.name, sample.part_no = sample.name.strip(), " ".join(sample.part_no.split())
    sample.drawing_revision = sample.drawing_revision.strip()
    if not sample.name and sample.product is not None:
        sample.name = str(sample.product)[:120]
    if not sample.name:
        raise DomainError(_("Choose a product, or say what the sample is."), "required", "name")
    belongs(sample, "unit", "contact", "opportunity", "inquiry")


def suggested_stage(sale: Opportunity, result: str) -> Any:
    """The stage after that of samples, where a sample has passed and the sale still stands there."""
    if result != Status.PASSED or not sale.is_open or "sample" not in sale.stage.code:
        return None
    later = [row for row in stages_of(sale.pipeline) if row.sort > sale.stage.sort and not row.is_final]
    return later[0] if later else None
