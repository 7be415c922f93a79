"""Account plans and assessments: their tabs, those on a customer's page, rights, verbs, menu, job, measures."""

from decimal import Decimal
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts import sources as account_sources
from accounts.sources import HandOverItem
from contacts.models import AccountTeamMember, Customer
from contacts.reach import unless_pooled
from core import actions
from core.schedule import scheduled
from marketing.tabs import CHANGES, FILES
from records import gate, menu, record_type, sources, tabs
from records.menu import Entry
from records.services import numbering
from records.tabs import Tab

from .. import measures
from ..models import AccountAssessment, AccountPlan, PlanAction, PlanChoice, PlanObjective, PlanReview
from ..records.account_plan import (
    ACCOUNT_PLANS,
    ACTION_TONES,
    ASSESSMENTS,
    HEALTH_TONES,
    PLAN_ACTIONS,
    PLAN_CHOICES,
    PLAN_OBJECTIVES,
    TONES,
    VERDICT_TONES,
)
from ..request_states import PLAN_OPEN
from ..selectors import measured
from ..selectors.account_plan import levels_of, overview_of, people_of
from ..selectors.plan_progress import figure, progress_of, readable
from ..services.account_plan import KIND
from ..services.plan_reminders import remind_account_plans
from .announcing import goes_with_customer, grants, moves_on_merge, of

PLAN = "accountplan"
LINES = "planobjective planchoice planaction planreview"
ALL = f"{PLAN} {LINES}"
JUDGED = "accountassessment"
ROLE_GRANTS = {
    "rep": of(
        grants("team", f"{ALL} {JUDGED}", "view add change"),
        grants("team", "planobjective planchoice planaction", "delete"),
    ),
    "sm": of(
        grants("below", f"{ALL} {JUDGED}", "view add change delete"),
        grants("below", PLAN, "export import transfer review"),
        grants("below", JUDGED, "export"),
    ),
    "rm": of(
        grants("region", f"{ALL} {JUDGED}", "view add change"),
        grants("region", "planobjective planchoice planaction", "delete"),
        grants("region", PLAN, "review"),
    ),
    "ag": grants("all", f"{PLAN} planaction", "view"),
    "am": grants("all", f"{PLAN} planaction", "view"),
    # Marketing reads plans without amounts: neither objectives nor what is invested.
    "mkt": grants("all", f"{PLAN} planaction", "view"),
    "exe": of(
        grants("all", f"{ALL} {JUDGED}", "view"),
        grants("all", PLAN, "export review"),
        grants("all", JUDGED, "export"),
    ),
    "dlr": grants("self", f"{PLAN} planaction", "view"),
}
VERBS = {
    "sales.plan_created": _("wrote the account plan"),
    "sales.plan_changed": _("changed the account plan"),
    "sales.plan_in_force": _("put the account plan in force"),
    "sales.plan_reviewed": _("reviewed the account plan"),
    "sales.plan_commented": _("commented on the review"),
    "sales.plan_closed": _("closed the account plan"),
    "sales.plan_reopened": _("took the account plan up again"),
    "sales.plan_copied": _("copied the account plan"),
    "sales.plan_transferred": _("gave the account plan to a colleague"),
    "sales.plan_line_added": _("added a line to the account plan"),
    "sales.plan_line_changed": _("changed a line of the account plan"),
    "sales.plan_line_removed": _("removed a line of the account plan"),
    "sales.plan_action_progress": _("reported progress of an action"),
    "sales.plan_action_done": _("has done an action of the plan"),
    "sales.plan_action_dropped": _("dropped an action of the plan"),
    "sales.assessed": _("assessed the customer"),
    "sales.assessment_changed": _("changed the assessment"),
}
ENVIRONMENT = (
    "trends", "perception", "opportunities", "threats", "strengths", "weaknesses", "achilles_heel",
)  # fmt: skip
MOST = 60


def overview(plan: AccountPlan, request: HttpRequest) -> dict[str, Any]:
    return {"plan": overview_of(plan, request.user), "levels": levels_of(plan), "health_tones": HEALTH_TONES}


def environment(plan: AccountPlan, request: HttpRequest) -> dict[str, Any]:
    def part(name: str) -> dict[str, Any]:
        return {"label": AccountPlan._meta.get_field(name).verbose_name, "text": getattr(plan, name)}

    return {
        "charter": [part(name) for name in ("statement", "vision", "win_win")],
        "around": [part(name) for name in ("trends", "perception")],
        "swot": [part(name) for name in ("strengths", "weaknesses", "opportunities", "threats")],
        "heel": part("achilles_heel"),
        "levels": levels_of(plan),
        "evidence": plan.level_evidence,
    }


def people(plan: AccountPlan, request: HttpRequest) -> dict[str, Any]:
    user = request.user
    team: list[Any] = []
    if gate.allowed(user, AccountTeamMember):
        rows = AccountTeamMember.objects.visible_to(user).filter(customer=plan.customer_id)
        team = list(rows.select_related("user").order_by("role", "pk"))
    return {
        "people": people_of(plan, user),
        "team": team,
        "network_url": f"{plan.customer.get_absolute_url()}?tab=network",
        "sees_customer": gate.holds(user, plan.customer, "view"),
    }


def objectives(plan: AccountPlan, request: HttpRequest) -> dict[str, Any]:
    user = request.user
    rows = list(PlanObjective.objects.under(plan, user).order_by("-is_main", "pk"))
    may = gate.holds(user, plan, "change") and plan.is_open
    return {
        "progress": progress_of(plan, readable(rows, user)),
        "measures": measures.MEASURES,
        "may_write": may,
        "may_remove": may and gate.allowed(user, PlanObjective, "delete"),
    }


def choices(plan: AccountPlan, request: HttpRequest) -> dict[str, Any]:
    user = request.user
    rows = PlanChoice.objects.under(plan, user).order_by("pk")
    may = gate.holds(user, plan, "change") and plan.is_open
    sides = [
        {"side": side, "label": label, "rows": [row for row in rows if row.side == side]}
        for side, label in PlanChoice.Side.choices
    ]
    return {"sides": sides, "may_write": may, "may_remove": may and gate.allowed(user, PlanChoice, "delete")}


def plan_actions(plan: AccountPlan, request: HttpRequest) -> dict[str, Any]:
    user = request.user
    rows = PlanAction.objects.under(plan, user).select_related("responsible", "contact", "objective")
    may = gate.holds(user, plan, "change") and plan.is_open
    found = sorted(rows, key=lambda row: (row.status != "open", row.due_on, row.pk))
    return {
        "actions": [{"row": row, "tone": ACTION_TONES[row.status]} for row in found],
        "may_write": may,
        "may_remove": may and gate.allowed(user, PlanAction, "delete"),
    }


def reviews(plan: AccountPlan, request: HttpRequest) -> dict[str, Any]:
    user = request.user
    rows = list(
        PlanReview.objects.under(plan, user)
        .select_related("by", "commented_by")
        .order_by("-held_on", "-pk")[:MOST]
    )
    may_comment = gate.holds(user, plan, "review")
    sees = gate.allowed(user, PlanObjective)
    return {
        "reviews": [
            {
                "row": row,
                "tone": HEALTH_TONES[row.health],
                "level": row.snapshot.get("level"),
                "objectives": frozen_objectives(row) if sees else [],
                "actions": row.snapshot.get("actions") or {},
                "may_comment": may_comment and row.by_id != user.pk,
            }
            for row in rows
        ]
    }


def frozen_objectives(review: PlanReview) -> list[dict[str, Any]]:
    """The figures of that day, from the snapshot alone."""

    def shown(row: dict[str, Any], name: str) -> str:
        value = row.get(name)
        return figure(Decimal(value) if value is not None else None, row["unit"])

    return [
        {
            "name": row["name"],
            "tone": row["tone"],
            "percent": row["percent"],
            **{name: shown(row, name) for name in ("target", "to_date", "actual", "forecast")},
        }
        for row in review.snapshot.get("objectives", [])
    ]


def of_customer(customer: Customer, request: HttpRequest) -> dict[str, Any]:
    user = request.user
    rows = AccountPlan.objects.visible_to(user).filter(customer=customer).select_related("owner")
    judged: list[Any] = []
    if gate.allowed(user, AccountAssessment):
        found = AccountAssessment.objects.visible_to(user).filter(customer=customer)
        judged = [
            {
                "row": row,
                "tone": VERDICT_TONES[row.verdict],
                "scores": [
                    {
                        "label": AccountAssessment._meta.get_field(name).verbose_name,
                        "value": getattr(row, name),
                        "weight": row.weights.get(name),
                    }
                    for name in AccountAssessment.SCORES
                ],
            }
            for row in found.order_by("-assessed_on", "-pk")[:5]
        ]
    return {
        "plans": [{"row": row, "tone": TONES[row.status]} for row in rows.order_by("-year", "-pk")[:MOST]],
        "assessments": judged,
        "may_add_plan": gate.holds(user, customer, "add", AccountPlan),
        "may_assess": gate.holds(user, customer, "add", AccountAssessment),
        "sees_assessments": gate.allowed(user, AccountAssessment),
    }


def held_actions(user: Any) -> list[HandOverItem]:
    count = PlanAction.objects.alive().filter(responsible=user, status="open").count()
    return [HandOverItem(_("Actions of account plans"), count)] if count else []


def tab(name: str, label: Any, context: Any, order: int, permission: str = "") -> Tab:
    return Tab(
        name=name,
        label=label,
        template=f"sales/tabs/plan_{name}.html",
        context=context,
        permission=f"sales.view_{permission}" if permission else "",
        order=order,
    )


def register() -> None:
    numbering.declare(KIND, "JH", 4, "%Y", label=_("Account plans"), holder="sales.AccountPlan.code")
    account_sources.add_role_grants(ROLE_GRANTS)
    account_sources.add_hand_over(held_actions)
    actions.VERBS.update(VERBS)
    measured.register()
    record_type.register(ACCOUNT_PLANS, PLAN_OBJECTIVES, PLAN_CHOICES, PLAN_ACTIONS, ASSESSMENTS)
    for model in (PlanObjective, PlanChoice, PlanAction, PlanReview):
        sources.add_limit(model._meta.label_lower, unless_pooled("plan__customer__"))
    sources.add_limit("sales.accountassessment", unless_pooled("customer__"))
    moves_on_merge(AccountAssessment, "assessments", same=("customer_id", "assessed_on"))
    moves_on_merge(PlanAction, "plan_actions")
    goes_with_customer(
        AccountPlan,
        "account_plans",
        _("Account plans"),
        "sales:account_plan_list",
        PLAN_OPEN,
        same=("customer_id", "year"),
    )
    scheduled(
        "remind_account_plans", _("Remind of reviews and actions of account plans"), hour="7", minute="20"
    )(remind_account_plans)
    tabs.add(
        "sales.accountplan",
        tab("overview", _("On one page"), overview, 10),
        tab("environment", _("Charter and environment"), environment, 20),
        tab("people", _("Key people"), people, 30, "accountplan"),
        tab("objectives", _("Objectives"), objectives, 40, "planobjective"),
        tab("choices", _("Invest or stop"), choices, 50, "planchoice"),
        tab("actions", pgettext_lazy("account plan", "Actions"), plan_actions, 60, "planaction"),
        tab("reviews", _("Reviews"), reviews, 70, "planreview"),
        FILES,
        CHANGES,
    )
    tabs.arrangeable("sales.accountplan", _("Tabs of an account plan"))
    tabs.add(
        "contacts.customer",
        Tab(
            name="account_plans",
            label=_("Account plans"),
            template="sales/tabs/account_plans.html",
            context=of_customer,
            permission="sales.view_accountplan",
            order=44,
        ),
    )
    menu.add(
        Entry(
            "customers", _("Account plans"), "sales:account_plan_list", "target", "sales.view_accountplan", 43
        ),
        Entry(
            "customers",
            _("Account assessments"),
            "sales:assessment_list",
            "gauge",
            "sales.view_accountassessment",
            49,
        ),
    )
    menu.add_quick_create(
        Entry(
            "customers", _("Account plan"), "sales:account_plan_create", "target", "sales.add_accountplan", 31
        )
    )
