"""Account plans, their lines and assessments as record types."""

from typing import Any

from django.db.models import Q
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from contacts.selectors.colleagues import subordinate_ids
from core import clock
from core.addresses import row_address
from core.tables import Column, badge, choice, due_date, link, overdue, related, text
from records.record_type import ApiVerb, BulkAction, Outcome, RecordType, Scene, SearchText

from .. import measures
from ..filters.account_plan import AccountPlanFilterSet, AssessmentFilterSet, PlanActionFilterSet, review_due
from ..forms import account_plan as forms
from ..forms.inquiry import HandOnForm
from ..models import AccountAssessment, AccountPlan, PlanAction, PlanChoice, PlanObjective
from ..request_states import PLAN_OPEN
from ..services import account_plan as service
from ..services import plan_lines
from .opportunity import each

TONES = {"draft": "gray", "active": "green", "closed": "blue"}
ACTION_TONES = {"open": "blue", "done": "green", "dropped": "gray"}
HEALTH_TONES = {"green": "green", "amber": "orange", "red": "red"}
VERDICT_TONES = {"key": "green", "develop": "blue", "keep": "gray", "reduce": "red"}


def shown_review(row: AccountPlan) -> Any:
    """The day of the next review; red once it has passed."""
    day = row.next_review_on
    if day is None or day >= clock.today():
        return day
    return overdue(day)


COLUMNS = [
    link("name", _("plan name")),
    text("code", _("number"), is_default=False),
    related("customer", _("customer"), sort="customer__pinyin", href=True),
    text("year", _("year"), group="year"),
    badge("status", _("status"), TONES),
    choice("level", _("our level")),
    Column(
        name="next_review_on",
        label=_("next review"),
        value=lambda row: row.next_review_on,
        html=shown_review,
        sort="next_review_on",
    ),
    related("owner", _("owner"), sort="owner__pinyin"),
    choice("level_target", _("level at the end of the year"), is_default=False),
    choice("rival_level", _("level of the strongest competitor"), is_default=False),
    related("department", _("owning department"), sort="department__sort", is_default=False),
    text("statement", _("statement"), sort="", is_default=False),
    text("achilles_heel", _("Achilles' heel"), sort="", is_default=False),
    text("closed_on", _("closed"), is_default=False),
    text("created_at", _("created"), is_default=False),
    text("updated_at", _("updated"), is_default=False),
]
OPEN = Q(status__in=PLAN_OPEN)
SCENES = [
    Scene("open", _("Open"), lambda user: OPEN),
    Scene("mine", _("Mine"), lambda user: OPEN & Q(owner=user)),
    Scene("people", _("My people's"), lambda user: OPEN & Q(owner__in=subordinate_ids(user))),
    Scene("year", _("This year"), lambda user: Q(year=clock.today().year)),
    Scene("late", _("Review overdue"), lambda user: review_due()),
    Scene("below", _("Below a competitor"), lambda user: OPEN & Q(rival_level__gt=0, level__lt=3)),
]


def transfer(rows: Any, by: Any, data: dict[str, Any]) -> Outcome:
    return each(rows, lambda row: service.transfer_plan(row, to=data["to"], by=by, reason=data["reason"]))


def told(row: AccountPlan) -> dict[str, Any]:
    return {
        "plan": row.pk,
        "status": row.status,
        "year": row.year,
        "next_review_on": row.next_review_on,
        "version": row.version,
    }


def told_action(row: PlanAction) -> dict[str, Any]:
    return {"action": row.pk, "status": row.status, "progress": row.progress, "version": row.version}


def reviewed(row: AccountPlan, by: Any, data: dict[str, Any]) -> dict[str, Any]:
    review = service.hold_review(row, by=by, **data)
    return {"review": review.pk, "next_review_on": review.next_review_on, "snapshot": review.snapshot}


ACCOUNT_PLANS = RecordType(
    name="account-plans",
    model=AccountPlan,
    prefix="sales:account_plan",
    icon="target",
    columns=COLUMNS,
    order=["-year", "-pk"],
    filterset=AccountPlanFilterSet,
    form=forms.AccountPlanForm,
    quick_filters=["owner", "customer"],
    scenes=SCENES,
    bulk_actions=[BulkAction("transfer", _("Transfer"), "transfer", transfer, HandOnForm, icon="transfer")],
    delete=service.delete_plan,
    search=lambda row: SearchText(name=row.name, others=[row.code, str(row.customer)]),
    search_related=("customer",),
    hint=lambda row: row.get_status_display(),
    hint_related=("customer",),
    api_fields=[
        "code", "customer", "year", "status", "statement", "vision", "win_win", "trends", "perception", "opportunities",
        "threats", "strengths", "weaknesses", "achilles_heel", "level", "level_target", "rival_level", "level_evidence",
        "review_days", "next_review_on", "copied_from", "closed_on", "result", "owner", "department",
    ],
    api_verbs=[
        ApiVerb(
            "activate", "put it in force", "change",
            lambda row, by, data: told(service.put_in_force(row, by=by)),
        ),
        ApiVerb("review", "hold a review: today's figures are frozen", "change", reviewed, forms.ReviewForm),
        ApiVerb(
            "close", "close it with what came of it", "change",
            lambda row, by, data: told(service.close_plan(row, by=by, **data)), forms.ResultForm,
        ),
        ApiVerb(
            "reopen", "take a closed one up again, or make one in force a draft", "change",
            lambda row, by, data: told(service.reopen_plan(row, by=by, **data)), forms.ReasonForm,
        ),
        ApiVerb(
            "copy", "copy it into another year", "add",
            lambda row, by, data: told(service.copy_plan(row, by=by, **data)), forms.CopyForm,
        ),
        ApiVerb(
            "transfer", "give it to a colleague", "transfer",
            lambda row, by, data: told(
                service.transfer_plan(row, to=data["to"], by=by, reason=data["reason"])
            ),
            HandOnForm,
        ),
    ],
)  # fmt: skip


def progress_link(row: PlanAction) -> Any:
    """Whoever is responsible says here how far it is, though he may not read the plan."""
    url = row_address("sales:plan_action_progress", row.pk)
    return SafeString(f'<a href="{url}" class="row-link">{escape(row.name)}</a>')


def line(name: str, model: Any, prefix: str, icon: str, columns: list[Column], **facts: Any) -> RecordType:
    """A line of a plan: edited on the plan's page, read and written over the API."""
    return RecordType(
        name=name,
        model=model,
        prefix=f"sales:{prefix}",
        icon=icon,
        columns=[
            related("plan", pgettext_lazy("account plan", "plan"), sort="plan__name", href=True),
            *columns,
        ],
        has_detail=False,
        has_list=False,
        **facts,
    )


PLAN_OBJECTIVES = line(
    "plan-objectives", PlanObjective, "plan_objective", "target",
    [
        text("name", _("objective")),
        choice("kind", _("kind")),
        Column(
            name="measure",
            label=_("measured by"),
            value=lambda row: measures.label(row.measure) if row.measure else None,
        ),
        text("target", _("target")),
        text("baseline", _("last year")),
        text("reported", _("reached so far")),
    ],
    order=["pk"],
    form=forms.ObjectiveForm,
    api_fields=["plan", "name", "kind", "measure", "target", "monthly", "is_main", "baseline", "reported", "note"],
)  # fmt: skip
PLAN_CHOICES = line(
    "plan-choices", PlanChoice, "plan_choice", "arrows-sort",
    [choice("side", _("decision")), text("what", _("what")), text("why", _("why"), sort="")],
    order=["pk"],
    form=forms.ChoiceForm,
    api_fields=["plan", "side", "what", "why", "hours", "amount", "decided_on"],
)  # fmt: skip
PLAN_ACTIONS = RecordType(
    name="plan-actions",
    model=PlanAction,
    prefix="sales:plan_action",
    icon="checklist",
    columns=[
        Column(
            name="name",
            label=pgettext_lazy("account plan", "action"),
            value=lambda row: row.name,
            html=progress_link,
            sort="name",
        ),
        related("plan", pgettext_lazy("account plan", "plan"), sort="plan__name"),
        related("responsible", _("responsible"), sort="responsible__pinyin"),
        due_date("due_on", _("due")),
        text("progress", _("progress (%)")),
        badge("status", _("status"), ACTION_TONES),
        choice("side", _("who acts"), is_default=False),
        text("is_milestone", _("milestone"), is_default=False),
        text("ended_on", _("ended"), is_default=False),
        text("effect", _("effect"), sort="", is_default=False),
    ],
    order=["due_on", "pk"],
    filterset=PlanActionFilterSet,
    form=forms.ActionForm,
    quick_filters=["responsible"],
    scenes=[
        Scene("mine", _("Mine"), lambda user: Q(status="open", responsible=user)),
        Scene("late", _("Overdue"), lambda user: Q(status="open", due_on__lt=clock.today())),
        Scene("milestones", _("Milestones"), lambda user: Q(is_milestone=True)),
    ],
    api_fields=[
        "plan", "name", "responsible", "due_on", "objective", "side", "contact", "is_milestone", "progress", "status",
        "ended_on", "effect",
    ],
    api_verbs=[
        ApiVerb(
            "progress", "say how far it is", "change",
            lambda row, by, data: told_action(plan_lines.report_progress(row, by=by, **data)), forms.ProgressForm,
        ),
        ApiVerb(
            "drop", "it is not done any more", "change",
            lambda row, by, data: told_action(plan_lines.drop_action(row, by=by, **data)), forms.ReasonForm,
        ),
    ],
    export_action="view",
    has_detail=False,
    has_create=True,
)  # fmt: skip
ASSESSMENTS = RecordType(
    name="account-assessments",
    model=AccountAssessment,
    prefix="sales:assessment",
    icon="gauge",
    columns=[
        related("customer", _("customer"), sort="customer__pinyin", href=True),
        text("assessed_on", _("assessed on")),
        text("total", _("score")),
        badge("verdict", _("verdict"), VERDICT_TONES),
        text("sales", _("sales")),
        text("quality", _("quality of the sales")),
        text("strength", _("strength (money, relations, logistics)")),
        text("ability", _("ability (management, ideas)")),
        text("credit", _("credit")),
        text("potential", _("potential")),
        choice("service_mode", _("service mode"), is_default=False),
        text("reasons", _("reasons"), sort="", is_default=False),
    ],
    order=["-total", "-pk"],
    filterset=AssessmentFilterSet,
    form=forms.AssessmentForm,
    quick_filters=["customer"],
    scenes=[
        Scene("key", _("Key accounts"), lambda user: Q(verdict="key")),
        Scene("develop", _("To be developed"), lambda user: Q(verdict="develop")),
        Scene("reduce", _("Effort to be reduced"), lambda user: Q(verdict="reduce")),
    ],
    api_fields=[
        "customer", "assessed_on", *AccountAssessment.SCORES, "weights", "total", "verdict", "service_mode", "reasons",
    ],
    has_detail=False,
)  # fmt: skip
