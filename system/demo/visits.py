"""Thirteen months of visits, good ones and others, today's, and the tasks and plans of the week.

What lies back is written in bulk and judged by the same clauses; what is going on now goes through the services.
"""

from contextlib import suppress
from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from contacts.models import Contact, Customer, CustomerUnit
from core import clock
from core.errors import DomainError
from core.operation import acting_as
from records import bulk
from reminders.services.task import accept_task, give_task, report_task
from sales.effectiveness import Held, reasons_against
from sales.models import Visit
from sales.services.visit import plan_visit
from sales.services.visit_minutes import return_visit, submit_visit
from sales.services.visit_presence import check_in, check_out, position_of
from sales.services.work_plan import comment_on, make_plan

from .chance import Chance, weighted

HISTORY = 985
PLACES = {
    "柳州": (24.33, 109.42), "玉林": (22.63, 110.16), "徐州": (34.26, 117.19), "天津": (39.09, 117.20),
    "舟山": (29.99, 122.21), "厦门": (24.48, 118.09), "上海": (31.23, 121.47), "大连": (38.91, 121.61),
    "钦州": (21.98, 108.65), "江阴": (31.92, 120.28), "南通": (31.98, 120.89), "Oslo": (59.91, 10.75),
    "南宁": (22.82, 108.32), "北海": (21.48, 109.12), "广州": (23.13, 113.26), "佛山": (23.02, 113.12),
    "长沙": (28.23, 112.94), "武汉": (30.59, 114.31), "重庆": (29.56, 106.55), "青岛": (36.07, 120.38),
    "无锡": (31.49, 120.31), "宁波": (29.87, 121.54), "济南": (36.65, 117.12), "沈阳": (41.80, 123.43),
    "合肥": (31.82, 117.23), "苏州": (31.30, 120.58), "南京": (32.06, 118.80), "杭州": (30.27, 120.15),
}  # fmt: skip
PURPOSES = [
    "核对下季度用量", "跟进送样试装", "谈年度框架协议", "处理轴承异响反馈", "技术交流：密封换型", "对账与回款沟通",
    "拜访新任采购主管", "现场测量与选型", "交付进度沟通", "介绍新系列产品",
]  # fmt: skip
RESULTS = ["同意试装", "约定下月报价", "确认图纸版本", "对方内部评审", "同意按计划付款", "提出价格异议"]
STEPS = ["提交技术方案", "寄送样件", "递交正式报价", "约技术部会面", "回访试装结果", "发送对账单"]
MINUTES = (
    "与{who}核对了{what}的情况，对方说明了现场工况与目前供应商的问题，我方解释了选型依据和交付周期，"
    "双方就下一步达成一致：{step}，并约定在两周内再次沟通进展。"
)
FLAWS = [
    ("", 70), ("short", 5), ("outside", 4), ("thin", 6), ("late", 5), ("nobody", 2), ("missed", 4), ("cancelled", 4),
]  # fmt: skip
TASKS = [
    "整理年度框架协议条款",
    "补全客户联系人资料",
    "完成竞品价格调研",
    "提交样件需求清单",
    "核对逾期应收明细",
]
LINES = ["更新客户关系图", "完成两份报价", "整理本周拜访纪要"]


def build_visits(chance: Chance, people: dict[str, Any], admin: Any) -> int:
    """Places of customers first, then what was, then what is."""
    customers = list(
        Customer.objects.filter(
            owner__isnull=False, owner__is_active=True, is_deleted=False, pool__isnull=True
        )
        .select_related("owner__employee__leader__user", "department")
        .order_by("-is_key_account", "code")
    )
    _put_on_map(chance, customers, admin)
    contacts: dict[int, list[Contact]] = {}
    for contact in Contact.objects.filter(customer__in=customers, is_deleted=False).order_by("pk"):
        contacts.setdefault(contact.customer_id, []).append(contact)
    made = _history(chance, customers, contacts, admin)
    owners = list(dict.fromkeys(customer.owner for customer in customers))
    for owner in owners:
        mine = [
            customer for customer in customers if customer.owner_id == owner.pk and contacts.get(customer.pk)
        ]
        if mine:
            made += _now(chance, owner, mine, contacts)
        _work(chance, owner)
    return made


def _put_on_map(chance: Chance, customers: list[Customer], admin: Any) -> None:
    placed = []
    for customer in customers:
        north, east = PLACES.get(customer.city, PLACES["钦州"])
        rng = chance.of("place", customer.code)
        customer.latitude = Decimal(f"{north + rng.uniform(-0.06, 0.06):.6f}")
        customer.longitude = Decimal(f"{east + rng.uniform(-0.06, 0.06):.6f}")
        placed.append(customer)
    bulk.update(placed, ["latitude", "longitude"], admin)
    _put_plants_on_map(chance, placed, admin)


def _put_plants_on_map(chance: Chance, customers: list[Customer], admin: Any) -> None:
    """Plants and fleets lie some kilometres from the head office."""
    by_id = {customer.pk: customer for customer in customers}
    kinds = [CustomerUnit.Kind.PLANT, CustomerUnit.Kind.FLEET]
    units = list(
        CustomerUnit.objects.filter(customer__in=by_id, kind__in=kinds, is_deleted=False).order_by("pk")
    )
    for unit in units:
        home = by_id[unit.customer_id]
        rng = chance.of("unit place", f"{home.code} {unit.name}")
        unit.latitude = home.latitude + Decimal(f"{rng.uniform(0.03, 0.12):.6f}")  # type: ignore[operator]
        unit.longitude = home.longitude + Decimal(f"{rng.uniform(-0.1, 0.1):.6f}")  # type: ignore[operator]
        unit.address = f"{home.city} {unit.name}"
    bulk.update(units, ["latitude", "longitude", "address"], admin)


def _history(
    chance: Chance, customers: list[Customer], contacts: dict[int, list[Contact]], admin: Any
) -> int:
    visits, met, counted = [], [], set()
    keys = [customer for customer in customers if customer.is_key_account] or customers
    for place in range(HISTORY):
        rng = chance.of("visit", place)
        customer = rng.choice(keys if place % 3 else customers)
        people = contacts.get(customer.pk, [])
        ago = rng.randrange(3, 395)
        day = chance.workday(chance.as_of - timedelta(days=ago))
        if day <= customer.created_at.date() or not people:
            continue
        start = timezone.make_aware(
            datetime.combine(day, time(rng.choice([9, 10, 14, 15]), rng.choice([0, 30])))
        )
        flaw = weighted(rng, FLAWS)
        unit = (customer.owner_id, customer.pk, day)
        visit, person = _past(chance, customer, people, start, flaw, rng, unit in counted)
        if visit.is_effective:
            counted.add(unit)
        visits.append(visit)
        met.append(person)
    with clock.at(chance.as_of):
        bulk.create(Visit, visits, admin)
    # As `add` would say it for each of them, at once.
    invited, seen = Visit.contacts.through, Visit.met.through
    pairs = [(visit.pk, person.pk) for visit, person in zip(visits, met, strict=True)]
    invited.objects.bulk_create(
        (invited(visit_id=visit, contact_id=person) for visit, person in pairs), batch_size=500
    )
    came = [
        seen(visit_id=visit.pk, contact_id=person.pk)
        for visit, person in zip(visits, met, strict=True)
        if visit.submitted_at and "nobody" not in visit.ineffective_reasons
    ]
    seen.objects.bulk_create(came, batch_size=500)
    return len(visits)


def _past(
    chance: Chance, customer: Customer, people: list[Contact], start: Any, flaw: str, rng: Any, again: bool
) -> tuple[Visit, Contact]:
    person = rng.choice(people)
    kind = weighted(rng, [("onsite", 7), ("incoming", 1), ("video", 2)])
    visit = Visit(
        customer=customer,
        owner=customer.owner,
        department=customer.department,
        kind=kind,
        purpose=rng.choice(PURPOSES),
        planned_start=start,
        planned_end=start + timedelta(hours=1),
        created_at=start - timedelta(days=3),
        is_planned=rng.random() > 0.12 or flaw in {"missed", "cancelled"},
    )
    if flaw in {"missed", "cancelled"}:
        visit.status = flaw
        if flaw == "cancelled":
            visit.cancelled_by = rng.choice(["us", "customer"])
            visit.end_reason = "临时停产检修" if visit.cancelled_by == "customer" else "出差冲突"
        return visit, person
    step = rng.choice(STEPS)
    text = MINUTES.format(who=person.name, what=visit.purpose, step=step)
    visit.checked_in_at = start + timedelta(minutes=rng.randrange(-5, 12))
    stay = rng.randrange(6, 18) if flaw == "short" else rng.randrange(25, 130)
    visit.checked_out_at = visit.checked_in_at + timedelta(minutes=stay)
    if kind == "onsite":
        visit.distance_m = rng.randrange(900, 6000) if flaw == "outside" else rng.randrange(12, 420)
        visit.is_within_radius = visit.distance_m <= customer.radius_m
    visit.summary = "聊了近况。" if flaw == "thin" else text
    visit.result, visit.next_action = rng.choice(RESULTS), step
    visit.next_on = start.date() + timedelta(days=rng.randrange(5, 20))
    took = timedelta(hours=rng.randrange(30, 90) if flaw == "late" else rng.randrange(1, 20))
    visit.submitted_at = visit.checked_out_at + took
    visit.cost = Decimal(rng.choice([0, 0, 120, 260, 480])) or None
    held = Held(
        kind=kind,
        is_within_radius=visit.is_within_radius,
        stay_minutes=stay,
        people_met=0 if flaw == "nobody" else 1,
        summary=visit.summary,
        result=visit.result,
        has_next_step=True,
        took_to_submit=took,
        counts_already=again,
    )
    visit.ineffective_reasons = reasons_against(held)
    visit.is_effective = not visit.ineffective_reasons
    leader = getattr(getattr(getattr(customer.owner, "employee", None), "leader", None), "user", None)
    visit.status = "submitted"
    if leader is not None and start.date() < chance.as_of - timedelta(days=6):
        visit.status, visit.reviewed_by = "reviewed", leader
        visit.reviewed_at = visit.submitted_at + timedelta(days=1)
        visit.review_comment = rng.choice(["", "", "继续跟进", "注意决策人"])
    return visit, person


def _now(chance: Chance, owner: Any, mine: list[Customer], contacts: dict[int, list[Contact]]) -> int:
    """Yesterday's that waits for its minutes, today's, and those of the week to come."""
    rng = chance.of("visits_now", owner.username)
    made = 0
    plans = [(0, 9), (0, 14), (1, 10), (3, 9), (5, 15)]
    for place, (ahead, hour) in enumerate(plans):
        customer = mine[place % len(mine)]
        day = chance.as_of + timedelta(days=ahead)
        day = day if ahead == 0 else chance.workday(day, forward=True)
        with suppress(DomainError), acting_as(owner), clock.at(_at(chance.as_of - timedelta(days=2), 16)):
            _plan(owner, customer, contacts, _at(day, hour), rng)
            made += 1
    day = chance.workday(chance.as_of - timedelta(days=1))
    customer = mine[-1]
    here = position_of(customer.latitude, customer.longitude, 15)
    far = position_of(customer.latitude + Decimal("0.02"), customer.longitude, 30)  # type: ignore[operator]
    asks = rng.random() < 0.4
    with suppress(DomainError), acting_as(owner):
        with clock.at(_at(day - timedelta(days=2), 16)):
            visit = _plan(owner, customer, contacts, _at(day, 10), rng)
        with clock.at(_at(day, 10)):
            reason = "客户临时改在分厂会面" if asks else ""
            visit = check_in(visit, by=owner, position=far if asks else here, reason=reason)
        with clock.at(_at(day, 11)):
            visit = check_out(visit, by=owner, position=here)
        if rng.random() < 0.7:
            _write(chance, owner, visit, contacts, rng)
        made += 1
    return made


def _plan(owner: Any, customer: Customer, contacts: dict[int, list[Contact]], start: Any, rng: Any) -> Visit:
    return plan_visit(
        by=owner,
        customer=customer,
        purpose=rng.choice(PURPOSES),
        planned_start=start,
        planned_end=start + timedelta(hours=1),
        contacts=contacts[customer.pk][:1],
        is_confirmed=True,
    )


def _write(chance: Chance, owner: Any, visit: Visit, contacts: dict[int, list[Contact]], rng: Any) -> None:
    person, step = contacts[visit.customer_id][0], rng.choice(STEPS)
    with clock.at(_at(timezone.localtime(visit.planned_start).date(), 15)):
        visit = submit_visit(
            visit,
            by=owner,
            summary=MINUTES.format(who=person.name, what=visit.purpose, step=step),
            result=rng.choice(RESULTS),
            next_action=step,
            next_on=chance.workday(chance.as_of + timedelta(days=6), forward=True),
            met=[person],
        )
    leader = getattr(getattr(owner, "employee", None), "leader", None)
    if leader is not None and rng.random() < 0.3:
        with acting_as(leader.user), clock.at(_at(chance.as_of, 8)):
            return_visit(visit, reason="请写明对方的价格底线", by=leader.user)


def _work(chance: Chance, owner: Any) -> None:
    """A task from the leader, and the plan of the week with his comment."""
    rng = chance.of("work", owner.username)
    leader = getattr(getattr(getattr(owner, "employee", None), "leader", None), "user", None)
    with suppress(DomainError), acting_as(owner), clock.at(_at(chance.as_of, 8)):
        plan = make_plan(
            by=owner, span="week", starts_on=chance.as_of, lines=LINES, goal="推进重点客户试装与报价"
        )
        if leader is not None:
            comment_on(plan, by=leader, comment="重点客户优先，注意决策人。")
    if leader is None:
        return
    due = chance.workday(chance.as_of + timedelta(days=rng.choice([-1, 0, 2, 4])), forward=True)
    title = rng.choice(TASKS)
    with suppress(DomainError), acting_as(leader), clock.at(_at(chance.as_of - timedelta(days=4), 9)):
        task = give_task(by=leader, owner=owner, title=title, due_on=due, priority=rng.choice([1, 2, 3, 3]))
        progress = rng.choice([0, 30, 60, 100])
        if progress:
            with acting_as(owner):
                task = report_task(task, by=owner, progress=progress, report="按计划推进")
        if progress == 100 and rng.random() < 0.5:
            accept_task(task, by=leader, is_accepted=True, comment="很好")


def _at(day: Any, hour: int) -> Any:
    return timezone.make_aware(datetime.combine(day, time(hour)))
