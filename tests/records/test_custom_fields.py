"""Fields that an administrator adds: their values are typed, found, sorted, kept and told like any other."""

from typing import Any

import pytest
from django.http import QueryDict

from accounts.backends import RoleBackend
from core import stamps
from core.errors import DomainError
from records import history
from records.custom import definitions
from records.lists import Listing
from records.models import CustomField
from records.record_type import RECORD_TYPES
from records.services import custom_field as service
from tests import factories

from .custom_world import edit, listed, make_field, put

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh_definitions() -> Any:
    stamps.forget(stamps.CUSTOM_FIELDS)
    yield
    stamps.forget(stamps.CUSTOM_FIELDS)


class TestNames:
    def test_the_name_comes_from_the_label(self) -> None:
        assert make_field(label="合作等级").name == "hezuodengji"
        assert make_field(label="合作等级").name == "hezuodengji2"
        assert make_field(label="级别", label_en="In").name == "fieldin"

    def test_a_deleted_name_is_not_used_again(self) -> None:
        field = make_field(label="合作等级")
        service.delete_custom_field(field, by=None)
        assert make_field(label="合作等级").name == "hezuodengji2"


KINDS: dict[str, tuple[dict[str, Any], Any, Any]] = {
    "text": ({}, "BV", "BV"),
    "long_text": ({}, "a\nb", "a\nb"),
    "choice": ({"choices": "金 | Gold [gold]\n银 | Silver [silver]"}, "gold", "gold"),
    "multi_choice": (
        {"choices": "金 | Gold [gold]\n银 | Silver [silver]"},
        ["gold", "silver"],
        ["gold", "silver"],
    ),
    "number": ({"decimals": 1}, "12.5", "12.5"),
    "money": ({}, "1200000.5", "1200000.50"),
    "date": ({}, "2026-11-21", "2026-11-21"),
    "date_time": ({}, "2026-11-21T09:30", "2026-11-21T01:30:00Z"),
    "yes_no": ({}, "on", True),
    "url": ({}, "https://example.com/x", "https://example.com/x"),
    "phone": ({}, "138 0013 8000", "13800138000"),
}


class TestForms:
    @pytest.mark.parametrize("kind", KINDS)
    def test_each_kind_is_stored_by_the_form(self, cast: Any, kind: str) -> None:
        facts, typed, stored = KINDS[kind]
        field = make_field(kind=kind, **facts)
        customer = factories.make_customer(owner=cast.rep)
        form = edit(customer, cast.rep, {field.key: typed})
        assert form.save_by(cast.rep) is not None, form.errors
        customer.refresh_from_db()
        assert customer.ext == {field.name: stored}
        again = edit(customer, cast.rep, {})
        assert field.key not in again.changed_data

    def test_people_and_customers_are_chosen_within_reach(self, cast: Any) -> None:
        person = make_field(kind="person", label="技术负责人")
        other = make_field(kind="customer", label="船东")
        mine = factories.make_customer(owner=cast.rep)
        hidden = factories.make_customer(owner=cast.other_rep)
        form = edit(mine, cast.rep, {person.key: str(cast.manager.pk), other.key: str(hidden.pk)})
        assert other.key in form.errors and person.key not in form.errors
        form = edit(mine, cast.rep, {person.key: str(cast.manager.pk), other.key: str(mine.pk)})
        assert form.save_by(cast.rep) is not None
        mine.refresh_from_db()
        assert mine.ext == {person.name: cast.manager.pk, other.name: mine.pk}

    def test_one_save_is_one_line_of_history_by_label(self, cast: Any) -> None:
        field = make_field(kind="choice", choices="金 | Gold [gold]\n银 | Silver [silver]", label="等级甲")
        customer = put(factories.make_customer(owner=cast.rep), **{field.name: "silver"})
        lines = customer.history.count()
        form = edit(customer, cast.rep, {field.key: "gold", "short_name": "新名"})
        assert form.save_by(cast.rep) is not None
        assert customer.history.count() == lines + 1
        changes = {c.label: (c.before, c.after) for c in history.of(customer, cast.rep)[0].changes}
        assert changes["等级甲"] == ("银", "金")

    def test_a_required_field_is_asked_where_its_condition_shows_it(self, cast: Any) -> None:
        field = make_field(is_required=True, visible_field="city", visible_test="is", visible_value="柳州")
        customer = factories.make_customer(owner=cast.rep)
        assert not edit(customer, cast.rep, {"city": "南宁"}).errors
        assert field.key in edit(customer, cast.rep, {"city": "柳州"}).errors

    def test_what_a_condition_fixes_cannot_be_changed(self, cast: Any) -> None:
        field = make_field(read_only_field="city", read_only_test="is", read_only_value="柳州")
        customer = factories.make_customer(owner=cast.rep)
        assert field.key in edit(customer, cast.rep, {"city": "柳州", field.key: "x"}).errors
        assert field.key not in edit(customer, cast.rep, {"city": "南宁", field.key: "x"}).errors

    def test_a_unique_value_belongs_to_one_record(self, cast: Any) -> None:
        field = make_field(is_unique=True)
        first, second = (factories.make_customer(owner=cast.rep) for _ in "ab")
        assert edit(first, cast.rep, {field.key: "LR 1"}).save_by(cast.rep) is not None
        form = edit(second, cast.rep, {field.key: "lr  1"})
        assert form.save_by(cast.rep) is None and field.key in form.errors
        first.refresh_from_db()
        assert edit(first, cast.rep, {field.key: "LR 2"}).save_by(cast.rep) is not None
        assert edit(second, cast.rep, {field.key: "lr 1"}).save_by(cast.rep) is not None


class TestLists:
    def test_ranges_choices_and_words_filter(self, cast: Any) -> None:
        number = make_field(kind="number", label="吨位")
        grade = make_field(kind="choice", label="等级乙", choices="金 [gold]\n银 [silver]")
        many = make_field(kind="multi_choice", label="航线", choices="东 [east]\n西 [west]")
        day = make_field(kind="date", label="首航")
        moment = make_field(kind="date_time", label="到港")
        flag = make_field(kind="yes_no", label="自有")
        words = make_field(label="船级社")
        one, two, _three = (factories.make_customer(owner=cast.rep) for _ in "abc")
        put(one, **{
            number.name: "9.50", grade.name: "gold", many.name: ["east", "west"], day.name: "2026-01-02",
            moment.name: "2026-01-01T17:00:00Z", flag.name: True, words.name: "Lloyd",
        })  # fmt: skip
        put(two, **{number.name: "10.00", grade.name: "silver", many.name: ["west"], day.name: "2026-02-01"})
        rep = cast.rep
        assert listed(rep, f"{number.key}_min=9.6") == [two]
        assert listed(rep, f"{number.key}_max=9.6") == [one]
        assert listed(rep, f"{grade.key}=gold") == [one]
        assert set(listed(rep, f"{grade.key}=gold&{grade.key}=silver")) == {one, two}
        assert listed(rep, f"{many.key}=east") == [one]
        assert listed(rep, f"{day.key}_min=2026-01-15") == [two]
        assert listed(rep, f"{day.key}_max=2026-01-15") == [one]
        assert listed(rep, f"{moment.key}_min=2026-01-02&{moment.key}_max=2026-01-02") == [one]
        assert listed(rep, f"{day.key}_after=2026-01-15") == [two]  # as it was asked once
        assert listed(rep, f"{moment.key}_after=2026-01-02&{moment.key}_before=2026-01-02") == [one]
        assert listed(rep, f"{flag.key}=true") == [one]
        assert one not in listed(rep, f"{flag.key}=false") and two in listed(rep, f"{flag.key}=false")
        assert listed(rep, f"{words.key}=loy") == [one]

    def test_numbers_sort_as_numbers_choices_in_their_order_people_by_name(self, cast: Any) -> None:
        number = make_field(kind="number", label="吨位")
        grade = make_field(kind="choice", label="等级乙", choices="银 [silver]\n金 [gold]")
        person = make_field(kind="person", label="技术")
        one, two, three = (factories.make_customer(owner=cast.rep) for _ in "abc")
        put(one, **{number.name: "9.00", grade.name: "gold", person.name: cast.manager.pk})
        put(two, **{number.name: "10.00", grade.name: "silver", person.name: cast.rep.pk})
        assert listed(cast.rep, f"sort={number.key}") == [one, two, three]
        assert listed(cast.rep, f"sort=-{number.key}") == [two, one, three]
        assert listed(cast.rep, f"sort={grade.key}") == [two, one, three]
        names = sorted([(str(cast.manager), one), (str(cast.rep), two)], key=lambda pair: pair[0])
        assert listed(cast.rep, f"sort={person.key}") == [names[0][1], names[1][1], three]

    def test_rows_are_grouped_and_summed(self, cast: Any) -> None:
        money = make_field(kind="money", label="年采购额")
        grade = make_field(kind="choice", label="等级乙", choices="银 [silver]\n金 [gold]")
        flag = make_field(kind="yes_no", label="自有")
        person = make_field(kind="person", label="技术")
        rows = [factories.make_customer(owner=cast.rep) for _ in "abc"]
        for row, kept in zip(rows, ("gold", "silver", "gold"), strict=True):
            put(
                row,
                **{money.name: "0.10", grade.name: kept, flag.name: kept == "gold", person.name: cast.rep.pk},
            )
        listing = Listing(
            RECORD_TYPES["customers"], cast.rep, QueryDict(f"group={grade.key}&columns=name,{money.key}")
        )
        assert [(g.label, g.count) for g in listing.grouping.groups()] == [("银", 1), ("金", 2)]
        assert [cell.text for cell in listing.foot][1].replace(",", "") == "0.30"
        inside = Listing(RECORD_TYPES["customers"], cast.rep, QueryDict(f"group={grade.key}&open=gold"))
        assert {row.pk for row in inside.page_rows} == {rows[0].pk, rows[2].pk}
        for key, count in ((flag.key, 2), (person.key, 1)):
            found = Listing(RECORD_TYPES["customers"], cast.rep, QueryDict(f"group={key}")).grouping.groups()
            groups = list(found)
            assert len(groups) == count
            for group in groups:
                opened = Listing(
                    RECORD_TYPES["customers"], cast.rep, QueryDict(f"group={key}&open={group.key}")
                )
                assert len(opened.page_rows) == group.count

    def test_a_list_with_custom_columns_costs_no_statement_more(
        self, cast: Any, django_assert_max_num_queries: Any, client: Any
    ) -> None:
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        customer = factories.make_customer(owner=cast.rep)
        client.force_login(cast.rep)
        client.get("/customers/")
        with CaptureQueriesContext(
            connection,
        ) as before:
            assert client.get("/customers/").status_code == 200
        person = make_field(kind="person", label="技术", is_listed=True)
        other = make_field(kind="customer", label="船东", is_listed=True)
        put(customer, **{person.name: cast.manager.pk, other.name: customer.pk})
        client.get("/customers/")
        with CaptureQueriesContext(connection) as after:
            page = client.get("/customers/")
        assert str(cast.manager) in page.content.decode()
        assert len(after) <= len(before)

    def test_a_customer_out_of_reach_is_not_named(self, cast: Any) -> None:
        other = make_field(kind="customer", label="船东", is_listed=True)
        mine = factories.make_customer(owner=cast.rep)
        put(mine, **{other.name: factories.make_customer(owner=cast.other_rep, name="秘密船东公司").pk})
        (row,) = listed(cast.rep, f"columns=name,{other.key}")
        column = RECORD_TYPES["customers"].column(other.key, cast.rep)
        assert column is not None and not column.value(row)

    def test_a_searchable_text_is_found(self, cast: Any) -> None:
        field = make_field(is_searchable=True)
        customer = put(factories.make_customer(owner=cast.rep), **{field.name: "北欧船级社"})
        assert listed(cast.rep, "q=北欧船级") == [customer]


class TestDefinitions:
    def test_a_field_in_use_keeps_its_kind_and_is_not_deleted(self, cast: Any) -> None:
        field = make_field()
        put(factories.make_customer(owner=cast.rep), **{field.name: "x"})
        field.kind = "number"
        with pytest.raises(DomainError) as refusal:
            service.update_custom_field(field, by=None)
        assert refusal.value.field == "kind"
        with pytest.raises(DomainError):
            service.delete_custom_field(field, by=None)

    def test_switching_off_keeps_the_values(self, cast: Any) -> None:
        field = make_field()
        customer = put(factories.make_customer(owner=cast.rep), **{field.name: "x"})
        field.is_active = False
        service.update_custom_field(field, by=None)
        assert RECORD_TYPES["customers"].column(field.key) is None
        assert edit(customer, cast.rep, {"short_name": "y"}).save_by(cast.rep) is not None
        customer.refresh_from_db()
        assert customer.ext == {field.name: "x"}

    def test_a_retired_choice_keeps_its_name(self) -> None:
        known = service.parse_choices("金 | Gold\n银", [])
        assert [choice["value"] for choice in known] == ["gold", "yin"]
        again = service.parse_choices("黄金 | Gold [gold]", known)
        assert [(c["value"], c["zh"], c["is_active"]) for c in again] == [
            ("gold", "黄金", True),
            ("yin", "银", False),
        ]

    def test_a_condition_names_a_choice_by_its_label(self) -> None:
        make_field(kind="choice", label="合作意向", choices="积极 | Keen\n观望 | Waiting")
        stamps.forget(stamps.CUSTOM_FIELDS)
        why = make_field(visible_field="ext_hezuoyixiang", visible_test="is", visible_value="观望")
        assert why.visible_value == "waiting"

    def test_making_unique_what_is_not_is_refused(self, cast: Any) -> None:
        field = make_field()
        for _ in "ab":
            put(factories.make_customer(owner=cast.rep), **{field.name: "same"})
        field.is_unique = True
        with pytest.raises(DomainError):
            service.update_custom_field(field, by=None)

    def test_another_process_sees_a_new_field_with_its_next_request(self, cast: Any) -> None:
        """The stamp comes with the account of whoever asks; nothing else has to be told."""
        assert definitions.of("customers") == ()
        CustomField.objects.create(record_type="customers", name="fresh", kind="text", label_zh="新")
        from core.models import ChangeStamp

        ChangeStamp.objects.create(name=stamps.CUSTOM_FIELDS, stamp="another")
        RoleBackend().get_user(cast.rep.pk)
        assert [item.name for item in definitions.of("customers")] == ["fresh"]
