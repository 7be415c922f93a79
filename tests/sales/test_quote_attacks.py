"""Quotes as somebody writes them who wants past the guards, or whose finger slipped: through the services."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from contacts.models import Customer
from core import clock
from core.money import rounded
from sales.models import Quote, QuoteLine
from sales.selectors.quote_check import findings_of, hosts_of
from sales.services.quote import save_quote
from sales.services.quote_answer import send_quote
from sales.services.quote_approval import approve_quote, put_approved, submit_quote
from tests import factories
from tests.catalog.things import make_product, make_rate
from tests.sales.quotes import line, make_quote
from workflow.models import ProcessDefinition

from .test_quotes import codes, deal, refusal


@pytest.fixture(autouse=True)
def no_process(db: Any) -> None:
    ProcessDefinition.objects.filter(doc_type="quote").update(is_active=False)


@pytest.fixture
def customer(cast: Any) -> Customer:
    return factories.make_customer("东岭重卡", cast.rep, email="info@dongling.example.com")


@pytest.mark.parametrize(
    "facts",
    [
        {"quantity": Decimal(0)}, {"quantity": Decimal(-1)}, {"quantity": Decimal(10) ** 9},
        {"quantity": Decimal("NaN")}, {"quantity": Decimal("Infinity")}, {"quantity": Decimal("0.00001")},
        {"price": Decimal("NaN")}, {"price": Decimal("Infinity")}, {"price": Decimal(10) ** 40},
        {"price": Decimal("-0.01")}, {"price": Decimal("1.0000001")}, {"price": Decimal(10) ** 14},
        {"discount": Decimal("NaN")}, {"discount": Decimal("100.0001")}, {"discount": Decimal(-1)},
        {"vat_rate": Decimal(101)}, {"vat_rate": Decimal("NaN")}, {"amount": Decimal("NaN")},
        {"amount": Decimal(-1)}, {"amount": Decimal(10) ** 16},
    ],
)  # fmt: skip
def test_figures_that_are_none_are_refused_in_words(cast: Any, customer: Any, facts: dict[str, Any]) -> None:
    given = {**line(price="100"), **facts}
    assert refusal(make_quote, customer, cast.rep, given).code.startswith("bad_")
    assert not Quote.objects.exists() and not QuoteLine.objects.exists()


@pytest.mark.parametrize(
    ("typed", "found"), [("71", "block"), ("0.71", "block"), ("9", "confirm"), ("7.3", "")]
)
def test_a_slipped_exchange_rate_hides_no_floor(cast: Any, customer: Any, typed: str, found: str) -> None:
    make_rate("7.1", "USD", clock.today())
    product = make_product(list_price="113", floor_price="90.4", standard_cost="70", moq=None, lead_days=None)
    cheap = line(product, price="10", quantity=10)  # 71 yuan without tax, below the floor of 80
    quote = make_quote(customer, cast.rep, cheap, currency="USD", rate=Decimal(typed), tax_included=False)
    findings = findings_of(quote)
    of_rate = [item.level for item in findings if item.place is None and "7.1" in item.message]
    assert (found in of_rate) if found else not of_rate
    if typed != "0.71":
        assert "floor_and_margin" in {item.guard for item in findings}


def test_goods_for_nothing_are_a_slip_where_they_have_a_price(cast: Any, customer: Any) -> None:
    for free in (line(price="0"), line(price="113", discount=Decimal(100))):
        quote = make_quote(customer, cast.rep, free)
        assert "price_jump" in codes(quote)
        assert refusal(submit_quote, quote, by=cast.rep).code == "guard_price_jump"


def test_another_currency_is_confirmed_and_measured_by_its_rate(cast: Any, customer: Any) -> None:
    make_rate("7.1", "USD", clock.today())
    product = make_product(list_price="1130", moq=None, lead_days=None)
    deal(cast, customer, product, "1000")
    slipped = make_quote(customer, cast.rep, line(product, price="1000"), currency="USD", tax_included=False)
    assert {"price_jump", "terms_differ"} <= codes(slipped)
    right = make_quote(customer, cast.rep, line(product, price="140"), currency="USD", tax_included=False)
    assert "price_jump" not in codes(right) and "terms_differ" in codes(right)


def test_figures_follow_when_only_the_head_changes(cast: Any, customer: Any) -> None:
    quote = make_quote(customer, cast.rep, line(price="113", quantity=1))
    assert (quote.net_amount, quote.gross_amount) == (Decimal("100.00"), Decimal("113.00"))
    quote.tax_included = False
    quote = save_quote(quote, by=cast.rep)
    assert (quote.net_amount, quote.gross_amount) == (Decimal("113.00"), Decimal("127.69"))
    assert quote.positions.get(is_deleted=False).net == Decimal("113.00")


def test_what_is_stopped_after_the_approval_does_not_go_out(cast: Any, customer: Any) -> None:
    product = make_product(list_price="113", moq=None, lead_days=30)
    quote = submit_quote(make_quote(customer, cast.rep, line(product, price="113")), by=cast.rep)
    quote = put_approved(quote, by=cast.manager)
    product.status = "stopped"
    product.save()
    assert refusal(send_quote, quote, by=cast.rep, channel="hand").code == "guard_stopped_or_ended"


def test_who_wrote_a_position_does_not_approve_it(cast: Any, customer: Any) -> None:
    from core.operation import acting_as

    quote = make_quote(customer, cast.rep, line(price="113"))
    with acting_as(cast.manager):
        quote = save_quote(quote, by=cast.manager, lines=[line(price="112")])
    quote = submit_quote(quote, by=cast.rep)
    assert refusal(approve_quote, quote, by=cast.manager).code == "own_document"


def test_a_public_mailbox_opens_no_domain(cast: Any, customer: Any) -> None:
    factories.make_contact(customer, "李工", email="li.gong@qq.com")
    quote = make_quote(customer, cast.rep)
    assert "li.gong@qq.com" in hosts_of(customer)
    for stranger in ("x@vip.qq.com", "x@mail.qq.com", "x@qq.com", "x@dongling.example.com.evil.example"):
        found = {item.guard for item in findings_of(quote, [], recipient=stranger)}
        assert "recipient_domain" in found, stranger
    for known in ("li.gong@qq.com", "LI.GONG@QQ.COM", "y@dongling.example.com", "y@sub.dongling.example.com"):
        assert "recipient_domain" not in {item.guard for item in findings_of(quote, [], recipient=known)}, (
            known
        )


@pytest.mark.parametrize(("days", "trips"), [(-1, True), (0, False), (90, False), (91, True), (9999, True)])
def test_validity_has_two_ends(cast: Any, customer: Any, days: int, trips: bool) -> None:
    quote = make_quote(customer, cast.rep, valid_until=clock.today() + timedelta(days=days))
    assert ("validity" in codes(quote)) is trips


FIGURE = some.decimals(min_value="0.0001", max_value="99999", places=4)
PRICE = some.decimals(min_value="0", max_value="99999", places=6)
PERCENT = some.decimals(min_value="0", max_value="100", places=4)


@given(
    some.lists(
        some.tuples(FIGURE, PRICE, PERCENT, some.sampled_from([0, 6, 9, 13])), min_size=1, max_size=12
    ),
    some.booleans(),
)
def test_net_and_tax_always_make_the_amount_and_lines_the_head(rows: Any, tax_included: bool) -> None:
    from catalog.services.priced_lines import add_up

    quote = Quote(tax_included=tax_included, rate=Decimal(1))
    lines = []
    for quantity, price, discount, vat in rows:
        row = QuoteLine(quantity=quantity, price=price, discount=discount, vat_rate=Decimal(vat))
        row.reckon(tax_included=tax_included)
        assert row.net + row.tax == row.gross and row.tax >= 0
        assert row.amount == (row.gross if tax_included else row.net) == row.computed()
        assert abs(row.amount - quantity * price * (1 - discount / 100)) <= Decimal("0.005")
        lines.append(row)
    add_up(quote, lines)
    assert quote.net_amount + quote.tax_amount == quote.gross_amount == sum(row.gross for row in lines)


@given(
    some.decimals(min_value="0.01", max_value="100000", places=2),
    some.decimals(min_value="0.01", max_value="30", places=3),
)
def test_a_price_is_a_slip_a_drift_or_neither_never_two(last: Decimal, factor: Decimal) -> None:
    from sales.guards import Deal, price_drift, price_jump
    from tests.sales.test_quote_guards import TODAY, quote, right_line

    price = last * factor
    checked = quote(right_line(net_unit=price, last_deal=Deal(last, "HT", TODAY)))
    jumps, drifts = list(price_jump(checked)), list(price_drift(checked))
    is_jump = factor >= 5 or factor <= Decimal("0.2")
    is_drift = not is_jump and abs(factor - 1) * 100 > 15
    assert (bool(jumps), bool(drifts)) == (is_jump, is_drift)
    assert rounded(price) >= 0
