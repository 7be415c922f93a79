"""Settings of the business keep to their declared kind and bounds, and reach every process."""

from datetime import time, timedelta
from decimal import Decimal

import pytest
from django.core.cache import cache
from django.utils import translation

from accounts.backends import RoleBackend
from core import stamps
from core.errors import DomainError
from core.models import ActionLog
from records import parameters
from records.models import Parameter
from records.parameters import Declaration

DECLARED = (
    Declaration("t.days", "Days", "integer", 7, least=1, most=60),
    Declaration("t.word", "Word", "text", "", most=5),
    Declaration("t.flag", "Flag", "flag", True),
    Declaration("t.rate", "Rate", "decimal", Decimal("1.5"), least=Decimal(0), most=Decimal(10)),
    Declaration("t.share", "Share", "percent", Decimal(20), least=Decimal(0), most=Decimal(100)),
    Declaration("t.wait", "Wait", "duration", timedelta(hours=2), most=timedelta(days=30)),
    Declaration("t.start", "Start", "time", time(8, 30)),
    Declaration("t.mode", "Mode", "choice", "soft", choices=[("soft", "Soft"), ("hard", "Hard")]),
    Declaration("t.places", "Places", "list", ["a"], most=3),
    Declaration("t.even", "Even", "integer", 2, check=lambda value: value % 2 == 0),
)


@pytest.fixture(autouse=True)
def declared(db, monkeypatch):
    for one in DECLARED:
        monkeypatch.setitem(parameters.DECLARED, one.code, one)


def test_the_default_holds_until_an_administrator_decides(cast):
    assert (parameters.get("t.days"), parameters.get("t.flag")) == (7, True)
    parameters.set_value("t.days", 9, by=cast.admin)
    parameters.set_value("t.flag", False, by=cast.admin)
    assert (parameters.get("t.days"), parameters.get("t.flag")) == (9, False)
    logged = ActionLog.objects.filter(verb="records.parameter_changed", actor=cast.admin)
    assert [entry.data["value"] for entry in logged.order_by("id")] == [9, False]


@pytest.mark.parametrize(
    ("code", "value"),
    [("t.days", "9"), ("t.days", True), ("t.days", 0), ("t.days", 61), ("t.days", 1.5), ("t.days", None)]
    + [("t.word", 3), ("t.word", "longer"), ("t.flag", 1), ("t.unknown", 1), ("t.even", 3)]
    + [("t.rate", 1.5), ("t.rate", Decimal("NaN")), ("t.share", Decimal("100.1")), ("t.wait", 90)]
    + [("t.wait", timedelta(days=31)), ("t.mode", "other"), ("t.places", "a"), ("t.places", list("abcd"))],
)
def test_a_value_that_does_not_fit_changes_nothing(cast, code, value):
    with pytest.raises(DomainError):
        parameters.set_value(code, value, by=cast.admin)
    assert not Parameter.objects.filter(code=code).exists()


@pytest.mark.parametrize(
    ("code", "typed", "value"),
    [
        ("t.days", " 9 ", 9),
        ("t.word", "词", "词"),
        ("t.flag", "", False),
        ("t.rate", "2.50", Decimal("2.50")),
        ("t.share", "12.5％", Decimal("12.5")),
        ("t.wait", "3 days", timedelta(days=3)),
        ("t.start", "09:15", time(9, 15)),
        ("t.mode", "hard", "hard"),
        ("t.places", "甲\n\n 乙 \n", ["甲", "乙"]),
    ],
)
def test_each_kind_is_read_kept_and_handed_out_alike(cast, code, typed, value):
    parameters.set_value(code, parameters.read(code, typed), by=cast.admin)
    cache.clear()
    found = parameters.get(code)
    assert found == value and type(found) is type(value)
    form = parameters.DECLARED[code].form
    assert form.read(form.write(found)) == found


@pytest.mark.parametrize(
    ("code", "typed", "told"),
    [
        ("t.days", "many", ["Days", "many", "from 1 to 60"]),
        ("t.days", "９", ["Days"]),
        ("t.days", "9" * 30, ["Days"]),
        ("t.rate", "1e999", ["Rate", "from 0 to 10"]),
        ("t.share", "nan", ["Share", "from 0% to 100%"]),
        ("t.wait", "3 years", ["Wait", "30 days"]),
        ("t.wait", "-1", ["Wait"]),
        ("t.start", "25:00", ["Start", "08:30"]),
        ("t.mode", "", ["Mode", "choices"]),
        ("t.word", "x" * 6, ["Word", "at most 5"]),
    ],
)
def test_a_refusal_names_the_parameter_and_what_would_fit(code, typed, told):
    with translation.override("en"), pytest.raises(DomainError) as refused:
        parameters.read(code, typed)
    assert all(word in str(refused.value) for word in told), str(refused.value)


def test_back_to_the_default_follows_what_a_later_release_makes_of_it(cast, monkeypatch):
    parameters.set_value("t.days", 9, by=cast.admin)
    parameters.reset("t.days", by=cast.admin)
    monkeypatch.setitem(parameters.DECLARED, "t.days", Declaration("t.days", "Days", "integer", 8))
    assert parameters.get("t.days") == 8


def test_a_value_kept_under_another_kind_gives_way_to_the_default(cast, monkeypatch):
    parameters.set_value("t.word", "abc", by=cast.admin)
    monkeypatch.setitem(parameters.DECLARED, "t.word", Declaration("t.word", "Word", "integer", 4))
    assert parameters.get("t.word") == 4


def test_who_has_read_an_older_version_is_told_and_changes_nothing(cast):
    parameters.set_value("t.days", 9, by=cast.admin, read_version=0)
    with translation.override("en"), pytest.raises(DomainError) as refused:
        parameters.set_value("t.days", 10, by=cast.admin, read_version=0)
    assert refused.value.code == "conflict" and "“9”" in str(refused.value)
    assert parameters.get("t.days") == 9
    parameters.set_value("t.days", 10, by=cast.admin, read_version=1)
    assert parameters.get("t.days") == 10


def test_saving_what_already_holds_leaves_no_trace(cast):
    parameters.set_value("t.days", 9, by=cast.admin)
    parameters.set_value("t.days", 9, by=cast.admin)
    assert ActionLog.objects.filter(verb="records.parameter_changed").count() == 1


def test_another_process_reads_a_change_with_the_next_stamp(cast, sign_in):
    """This process has noted a stamp; another writes and renews it; the note ages or the next request renews it."""
    parameters.set_value("t.days", 9, by=cast.admin)
    assert parameters.get("t.days") == 9
    noted = dict(stamps._noted)
    parameters.set_value("t.days", 11, by=cast.admin)
    stamps._noted.update(noted)  # as it was here while the other process wrote
    assert parameters.get("t.days") == 9
    RoleBackend().get_user(cast.admin.pk)  # as every signed-in request begins
    assert parameters.get("t.days") == 11


def test_values_cost_no_statement_once_they_are_known(cast, django_assert_num_queries):
    parameters.get("t.days")
    with django_assert_num_queries(0):
        for code in ("t.days", "t.word", "t.flag"):
            parameters.get(code)
