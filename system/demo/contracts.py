"""Contracts in every state: four masters, two local ones under the first, a year of single and framework contracts."""

from contextlib import suppress
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.core.files.base import ContentFile

from catalog.models import Product
from contacts.models import Contact, Customer
from contracts.models import Clause, Contract, ContractTemplate
from contracts.services import amendment, course, review
from contracts.services.clauses import clauses_in_force
from contracts.services.contract import fill_from_template, from_quote, renew_contract, save_contract
from contracts.services.template import publish_template, save_clause, save_template
from core import clock
from core.errors import DomainError
from core.operation import acting_as
from records.services.attachments import attach
from sales.models import Quote

from . import contracts_data as words
from .chance import Chance
from .ownership import before_processes

HOW_MANY = 48
OF_QUOTES = 4


def build_contracts(chance: Chance, people: dict[str, Any]) -> int:
    templates = _templates(chance, people)
    rows = Customer.objects.filter(owner__isnull=False, owner__is_active=True, is_deleted=False)
    customers = list(rows.select_related("owner").order_by("-is_key_account", "code"))
    products = list(
        Product.objects.filter(list_price__isnull=False).exclude(status="stopped").order_by("code")
    )
    maker = _Maker(chance, people, templates, products)
    with before_processes("contract", "contract_amendment"):
        for code, name in words.MASTERS.items():
            maker.master(next(row for row in customers if row.code == code), name)
        for place in range(HOW_MANY):
            with suppress(DomainError):  # a customer or product without a price that day
                maker.ordinary(customers[place % len(customers)], place)
        maker.of_quotes()
    with suppress(DomainError), clock.at(chance.workday(chance.as_of - timedelta(days=1))):
        maker.in_review(customers[1])
    return maker.made


def _templates(chance: Chance, people: dict[str, Any]) -> dict[str, ContractTemplate]:
    by, made = people["E001"].user, {}
    with acting_as(by), clock.at(chance.workday(chance.as_of - timedelta(days=420))):
        for language, given in (("zh-hans", words.CLAUSES), ("en", words.ENGLISH)):
            for code, title, category, body in given:
                clause = Clause(code=code, title=title, category=category, body=body, language=language)
                save_clause(clause, by=by)
        for code, name, mode, language in words.TEMPLATES:
            is_english = language == "en"
            template = ContractTemplate(
                code=code,
                name=name,
                mode=mode,
                language=language,
                customer=Customer.objects.filter(code="KH01").first() if mode == "customer" else None,
                opening=words.OPENING_EN if is_english else words.OPENING,
                closing=words.CLOSING_EN if is_english else words.CLOSING,
            )
            rows = [
                {
                    "clause": row.pk,
                    "title": row.title,
                    "body": row.body,
                    "is_required": row.code in {"TK-01", "TK-07"},
                }
                for row in Clause.objects.filter(language=language).order_by("code")
            ]
            made[mode] = publish_template(save_template(template, by=by, clauses=rows), by=by)
    return made


class _Maker:
    def __init__(
        self, chance: Chance, people: dict[str, Any], templates: dict[str, Any], products: list[Any]
    ) -> None:
        self.chance, self.templates, self.products = chance, templates, products
        self.manager, self.made = people["E003"].user, 0

    def later(self, day: date, days: int) -> date:
        return min(self.chance.workday(day + timedelta(days=days), forward=True), self.chance.as_of)

    def draft(self, customer: Customer, day: date, rng: Any, mode: str = "unified", **facts: Any) -> Contract:
        """Written by its owner on that day, filled from its template."""
        people = list(
            Contact.objects.filter(customer=customer, is_deleted=False, status="active").order_by("pk")[:2]
        )
        start = facts.pop("start_on", day + timedelta(days=15))
        with acting_as(customer.owner), clock.at(self.chance.workday(day)):
            contract = Contract(
                customer=customer,
                contact=people[0] if people else None,
                their_signer=people[-1] if people else None,
                start_on=start,
                end_on=facts.pop("end_on", start + timedelta(days=364)),
                warranty_months=rng.choice([12, 18, 24]),
                delivery_terms="送货至买方仓库，运费由卖方承担",
                tax_included=customer.region_type != "overseas",
                **facts,
            )
            chosen = rng.sample(self.products, rng.choice([1, 2, 3]))
            lines = [
                {
                    "product": row,
                    "quantity": (row.moq or Decimal(1)) * rng.choice([10, 20, 40]),
                    "discount": Decimal(rng.choice([0, 3, 5])),
                }
                for row in chosen
            ]
            terms = [
                {"kind": kind, "percent": Decimal(share), "event": event, "days": days, "months": months}
                for kind, share, event, days, months in rng.choice(words.TERMS)
            ]
            contract = save_contract(contract, by=customer.owner, lines=lines, terms=terms)
            contract = fill_from_template(contract, self.templates[mode], by=customer.owner)
        self.made += 1
        return contract

    def reviewed(self, contract: Contract, day: date) -> Contract:
        owner = contract.owner
        with acting_as(owner), clock.at(day):
            contract = review.submit_contract(contract, by=owner)
        with acting_as(self.manager), clock.at(self.later(day, 1)):
            return review.put_reviewed(contract, by=self.manager)

    def signed(self, contract: Contract, day: date) -> Contract:
        owner = contract.owner
        with acting_as(owner), clock.at(self.later(day, 3)):
            contract = review.confirm_contract(contract, by=owner)
            attach(
                contract,
                ContentFile(b"%PDF-1.4\n% signed copy\n", name=f"{contract.number}-签字盖章版.pdf"),
                by=owner,
            )
        with acting_as(self.manager), clock.at(self.later(day, 6)):
            return course.sign_contract(contract, by=self.manager)

    def executing(self, contract: Contract, day: date) -> Contract:
        """Signed, and carried out where its day has come."""
        contract = self.signed(self.reviewed(contract, day), day)
        start = contract.effective_on or contract.start_on
        if start > self.chance.as_of:
            return contract
        with acting_as(contract.owner), clock.at(max(start, self.later(day, 6))):
            return course.start_contract(contract, by=contract.owner)

    def master(self, customer: Customer, name: str) -> None:
        rng = self.chance.of("master", customer.code)
        day = self.chance.workday(self.chance.as_of - timedelta(days=200))
        mode = "customer" if customer.code == "KH01" else "unified"
        contract = self.draft(
            customer, day, rng, mode, name=name.format(year=day.year), kind="master", end_on=day + timedelta(days=745),
            ceiling=Decimal(20_000_000), price_mode="list", yearly_reduction=Decimal(3),
        )  # fmt: skip
        contract = self.executing(contract, day)
        if customer.code != "KH01" or contract.status != "executing":
            return
        for place, local in enumerate(words.LOCALS):
            self._local(contract, local, place, self.later(day, 40 + 20 * place))

    def _local(self, master: Contract, name: str, place: int, day: date) -> None:
        """The second one asks for a longer warranty and leaves a clause out: it deviates from its master."""
        rng = self.chance.of("local", place)
        contract = self.draft(
            master.customer, day, rng, "customer", name=name, kind="local", master=master,
            end_on=min(day + timedelta(days=380), master.end_on),
        )  # fmt: skip
        if place:
            with acting_as(contract.owner), clock.at(day):
                rows = [row for row in clauses_in_force(contract) if row["title"] != "价格调整"]
                for row in rows:
                    if row["title"] == "质保与三包":
                        row["body"] = "质保期为验收之日起 36 个月，质保期内因质量问题免费更换并承担拆装费用。"
                save_contract(contract, by=contract.owner, clauses=rows)
        self.executing(contract, day)

    def ordinary(self, customer: Customer, place: int) -> None:
        rng = self.chance.of("contract", place)
        ago = [12, 25, 40, 90, 150, 210, 280, 300, 330, 350, 370][place % 11] + rng.randrange(0, 9)
        day = self.chance.workday(max(self.chance.as_of - timedelta(days=ago), customer.created_at.date()))
        is_overseas = customer.region_type == "overseas"
        name = rng.choice(words.NAMES).format(year=day.year)
        facts = {"name": name, "kind": "framework" if place % 5 == 2 else "single"}
        contract = self.draft(customer, day, rng, "local" if is_overseas else "unified", **facts)
        if ago < 35:
            self._young(contract, place, day)
            return
        contract = self.executing(contract, day)
        if contract.status == "executing":
            self._ending(contract, place)

    def _young(self, contract: Contract, place: int, day: date) -> None:
        """Drafts, in review, reviewed, settled, signed; one is void."""
        step = place // 11 % 6
        owner = contract.owner
        if place % 22 == 11:
            with acting_as(owner), clock.at(self.later(day, 2)):
                course.void_contract(contract, by=owner, reason="客户项目取消")
        elif step == 1:
            with acting_as(owner), clock.at(self.chance.workday(self.chance.as_of - timedelta(days=1))):
                review.submit_contract(contract, by=owner)
        elif step == 2:
            self.reviewed(contract, day)
        elif step == 3:
            contract = self.reviewed(contract, day)
            with acting_as(owner), clock.at(self.later(day, 4)):
                review.confirm_contract(contract, by=owner)
        elif step > 3:
            self.signed(self.reviewed(contract, day), day)

    def _ending(self, contract: Contract, place: int) -> None:
        owner, today = contract.owner, self.chance.workday(self.chance.as_of - timedelta(days=2))
        with acting_as(owner), clock.at(today), suppress(DomainError):
            if place % 11 == 9 and place % 2:
                renew_contract(contract, by=owner)
                self.made += 1
            elif place == 15:
                course.suspend_contract(contract, by=owner, reason="客户停产检修")
            elif place in {26, 37}:
                end = contract.end_on + timedelta(days=90)
                made = amendment.draft_amendment(contract, by=owner, reason="客户要求延长供货期", end_on=end)
                made = amendment.submit_amendment(made, by=owner)
                if place == 26:
                    with acting_as(self.manager):
                        amendment.apply_amendment(made, by=self.manager)
            elif place == 47:
                contract = course.suspend_contract(contract, by=owner, reason="客户转产")
                course.terminate_contract(contract, by=self.manager, reason="客户转产，协商终止")

    def of_quotes(self) -> None:
        """Quotes that were accepted and not yet turned into anything."""
        rows = Quote.objects.alive().filter(status="accepted", owner__is_active=True)
        for quote in rows.select_related("customer", "owner").order_by("pk")[:OF_QUOTES]:
            with suppress(DomainError), acting_as(quote.owner), clock.at(self.chance.as_of):
                from_quote(quote, by=quote.owner)
                self.made += 1

    def in_review(self, customer: Customer) -> None:
        """This one waits with those who decide on the drawn process."""
        rng = self.chance.of("contract_in_review", customer.code)
        contract = self.draft(customer, clock.today(), rng, name="新机型轴承配套合同")
        with acting_as(customer.owner):
            review.submit_contract(contract, by=customer.owner)
