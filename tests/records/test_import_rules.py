"""What an import lets in, what it refuses, and with which words."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError
from django.db import IntegrityError

from accounts.models import Employee
from contacts.importers import CustomerImporter
from contacts.models import Contact, Customer, CustomerUnit
from records import bulk
from records.models import ImportRun
from records.services import imports
from tests import factories


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


def reasons(result: dict[str, Any]) -> list[tuple[int, str]]:
    return [(row["row"], row["field"]) for row in result["rejected"]]


# -- customers ----------------------------------------------------------------------------------------
def test_known_customers_are_updated_by_number_code_or_name(cast: Any, bring: Any) -> None:
    one = factories.make_customer("甲贸易有限公司", cast.rep, code="A1")
    two = factories.make_customer("乙贸易有限公司", cast.rep, code="A2", usci="91110000600037341L")
    three = factories.make_customer("丙贸易有限公司", cast.rep, code="A3")
    text = "编号,名称,税号,城市\nA1,,,柳州\n,,91110000600037341L,广州\n,丙贸易有限责任公司,,\n"
    result = bring("customers", text, cast.manager)
    assert (result["updated"], result["unchanged"], result["rejected"]) == (2, 1, [])
    for customer, city in ((one, "柳州"), (two, "广州"), (three, "")):
        customer.refresh_from_db()
        assert customer.city == city
    assert three.name == "丙贸易有限公司"


def test_a_customer_outside_one_s_scope_is_refused_without_telling_more(cast: Any, bring: Any) -> None:
    hidden = factories.make_customer("南方秘密有限公司", cast.other_rep, code="S9", city="广州")
    result = bring("customers", "编号,名称,城市\n,南方秘密有限公司,上海\n", cast.manager)
    assert len(result["rejected"]) == 1 and result["created"] == result["updated"] == 0
    assert "S9" not in json.dumps(result) and "南方秘密" not in result["rejected"][0]["reason"]
    hidden.refresh_from_db()
    assert hidden.city == "广州"


def test_a_new_customer_belongs_to_the_importer_or_the_named_owner_within_reach(
    cast: Any, bring: Any
) -> None:
    rep, other = cast.rep, cast.other_rep
    text = f"name,owner\nA GmbH,{rep.username}\nB GmbH,{other.username}\nC GmbH,\nD GmbH,nobody-there\n"
    result = bring("customers", text, cast.manager)
    assert result["created"] == 2 and reasons(result) == [(3, "owner"), (5, "owner")]
    assert Customer.objects.get(name="A GmbH").owner == rep
    assert Customer.objects.get(name="A GmbH").department == cast.east
    assert Customer.objects.get(name="C GmbH").owner == cast.manager
    assert all(c.code.startswith("KH") for c in Customer.objects.filter(name__in=["A GmbH", "C GmbH"]))


def test_each_bad_cell_is_named_with_its_row_and_remedy(cast: Any, bring: Any) -> None:
    text = (
        "名称,税号,成立日期,注册资本,等级,邮箱\n"
        "好公司,,2001年3月5日,500万,VIP,a@b.cn\n"
        "坏税号,911100006000373410,,,,\n"
        "坏日期,,2001-02-30,,,\n"
        "坏数字,,,很多,,\n"
        "坏选项,,,,特级,\n"
        "坏邮箱,,,,,not-a-mail\n"
        "未来,,2999-01-01,,,\n"
    )
    result = bring("customers", text, cast.manager)
    assert reasons(result) == [
        (3, "usci"), (4, "founded"), (5, "reg_capital"), (6, "tier"), (7, "email"), (8, "founded"),
    ]  # fmt: skip
    good = Customer.objects.get()
    assert (str(good.founded), good.reg_capital, good.tier) == ("2001-03-05", 5_000_000, "vip")


def test_mode_create_leaves_known_rows_and_mode_update_makes_none(cast: Any, bring: Any) -> None:
    known = factories.make_customer("甲公司", cast.rep, code="A1", city="X")
    text = "code,name,city\nA1,甲公司,Y\nA2,乙公司,Y\n"
    created = bring("customers", text, cast.manager, "--mode", "create")
    assert created["created"] == 1 and reasons(created) == [(2, "code")]
    known.refresh_from_db()
    assert known.city == "X"
    updated = bring("customers", text + "A3,丙公司,Z\n", cast.manager, "--mode", "update")
    assert updated["updated"] == 1 and updated["unchanged"] == 1 and reasons(updated) == [(4, "code")]


def test_empty_and_null_cells_leave_what_is_there(cast: Any, bring: Any) -> None:
    known = factories.make_customer("甲公司", cast.rep, code="A1", city="柳州", notes="old")
    result = bring("customers", "code,city,notes\nA1,NULL,\n", cast.manager)
    assert result["unchanged"] == 1
    known.refresh_from_db()
    assert (known.city, known.notes) == ("柳州", "old")


def test_an_update_taken_back_gives_the_former_values(cast: Any, bring: Any) -> None:
    known = factories.make_customer("甲公司", cast.rep, code="A1", city="柳州", reg_capital=5)
    run = bring("customers", "code,city,注册资本,founded\nA1,上海,7,2020-01-01\n", cast.manager)["run"]
    known.refresh_from_db()
    assert (known.city, known.reg_capital) == ("上海", 7)
    imports.revert_run(ImportRun.objects.get(pk=run), by=cast.manager)
    known.refresh_from_db()
    assert (known.city, known.reg_capital, known.founded) == ("柳州", 5, None)


def test_formula_and_naughty_texts_come_in_as_text(cast: Any, bring: Any) -> None:
    result = bring("customers", 'name,notes\n"<script>alert(1)</script>","\'=1+1"\n', cast.manager)
    assert result["created"] == 1
    assert Customer.objects.get().notes == "=1+1"


# -- contacts -----------------------------------------------------------------------------------------
def test_contacts_find_customer_unit_and_themselves(cast: Any, bring: Any) -> None:
    customer = factories.make_customer("东岭重卡集团有限公司", cast.rep, code="K1")
    top = factories.make_unit(customer, name="采购部")
    part = factories.make_unit(customer, top, name="备件科", code="BJ")
    text = (
        "客户,姓名,手机,电话,科室,职务,生日,性别\n"
        "K1,李明,138 0013 8000,,采购部/备件科,科长,1980-05-12,男\n"
        "东岭重卡集团有限责任公司,王芳,,0772-3812345,BJ,,05-12,female\n"
        "K1,无名,,,,,,\n"
        "没有的客户,赵六,13900000000,,,,,\n"
        "K1,孙七,13900000001,,没有的科,,,\n"
        "K1,周八,13900000002,,,,1980-02-30,\n"
    )
    result = bring("contacts", text, cast.manager)
    assert reasons(result) == [(4, "mobile"), (5, "customer"), (6, "unit"), (7, "birth_day")], result[
        "rejected"
    ]
    assert result["created"] == 2
    ming = Contact.objects.get(name="李明")
    assert (ming.mobile, ming.birth_year, ming.gender) == ("13800138000", 1980, "male")
    post = ming.positions.get()
    assert (post.unit, post.is_primary, post.job_title) == (part, True, "科长")
    assert Contact.objects.get(name="王芳").positions.get().unit == part
    again = bring("contacts", text, cast.manager)
    assert (again["created"], again["updated"], again["unchanged"]) == (0, 0, 2)
    changed = bring("contacts", "客户,姓名,手机\nK1,李明明,13800138000\n", cast.manager)
    assert changed["updated"] == 1 and Contact.objects.filter(name="李明明").count() == 1


def test_contacts_of_a_customer_out_of_sight_look_like_no_customer(cast: Any, bring: Any) -> None:
    factories.make_customer("南方公司", cast.other_rep, code="S1")
    result = bring("contacts", "客户,姓名,手机\nS1,甲,13800138001\nS2,乙,13800138002\n", cast.manager)
    first, second = (row["reason"].replace("S1", "X").replace("S2", "X") for row in result["rejected"])
    assert first == second and not Contact.objects.exists()


def test_the_same_person_twice_in_a_file_is_refused_the_second_time(cast: Any, bring: Any) -> None:
    factories.make_customer("甲公司", cast.rep, code="K1")
    text = "客户,姓名,手机\nK1,李明,13800138000\nK1,李明,+86 138-0013-8000\nK1,李明,13800138001\n"
    result = bring("contacts", text, cast.manager)
    assert result["created"] == 2 and [row["row"] for row in result["rejected"]] == [3]


# -- units --------------------------------------------------------------------------------------------
def test_units_come_in_any_order_by_code_and_by_path(cast: Any, bring: Any) -> None:
    customer = factories.make_customer("甲公司", cast.rep, code="K1")
    text = "code,name,parent\n112,备件科,11\n11,采购部,1\n1,总部,\n9,孤儿,8\n"
    result = bring("customer-units", text, cast.manager, mapping={"customer": {"value": "K1"}})
    assert result["created"] == 3 and reasons(result) == [(5, "parent")]
    leaf = CustomerUnit.objects.get(code="112")
    assert (leaf.depth, leaf.parent.code, leaf.parent.parent.code) == (3, "11", "1")
    assert leaf.path == f"/{leaf.parent.parent_id}/{leaf.parent_id}/{leaf.pk}/" and leaf.customer == customer
    trial = bring("customer-units", text, cast.manager, "--dry-run", mapping={"customer": {"value": "K1"}})
    assert trial["unchanged"] == 3
    more = "customer,name\nK1,总部/财务部\nK1,总部/财务部/出纳科\n"
    trial = bring("customer-units", more, cast.manager, "--dry-run")
    real = bring("customer-units", more, cast.manager)
    assert trial["created"] == real["created"] == 2, (trial, real)
    assert CustomerUnit.objects.get(name="出纳科").depth == 3
    assert bring("customer-units", more, cast.manager)["unchanged"] == 2


def test_units_bring_places_of_their_own(cast: Any, bring: Any) -> None:
    factories.make_customer("甲公司", cast.rep, code="K1")
    text = "客户,名称,地址,纬度,经度\nK1,一厂,港口路8号,22.5,108.5\nK1,二厂,海边,95,1\nK1,三厂,,22.5,\n"
    result = bring("customer-units", text, cast.manager)
    assert result["created"] == 1 and reasons(result) == [(3, "latitude"), (4, "longitude")]
    plant = CustomerUnit.objects.get(name="一厂")
    assert (plant.address, str(plant.latitude)) == ("港口路8号", "22.500000")


def test_a_tree_taken_back_is_gone_from_the_leaves_up(cast: Any, bring: Any) -> None:
    factories.make_customer("甲公司", cast.rep, code="K1")
    text = "customer,code,name,parent\nK1,1,总部,\nK1,2,采购部,1\nK1,3,财务部,1\n"
    run = bring("customer-units", text, cast.manager)["run"]
    used = CustomerUnit.objects.get(code="2")
    factories.make_contact(used.customer, unit=used)
    counts = imports.revert_run(ImportRun.objects.get(pk=run), by=cast.manager)
    assert (counts["removed"], counts["kept"]) == (1, 2)
    assert set(CustomerUnit.objects.values_list("code", flat=True)) == {"1", "2"}


# -- the command --------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("kind", "text", "mapping"),
    [
        ("nonsense", "name\nA\n", None),
        ("customers", "", None),
        ("customers", "a,b\n1,2\n", None),
        ("customers", "name\nA\n", {"nome": "name"}),
        ("customers", "name\nA\n", {"name": "nome"}),
        ("customers", "name\nA\n", ["name"]),
        ("contacts", "姓名,手机\nA,13800138000\n", None),
    ],
)
def test_an_unusable_file_or_mapping_ends_with_two(
    cast: Any, bring: Any, kind: str, text: str, mapping: Any
) -> None:
    with pytest.raises(CommandError) as refusal:
        bring(kind, text, cast.manager, mapping=mapping)
    assert refusal.value.returncode == 2 and len(str(refusal.value)) > 3
    assert not ImportRun.objects.filter(status="done").exists()


def test_who_may_not_import_is_refused(cast: Any, bring: Any) -> None:
    with pytest.raises(CommandError):
        bring("customers", "name\nA GmbH\n", cast.rep)
    with pytest.raises(CommandError):
        bring("employees", "no,name\n1,A\n", cast.manager)
    assert not Customer.objects.exists()


def test_a_mapping_may_name_columns_fields_twice_and_fixed_values(cast: Any, bring: Any) -> None:
    mapping = {
        "Firma": "name",
        "Tel": ["phone", "contact_phone"],
        "Wer": "contact_name",
        "city": {"value": "柳州"},
    }
    result = bring(
        "customers", "Firma,Tel,Wer,X\nA GmbH,0772-3812345,李明,?\n", cast.manager, mapping=mapping
    )
    assert result["created"] == 1 and result["by_kind"]["contacts"]["created"] == 1
    customer = Customer.objects.get()
    assert customer.city == "柳州" and customer.contacts.get().phone == customer.phone


# -- breaking off -------------------------------------------------------------------------------------
def test_a_run_that_broke_off_goes_on_without_doing_anything_twice(
    cast: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from records.imports import engine
    from records.imports.mapping import guess

    monkeypatch.setattr(engine, "usual_batch", lambda: 2)
    path = tmp_path / "rows.csv"
    path.write_text("name\n" + "".join(f"Firm {n} GmbH\n" for n in range(7)) + "!!\n")
    with path.open("rb") as file:
        run = imports.take_in(by=cast.manager, kind="customers", file=file, file_name="rows.csv")
    imports.choose(run, mapping=guess(["name"], CustomerImporter.fields_for(cast.manager)), mode="upsert")
    original = CustomerImporter.process
    calls = []

    def breaks(self: Any, rows: Any) -> None:
        calls.append(1)
        if len(calls) == 3:
            raise RuntimeError("power cut")
        original(self, rows)

    monkeypatch.setattr(CustomerImporter, "process", breaks)
    with pytest.raises(RuntimeError):
        imports.run_import(run)
    run.refresh_from_db()
    assert run.status == "failed" and Customer.objects.count() == 4 == run.rows.count()
    monkeypatch.setattr(CustomerImporter, "process", original)
    run = imports.run_import(run, again=True)
    assert (run.status, run.created, run.unchanged, run.rejected) == ("done", 7, 0, 1)
    imports.revert_run(run, by=cast.manager)
    assert not Customer.objects.exists()


def test_a_race_on_one_row_refuses_that_row_alone(
    cast: Any, bring: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = bulk.create

    def racing(model: Any, objs: Any, by: Any, reason: str = "") -> Any:
        if model is Customer and any(obj.name == "B GmbH" for obj in objs):
            raise IntegrityError("somebody was faster")
        return original(model, objs, by, reason)

    monkeypatch.setattr(bulk, "create", racing)
    result = bring("customers", "name\nA GmbH\nB GmbH\nC GmbH\n", cast.manager)
    assert result["created"] == 2 and [row["row"] for row in result["rejected"]] == [3]
    assert set(Customer.objects.values_list("name", flat=True)) == {"A GmbH", "C GmbH"}


def test_only_owner_or_administrator_takes_back_once_and_in_time(cast: Any, bring: Any) -> None:
    from datetime import timedelta

    from core import clock
    from core.errors import DomainError

    run = ImportRun.objects.get(pk=bring("customers", "name\nA GmbH\n", cast.manager)["run"])
    with pytest.raises(DomainError):
        imports.revert_run(run, by=cast.other_manager)
    with clock.at(clock.now() + timedelta(days=31)), pytest.raises(DomainError):
        imports.revert_run(run, by=cast.manager)
    imports.revert_run(run, by=cast.admin)
    with pytest.raises(DomainError):
        imports.revert_run(run, by=cast.manager)


# -- employees ----------------------------------------------------------------------------------------
def test_employees_find_departments_and_leaders_and_circles_are_refused(cast: Any, bring: Any) -> None:
    cast.east  # noqa: B018
    text = (
        "工号,姓名,部门,上级,角色\n"
        "X1,张建国,EAST,,sm\n"
        "X2,农丽萍,东部业务部,X1,\n"
        "X3,甲,没有部门,,\n"
        "X4,乙,EAST,X5,\n"
        "X5,丙,EAST,X4,\n"
        ",无工号,EAST,,\n"
    )
    factories.make_role("sm")
    result = bring("employees", text, cast.admin)
    assert result["created"] == 2
    assert sorted(reasons(result)) == [(4, "department"), (5, "leader"), (6, "leader"), (7, "no")]
    assert Employee.objects.get(no="X2").leader.no == "X1"
    assert Employee.objects.get(no="X1").user.role_links.get().role.code == "sm"
    moved = bring("employees", "工号,手机\nX2,13800138000\n", cast.admin)
    assert moved["updated"] == 1 and Employee.objects.get(no="X2").mobile == "13800138000"
    imports.revert_run(ImportRun.objects.get(pk=moved["run"]), by=cast.admin)
    assert Employee.objects.get(no="X2").mobile == ""


def test_a_department_is_found_by_the_end_of_its_path_when_only_one_ends_so(cast: Any, bring: Any) -> None:
    other = factories.make_department("OTHER")
    for code, parent in (("E-S", cast.east), ("O-S", other), ("O-T", other)):
        factories.make_department(code, parent=parent, name=f"名{code[2:]}")
    top = f"{cast.east.name}/名S"
    text = f"工号,姓名,部门\nP1,甲,{top}\nP2,乙,{other.name} ／ 名S\nP3,丙,名S\nP4,丁,名T\nP5,戊,名T/名S\n"
    result = bring("employees", text, cast.admin)
    assert reasons(result) == [(4, "department"), (6, "department")]
    found = dict(Employee.objects.filter(no__startswith="P").values_list("no", "department__code"))
    assert found == {"P1": "E-S", "P2": "O-S", "P4": "O-T"}
