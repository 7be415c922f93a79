"""No rule, however it is changed, gives a number twice."""

from datetime import datetime

import pytest
from django.utils import timezone, translation

from core import clock
from core.errors import DomainError
from core.models import ActionLog
from records.models import NumberRule
from records.services import numbering
from records.services.numbering import change_rule, next_number, next_numbers, preview, rule_of
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


@pytest.fixture
def at(monkeypatch):
    """Make it some day."""

    def go(text):
        moment = timezone.make_aware(datetime.fromisoformat(text))
        monkeypatch.setattr(clock, "now", lambda: moment)
        monkeypatch.setattr(clock, "today", lambda: moment.date())

    return go


def monthly(**values):
    return {
        "prefix": "HT",
        "date_format": "%Y%m",
        "separator": "-",
        "digits": 4,
        "reset": "monthly",
        **values,
    }


def test_a_number_is_text_date_separator_and_serial_and_begins_anew_with_its_period(cast, at):
    at("2026-11-21T10:00")
    change_rule("paper", monthly(), by=cast.admin)
    assert next_numbers("paper", 2) == ["HT202611-0001", "HT202611-0002"]
    at("2026-12-01T00:05")
    assert next_number("paper") == "HT202612-0001"
    change_rule("paper", monthly(date_format="%y%m%d", reset="daily"), by=cast.admin)
    assert next_number("paper") == "HT261201-0002"
    at("2026-12-02T00:05")
    assert next_number("paper") == "HT261202-0001"


@pytest.mark.parametrize(
    ("reset", "date_format"),
    [("yearly", ""), ("monthly", ""), ("monthly", "%Y"), ("daily", "%Y%m"), ("daily", "%y"), ("daily", "")],
)
def test_a_restart_whose_period_the_number_does_not_tell_is_refused(cast, reset, date_format):
    with pytest.raises(DomainError) as refused:
        change_rule("paper", monthly(reset=reset, date_format=date_format), by=cast.admin)
    assert (refused.value.code, refused.value.field) == ("repeats", "date_format")
    assert "the" in str(refused.value) and not NumberRule.history.filter(history_type="~").exists()


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"prefix": "H T"}, "prefix"),
        ({"prefix": "x" * 21}, "prefix"),
        ({"prefix": "x" * 20, "digits": 12}, "prefix"),
        ({"separator": "ab"}, "separator"),
        ({"date_format": "%H"}, "date_format"),
        ({"reset": "hourly"}, "reset"),
        ({"digits": 1}, "digits"),
        ({"digits": 13}, "digits"),
        ({"digits": "4"}, "digits"),
    ],
)
def test_parts_that_cannot_be_are_refused_with_their_field(cast, values, field):
    with pytest.raises(DomainError) as refused:
        change_rule("paper", monthly(**values), by=cast.admin)
    assert refused.value.field == field


def test_the_serial_goes_on_when_the_restart_changes_within_a_period(cast, at):
    """Never → monthly and back, on one day, with the month in the number all the time."""
    at("2026-11-21T10:00")
    drawn = []
    for reset in ("never", "monthly", "yearly", "monthly", "never", "monthly"):
        change_rule("paper", monthly(reset=reset), by=cast.admin)
        drawn += next_numbers("paper", 3)
    assert len(set(drawn)) == len(drawn) and drawn[-1] == "HT202611-0018"


def test_a_serial_shorter_than_what_has_been_given_is_refused(cast):
    change_rule("paper", monthly(), by=cast.admin)
    next_numbers("paper", 120)
    with pytest.raises(DomainError) as refused:
        change_rule("paper", monthly(digits=2), by=cast.admin)
    assert refused.value.field == "digits" and "at least 3" in str(refused.value)
    change_rule("paper", monthly(digits=3), by=cast.admin)


def test_the_serial_is_never_set_back(cast, at):
    at("2026-11-21T10:00")
    change_rule("paper", monthly(), by=cast.admin)
    next_numbers("paper", 5)
    for serial in (0, 1, 5):
        with pytest.raises(DomainError) as refused:
            change_rule("paper", monthly(), by=cast.admin, next_serial=serial)
        assert refused.value.field == "next_serial" and "6" in str(refused.value)
    change_rule("paper", monthly(), by=cast.admin, next_serial=100)
    assert next_number("paper") == "HT202611-0100"
    with pytest.raises(DomainError) as refused:
        change_rule("paper", monthly(), by=cast.admin, next_serial=10_000)
    assert refused.value.field == "digits"


def test_numbers_that_records_hold_already_are_not_given_again(cast):
    """A customer brought in with a number of the form that the rule is to have."""
    customer = factories.make_customer(owner=cast.rep)
    customer.code = "HT-00041"
    customer.save()
    values = {"prefix": "HT-", "date_format": "", "separator": "", "digits": 5, "reset": "never"}
    with pytest.raises(DomainError) as refused:
        change_rule("customer", values, by=cast.admin)
    assert (
        refused.value.field == "next_serial"
        and "HT-00041" in str(refused.value)
        and "42" in str(refused.value)
    )
    change_rule("customer", values, by=cast.admin, next_serial=42)
    assert factories.make_customer("新客户有限公司", cast.rep).code
    assert next_number("customer") > "HT-00041"


def test_a_preview_says_what_comes_next_and_writes_nothing(cast, at):
    at("2026-11-21T10:00")
    rule = rule_of("paper")
    seen = preview(rule, monthly())
    assert (seen.next, seen.after, seen.refusal) == ("HT202611-0001", "HT202612-0001", "")
    assert preview(rule, monthly(), 77).next == "HT202611-0077"
    assert "month" in preview(rule, monthly(date_format="%Y")).refusal
    assert not NumberRule.objects.filter(code="paper").exists()


def test_a_change_is_logged_and_in_the_history_and_the_later_of_two_is_told(cast):
    change_rule("paper", monthly(), by=cast.admin, read_version=0)
    with pytest.raises(DomainError) as refused:
        change_rule("paper", monthly(digits=6), by=cast.admin, read_version=0)
    assert refused.value.code == "conflict"
    logged = ActionLog.objects.get(verb="records.number_rule_changed")
    assert logged.actor == cast.admin and logged.data["after"]["prefix"] == "HT"
    assert rule_of("paper").history.count() == 2
    change_rule("paper", monthly(), by=cast.admin, read_version=1)  # nothing new: nothing written
    assert ActionLog.objects.filter(verb="records.number_rule_changed").count() == 1


def test_the_columns_that_hold_numbers_are_there():
    for code in numbering.DEFAULTS:
        assert numbering.longest(code), code
        numbering.highest_held(rule_of(code), clock.today())
