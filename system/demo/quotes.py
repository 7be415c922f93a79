"""Quotes in every state: a year of them, some revised, some expired, one whose slipped decimal a guard has caught."""

from contextlib import suppress
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from catalog.models import Product
from contacts.models import Contact, Customer
from core import clock
from core.errors import DomainError
from core.operation import acting_as
from sales.models import Opportunity, Quote
from sales.selectors.quote_check import findings_of
from sales.services import quote_answer as answers
from sales.services.quote import save_quote
from sales.services.quote_approval import put_approved, submit_quote
from sales.services.quote_version import carried_lines, expire_quotes, new_version

from .chance import Chance
from .ownership import before_processes

HOW_MANY = 136
LONG_AGO = 45  # by then most have been answered
TURNED_AFTER = 20  # days until an accepted one has become a contract or an order
RUN_OUT = 6  # quotes that ran out without an answer
SLIPPED_AT = "KH03"  # the price × 0.1 that did not go out
SUBJECTS = ["年度轴承报价", "备件包报价", "新机型配套报价", "坞修备件报价", "补货报价", "小批试装报价"]
TERMS = ["预付 30 %，发货前 60 %，质保金 10 %", "月结 60 天", "款到发货", "货到验收后 30 天"]
REASONS = {
    "price_drift": "按年度框架协议调整",
    "terms_differ": "客户本次要求的币种与税口径",
    "rival_quote": "已与同事商定由我报价",
}
ASKS = ["要求再降 3 %", "希望交期缩短到四周", "要求质保期延长到两年"]
REFUSALS = ["价格高于竞争对手", "项目推迟", "客户改用原供应商"]


def build_quotes(chance: Chance, people: dict[str, Any]) -> int:
    rows = Customer.objects.filter(owner__isnull=False, owner__is_active=True, is_deleted=False)
    customers = list(rows.select_related("owner").order_by("-is_key_account", "code"))
    products = list(
        Product.objects.filter(list_price__isnull=False).exclude(status="stopped").order_by("code")
    )
    made = 0
    with before_processes():
        # In the order of their days, as numbers are drawn.
        for day, place, customer in sorted(_planned(chance, customers), key=lambda plan: plan[:2]):
            # A customer or product may have no price in this way that day.
            with suppress(DomainError), clock.at(day):
                made += _quote(chance, people, customer, products, place, day)
    with suppress(DomainError), clock.at(chance.workday(chance.as_of - timedelta(days=1))):
        _slipped(chance, customers, products)
    for place in range(3):
        with suppress(DomainError), clock.at(chance.workday(chance.as_of - timedelta(days=1))):
            _in_approval(chance, customers[place * 2], products, place)
    _turned_down(chance)
    with clock.at(chance.as_of):
        expire_quotes(chance.as_of)
    return made


def _turned_down(chance: Chance) -> None:
    """Of those whose day has passed a few just ran out; the others were refused, or never went out, in time."""
    past = Quote.objects.alive().filter(valid_until__lt=chance.as_of, status__in=["approved", "sent"])
    for quote in past.select_related("owner").order_by("pk")[RUN_OUT:]:
        with acting_as(quote.owner), clock.at(chance.workday(quote.valid_until)), suppress(DomainError):
            if quote.status == Quote.Status.SENT:
                answers.reject_quote(quote, by=quote.owner, answer="客户选了其他供应商")
            else:
                answers.void_quote(quote, by=quote.owner, reason="客户项目推迟")


def _planned(chance: Chance, customers: list[Customer]) -> list[tuple[date, int, Customer]]:
    plans = []
    for place in range(HOW_MANY):
        rng = chance.of("quote_day", place)
        index = place % len(customers) if place < 2 * len(customers) else rng.randrange(len(customers))
        customer = customers[index]
        ago = rng.randrange(3, 40) if place % 2 else rng.randrange(40, 390)
        day = chance.workday(max(chance.as_of - timedelta(days=ago), customer.created_at.date()))
        plans.append((min(day, chance.workday(chance.as_of - timedelta(days=2))), place, customer))
    return plans


def _quote(
    chance: Chance, people: dict[str, Any], customer: Customer, products: list[Product], place: int, day: date
) -> int:
    rng = chance.of("quote", place)
    owner, manager = customer.owner, people["E003"].user
    sale = Opportunity.objects.filter(customer=customer, status="open", is_deleted=False).first()
    quote = Quote(
        customer=customer,
        contact=Contact.objects.filter(customer=customer, is_deleted=False, status="active").first(),
        subject=rng.choice(SUBJECTS),
        opportunity=sale if rng.random() < 0.5 else None,
        payment_terms=rng.choice(TERMS),
        delivery_terms="送货至客户仓库，运费由我方承担",
        valid_until=day + timedelta(days=rng.choice([30, 45, 60])),
        language="en" if customer.region_type == "overseas" else "zh-hans",
        tax_included=customer.region_type != "overseas",
    )
    chosen = rng.sample(products, rng.choice([1, 2, 2, 3, 4]))
    lines = [_line(product, rng) for product in chosen]
    with acting_as(owner), clock.at(day):
        quote = save_quote(quote, by=owner, lines=lines)
        if place % 9 == 4 or not _submit(quote, owner):
            return 1
    with acting_as(manager), clock.at(chance.workday(day + timedelta(days=1), forward=True)):
        quote = put_approved(quote, by=manager)
    _answered(chance, quote, place, rng, chance.workday(day + timedelta(days=2), forward=True))
    return 1


def _line(product: Product, rng: Any) -> dict[str, Any]:
    least = product.moq or Decimal(1)
    return {
        "product": product,
        "quantity": least * rng.choice([1, 2, 3, 5, 8]),
        "discount": Decimal(rng.choice([0, 0, 2, 3, 5, 8])),
    }


def _submit(quote: Quote, owner: Any) -> bool:
    """A guard that blocks keeps it a draft, as it should."""
    with suppress(DomainError):
        submit_quote(quote, by=owner, reasons=REASONS)
        return True
    return False


def _answered(chance: Chance, quote: Quote, place: int, rng: Any, day: date) -> None:
    if day > chance.as_of or place % 10 == 7:
        return
    owner = quote.owner
    with acting_as(owner), clock.at(day):
        quote = answers.send_quote(quote, by=owner, channel="hand", to=str(quote.contact or ""))
    later = min(chance.workday(day + timedelta(days=rng.randrange(2, 12)), forward=True), chance.as_of)
    if later <= day or quote.valid_until < later:
        return
    with acting_as(owner), clock.at(later), suppress(DomainError):
        is_old = (chance.as_of - later).days > LONG_AGO
        if place % 4 == 1:
            answers.bargain_quote(quote, by=owner, answer=rng.choice(ASKS))
            if place % 5:
                _renewed(chance, quote, later)
        elif place % 3 == 0 or is_old and place % 5 < 2:
            answers.accept_quote(quote, by=owner, answer="按报价执行")
            if (chance.as_of - later).days > TURNED_AFTER:
                answers.mark_converted(quote, by=owner, document=f"HT-{later:%Y}-{place:03d}")
        elif place % 11 == 5 or is_old and place % 5 == 2:
            answers.reject_quote(quote, by=owner, answer=rng.choice(REFUSALS))
        elif place % 17 == 10:
            answers.void_quote(quote, by=owner, reason="客户项目取消")


def _renewed(chance: Chance, quote: Quote, day: date) -> None:
    """The next version, cheaper; where that was long ago it went out and was accepted."""
    owner = quote.owner
    made = new_version(quote, by=owner)
    lines = [{**line, "discount": line["discount"] + 2} for line in carried_lines(made)]
    save_quote(made, by=owner, lines=lines)
    then = chance.workday(day + timedelta(days=3), forward=True)
    if then >= chance.as_of or not _submit(made, owner):
        return
    with clock.at(then):
        made = put_approved(made, by=owner.employee.leader.user)
        made = answers.send_quote(made, by=owner, channel="hand", to=str(made.contact or ""))
        if (chance.as_of - then).days > LONG_AGO:
            answers.accept_quote(made, by=owner, answer="按新版报价执行")


def _slipped(chance: Chance, customers: list[Customer], products: list[Product]) -> None:
    """云鼎工程机械: the unit price lost its last digit; the guard keeps the draft from going on."""
    customer = next(row for row in customers if row.code == SLIPPED_AT)
    product = next(row for row in products if row.code == "HL-23240CC")
    price = ((product.list_price or Decimal(1)) / 10).quantize(Decimal("0.01"))
    quote = Quote(
        customer=customer,
        contact=Contact.objects.filter(customer=customer, is_deleted=False).first(),
        subject="回转支承轴承报价(待改)",
        valid_until=chance.as_of + timedelta(days=30),
    )
    with acting_as(customer.owner):
        lines = [{"product": product, "quantity": Decimal(20), "price": price}]
        quote = save_quote(quote, by=customer.owner, lines=lines)
        assert any(found.level == "block" for found in findings_of(quote))  # noqa: S101


def _in_approval(chance: Chance, customer: Customer, products: list[Product], place: int) -> None:
    """These wait with those who decide on the drawn processes."""
    rng = chance.of("quote_in_approval", place)
    quote = Quote(
        customer=customer,
        contact=Contact.objects.filter(customer=customer, is_deleted=False).first(),
        subject=rng.choice(SUBJECTS),
        valid_until=chance.as_of + timedelta(days=45),
        payment_terms=rng.choice(TERMS),
        tax_included=customer.region_type != "overseas",
    )
    with acting_as(customer.owner):
        quote = save_quote(
            quote, by=customer.owner, lines=[_line(row, rng) for row in rng.sample(products, 2)]
        )
        submit_quote(quote, by=customer.owner, reasons=REASONS)
