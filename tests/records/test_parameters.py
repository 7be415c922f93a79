"""Settings of the business keep to their declared kind and bounds."""

import pytest

from core.errors import DomainError
from core.models import ActionLog
from records import parameters
from records.models import Parameter
from records.parameters import Declaration


@pytest.fixture(autouse=True)
def declared(db, monkeypatch):
    for one in (
        Declaration("t.days", "Days", "integer", 7, check=lambda value: 1 <= value <= 60),
        Declaration("t.word", "Word", "text", ""),
        Declaration("t.flag", "Flag", "flag", True),
    ):
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
    + [("t.word", 3), ("t.flag", 1), ("t.unknown", 1)],
)
def test_a_value_that_does_not_fit_changes_nothing(cast, code, value):
    with pytest.raises(DomainError):
        parameters.set_value(code, value, by=cast.admin)
    assert not Parameter.objects.filter(code=code).exists()


def test_a_row_of_a_parameter_that_no_longer_exists_does_no_harm(cast, sign_in):
    row = Parameter.objects.create(code="t.gone", value=1)
    client = sign_in(cast.admin)
    assert client.get("/admin/records/parameter/").status_code == 200
    assert client.get(f"/admin/records/parameter/{row.pk}/change/").status_code == 302
