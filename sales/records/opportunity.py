"""The opportunity as a record type: its list, filters, scenes, bulk actions, search words and API."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Q
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from contacts.forms.assignment import ReasonForm as ApiReasonForm
from contacts.selectors.colleagues import subordinate_ids
from core import clock
from core.errors import DomainError
from core.tables import Column, attribute, badge, choice, due_date, link, money, related, text
from records import dictionaries
from records.record_type import ApiVerb, BulkAction, Outcome, RecordType, Scene, SearchText

from .. import querysets
from ..filters.opportunity import OpportunityFilterSet
from ..forms.opportunity import LoseForm, MoveForm, OpportunityForm, TakeUpForm, TransferForm, WinForm
from ..models import Opportunity, Stage
from ..services import stage as moves
from ..services.opportunity import delete_opportunity, transfer_opportunity

TONES = {"open": "blue", "won": "green", "lost": "red", "shelved": "orange", "invalid": "gray"}
OPEN = Q(status=Opportunity.Status.OPEN)


def due_while_open(name: str, label: Any) -> Column:
    return due_date(name, label, awaited=lambda row: row.is_open, edit=name)


def age(row: Opportunity) -> Any:
    """Days in the stage, red past its usual ones; a word says so too."""
    if not row.is_open:
        return None
    days, usual = row.days_in_stage, row.stage.dwell_days
    if not usual or days <= usual:
        return days
    late = escape(gettext("usual here: %(days)d days") % {"days": usual})
    return SafeString(f'<span class="text-danger fw-medium" title="{late}">{days} !</span>')


COLUMNS = [
    link("name", _("opportunity name")),
    related("customer", _("customer"), sort="customer__pinyin", href=True),
    related("stage", _("stage"), sort="stage__sort"),
    Column(
        name="probability",
        label=_("win probability (%)"),
        value=attribute("probability"),
        html=lambda row: f"{Decimal(row.probability).normalize():f}",
        align="end",
        sort="chance",
        by=querysets.probability,
        related=("stage",),
    ),
    money("base_amount", _("amount in yuan")),
    Column(
        name="weighted",
        label=_("weighted (yuan)"),
        value=attribute("weighted"),
        align="end",
        sort="weighted_amount",
        by=querysets.weighted,
        related=("stage",),
        is_default=False,
    ),
    due_while_open("expected_close", _("expected close")),
    text("next_step", _("next step"), edit="next_step"),
    due_while_open("next_step_on", _("next step on")),
    Column(
        name="days_in_stage",
        label=_("days in the stage"),
        value=lambda row: row.days_in_stage if row.is_open else None,
        html=age,
        align="end",
        sort="stage_since",
        related=("stage",),
        field="stage",
    ),
    related("owner", _("owner"), sort="owner__pinyin"),
    badge("status", _("status"), TONES),
    related("pipeline", _("pipeline"), sort="pipeline__sort", is_default=False),
    related("department", _("owning department"), sort="department__sort", is_default=False),
    related("unit", _("unit"), sort="unit__name", is_default=False),
    money("amount", _("amount"), is_default=False, total="", edit="amount"),
    choice("currency", _("currency"), is_default=False),
    text("competitor", _("competitor"), is_default=False, edit="competitor", group="competitor"),
    Column(
        name="loss_reason",
        label=_("loss reason"),
        value=lambda row: dictionaries.label("loss_reason", row.loss_reason) if row.loss_reason else None,
        sort="loss_reason",
        group="loss_reason",
        is_default=False,
    ),
    text("end_reason", _("reason"), is_default=False),
    text("won_document", _("contract or order"), is_default=False),
    text("closed_at", _("closed"), is_default=False),
    text("created_at", _("created"), is_default=False),
    text("updated_at", _("updated"), is_default=False),
]


def overdue(user: Any) -> Q:
    today = clock.today()
    return OPEN & (Q(expected_close__lt=today) | Q(next_step_on__lt=today))


def closing_soon(user: Any) -> Q:
    today = clock.today()
    return OPEN & Q(expected_close__gte=today, expected_close__lte=today + timedelta(days=30))


SCENES = [
    Scene("open", _("In progress"), lambda user: OPEN),
    Scene("mine", _("Mine"), lambda user: OPEN & Q(owner=user)),
    Scene("people", _("My people's"), lambda user: OPEN & Q(owner__in=subordinate_ids(user))),
    Scene("soon", _("Closing within 30 days"), closing_soon),
    Scene("overdue", _("Overdue"), overdue),
    Scene(
        "stale",
        _("Too long in the stage"),
        lambda user: querysets.stale(Stage.objects.values_list("pk", "dwell_days")),
    ),
    Scene("won", _("Won"), lambda user: Q(status=Opportunity.Status.WON)),
    Scene("lost", _("Lost"), lambda user: Q(status=Opportunity.Status.LOST)),
]


def each(rows: Any, perform: Callable[[Any], Any]) -> Outcome:
    """Do it to each; those that refuse stay as they are and say why."""
    outcome = Outcome()
    for row in rows:
        try:
            perform(row)
        except DomainError as refusal:
            outcome.refused.append((row, refusal.message))
        else:
            outcome.done.append((row, ""))
    return outcome


def transfer(rows: Any, by: Any, data: dict[str, Any]) -> Outcome:
    return each(rows, lambda row: transfer_opportunity(row, to=data["to"], by=by, reason=data["reason"]))


def shelve(rows: Any, by: Any, data: dict[str, Any]) -> Outcome:
    return each(rows, lambda row: moves.shelve_opportunity(row, by=by, reason=data["reason"]))


def told(row: Opportunity) -> dict[str, Any]:
    return {
        "opportunity": row.pk,
        "status": row.status,
        "stage": row.stage_id,
        "owner": row.owner_id,
        "version": row.version,
    }


def moved(row: Opportunity, by: Any, form_data: dict[str, Any]) -> Any:
    given = {
        name: form_data[name]
        for name in ("next_step", "next_step_on", "amount")
        if form_data.get(name) not in (None, "")
    }
    return told(
        moves.move_opportunity(
            row,
            to=form_data["stage"],
            by=by,
            reason=form_data.get("reason", ""),
            version=form_data.get("version"),
            **given,
        )
    )


def without_version(data: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in data.items() if name != "version" or value is not None}


OPPORTUNITIES = RecordType(
    name="opportunities",
    model=Opportunity,
    prefix="sales:opportunity",
    icon="trophy",
    columns=COLUMNS,
    order=["expected_close", "pk"],
    filterset=OpportunityFilterSet,
    form=OpportunityForm,
    quick_filters=["owner", "pipeline"],
    scenes=SCENES,
    bulk_actions=[
        BulkAction("transfer", _("Transfer"), "transfer", transfer, TransferForm, icon="transfer"),
        BulkAction("shelve", _("Shelve"), "change", shelve, ApiReasonForm, icon="archive"),
    ],
    bulk_fields=["expected_close", "next_step", "next_step_on", "competitor"],
    delete=delete_opportunity,
    search=lambda row: SearchText(name=row.name, others=[row.competitor, row.won_document]),
    hint=lambda row: str(row.customer),
    hint_related=("customer",),
    api_fields=[
        "name", "customer", "unit", "pipeline", "stage", "stage_since", "amount", "currency", "rate", "base_amount",
        "probability", "weighted", "own_probability", "probability_reason", "expected_close", "next_step",
        "next_step_on", "competitor", "description", "status", "closed_at", "won_document", "loss_reason", "end_reason",
        "owner", "department",
    ],
    api_verbs=[
        ApiVerb("move", "move it to another stage", "change", moved, MoveForm),
        ApiVerb(
            "win",
            "won, by a contract or an order",
            "change",
            lambda row, by, data: told(moves.win_opportunity(row, by=by, **without_version(data))),
            WinForm,
        ),
        ApiVerb(
            "lose",
            "lost, with the reason and the competitor",
            "change",
            lambda row, by, data: told(moves.lose_opportunity(row, by=by, **without_version(data))),
            LoseForm,
        ),
        ApiVerb(
            "shelve",
            "put it aside",
            "change",
            lambda row, by, data: told(moves.shelve_opportunity(row, by=by, reason=data["reason"])),
            ApiReasonForm,
        ),
        ApiVerb(
            "reject",
            "call it invalid",
            "change",
            lambda row, by, data: told(moves.call_invalid(row, by=by, reason=data["reason"])),
            ApiReasonForm,
        ),
        ApiVerb(
            "reopen",
            "take a shelved or lost one up again",
            "change",
            lambda row, by, data: told(moves.take_up(row, by=by, **data)),
            TakeUpForm,
        ),
        ApiVerb(
            "transfer",
            "give it to a colleague",
            "transfer",
            lambda row, by, data: told(
                transfer_opportunity(row, to=data["to"], by=by, reason=data["reason"])
            ),
            TransferForm,
        ),
    ],
    actions=("change",),
)  # fmt: skip
