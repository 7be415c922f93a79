"""Inquiries, quotes, samples, expenses and account plans from files: what they become, what is refused, taking back."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from accounts import access
from catalog.models import CustomerPartNumber
from contacts.models import Customer
from core import clock
from records.models import ImportRun
from records.services import imports
from sales.models import (
    AccountPlan,
    Expense,
    Inquiry,
    InquiryLine,
    PlanObjective,
    Quote,
    QuoteLine,
    SampleRequest,
)
from sales.services.quote import save_quote
from sales.services.quote_approval import submit_quote
from tests import factories
from tests.catalog.things import make_product

pytestmark = pytest.mark.django_db
DAY = clock.today() + timedelta(days=30)


@pytest.fixture
def customer(cast: Any) -> Customer:
    return factories.make_customer("东岭重卡", cast.rep, code="K1")


def refused(result: dict[str, Any]) -> list[tuple[int, str]]:
    return [(row["row"], row["field"]) for row in result["rejected"]]


def take_back(result: dict[str, Any], by: Any) -> dict[str, int]:
    return imports.revert_run(ImportRun.objects.get(pk=result["run"]), by=by)


QUOTES = (
    "报价单号,客户,主题,有效期至,产品,产品描述,数量,单价,客户料号\n"
    f"Q-1,K1,年度报价,{DAY},HL-1,,100,113,DL-9\n"
    ",,,,,特制夹具,2,500,\n"
    f"Q-2,K1,单项,{DAY},HL-1,,5,,\n"
)


# -- quotes -------------------------------------------------------------------------------------------
def test_rows_of_one_number_become_one_draft_with_its_positions(cast: Any, customer: Any, bring: Any) -> None:
    make_product(code="HL-1", list_price="113")
    result = bring("quotes", QUOTES, cast.manager)
    assert (result["created"], result["rejected"]) == (2, [])
    first, second = Quote.objects.order_by("number")
    assert (first.number, first.subject, first.status, first.owner) == (
        "Q-1",
        "年度报价",
        "draft",
        cast.manager,
    )
    assert [(line.what, line.quantity, line.amount) for line in first.positions.order_by("place")] == [
        (str(first.positions.get(place=1).product), Decimal(100), Decimal("11300.00")),
        ("特制夹具", Decimal(2), Decimal("1000.00")),
    ]
    assert first.gross_amount == Decimal("12300.00") and first.positions.get(place=1).part_no == "DL-9"
    assert second.positions.get().price == Decimal(113)  # as the price list has it


def test_the_same_file_of_quotes_again_changes_nothing(cast: Any, customer: Any, bring: Any) -> None:
    product = make_product(code="HL-1", list_price="113")
    bring("quotes", QUOTES, cast.manager)
    product.list_price = Decimal(999)
    product.save()
    before = list(Quote.objects.values_list("pk", "version", "gross_amount"))
    history = Quote.history.count(), QuoteLine.history.count()
    result = bring("quotes", QUOTES, cast.manager)
    assert (result["created"], result["updated"], result["unchanged"], result["rejected"]) == (0, 0, 2, [])
    assert list(Quote.objects.values_list("pk", "version", "gross_amount")) == before
    assert (Quote.history.count(), QuoteLine.history.count()) == history


def test_a_changed_position_changes_its_quote_and_is_taken_back(cast: Any, customer: Any, bring: Any) -> None:
    make_product(code="HL-1", list_price="113")
    bring("quotes", QUOTES, cast.manager)
    more = QUOTES.replace("特制夹具,2,500", "特制夹具,3,500") + ",,,,,加急费,1,80,\n"
    result = bring("quotes", more, cast.manager)
    assert (result["updated"], result["unchanged"], result["rejected"]) == (2, 0, [])
    first, second = Quote.objects.order_by("number")
    assert first.gross_amount == Decimal("12800.00") and second.gross_amount == Decimal("645.00")
    counts = take_back(result, cast.manager)
    assert counts["kept"] == 0
    for quote, was, lines in ((first, "12300.00", 2), (second, "565.00", 1)):
        quote.refresh_from_db()
        assert (quote.gross_amount, quote.positions.count()) == (Decimal(was), lines)


def test_taking_back_removes_the_quotes_and_their_positions(cast: Any, customer: Any, bring: Any) -> None:
    make_product(code="HL-1", list_price="113")
    result = bring("quotes", QUOTES, cast.manager)
    assert take_back(result, cast.manager) == {"removed": 5, "restored": 0, "kept": 0}
    assert not Quote.objects.exists() and not QuoteLine.objects.exists()


def test_a_quote_that_was_changed_since_stays_whole(cast: Any, customer: Any, bring: Any) -> None:
    make_product(code="HL-1", list_price="113")
    result = bring("quotes", QUOTES, cast.manager)
    quote = Quote.objects.get(number="Q-1")
    quote.subject = "改过"
    save_quote(quote, by=cast.manager)
    take_back(result, cast.manager)
    assert [row.number for row in Quote.objects.all()] == ["Q-1"]


def test_one_bad_position_keeps_the_whole_quote_out_and_each_row_says_why(
    cast: Any, customer: Any, bring: Any
) -> None:
    make_product(code="HL-1", list_price="113")
    text = QUOTES.replace("特制夹具,2,500", "特制夹具,-2,500")
    result = bring("quotes", text, cast.manager)
    assert refused(result) == [(3, "quantity"), (2, "")] or refused(result) == [(2, ""), (3, "quantity")]
    assert [quote.number for quote in Quote.objects.all()] == ["Q-2"]
    assert "3" in next(row["reason"] for row in result["rejected"] if row["row"] == 2)


@pytest.mark.parametrize(
    ("cells", "row", "field"),
    [
        (f"Q-9,K1,x,{DAY},NONE,,1,1,", 2, "product"),
        (f"Q-9,不存在,x,{DAY},HL-1,,1,1,", 2, "customer"),
        (f"Q-9,K1,x,{DAY},HL-1,,0,1,", 2, "quantity"),
        (f"Q-9,K1,x,{DAY},HL-1,,1000000000,1,", 2, "quantity"),
        (f"Q-9,K1,x,{DAY},HL-1,,many,1,", 2, "quantity"),
        (f"Q-9,K1,x,{DAY},HL-1,,1,-1,", 2, "price"),
        (f",K1,x,{DAY},HL-1,,1,1,", 2, "number"),
        ("Q-9,K1,x,31.02.2027,HL-1,,1,1,", 2, "valid_until"),
        (f"Q-9,K1,x,{DAY},HL-1,,1,1,\nQ-9,K2,x,{DAY},HL-1,,1,1,", 3, "customer"),
        (f"Q-9,K1,x,{DAY},HL-1,,1,1,\nQ-8,K1,y,{DAY},HL-1,,1,1,\nQ-9,K1,x,{DAY},HL-1,,1,1,", 4, "number"),
    ],
)
def test_bad_rows_are_told_by_line_and_column(
    cast: Any, customer: Any, bring: Any, cells: str, row: int, field: str
) -> None:
    make_product(code="HL-1", list_price="113")
    head = QUOTES.splitlines()[0]
    result = bring("quotes", f"{head}\n{cells}\n", cast.manager)
    assert (row, field) in refused(result), result["rejected"]
    assert Quote.objects.count() <= 2


def test_what_has_left_the_draft_is_not_changed_by_a_file(cast: Any, customer: Any, bring: Any) -> None:
    make_product(code="HL-1", list_price="113")
    bring("quotes", QUOTES, cast.manager)
    quote = Quote.objects.get(number="Q-2")
    Quote.objects.filter(pk=quote.pk).update(status="approved")
    result = bring("quotes", QUOTES, cast.manager)
    assert (result["unchanged"], result["rejected"]) == (2, [])
    result = bring("quotes", QUOTES.replace("HL-1,,5,", "HL-1,,6,"), cast.manager)
    assert refused(result) == [(4, "")] and quote.positions.get().quantity == 5


def test_a_trial_writes_nothing_and_says_the_same(cast: Any, customer: Any, bring: Any) -> None:
    make_product(code="HL-1", list_price="113")
    result = bring("quotes", QUOTES, cast.manager, "--dry-run")
    assert (result["created"], result["rejected"]) == (2, []) and not Quote.objects.exists()


def test_numbers_that_a_file_brought_are_stepped_over(cast: Any, customer: Any, bring: Any) -> None:
    make_product(code="HL-1", list_price="113")
    first = save_quote(Quote(customer=customer, valid_until=DAY), by=cast.rep, lines=[]).number
    coming = f"{first[:-1]}{int(first[-1]) + 1}"
    bring(
        "quotes",
        QUOTES.replace("Q-1", coming).replace("Q-2", f"{first[:-1]}{int(first[-1]) + 2}"),
        cast.manager,
    )
    after = save_quote(Quote(customer=customer, valid_until=DAY), by=cast.rep, lines=[])
    assert after.number == f"{first[:-1]}{int(first[-1]) + 3}"


def test_a_position_beyond_a_batch_still_belongs_to_its_quote(
    cast: Any, customer: Any, bring: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sales.importers import QuoteImporter

    make_product(code="HL-1", list_price="113")
    monkeypatch.setattr(QuoteImporter, "batch", 1)
    assert bring("quotes", QUOTES, cast.manager)["created"] == 2
    assert Quote.objects.get(number="Q-1").positions.count() == 2


def test_who_may_not_import_or_quote_there_is_refused(cast: Any, bring: Any) -> None:
    make_product(code="HL-1", list_price="113")
    hidden = factories.make_customer("南方", cast.other_rep, code="K1")
    assert not access.allows(cast.rep, "sales.import_quote")
    result = bring("quotes", QUOTES, cast.manager)
    assert {field for _row, field in refused(result)} >= {"customer"} and not Quote.objects.exists()
    assert hidden.quotes.count() == 0


def test_an_imported_quote_goes_through_its_guards_like_any_other(
    cast: Any, customer: Any, bring: Any
) -> None:
    make_product(code="HL-1", list_price="113")
    bring("quotes", QUOTES.replace("100,113", "100,1.13"), cast.manager)
    quote = Quote.objects.get(number="Q-1")
    from core.errors import DomainError

    with pytest.raises(DomainError):
        submit_quote(quote, by=cast.manager)


# -- inquiries ----------------------------------------------------------------------------------------
INQUIRIES = (
    "客户,主题,收到日期,产品,产品描述,客户料号,图纸版本,数量,目标价\n"
    "K1,年度询价,2026-11-02,HL-1,,DL-9,B,100,99.5\n"
    "K1,年度询价,,,新型轮毂轴承,,,20,\n"
    "K1,另一询价,2026-11-03,,样机轴承,,,1,\n"
)


def test_inquiries_come_with_their_lines_and_again_change_nothing(
    cast: Any, customer: Any, bring: Any
) -> None:
    make_product(code="HL-1")
    result = bring("inquiries", INQUIRIES, cast.manager)
    assert (result["created"], result["rejected"]) == (2, [])
    inquiry = Inquiry.objects.get(name="年度询价")
    lines = inquiry.lines.order_by("pk")
    assert [(line.part_no, line.drawing_revision, line.quantity) for line in lines] == [
        ("DL-9", "B", Decimal(100)),
        ("", "", Decimal(20)),
    ]
    assert inquiry.code.startswith("XJ") and inquiry.received_at.date().isoformat() == "2026-11-02"
    assert inquiry.reply_due_at is not None
    again = bring("inquiries", INQUIRIES, cast.manager)
    assert (again["created"], again["updated"], again["unchanged"]) == (0, 0, 2)
    assert InquiryLine.objects.count() == 3
    assert take_back(result, cast.manager)["kept"] == 0
    assert not Inquiry.objects.exists() and not InquiryLine.objects.exists()


def test_a_changed_line_of_an_inquiry_is_taken_back(cast: Any, customer: Any, bring: Any) -> None:
    make_product(code="HL-1")
    bring("inquiries", INQUIRIES, cast.manager)
    result = bring("inquiries", INQUIRIES.replace(",20,", ",30,"), cast.manager)
    line = InquiryLine.objects.get(description="新型轮毂轴承")
    assert line.quantity == 30
    take_back(result, cast.manager)
    line.refresh_from_db()
    assert line.quantity == 20


def test_what_a_part_number_means_is_filled_in_and_never_contradicted(
    cast: Any, customer: Any, bring: Any
) -> None:
    one, _other = make_product(code="HL-1"), make_product(code="HL-2")
    CustomerPartNumber.objects.create(customer=customer, product=one, part_no="DL-9", drawing_revision="B")
    bad = INQUIRIES.replace("HL-1,,DL-9", "HL-2,,DL-9")
    result = bring("inquiries", bad, cast.manager)
    assert (2, "product") in refused(result) and Inquiry.objects.count() == 1


# -- samples ------------------------------------------------------------------------------------------
def test_samples_come_as_requests_that_nobody_submitted(cast: Any, customer: Any, bring: Any) -> None:
    make_product(code="HL-1")
    text = "客户,样品,产品,数量,要求日期\nK1,试装件,,2,2026-12-20\nK1,,HL-1,1,2026-12-21\nK1,坏,,0,\n"
    result = bring("samples", text, cast.manager)
    assert result["created"] == 2 and refused(result) == [(4, "quantity")]
    assert {sample.status for sample in SampleRequest.objects.all()} == {"requested"}
    again = bring("samples", text, cast.manager)
    assert (again["created"], again["unchanged"]) == (0, 2)
    changed = bring("samples", text.replace("试装件,,2", "试装件,,4"), cast.manager)
    assert changed["updated"] == 1
    take_back(changed, cast.manager)
    assert SampleRequest.objects.get(name="试装件").quantity == 2
    take_back(result, cast.manager)
    assert not SampleRequest.objects.exclude(name="试装件").exists()


# -- expenses -----------------------------------------------------------------------------------------
def test_expenses_come_as_drafts_of_whoever_spent_them(cast: Any, customer: Any, bring: Any) -> None:
    text = (
        "客户,日期,费用类别,金额,事由,参加人员,经办人\n"
        f"K1,2026-11-02,差旅费,860.00,到厂,,{cast.rep.username}\n"
        "K1,2026-11-03,Entertainment,500,晚餐,,\n"
        "K1,2027-11-03,差旅费,500,将来,,\n"
        "K1,2026-11-03,差旅费,0,无,,\n"
        f"K1,2026-11-04,差旅费,10,别人的,,{cast.other_rep.username}\n"
    )
    result = bring("expenses", text, cast.manager)
    assert refused(result) == [(3, "people"), (4, "spent_on"), (5, "amount"), (6, "owner")]
    expense = Expense.objects.get()
    assert (expense.owner, expense.status, expense.amount) == (cast.rep, "draft", Decimal(860))
    again = bring("expenses", text, cast.manager)
    assert (again["created"], again["unchanged"]) == (0, 1)
    take_back(result, cast.manager)
    assert not Expense.objects.exists()


# -- opportunities and visits -------------------------------------------------------------------------
def test_opportunities_and_visits_again_change_nothing_and_are_taken_back(
    cast: Any, customer: Any, bring: Any
) -> None:
    sales = f"客户,商机名称,金额,预计成交,下一步\nK1,轴承配套,500000,{DAY},报价\nK1,坏,1,不是日期,报价\n"
    visits = f"客户,拜访目的,日期,时间\nK1,谈用量,{DAY},09:30\nK1,坏,{DAY},25:00\n"
    for kind, text, bad in (("opportunities", sales, "expected_close"), ("visits", visits, "clock")):
        result = bring(kind, text, cast.manager)
        assert result["created"] == 1 and refused(result) == [(3, bad)], result["rejected"]
        again = bring(kind, text, cast.manager)
        assert (again["created"], again["updated"], again["unchanged"]) == (0, 0, 1)
        assert take_back(result, cast.manager)["removed"] == 1


# -- account plans ------------------------------------------------------------------------------------
def test_plans_come_with_their_objectives(cast: Any, customer: Any, bring: Any) -> None:
    text = (
        "客户,年度,statement,目标名称,目标类别,目标值,主目标\n"
        "K1,2027,首选供应商,销售额,revenue,12000000,是\n"
        "K1,2027,,技术交流,technology,6,\n"
        "K1,1999,,x,revenue,1,\n"
        "K1,2028,,y,revenue,0,\n"
    )
    result = bring("account-plans", text, cast.manager)
    assert result["created"] == 1 and refused(result) == [(4, "year"), (5, "target")], result["rejected"]
    plan = AccountPlan.objects.get()
    assert (plan.year, plan.statement, plan.status) == (2027, "首选供应商", "draft")
    assert list(plan.objectives.order_by("pk").values_list("name", "is_main")) == [
        ("销售额", True),
        ("技术交流", False),
    ]
    again = bring("account-plans", text, cast.manager)
    assert (again["created"], again["updated"], again["unchanged"]) == (0, 0, 1)
    changed = bring("account-plans", text.replace("technology,6", "technology,8"), cast.manager)
    assert PlanObjective.objects.get(name="技术交流").target == 8
    take_back(changed, cast.manager)
    assert PlanObjective.objects.get(name="技术交流").target == 6
