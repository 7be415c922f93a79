"""The documents of this app that processes decide about: what conditions may ask of them, and what each end brings."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from core import actions
from core.errors import DomainError
from core.locking import locked_row
from records import dictionaries
from records.models import ExportTask
from records.record_type import RECORD_TYPES
from workflow.subjects import Fact, Subject, register

from .models import (
    AccountTeamMember,
    CreditRating,
    Customer,
    OwnershipRequest,
    PublicPool,
    Rating,
    TierChange,
)
from .services.asking import CREATION, KEY_ACCOUNT
from .services.rating import move, put_in_force

TIERS = Customer.Tier.choices
LIFECYCLES = Customer.Lifecycle.choices


def about(row: Any) -> Customer:
    return row if isinstance(row, Customer) else row.customer


def team_members(row: Any, role: str) -> list[Any]:
    places = AccountTeamMember.objects.in_force().filter(customer=about(row), role=role)
    return [place.user for place in places.select_related("user").order_by("id")]


CUSTOMER_FACTS = [
    Fact("customer", _("customer"), "text", lambda row: str(about(row))),
    Fact("customer_tier", _("tier"), "choice", lambda row: about(row).tier, choices=TIERS),
    Fact("credit", _("credit grade"), "text", lambda row: about(row).credit),
    Fact("is_key_account", _("key account"), "bool", lambda row: about(row).is_key_account),
    Fact("owner", _("owner"), "person", lambda row: about(row).owner),
]
OF_CUSTOMER: dict[str, Any] = {
    "owner": lambda row: about(row).owner,
    "department": lambda row: about(row).department,
    "market": lambda row: str(about(row).market_type),
    "customer": about,
    "team_role": team_members,
    "team_roles": AccountTeamMember.Role.choices,
}


# -- a rep's new customer ------------------------------------------------------------------------------------
def creation_refused(customer: Customer, run: Any, by: Any) -> None:
    """A customer that should not be ours is closed; it stays, so that nobody enters it again."""
    from . import states

    customer = locked_row(Customer, customer.pk)
    if Customer.Lifecycle.LOST in states.LIFECYCLE[customer.lifecycle]:
        before, customer.lifecycle = customer.lifecycle, Customer.Lifecycle.LOST
        customer.save()
        actions.record(
            "contacts.customer_lifecycle",
            customer,
            by=by,
            before=before,
            after=customer.lifecycle,
            reason=run.number,
        )


# -- a key account changes hands -------------------------------------------------------------------------------
def ownership_agreed(request: OwnershipRequest, run: Any, by: Any) -> None:
    from .services import ownership, pool

    Kind = OwnershipRequest.Kind
    customer, who = request.customer, run.initiator
    facts: dict[str, Any] = {"by": who, "reason": request.reason, "is_approved": True}
    if request.kind == Kind.CLAIM:
        pool.claim_customer(customer, by=request.to_user, is_approved=True)
    elif request.kind == Kind.RECALL:
        pool.recall_customer(customer, pool=request.pool, **facts)
    elif request.kind == Kind.ASSIGN:
        _refuse(pool.assign_customers([customer], to=request.to_user, **facts).refused)
    else:
        more = {
            name: request.details[name]
            for name in ("keep_old_as_member", "leave", "ask_note")
            if name in request.details
        }
        _refuse(ownership.hand_over([customer], to=request.to_user, **more, **facts).refused)
    close(OwnershipRequest.Status.DONE)(request, run, by)


def _refuse(refused: list[tuple[Customer, str]]) -> None:
    if refused:
        raise DomainError(refused[0][1], code="refused")


def close(status: str) -> Any:
    def finish(request: OwnershipRequest, run: Any, by: Any) -> None:
        request.status = status
        request.save()

    return finish


# -- ratings -------------------------------------------------------------------------------------------------
def agreed(rating: Any, run: Any, by: Any) -> None:
    put_in_force(rating, by=by)


def asked(rating: Any, run: Any, by: Any) -> None:
    if rating.status != Rating.Status.APPROVING:
        move(rating, Rating.Status.APPROVING)


def back(rating: Any, run: Any, by: Any) -> None:
    """Refused, returned or withdrawn: a proposal again, to be mended or dropped."""
    move(rating, Rating.Status.PROPOSED)


RATED: dict[str, Any] = {
    "on_started": asked,
    "on_resubmitted": asked,
    "on_approved": agreed,
    "on_rejected": back,
    "on_withdrawn": back,
    "on_returned": back,
    **OF_CUSTOMER,
}


# -- personal data leaves the house ------------------------------------------------------------------------------
def list_label(task: ExportTask) -> str:
    record = RECORD_TYPES.get(task.record_type)
    return str(record.label_plural) if record is not None else task.record_type


def export_agreed(task: ExportTask, run: Any, by: Any) -> None:
    from records.exports import release

    release(task)


def export_refused(task: ExportTask, run: Any, by: Any) -> None:
    task.status = ExportTask.Status.FAILED
    task.error = str(_("not approved"))
    task.save()


def industries() -> list[tuple[str, str]]:
    """Those switched off included: a customer may have one that is no longer offered."""
    return [(entry.code, entry.label) for entry in dictionaries.entries("industry").values()]


def register_subjects() -> None:
    register(
        Subject(
            key=CREATION,
            model=Customer,
            label=_("New customer of a rep"),
            icon="buildings",
            locks=False,  # he goes on working with it meanwhile
            facts=[
                Fact("name", _("customer name"), "text", lambda row: row.name),
                *CUSTOMER_FACTS[1:],
                Fact("lifecycle", _("lifecycle"), "choice", lambda row: row.lifecycle, choices=LIFECYCLES),
                Fact("industry", _("industry"), "choice", lambda row: row.industry, choices=industries),
                Fact("city", _("city"), "text", lambda row: row.city),
                Fact("usci", _("unified social credit code"), "text", lambda row: row.usci or ""),
            ],
            on_rejected=creation_refused,
            **OF_CUSTOMER,
        ),
        Subject(
            key="tier_change",
            model=TierChange,
            label=_("Change of tier"),
            icon="trending-up",
            facts=[
                *CUSTOMER_FACTS,
                Fact("before", _("tier before"), "choice", lambda row: row.before, choices=TIERS),
                Fact("after", _("new tier"), "choice", lambda row: row.after, choices=TIERS),
                Fact("reason", _("reason"), "text", lambda row: row.reason),
            ],
            **RATED,
        ),
        Subject(
            key="credit_change",
            model=CreditRating,
            label=_("Change of credit grade"),
            icon="scale",
            facts=[
                *CUSTOMER_FACTS,
                Fact("before", _("credit grade before"), "text", lambda row: row.before),
                Fact(
                    "after",
                    _("new credit grade"),
                    "choice",
                    lambda row: row.after,
                    choices=CreditRating.Grade.choices,
                ),
                Fact("reason", _("reason"), "text", lambda row: row.reason),
            ],
            **RATED,
        ),
        Subject(
            key=KEY_ACCOUNT,
            model=OwnershipRequest,
            label=_("Change of a key account's owner"),
            icon="arrows-move",
            facts=[
                *CUSTOMER_FACTS,
                Fact(
                    "kind",
                    _("what is asked for"),
                    "choice",
                    lambda row: row.kind,
                    choices=OwnershipRequest.Kind.choices,
                ),
                Fact("to", _("new owner"), "person", lambda row: row.to_user),
                Fact(
                    "pool",
                    _("public pool"),
                    "choice",
                    lambda row: str(row.pool_id or ""),
                    choices=lambda: [(str(pool.pk), pool.name) for pool in PublicPool.objects.all()],
                ),
                Fact("reason", _("reason"), "text", lambda row: row.reason),
            ],
            on_approved=ownership_agreed,
            on_rejected=close(OwnershipRequest.Status.REFUSED),
            on_withdrawn=close(OwnershipRequest.Status.WITHDRAWN),
            **OF_CUSTOMER,
        ),
        Subject(
            key="personal_data_export",
            model=ExportTask,
            label=_("Export of personal data"),
            icon="download",
            owner=lambda task: task.by,
            market=lambda task: "",
            facts=[
                Fact("list", _("list"), "text", list_label),
                Fact("rows", _("rows"), "number", lambda task: task.row_count),
                Fact("columns", _("columns"), "text", lambda task: ", ".join(task.columns)),
                Fact("by", _("asked for by"), "person", lambda task: task.by),
                Fact("reason", _("reason"), "text", lambda task: task.reason),
            ],
            on_approved=export_agreed,
            on_rejected=export_refused,
            on_withdrawn=export_refused,
        ),
    )
