"""Processes in every state: business from inquiry to settlement at several stages, and a delegate for who is away."""

from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

from contacts.models import Customer
from core import clock
from core.operation import acting_as
from workflow.models import ProcessDefinition, ProcessRun, ProcessTask
from workflow.services.decision import approve, handle, reject, return_to
from workflow.services.delegation import appoint_delegate
from workflow.services.start import start_work, withdraw

from .chance import Chance

# What each work step of the delivered processes is answered with.
ANSWERS: dict[str, dict[str, Any]] = {
    "inquiry": {"drawing": "按附件图纸，表面淬火 HRC58", "expected": "860000"},
    "review": {"feasible": "yes", "remark": "材料与热处理均可满足"},
    "quote": {"price": "912000"},
    "answer": {"answer": "accepted"},
    "contract": {"number": "HL-2026-118"},
    "order": {"number": "SO-2026-0442"},
    "production": {},
    "shipment": {"waybill": "YD77120934"},
    "invoice": {"number": "24352000000118"},
    "settlement": {"received": "912000", "voucher": "NB-2026-031"},
    "demand": {},
    "price": {"price": "48600"},
    "delivery": {},
}
DATES = {
    "quote": ["valid_until"],
    "contract": ["signed_on"],
    "settlement": ["received_on"],
    "demand": ["wanted_on"],
    "delivery": ["signed_on"],
}
# (process, product, how many steps are behind, how it ended otherwise)
STORIES = [
    ("business-outside", "HL-22220CA 调心滚子轴承", 1, ""),
    ("business-outside", "HLT-560 推力轴承", 3, ""),
    ("business-outside", "HLC-45 弹性联轴器", 3, "returned"),
    ("business-outside", "HLS-180 尾轴密封", 7, ""),
    ("business-outside", "HLM-320 船用中间轴承", 20, ""),
    ("business-outside", "HL-23064 轴承", 3, "rejected"),
    ("business-outside", "非标联轴器", 1, "withdrawn"),
    ("business-inside", "铸造线辊道轴承", 2, ""),
    ("business-inside", "牵引车轮毂轴承", 6, ""),
]


def build_processes(chance: Chance, people: dict[str, Any]) -> int:
    """One run for each story, over the key accounts in turn; each step a working day after the one before."""
    customers = {
        market: list(
            Customer.objects.filter(is_key_account=True, market_type=market, owner__isnull=False)
            .select_related("owner")
            .order_by("code")
        )
        for market in ("external", "internal")
    }
    engineer = people["E021"].user
    made = 0
    for place, (code, product, steps, ending) in enumerate(STORIES):
        definition = ProcessDefinition.objects.filter(delivered_as=code).first()
        version = definition.versions.filter(status="published").first() if definition else None
        pool = customers["internal" if code.endswith("inside") else "external"]
        if version is None or not pool:
            continue
        customer = pool[place % len(pool)]
        rng = chance.of("processes", product)
        day = chance.workday(chance.as_of - timedelta(days=steps * 2 + 3))
        with acting_as(customer.owner), clock.at(chance.moment(day, rng)):
            run = start_work(
                version,
                by=customer.owner,
                about=customer,
                title=f"{customer} · {product}",
                answers={"product": product, "quantity": str(rng.randrange(10, 200))},
                choices={"review": [engineer.pk]},
            )
        made += 1
        _advance(chance, run, steps, day, rng)
        _end_otherwise(chance, run, ending, rng)
    _appoint(chance, people)
    return made


def _advance(chance: Chance, run: ProcessRun, steps: int, day: Any, rng: Any) -> None:
    for _step in range(steps):
        task = _next_task(run)
        if task is None:
            return
        day = min(chance.workday(day + timedelta(days=1), forward=True), chance.as_of)
        with acting_as(task.assignee), clock.at(chance.moment(day, rng)):
            if task.kind == ProcessTask.Kind.HANDLE:
                dates = {
                    name: (day + timedelta(days=20)).isoformat() for name in DATES.get(task.node_key, [])
                }
                form = task.run.version.nodes.get(key=task.node_key).settings.get("form", [])
                known = {**ANSWERS.get(task.node_key, {}), **dates}
                answers = {item["name"]: known.get(item["name"]) for item in form}
                handle(task, by=task.assignee, answers=answers)
            else:
                approve(task, by=task.assignee, opinion="同意，按价格政策执行。")


def _next_task(run: ProcessRun) -> ProcessTask | None:
    rows = ProcessTask.objects.filter(run=run, status=ProcessTask.Status.PENDING)
    rows = rows.exclude(kind=ProcessTask.Kind.READ).select_related("assignee", "run__version")
    return rows.order_by("id").first()


def _end_otherwise(chance: Chance, run: ProcessRun, ending: str, rng: Any) -> None:
    task = _next_task(run)
    if not ending or task is None:
        return
    moment = chance.moment(chance.workday(chance.as_of - timedelta(days=1)), rng)
    by = run.initiator if ending == "withdrawn" else task.assignee
    with acting_as(by), clock.at(moment):
        if ending == "withdrawn":
            withdraw(run, by=by, reason="客户项目推迟")
        elif ending == "returned":
            return_to(task, by=by, opinion="请补充竞争对手报价与付款条件", to="initiator")
        else:
            reject(task, by=by, opinion="低于成本价，不能承接")


def _appoint(chance: Chance, people: dict[str, Any]) -> None:
    """莫少峰 is on leave; 陆清和 decides in his stead."""
    away, stand_in = people["E009"].user, people["E002"].user
    leave = people["E009"].leaves.order_by("-from_on").first()
    if leave is None:
        return
    starts, ends = (
        timezone.make_aware(datetime.combine(day, hour))
        for day, hour in ((leave.from_on, time(8, 30)), (leave.to_on, time(18)))
    )
    with acting_as(away), clock.at(starts - timedelta(days=1)):
        appoint_delegate(by=away, to=stand_in, starts_at=starts, ends_at=ends, reason="年休假")
