"""Traces that are gathered are those that single writes leave; a refused service leaves none."""

from contextlib import suppress
from typing import Any

import pytest
from django.db import transaction

from contacts.models import Customer
from core import actions, gathered
from core.models import ActionLog
from core.operation import acting_as
from records import search
from records.models import SearchEntry
from records.record_type import BY_MODEL
from tests import factories

pytestmark = pytest.mark.django_db


def _write(cast: Any, code: str = "KH01") -> Customer:
    customer = factories.make_customer(f"东岭{code}", cast.rep, code=code)
    customer.name = customer.name.replace("东", "西")
    customer.save()
    actions.record("contacts.customer_changed", customer, by=cast.rep, note="改名")
    return customer


def _traces(customer: Customer) -> tuple[Any, ...]:
    rows = customer.history.order_by("history_id")  # type: ignore[attr-defined]
    log = ActionLog.objects.filter(subject_id=customer.pk, verb="contacts.customer_changed")
    said = rows.values_list("history_type", "name", "history_user", "history_change_reason")
    return (
        [(kind, name[:2], user, reason) for kind, name, user, reason in said],
        list(log.values_list("actor", "data")),
        SearchEntry.objects.filter(object_id=customer.pk).count(),
    )


def test_gathered_traces_are_those_of_single_writes(cast: Any) -> None:
    with acting_as(cast.rep, reason="年度整理"):
        single = _write(cast)
        with transaction.atomic(), gathered.together():
            together = _write(cast, "KH02")
            assert not ActionLog.objects.filter(subject_id=together.pk, actor=cast.rep).exists()
    assert _traces(together) == _traces(single)
    record = BY_MODEL["contacts.customer"]
    assert together in search.matching(Customer.objects.all(), "西岭", record, cast.rep)
    assert together not in search.matching(Customer.objects.all(), "东岭", record, cast.rep)


def test_what_is_taken_back_leaves_no_trace(cast: Any) -> None:
    before = ActionLog.objects.count(), SearchEntry.objects.count(), Customer.history.count()  # type: ignore[attr-defined]
    with acting_as(cast.rep), transaction.atomic(), gathered.together():
        with suppress(ValueError), transaction.atomic():
            _write(cast)
            raise ValueError
    after = ActionLog.objects.count(), SearchEntry.objects.count(), Customer.history.count()  # type: ignore[attr-defined]
    assert after == before


def test_a_deleted_record_is_not_found(cast: Any) -> None:
    customer = factories.make_customer("东岭重卡", cast.rep)
    with acting_as(cast.rep), transaction.atomic(), gathered.together():
        customer.is_deleted = True
        customer.save()
    assert not SearchEntry.objects.filter(object_id=customer.pk, content_type__model="customer").exists()


def test_what_else_waits_for_the_commit_goes_on_waiting(
    cast: Any, django_capture_on_commit_callbacks: Any
) -> None:
    told: list[str] = []
    with django_capture_on_commit_callbacks(execute=True):
        with acting_as(cast.rep), transaction.atomic(), gathered.together():
            transaction.on_commit(lambda: told.append("committed"))
            _write(cast)
        assert not told
    assert told == ["committed"]
