"""The routing of quotations as the delivered drawings give it: which people, in which order, in which market."""

from decimal import Decimal
from typing import Any

import pytest

from contacts.models import AccountTeamMember, Customer
from tests import factories
from workflow import subjects
from workflow.models import ProcessDefinition, ProcessRun
from workflow.selectors.dry_run import dry_run
from workflow.services.decision import approve, handle
from workflow.services.delivery import deliver_processes
from workflow.services.start import start_run, start_work
from workflow.subjects import Fact, Subject

from .company import Company, deliver_anew
from .conftest import of, state, task_of, team, waiting


@pytest.fixture
def company(cast: Any, papers: None, monkeypatch: pytest.MonkeyPatch) -> Company:
    """Quotations with facts that a test writes down freely, in place of those of the app of sales."""
    monkeypatch.setitem(subjects.SUBJECTS, "quote", subjects.SUBJECTS["quote"])  # puts them back afterwards
    subjects.register(
        Subject(
            key="quote",
            model=Customer,
            label="报价",
            facts=(
                Fact("amount", "金额", "money", lambda obj: Decimal(obj.ext["amount"])),
                Fact("discount", "折扣%", "number", lambda obj: Decimal(obj.ext["discount"])),
                Fact(
                    "price_mode",
                    "价格方式",
                    "choice",
                    of("price_mode"),
                    choices=[("list", "标准"), ("local_best", "本地最优")],
                ),
                Fact("deviation", "偏离%", "number", lambda obj: Decimal(obj.ext.get("deviation", "0"))),
            ),
            customer=lambda obj: obj,
            team_role=team,
            is_money=True,
        )
    )
    found = Company(cast)
    deliver_anew("quote")
    return found


def quote(company: Company, market: str, **ext: str) -> Customer:
    ext = {"price_mode": "list", **ext}
    customer = factories.make_customer(owner=company.rep, market_type=market, ext=ext)
    factories.make_team_member(customer, company.grm, role=AccountTeamMember.Role.GRM)
    return customer


def walk(run: ProcessRun) -> list[list[str]]:
    """Everybody agrees in turn; whom each step asked."""
    asked = []
    for _turn in range(12):
        if state(run) != "running":
            break
        names = sorted(waiting(run))
        asked.append(names)
        step = run.current_step
        for task in list(run.tasks.filter(status="pending").exclude(kind="read")):
            task.refresh_from_db()
            if task.is_open:
                approve(task, by=task.assignee)
        assert run.current_step == step
    return asked


LIST = {"discount": "0"}
ROWS = [
    # the rows of the routing table
    ("internal", {"amount": "1104000", "discount": "8"}, [["张建国"], ["财务主管"]]),
    (
        "external",
        {"amount": "1104000", "discount": "8"},
        [["张建国"], ["技术", "生产", "财务主管"], ["分管副总"]],
    ),
    ("internal", {"amount": "6000000", "discount": "3"}, [["张建国"], ["财务主管"], ["分管副总"]]),
    (
        "external",
        {"amount": "6000000", "discount": "3"},
        [["张建国"], ["技术", "生产", "财务主管"], ["分管副总"], ["总经理"]],
    ),
    ("internal", {"amount": "300000", **LIST}, [["张建国"]]),
    ("external", {"amount": "300000", **LIST}, [["副经理", "张建国"]]),
    (
        "external",
        {"amount": "800000", "discount": "5.2", "price_mode": "local_best", "deviation": "-5.20"},
        [["区域经理"], ["全球经理"], ["财务主管"]],
    ),
    # other numbers of the same kind
    ("internal", {"amount": "4999999.99", **LIST}, [["张建国"]]),
    ("external", {"amount": "4999999.99", **LIST}, [["副经理", "张建国"]]),
    ("internal", {"amount": "5000000", **LIST}, [["张建国"], ["财务主管"], ["分管副总"]]),
    (
        "external",
        {"amount": "5000000", **LIST},
        [["张建国"], ["技术", "生产", "财务主管"], ["分管副总"], ["总经理"]],
    ),
    (
        "external",
        {"amount": "20000", "discount": "0.01"},
        [["张建国"], ["技术", "生产", "财务主管"], ["分管副总"]],
    ),
    (
        "external",
        {"amount": "300000", "discount": "0", "price_mode": "local_best", "deviation": "-5"},
        [["副经理", "张建国"]],
    ),
    (
        "external",
        {"amount": "9000000", "discount": "9", "price_mode": "local_best", "deviation": "-12.5"},
        [["区域经理"], ["全球经理"], ["财务主管"]],
    ),
]


@pytest.mark.parametrize(("market", "facts", "expected"), ROWS)
def test_a_quotation_goes_the_way_of_its_market_amount_and_discount(
    company: Company, market: str, facts: dict[str, str], expected: list[list[str]]
) -> None:
    document = quote(company, market, **facts)
    run = start_run("quote", document, by=company.rep)
    tried = dry_run(run.version, obj=document, initiator=company.rep)
    foreseen = [sorted(str(person) for person in step.people) for step in tried if step.kind == "approve"]
    assert foreseen == [sorted(names) for names in expected], "the dry run names the same people"
    assert walk(run) == [sorted(names) for names in expected]
    assert state(run) == "approved"


def test_the_dry_run_writes_nothing(company: Company) -> None:
    document = quote(company, "external", amount="1104000", discount="8")
    version = ProcessDefinition.objects.get(delivered_as="quote-outside").versions.get()
    before = ProcessRun.objects.count(), company.manager.notifications.count()
    dry_run(version, obj=document, initiator=company.rep)
    assert before == (ProcessRun.objects.count(), company.manager.notifications.count())


def test_delivered_processes_come_once_and_stay_as_they_were_changed(company: Company) -> None:
    definition = ProcessDefinition.objects.get(delivered_as="quote-inside")
    definition.name = "我们的报价审批"
    definition.save()
    assert deliver_processes() == 0
    definition.refresh_from_db()
    assert definition.name == "我们的报价审批"
    assert definition.versions.get().status == "published"


def test_the_delivered_business_processes_of_both_markets_differ(company: Company) -> None:
    outside = ProcessDefinition.objects.get(delivered_as="business-outside").versions.get()
    inside = ProcessDefinition.objects.get(delivered_as="business-inside").versions.get()
    assert {outside.status, inside.status} == {"published"}
    customer = factories.make_customer(owner=company.rep, market_type="internal")
    run = start_work(inside, by=company.rep, about=customer, answers={"product": "轴承", "quantity": "10"})
    assert waiting(run) == ["农丽萍"] and run.total_steps == 6
    outer = factories.make_customer(owner=company.rep)
    choices = {"review": [company.tech.pk]}
    run = start_work(outside, by=company.rep, about=outer, answers={"product": "轴承"}, choices=choices)
    handle(task_of(run, company.rep), by=company.rep, answers={"expected": "800000"})
    assert waiting(run) == ["技术"]
    handle(task_of(run, company.tech), by=company.tech, answers={"feasible": "no"})
    assert state(run) == "rejected"
