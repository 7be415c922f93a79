"""The measures that sales brings itself: what was won, what is expected, visits, new sales, samples, response."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Q, Sum
from django.db.models.functions import ExtractMonth, TruncMonth
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from contacts.models import FollowUp
from core import clock

from ..measures import Measure, Months, add_measure
from ..models import Opportunity, SampleRequest, Visit
from ..querysets import weighted_open

NOTHING = Decimal(0)


def year_bounds(year: int) -> tuple[datetime, datetime]:
    """The first moment of a year and that of the next, in the company's time zone."""
    return timezone.make_aware(datetime(year, 1, 1)), timezone.make_aware(datetime(year + 1, 1, 1))


def by_month(rows: Any, field: str, value: Any, year: int) -> Months:
    """`value` of the rows whose moment `field` lies in the year, month by month."""
    start, end = year_bounds(year)
    now = clock.now()
    found = rows.filter(**{f"{field}__gte": start, f"{field}__lt": end, f"{field}__lte": now}).order_by()
    sums = found.annotate(month=TruncMonth(field)).values("month").annotate(value=value)
    months: list[Decimal | None] = [NOTHING] * 12
    for row in sums:
        months[timezone.localtime(row["month"]).month - 1] = Decimal(row["value"] or 0)
    return months


def by_day_month(rows: Any, field: str, value: Any, year: int) -> Months:
    """The same where `field` is a day."""
    found = rows.filter(**{f"{field}__year": year}).order_by()
    sums = found.annotate(month=ExtractMonth(field)).values("month").annotate(value=value)
    months: list[Decimal | None] = [NOTHING] * 12
    for row in sums:
        months[row["month"] - 1] = Decimal(row["value"] or 0)
    return months


def sales_of(customer: Any) -> Any:
    return Opportunity.objects.alive().filter(customer=customer)


def won(customer: Any, year: int) -> Months:
    """Yuan won, by the month in which it was."""
    return by_month(sales_of(customer).filter(status="won"), "closed_at", Sum("base_amount"), year)


def expected_wins(customer: Any, year: int) -> Months:
    """Yuan expected: Σ amount × probability of sales in progress; what is overdue counts in the present month."""
    today = clock.today()
    rows = sales_of(customer).filter(status="open", expected_close__lt=f"{year + 1}-01-01")
    found = rows.order_by().values("expected_close").annotate(value=Sum(weighted_open()))
    months: list[Decimal | None] = [NOTHING] * 12
    for row in found:
        day = max(row["expected_close"], today)
        if day.year == year:
            months[day.month - 1] = (months[day.month - 1] or NOTHING) + Decimal(row["value"] or 0)
    return months


def won_count(customer: Any, year: int) -> Months:
    return by_month(sales_of(customer).filter(status="won"), "closed_at", Count("pk"), year)


def new_sales(customer: Any, year: int) -> Months:
    return by_month(sales_of(customer), "created_at", Count("pk"), year)


def visits(customer: Any, year: int) -> Months:
    """Visits that were written up."""
    rows: Any = Visit.objects.alive()
    rows = rows.held().filter(customer=customer)
    rows = Visit.objects.alive().filter(customer=customer, status__in=["submitted", "reviewed"])
    return by_month(rows, "planned_start", Count("pk"), year)


def effective_visits(customer: Any, year: int) -> Months:
    rows = Visit.objects.alive().filter(customer=customer, is_effective=True)
    return by_month(rows, "planned_start", Count("pk"), year)


def talks(customer: Any, year: int) -> Months:
    """Effective contacts of whatever kind."""
    rows = FollowUp.objects.alive().filter(customer=customer, is_effective=True)
    return by_month(rows, "at", Count("pk"), year)


def people_met(customer: Any, year: int) -> Months:
    """Different people of the customer spoken to, from the beginning of the year to the end of each month."""
    start, end = year_bounds(year)
    rows = FollowUp.objects.alive().filter(
        customer=customer, contact__isnull=False, at__gte=start, at__lt=end
    )
    firsts: dict[int, int] = {}
    for contact, at in rows.order_by("at").values_list("contact_id", "at"):
        firsts.setdefault(contact, timezone.localtime(at).month)
    counted = [Decimal(sum(month <= last for month in firsts.values())) for last in range(1, 13)]
    return so_far(counted, year)


def win_rate(customer: Any, year: int) -> Months:
    """Per cent of the sales that were decided this year and were won, up to the end of each month."""
    rows = sales_of(customer)
    won_ones = by_month(rows.filter(status="won"), "closed_at", Count("pk"), year)
    decided = by_month(rows.filter(status__in=["won", "lost"]), "closed_at", Count("pk"), year)
    return shares(won_ones, decided, year)


def samples_passed(customer: Any, year: int) -> Months:
    rows = SampleRequest.objects.alive().filter(customer=customer, status="passed")
    return by_day_month(rows, "concluded_on", Count("pk"), year)


def sample_response(customer: Any, year: int) -> Months:
    """Per cent of this year's sample requests that were answered in time, of those that were due."""
    rows = SampleRequest.objects.alive().filter(customer=customer, submitted_at__isnull=False)
    due = rows.filter(Q(first_reply_at__isnull=False) | Q(reply_due_at__lte=clock.now()))
    in_time = due.filter(first_reply_at__lte=F("reply_due_at"))
    return shares(
        by_month(in_time, "submitted_at", Count("pk"), year),
        by_month(due, "submitted_at", Count("pk"), year),
        year,
    )


def shares(parts: Months, wholes: Months, year: int) -> Months:
    """Per cent of the running sums; None as long as there is nothing to divide by."""
    found: list[Decimal | None] = []
    part = whole = NOTHING
    for one, all_of_them in zip(parts, wholes, strict=True):
        part, whole = part + (one or NOTHING), whole + (all_of_them or NOTHING)
        found.append(part * 100 / whole if whole else None)
    return so_far(found, year)


def so_far(values: Months, year: int) -> Months:
    """Without the months that have not begun."""
    today = clock.today()
    return [
        value if (year, month) <= (today.year, today.month) else None
        for month, value in enumerate(values, start=1)
    ]


def register() -> None:
    add_measure(
        Measure(
            code="won",
            label=_("amount won"),
            unit="money",
            reached=won,
            expected=expected_wins,
            of=("sales.opportunity", "base_amount"),
        ),
        Measure(code="won_count", label=_("sales won"), unit="count", reached=won_count),
        Measure(code="new_sales", label=_("new opportunities"), unit="count", reached=new_sales),
        Measure(code="visits", label=_("visits"), unit="count", reached=visits),
        Measure(code="effective_visits", label=_("effective visits"), unit="count", reached=effective_visits),
        Measure(code="talks", label=_("effective contacts"), unit="count", reached=talks),
        Measure(
            code="people_met", label=_("people spoken to"), unit="count", reached=people_met, is_sum=False
        ),
        Measure(code="win_rate", label=_("win rate"), unit="percent", reached=win_rate, is_sum=False),
        Measure(code="samples_passed", label=_("samples passed"), unit="count", reached=samples_passed),
        Measure(
            code="sample_response",
            label=_("samples answered in time"),
            unit="percent",
            reached=sample_response,
            is_sum=False,
        ),
    )
