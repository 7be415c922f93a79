"""What records hold never loses its name: entries are ordered, switched off and merged; only unused ones go."""

from types import SimpleNamespace

import pytest
from django.utils import translation

from contacts.models import Customer
from core import jobs, stamps
from core.errors import DomainError
from core.models import ActionLog, Job
from records import dictionaries, dictionary_uses
from records.models import CustomField, Dictionary, DictionaryItem, SavedView
from records.services import dictionary as service
from records.services import dictionary_merge as merging
from records.services.custom_field import create_custom_field
from tests import factories
from workflow.models import ProcessDefinition


@pytest.fixture(autouse=True)
def english(db):
    stamps.forget(stamps.CUSTOM_FIELDS)
    with translation.override("en"):
        yield
    stamps.forget(stamps.CUSTOM_FIELDS)


@pytest.fixture
def industries(db):
    return Dictionary.objects.get(code="industry")


def entry(code, dictionary="industry"):
    return DictionaryItem.objects.get(dictionary__code=dictionary, code=code)


@pytest.fixture
def held(cast, industries):
    """Two customers in wind power, one of them in the recycle bin, and one in energy; custom fields hold entries too."""
    custom = [
        create_custom_field(
            CustomField(
                record_type="customers",
                kind=kind,
                label_zh=label,
                label_en=label,
                dictionary=industries,
                default="",
            ),
            by=cast.admin,
        )
        for kind, label in (("choice", "second"), ("multi_choice", "further"))
    ]
    rows = [factories.make_customer(f"客户{place}有限公司", cast.rep) for place in range(3)]
    one, many = custom
    for row, (industry, second, further) in zip(
        rows,
        [("wind", "wind", ["wind", "energy"]), ("wind", None, ["port"]), ("energy", "energy", ["wind"])],
        strict=True,
    ):
        row.industry = industry
        row.ext = {many.name: further} | ({one.name: second} if second else {})
        row.is_deleted = row is rows[1]
        row.save()
    return SimpleNamespace(one=one, many=many, rows=rows)


def test_an_entry_gets_a_code_of_its_names_and_stands_last(cast, industries):
    made = service.add_entry(industries, {"name": "轨道交通", "name_en": "Rail & transit"}, by=cast.admin)
    again = service.add_entry(industries, {"name": "轨道交通二", "name_en": "Rail & transit"}, by=cast.admin)
    assert (made.code, again.code) == ("rail_transit", "rail_transit_2")
    assert service.add_entry(industries, {"name": "电梯"}, by=cast.admin).code == "dianti"
    assert [code for code, _label in dictionaries.choices("industry")][-3:] == [
        made.code,
        again.code,
        "dianti",
    ]
    assert ActionLog.objects.filter(verb="records.dictionary_entry_added", actor=cast.admin).count() == 3


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "x" * 61}, "name"),
        ({"name": "风电"}, "name"),
        ({"name": "新", "name_en": "x" * 61}, "name_en"),
        ({"name": "新", "code": "Not A Code"}, "code"),
        ({"name": "新", "code": "wind"}, "code"),
        ({"name": "新", "color": "mauve"}, "color"),
    ],
)
def test_a_bad_entry_is_refused_with_its_field(cast, industries, values, field):
    count = industries.items.count()
    with pytest.raises(DomainError) as refused:
        service.add_entry(industries, values, by=cast.admin)
    assert refused.value.field == field and industries.items.count() == count


def test_a_used_entry_is_switched_off_but_not_deleted(cast, held):
    with pytest.raises(DomainError) as refused:
        service.delete_entry(entry("wind"), by=cast.admin)
    assert refused.value.code == "in_use" and "5 records" in str(refused.value)
    service.change_entry(entry("wind"), {"is_active": False}, by=cast.admin)
    assert "wind" not in dict(dictionaries.choices("industry"))
    assert "wind" in dict(dictionaries.choices("industry", "wind"))
    service.delete_entry(entry("shipyard"), by=cast.admin)
    assert not DictionaryItem.objects.filter(code="shipyard").exists()


def test_a_merge_says_its_figures_beforehand_and_moves_every_value(cast, held):
    figures = dict(merging.figures(entry("wind")))
    assert sorted(figures.values()) == [1, 2, 2]
    assert merging.merge_entries(entry("wind"), entry("energy"), by=cast.admin) == 5
    for row in held.rows:
        row.refresh_from_db()
    assert [row.industry for row in held.rows] == ["energy"] * 3
    assert [row.ext.get(held.one.name) for row in held.rows] == ["energy", None, "energy"]
    assert [row.ext[held.many.name] for row in held.rows] == [["energy"], ["port"], ["energy"]]
    newest = held.rows[1].history.first()
    assert (
        newest.industry == "energy"
        and "风电" in newest.history_change_reason
        and newest.history_user == cast.admin
    )
    assert dictionary_uses.all_counts("industry")["wind"] == 0
    logged = ActionLog.objects.get(verb="records.dictionary_entries_merged")
    assert logged.data == {"of": "wind", "into": "energy", "records": 5}


def test_what_was_merged_is_not_offered_and_still_named(cast, held):
    merging.merge_entries(entry("wind"), entry("energy"), by=cast.admin)
    assert "wind" not in dict(dictionaries.choices("industry"))
    assert dictionaries.label("industry", "wind") == "Wind power"
    with pytest.raises(DomainError) as refused:
        service.change_entry(entry("wind"), {"is_active": True}, by=cast.admin)
    assert refused.value.code == "merged"
    merging.merge_entries(entry("energy"), entry("port"), by=cast.admin)
    assert entry("wind").merged_into == entry("port")


def test_a_merge_that_fails_half_way_changes_nothing(cast, held, monkeypatch):
    """The second field breaks: what the first one held stays."""
    real = dictionary_uses.Use.replace

    def breaks(use, row, old, new):
        if use.definition is not None:
            raise RuntimeError
        real(use, row, old, new)

    monkeypatch.setattr(dictionary_uses.Use, "replace", breaks)
    with pytest.raises(RuntimeError):
        merging.merge_entries(entry("wind"), entry("energy"), by=cast.admin)
    assert Customer.objects.filter(industry="energy").count() == 1 and entry("wind").is_active


@pytest.fixture
def few_at_once(monkeypatch):
    monkeypatch.setattr(merging, "AT_ONCE", 4)
    monkeypatch.setattr(merging.bulk, "BATCH", 1)


def last_job():
    return Job.objects.filter(kind=merging.KIND).order_by("-pk").first()


def test_a_merge_of_many_is_done_by_a_worker_and_moves_every_value(cast, held, few_at_once):
    view = SavedView.objects.create(record_type="customers", name="v", owner=cast.rep, query="industry=wind")
    assert isinstance(merging.merge_entries(entry("wind"), entry("energy"), by=cast.admin), Job)
    assert not entry("wind").is_active and entry("wind").merged_into == entry("energy"), (
        "nobody chooses it now"
    )
    assert Customer.objects.filter(industry="wind").count() == 2
    for target in ("wind", "energy"):
        with pytest.raises(DomainError) as refused:
            merging.merge_entries(entry(target), entry("port"), by=cast.admin)
        assert refused.value.code in {"merged", "still_merging"}
    assert jobs.run(last_job().pk)
    for row in held.rows:
        row.refresh_from_db()
    assert [row.industry for row in held.rows] == ["energy"] * 3
    assert [row.ext.get(held.one.name) for row in held.rows] == ["energy", None, "energy"]
    assert [row.ext[held.many.name] for row in held.rows] == [["energy"], ["port"], ["energy"]]
    assert "风电" in held.rows[1].history.first().history_change_reason
    view.refresh_from_db()
    assert view.query == "industry=energy"
    done = last_job()
    assert (done.status, done.done_count, done.total_count) == ("done", 5, 5)
    logged = ActionLog.objects.get(verb="records.dictionary_entries_merged")
    assert logged.data == {"of": "wind", "into": "energy", "records": 5}
    merging.merge_entries(entry("energy"), entry("port"), by=cast.admin)


def test_a_merge_that_broke_off_goes_on_where_it_stood(cast, held, few_at_once, monkeypatch):
    merging.merge_entries(entry("wind"), entry("energy"), by=cast.admin)
    with pytest.raises(DomainError):
        merging.go_on(entry("wind"), by=cast.admin)
    real = dictionary_uses.Use.replace

    def breaks(use, row, old, new):
        if use.definition is not None:
            raise RuntimeError
        real(use, row, old, new)

    with monkeypatch.context() as patched:
        patched.setattr(dictionary_uses.Use, "replace", breaks)
        jobs.run(last_job().pk)
    assert last_job().status == "failed" and not Customer.objects.filter(industry="wind").exists()
    merging.go_on(entry("wind"), by=cast.admin)
    jobs.run(last_job().pk)
    assert last_job().status == "done" and dictionary_uses.all_counts("industry")["wind"] == 0


def test_entries_are_merged_only_within_a_dictionary_and_into_one_in_use(cast, held):
    wind, web = entry("wind"), entry("web", "customer_source")
    service.change_entry(entry("port"), {"is_active": False}, by=cast.admin)
    for target in (wind, web, entry("port")):
        with pytest.raises(DomainError):
            merging.merge_entries(wind, target, by=cast.admin)


def test_lists_that_were_saved_find_the_same_after_a_merge(cast, held):
    view = SavedView.objects.create(
        record_type="customers", name="v", owner=cast.rep, query="industry=wind&industry=energy&q=wind"
    )
    merging.merge_entries(entry("wind"), entry("energy"), by=cast.admin)
    view.refresh_from_db()
    assert view.query == "industry=energy&q=wind"


def test_custom_fields_that_begin_with_or_ask_for_the_entry_follow(cast, held):
    CustomField.objects.filter(pk=held.one.pk).update(
        default="风电", visible_field="industry", visible_test="is", visible_value="wind"
    )
    merging.merge_entries(entry("wind"), entry("energy"), by=cast.admin)
    held.one.refresh_from_db()
    assert (held.one.default, held.one.visible_value) == ("能源", "energy")


def test_entries_are_put_in_order_and_a_stale_order_is_refused(cast, industries):
    ids = list(industries.items.order_by("sort").values_list("pk", flat=True))
    service.put_in_order(industries, ids[::-1], by=cast.admin)
    assert [item[0] for item in dictionaries.items("industry")][0] == "other"
    for wrong in (ids[1:], [*ids, ids[0]], [*ids[1:], 0]):
        with pytest.raises(DomainError):
            service.put_in_order(industries, wrong, by=cast.admin)


def test_a_dictionary_of_the_program_or_of_a_custom_field_stays(cast, held):
    with pytest.raises(DomainError):
        service.delete_dictionary(Dictionary.objects.get(code="industry"), by=cast.admin)
    own = service.create_dictionary(by=cast.admin, code="colours", name="颜色", name_en="Colours")
    service.add_entry(own, {"name": "红"}, by=cast.admin)
    service.delete_dictionary(own, by=cast.admin)
    assert not Dictionary.objects.filter(code="colours").exists()
    for code in ("industry", "No", "-x", ""):
        with pytest.raises(DomainError):
            service.create_dictionary(by=cast.admin, code=code, name="甲")


def test_a_change_is_in_force_at_once_and_the_later_of_two_is_told(cast, industries):
    wind = entry("wind")
    assert dictionaries.label("industry", "wind") == "Wind power"
    service.change_entry(wind, {"name_en": "Wind", "color": "green"}, by=cast.admin, read_version=1)
    assert dictionaries.label("industry", "wind") == "Wind"
    assert 'badge-green">Wind<' in dictionaries.badge("industry", "wind")
    with pytest.raises(DomainError) as refused:
        service.change_entry(wind, {"name_en": "W"}, by=cast.admin, read_version=1)
    assert refused.value.code == "conflict"


def test_processes_whose_conditions_name_the_entry_are_told_beforehand(cast, industries):
    asked = {"all": [{"field": "industry", "op": "in", "value": ["wind", "port"]}]}
    ProcessDefinition.objects.create(code="T1", name="风电客户", condition=asked)
    ProcessDefinition.objects.create(
        code="T2", name="别的", condition={"field": "city", "op": "is", "value": "wind"}
    )
    assert dictionary_uses.mentions("industry", "wind") == ["风电客户"]
    assert dictionary_uses.mentions("industry", "energy") == []
