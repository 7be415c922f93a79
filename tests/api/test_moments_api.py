"""Moments over the API: what no time zone can hold is refused by name."""

import pytest

from tests import factories

from .test_notices_api import Api

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("field", ["planned_start", "planned_end"])
@pytest.mark.parametrize("moment", ["9999-12-31T23:59:59Z", "0001-01-01T00:00:00+14:00"])
def test_a_moment_beyond_all_calendars_is_refused_by_its_field(cast, field, moment):
    customer = factories.make_customer(owner=cast.rep)
    body = {
        "customer": customer.pk,
        "kind": "onsite",
        "purpose": "核对用量",
        "planned_start": "2026-11-30T15:00:00+08:00",
        "planned_end": "2026-11-30T16:00:00+08:00",
        field: moment,
    }
    answer = Api(cast.rep).post("/api/v1/visits", body)
    assert answer.status_code == 422
    assert [error["field"] for error in answer.json()["errors"]] == [field]
