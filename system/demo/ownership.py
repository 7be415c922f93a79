"""Who has which customer: pools with their rules, what lies in them, a loan, hand-overs, and changes under decision."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from accounts.models import Department, User
from contacts.models import Contact, CreditRating, Customer, HoldingLimit, PoolRule, PublicPool, TierChange
from contacts.services.assignment import propose_assignment
from contacts.services.credit_split import set_credit_split
from contacts.services.customer import create_customer, update_customer
from contacts.services.follow_up import log_follow_up
from contacts.services.handover import accept_note, ask_for_note, save_note, send_note
from contacts.services.lock import lock_customer
from contacts.services.pool import release_customer
from contacts.services.rating import propose_rating
from core import clock, operation
from core.errors import DomainError
from core.operation import acting_as
from records import bulk
from workflow.models import ProcessDefinition, ProcessVersion
from workflow.services.definition import publish_version
from workflow.subjects import SUBJECTS

from . import words
from .chance import Chance

SILENT_DAYS = 180
# (code of the department, name of its pool)
POOLS = [("HD", "华东公海"), ("HN", "华南公海"), ("BF", "北方公海"), ("HQ", "公司公海")]
# Why each customer of the pools was given up, and how many days ago.
GIVEN_UP = [
    ("采购权上收到集团，本地不再询价", 58), ("需求品类与我方产品不符", 49), ("连续三次报价未进入比价", 41),
    ("客户停产搬迁，一年内无计划", 33), ("联系人离职，新负责人未对接", 26), ("价格差距过大，暂无合作可能", 17),
    ("长期未成交，转由他人跟进", 9), ("区域调整，不在本人负责范围", 3),
]  # fmt: skip


@contextmanager
def before_processes(*doc_types: str) -> Iterator[None]:
    """The years before the company drew its processes: what happened then asked nobody."""
    rows = list(ProcessDefinition.objects.filter(doc_type__in=doc_types or SUBJECTS, is_active=True))
    _set_active(rows, False)
    try:
        yield
    finally:
        _set_active(rows, True)


def _set_active(rows: list[ProcessDefinition], is_active: bool) -> None:
    for row in rows:
        row.is_active = is_active
    bulk.update(rows, ["is_active"], operation.current().user)


def publish_what_is_drawn(admin: Any) -> None:
    """The delivered processes that waited for departments and posts are put in force, now that these are there."""
    for version in ProcessVersion.objects.filter(status="draft").exclude(definition__delivered_as=""):
        if not version.definition.versions.filter(status="published").exists():
            with suppress(DomainError):
                publish_version(version, by=admin)


def build_pools(admin: Any) -> None:
    """The pools come first: who gives a customer up needs one to give it to."""
    with acting_as(admin):
        for place, (code, name) in enumerate(POOLS):
            pool = PublicPool.objects.create(
                name=name,
                sort=place,
                daily_claim_limit=5,
                prev_owner_days=30,
                hidden_fields=["legal_person", "notes"],
            )
            pool.departments.add(Department.objects.get(code=code))
            for tier, days in (("", SILENT_DAYS), ("important", SILENT_DAYS + 60)):
                PoolRule.objects.create(
                    pool=pool, trigger=PoolRule.Trigger.NOT_FOLLOWED, tier=tier, limit_days=days
                )
        # Managers have no cap: what comes in sheets is theirs until they have given it out.
        for user in User.objects.filter(roles__code="rep").distinct().order_by("pk"):
            HoldingLimit.objects.create(user=user, max=50, count_dealt=False)
        HoldingLimit.objects.create(kind=HoldingLimit.Kind.LOCKED, max=5)


def give_up(chance: Chance, customers: list[Customer]) -> None:
    """Eight customers lie in the pools, each with its reason and with what was said before."""
    for customer, (reason, ago) in zip(customers, GIVEN_UP, strict=True):
        owner = customer.owner
        rng = chance.of("given_up", customer.code)
        number = f"0{rng.choice(['21', '25', '571', '779'])}-{rng.randrange(5000000, 8999999)}"
        for before in (24, 11):
            with acting_as(owner), clock.at(_moment(chance, ago + before, rng)):
                kind = rng.choice(sorted(words.TALKS))
                said = rng.choice(words.TALKS[kind]).format(
                    product=rng.choice(words.PRODUCTS), n=rng.randrange(5, 80)
                )
                log_follow_up(by=owner, customer=customer, kind=kind, text=said)
        with acting_as(owner), clock.at(_moment(chance, ago, rng)):
            update_customer(customer, by=owner, phone=number)
            release_customer(customer, by=owner, reason=reason)


def _moment(chance: Chance, ago: int, rng: Any) -> datetime:
    return chance.moment(chance.workday(chance.as_of - timedelta(days=ago)), rng)


def note_of_the_leaver(chance: Chance, leaver: Any, heir: Any, customers: list[Customer]) -> None:
    """庞建 wrote down what his successor had to know; she read it and accepted."""
    for customer in customers:
        with acting_as(leaver), clock.at(chance.as_of - timedelta(days=62)):
            note = ask_for_note(customer, of=leaver, to=heir, by=leaver)
            note.occasion = note.Occasion.LEAVING
            note.open_matters = note.open_matters or "年度框架协议谈到付款条件，对方希望月结60天。"
            note.promises = note.promises or "已答应下月中旬前提供轴承安装培训。"
            send_note(save_note(note, by=leaver), by=leaver)
        with acting_as(heir), clock.at(chance.as_of - timedelta(days=61)):
            accept_note(note, by=heir)


def build_ownership(chance: Chance, people: dict[str, Any]) -> None:
    """What goes on now: a loan, a proposal, a note to accept, a lock, divided sales, one recall tomorrow, decisions."""
    publish_what_is_drawn(people["E026"].user)
    user = {no: employee.user for no, employee in people.items()}
    key = {row.code: row for row in Customer.objects.filter(is_key_account=True).select_related("owner")}
    _recalled_tomorrow(chance, user["E007"])
    end = timezone.make_aware(datetime.combine(chance.as_of + timedelta(days=3), time(18)))
    with acting_as(user["E005"]), clock.at(chance.as_of - timedelta(days=11)):
        own = list(_ordinary(user["E006"])[:2])
        propose_assignment(
            own[0],
            by=user["E005"],
            to=user["E007"],
            purpose="张建国出差期间代管，跟进试装问题",
            expires_at=end,
        )
    with acting_as(user["E006"]), clock.at(chance.as_of - timedelta(days=1)):
        propose_assignment(
            own[1],
            by=user["E006"],
            to=user["E008"],
            purpose="请王海涛协助谈判年度框架协议",
            expires_at=end + timedelta(days=20),
            on_expiry="transfer",
        )
        lock_customer(own[1], until=end + timedelta(days=40), by=user["E006"], reason="框架协议谈判中")
    with acting_as(user["E012"]), clock.at(chance.as_of - timedelta(days=4)):
        customer = _ordinary(user["E013"]).first()
        if customer is not None:
            note = ask_for_note(customer, of=user["E012"], to=user["E013"], by=user["E012"])
            note.promises = note.promises or "答应年底前安排一次技术交流。"
            send_note(save_note(note, by=user["E012"]), by=user["E012"])
    with acting_as(user["E014"]), clock.at(chance.as_of - timedelta(days=30)):
        set_credit_split(
            key["KH07"], [(user["E014"], Decimal(60)), (user["E015"], Decimal(40))], by=user["E014"]
        )
    _decisions(chance, user, key)


def _ordinary(owner: Any) -> Any:
    return Customer.objects.filter(owner=owner, is_key_account=False, locked_until=None).order_by("code")


def _recalled_tomorrow(chance: Chance, owner: Any) -> None:
    """Entered 180 days ago and never spoken to: today is its last safe day."""
    day = chance.as_of - timedelta(days=SILENT_DAYS)
    with (
        acting_as(owner),
        before_processes(),
        clock.at(timezone.make_aware(datetime.combine(day, time(10, 20)))),
    ):
        customer = create_customer(
            by=owner,
            owner=owner,
            name="澄港五金机电有限公司",
            city="江阴",
            tier="ordinary",
            industry="machinery",
            source="web",
        )
        Contact(customer=customer, name="顾向阳", job_title="采购员", mobile="19900009901").save()


def _decisions(chance: Chance, user: dict[str, Any], key: dict[str, Customer]) -> None:
    """A tier, a credit grade and a new customer wait for those who decide."""
    with acting_as(user["E012"]), clock.at(_moment(chance, 2, chance.of("decision", 1))):
        reason = "近两季订货额下降四成，投诉未结"
        propose_rating(TierChange, key["KH04"], after="ordinary", reason=reason, by=user["E012"])
    with acting_as(user["E005"]), clock.at(_moment(chance, 2, chance.of("decision", 2))):
        reason = "连续四季按期回款，现金流改善"
        propose_rating(CreditRating, key["KH03"], after="AA", reason=reason, by=user["E005"])
    with acting_as(user["E007"]), clock.at(_moment(chance, 1, chance.of("decision", 3))):
        create_customer(
            by=user["E007"],
            name="蓝礁海工装备有限公司",
            city="南通",
            industry="shipyard",
            source="exhibition",
            lifecycle="lead",
        )
