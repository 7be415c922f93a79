"""Contracts from files: drafts with their positions, opening contracts in force, what is refused and why."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from contacts.models import Customer
from contracts.models import Contract, ContractLine
from core import clock
from records.models import ImportRun
from records.services import imports
from tests import factories
from tests.catalog.things import make_product

pytestmark = pytest.mark.django_db
TODAY = clock.today()
START, END, SIGNED = TODAY - timedelta(days=30), TODAY + timedelta(days=334), TODAY - timedelta(days=40)
HEAD = "合同号,客户,合同名称,合同类型,开始日期,结束日期,签署日期,上限,产品,产品描述,数量,单价\n"
CONTRACTS = (
    f"{HEAD}HT-A,K1,年度供货合同,framework,{START},{END},{SIGNED},500000,HL-1,,100,113\n"
    ",,,,,,,,,特制夹具,2,500\n"
    f"HT-B,K1,单项合同,,{START},,,,HL-1,,5,113\n"
)


@pytest.fixture
def customer(cast: Any) -> Customer:
    make_product(code="HL-1", list_price="113")
    return factories.make_customer("东岭重卡", cast.rep, code="K1")


def refused(result: dict[str, Any]) -> list[tuple[int, str]]:
    return [(row["row"], row["field"]) for row in result["rejected"]]


def test_what_was_signed_before_is_in_force_and_the_rest_is_drafted(
    cast: Any, customer: Any, bring: Any
) -> None:
    result = bring("contracts", CONTRACTS, cast.manager)
    assert (result["created"], result["rejected"]) == (2, [])
    first, second = Contract.objects.order_by("number")
    assert (first.status, first.signed_on, first.effective_on, first.ceiling) == (
        "executing",
        SIGNED,
        START,
        500000,
    )
    assert [(line.what[-4:], line.amount) for line in first.positions.order_by("place")][1] == (
        "特制夹具",
        Decimal("1000.00"),
    )
    assert first.versions.get().origin == "signed" and first.gross_amount == Decimal("12300.00")
    assert (second.status, second.signed_on) == ("draft", None)
    assert second.end_on >= START + timedelta(days=363)


def test_the_same_file_again_changes_nothing(cast: Any, customer: Any, bring: Any) -> None:
    bring("contracts", CONTRACTS, cast.manager)
    before = list(Contract.objects.order_by("pk").values_list("pk", "version", "gross_amount"))
    result = bring("contracts", CONTRACTS, cast.manager)
    assert (result["created"], result["updated"], result["rejected"]) == (0, 0, [])
    assert list(Contract.objects.order_by("pk").values_list("pk", "version", "gross_amount")) == before


def test_a_draft_is_changed_by_its_number_and_what_is_in_force_is_not(
    cast: Any, customer: Any, bring: Any
) -> None:
    bring("contracts", CONTRACTS, cast.manager)
    result = bring("contracts", CONTRACTS.replace("HL-1,,5,113", "HL-1,,6,113"), cast.manager)
    assert result["rejected"] == [] and ContractLine.objects.get(contract__number="HT-B").quantity == 6
    result = bring("contracts", CONTRACTS.replace("HL-1,,100,113", "HL-1,,90,113"), cast.manager)
    assert [row for row, _field in refused(result)] == [2, 3]
    result = bring("contracts", CONTRACTS.replace(f"{SIGNED}", f"{TODAY}"), cast.manager)
    assert (2, "signed_on") in refused(result)


def test_a_draft_that_is_said_to_be_signed_comes_into_force(cast: Any, customer: Any, bring: Any) -> None:
    bring("contracts", CONTRACTS, cast.manager)
    more = CONTRACTS.replace(f"HT-B,K1,单项合同,,{START},,,", f"HT-B,K1,单项合同,,{START},,{SIGNED},")
    assert bring("contracts", more, cast.manager)["rejected"] == []
    assert Contract.objects.get(number="HT-B").status == "executing"


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        (",K1,", ",没有的客户,", "customer"),
        (f"{END}", f"{START - timedelta(days=1)}", "end_on"),
        ("100,113", "-5,113", "quantity"),
        ("100,113", "100,-1", "price"),
        ("500000", "-1", "ceiling"),
        (f"{SIGNED}", f"{TODAY + timedelta(days=2)}", "signed_on"),
        (f"{SIGNED}", "昨天", "signed_on"),
        ("framework", "local", "master"),
        ("HL-1,,100", "HL-9,,100", "product"),
    ],
)
def test_a_bad_row_keeps_its_contract_out_and_says_why(
    cast: Any, customer: Any, bring: Any, old: str, new: str, field: str
) -> None:
    result = bring("contracts", CONTRACTS.replace(old, new, 1), cast.manager)
    assert (2, field) in refused(result)
    assert not Contract.objects.filter(number="HT-A").exists()


def test_a_local_contract_names_a_master_that_is_there(cast: Any, customer: Any, bring: Any) -> None:
    head = HEAD.strip() + ",主合同\n"
    master = f"{HEAD}HT-M,K1,主合同,master,{START},{END},{SIGNED},,HL-1,,1,113\n"
    local = f"{head}HT-L,K1,本地合同,local,{START},{END},{SIGNED},,HL-1,,1,113,HT-M\n"
    assert (2, "master") in refused(bring("contracts", local, cast.manager))
    assert bring("contracts", master, cast.manager)["rejected"] == []
    assert bring("contracts", local, cast.manager)["rejected"] == []
    assert Contract.objects.get(number="HT-L").master.number == "HT-M"


def test_a_trial_writes_nothing_and_taking_back_removes_it_all(cast: Any, customer: Any, bring: Any) -> None:
    result = bring("contracts", CONTRACTS, cast.manager, "--dry-run")
    assert (result["created"], result["rejected"]) == (2, []) and not Contract.objects.exists()
    drafts = HEAD + CONTRACTS.splitlines()[-1] + "\n"
    result = bring("contracts", drafts, cast.manager)
    imports.revert_run(ImportRun.objects.get(pk=result["run"]), by=cast.manager)
    assert not Contract.objects.alive().exists()
