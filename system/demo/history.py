"""Thirteen months of follow-ups, with the next contacts that make a rep's homepage worth opening."""

from datetime import timedelta
from typing import Any

from contacts.models import Contact, Customer
from contacts.services.follow_up import log_follow_up
from core import clock
from core.operation import acting_as
from reminders.models import Notice

from . import words
from .chance import Chance, weighted

# Days from as-of to the promised next contact, in turn: overdue, today, soon, later.
NEXT_CONTACT = [-9, 0, 3, -2, 1, 6, 0, 12, -4, 5, 2, 20]


def build_follow_ups(chance: Chance, customers: list[Customer], scale: int) -> int:
    """Around fifteen talks with a key account and a few with the others; the last one promises the next."""
    made = 0
    ordered = sorted(customers, key=lambda customer: customer.pk)
    turn: dict[int, int] = {}
    for customer in ordered:
        rng = chance.of("follow_ups", customer.code)
        contacts = list(Contact.objects.filter(customer=customer).order_by("pk"))
        by = customer.owner
        if by is None or not contacts:
            continue
        count = rng.randrange(30, 46) if customer.is_key_account else rng.randrange(4, 10)
        since = (chance.as_of - customer.created_at.date()).days
        days = sorted((rng.randrange(1, max(since, 2)) for _ in range(count)), reverse=True)
        place = turn.get(by.pk, 0)
        turn[by.pk] = place + 1
        for number, ago in enumerate(days):
            is_last = number == len(days) - 1
            day = chance.workday(chance.as_of - timedelta(days=max(ago, 1)))
            following = None
            if is_last:
                wanted = chance.as_of + timedelta(days=NEXT_CONTACT[place % len(NEXT_CONTACT)])
                following = max(chance.workday(wanted, forward=True), day)
            _talk(chance, customer, rng.choice(contacts), by, day, following, rng)
            made += 1
    return made


def _talk(
    chance: Chance, customer: Customer, contact: Contact, by: Any, day: Any, following: Any, rng: Any
) -> None:
    kind = weighted(rng, [("phone", 5), ("wechat", 4), ("visit", 3), ("email", 2), ("meeting", 1)])
    text = rng.choice(words.TALKS[kind]).format(product=rng.choice(words.PRODUCTS), n=rng.randrange(5, 80))
    with acting_as(by), clock.at(chance.moment(day, rng)):
        log_follow_up(
            by=by,
            customer=customer,
            contact=contact,
            kind=kind,
            text=text,
            next_contact_on=following,
            next_action=rng.choice(words.NEXT_STEPS) if following else "",
        )


def build_notices(chance: Chance, by: Any) -> None:
    notices = [
        ("年度大客户会议安排", "请各业务部在本周五前提交大客户年度总结与明年计划。", 2, True),
        ("轴承产品样本更新", "HL-22220CA 系列新版样本已放入资料库，请使用新版与客户沟通。", 6, False),
        ("客户信息安全提醒", "客户联系人信息仅限工作使用，导出须有理由，系统留有记录。", 12, False),
    ]
    for title, body, ago, is_pinned in notices:
        with acting_as(by), clock.at(chance.as_of - timedelta(days=ago)):
            Notice(title=title, body=body, is_pinned=is_pinned, published_at=clock.now(), owner=by).save()
