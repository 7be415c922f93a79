"""A unique custom field holds though two save the same value in the same moment."""

from typing import Any

import pytest

from core import stamps
from core.errors import DomainError
from core.operation import acting_as
from records.custom import unique
from records.models import CustomField
from records.services import custom_field as service
from tests import factories
from tests.test_concurrency import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow, pytest.mark.xdist_group("races")]


def test_two_who_save_one_unique_value_at_once_one_wins(cast: Any) -> None:
    field = CustomField(record_type="customers", kind="text", label_zh="牌照号", is_unique=True)
    service.create_custom_field(field, by=None)
    rows = [factories.make_customer(owner=cast.rep) for _ in "ab"]

    def save(row: Any) -> Any:
        from django.db import transaction

        with acting_as(cast.rep), transaction.atomic():
            row.ext = {field.name: "A1"}
            row.save()
        return row

    try:
        outcomes = at_once(lambda: save(rows[0]), lambda: save(rows[1]))
        assert sum(isinstance(outcome, DomainError) for outcome in outcomes) == 1, outcomes
        kept = []
        for row in rows:
            row.refresh_from_db()
            kept.append(row.ext.get(field.name))
        assert sorted(map(str, kept)) == ["A1", "None"]
        assert len(unique.holders(field, ["a1"])) == 1
    finally:
        stamps.forget(stamps.CUSTOM_FIELDS)
