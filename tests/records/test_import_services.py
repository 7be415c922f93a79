"""What an import leaves to the services of the pages: hand-overs, moves, primary contacts, warnings."""

from typing import Any

from accounts.models import Grant
from contacts.models import Contact, Customer, CustomerUnit, HoldingLimit
from records.models import ImportRun
from records.services import imports
from tests import factories


def reasons(result: dict[str, Any]) -> list[tuple[int, str]]:
    return [(row["row"], row["field"]) for row in result["rejected"]]


def test_a_number_that_is_none_comes_in_with_a_warning(cast: Any, bring: Any) -> None:
    factories.make_customer("甲公司", cast.rep, code="K1")
    text = "客户,姓名,手机\nK1,李明,138001\nK1,王芳,13800138000\nK1,,99\n"
    for options in (("--dry-run",), ()):
        result = bring("contacts", text, cast.manager, *options)
        assert result["created"] == 2
        assert [(row["row"], row["field"], row["value"]) for row in result["warned"]] == [
            (2, "mobile", "138001")
        ]
    assert Contact.objects.get(name="李明").mobile == "138001"
    counts = imports.revert_run(ImportRun.objects.get(pk=result["run"]), by=cast.manager)
    assert counts["removed"] == 2 and not Contact.objects.exists()


def test_a_file_hands_a_customer_over_only_for_those_who_may_and_with_its_record(
    cast: Any, bring: Any
) -> None:
    customer = factories.make_customer("甲公司", cast.rep, code="K1", city="X")
    text = f"code,owner,city\nK1,{cast.manager.username},Y\n"
    trial = bring("customers", text, cast.manager, "--dry-run")
    assert trial["updated"] == 1 and customer.ownership.count() == 0
    run = ImportRun.objects.get(pk=bring("customers", text, cast.manager)["run"])
    customer.refresh_from_db()
    assert (customer.owner, customer.city) == (cast.manager, "Y")
    assert customer.ownership.get(to_at=None).owner == cast.manager
    imports.revert_run(run, by=cast.manager)
    customer.refresh_from_db()
    assert (customer.owner, customer.city) == (cast.rep, "X")
    assert customer.ownership.get(to_at=None).owner == cast.rep


def test_a_file_fills_a_holding_cap_and_not_beyond_it(cast: Any, bring: Any) -> None:
    HoldingLimit.objects.create(user=cast.rep, max=3)
    HoldingLimit.objects.create(department=cast.east, applies="total", max=4)
    factories.make_customer("已有公司", cast.rep)
    text = "name,owner\n" + "".join(f"新公司{n},{cast.rep.username}\n" for n in "甲乙丙")
    text += "".join(f"别家{n},{cast.colleague.username}\n" for n in "甲乙")
    for options in (("--dry-run",), ()):
        result = bring("customers", text, cast.manager, *options)
        assert result["created"] == 3 and reasons(result) == [(4, "owner"), (6, "owner")]
    assert Customer.objects.filter(owner=cast.rep).count() == 3


def test_who_may_not_hand_over_brings_nothing_of_that_row_in(cast: Any, bring: Any) -> None:
    Grant.objects.filter(role__code="sm", permission__codename="transfer_customer").delete()
    customer = factories.make_customer("甲公司", cast.rep, code="K1", city="X")
    result = bring("customers", f"code,owner,city\nK1,{cast.manager.username},Y\n", cast.manager)
    assert reasons(result) == [(2, "owner")]
    customer.refresh_from_db()
    assert (customer.owner, customer.city) == (cast.rep, "X")


def test_a_file_moves_units_and_refuses_circles_row_by_row(cast: Any, bring: Any) -> None:
    customer = factories.make_customer("甲公司", cast.rep, code="K1")
    a = factories.make_unit(customer, name="甲部", code="A")
    b = factories.make_unit(customer, a, name="乙部", code="B")
    c = factories.make_unit(customer, b, name="丙部", code="C")
    d = factories.make_unit(customer, name="丁部", code="D")
    text = "customer,code,parent\nK1,B,D\nK1,D,C\nK1,A,A\n"
    trial = bring("customer-units", text, cast.manager, "--dry-run")
    assert (trial["updated"], reasons(trial)) == (1, [(3, "parent"), (4, "parent")])
    real = bring("customer-units", text, cast.manager)
    assert (real["updated"], reasons(real)) == (1, [(3, "parent"), (4, "parent")])
    for unit in (b, c, d):
        unit.refresh_from_db()
    assert (b.parent, b.path, c.path, c.depth) == (d, f"/{d.pk}/{b.pk}/", f"/{d.pk}/{b.pk}/{c.pk}/", 3)
    imports.revert_run(ImportRun.objects.get(pk=real["run"]), by=cast.manager)
    b.refresh_from_db()
    c.refresh_from_db()
    assert (b.parent, c.path) == (a, f"/{a.pk}/{b.pk}/{c.pk}/")


def test_a_unit_moves_under_one_that_the_same_file_brings(cast: Any, bring: Any) -> None:
    customer = factories.make_customer("甲公司", cast.rep, code="K1")
    known = factories.make_unit(customer, name="甲部", code="A")
    text = "customer,code,name,parent\nK1,N,新部,\nK1,A,,N\nK1,M,深部,A\n"
    trial = bring("customer-units", text, cast.manager, "--dry-run")
    real = bring("customer-units", text, cast.manager)
    assert (trial["created"], trial["updated"], trial["rejected"]) == (2, 1, [])
    assert (real["created"], real["updated"], real["rejected"]) == (2, 1, [])
    known.refresh_from_db()
    deep = CustomerUnit.objects.get(code="M")
    assert known.parent.code == "N" and deep.depth == 3 and deep.path == f"{known.path}{deep.pk}/"


def test_a_column_names_the_primary_contact_of_each_customer(cast: Any, bring: Any) -> None:
    customer = factories.make_customer("甲公司", cast.rep, code="K1")
    text = "客户,姓名,手机,主联系人\nK1,李明,13800138000,\nK1,王芳,13800138001,是\nK1,赵六,13800138002,是\n"
    result = bring("contacts", text, cast.manager)
    assert result["created"] == 2 and reasons(result) == [(4, "is_primary")]
    customer.refresh_from_db()
    assert customer.primary_contact.name == "王芳"
    counts = imports.revert_run(ImportRun.objects.get(pk=result["run"]), by=cast.manager)
    customer.refresh_from_db()
    assert customer.primary_contact is None and counts["removed"] == 2
