"""One page for all parameters: found by name, sound and code, saved one at a time, told when somebody was quicker."""

import pytest

from core.models import ActionLog
from records import parameters
from records.models import Parameter
from tests.contract.tables import digest

BOUNDED = "contacts.unmask_per_day"
PAGE = "/admin/parameters/"
URL = f"{PAGE}{BOUNDED}/"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def client(cast, sign_in):
    cast.admin.language = "en"
    cast.admin.save()
    return sign_in(cast.admin)


def found(client, asked):
    groups = client.get(PAGE, {"q": asked}).context["groups"]
    return {line.code for group in groups for line in group.lines if line.is_found}


def test_looking_writes_nothing(cast, client):
    client.get(PAGE)  # the session notes that it was seen
    before = digest()
    for address in (PAGE, f"{PAGE}?q=none", URL):
        assert client.get(address).status_code == 200
    assert digest() == before and not Parameter.objects.filter(code=BOUNDED).exists()


def test_a_parameter_is_found_by_name_code_help_and_the_sounds_of_its_chinese_name(client):
    assert found(client, "") == set(parameters.DECLARED)
    for asked in ("unmask_per", "masked day", "WRITTEN DOWN"):
        assert found(client, asked) == {BOUNDED}, asked
    assert "company_name" in found(client, "company")
    assert found(client, "gongsimingcheng") == found(client, "gsmc") == {"company_name"}
    assert found(client, "no such thing") == set()


def test_parameters_stand_by_the_part_of_the_system_that_they_belong_to(client):
    groups = {
        str(group.label): {line.code for line in group.lines} for group in client.get(PAGE).context["groups"]
    }
    assert groups["General"] == {"company_name"}
    assert BOUNDED in groups["Customers"] and "company_name" not in groups["Customers"]


def test_a_bad_value_is_refused_with_name_and_bounds_and_stays_as_it_was_typed(client):
    for wrong in ("many", "", "-5", "1.5", "9" * 9):
        answer = client.post(URL, {"value": wrong, "version": "0"}, headers=HTMX)
        said = answer.content.decode()
        assert answer.status_code == 422
        assert "Unmasked values a day and person" in said and "from 0 to 1,000" in said
        assert f'value="{wrong}"' in said
    whole = client.post(URL, {"value": "many", "version": "0"})
    assert whole.status_code == 422 and 'value="many"' in whole.content.decode()
    assert parameters.get(BOUNDED) == 30


def test_a_change_is_in_force_logged_and_in_the_history(cast, client):
    answer = client.post(URL, {"value": "21", "version": "0"}, headers=HTMX)
    assert answer.status_code == 200 and "differs from default" in answer.content.decode()
    assert parameters.get(BOUNDED) == 21
    logged = ActionLog.objects.get(verb="records.parameter_changed")
    assert logged.actor == cast.admin and logged.data == {"value": 21, "before": None}
    assert client.post(URL, {"do": "default", "version": "1"}).status_code == 302
    assert parameters.get(BOUNDED) == 30
    changes = client.get(URL).context["changes"]
    assert [(change.before, change.after, change.to_default) for change in changes] == [
        ("21", "30", True),
        ("30", "21", False),
    ]
    assert {change.who for change in changes} == {cast.admin}


def test_the_later_of_two_administrators_is_told_and_may_then_replace(client):
    assert client.post(URL, {"value": "21", "version": "0"}, headers=HTMX).status_code == 200
    late = client.post(URL, {"value": "22", "version": "0"}, headers=HTMX)
    said = late.content.decode()
    assert late.status_code == 409 and "管理员" in said and "“21”" in said and 'value="22"' in said
    assert parameters.get(BOUNDED) == 21
    assert client.post(URL, {"value": "22", "version": "1"}, headers=HTMX).status_code == 200
    assert parameters.get(BOUNDED) == 22


def test_only_who_may_change_settings_does_and_unknown_ones_are_not_there(cast, sign_in, client):
    for who, status in (("security", 403), ("auditor", 403), ("rep", 403), ("nobody", 403)):
        other = sign_in(getattr(cast, who))
        assert other.get(PAGE).status_code == other.get(URL).status_code == status
        assert other.post(URL, {"value": "5", "version": "0"}).status_code == status
    assert client.get(f"{PAGE}nothing/").status_code == client.post(f"{PAGE}nothing/").status_code == 404
    Parameter.objects.create(code="gone", value=1)  # of an earlier release
    assert client.get(PAGE).status_code == 200 and client.get(f"{PAGE}gone/").status_code == 404
    assert parameters.get(BOUNDED) == 30


def test_the_page_costs_the_same_for_many_changes_as_for_none(cast, client, django_assert_max_num_queries):
    for value in range(5):
        client.post(URL, {"value": str(value), "version": str(value)})
    with django_assert_max_num_queries(12):
        client.get(PAGE)
