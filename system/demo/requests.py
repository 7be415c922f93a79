"""Inquiries, samples, expenses and the account plans of the key accounts: through the services, in causal order."""

from contextlib import suppress
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from catalog.models import Product
from contacts.models import Customer
from core import clock
from core.errors import DomainError
from core.operation import acting_as
from sales.models import (
    AccountAssessment,
    PlanAction,
    PlanChoice,
    PlanObjective,
)
from sales.services import account_plan as plans
from sales.services import expense as expenses
from sales.services import plan_lines
from sales.services import sample as samples
from sales.services.assessment import proposed_scores, save_assessment
from sales.services.opportunity import create_opportunity
from sales.services.stage import win_opportunity

from .chance import Chance
from .inquiries import build_inquiries, day_at, first_sale, someone
from .ownership import before_processes

SAMPLES, EXPENSES = 25, 60
TRIALS = ["装机路试", "500 小时台架试验", "温升与噪声对比", "与现用件互换性验证"]
SPENT = [
    ("travel", "拜访出差", ""),
    ("entertainment", "技术交流招待", "采购与技术共六人"),
    ("sample", "样件材料与运费", ""),
    ("tooling", "专用工装分摊", ""),
    ("gift", "中秋节日礼品", "采购中心"),
    ("promotion", "新品推介会", ""),
]
STATEMENTS = [
    (
        "三年内成为客户底盘与传动轴承的第一供应商，使其单车轴承成本每年下降 3 %。",
        "年降 3 % 有方案、有数据，不靠让利",
    ),
    ("从备件供应商升级为停航保障伙伴，任何港口 48 小时到货。", "停航损失减半，备件库存下降两成"),
    ("以联合研发进入新机型定点，份额从两成提升到四成。", "新机型开发周期缩短三个月"),
]
CHOICES = [
    ("invest", "与技术中心建立联合台架", "决策看试验数据，谁的台架谁说话", 24, 300_000),
    ("invest", "派驻现场服务工程师", "装机问题两小时内到场，竞争对手做不到", 160, 180_000),
    ("stop", "低端密封件报价", "毛利不足 5 %，占用报价人力，客户也不看重", 12, None),
]
ACTIONS = [
    ("高层互访：陪同分管副总拜访采购中心", "ours", True, 24),
    ("完成新机型样件台架试验", "joint", True, -6),
    ("提交年降方案并与采购对账", "ours", False, 12),
    ("客户提供下一年度要货预测", "customer", False, 35),
    ("在总装车间试行上线结算", "joint", False, 58),
]


def build_requests(chance: Chance, people: dict[str, Any]) -> None:
    rows = Customer.objects.filter(owner__isnull=False, owner__is_active=True, is_deleted=False)
    customers = list(rows.select_related("owner").order_by("-is_key_account", "code"))
    products = list(Product.objects.filter(is_deleted=False).exclude(status="stopped").order_by("code"))
    build_inquiries(chance, customers, products)
    with before_processes(samples.KIND, expenses.KIND):
        for place in range(SAMPLES):
            with suppress(DomainError):
                _sample(chance, customers[place % 16], products, place)
        for place in range(EXPENSES):
            with suppress(DomainError):
                _expense(chance, customers[place % 20], place)
    _in_approval(chance, customers[:3], products)
    key = [customer for customer in customers if customer.is_key_account]
    for place, customer in enumerate(key):
        _sales_of_the_year(chance, customer, place)
        _plan(chance, customer, place)


def _sample(chance: Chance, customer: Customer, products: list[Product], place: int) -> None:
    rng = chance.of("sample", place)
    owner = customer.owner
    begun = chance.as_of - timedelta(days=[1, 3, 9, 16, 24, 33, 47, 62, 80, 104][place % 10])
    product = products[(place * 3) % len(products)] if place % 4 else None
    with acting_as(owner), clock.at(day_at(chance, begun)):
        sample = samples.create_sample(
            by=owner,
            customer=customer,
            name="" if product else "新型推力轴承样件",
            product=product,
            contact=someone(customer),
            opportunity=first_sale(customer),
            part_no=f"{customer.code[-2:]}-{rng.randrange(1000, 9999)}",
            drawing_no=f"T{rng.randrange(100, 999)}",
            drawing_revision=rng.choice(["A", "B"]),
            quantity=Decimal(rng.choice([1, 2, 4, 6])),
            purpose=rng.choice(TRIALS),
        )
        if place % 12 == 11:
            return
        samples.submit_sample(sample, by=owner)
    if place % 10 == 1:
        return  # the first reply is overdue
    age = (chance.as_of - begun).days
    with acting_as(owner), clock.at(day_at(chance, begun, 14, rng.randrange(60))):
        samples.reply_to_sample(sample, by=owner, text="样件已排产，按约定日期发出，随附检验报告。")
    if age < 6:
        return
    sent = begun + timedelta(days=rng.choice([9, 12, 14, 19]))
    with acting_as(owner), clock.at(day_at(chance, min(sent, chance.as_of), 10)):
        samples.made(sample, by=owner)
        if sent >= chance.as_of:
            return
        samples.ship_sample(
            sample, by=owner, inspection="尺寸、硬度、探伤合格", waybill=f"SF{rng.randrange(10**9):09d}"
        )
    if age < 30:
        return
    with acting_as(owner), clock.at(day_at(chance, sent + timedelta(days=4), 10)):
        samples.begin_trial(sample, by=owner)
    if age < 45:
        return
    result = ["passed", "passed", "resend", "failed"][place % 4]
    said = {
        "passed": "试验达到图纸要求，温升低于现用件",
        "resend": "间隙偏大，改后再送",
        "failed": "疲劳寿命未达到要求，磨损超限",
    }
    with acting_as(owner), clock.at(day_at(chance, begun + timedelta(days=44), 16)):
        samples.conclude_sample(sample, by=owner, result=result, conclusion=said[result])


def _expense(chance: Chance, customer: Customer, place: int) -> None:
    rng = chance.of("expense", place)
    owner = customer.owner
    kind, purpose, whom = SPENT[place % len(SPENT)]
    day = chance.workday(chance.as_of - timedelta(days=rng.randrange(0, 300)))
    with acting_as(owner), clock.at(day_at(chance, day, 18)):
        expense = expenses.create_expense(
            by=owner,
            customer=customer,
            kind=kind,
            amount=Decimal(rng.choice([320, 680, 1250, 2480, 3600, 8800])),
            spent_on=day,
            purpose=purpose,
            people=whom,
            opportunity=first_sale(customer) if place % 2 else None,
        )
        if place % 9:
            expenses.submit_expense(expense, by=owner)


def _in_approval(chance: Chance, customers: list[Customer], products: list[Product]) -> None:
    """What came today and yesterday waits for its decision."""
    for place, customer in enumerate(customers):
        owner = customer.owner
        day = chance.as_of - timedelta(days=place)
        with suppress(DomainError), acting_as(owner), clock.at(day_at(chance, day)):
            sample = samples.create_sample(
                by=owner,
                customer=customer,
                product=products[place],
                quantity=Decimal(2),
                purpose=TRIALS[place],
            )
            samples.submit_sample(sample, by=owner)
            expense = expenses.create_expense(
                by=owner,
                customer=customer,
                kind="travel",
                amount=Decimal([1860, 6400, 920][place]),
                spent_on=clock.today(),
                purpose="样件交付与技术交流",
            )
            expenses.submit_expense(expense, by=owner)


# -- the plans of the key accounts ---------------------------------------------------------------------------------
def _sales_of_the_year(chance: Chance, customer: Customer, place: int) -> None:
    """What the key account has bought this year, and what is still expected: the curve has something to show."""
    rng = chance.of("year", place)
    owner, year = customer.owner, chance.as_of.year
    for month, share in ((2, 3), (5, 2), (8, 4)):
        day = date(year, month, 10 + place)
        if day >= chance.as_of or place % 6 == 5:
            continue
        amount = Decimal(share * rng.choice([18, 24, 30, 42])) * 10_000
        with suppress(DomainError), acting_as(owner), clock.at(day_at(chance, day)):
            facts = {"next_step": "签约", "next_step_on": day, "expected_close": day}
            sale = create_opportunity(
                by=owner, customer=customer, name=f"{year} 年 {month} 月批次", amount=amount, **facts
            )
            win_opportunity(sale, by=owner, document=f"HT-{year}-{month:02d}{place:02d}")
    day = chance.as_of - timedelta(days=20)
    with suppress(DomainError), acting_as(owner), clock.at(day_at(chance, day)):
        create_opportunity(
            by=owner,
            customer=customer,
            name="四季度追加订单",
            amount=Decimal(rng.choice([60, 90, 150])) * 10_000,
            next_step="约采购定量",
            next_step_on=chance.as_of + timedelta(days=4),
            expected_close=date(year, 12, 20),
        )


def _plan(chance: Chance, customer: Customer, place: int) -> None:
    rng = chance.of("account_plan", place)
    owner, year = customer.owner, chance.as_of.year
    statement, gain = STATEMENTS[place % len(STATEMENTS)]
    begun = date(year, 1, 15)
    with acting_as(owner), clock.at(day_at(chance, begun)):
        plan = plans.create_plan(
            by=owner,
            customer=customer,
            year=year,
            statement=statement,
            vision="份额过半，进入其年度供应商大会前三。",
            win_win=gain,
            trends="新机型电动化提速；主机厂推进国产替代；航运排放新规带来改造需求。",
            perception="质量稳定、响应快，但新品开发偏慢，价格处于中位。",
            strengths="交期与现场服务；推力轴承自有台架；本地化仓储。",
            weaknesses="高端型号业绩少；与技术中心接触层级偏低。",
            opportunities="竞争对手两次延期；客户新建总装线明年投产。",
            threats="年降压力；客户引入第二供应商比价。",
            achilles_heel="" if place % 5 == 4 else "所有技术承诺系于一名设计所所长，尚无第二条线。",
            level=[2, 3, 2, 1, 3, 2][place % 6],
            level_target=[3, 4, 3, 2, 4, 3][place % 6],
            rival_level=[3, 2, 2, 3, None, 1][place % 6],
            level_evidence="客户两次邀请我方参加其新机型可靠性评审。",
        )
        _lines(chance, plan, owner, begun, place, rng)
        if place == len(STATEMENTS) * 4 - 1:
            return
        plans.put_in_force(plan, by=owner)
    for months, health in ((4, "green"), (7, ["amber", "green", "red"][place % 3])):
        if place % 4 == 3 and months == 7:
            continue  # its review is overdue
        day = begun + timedelta(days=30 * months)
        with acting_as(owner), clock.at(day_at(chance, day)):
            plans.hold_review(
                plan,
                by=owner,
                health=health,
                findings="定点节奏晚于计划，样件结论将决定四季度；关键人覆盖仍缺教练。",
                decisions="联合台架提前一个月；副总出面拜访总工。",
                next_review_on=chance.as_of + timedelta(days=9) if months == 7 and place % 2 else None,
            )
    _assess(chance, customer, owner, place, rng)


def _lines(chance: Chance, plan: Any, owner: Any, begun: date, place: int, rng: Any) -> None:
    target = Decimal([6_000_000, 4_500_000, 3_000_000, 8_000_000][place % 4])
    goals = [
        PlanObjective(plan=plan, name="签约额", measure="won", target=target, baseline=target * 4 / 5, is_main=True),
        PlanObjective(plan=plan, name="拜访次数", kind="relationship", measure="visits", target=Decimal(24)),
        PlanObjective(plan=plan, name="赢率", kind="revenue", measure="win_rate", target=Decimal(60)),
        PlanObjective(
            plan=plan, name="供货份额(%)", kind="revenue", target=Decimal(40), baseline=Decimal(22),
            reported=Decimal(rng.choice([24, 29, 33, 41])),
        ),
        PlanObjective(
            plan=plan, name="样品按时答复", kind="indicator", measure="sample_response", target=Decimal(95)
        ),
    ]  # fmt: skip
    saved = [plan_lines.save_objective(goal, by=owner) for goal in goals]
    for side, what, why, hours, amount in CHOICES:
        choice = PlanChoice(
            plan=plan, side=side, what=what, why=why, hours=Decimal(hours), decided_on=begun,
            amount=Decimal(amount) if amount else None,
        )  # fmt: skip
        plan_lines.save_choice(choice, by=owner)
    for number, (name, side, is_milestone, ahead) in enumerate(ACTIONS):
        row = PlanAction(
            plan=plan,
            name=name,
            side=side,
            is_milestone=is_milestone,
            responsible=owner,
            due_on=chance.as_of + timedelta(days=ahead),
            objective=saved[number % 2],
        )
        row = plan_lines.save_action(row, by=owner)
        plan_lines.report_progress(row, by=owner, progress=rng.choice([0, 20, 40, 60]))
    done = PlanAction(
        plan=plan,
        name="建立月度质量例会",
        responsible=owner,
        due_on=begun + timedelta(days=40),
        objective=saved[1],
    )
    done = plan_lines.save_action(done, by=owner)
    plan_lines.report_progress(done, by=owner, progress=100, effect="PPM 从 120 降到 45，客户纳入其例会")


def _assess(chance: Chance, customer: Customer, owner: Any, place: int, rng: Any) -> None:
    with acting_as(owner), clock.at(day_at(chance, chance.as_of - timedelta(days=20))):
        scores = {name: rng.randrange(45, 96) for name in AccountAssessment.SCORES}
        scores |= proposed_scores(customer)
        row = AccountAssessment(
            customer=customer,
            **scores,
            service_mode=["guidance", "promotion", "standard"][place % 3],
            reasons="采购集中、付款及时，新机型带来增量；年降谈判压力大。",
        )
        save_assessment(row, by=owner)
