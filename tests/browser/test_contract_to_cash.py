"""From the quote to the last yuan, every step by the hand whose turn it is: quote, contract, order, two lots, acceptance
and return, invoice, receipt, statement; then ageing, execution and ranking say what the rows say, to the cent."""

import re
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from playwright.sync_api import expect

from contracts.models import Contract
from core import clock
from orders.execution import Execution
from orders.models import (
    Acceptance,
    Invoice,
    Order,
    OrderLine,
    PaymentPlan,
    Receipt,
    ReturnOrder,
    Shipment,
    Statement,
)
from orders.ranking import BASES, Ranking
from orders.selectors.ageing import Ageing
from orders.services.statement import monthly_statements
from orders.terms import months_later
from records import search
from sales.models import Quote
from tests import factories
from tests.catalog.things import make_product
from tests.real_browser import Complaints
from tests.workflow.company import Company, deliver_anew
from workflow.models import ProcessTask, ProcessVersion

from .journeys import Desk, barriers, unexpected

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.xdist_group("browser"),
    pytest.mark.browser,
    pytest.mark.slow,
]
D = Decimal
PRICE, PIECES = D("1177.60"), 100  # eight in a hundred below the list
WHOLE = D("117760.00")
ADVANCE, ON_ACCEPTANCE, RETENTION = D("35328.00"), D("69242.88"), D("11540.48")  # of 100, of 98, of 98 pieces
BILLED = D("115404.80")
CAME = D("120000.00")


@pytest.fixture(autouse=True)
def nothing_complained(complaints: Complaints) -> Any:
    yield
    assert unexpected(complaints) == []


@pytest.fixture
def company(cast: Any) -> Company:
    found = Company(cast)
    deliver_anew("quote", "contract", "order", "invoice")
    in_force = ProcessVersion.objects.filter(status="published").values_list(
        "definition__delivered_as", flat=True
    )
    assert {"quote-outside", "contract-outside"} <= set(in_force)
    return found


@pytest.fixture
def customer(company: Company) -> Any:
    customer = factories.make_customer("东岭重卡集团", company.rep, usci="91350100M000100Y43")
    contact = factories.make_contact(customer, "蔡义")
    product = make_product("调心滚子轴承", code="HL-22220CA", list_price="1280", lead_days=20)
    for row in (customer, contact, product):
        search.index(row)
    return customer


def test_one_business_from_the_quote_to_the_confirmed_statement(
    page: Any, live_server: Any, company: Company, customer: Any
) -> None:
    desk = Desk(page, live_server.url)
    quote = quoted(desk, company)
    contract = contracted(desk, company, quote)
    order = ordered(desk, company, contract)
    delivered_in_two_lots(desk, company, order)
    invoice = billed(desk, company, order)
    receipt = paid(desk, company, customer)
    statement = stated(desk, company, customer)
    everything_agrees(desk, company, contract, order, invoice, receipt, statement)


def quoted(desk: Desk, company: Company) -> Quote:
    """A hundred pieces, below the list: the manager, three who countersign, the vice president."""
    page = desk.page
    desk.sits(company.rep)
    page.goto("/quotes/new/")
    desk.picks("id_customer", "东岭", "东岭重卡集团")
    desk.picks("id_contact", "蔡", "蔡义")
    desk.picks("line-0-product", "22220", "HL-22220CA")
    page.locator("#line-0-quantity").fill(str(PIECES))
    page.locator("#line-0-price").fill(str(PRICE))
    expect(page.locator("#line-0-amount")).to_have_text("117,760.00")
    page.locator("button[name=submit]").click()
    page.locator("button[name=confirmed]").click()
    page.wait_for_url(re.compile(r"/quotes/\d+/$"))
    quote = Quote.objects.get()
    assert (quote.status, quote.gross_amount) == ("approving", WHOLE)
    for person in (company.manager, company.tech, company.production, company.finance, company.vice):
        desk.decides(person, quote.number)
    desk.sits(company.rep)
    desk.does(quote, "Note that it went out")
    desk.does(quote, "Accepted")
    return quote


def contracted(desk: Desk, company: Company, quote: Quote) -> Contract:
    """Made of the quote, on our own template: the manager, the business office, finance; signed and archived."""
    page = desk.page
    page.get_by_role("link", name="Make a contract of it").click()
    today = clock.today()
    desk.writes(name="调心滚子轴承供货合同", end_on=(today + timedelta(days=364)).isoformat())
    desk.agrees()
    for at, (kind, percent, event, days) in enumerate(
        [("advance", "30", "signing", "7"), ("acceptance", "60", "acceptance", "30"),
         ("retention", "10", "acceptance", "365")]
    ):  # fmt: skip
        if not page.locator(f"#term-{at}-kind").is_visible():
            page.get_by_role("button", name="Add a term of payment").click()
        page.locator(f"#term-{at}-kind").select_option(kind)
        page.locator(f"#term-{at}-percent").fill(percent)
        page.locator(f"#term-{at}-event").select_option(event)
        page.locator(f"#term-{at}-days").fill(days)
    assert barriers(page) == []
    desk.agrees()
    contract = Contract.objects.get()
    assert (contract.gross_amount, contract.quote, contract.status) == (WHOLE, quote, "draft")
    desk.does(contract, "Hand over for review")
    for person in (company.manager, company.office, company.finance):
        desk.decides(person, contract.number)
    desk.sits(company.rep)
    desk.does(contract, "Settled by both sides")
    desk.opens(contract, "files")
    page.set_input_files(
        "[name=files]", {"name": "签字版.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 signed"}
    )
    page.locator(".card-body form button, form.card-body button").last.click()
    expect(page.locator("main")).to_contain_text("签字版.pdf")
    desk.sits(company.manager)
    desk.does(contract, "Archive the signed copy")
    desk.does(contract, "Take effect")
    assert contract.status == "executing"
    return contract


def ordered(desk: Desk, company: Company, contract: Contract) -> Order:
    """All of it called off, within the contract and without a limit of credit: placed at once."""
    page = desk.page
    desk.sits(company.rep)
    desk.opens(contract, "orders")
    page.get_by_role("link", name="Call off").first.click()
    desk.writes(po_no="PO-2026-77")
    desk.agrees()
    page.get_by_role("button", name="Save and place").click()
    page.locator("button[name=confirmed]").click()
    page.wait_for_url(re.compile(r"/orders/\d+/$"))
    order = Order.objects.get()
    assert (order.status, order.gross_amount, order.contract) == ("placed", WHOLE, contract)
    return order


def delivered_in_two_lots(desk: Desk, company: Company, order: Order) -> None:
    line = OrderLine.objects.get(order=order)
    first = sent(desk, order, 60)
    judged(desk, first, accepted="58", refused="2")
    desk.opens(first)
    desk.presses("Goods come back")
    row = first.positions.get()
    desk.page.locator(f"#line-{row.pk}-quantity").fill("2")
    desk.writes(disposition="refund", reason="defect")
    desk.agrees()
    back = ReturnOrder.objects.get()
    desk.does(back, "Agree to the return")
    desk.does(back, "The goods are here")
    second = sent(desk, order, 40)
    judged(desk, second, accepted="40", refused="")
    line.refresh_from_db()
    assert (line.shipped, line.delivered, line.accepted, line.returned) == (100, 100, 98, 2)
    assert Acceptance.objects.count() == 2 and back.status == "done"


def sent(desk: Desk, order: Order, pieces: int) -> Shipment:
    """Prepared from the order, on its way, received."""
    page = desk.page
    desk.opens(order)
    desk.presses("Ship")
    line = OrderLine.objects.get(order=order)
    page.locator(f"#line-{line.pk}-quantity").fill(str(pieces))
    desk.writes(to_place="二厂三号门", eta=(clock.today() + timedelta(days=2)).isoformat())
    desk.agrees()
    shipment = Shipment.objects.latest("pk")
    desk.does(shipment, "Ship", waybill=f"SF{pieces}")
    desk.does(shipment, "Received", signed_by="老李")
    assert shipment.status == "signed"
    return shipment


def judged(desk: Desk, shipment: Shipment, *, accepted: str, refused: str) -> None:
    row = shipment.positions.get()
    desk.opens(shipment)
    desk.presses("Accepted")
    desk.page.locator(f"#line-{row.pk}-accepted").fill(accepted)
    desk.page.locator(f"#line-{row.pk}-refused").fill(refused)
    if refused:
        desk.page.locator(f"#line-{row.pk}-reason").fill("滚道划伤")
    desk.agrees()


def billed(desk: Desk, company: Company, order: Order) -> Invoice:
    """Asked for by the rep from the order, decided by finance's own way, issued with the number of the tax system."""
    desk.opens(order)
    desk.presses("Ask for the invoice")
    desk.agrees()
    invoice = Invoice.objects.get()
    assert invoice.gross_amount == BILLED
    desk.does(invoice, "Submit")
    approved(desk, company, invoice)
    desk.sits(company.finance)
    desk.does(invoice, "Issue", invoice_no="25440001")
    assert invoice.status == "issued"
    return invoice


def approved(desk: Desk, company: Company, invoice: Invoice) -> None:
    """By the process of invoices where there is one, else by whoever may approve and did not ask for it."""
    for _turn in range(6):
        invoice.refresh_from_db()
        if invoice.status == "approved":
            return
        task = ProcessTask.objects.filter(status="pending").order_by("pk").first()
        if task is not None:
            desk.decides(task.assignee, invoice.number)
        else:
            desk.sits(company.finance)
            desk.does(invoice, "Approve")
    raise AssertionError("nobody approves the invoice")


def paid(desk: Desk, company: Company, customer: Any) -> Receipt:
    """More than is owed now came in; the retention money is left open, the rest is the customer's credit."""
    page = desk.page
    desk.opens(customer, "payments")
    page.locator("section", has=page.get_by_role("heading", name="Receipts")).get_by_role(
        "link", name="Add"
    ).click()
    desk.writes(amount=str(CAME), method="transfer", payer="东岭重卡集团")
    desk.agrees()
    receipt = Receipt.objects.get()
    desk.does(receipt, "Confirm")
    desk.opens(receipt)
    desk.presses("Match")
    for plan in PaymentPlan.objects.filter(kind="retention").exclude(status="waiting"):
        page.locator(f"#id_paymentplan_{plan.pk}").fill("")
    assert barriers(page) == []
    desk.agrees()
    receipt.refresh_from_db()
    assert receipt.allocated == ADVANCE + ON_ACCEPTANCE
    return receipt


def stated(desk: Desk, company: Company, customer: Any) -> Statement:
    """The job of the first of the next month makes it; finance sends it, the customer agrees."""
    monthly_statements(months_later(clock.today().replace(day=1), 1))
    statement = Statement.objects.get()
    desk.does(statement, "Note that it went out")
    desk.does(statement, "Answer of the customer", status="confirmed", answer="无误")
    assert statement.status == "confirmed"
    assert statement.closing == BILLED - CAME
    return statement


def everything_agrees(
    desk: Desk,
    company: Company,
    contract: Contract,
    order: Order,
    invoice: Invoice,
    receipt: Receipt,
    statement: Statement,
) -> None:
    page = desk.page

    def shown(address: str, *figures: Decimal) -> None:
        page.goto(address)
        for figure in figures:
            expect(page.locator("main")).to_contain_text(f"{figure:,.2f}")

    invoice.refresh_from_db()
    plans = PaymentPlan.objects.exclude(status="void")
    owed = plans.filter(status__in=PaymentPlan.OWED)
    open_now = sum((plan.open_amount for plan in owed), D(0))
    assert open_now == RETENTION and receipt.rest == CAME - ADVANCE - ON_ACCEPTANCE
    assert sum((plan.amount for plan in plans), D(0)) == WHOLE
    ageing = Ageing(company.finance)
    assert (ageing.total.total, ageing.total.credit, ageing.total.net) == (
        RETENTION,
        receipt.rest,
        RETENTION - receipt.rest,
    )
    executed = {
        figure.step: figure.amount for figure in Execution(company.finance, [contract.pk]).of(contract)
    }
    line = OrderLine.objects.get(order=order)
    assert executed == {
        "ordered": line.gross,
        "shipped": executed["shipped"],
        "invoiced": invoice.gross_amount,
        "received": sum((plan.received for plan in plans), D(0)),
    }
    assert executed["shipped"] in {WHOLE, BILLED}  # a hundred left, of which two are here again
    ranked = {basis.name: Ranking(company.finance, basis).lines[0].amount for basis in BASES.values()}
    assert ranked == {
        "ordered": invoice.net_amount,
        "invoiced": invoice.net_amount,
        "received": receipt.amount,
    }
    desk.sits(company.finance)
    shown("/receivables/ageing/", RETENTION, receipt.rest)
    desk.sits(company.vice)
    shown("/answers/customers/", ranked["ordered"])
    shown("/answers/customers/?basis=received", CAME)
    shown("/answers/contracts/", *executed.values())
    assert barriers(page) == []
    desk.sits(company.rep)
    shown(f"{contract.get_absolute_url()}?tab=execution", WHOLE, BILLED, ADVANCE + ON_ACCEPTANCE)
    assert barriers(page) == []
