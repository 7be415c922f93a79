"""What a quote is from draft to answer: amounts, versions, states, approval, links."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from catalog.models import PriceList
from catalog.services.deal import note_deal_price
from contacts.models import Customer
from core import clock
from core.errors import DomainError
from core.models import ActionLog
from reminders.models import Notification
from sales import quote_states
from sales.models import Quote, QuoteCheck, QuoteLine, QuoteLink, QuoteSend, QuoteView
from sales.services import quote_answer as answers
from sales.services.quote import delete_quote, note_follow_up, save_quote
from sales.services.quote_approval import approve_quote, put_approved, return_quote, submit_quote
from sales.services.quote_version import copy_quote, expire_quotes, new_version
from tests import factories
from tests.catalog.things import make_price_list, make_product, make_rate
from tests.sales.quotes import line, make_approved, make_quote
from workflow.models import ProcessDefinition

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_process(db: Any) -> None:
    """Without a published process a holder of the right approves."""
    ProcessDefinition.objects.filter(doc_type="quote").update(is_active=False)


@pytest.fixture
def customer(cast: Any) -> Customer:
    return factories.make_customer("东岭重卡", cast.rep)


@pytest.fixture
def quote(cast: Any, customer: Customer) -> Quote:
    return make_quote(customer, cast.rep)


def refusal(call: Any, *given: Any, **named: Any) -> DomainError:
    with pytest.raises(DomainError) as caught:
        call(*given, **named)
    return caught.value


def codes(quote: Quote, **facts: Any) -> set[str]:
    from sales.selectors.quote_check import findings_of

    return {finding.guard for finding in findings_of(quote, **facts)}


# -- writing ---------------------------------------------------------------------------------------------------
def test_what_is_empty_in_a_line_comes_from_the_catalogue_with_its_origin(cast: Any, customer: Any) -> None:
    product = make_product(list_price="226", lead_days=45)
    made = make_price_list((product, "200"), (product, "180", 50))
    quote = make_quote(customer, cast.rep, line(product, 60))
    row = quote.positions.get()
    assert (row.price, row.lead_days, row.vat_rate, row.uom) == (180, 45, 13, product.uom)
    assert row.price_list == made and made.name in row.price_origin
    assert (quote.gross_amount, quote.net_amount, quote.tax_amount) == (
        Decimal("10800.00"),
        Decimal("9557.52"),
        Decimal("1242.48"),
    )
    assert quote.number.startswith(f"BJ{clock.today():%Y%m}") and quote.edition == 1
    assert (quote.owner, quote.department, quote.market_type) == (cast.rep, cast.east, "external")


def test_the_head_is_the_sum_of_the_lines(cast: Any, customer: Any) -> None:
    free = [{"description": f"件{n}", "quantity": Decimal(1), "price": Decimal("33.33")} for n in range(3)]
    quote = make_quote(customer, cast.rep, *free)
    assert (quote.net_amount, quote.tax_amount) == (Decimal("88.50"), Decimal("11.49"))


def test_prices_without_tax_have_it_on_top(cast: Any, customer: Any) -> None:
    quote = make_quote(customer, cast.rep, line(quantity=10), tax_included=False)
    assert quote.positions.get().price == 100
    assert (quote.net_amount, quote.tax_amount, quote.gross_amount) == (1000, 130, 1130)


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"quantity": 0}, "bad_quantity"),
        ({"quantity": 10**9}, "bad_quantity"),
        ({"quantity": -3}, "bad_quantity"),
        ({"price": "-1"}, "bad_price"),
        ({"discount": Decimal(101)}, "bad_percent"),
        ({"price": "99999999999", "quantity": 9999999}, "bad_amount"),
    ],
)
def test_a_line_that_cannot_be_is_refused_by_its_position(
    cast: Any, customer: Any, facts: Any, code: str
) -> None:
    error = refusal(make_quote, customer, cast.rep, line(), line(**facts))
    assert (error.code, error.field) == (code, "lines")
    assert "2" in error.message


def test_a_line_without_a_price_anywhere_is_refused(cast: Any, customer: Any) -> None:
    assert refusal(make_quote, customer, cast.rep, line(make_product())).code == "no_price"
    assert refusal(make_quote, customer, cast.rep, {"description": "服务", "quantity": 1}).code == "required"
    assert refusal(make_quote, customer, cast.rep, {"quantity": 1, "price": Decimal(1)}).code == "required"


def test_another_currency_takes_the_newest_rate_or_is_refused(cast: Any, customer: Any) -> None:
    given = line(price="1250", quantity=1)
    assert refusal(make_quote, customer, cast.rep, given, currency="USD").field == "rate"
    make_rate("7.1", day=clock.today())
    quote = make_quote(customer, cast.rep, given, currency="USD")
    assert quote.rate == Decimal("7.1") and quote.base_amount == Decimal("8875.00")


def test_a_rate_that_makes_the_amount_absurd_is_refused(cast: Any, customer: Any) -> None:
    given = {"description": "件", "quantity": Decimal(1000), "price": Decimal(1000)}
    error = refusal(make_quote, customer, cast.rep, given, currency="USD", rate=Decimal(10) ** 11)
    assert error.code == "bad_amount"


def test_people_units_and_sales_of_another_customer_are_refused(cast: Any, customer: Any) -> None:
    stranger = factories.make_contact(factories.make_customer("别家", cast.rep))
    assert refusal(make_quote, customer, cast.rep, contact=stranger).field == "contact"


def test_saving_again_keeps_lines_that_are_still_there(cast: Any, quote: Quote) -> None:
    row = quote.positions.get()
    more = {"description": "包装", "quantity": Decimal(1), "price": Decimal(5)}
    save_quote(quote, by=cast.rep, lines=[{**line(row.product, 50), "id": row.pk}, more])
    assert list(QuoteLine.objects.alive().filter(quote=quote).values_list("pk", "quantity"))[0] == (
        row.pk,
        50,
    )
    save_quote(quote, by=cast.rep, lines=[more])
    assert [found.what for found in QuoteLine.objects.alive().filter(quote=quote)] == ["包装"]


def test_the_customers_part_number_and_drawing_come_along(cast: Any, customer: Any) -> None:
    from catalog.models import CustomerPartNumber

    product = make_product(list_price="10")
    CustomerPartNumber.objects.create(
        customer=customer, product=product, part_no="DL-77", drawing_no="T-9", drawing_revision="C"
    )
    row = make_quote(customer, cast.rep, line(product)).positions.get()
    assert (row.part_no, row.drawing_no, row.drawing_revision) == ("DL-77", "T-9", "C")
    typed = make_quote(customer, cast.rep, {"part_no": "DL-77", "quantity": Decimal(2)}).positions.get()
    assert typed.product == product


# -- guards on real data ------------------------------------------------------------------------------------------
def deal(cast: Any, customer: Any, product: Any, price: str, **facts: Any) -> None:
    values: dict[str, Any] = {"quantity": Decimal(10), "document": "contract", "document_no": "HT-1"}
    values |= {"agreed_on": clock.today() - timedelta(days=60), **facts}
    note_deal_price(by=cast.rep, customer=customer, product=product, price=Decimal(price), **values)


def test_a_right_quote_trips_no_guard(cast: Any, customer: Any) -> None:
    product = make_product(list_price="113", floor_price="90", standard_cost="60", moq="10", lead_days=30)
    deal(cast, customer, product, "110")
    assert codes(make_quote(customer, cast.rep, line(product))) == set()


def test_a_slipped_decimal_is_measured_with_and_without_tax_and_across_currencies(
    cast: Any, customer: Any
) -> None:
    product = make_product(list_price="11300")
    deal(cast, customer, product, "10000", tax_included=False)
    assert "price_jump" not in codes(make_quote(customer, cast.rep, line(product, price="11300")))
    assert "price_jump" in codes(make_quote(customer, cast.rep, line(product, price="1130")))
    make_rate("7.1", day=clock.today())
    quote = make_quote(customer, cast.rep, line(product, price="1592"), currency="USD")
    assert "price_jump" not in codes(quote) and "terms_differ" in codes(quote)
    wrong = make_quote(customer, cast.rep, line(product, price="11300"), currency="USD")
    assert "price_jump" in codes(wrong)


def test_an_ended_list_and_a_stopped_product_block(cast: Any, customer: Any) -> None:
    product = make_product(list_price="50")
    make_price_list((product, "50"), valid_to=clock.today() - timedelta(days=1), valid_from=date(2026, 1, 1))
    stopped = make_product(list_price="50", status="stopped")
    for found in (product, stopped):
        quote = make_quote(customer, cast.rep, line(found, price="50"))
        assert codes(quote) == {"stopped_or_ended"}
        assert refusal(submit_quote, quote, by=cast.rep).code == "guard_stopped_or_ended"


def test_a_unified_price_binds_and_a_best_local_one_does_not(cast: Any, customer: Any) -> None:
    product, local = make_product(list_price="120"), make_product(list_price="120")
    make_price_list((product, "100"), mode=PriceList.Mode.GLOBAL)
    make_price_list((local, "100", 1, "105"), mode=PriceList.Mode.LOCAL_BEST, customer=customer)
    assert codes(make_quote(customer, cast.rep, line(product, price="110"))) == {"binding_price"}
    assert codes(make_quote(customer, cast.rep, line(product, price="113"))) == set()
    assert "binding_price" not in codes(make_quote(customer, cast.rep, line(local, price="98")))


def test_the_live_quote_of_a_colleague_is_confirmed_and_he_is_told(cast: Any, customer: Any) -> None:
    product = make_product(list_price="113")
    first = make_approved(customer, cast.rep, cast.manager, line(product))
    second = make_quote(customer, cast.colleague, line(product))
    assert codes(second) == {"rival_quote"}
    assert refusal(submit_quote, second, by=cast.colleague).code == "guard_rival_quote"
    Notification.objects.all().delete()
    submit_quote(second, by=cast.colleague, reasons={"rival_quote": "已与农丽萍商定由我报"})
    told = Notification.objects.get(recipient=cast.rep)
    assert first.number in told.text
    assert QuoteCheck.objects.get(quote=second).reason == "已与农丽萍商定由我报"
    assert codes(make_quote(customer, cast.rep, line(product))) == {"rival_quote"}


def test_floor_figures_are_told_to_those_alone_who_read_cost(cast: Any, customer: Any) -> None:
    from sales.selectors.quote_check import findings_of

    quote = make_quote(
        customer, cast.rep, line(make_product(list_price="113", floor_price="101.70"), price="100")
    )
    rep, manager = (findings_of(quote, user=user)[0].message for user in (cast.rep, cast.manager))
    assert "90.00" in manager and "90" not in rep
    assert submit_quote(quote, by=cast.rep).status == "approving"


def test_a_stated_amount_that_does_not_add_up_blocks(cast: Any, customer: Any) -> None:
    quote = make_quote(customer, cast.rep, line(quantity=3, price="33.33", amount=Decimal("9.99")))
    assert "line_amount" in codes(quote)


# -- the way of a quote -------------------------------------------------------------------------------------------
@pytest.mark.parametrize("now", Quote.Status.values)
@pytest.mark.parametrize("to", Quote.Status.values)
def test_a_move_that_is_not_listed_is_refused_with_those_that_are(now: str, to: str) -> None:
    if to in quote_states.QUOTE[now]:
        return quote_states.require_status(now, to)
    error = refusal(quote_states.require_status, now, to)
    labels = dict(Quote.Status.choices)
    assert all(str(labels[allowed]) in error.message for allowed in quote_states.QUOTE[now])


def test_the_whole_way_to_a_converted_quote(cast: Any, quote: Quote) -> None:
    submit_quote(quote, by=cast.rep)
    assert refusal(save_quote, quote, by=cast.rep, lines=[line()]).code == "not_draft"
    assert refusal(approve_quote, quote, by=cast.rep).code == "own_document"
    approve_quote(quote, by=cast.manager)
    answers.send_quote(quote, by=cast.rep, channel="hand", to="李工")
    quote.refresh_from_db()
    assert (quote.status, quote.follow_up_on) == ("sent", clock.today() + timedelta(days=3))
    answers.accept_quote(quote, by=cast.rep)
    assert answers.mark_converted(quote, by=cast.rep, document="HT-9").status == "converted"
    verbs = set(ActionLog.objects.values_list("verb", flat=True))
    assert {"sales.quote_submitted", "sales.quote_approved", "sales.quote_sent"} <= verbs


def test_only_a_complete_quote_is_submitted(cast: Any, customer: Any) -> None:
    bare = save_quote(Quote(customer=customer, valid_until=clock.today()), by=cast.rep, lines=[])
    assert refusal(submit_quote, bare, by=cast.rep).code == "no_lines"
    save_quote(bare, by=cast.rep, lines=[line()])
    assert refusal(submit_quote, bare, by=cast.rep).field == "contact"


def test_a_returned_quote_is_a_draft_again(cast: Any, quote: Quote) -> None:
    submit_quote(quote, by=cast.rep)
    assert refusal(return_quote, quote, by=cast.manager, reason=" ").code == "required"
    assert return_quote(quote, by=cast.manager, reason="价格太低").status == "draft"


def test_a_new_version_replaces_the_old_one_and_only_the_newest_goes_out(cast: Any, customer: Any) -> None:
    first = make_approved(customer, cast.rep, cast.manager)
    link, token = answers.open_link(first, by=cast.rep)
    second = new_version(first, by=cast.rep)
    first.refresh_from_db()
    assert (second.number, second.edition, second.status) == (first.number, 2, "draft")
    assert second.positions.get().quantity == 100
    assert first.status == "superseded" and answers.link_of(token) is None
    assert refusal(answers.send_quote, first, by=cast.rep, channel="hand").code == "forbidden_move"
    assert refusal(new_version, first, by=cast.rep).code == "not_newest"
    delete_quote(second, by=cast.rep)
    first.refresh_from_db()
    assert first.status == "sent"


def test_an_expired_quote_is_not_sent_not_accepted_but_renewed(cast: Any, customer: Any) -> None:
    quote = make_approved(customer, cast.rep, cast.manager, valid_until=clock.today())
    sent = make_approved(customer, cast.rep, cast.manager, valid_until=clock.today())
    answers.send_quote(sent, by=cast.rep, channel="hand")
    tomorrow = clock.today() + timedelta(days=1)
    assert expire_quotes(clock.today()) == {"expired": 0}
    assert expire_quotes(tomorrow) == {"expired": 2}
    assert expire_quotes(tomorrow) == {"expired": 0}
    quote.refresh_from_db()
    assert refusal(answers.send_quote, quote, by=cast.rep, channel="hand").code == "forbidden_move"
    assert new_version(quote, by=cast.rep).edition == 2


def test_a_copy_is_a_quote_of_its_own(cast: Any, quote: Quote) -> None:
    made = copy_quote(quote, by=cast.colleague)
    assert made.number != quote.number and made.edition == 1 and made.owner == cast.colleague
    assert made.gross_amount == quote.gross_amount


def test_answers_are_taken_once_and_say_why(cast: Any, customer: Any) -> None:
    quote = make_approved(customer, cast.rep, cast.manager)
    assert refusal(answers.accept_quote, quote, by=cast.rep).code == "forbidden_move"
    answers.send_quote(quote, by=cast.rep, channel="hand")
    quote.refresh_from_db()
    assert refusal(answers.reject_quote, quote, by=cast.rep, answer="").field == "answer"
    future = clock.today() + timedelta(days=1)
    assert refusal(answers.accept_quote, quote, by=cast.rep, answered_on=future).code == "future"
    answers.bargain_quote(quote, by=cast.rep, answer="要求再降 3 %")
    assert refusal(answers.accept_quote, quote, by=cast.rep).code == "forbidden_move"
    assert new_version(quote, by=cast.rep).edition == 2


def test_follow_up_ends_with_the_quote(cast: Any, customer: Any) -> None:
    quote = make_approved(customer, cast.rep, cast.manager)
    note_follow_up(quote, on=clock.today(), by=cast.rep)
    answers.void_quote(quote, by=cast.rep, reason="客户取消")
    quote.refresh_from_db()
    assert quote.follow_up_on is None
    assert refusal(note_follow_up, quote, on=clock.today(), by=cast.rep).code == "ended"


# -- links --------------------------------------------------------------------------------------------------------
def test_a_link_is_kept_as_a_digest_counts_as_sent_and_tells_of_the_first_view(
    cast: Any, customer: Any
) -> None:
    quote = make_approved(customer, cast.rep, cast.manager)
    link, token = answers.open_link(quote, by=cast.rep, recipient="李工")
    quote.refresh_from_db()
    assert quote.status == "sent" and QuoteSend.objects.get(quote=quote).channel == "link"
    assert token not in str(QuoteLink.objects.values().get())
    Notification.objects.all().delete()
    answers.note_view(link, ip="203.0.113.5", agent="Firefox")
    answers.note_view(link, ip="203.0.113.5", agent="Firefox")
    answers.note_view(link, ip="203.0.113.6", agent="Firefox")
    assert QuoteView.objects.count() == 2 and Notification.objects.filter(recipient=cast.rep).count() == 1
    answers.revoke_link(link, by=cast.rep)
    assert answers.link_of(token) is None


def test_a_link_ends_with_its_days_and_with_the_quote(cast: Any, customer: Any) -> None:
    quote = make_approved(customer, cast.rep, cast.manager, valid_until=clock.today() + timedelta(days=10))
    _long, first = answers.open_link(quote, by=cast.rep, days=90)
    _short, second = answers.open_link(quote, by=cast.rep, days=2)
    with clock.at(clock.today() + timedelta(days=3)):
        assert answers.link_of(second) is None and answers.link_of(first) is not None
    with clock.at(clock.today() + timedelta(days=12)):
        assert answers.link_of(first) is None
    assert answers.link_of("nonsense") is None


def test_put_approved_is_refused_for_a_draft(cast: Any, quote: Quote) -> None:
    assert refusal(put_approved, quote, by=cast.manager).code == "forbidden_move"


def test_a_reason_goes_with_the_lines_that_it_confirmed(cast: Any, customer: Any) -> None:
    product = make_product(list_price="113")
    quote = make_quote(customer, cast.rep, line(product))
    quote.reasons = {"rival_quote": "已商定"}
    save_quote(quote, by=cast.rep)
    pk = quote.positions.get().pk
    save_quote(quote, by=cast.rep, lines=[{**line(product), "id": pk}])
    quote.refresh_from_db()
    assert quote.reasons == {"rival_quote": "已商定"}
    save_quote(quote, by=cast.rep, lines=[{**line(product, price="100"), "id": pk}])
    quote.refresh_from_db()
    assert quote.reasons == {}
    quote.reasons = {"rival_quote": "再次商定"}
    save_quote(quote, by=cast.rep, lines=[{**line(product, price="90"), "id": pk}])
    quote.refresh_from_db()
    assert quote.reasons == {"rival_quote": "再次商定"}
