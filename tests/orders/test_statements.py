"""Statements: each document once, the closing balance is the next opening one, late changes stand in the next month."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from contacts.models import Customer
from core import clock
from core.errors import DomainError
from orders.models import Acceptance, AcceptanceLine, Shipment, ShipmentLine, Statement
from orders.selectors.statement_moves import moves
from orders.services import statement as service
from orders.services.receipt import bounce_receipt
from orders.statement_pdf import pdf_of
from tests import factories

from .money import accept, make_order, make_plan, make_receipt

pytestmark = pytest.mark.django_db


@pytest.fixture
def customer(cast: Any) -> Customer:
    return factories.make_customer("青屿造船", cast.rep)


def accepted(customer: Customer, gross: Any, day: date) -> None:
    with clock.at(day):
        order = make_order(customer, gross)
        line = accept(order, 100)
        way = Shipment.objects.create(
            customer=customer, number=f"FH{factories.number()}", to_place="码头", status="signed"
        )
        part = ShipmentLine.objects.create(
            shipment=way, order_line=line, quantity=100, delivered=100, accepted=100
        )
        found = Acceptance.objects.create(
            customer=customer, shipment=way, number=f"YS{factories.number()}", accepted_on=day, status="done"
        )
        AcceptanceLine.objects.create(acceptance=found, shipment_line=part, accepted=100)


def figures(customer: Customer) -> list[tuple[str, Decimal, Decimal, Decimal, Decimal]]:
    rows = Statement.objects.filter(customer=customer).order_by("month")
    return [(f"{row.month:%m}", row.opening, row.goods, row.receipts, row.closing) for row in rows]


def test_the_closing_balance_is_the_next_opening_one(cast: Any, customer: Customer) -> None:
    accepted(customer, 113000, date(2026, 8, 12))
    with clock.at(date(2026, 9, 20)):
        make_receipt(customer, cast.finance, 50000)
    assert service.monthly_statements(date(2026, 9, 1)) == {"made": 1}
    assert service.monthly_statements(date(2026, 10, 3)) == {"made": 1}
    assert figures(customer) == [("08", 0, 113000, 0, 113000), ("09", 113000, 0, 50000, 63000)]


def test_what_moves_a_balance_is_told_in_as_many_statements_however_much_moved(
    cast: Any, customer: Customer, django_assert_num_queries: Any
) -> None:
    for day in (12, 13, 14):
        accepted(customer, 113000, date(2026, 8, day))
        with clock.at(date(2026, 8, day + 5)):
            make_receipt(customer, cast.finance, 50000)
    with django_assert_num_queries(4):  # accepted, opened, returned, received
        found = list(moves(customer, date(2026, 8, 31)))
    assert [move.amount for move in found] == [113000] * 3 + [50000] * 3
    assert all(move.text and move.document_no for move in found)


def test_run_again_nothing_changes_and_run_late_it_catches_up(cast: Any, customer: Customer) -> None:
    accepted(customer, 1000, date(2026, 6, 12))
    service.monthly_statements(date(2026, 7, 1))
    assert service.monthly_statements(date(2026, 10, 4)) == {"made": 3}
    assert service.monthly_statements(date(2026, 10, 4)) == {"made": 0}
    assert [month for month, *_rest in figures(customer)] == ["06", "07", "08", "09"]


def test_what_bounces_after_it_was_stated_stands_in_the_next_one(cast: Any, customer: Customer) -> None:
    accepted(customer, 1000, date(2026, 8, 12))
    with clock.at(date(2026, 8, 20)):
        money = make_receipt(
            customer, cast.finance, 400, method="trade_draft", draft_due_on=date(2026, 9, 20)
        )
    service.monthly_statements(date(2026, 9, 1))
    with clock.at(date(2026, 9, 21)):
        bounce_receipt(money, by=cast.finance, reason="拒付")
    service.monthly_statements(date(2026, 10, 1))
    assert figures(customer) == [("08", 0, 1000, 400, 600), ("09", 600, 0, -400, 1000)]


def test_what_is_noted_late_stands_in_the_next_one(cast: Any, customer: Customer) -> None:
    accepted(customer, 1000, date(2026, 8, 12))
    service.monthly_statements(date(2026, 9, 1))
    accepted(customer, 500, date(2026, 8, 30))
    service.monthly_statements(date(2026, 10, 1))
    assert figures(customer)[1] == ("09", 1000, 500, 0, 1500)


def test_what_was_open_before_is_the_first_opening_balance(cast: Any, customer: Customer) -> None:
    with clock.at(date(2026, 6, 30)):
        make_plan(customer, cast.finance, 7000, date(2026, 7, 31), kind="opening")
    accepted(customer, 1000, date(2026, 8, 12))
    service.monthly_statements(date(2026, 9, 1))
    assert figures(customer) == [("08", 7000, 1000, 0, 8000)]


def test_a_dispute_says_what_and_may_be_settled(cast: Any, customer: Customer) -> None:
    accepted(customer, 1000, date(2026, 8, 12))
    service.monthly_statements(date(2026, 9, 1))
    row = Statement.objects.get(customer=customer)
    with pytest.raises(DomainError):
        service.answer_statement(row, by=cast.finance, status="confirmed")
    service.send_statement(row, by=cast.finance)
    with pytest.raises(DomainError):
        service.answer_statement(row, by=cast.finance, status="disputed")
    service.answer_statement(row, by=cast.finance, status="disputed", answer="少记一笔退货")
    service.answer_statement(row, by=cast.finance, status="confirmed")
    assert service.close_statement(row, by=cast.finance).status == "closed"


def test_the_paper_is_a_pdf(cast: Any, customer: Customer) -> None:
    accepted(customer, 1000, date(2026, 8, 12))
    service.monthly_statements(date(2026, 9, 1))
    assert pdf_of(Statement.objects.get(customer=customer)).startswith(b"%PDF")
