"""Calling a signed contract void is asked and decided by others; what hangs on the contract forbids it."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from contracts import sources
from contracts.models import Contract, ContractVoiding
from contracts.services import course
from contracts.services import voiding as service
from core import clock
from core.errors import DomainError
from orders.models import PaymentPlan
from orders.services.order_placing import submit_order
from reminders.models import Notification
from tests import factories
from tests.contracts.things import make_contract, make_executing, make_reviewed, make_signed
from tests.orders.orders import make_order
from tests.test_concurrency import at_once, refusals
from workflow.models import ProcessDefinition, ProcessRun
from workflow.services.decision import approve
from workflow.services.definition import create_definition, publish_version, replace_steps
from workflow.structure import Step

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_process(db: Any) -> None:
    ProcessDefinition.objects.filter(doc_type__startswith="contract").update(is_active=False)
    ProcessDefinition.objects.filter(doc_type="order").update(is_active=False)


@pytest.fixture
def customer(cast: Any) -> Any:
    return factories.make_customer("东岭重卡", cast.rep)


def page_of(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def refusal(call: Any, *args: Any, **facts: Any) -> DomainError:
    with pytest.raises(DomainError) as caught:
        call(*args, **facts)
    return caught.value


def with_process(cast: Any) -> None:
    definition = create_definition(by=None, name="合同作废审批", doc_type="contract_voiding")
    draft = definition.versions.get()
    step = Step("m", "approve", "经理", {"assignees": [{"rule": "named", "users": [cast.manager.pk]}]})
    replace_steps(draft, [Step("start", "start", "提交", {}), step], by=None)
    publish_version(draft, by=None)


def test_what_nobody_has_signed_is_void_at_once(cast: Any, customer: Any) -> None:
    for made in (make_contract(customer, cast.rep), make_reviewed(customer, cast.rep, cast.manager)):
        assert course.void_contract(made, by=cast.rep, reason="重复").status == "void"
    assert not ContractVoiding.objects.exists()


def test_a_signed_one_is_asked_and_stays_until_another_approver_decides(cast: Any, customer: Any) -> None:
    contract = make_signed(customer, cast.rep, cast.manager)
    assert course.void_contract(contract, by=cast.rep, reason="客户停产").status == "signed"
    wish = ContractVoiding.objects.get()
    assert (wish.status, wish.asked_by, wish.reason) == ("approving", cast.rep, "客户停产")
    with pytest.raises(PermissionDenied):
        service.approve_voiding(wish, by=cast.colleague)
    service.approve_voiding(wish, by=cast.manager)
    contract.refresh_from_db()
    wish.refresh_from_db()
    assert (contract.status, contract.end_reason, contract.ended_on) == ("void", "客户停产", clock.today())
    assert wish.status == "applied" and wish.decided_at is not None
    assert Notification.objects.filter(recipient=cast.rep, text__contains=contract.name).exists()
    plans = PaymentPlan.objects.filter(contract=contract)
    assert plans.exists() and {plan.status for plan in plans} == {"void"}


def test_nobody_decides_about_his_own_wish_or_contract(cast: Any, customer: Any) -> None:
    contract = make_signed(customer, cast.rep, cast.manager)
    wish = service.ask_void(contract, by=cast.manager, reason="重复")
    assert refusal(service.approve_voiding, wish, by=cast.manager).code == "own_document"
    assert service.approve_voiding(wish, by=cast.executive).status == "applied"


def test_a_reason_is_asked_and_one_wish_at_a_time(cast: Any, customer: Any) -> None:
    contract = make_signed(customer, cast.rep, cast.manager)
    assert refusal(service.ask_void, contract, by=cast.rep, reason=" ").code == "required"
    service.ask_void(contract, by=cast.rep, reason="重复")
    assert refusal(service.ask_void, contract, by=cast.rep, reason="重复").code == "voiding"


@pytest.mark.parametrize("make", [make_executing, make_reviewed])
def test_only_what_is_signed_is_asked_for(cast: Any, customer: Any, make: Any) -> None:
    contract = make(customer, cast.rep, cast.manager)
    assert refusal(service.ask_void, contract, by=cast.rep, reason="x").code == "forbidden_move"


def test_what_hangs_on_it_is_named_when_it_is_asked_and_when_it_is_decided(
    cast: Any, customer: Any, monkeypatch: Any
) -> None:
    held = ["订单 1"]
    monkeypatch.setattr(sources, "HOLDS", [lambda contract: held])
    contract = make_signed(customer, cast.rep, cast.manager)
    assert "订单 1" in refusal(service.ask_void, contract, by=cast.rep, reason="x").message
    held.clear()
    wish = service.ask_void(contract, by=cast.rep, reason="x")
    held.append("收款 2")
    assert "收款 2" in refusal(service.approve_voiding, wish, by=cast.manager).message
    wish.refresh_from_db()
    assert wish.status == "approving"


def test_while_it_is_decided_it_neither_takes_effect_nor_is_ordered_under(cast: Any, customer: Any) -> None:
    contract = make_signed(customer, cast.rep, cast.manager, start_on=clock.today() - timedelta(days=3))
    order = make_order(customer, cast.rep, contract=contract)
    wish = service.ask_void(contract, by=cast.rep, reason="客户停产")
    assert refusal(course.start_contract, contract, by=cast.rep).code == "voiding"
    assert course.start_contracts(clock.today()) == {"started": 0}
    assert refusal(submit_order, order, by=cast.rep).code == "voiding"
    service.refuse_voiding(wish, by=cast.manager, reason="客户恢复生产")
    assert submit_order(order, by=cast.rep).status == "placed"
    assert course.start_contracts(clock.today()) == {"started": 1}


def test_what_is_decided_is_not_decided_again(cast: Any, customer: Any) -> None:
    contract = make_signed(customer, cast.rep, cast.manager)
    wish = service.withdraw_voiding(service.ask_void(contract, by=cast.rep, reason="x"), by=cast.rep)
    assert wish.status == "withdrawn"
    for call in (service.approve_voiding, service.withdraw_voiding):
        assert refusal(call, wish, by=cast.manager).code == "forbidden_move"
    assert service.ask_void(contract, by=cast.rep, reason="x").number.endswith("-Z2")


def test_a_process_decides_where_one_is_published(cast: Any, customer: Any) -> None:
    with_process(cast)
    contract = make_signed(customer, cast.rep, cast.manager)
    wish = service.ask_void(contract, by=cast.rep, reason="客户停产")
    run = ProcessRun.objects.get(doc_type="contract_voiding")
    assert refusal(service.approve_voiding, wish, by=cast.executive).code == "in_approval"
    assert refusal(service.withdraw_voiding, wish, by=cast.rep).code == "in_approval"
    task = run.tasks.get(assignee=cast.manager)
    approve(task, by=cast.manager)
    contract.refresh_from_db()
    assert contract.status == "void"


def test_the_pages_ask_show_and_decide(cast: Any, customer: Any) -> None:
    contract = make_signed(customer, cast.rep, cast.manager)
    rep, manager = page_of(cast.rep), page_of(cast.manager)
    url = reverse("contracts:contract_void", args=[contract.pk])
    assert url in rep.get(contract.get_absolute_url()).content.decode()
    assert rep.post(url, {"reason": "<b>停产</b>"}).status_code == 302
    wish = ContractVoiding.objects.get()
    page = rep.get(contract.get_absolute_url()).content.decode()
    assert wish.get_absolute_url() in page and "<b>停产" not in page and url not in page
    shown = manager.get(wish.get_absolute_url()).content.decode()
    assert "113" in shown or "11,300.00" in shown
    for name in ("approve", "reject"):
        place = reverse(f"contracts:voiding_{name}", args=[wish.pk])
        assert page_of(cast.colleague).post(place, {"reason": "x"}).status_code == 403
    assert page_of(cast.other_rep).get(wish.get_absolute_url()).status_code == 404
    manager.post(reverse("contracts:voiding_approve", args=[wish.pk]))
    contract.refresh_from_db()
    assert contract.status == "void"
    assert manager.post(reverse("contracts:voiding_approve", args=[wish.pk])).status_code == 409


@pytest.mark.slow
@pytest.mark.xdist_group("races")
@pytest.mark.django_db(transaction=True)
def test_an_order_and_the_decision_at_once_never_leave_an_order_under_a_void_contract(cast: Any) -> None:
    customer = factories.make_customer("东岭重卡", cast.rep)
    contract = make_signed(customer, cast.rep, cast.manager, start_on=clock.today() - timedelta(days=3))
    order = make_order(customer, cast.rep, contract=contract)
    assert cast.executive
    outcomes = at_once(
        lambda: service.ask_void(contract, by=cast.manager, reason="重复"),
        lambda: submit_order(order, by=cast.rep),
    )
    assert len(refusals(outcomes)) == 1
    order.refresh_from_db()
    assert ContractVoiding.objects.exists() == (order.status == "draft")
    assert Contract.objects.get(pk=contract.pk).status == "signed"


def test_the_page_says_before_it_is_asked_what_falls_and_who_decides(cast: Any, customer: Any) -> None:
    contract = make_signed(customer, cast.rep, cast.manager)
    open_amount = sum(PaymentPlan.objects.filter(contract=contract).values_list("amount", flat=True))
    url = reverse("contracts:contract_void", args=[contract.pk])
    assert f"{open_amount:,.2f}" in page_of(cast.rep).get(url).content.decode()
    draft = make_contract(customer, cast.rep)
    text = page_of(cast.rep).get(reverse("contracts:contract_void", args=[draft.pk])).content.decode()
    assert 'class="notice' not in text.partition("<main")[2]


def test_the_request_says_who_has_it_in_hand(cast: Any, customer: Any) -> None:
    with_process(cast)
    contract = make_signed(customer, cast.rep, cast.manager)
    course.void_contract(contract, by=cast.rep, reason="客户取消项目")
    wish = ContractVoiding.objects.get()
    run = ProcessRun.objects.about(wish).get()
    text = page_of(cast.rep).get(wish.get_absolute_url()).content.decode()
    assert run.get_absolute_url() in text and cast.manager.name in text
