"""Builds customers with their trees and people: the twelve stories, ordinary ones, and some that nobody owns."""

import random
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from accounts.models import Employee
from contacts.models import (
    Contact,
    ContactFamily,
    Customer,
    CustomerUnit,
    InstalledAsset,
    RelationType,
    StakeholderRole,
)
from contacts.services.asset import save_asset
from contacts.services.contact import create_contact
from contacts.services.customer import create_customer
from contacts.services.family import save_family_member
from contacts.services.position import add_position
from contacts.services.relation import relate_companies, relate_people
from contacts.services.share import share_customer
from contacts.services.stakeholder import save_stakeholder_role
from contacts.services.team import add_team_member
from contacts.services.unit import create_unit
from core import clock, uscc
from core.operation import acting_as
from core.pinyin import username

from . import customers_data as data
from . import words
from .chance import Chance, full_name, phone, pick, weighted

LEAP_BIRTHDAYS = [(6, 15), (2, 3), (4, 20)]


class CustomerBuilder:
    """Counts the running numbers of phones and birthdays while it builds."""

    def __init__(self, chance: Chance, people: dict[str, Employee], admin: Any) -> None:
        self.chance = chance
        self.people = people
        self.admin = admin
        self.serial = 0
        self.lunar = 0
        self.customers: dict[str, Customer] = {}

    def started(self, days: int) -> date:
        return self.chance.workday(self.chance.as_of - timedelta(days=days))

    # -- key accounts -----------------------------------------------------------------------------
    def key_account(self, facts: dict[str, Any]) -> Customer:
        rng = self.chance.of("customer", facts["code"])
        owner = self.people[facts["owner"]].user
        with acting_as(owner), clock.at(self.chance.moment(self.started(rng.randrange(360, 400)), rng)):
            customer = create_customer(
                by=owner,
                owner=owner,
                code=facts["code"],
                name=facts["name"],
                short_name=facts["short"],
                usci=None if facts.get("overseas") else self.usci(rng),
                industry=facts["industry"],
                kind=Customer.Kind.OVERSEAS if facts.get("overseas") else Customer.Kind.ENTERPRISE,
                market_type="internal" if facts.get("internal") else "external",
                region_type="overseas" if facts.get("overseas") else "domestic",
                country="Norway" if facts.get("overseas") else "",
                city=facts["city"],
                tier=facts["tier"],
                credit=facts["credit"],
                is_key_account=True,
                lifecycle=Customer.Lifecycle.ACTIVE,
                phone=f"0779-{rng.randrange(2000000, 8999999)}" if not facts.get("overseas") else "",
                legal_person=full_name(rng, words.SURNAMES, words.GIVEN),
                source="visit",
                scale="large",
            )
            units = [unit for node in facts["tree"] for unit in self.branch(customer, node, None, owner)]
            contacts = [self.contact(customer, units, place, owner) for place in range(facts["people"])]
            self.second_posts(facts["code"], contacts, units, owner)
            self.stakeholders(facts["code"], customer, contacts, owner)
            self.vessels(facts, customer, units, owner)
        self.customers[facts["code"]] = customer
        return customer

    def branch(
        self, customer: Customer, node: Any, parent: CustomerUnit | None, by: Any
    ) -> list[CustomerUnit]:
        name, kind, *children = node
        unit = create_unit(customer, by=by, name=name, kind=kind, parent=parent)
        return [unit, *(below for child in children for below in self.branch(customer, child, unit, by))]

    def usci(self, rng: random.Random) -> str:
        return uscc.make(f"91999999{rng.randrange(10**9):09d}")

    # -- people -------------------------------------------------------------------------------------
    def contact(self, customer: Customer, units: list[CustomerUnit], place: int, by: Any) -> Contact:
        self.serial += 1
        rng = self.chance.of("contact", f"{customer.code}:{place}")
        overseas = customer.region_type == Customer.Region.OVERSEAS
        name = (
            f"{rng.choice(words.NORDIC_GIVEN)} {rng.choice(words.NORDIC_SURNAMES)}"
            if overseas
            else full_name(rng, words.SURNAMES, words.GIVEN)
        )
        is_head = place < len(units) and rng.random() < 0.5
        unit = units[place % len(units)] if units else None
        return create_contact(
            customer,
            by=by,
            unit=unit,
            accept_duplicate=True,
            name=name,
            gender=rng.choice(["male", "female"]),
            job_title=rng.choice(words.TITLES["head" if is_head else "staff"]),
            mobile=phone(self.serial),
            email=f"{username(name)}{self.serial}@example.com",
            wechat=f"wx_{username(name)}{self.serial}" if rng.random() < 0.6 else "",
            preferred_channel=weighted(rng, [("phone", 5), ("wechat", 4), ("email", 2), ("", 4)]),
            **self.birthday(rng),
            **self.personal(rng),
        )

    def birthday(self, rng: random.Random) -> dict[str, Any]:
        """Most have none recorded; twenty-five keep the lunar calendar, three of them in a leap month."""
        if self.serial % 13 == 5 and self.lunar < 25:
            self.lunar += 1
            if self.lunar <= 3:
                month, day = LEAP_BIRTHDAYS[self.lunar - 1]
                return lunar_birthday(month, day, True)
            return lunar_birthday(rng.randrange(1, 13), rng.randrange(1, 30), False)
        if self.serial % 20 == 3:  # somebody celebrates within the next days, whatever the day
            day = self.chance.as_of + timedelta(days=(3, 0, 6, 9, 12)[self.serial // 20 % 5])
            return {"birth_year": 1968 + self.serial % 27, "birth_month": day.month, "birth_day": day.day}
        if rng.random() < 0.35:
            return {
                "birth_year": rng.randrange(1966, 1998),
                "birth_month": rng.randrange(1, 13),
                "birth_day": rng.randrange(1, 29),
            }
        return {}

    def personal(self, rng: random.Random) -> dict[str, str]:
        if rng.random() > 0.4:
            return {}
        return {
            "hobbies": "、".join(pick(rng, words.HOBBIES, rng.choice([1, 2]))),
            "diet": rng.choice(words.DIETS) if rng.random() < 0.4 else "",
            "taboo": rng.choice(words.TABOOS) if rng.random() < 0.3 else "",
            "native_place": rng.choice(words.PLACES),
            "education": rng.choice(words.SCHOOLS) if rng.random() < 0.5 else "",
        }

    def second_posts(self, code: str, contacts: list[Contact], units: list[CustomerUnit], by: Any) -> None:
        rng = self.chance.of("second_post", code)
        for contact in contacts[3::9]:
            held = set(contact.positions.values_list("unit_id", flat=True))
            free = [unit for unit in units if unit.pk not in held]
            if free:
                add_position(contact, rng.choice(free), by=by, job_title="兼职协调", is_primary=False)

    def stakeholders(self, code: str, customer: Customer, contacts: list[Contact], by: Any) -> None:
        rng = self.chance.of("stakeholders", code)
        roles = list(StakeholderRole.Role.values)
        for place, contact in enumerate(contacts[: max(2, len(contacts) // 4)]):
            role = roles[place % len(roles)]
            support = {"sponsor": 2, "coach": 2, "resister": -2}.get(role, rng.choice([-1, 0, 0, 1, 1]))
            save_stakeholder_role(
                StakeholderRole(
                    customer=customer,
                    contact=contact,
                    role=role,
                    influence=rng.randrange(2, 6),
                    support=support,
                    action=rng.choice(words.NEXT_STEPS),
                ),
                by=by,
            )

    def vessels(self, facts: dict[str, Any], customer: Customer, units: list[CustomerUnit], by: Any) -> None:
        fleets = [unit for unit in units if unit.kind == CustomerUnit.Kind.FLEET] or units
        for place in range(facts.get("vessels", 0)):
            name = data.VESSELS[place] if facts["code"] == "KH08" else f"{facts['short']} {place + 1}号"
            save_asset(
                InstalledAsset(
                    customer=customer,
                    unit=fleets[place % len(fleets)],
                    kind="vessel",
                    name=name,
                    imo_or_serial=f"IMO 99{customer.pk % 100:02d}{place:03d}",
                    model=["散货船 57000DWT", "集装箱船 4250TEU", "油轮 110000DWT"][place % 3],
                    commissioned=date(2008 + place % 12, 1 + place % 12, 12),
                ),
                by=by,
            )

    # -- ordinary customers -------------------------------------------------------------------------
    def ordinary(self, number: int, *, at_least: int = 40) -> Customer:
        rng = self.chance.of("ordinary", number)
        trade, industry = words.TRADES[number % len(words.TRADES)]
        place = words.PLACE_NAMES[number % len(words.PLACE_NAMES)]
        round_ = number // len(words.PLACE_NAMES)
        name = f"{place}{trade}{['', '第二', '第三', '第四', '第五'][round_ % 5]}{rng.choice(words.FORMS)}"
        if number >= 100_000:  # apart from the others, whatever the scale
            round_ = 0
            place = f"{words.CITIES[number % len(words.CITIES)]}{place}"
            name = f"{place}{trade}{rng.choice(words.FORMS)}"
        elif round_ >= 5:
            name = f"{place}{trade}{round_}号{rng.choice(words.FORMS)}"
        by = owner = self.people[data.REPS[number % len(data.REPS)]].user
        with acting_as(by), clock.at(self.chance.moment(self.started(rng.randrange(at_least, 380)), rng)):
            customer = create_customer(
                by=by,
                owner=owner,
                name=name,
                short_name=f"{place}{trade}"[:12] + ("" if not round_ else str(round_ + 1)),
                usci=self.usci(rng),
                industry=industry,
                city=rng.choice(words.CITIES),
                tier=weighted(rng, [("important", 2), ("ordinary", 6), ("small", 4)]),
                lifecycle=weighted(rng, [("prospect", 4), ("developing", 3), ("active", 5), ("dormant", 1)]),
                source=rng.choice(["exhibition", "referral", "web", "visit", "call"]),
                scale=rng.choice(["small", "medium"]),
                legal_person=full_name(rng, words.SURNAMES, words.GIVEN),
            )
            units = [
                create_unit(customer, by=by, name=unit_name, kind=kind)
                for unit_name, kind in pick(rng, words.UNITS, rng.randrange(2, 5))
            ]
            for place_ in range(rng.randrange(3, 6)):
                self.contact(customer, units, place_, by)
        self.customers[customer.code] = customer
        return customer

    # -- ties -----------------------------------------------------------------------------------------
    def ties(self) -> None:
        """Companies, people across customers, families, teams, shares."""
        types = {row.code: row for row in RelationType.objects.all()}
        with acting_as(self.admin), clock.at(self.started(200)):
            for a, b, code, share in data.GROUP:
                relate_companies(
                    by=self.admin,
                    a=self.customers[a],
                    b=self.customers[b],
                    type=types[code],
                    equity_pct=Decimal(share) if share else None,
                )
            self.networks(types)
            self.families()
        with acting_as(self.admin), clock.at(self.chance.as_of - timedelta(days=5)):
            for code, no, role, rights, region in data.TEAMS:
                add_team_member(
                    self.customers[code],
                    by=self.admin,
                    user=self.people[no].user,
                    role=role,
                    rights=rights,
                    region=region,
                )
            for code, no, rights, days in data.SHARES:
                share_customer(
                    self.customers[code],
                    by=self.admin,
                    user=self.people[no].user,
                    rights=rights,
                    expires_at=clock.now() + timedelta(days=days),
                )

    def networks(self, types: dict[str, RelationType]) -> None:
        contacts = list(Contact.objects.order_by("pk"))
        rng = self.chance.of("network", 0)
        kinds = [
            "classmate",
            "fellow_townsman",
            "former_colleague",
            "friend",
            "superior",
            "comrade",
            "influences",
        ]
        seen: set[tuple[int, int]] = set()
        while len(seen) < min(60, len(contacts)):
            a, b = rng.sample(contacts, 2)
            key = (min(a.pk, b.pk), max(a.pk, b.pk))
            if key in seen or (a.customer_id != b.customer_id and rng.random() < 0.6):
                continue
            seen.add(key)
            relate_people(
                by=self.admin,
                a=a,
                b=b,
                type=types[rng.choice(kinds)],
                strength=rng.randrange(1, 6),
                sentiment=rng.choice([-1, 0, 1, 1, 2]),
                evidence="会面时本人提及",
            )

    def families(self) -> None:
        for place, contact in enumerate(Contact.objects.order_by("pk")[:320:8]):
            rng = self.chance.of("family", place)
            is_child = place % 3 == 0
            save_family_member(
                ContactFamily(
                    contact=contact,
                    relation="child" if is_child else rng.choice(["spouse", "parent"]),
                    name=rng.choice(["小宝", "大女儿", "儿子"])
                    if is_child
                    else rng.choice(["爱人", "母亲", "父亲"]),
                    school_stage=rng.choice(["小学", "初中", "高中"]) if is_child else "",
                    consent=rng.choice(["oral", "written"]),
                    purpose=rng.choice(words.PURPOSES),
                    source="本人告知",
                ),
                by=self.admin,
            )


def lunar_birthday(month: int, day: int, is_leap: bool) -> dict[str, Any]:
    return {
        "birth_year": None if is_leap else 1976,
        "birth_month": month,
        "birth_day": day,
        "birthday_calendar": Contact.Calendar.LUNAR,
        "is_leap_month": is_leap,
    }
