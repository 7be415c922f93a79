"""Rows written in bulk are those that single saves write, on both databases, and a refusal leaves none of them."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from contacts.models import Contact, Customer
from core import inserting, pinyin
from records import bulk
from records.models import ImportRow, ImportRun, SearchEntry
from tests import factories

pytestmark = pytest.mark.django_db

AWKWARD = ["", "\\N", "a\tb", "zwei\nZeilen", "'; --", '"', "\\", "{1,2}", "𠮷野", "%s %(x)s"]


def test_texts_come_back_letter_by_letter(cast: Any) -> None:
    customer = factories.make_customer("甲公司", cast.rep)
    people = [Contact(customer=customer, name=f"李{n}", notes=text) for n, text in enumerate(AWKWARD)]
    inserting.create(Contact, people)
    assert all(person.pk and not person._state.adding for person in people)
    assert dict(Contact.objects.values_list("pk", "notes")) == {p.pk: p.notes for p in people}


def test_values_of_every_kind_come_back_as_they_were(cast: Any) -> None:
    customer = Customer(
        name="乙公司",
        annual_revenue=Decimal("12345678.90"),
        founded=date(1998, 2, 28),
        is_key_account=True,
        ext={"f1": ["甲", 2, None, {"x": True}], "f2": "NULL"},
        owner=cast.rep,
    )
    single = factories.make_customer("丙公司", cast.rep)
    for field in ("annual_revenue", "founded", "is_key_account", "ext"):
        setattr(single, field, getattr(customer, field))
    single.save()
    bulk.create(Customer, [customer], cast.rep)
    fresh, like = Customer.objects.get(pk=customer.pk), Customer.objects.get(pk=single.pk)
    for field in ("annual_revenue", "founded", "is_key_account", "ext", "owner_id", "usci", "radius_m"):
        assert getattr(fresh, field) == getattr(like, field), field
    assert fresh.created_by_id == cast.rep.pk and fresh.version == 1


def test_history_and_words_are_those_of_a_single_save(cast: Any) -> None:
    customer = factories.make_customer("甲公司", cast.rep)
    facts = {"customer": customer, "name": "李建军", "mobile": "13800138000", "birth_year": 1980}
    single = Contact.objects.create(**facts)
    many = bulk.create(Contact, [Contact(**facts)], cast.rep, "整理")[0]
    told = many.history.get()  # type: ignore[attr-defined]
    assert (told.history_type, told.history_user, told.history_change_reason) == ("+", cast.rep, "整理")
    assert told.operation_id
    for field in told.tracked_fields:
        if field.name not in ("id", "created_at", "created_by"):
            assert getattr(told, field.attname) == getattr(single.history.get(), field.attname), field.name  # type: ignore[attr-defined]
    words = SearchEntry.objects.filter(object_id__in=[single.pk, many.pk], content_type__model="contact")
    assert len(set(words.values_list("grams", "private_grams"))) == 1 and words.count() == 2


def test_what_a_constraint_refuses_leaves_nothing(cast: Any) -> None:
    customer = factories.make_customer("甲公司", cast.rep)
    twice = [
        Contact(customer=customer, name="李明", code="A"),
        Contact(customer=customer, name="王芳", code="A"),
    ]
    with pytest.raises(IntegrityError), transaction.atomic():
        bulk.create(Contact, twice, cast.rep)
    assert not Contact.objects.exists() and not Contact.history.exists()  # type: ignore[attr-defined]


def test_lists_and_objects_of_json_are_kept_apart_from_texts(cast: Any) -> None:
    run = ImportRun.objects.create(kind="contacts", by=cast.rep, file_name="x")
    names = ("run_id", "number", "outcome", "before", "values")
    inserting.insert(ImportRow, names, [(run.pk, 2, "rejected", {"value": "a"}, ["1", '"', "\\"])])
    row = ImportRow.objects.get()
    assert (row.before, row.values, row.object_id, row.message) == (
        {"value": "a"},
        ["1", '"', "\\"],
        None,
        "",
    )


def test_short_runs_are_read_as_the_dictionary_reads_them_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    characters = "建军乐长重行朝曾解单仇盖区任尉宁曲沈省率查车传降觉劲参差处大的得地都发分干更冠好和核会几"
    runs = [a + b for a in characters for b in characters[::3]] + [a + "军" + a for a in characters]
    quick = [pinyin._han_readings.__wrapped__(run) for run in runs]
    monkeypatch.setattr(pinyin, "_SHORT_RUN", 0)
    assert quick == [pinyin._han_readings.__wrapped__(run) for run in runs]
