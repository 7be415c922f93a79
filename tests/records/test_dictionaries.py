"""Choices that administrators keep."""

import pytest
from django.utils import translation

from core import stamps
from records import dictionaries
from records.models import Dictionary, DictionaryItem


@pytest.fixture(autouse=True)
def chinese():
    with translation.override("zh-hans"):
        yield


@pytest.fixture
def colours(db, monkeypatch):
    monkeypatch.setitem(
        dictionaries.DELIVERED, "colours", ("颜色", [("red", "红", "red"), ("blue", "蓝", "blue")])
    )
    dictionaries.install()
    return Dictionary.objects.get(code="colours")


def test_choices_stand_in_order_and_in_the_readers_language(colours):
    assert dictionaries.choices("colours") == [("red", "红"), ("blue", "蓝")]
    with translation.override("en"):
        assert dictionaries.choices("colours") == [("red", "red"), ("blue", "blue")]


def test_a_retired_choice_stays_with_the_record_that_holds_it(colours):
    colours.items.filter(code="red").update(is_active=False)
    dictionaries.forget("colours")
    assert dictionaries.choices("colours") == [("blue", "蓝")]
    assert dictionaries.choices("colours", "red") == [("red", "红"), ("blue", "蓝")]
    assert dictionaries.label("colours", "red") == "红"
    assert dictionaries.label("colours", "mauve") == "mauve"


def test_what_an_administrator_changed_is_not_delivered_again(colours):
    colours.items.filter(code="red").delete()
    DictionaryItem.objects.filter(code="blue").update(name="湖蓝")
    dictionaries.install()
    assert list(colours.items.values_list("name", flat=True)) == ["湖蓝"]


def test_a_page_full_of_choices_costs_one_question(colours, django_assert_num_queries):
    stamps.current(stamps.SETTINGS)  # which comes along with what a signed-in reader may do
    with django_assert_num_queries(1):
        for _row in range(30):
            dictionaries.label("colours", "red")
