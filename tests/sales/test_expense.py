"""Expenses: who approves them, what counts, and what a customer has cost."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from contacts.models import Customer
from core import clock
from core.errors import DomainError
from sales.models import Expense
from sales.selectors.expenses import sums
from sales.services import expense as service
from tests import factories
from tests.sales.opportunities import make_opportunity
from workflow.models import ProcessTask, ProcessVersion
from workflow.services.decision import approve, reject

pytestmark = pytest.mark.django_db


@pytest.fixture
def customer(cast: Any) -> Customer:
    return factories.make_customer("远沧海运", cast.rep)


@pytest.fixture
def manager_decides(cast: Any) -> None:
    cast.east.leader = cast.manager.employee
    cast.east.save()


@pytest.fixture
def no_process() -> None:
    ProcessVersion.objects.filter(definition__doc_type="expense").update(status="retired")


def make(cast: Any, customer: Customer, **values: Any) -> Expense:
    values = {"kind": "travel", "amount": Decimal(860), "spent_on": clock.today(), "purpose": "出差"} | values
    return service.create_expense(by=values.pop("by", cast.rep), customer=customer, **values)


def refusal(call: Any, *given: Any, **named: Any) -> DomainError:
    with pytest.raises(DomainError) as caught:
        call(*given, **named)
    return caught.value


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"amount": Decimal(0)}, "amount"),
        ({"amount": Decimal(-5)}, "amount"),
        ({"kind": "yacht"}, "kind"),
        ({"spent_on": date(2099, 1, 1)}, "spent_on"),
        ({"purpose": "  "}, "purpose"),
        ({"kind": "gift"}, "people"),
        ({"kind": "entertainment", "people": " "}, "people"),
    ],
)
def test_what_is_wrong_is_named(cast: Any, customer: Customer, wrong: dict[str, Any], field: str) -> None:
    assert refusal(make, cast, customer, **wrong).field == field


def test_it_is_spent_on_ones_own_customers_and_their_sales(cast: Any, customer: Customer) -> None:
    foreign = factories.make_customer("赤岸风电", cast.other_rep)
    assert refusal(make, cast, foreign).code == "forbidden"
    sale = make_opportunity(factories.make_customer("青屿造船", cast.rep), cast.rep)
    assert refusal(make, cast, customer, opportunity=sale).code == "foreign"


def test_the_manager_approves_it_and_a_refused_one_is_a_draft_again(
    cast: Any, customer: Customer, manager_decides: None
) -> None:
    expense = service.submit_expense(make(cast, customer), by=cast.rep)
    assert expense.status == "approving"
    assert refusal(service.update_expense, expense, by=cast.rep, purpose="x").code == "submitted"
    assert refusal(service.delete_expense, expense, by=cast.rep).code == "submitted"
    reject(ProcessTask.objects.get(), by=cast.manager, opinion="缺发票")
    expense.refresh_from_db()
    assert expense.status == "draft"
    expense = service.submit_expense(expense, by=cast.rep)
    approve(ProcessTask.objects.filter(status="pending").get(), by=cast.manager)
    expense.refresh_from_db()
    assert expense.status == "approved" and expense.approved_at is not None


def test_only_what_is_approved_counts_and_what_is_void_counts_no_more(
    cast: Any, customer: Customer, no_process: None
) -> None:
    old = clock.today() - timedelta(days=400)
    for facts in (
        {"amount": Decimal("860.50")},
        {"amount": Decimal("139.50")},
        {"amount": Decimal(3000), "spent_on": old},
        {"kind": "gift", "people": "王工", "amount": Decimal(500)},
    ):
        service.submit_expense(make(cast, customer, **facts), by=cast.rep)
    make(cast, customer, amount=Decimal(77))
    service.void_expense(Expense.objects.get(kind="gift"), by=cast.rep, reason="已退回")
    found = sums(Expense.objects.filter(customer=customer))
    assert (found["year"], found["total"], found["waiting"]) == (
        Decimal("1000.00"),
        Decimal("4000.00"),
        Decimal("77.00"),
    )
    gift = Expense.objects.get(kind="gift")
    assert refusal(service.void_expense, gift, by=cast.rep, reason="x").code == "forbidden_move"


def test_one_sees_ones_own_expenses_and_the_manager_those_of_his_people(
    cast: Any, customer: Customer
) -> None:
    expense = make(cast, customer)
    for user, sees in (
        (cast.rep, True),
        (cast.colleague, False),
        (cast.manager, True),
        (cast.other_manager, False),
    ):
        assert Expense.objects.visible_to(user).filter(pk=expense.pk).exists() is sees


def test_a_rep_notes_and_submits_one_on_its_pages(cast: Any, customer: Customer, no_process: None) -> None:
    client = Client()
    client.force_login(cast.rep)
    form = {
        "customer": customer.pk,
        "kind": "travel",
        "amount": "1234.5",
        "spent_on": clock.today().isoformat(),
        "purpose": "钦州往返",
    }
    assert client.post(reverse("sales:expense_create"), form).status_code == 302
    expense = Expense.objects.get()
    assert expense.code.startswith("FY")
    assert client.post(reverse("sales:expense_submit", args=[expense.pk])).status_code == 302
    page = client.get(f"{customer.get_absolute_url()}?tab=expenses").content.decode()
    assert "1,234.50" in page and expense.code in page
    assert (
        client.post(reverse("sales:expense_void", args=[expense.pk]), {"reason": "误记"}).status_code == 302
    )
    assert client.get(expense.get_absolute_url()).status_code == 200
