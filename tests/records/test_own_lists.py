"""What people keep of a list is remembered by each process, and never longer than it is true."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from records.models import ColumnChoice, SavedView
from records.own_lists import column_choice, saved_views

pytestmark = pytest.mark.django_db
LIST = "customers"


def kept(user: Any) -> list[str]:
    return [view.name for view in saved_views(user, LIST)]


def test_ones_own_views_come_first_then_those_for_everybody_and_no_others(cast: Any) -> None:
    SavedView.objects.create(record_type=LIST, name="他的", owner=cast.colleague)
    SavedView.objects.create(record_type=LIST, name="大家的", owner=cast.colleague, visibility="public")
    SavedView.objects.create(record_type=LIST, name="我的", owner=cast.rep)
    assert kept(cast.rep) == ["我的", "大家的"] and kept(cast.other_rep) == ["大家的"]


def test_each_way_of_changing_a_view_is_seen_at_once(cast: Any) -> None:
    assert kept(cast.rep) == []
    view = SavedView.objects.create(record_type=LIST, name="甲", owner=cast.rep)
    assert kept(cast.rep) == ["甲"]
    SavedView.objects.filter(pk=view.pk).update(name="乙")
    assert kept(cast.rep) == ["乙"]
    view.delete()
    assert kept(cast.rep) == []
    assert column_choice(cast.rep, LIST) is None
    ColumnChoice.objects.create(user=cast.rep, record_type=LIST, columns=["name"])
    found = column_choice(cast.rep, LIST)
    assert found is not None and found.columns == ["name"]


def test_what_is_known_is_not_asked_again(cast: Any) -> None:
    SavedView.objects.create(record_type=LIST, name="甲", owner=cast.rep)
    kept(cast.rep), column_choice(cast.rep, LIST)
    with CaptureQueriesContext(connection) as asked:
        kept(cast.rep), column_choice(cast.rep, LIST)
    assert len(asked) == 0
