"""Opportunities in every stage and state: through the services, at the customers that have an owner."""

from contextlib import suppress
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from contacts.models import Contact, Customer
from core import clock
from core.errors import DomainError
from core.operation import acting_as
from sales.models import Opportunity, OpportunityContact
from sales.services import stage as moves
from sales.services.opportunity import create_opportunity, pipeline_for, stages_of
from sales.services.people import save_place

from .chance import Chance

HOW_MANY = 70
NAMES = [
    "{year} 年度调心滚子轴承配套", "推力轴承替代进口", "船用中间轴承备件包", "弹性联轴器选型", "尾轴密封换型",
    "新机型轴承定点", "售后备件框架", "齿轮箱轴承小批试装", "坞修备件供货", "年降谈判与份额提升",
]  # fmt: skip
STEPS = [
    "送样并约试装",
    "提交技术方案",
    "约采购谈价",
    "回访试验结果",
    "递交正式报价",
    "拜访决策人",
    "确认图纸版本",
]
RIVALS = ["北辰轴承", "远东精密", "SVK", "海恒密封"]
ROLES = ["user_buyer", "technical_buyer", "economic_buyer", "gatekeeper", "sponsor"]
LOSSES = [
    ("price", "报价晚于对手一周，且高出 6 %", "底价审批走了五天，无应急授权"),
    ("incumbent", "客户沿用原供应商，仅拿我方报价压价", "立项时没有接触到决策人"),
    ("delivery", "客户要求四周交货，我方承诺八周", "没有为该规格备安全库存"),
]
# The numbers of the handbook: 500 at 45 % and 200 at 60 % weigh 345 (ten thousand yuan).
STORY = [("底盘轴承配套项目", Decimal(5_000_000), "sample"), ("变速箱轴承换型", Decimal(2_000_000), "quote")]


def build_sales(chance: Chance, people: dict[str, Any]) -> int:
    customers = Customer.objects.filter(owner__isnull=False, owner__is_active=True, is_deleted=False)
    rows = list(customers.select_related("owner").order_by("-is_key_account", "code"))
    made = 0
    for place in range(HOW_MANY):
        rng = chance.of("opportunity", place)
        index = place % len(rows) if place < 2 * len(rows) else rng.randrange(len(rows))
        with suppress(DomainError):  # a customer that is not the owner's to sell to today
            made += _sale(chance, rows[index], place)
    return made


def _sale(chance: Chance, customer: Customer, place: int) -> int:
    rng = chance.of("opportunity", place)
    owner = customer.owner
    pipeline = pipeline_for(customer)
    if pipeline is None:
        return 0
    stages = [stage for stage in stages_of(pipeline) if not stage.is_final]
    story = STORY[place // 40] if place in {0, 40} and len(stages) > 4 else None
    begun = max(chance.as_of - timedelta(days=rng.randrange(25, 240)), customer.created_at.date())
    name = story[0] if story else rng.choice(NAMES).format(year=chance.as_of.year + 1)
    amount = story[1] if story else Decimal(rng.choice([8, 15, 26, 40, 75, 120, 180, 320])) * 10_000
    goal = (
        next(i for i, row in enumerate(stages) if row.code == story[2])
        if story
        else rng.randrange(len(stages))
    )
    with acting_as(owner), clock.at(_open_day(chance, begun)):
        sale = create_opportunity(
            by=owner,
            customer=customer,
            pipeline=pipeline,
            name=name,
            amount=amount,
            next_step=rng.choice(STEPS),
            next_step_on=begun + timedelta(days=14),
            expected_close=chance.as_of + timedelta(days=rng.randrange(-12, 170)),
            competitor=rng.choice([*RIVALS, "", ""]),
        )
        for number, contact in enumerate(Contact.objects.filter(customer=customer, is_deleted=False)[:3]):
            role = "economic_buyer" if number == 0 else rng.choice(ROLES)
            save_place(OpportunityContact(opportunity=sale, contact=contact, role=role), by=owner)
    sale = _along(chance, sale, stages[1 : goal + 1], begun, rng)
    if not story:
        _ending(chance, sale, place, rng)
    return 1


def _along(chance: Chance, sale: Opportunity, stages: list[Any], begun: date, rng: Any) -> Opportunity:
    """Step by step up to the last of `stages`; the last next step lies around the day of the demo."""
    owner, day = sale.owner, begun
    left = max((chance.as_of - begun).days - 4, 0)
    for number, stage in enumerate(stages):
        day = min(day + timedelta(days=max(left // (len(stages) + 1), 1)), chance.as_of)
        is_last = number == len(stages) - 1
        ahead = rng.choice([-3, 0, 1, 2, 5, 9, 16]) if is_last else 10
        due = max(chance.as_of + timedelta(days=ahead), day) if is_last else day + timedelta(days=ahead)
        with suppress(DomainError), acting_as(owner), clock.at(_open_day(chance, day)):
            sale = moves.move_opportunity(
                sale, to=stage, by=owner, next_step=rng.choice(STEPS), next_step_on=due
            )
    return sale


def _ending(chance: Chance, sale: Opportunity, place: int, rng: Any) -> None:
    """Of ten two are won, one is lost, every fifteenth is shelved; the others go on."""
    ago = chance.as_of - timedelta(days=rng.randrange(0, 45))
    with acting_as(sale.owner), clock.at(_open_day(chance, max(ago, sale.stage_since.date()))):
        if place % 10 in {3, 8}:
            moves.win_opportunity(sale, by=sale.owner, document=f"HT-{chance.as_of.year}-{place:03d}")
        elif place % 10 == 5:
            reason, findings, cause = LOSSES[place // 10 % len(LOSSES)]
            moves.lose_opportunity(
                sale,
                by=sale.owner,
                loss_reason=reason,
                competitor=sale.competitor or RIVALS[0],
                findings=findings,
                cause=cause,
            )
        elif place % 15 == 6:
            moves.shelve_opportunity(sale, by=sale.owner, reason="客户项目推迟到明年")


def _open_day(chance: Chance, day: date) -> date:
    return min(chance.workday(day), chance.as_of)
