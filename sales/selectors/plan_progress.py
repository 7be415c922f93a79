"""Where an account plan stands: each objective measured, the gap curve of the main one, how certain the revenue is.

Target to date: the months that have passed and the part of the present one. Forecast for the year: what is reached,
plus what the sales in progress are expected to bring (amount × probability); where nothing tells, the pace so far is
carried on. Gap: target − forecast.
"""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q, Sum
from django.db.models.functions import Coalesce

from accounts import access
from core import clock
from core.money import amount_text, rounded, short_text
from records import gate, parameters

from ..measures import MEASURES, Measure, Months
from ..models import Opportunity
from ..models.account_plan import AccountPlan, PlanObjective
from ..parameters import COMMITTED_FROM

NOTHING = Decimal(0)
LIKELY_FROM = Decimal(50)
IN_DANGER = Decimal("0.8")  # of the target to date; below it is off course


def spread(objective: PlanObjective) -> list[Decimal]:
    """The target of each month: as written down, else twelfths, the last takes the cents."""
    if objective.monthly:
        return [Decimal(str(value)) for value in objective.monthly]
    each = rounded(objective.target / 12)
    return [each] * 11 + [objective.target - each * 11]


def passed_share(year: int, today: date) -> list[Decimal]:
    """Of each month of the year, how much has passed: 1, 0, or of the present month its days."""
    shares = []
    for month in range(1, 13):
        if (year, month) < (today.year, today.month):
            shares.append(Decimal(1))
        elif (year, month) == (today.year, today.month):
            shares.append(Decimal(today.day) / monthrange(year, month)[1])
        else:
            shares.append(NOTHING)
    return shares


@dataclass
class Progress:
    """One objective, measured. Amounts as they are (yuan, pieces, per cent)."""

    objective: PlanObjective
    unit: str
    is_sum: bool
    target: Decimal
    to_date: Decimal  # what the target asks for by today
    actual: Decimal | None
    forecast: Decimal | None
    targets: list[Decimal] = field(default_factory=list)
    reached: list[Decimal | None] = field(default_factory=list)
    expected: list[Decimal] = field(default_factory=list)

    @property
    def percent(self) -> int | None:
        return None if self.actual is None else int(rounded(self.actual * 100 / self.target, 0))

    @property
    def bar(self) -> int:
        return max(0, min(self.percent or 0, 100))

    @property
    def gap(self) -> Decimal | None:
        """What the forecast leaves open; nothing where it reaches the target."""
        return None if self.forecast is None else max(self.target - self.forecast, NOTHING)

    @property
    def tone(self) -> str:
        if self.actual is None:
            return "gray"
        asked = self.to_date if self.is_sum else self.target
        if self.actual >= asked:
            return "green"
        return "orange" if self.actual >= asked * IN_DANGER else "red"

    def text(self, value: Decimal | None) -> str:
        return figure(value, self.unit)

    @property
    def target_text(self) -> str:
        return self.text(self.target)

    @property
    def actual_text(self) -> str:
        return self.text(self.actual)

    @property
    def forecast_text(self) -> str:
        return self.text(self.forecast)

    @property
    def gap_text(self) -> str:
        return self.text(self.gap)

    @property
    def to_date_text(self) -> str:
        return self.text(self.to_date)

    @property
    def baseline_text(self) -> str:
        return self.text(self.objective.baseline)


def figure(value: Decimal | None, unit: str) -> str:
    """Money as a large sum, shares in per cent, what is counted without decimals that say nothing."""
    if value is None:
        return "–"
    if unit == "money":
        return amount_text(value, "large")
    if unit == "percent":
        return f"{rounded(value, 1).normalize():f} %"
    return f"{rounded(value, 2).normalize():,f}"


def readable(objectives: Iterable[PlanObjective], user: Any) -> list[PlanObjective]:
    """Those whose figures no policy closes: what was set, and what it is measured by."""
    if not gate.reads(user, PlanObjective, "target", "baseline", "reported"):
        return []
    return [row for row in objectives if row.measure not in MEASURES or _is_open(MEASURES[row.measure], user)]


def _is_open(measure: Measure, user: Any) -> bool:
    return not measure.of or access.reads(user, *measure.of)


def progress_of(plan: AccountPlan, objectives: list[PlanObjective]) -> list[Progress]:
    """Each objective measured; objectives with the same measure ask the database once."""
    known: dict[str, tuple[Months, Months | None]] = {}
    today = clock.today()
    return [_progress(plan, objective, known, today) for objective in objectives]


def _progress(plan: AccountPlan, objective: PlanObjective, known: dict[str, Any], today: date) -> Progress:
    measure: Measure | None = MEASURES.get(objective.measure)
    targets, shares = spread(objective), passed_share(plan.year, today)
    is_sum = measure.is_sum if measure is not None else True
    to_date = sum((part * share for part, share in zip(targets, shares, strict=True)), NOTHING)
    if measure is None and objective.baseline is not None:  # a share that rises from last year's
        gone = sum(shares, NOTHING) / 12
        to_date = objective.baseline + (objective.target - objective.baseline) * gone
    found = Progress(
        objective,
        unit=measure.unit if measure is not None else "count",
        is_sum=is_sum,
        target=objective.target,
        to_date=rounded(to_date) if is_sum else objective.target,
        actual=objective.reported,
        forecast=None,
        targets=targets,
    )
    if measure is None:
        return found
    if measure.code not in known:
        reached = measure.reached(plan.customer_id, plan.year)
        expected = measure.expected(plan.customer_id, plan.year) if measure.expected is not None else None
        known[measure.code] = (reached, expected)
    reached, expected = known[measure.code]
    found.reached = list(reached)
    if not is_sum:
        told = [value for value in reached if value is not None]
        found.actual = told[-1] if told else None
        found.forecast = found.actual
        return found
    found.actual = sum((value or NOTHING for value in reached), NOTHING)
    found.expected = _coming(found, expected, shares)
    found.forecast = found.actual + sum(found.expected, NOTHING)
    return found


def _coming(found: Progress, expected: Months | None, shares: list[Decimal]) -> list[Decimal]:
    """What each month still brings: what the measure expects, else the pace so far against the target's shape."""
    if expected is not None:
        return [value or NOTHING for value in expected]
    asked = sum((part * share for part, share in zip(found.targets, shares, strict=True)), NOTHING)
    if not asked or found.actual is None:
        return [NOTHING] * 12
    pace = found.actual / asked
    return [rounded(part * (1 - share) * pace) for part, share in zip(found.targets, shares, strict=True)]


# -- the gap curve ----------------------------------------------------------------------------------------------
@dataclass
class CurveMonth:
    month: int
    target: Decimal
    actual: Decimal | None
    forecast: Decimal | None
    target_text: str = ""
    actual_text: str = ""
    forecast_text: str = ""


@dataclass
class Curve:
    """Running sums month by month, and the picture's points (720 × 260, drawn without any script)."""

    progress: Progress
    months: list[CurveMonth]
    target_points: str
    actual_points: str
    forecast_points: str
    ticks: list[dict[str, Any]]
    columns: list[dict[str, Any]]
    today_x: str

    @property
    def unit(self) -> str:
        return self.progress.unit


WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 720, 260, 64, 16, 14, 28


def curve_of(progress: Progress, year: int) -> Curve:
    """Target, actual and forecast as running sums: the actual up to the present month, the forecast from there."""
    today = clock.today()
    now = 12 if year < today.year else 0 if year > today.year else today.month
    months: list[CurveMonth] = []
    target = actual = NOTHING
    expected = progress.expected or [NOTHING] * 12
    reached = progress.reached or [None] * 12
    ahead = NOTHING
    for month in range(1, 13):
        target += progress.targets[month - 1]
        actual += reached[month - 1] or NOTHING
        if month >= now:
            ahead += expected[month - 1]
        months.append(
            CurveMonth(
                month,
                target,
                actual if month <= now else None,
                None if month < now or not progress.reached else actual + ahead,
            )
        )
    for row in months:
        row.target_text = figure(row.target, progress.unit)
        row.actual_text = figure(row.actual, progress.unit)
        row.forecast_text = figure(row.forecast, progress.unit)
    top = nice_top(
        max([row.target for row in months] + [row.forecast or row.actual or NOTHING for row in months])
    )
    forecast: list[Any] = [(row.month, row.forecast) for row in months if row.forecast is not None]
    if 0 < now <= 12 and forecast:
        forecast.insert(0, (now, months[now - 1].actual))
    actual_line = [(0, NOTHING)] + [(row.month, row.actual) for row in months if row.actual is not None]
    return Curve(
        progress,
        months,
        target_points=_points([(0, NOTHING), *((row.month, row.target) for row in months)], top),
        actual_points=_points(actual_line, top) if progress.reached else "",
        forecast_points=_points(forecast, top),
        ticks=[
            {"y": _y(top * step / 4, top), "text": tick(top * step / 4, progress.unit)} for step in range(5)
        ],
        columns=[{"x": _x(month), "text": str(month)} for month in range(1, 13)],
        today_x=_x(Decimal(now - 1) + Decimal(today.day) / 31) if year == today.year else "",
    )


def _x(month: Any) -> str:
    return f"{LEFT + float(month) / 12 * (WIDTH - LEFT - RIGHT):.1f}"


def _y(value: Decimal, top: Decimal) -> str:
    return f"{HEIGHT - BOTTOM - float(value / top) * (HEIGHT - TOP - BOTTOM):.1f}"


def _points(values: list[Any], top: Decimal) -> str:
    return " ".join(f"{_x(month)},{_y(value, top)}" for month, value in values)


def tick(value: Decimal, unit: str) -> str:
    """As short as an axis wants it."""
    return short_text(value) if unit == "money" else f"{rounded(value, 1).normalize():,f}"


def nice_top(highest: Decimal) -> Decimal:
    """The next round number above: 1, 2, 2.5, 4, 5 or 8 times a power of ten."""
    if highest <= 0:
        return Decimal(1)
    power = Decimal(10) ** (highest.adjusted())
    for step in (1, 2, "2.5", 4, 5, 8, 10):
        if Decimal(step) * power >= highest:
            return Decimal(step) * power
    return power * 10


# -- how certain the revenue is -----------------------------------------------------------------------------------
@dataclass
class Certainty:
    """Parts of a bar, in per cent of its length, and where on it the target stands."""

    parts: list[dict[str, Any]]
    mark: str


def certainty(plan: AccountPlan, main: Progress | None) -> Certainty | None:
    """The year's revenue by how sure it is: won, committed, likely, possible (each in full, not weighted)."""
    if main is None or main.objective.measure != "won" or main.actual is None:
        return None
    chance = Coalesce("own_probability", "stage__probability")
    least = parameters.get(COMMITTED_FROM)
    rows = Opportunity.objects.alive().filter(
        customer=plan.customer_id, status="open", expected_close__lt=f"{plan.year + 1}-01-01"
    )
    found = (
        rows.order_by()
        .annotate(chance_now=chance)
        .aggregate(
            committed=Sum("base_amount", filter=Q(chance_now__gte=least)),
            likely=Sum("base_amount", filter=Q(chance_now__gte=LIKELY_FROM, chance_now__lt=least)),
            possible=Sum("base_amount", filter=Q(chance_now__lt=LIKELY_FROM)),
        )
    )
    values = [("won", main.actual), *((name, found[name] or NOTHING) for name in found)]
    whole = max(main.target, sum((value for _name, value in values), NOTHING))
    parts, x = [], NOTHING
    for name, value in values:
        width = value * 100 / whole
        parts.append({"name": name, "text": figure(value, "money"), "x": f"{x:.2f}", "width": f"{width:.2f}"})
        x += width
    return Certainty(parts, f"{main.target * 100 / whole:.2f}")
