"""Who deserves the effort of a key account: six scores from 0 to 100, weighed by the settings, and what follows.

Score = Σ score × weight ÷ Σ weight, half up to cents. The weights of the day stay with the assessment.
"""

from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from contacts.models import Customer
from core import actions, clock
from core.errors import DomainError
from core.money import rounded
from records import parameters

from ..measures import MEASURES
from ..models import AccountAssessment
from ..request_parameters import DEVELOP_FROM, KEEP_FROM, KEY_FROM, WEIGHTS

# What a credit grade is worth (the same ladder as in the tiers).
CREDIT = {"AAA": 100, "AA": 90, "A": 80, "BBB": 70, "BB": 60, "B": 50, "CCC": 30, "CC": 20, "C": 0}
# Yuan won in twelve months, from which a score is proposed.
SALES = ((10_000_000, 100), (5_000_000, 80), (2_000_000, 60), (500_000, 40))


def weights_now() -> dict[str, int]:
    return {name: int(parameters.get(code)) for name, (code, _usual) in WEIGHTS.items()}


def weigh(scores: dict[str, int], weights: dict[str, int]) -> Decimal:
    """The weighed mean; where all weights are nothing each counts alike."""
    whole = sum(weights.values())
    if not whole:
        return rounded(Decimal(sum(scores.values())) / len(scores))
    return rounded(Decimal(sum(scores[name] * weights[name] for name in scores)) / whole)


def verdict_of(total: Decimal) -> str:
    for code, verdict in ((KEY_FROM, "key"), (DEVELOP_FROM, "develop"), (KEEP_FROM, "keep")):
        if total >= parameters.get(code):
            return verdict
    return "reduce"


def proposed_scores(customer: Customer) -> dict[str, int]:
    """What the data say: sales by what was won this year and the last, credit by its grade. The rest is judgement."""
    won = MEASURES["won"].reached
    year = clock.today().year
    total = sum(
        (value or Decimal(0) for part in (year - 1, year) for value in won(customer, part)), Decimal(0)
    )
    sales = next((score for least, score in SALES if total >= least), 20 if total else 0)
    found = {"sales": sales}
    if customer.credit in CREDIT:
        found["credit"] = CREDIT[customer.credit]
    return found


def save_assessment(row: AccountAssessment, *, by: Any) -> AccountAssessment:
    """Write the scores and what they weigh; one a day and customer. A verdict against the scores does not exist."""
    scores = {name: getattr(row, name) for name in AccountAssessment.SCORES}
    for name, value in scores.items():
        if value is None or not 0 <= value <= 100:
            raise DomainError(_("A score goes from 0 to 100."), "range", name)
    if row.assessed_on > clock.today():
        raise DomainError(_("It cannot have been assessed in the future."), "future", "assessed_on")
    row.weights = row.weights if row.pk else weights_now()
    row.total = weigh(scores, row.weights)
    row.verdict = verdict_of(row.total)
    with transaction.atomic():
        is_new = row.pk is None
        try:
            with transaction.atomic():
                row.save()
        except IntegrityError:
            raise DomainError(
                _("This customer was assessed on this day already; change that one."),
                "duplicate",
                "assessed_on",
            )
        verb = "sales.assessed" if is_new else "sales.assessment_changed"
        actions.record(verb, row.customer, by=by, score=str(row.total), verdict=row.verdict)
    return row
