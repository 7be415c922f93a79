"""A batch of contacts asks as much for twenty as for three, and recognises each by what the file gives."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from contacts.models import Contact
from core import stamps
from records.models import ImportRow
from tests import factories
from tests.records.conftest import bring

__all__ = ["bring"]

pytestmark = pytest.mark.django_db


def statements(bring: Any, user: Any, first: int, count: int) -> int:
    rows = "".join(f"K1,李{n},1380013{n:04d},采购员\n" for n in range(first, first + count))
    with CaptureQueriesContext(connection) as asked:
        result = bring("contacts", "客户,姓名,手机,职务\n" + rows, user)
    assert result["created"] == count
    return len(asked)


def test_twenty_contacts_ask_no_more_than_three(
    cast: Any, bring: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stamps, "TRUSTED_SECONDS", 3600)  # a slow machine asks for them again in between
    factories.make_customer("甲公司", cast.rep, code="K1")
    statements(bring, cast.manager, 0, 1)
    few, many = (
        statements(bring, cast.manager, 10, 3),
        statements(bring, cast.manager, 100, 20),
    )  # SQLite takes 999 values at once
    assert many <= few


def test_each_way_to_recognise_a_contact_finds_him(cast: Any, bring: Any) -> None:
    customer = factories.make_customer("甲公司", cast.rep, code="K1")
    numbered = Contact.objects.create(customer=customer, name="王一", code="C1", email="a@b.cn")
    by_mobile = Contact.objects.create(customer=customer, name="王二", mobile="13800138002")
    waiting = Contact.objects.create(customer=customer, name="王三", email="c@b.cn")
    by_name = Contact.objects.create(customer=customer, name="王四", phone="0772-3812345")
    other = Contact.objects.create(customer=customer, name="王五", mobile="13800138005")
    text = (
        "客户,编号,姓名,手机,邮箱\n"
        "K1,C1,王大,,x1@b.cn\n"
        "K1,,王二改,+86 138 0013 8002,x2@b.cn\n"
        "K1,,王三,13800138003,\n"
        "K1,,王四,,x4@b.cn\n"
        "K1,,王五,13800138006,\n"
    )
    result = bring("contacts", text, cast.manager)
    assert (result["updated"], result["created"], result["rejected"]) == (4, 1, [])
    rows = ImportRow.objects.filter(run_id=result["run"], outcome="updated").order_by("number")
    assert [row.object_id for row in rows] == [numbered.pk, by_mobile.pk, waiting.pk, by_name.pk]
    waiting.refresh_from_db()
    other.refresh_from_db()
    assert waiting.mobile == "13800138003" and other.mobile == "13800138005"
    again = bring("contacts", text, cast.manager)
    assert (again["unchanged"], again["updated"], again["created"]) == (5, 0, 0)
