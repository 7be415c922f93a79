"""Clauses and terms of payment from files: what they bring, how they are known again, refusals, taking back."""

from decimal import Decimal
from typing import Any

import pytest

from contracts.models import Clause, Contract, ContractClause, ContractVersion, PaymentTerm
from core import operation
from orders.models import PaymentPlan
from records.models import ImportRun
from records.services import imports
from tests.contracts.test_import import SIGNED, START, customer, refused

__all__ = ["customer"]
pytestmark = pytest.mark.django_db
HEAD = (
    "合同号,客户,合同名称,开始日期,签署日期,产品描述,数量,单价,"
    "条款编号,条款标题,条款内容,必备条款,付款比例(%),款项性质,付款节点,付款天数,付款月数,月末起算,固定付款日\n"
)
WHOLE = HEAD + (
    f"HT-W,K1,年度合同,{START},,推力轴承,100,113,,质量,寿命不低于 20000 小时。,是,30%,advance,,7,,,\n"
    ",,,,,联轴器,1,700,TK-01,,,,60,,acceptance,30,,,\n"
    ",,,,,,,,,争议,由钦州仲裁委员会仲裁。,,10,retention,,,12,,\n"
)


@pytest.fixture(autouse=True)
def library() -> Clause:
    return Clause.objects.create(code="TK-01", title="质保", body="质保期 24 个月。")


def clauses(number: str = "HT-W") -> list[tuple[str, str, bool]]:
    rows = ContractClause.objects.alive().filter(contract__number=number).order_by("place")
    return [*rows.values_list("title", "body", "is_required")]


def terms(number: str = "HT-W") -> list[tuple[Any, ...]]:
    rows = PaymentTerm.objects.alive().filter(contract__number=number).order_by("place")
    return [*rows.values_list("percent", "kind", "event", "days", "months")]


def test_a_row_may_hold_a_position_a_clause_and_a_term(cast: Any, customer: Any, bring: Any) -> None:
    result = bring("contracts", WHOLE, cast.manager)
    assert (result["created"], result["rejected"], result["warned"]) == (1, [], [])
    assert Contract.objects.get().positions.count() == 2
    assert clauses() == [
        ("质量", "寿命不低于 20000 小时。", True),
        ("质保", "质保期 24 个月。", False),
        ("争议", "由钦州仲裁委员会仲裁。", False),
    ]
    assert terms() == [
        (30, "advance", "signing", 7, 0),
        (60, "acceptance", "acceptance", 30, 0),
        (10, "retention", "acceptance", 0, 12),
    ]


def test_the_same_file_again_changes_nothing(cast: Any, customer: Any, bring: Any) -> None:
    def state() -> list[Any]:
        models = (Contract, ContractClause, PaymentTerm)
        return [
            list(model.objects.order_by("pk").values_list("pk", "version", "is_deleted")) for model in models
        ]

    bring("contracts", WHOLE, cast.manager)
    before = state()
    result = bring("contracts", WHOLE, cast.manager)
    assert (result["created"], result["updated"], result["unchanged"], result["rejected"]) == (0, 0, 1, [])
    assert state() == before


def test_a_clause_is_known_by_title_or_number_and_terms_are_all_of_them(
    cast: Any, customer: Any, bring: Any
) -> None:
    bring("contracts", WHOLE, cast.manager)
    more = HEAD + (
        f"HT-W,K1,年度合同,{START},,,,,,争议,由南宁仲裁委员会仲裁。,,50,,shipment,,,,\n"
        ",,,,,,,,TK-01,,质保期 36 个月。,,50,monthly,,60,,,\n"
        ",,,,,,,,,保密,双方保密三年。,,,,,,,,\n"
    )
    assert bring("contracts", more, cast.manager)["rejected"] == []
    assert clauses() == [
        ("质量", "寿命不低于 20000 小时。", True),
        ("质保", "质保期 36 个月。", False),
        ("争议", "由南宁仲裁委员会仲裁。", False),
        ("保密", "双方保密三年。", False),
    ]
    # The first two stand over those that were there and keep what the rows leave empty; the third is gone.
    assert terms() == [(50, "advance", "shipment", 7, 0), (50, "monthly", "acceptance", 60, 0)]
    assert Contract.objects.get().positions.count() == 2


def test_a_monthly_settlement_counts_from_the_end_of_the_month(cast: Any, customer: Any, bring: Any) -> None:
    file = HEAD + f"HT-W,K1,年度合同,{START},,推力轴承,1,1,,,,,100,monthly,,60,,,\n"
    assert bring("contracts", file, cast.manager)["rejected"] == []
    term = PaymentTerm.objects.get()
    assert (term.event, term.days, term.from_month_end) == ("invoice", 60, True)


@pytest.mark.parametrize(
    ("old", "new", "row", "field"),
    [
        ("30%", "130%", 2, "term_percent"),
        ("30%", "0", 2, "term_percent"),
        ("30%", "-5", 2, "term_percent"),
        ("30%", "三成", 2, "term_percent"),
        ("60,,acceptance", ",,acceptance", 3, "term_percent"),
        ("60,,acceptance", "60,,验收之后", 3, "term_event"),
        ("60,,acceptance", "60,,day", 3, "term_day"),
        ("acceptance,30", "acceptance,-1", 3, "term_days"),
        ("acceptance,30", "acceptance,4000", 3, "term_days"),
        ("TK-01", "TK-99", 3, "clause_no"),
        (",争议,", ",,", 4, "clause_title"),
        (",争议,", ",质量,", 4, "clause_title"),
        ("由钦州仲裁委员会仲裁。", "", 4, "clause_body"),
        ("由钦州仲裁委员会仲裁。", "{{ password }}", 4, "clause_body"),
        (",争议,", f",{'长' * 121},", 4, "clause_title"),
    ],
)
def test_a_bad_row_is_named_and_keeps_its_contract_out(
    cast: Any, customer: Any, bring: Any, old: str, new: str, row: int, field: str
) -> None:
    assert old in WHOLE
    result = bring("contracts", WHOLE.replace(old, new, 1), cast.manager)
    assert (row, field) in refused(result)
    assert {number for number, _field in refused(result)} == {2, 3, 4}
    assert not Contract.objects.exists() and not PaymentTerm.objects.exists()


def test_a_draft_whose_terms_are_not_whole_is_warned_of_and_a_signed_one_refused(
    cast: Any, customer: Any, bring: Any
) -> None:
    part = WHOLE.replace("30%", "25")
    result = bring("contracts", part, cast.manager)
    assert [(row["row"], row["field"]) for row in result["warned"]] == [(2, "term_percent")]
    signed = part.replace("HT-W", "HT-X").replace(f"{START},,", f"{START},{SIGNED},")
    result = bring("contracts", signed, cast.manager)
    assert (2, "term_percent") in refused(result) and not Contract.objects.filter(number="HT-X").exists()


def test_a_signed_contract_has_its_plan_at_once_and_goes_with_all_of_it(
    cast: Any, customer: Any, bring: Any
) -> None:
    result = bring("contracts", WHOLE.replace(f"{START},,", f"{START},{SIGNED},"), cast.manager)
    assert result["rejected"] == []
    assert [*PaymentPlan.objects.order_by("place").values_list("amount", flat=True)] == [
        Decimal("3600.00"),
        Decimal("7200.00"),
        Decimal("1200.00"),
    ]
    run = ImportRun.objects.get(pk=result["run"])
    imports.revert_run(run, by=cast.manager)
    assert not run.rows.filter(outcome="created").exists()
    for model in (Contract, ContractClause, PaymentTerm, ContractVersion, PaymentPlan):
        assert not model.objects.exists(), model


def test_taking_a_change_back_gives_clauses_and_terms_back(cast: Any, customer: Any, bring: Any) -> None:
    bring("contracts", WHOLE, cast.manager)
    were = clauses(), terms()
    more = HEAD + f"HT-W,K1,年度合同,{START},,,,,,争议,协商解决。,,100,shipment,,,,,\n"
    result = bring("contracts", more, cast.manager)
    assert len(terms()) == 1
    imports.revert_run(ImportRun.objects.get(pk=result["run"]), by=cast.manager)
    assert (clauses(), terms()) == were
    assert bring("contracts", WHOLE, cast.manager)["unchanged"] == 1


def test_a_plan_that_was_paid_keeps_its_contract(cast: Any, customer: Any, bring: Any) -> None:
    result = bring("contracts", WHOLE.replace(f"{START},,", f"{START},{SIGNED},"), cast.manager)
    plan = PaymentPlan.objects.order_by("place")[0]
    with operation.acting_as(cast.manager):
        plan.notes = "已催"
        plan.save()
    imports.revert_run(ImportRun.objects.get(pk=result["run"]), by=cast.manager)
    assert Contract.objects.get().status == "executing" and PaymentPlan.objects.filter(pk=plan.pk).exists()


def test_three_thirds_are_all_of_it_and_the_last_takes_the_tail(cast: Any, customer: Any, bring: Any) -> None:
    file = HEAD + (
        f"HT-W,K1,年度合同,{START},{SIGNED},推力轴承,1,1000000,,,,,33.33,advance,,,,,\n"
        ",,,,,,,,,,,,33.33,shipment,,,,,\n"
        ",,,,,,,,,,,,33.33,acceptance,,,,,\n"
    )
    result = bring("contracts", file, cast.manager)
    assert (result["rejected"], result["warned"]) == ([], [])
    assert [*PaymentPlan.objects.order_by("place").values_list("amount", flat=True)] == [
        Decimal("333333.33"),
        Decimal("333333.33"),
        Decimal("333333.34"),
    ]
