"""What the page of an account plan says at a glance: people and gaps among them, actions, findings, the sentence."""

from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from contacts.models import FollowUp, StakeholderRole
from core import clock
from records import gate, parameters

from ..models import AccountPlan, PlanAction, PlanChoice, PlanObjective, PlanReview
from ..models.account_plan import Level
from ..request_parameters import PLAN_REVIEW_DAYS
from .plan_progress import Certainty, Curve, Progress, certainty, curve_of, progress_of, readable

QUIET_DAYS = 60
SINGLE_DAYS = 90
SHOWN_ACTIONS = 8
ROLES = ("sponsor", "coach", "resister", "economic_buyer", "technical_buyer", "user_buyer", "gatekeeper")


@dataclass
class Person:
    role: StakeholderRole
    last_at: Any

    @property
    def tone(self) -> str:
        return "green" if self.role.support > 0 else "red" if self.role.support < 0 else "gray"

    @property
    def support_text(self) -> str:
        return {2: "++", 1: "+", 0: "0", -1: "−", -2: "−−"}[self.role.support]

    @property
    def is_quiet(self) -> bool:
        return self.last_at is None or self.last_at < clock.now() - timedelta(days=QUIET_DAYS)


@dataclass
class Finding:
    """Something that wants doing; `tone` says how much."""

    text: str
    tone: str
    url: str = ""


@dataclass
class Overview:
    plan: AccountPlan
    progress: list[Progress] = field(default_factory=list)
    indicators: list[Progress] = field(default_factory=list)
    main: Progress | None = None
    curve: Curve | None = None
    certainty: Certainty | None = None
    people: list[Person] = field(default_factory=list)
    actions: list[PlanAction] = field(default_factory=list)
    action_counts: dict[str, int] = field(default_factory=dict)
    choices: dict[str, list[PlanChoice]] = field(default_factory=dict)
    last_review: PlanReview | None = None
    findings: list[Finding] = field(default_factory=list)
    sees_figures: bool = True
    sees_people: bool = True


def overview_of(plan: AccountPlan, user: Any) -> Overview:
    """All of it in a handful of statements, whatever the plan holds."""
    found = Overview(plan, sees_figures=gate.allowed(user, PlanObjective))
    if found.sees_figures:
        objectives = list(PlanObjective.objects.under(plan, user).order_by("-is_main", "pk"))
        measured = progress_of(plan, readable(objectives, user))
        found.progress = [row for row in measured if row.objective.kind != PlanObjective.Kind.INDICATOR]
        found.indicators = [row for row in measured if row.objective.kind == PlanObjective.Kind.INDICATOR]
        found.main = main_of(measured)
        found.curve = (
            curve_of(found.main, plan.year) if found.main is not None and found.main.is_sum else None
        )
        found.certainty = certainty(plan, found.main)
    found.sees_people = gate.allowed(user, StakeholderRole)
    found.people = people_of(plan, user) if found.sees_people else []
    if gate.allowed(user, PlanAction):
        rows = PlanAction.objects.under(plan, user).select_related("responsible").order_by("due_on", "pk")
        every = list(rows)
        found.action_counts = count_actions(every)
        found.actions = [row for row in every if row.status == PlanAction.Status.OPEN][:SHOWN_ACTIONS]
    if gate.allowed(user, PlanChoice):
        found.choices = {"invest": [], "stop": []}
        for choice in PlanChoice.objects.under(plan, user).order_by("pk"):
            found.choices[choice.side].append(choice)
    if gate.allowed(user, PlanReview):
        found.last_review = (
            PlanReview.objects.under(plan, user).select_related("by").order_by("-held_on", "-pk").first()
        )
    found.findings = findings_of(found)
    return found


def main_of(measured: list[Progress]) -> Progress | None:
    """The objective drawn as the curve: the one marked so, else the first that is measured in money."""
    marked = [row for row in measured if row.objective.is_main]
    money = [row for row in measured if row.unit == "money" and row.is_sum]
    return next(iter(marked or money), None)


def people_of(plan: AccountPlan, user: Any) -> list[Person]:
    """The customer's people with a part in his decisions, the weightiest first, and when we last spoke to each."""
    rows = StakeholderRole.objects.visible_to(user).filter(customer=plan.customer_id)
    roles = list(rows.select_related("contact").order_by("-influence", "pk")[:40])
    spoken = FollowUp.objects.alive().filter(customer=plan.customer_id, contact__isnull=False)
    last = dict(spoken.order_by().values_list("contact").annotate(last=Max("at")))
    return [Person(role, last.get(role.contact_id)) for role in roles]


def count_actions(rows: list[PlanAction]) -> dict[str, int]:
    states = PlanAction.Status
    return {
        "open": sum(row.status == states.OPEN for row in rows),
        "done": sum(row.status == states.DONE for row in rows),
        "dropped": sum(row.status == states.DROPPED for row in rows),
        "overdue": sum(row.is_overdue for row in rows),
    }


def review_rhythm(plan: AccountPlan) -> int:
    return int(plan.review_days or parameters.get(PLAN_REVIEW_DAYS))


def levels_of(plan: AccountPlan) -> list[dict[str, Any]]:
    """The pyramid from its top down, with where we stand, want to stand, and where the competitor stands."""
    return [
        {
            "level": level.value,
            "label": level.label,
            "is_reached": level.value <= plan.level,
            "is_now": level.value == plan.level,
            "is_target": level.value == plan.level_target,
            "is_rival": level.value == plan.rival_level,
        }
        for level in reversed(Level)
    ]


# -- findings -------------------------------------------------------------------------------------------------
def findings_of(found: Overview) -> list[Finding]:
    """What a manager would ask about, the gravest first; an empty list is good news."""
    grave = [*_level_findings(found), *_figure_findings(found), *_people_findings(found)]
    found_ones = [*grave, *_rhythm_findings(found)]
    order = {"red": 0, "orange": 1, "gray": 2}
    return sorted(found_ones, key=lambda finding: order[finding.tone])


def _level_findings(found: Overview) -> list[Finding]:
    plan, findings = found.plan, []
    before = found.last_review.snapshot.get("level") if found.last_review is not None else None
    if before is None and plan.copied_from is not None:
        before = plan.copied_from.level
    if before is not None and plan.level < before:
        findings.append(
            Finding(
                _("Downgraded: we were at level %(before)d of the pyramid and are at %(now)d.")
                % {"before": before, "now": plan.level},
                "red",
            )
        )
    if plan.rival_level is not None and plan.rival_level > plan.level:
        findings.append(
            Finding(
                _("The strongest competitor stands a level above us: %(level)s.")
                % {"level": Level(plan.rival_level).label},
                "orange",
            )
        )
    return findings


def _figure_findings(found: Overview) -> list[Finding]:
    findings = [
        Finding(
            _("%(objective)s: %(actual)s of %(asked)s that were due by now.")
            % {"objective": row.objective, "actual": row.actual_text, "asked": row.to_date_text}
            if row.is_sum
            else _("%(objective)s: %(actual)s of %(asked)s.")
            % {"objective": row.objective, "actual": row.actual_text, "asked": row.target_text},
            "red",
        )
        for row in [*found.progress, *found.indicators]
        if row.tone == "red"
    ]
    if found.sees_figures and not found.progress:
        findings.append(Finding(_("No objective is set yet."), "orange"))
    return findings


def _people_findings(found: Overview) -> list[Finding]:
    if not found.sees_people:
        return []
    known = {person.role.role for person in found.people}
    findings = []
    if "sponsor" not in known:
        findings.append(Finding(_("No sponsor is known."), "orange"))
    if "coach" not in known:
        findings.append(Finding(_("No coach is known."), "orange"))
    if "economic_buyer" not in known:
        findings.append(Finding(_("Who decides about the money is not known."), "orange"))
    for person in found.people:
        if person.role.support < 0 and person.is_quiet:
            findings.append(
                Finding(
                    _("%(name)s is against us, and nobody has spoken to him for %(days)d days.")
                    % {"name": person.role.contact, "days": QUIET_DAYS},
                    "red" if person.role.influence >= 4 else "orange",
                )
            )
    since = clock.now() - timedelta(days=SINGLE_DAYS)
    met = {person.role.contact_id for person in found.people if person.last_at and person.last_at >= since}
    if found.people and len(met) < 2:
        findings.append(
            Finding(
                _("We hang on one person: fewer than two of them were spoken to in %(days)d days.")
                % {"days": SINGLE_DAYS},
                "orange",
            )
        )
    return findings


def _rhythm_findings(found: Overview) -> list[Finding]:
    plan, findings = found.plan, []
    overdue = found.action_counts.get("overdue", 0)
    if overdue:
        findings.append(
            Finding(
                ngettext("%(count)d action is overdue.", "%(count)d actions are overdue.", overdue)
                % {"count": overdue},
                "red",
            )
        )
    if plan.status == AccountPlan.Status.ACTIVE and plan.next_review_on is not None:
        days = (clock.today() - plan.next_review_on).days
        if days > 0:
            findings.append(
                Finding(
                    _("The review is %(days)d days overdue.") % {"days": days},
                    "red" if days > 14 else "orange",
                )
            )
    if plan.is_open and not plan.achilles_heel.strip():
        findings.append(Finding(_("The Achilles' heel is not named."), "gray"))
    return findings


# -- what a review freezes ----------------------------------------------------------------------------------------
def snapshot_of(found: Overview) -> dict[str, Any]:
    """The figures of this moment, as plain values that never change again."""
    return {
        "as_of": clock.today().isoformat(),
        "level": found.plan.level,
        "rival_level": found.plan.rival_level,
        "objectives": [
            {
                "id": row.objective.pk,
                "name": row.objective.name,
                "unit": row.unit,
                "target": str(row.target),
                "to_date": str(row.to_date),
                "actual": _plain(row.actual),
                "forecast": _plain(row.forecast),
                "percent": row.percent,
                "tone": row.tone,
            }
            for row in [*found.progress, *found.indicators]
        ],
        "actions": found.action_counts,
        "people": [
            {
                "name": str(person.role.contact),
                "role": person.role.role,
                "influence": person.role.influence,
                "support": person.role.support,
            }
            for person in found.people
        ],
        "choices": {side: [row.what for row in rows] for side, rows in found.choices.items()},
        "findings": [{"text": finding.text, "tone": finding.tone} for finding in found.findings],
        "texts": {
            name: getattr(found.plan, name)
            for name in ("statement", "trends", "opportunities", "threats", "strengths", "weaknesses")
        },
    }


def _plain(value: Decimal | None) -> str | None:
    return None if value is None else str(value)
