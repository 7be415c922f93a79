"""What customers ask for, and the quotes that were written for it."""

from contextlib import suppress
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.utils import timezone

from catalog.models import Product
from contacts.models import Contact, Customer
from core import clock
from core.errors import DomainError
from core.operation import acting_as
from sales.models import Inquiry, InquiryLine, Opportunity, Quote
from sales.services import inquiry as inquiries
from sales.services.quote import save_quote
from sales.services.quote_answer import send_quote
from sales.services.quote_approval import put_approved, submit_quote

from .chance import Chance
from .ownership import before_processes
from .quotes import REASONS

HOW_MANY = 30
ASKED = [
    ("底盘轮毂单元询价", "product", "工作温度 -40…120 ℃，寿命 60 万公里"),
    ("尾轴密封换型询价", "product", "船级社证书 CCS，交钦州港"),
    ("新型推力轴承开发", "new_product", "轴向载荷 1,200 kN，转速 180 r/min，图纸随附"),
    ("齿轮箱轴承国产替代", "new_product", "对标进口型号，需提供台架试验报告"),
    ("年度备件包询价", "product", "按船分包装，外箱贴英文唛头"),
    ("弹性联轴器选型", "product", "扭矩 45 kN·m，补偿角 1.5°"),
]


def build_inquiries(chance: Chance, customers: list[Customer], products: list[Product]) -> None:
    for place in range(HOW_MANY):
        with suppress(DomainError):
            _inquiry(chance, customers[place % len(customers)], products, place)


def day_at(chance: Chance, day: date, hour: int = 9, minute: int = 30) -> datetime:
    day = min(chance.workday(day), chance.as_of)
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))


def someone(customer: Customer) -> Contact | None:
    return Contact.objects.filter(customer=customer, is_deleted=False).order_by("pk").first()


def first_sale(customer: Customer) -> Opportunity | None:
    return Opportunity.objects.filter(customer=customer, status="open").order_by("pk").first()


def _inquiry(chance: Chance, customer: Customer, products: list[Product], place: int) -> None:
    rng = chance.of("inquiry", place)
    owner = customer.owner
    name, kind, requirements = ASKED[place % len(ASKED)]
    came = chance.as_of - timedelta(days=rng.choice([0, 1, 2, 6, 13, 27, 48, 75, 110]))
    is_new = kind == "new_product"
    product = None if is_new else products[rng.randrange(len(products))]
    with acting_as(owner), clock.at(day_at(chance, came, 9, rng.randrange(60))):
        inquiry = inquiries.create_inquiry(
            by=owner,
            customer=customer,
            name=name,
            kind=kind,
            contact=someone(customer),
            opportunity=first_sale(customer) if place % 3 == 0 else None,
            channel=rng.choice(["phone", "mail", "wechat", "visit", "tender"]),
            answer_by=came + timedelta(days=rng.choice([5, 10, 20])),
            requirements=requirements,
        )
        for number in range(rng.choice([1, 1, 2, 3])):
            line = InquiryLine(
                inquiry=inquiry,
                product=products[(place + number * 5) % len(products)] if product else None,
                description=""
                if product
                else f"{name.removesuffix('开发')} {rng.choice(['A 型', 'B 型', '加强型'])}",
                part_no=f"{customer.code[-2:]}-{rng.randrange(1000, 9999)}",
                drawing_no=f"T{rng.randrange(100, 999)}-{number + 1:02d}",
                drawing_revision=rng.choice(["A", "B", "C"]),
                quantity=Decimal(rng.choice([12, 60, 200, 500, 2000])),
                uom="piece",
                target_price=Decimal(rng.choice([180, 460, 1280, 3600, 9800])),
                required_on=came + timedelta(days=60),
                feasibility="feasible" if place % 4 else "changes",
            )
            inquiries.save_line(line, by=owner)
    if place % 5 == 4 and (chance.as_of - came).days <= 2:
        return  # nobody has answered yet
    with acting_as(owner), clock.at(day_at(chance, came + timedelta(days=rng.choice([0, 0, 1, 2])), 15)):
        text = f"{name}已收到，图纸与工况确认后三个工作日内给出方案和价格。"
        inquiries.reply_to_inquiry(inquiry, by=owner, text=text)
        way = [
            ["clarifying"],
            ["evaluating"],
            ["quoting"],
            ["quoting", "answered"],
            ["quoting", "answered"],
            ["declined"],
        ]
        for to in way[place % len(way)]:
            if to in {"quoting", "answered"} and _offered(chance, inquiry, place, is_sent=to == "answered"):
                continue
            inquiries.move_inquiry(
                inquiry,
                to=to,
                by=owner,
                reason="产能与精度均不满足",
                answer="方案与价格已发客户",
                document="",
            )


def _offered(chance: Chance, inquiry: Inquiry, place: int, *, is_sent: bool) -> bool:
    """The quote for it, drafted at the target prices or sent; whether its inquiry has followed it."""
    rng, owner = chance.of("inquiry_quote", place), inquiry.owner
    quote = Quote.objects.filter(inquiry=inquiry).first() or Quote(
        customer=inquiry.customer,
        contact=inquiry.contact,
        inquiry=inquiry,
        subject=inquiry.name,
        valid_until=clock.today() + timedelta(days=45),
        payment_terms="月结 60 天",
    )
    if quote.pk is None:
        lines = [
            {
                "product": line.product,
                "description": line.description,
                "part_no": line.part_no,
                "drawing_no": line.drawing_no,
                "drawing_revision": line.drawing_revision,
                "quantity": line.quantity,
                "price": None if line.product else line.target_price,
                "discount": Decimal(rng.choice([0, 2, 3])),
            }
            for line in InquiryLine.objects.filter(inquiry=inquiry).select_related("product").order_by("pk")
        ]
        with suppress(DomainError):
            save_quote(quote, by=owner, lines=lines)
    if is_sent and quote.pk is not None:
        with suppress(DomainError), before_processes("quote"):
            quote = put_approved(
                submit_quote(quote, by=owner, reasons=REASONS), by=owner.employee.leader.user
            )
            send_quote(quote, by=owner, channel="hand", to=str(inquiry.contact or ""))
    inquiry.refresh_from_db()
    return inquiry.status == ("answered" if is_sent else "quoting")
