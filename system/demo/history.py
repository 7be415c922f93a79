"""Thirteen months of follow-ups, with the next contacts that make a rep's homepage worth opening."""

from datetime import datetime, timedelta
from typing import Any

from contacts.models import Contact, ContactPosition, Customer, FollowUp
from contacts.services.follow_up import EFFECTIVE_LENGTH, log_follow_up, refresh_contact_dates
from core import clock
from core.operation import acting_as
from records import bulk
from reminders.models import Notice

from . import words
from .chance import Chance, weighted

AT_WORK = 2  # so many of the talks with each customer are logged as people do it
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
        long_ago = []
        for number, ago in enumerate(days):
            day = chance.workday(chance.as_of - timedelta(days=max(ago, 1)))
            talk = _talk(customer, rng.choice(contacts), by, chance.moment(day, rng), rng)
            if number < len(days) - AT_WORK:
                long_ago.append(talk)
                continue
            if number == len(days) - AT_WORK:
                _at_once(long_ago, by)
                with acting_as(by):
                    refresh_contact_dates(customer, contacts)
            following = None
            if number == len(days) - 1:
                wanted = chance.as_of + timedelta(days=NEXT_CONTACT[place % len(NEXT_CONTACT)])
                following = max(chance.workday(wanted, forward=True), day)
            _log(talk, following, rng)
        made += len(days)
    return made


def _talk(customer: Customer, contact: Contact, by: Any, at: datetime, rng: Any) -> FollowUp:
    kind = weighted(rng, [("phone", 5), ("wechat", 4), ("visit", 3), ("email", 2), ("meeting", 1)])
    text = rng.choice(words.TALKS[kind]).format(product=rng.choice(words.PRODUCTS), n=rng.randrange(5, 80))
    return FollowUp(customer=customer, contact=contact, by=by, kind=kind, text=text, at=at, created_at=at)


def _at_once(talks: list[FollowUp], by: Any) -> None:
    """Those of long ago make volume only: written at once, what was not said just before counts."""
    told: list[str] = []
    main = {
        post.contact_id: post.unit_id
        for post in ContactPosition.objects.filter(
            contact__in=[talk.contact_id for talk in talks], to_on=None, is_deleted=False
        ).order_by("is_primary", "-id")
    }
    for talk in talks:
        talk.unit_id = main.get(talk.contact_id)
        talk.is_effective = (
            len(talk.text.replace(" ", "")) >= EFFECTIVE_LENGTH and talk.text not in told[-20:]
        )
        told.append(talk.text)
    if talks:
        with acting_as(by), clock.at(talks[-1].at):
            bulk.create(FollowUp, talks, by)


def _log(talk: FollowUp, following: Any, rng: Any) -> None:
    with acting_as(talk.by), clock.at(talk.at):
        log_follow_up(
            by=talk.by,
            customer=talk.customer,
            contact=talk.contact,
            kind=talk.kind,
            text=talk.text,
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
