"""Each of the twelve guards trips on a quote built to trip it, and is silent on a right one, with other numbers too."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from sales import guards
from sales.guards import Checked, CheckedLine, Deal, Finding, Limits, Rival, judge, unanswered

TODAY = date(2026, 11, 21)


def product(**facts: Any) -> Any:
    return SimpleNamespace(**{"moq": Decimal(10), "lead_days": 30, **facts})


def right_line(**facts: Any) -> CheckedLine:
    """100 pieces at 88.50 without tax, close to what was dealt before, above floor and cost."""
    values: dict[str, Any] = {
        "place": 1,
        "name": "轴承",
        "quantity": Decimal(100),
        "amount": Decimal("10000.50"),
        "computed": Decimal("10000.50"),
        "net_unit": Decimal("88.50"),
        "lead_days": 30,
        "product": product(),
        "last_deal": Deal(Decimal(90), "HT-2026-001", date(2026, 5, 1)),
        "list_net": Decimal(95),
        "floor_net": Decimal(70),
        "cost": Decimal(60),
    }
    return CheckedLine(**{**values, **facts})


def quote(*lines: CheckedLine, **facts: Any) -> Checked:
    values: dict[str, Any] = {
        "lines": list(lines) or [right_line()],
        "today": TODAY,
        "valid_until": TODAY + timedelta(days=30),
        "usual_currency": "CNY",
        "usual_tax": True,
        "customer_hosts": frozenset({"dongling.example.com", "li.gong@163.com"}),
        "recipient": "li@dongling.example.com",
        "makers": frozenset({1}),
        "checker": 2,
    }
    return Checked(**{**values, **facts})


def found(guard: Any, checked: Checked) -> list[Finding]:
    return list(guard(checked))


def test_there_are_twelve_and_all_are_silent_on_a_right_quote() -> None:
    assert len(guards.GUARDS) == 12
    assert judge(quote()) == []


# -- 1 ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("net", ["450", "18", "900", "9", "8.85", "885.00", "0"])
def test_five_times_the_last_deal_or_a_fifth_of_it_is_a_slipped_decimal(net: str) -> None:
    finding = found(guards.price_jump, quote(right_line(net_unit=Decimal(net))))[0]
    assert (finding.level, finding.place) == ("block", 1)


@pytest.mark.parametrize("net", ["449.99", "18.01", "90", "180", "45"])
def test_less_than_that_is_no_slip(net: str) -> None:
    assert not found(guards.price_jump, quote(right_line(net_unit=Decimal(net))))


def test_where_nothing_was_dealt_yet_the_proposed_price_is_the_measure() -> None:
    assert found(guards.price_jump, quote(right_line(last_deal=None, net_unit=Decimal("9.5"))))
    assert not found(guards.price_jump, quote(right_line(last_deal=None, net_unit=Decimal(60))))
    free = right_line(last_deal=None, list_net=None, product=None, net_unit=Decimal(1))
    assert judge(quote(replace(free, floor_net=None, cost=None))) == []


# -- 2 ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("net", "trips"),
    [("103.50", False), ("103.51", True), ("76.50", False), ("76.49", True), ("90", False), ("300", True)],
)
def test_more_than_fifteen_per_cent_off_the_last_deal_wants_a_reason(net: str, trips: bool) -> None:
    findings = found(guards.price_drift, quote(right_line(net_unit=Decimal(net))))
    assert [finding.level for finding in findings] == (["confirm"] if trips else [])


def test_a_jump_is_not_called_a_drift_as_well_and_the_limits_are_settings() -> None:
    assert not found(guards.price_drift, quote(right_line(net_unit=Decimal(900))))
    loose = Limits(drift=Decimal(50))
    assert not found(guards.price_drift, quote(right_line(net_unit=Decimal(130)), limits=loose))


# -- 3 ---------------------------------------------------------------------------------------------------------
def test_below_the_floor_or_with_a_thin_margin_those_who_approve_are_told() -> None:
    below = quote(right_line(net_unit=Decimal("69.99")), sees_cost=True)
    assert "70.00" in found(guards.floor_and_margin, below)[0].message
    thin = right_line(net_unit=Decimal("72"), cost=Decimal("65"))
    assert found(guards.floor_and_margin, quote(thin))[0].level == "approve"
    assert not found(guards.floor_and_margin, quote(right_line(net_unit=Decimal(80), cost=Decimal(72))))


def test_who_reads_no_cost_is_told_no_figure() -> None:
    finding = found(guards.floor_and_margin, quote(right_line(net_unit=Decimal(50))))[0]
    assert not any(letter.isdigit() for letter in finding.message)


# -- 4 ---------------------------------------------------------------------------------------------------------
def test_another_currency_or_tax_than_usual_is_confirmed() -> None:
    assert found(guards.terms_differ, quote(currency="USD"))[0].level == "confirm"
    assert found(guards.terms_differ, quote(tax_included=False))[0].level == "confirm"
    assert not found(guards.terms_differ, quote(currency="USD", usual_currency="USD"))
    assert not found(guards.terms_differ, quote(tax_included=False, usual_tax=None, usual_currency=""))


def test_a_price_typed_in_a_currency_that_no_list_has_is_confirmed() -> None:
    line = right_line(refusal="other_currency", refusal_words="…")
    assert [f.guard for f in judge(quote(line))] == ["terms_differ"]


# -- 5 ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("stated", ["10000.51", "1000.05", "0"])
def test_an_amount_that_does_not_add_up_is_blocked(stated: str) -> None:
    line = right_line(amount=Decimal(stated))
    assert found(guards.line_amount, quote(line))[0].level == "block"


# -- 6 ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("code", ["stopped", "expired_price_list"])
def test_what_is_stopped_or_whose_list_has_ended_is_blocked(code: str) -> None:
    assert (
        found(guards.stopped_or_ended, quote(right_line(refusal=code, refusal_words="…")))[0].level == "block"
    )


def test_a_product_without_any_price_is_no_blunder_by_itself() -> None:
    assert judge(quote(right_line(refusal="no_price", refusal_words="…"))) == []


# -- 7 ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("days", "trips"), [(-1, True), (0, False), (90, False), (91, True), (-400, True)])
def test_a_quote_is_valid_from_today_to_ninety_days(days: int, trips: bool) -> None:
    assert bool(found(guards.validity, quote(valid_until=TODAY + timedelta(days=days)))) is trips
    assert found(guards.validity, quote(valid_until=None))


# -- 8 ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("net", "trips"), [("88.50", False), ("88.504", False), ("88.52", True), ("80", True)]
)
def test_a_unified_price_binds(net: str, trips: bool) -> None:
    line = right_line(net_unit=Decimal(net), binding_net=Decimal("88.50"), binding_list="全球统一价")
    assert bool(found(guards.binding_price, quote(line))) is trips


# -- 9 ---------------------------------------------------------------------------------------------------------
def test_a_colleagues_live_quote_for_the_same_is_confirmed() -> None:
    finding = found(guards.rival_quote, quote(right_line(rivals=[Rival("单小勇", "BJ-1")])))[0]
    assert finding.level == "confirm" and "BJ-1" in finding.message


# -- 10 --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("facts", "trips"),
    [
        ({"quantity": Decimal("9.9999")}, True),
        ({"quantity": Decimal(10)}, False),
        ({"lead_days": 29}, True),
        ({"lead_days": 0}, True),
        ({"lead_days": None}, False),
        ({"product": product(moq=None, lead_days=None), "quantity": Decimal(1), "lead_days": 1}, False),
    ],
)
def test_too_few_or_too_soon_is_approved(facts: dict[str, Any], trips: bool) -> None:
    findings = found(guards.quantity_and_time, quote(right_line(**facts)))
    assert [finding.level for finding in findings] == (["approve"] if trips else [])


# -- 11 --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("recipient", "trips"),
    [
        ("li@dongling.example.com", False),
        ("li@mail.dongling.example.com", False),
        ("li@notdongling.example.com", True),
        ("li.gong@163.com", False),
        ("other@163.com", True),
        ("li@rival.example.org", True),
        ("", False),
    ],
)
def test_an_address_outside_the_customers_domain_is_confirmed(recipient: str, trips: bool) -> None:
    assert bool(found(guards.recipient_domain, quote(recipient=recipient))) is trips


# -- 12 --------------------------------------------------------------------------------------------------------
def test_nobody_checks_what_he_made() -> None:
    assert found(guards.maker_is_checker, quote(checker=1))[0].level == "block"
    assert not found(guards.maker_is_checker, quote(checker=None))


def test_blocks_and_unreasoned_confirmations_keep_a_quote_approvals_do_not() -> None:
    block, confirm, approve = (Finding(level, level, "…") for level in ("block", "confirm", "approve"))
    assert unanswered([approve, confirm, block], {}) == [confirm, block]
    assert unanswered([confirm], {"confirm": "客户换了币种"}) == []
    assert unanswered([block], {"block": "…reason"}) == [block]
    assert unanswered([confirm], {"confirm": "  "}) == [confirm]


def test_a_price_on_the_limit_is_judged_as_such_whatever_its_tax_was_rounded_to() -> None:
    """200 against a list price of 1,000, and 1,150 after a deal at 1,000, all with 13 % tax."""
    taxed = Decimal("1.13")
    listed, dealt = Decimal("884.955752"), Deal(Decimal("884.955752"), "HT-1", date(2026, 5, 1))
    for price, is_jump in (("200", True), ("200.01", False), ("4999.99", False), ("5000", True)):
        line = right_line(last_deal=None, list_net=listed, net_unit=Decimal(price) / taxed)
        assert bool(found(guards.price_jump, quote(line))) is is_jump, price
    for price, drifts in (("1150", False), ("1150.01", True), ("850", False), ("849.99", True)):
        line = right_line(last_deal=dealt, net_unit=Decimal(price) / taxed)
        assert bool(found(guards.price_drift, quote(line))) is drifts, price


def test_another_rate_of_tax_than_the_product_s_wants_a_reason() -> None:
    thirteen, none = Decimal("13.0000"), Decimal("0.0000")
    for rate, usual, is_told in (
        ("13", (thirteen,), False),
        ("12", (thirteen,), True),
        ("0", (thirteen,), True),
        ("0", (thirteen, none), False),
        ("6.5", (thirteen, none), True),
    ):
        line = right_line(vat_rate=Decimal(rate), usual_vat=usual)
        told = found(guards.terms_differ, quote(line))
        assert bool(told) is is_told, (rate, usual)
        assert not told or (f"{rate} %" in told[0].message and "13 %" in told[0].message)
