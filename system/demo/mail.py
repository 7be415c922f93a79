"""Mail of the demo: three mailboxes that reach no server, talks with known people, a lead that was mailed, templates."""

from copy import copy
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Any

from contacts.models import Contact
from core import clock
from core.models import OutboxItem
from core.operation import acting_as
from messaging.models import MailAccount, MailMessage, MailTemplate
from messaging.services.arrival import keep
from messaging.services.letter import send
from messaging.services.template import save_template

from .chance import Chance

TEMPLATES = [
    (
        "报价跟进", "zh-hans", "关于 {about} 的报价",
        "{contact}，您好！\n\n贵司 {customer_short} 的询价我们已经收到，报价见附件。\n如有疑问请随时联系我。",
    ),
    (
        "拜访预约", "zh-hans", "拜访预约",
        "{contact}，您好！\n\n我计划近期到 {customer_short} 拜访，想了解设备运行情况，不知您哪天方便？\n\n"
        "{my_department} {my_post}",
    ),
    (
        "Quotation follow-up", "en", "Our quotation: {about}",
        "Dear {contact},\n\nthank you for your inquiry. Please find our quotation attached.\n\n{today}",
    ),
]  # fmt: skip
TALKS = [
    ("HL-22220CA 交期", "张工，您好！上次说的 HL-22220CA 200 套，月底前能到货吗？生产线等着用。"),
    ("图纸确认", "附件是改版后的图纸，孔距改为 35 mm，请按 Rev C 报价。"),
    ("对账单", "请把上月的对账单发给我们财务，谢谢。"),
    ("样品试装反馈", "样品已经装机，运行 72 小时温升正常，详细报告下周给您。"),
    ("付款安排", "本月的款项预计 25 日前安排，请放心。"),
    ("新项目询价", "我们有一个新项目，需要推力轴承 HLT-560，数量约 60 套，请给一个参考价。"),
]
MAILED_LEADS = [
    (
        "询价：船用中间轴承", "周海波 <zhou.hb@lanwan-marine.example>",
        "公司：蓝湾船舶修造有限公司\n联系人：周海波\n电话：13900139021\n地区：浙江舟山\n"
        "产品：HLM-320 船用中间轴承\n\n请报 12 套的价格和交期。",
    ),
    (
        "Inquiry: thrust bearings", "Erik Solberg <erik@nordhavn-shipping.example>",
        "Company: Nordhavn Shipping AS\nPhone: +47 22 33 44 55\nProduct: HLT-560 thrust bearing\n\n"
        "Please quote 8 pieces CIF Oslo.",
    ),
]  # fmt: skip


def build_mail(chance: Chance, people: dict[str, Any]) -> None:
    keeper = people["E022"].user
    with acting_as(keeper), clock.at(chance.as_of - timedelta(days=60)):
        for name, language, subject, body in TEMPLATES:
            save_template(MailTemplate(name=name, language=language, subject=subject, body=body), by=keeper)
    intake = _box("线索邮箱", "leads@haili.example", MailAccount.Purpose.INTAKE, keeper, chance)
    _box("客服邮箱", "service@haili.example", MailAccount.Purpose.SHARED, people["E018"].user, chance)
    known = Contact.objects.alive().exclude(email="").filter(customer__owner__is_active=True)
    talks = list(
        known.select_related("customer__owner").order_by("customer__code", "pk")[: len(TALKS) * 4 : 4]
    )
    boxes: dict[int, MailAccount] = {}
    for place, ((subject, body), person) in enumerate(zip(TALKS, talks, strict=False)):
        owner = person.customer.owner
        if owner.pk not in boxes:
            address = f"{owner.username}@haili.example"
            boxes[owner.pk] = _box(str(owner), address, MailAccount.Purpose.PERSONAL, owner, chance)
        day = chance.workday(chance.as_of - timedelta(days=place * 3))
        moment = chance.moment(day, chance.of("mail", place))
        _comes(boxes[owner.pk], f"{person.name} <{person.email}>", subject, body, moment)
        if place % 2:
            _answer(boxes[owner.pk], owner, moment + timedelta(hours=1))
    for place, (subject, sender, body) in enumerate(MAILED_LEADS):
        day = chance.workday(chance.as_of - timedelta(days=1 + place))
        _comes(intake, sender, subject, body, chance.moment(day, chance.of("mailed lead", place)))


def _box(name: str, address: str, purpose: str, keeper: Any, chance: Chance) -> MailAccount:
    is_personal = purpose == MailAccount.Purpose.PERSONAL
    with acting_as(keeper):
        box = MailAccount(
            name=name,
            address=address,
            purpose=purpose,
            owner=keeper if is_personal else None,
            department=None if is_personal else keeper.employee.department,
            signature=f"{keeper}\n海砺轴承传动股份有限公司" if is_personal else "海砺轴承传动股份有限公司",
            fetch_from=chance.as_of,
        )
        box.save()
    return box


def _comes(box: MailAccount, sender: str, subject: str, body: str, moment: datetime) -> None:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, box.address, subject
    message["Date"] = format_datetime(moment)
    message["Message-ID"] = f"<{moment:%Y%m%d%H%M}.{len(subject)}@{sender.rpartition('@')[2].rstrip('>')}>"
    message.set_content(body)
    with acting_as(None), clock.at(moment):
        keep(box, message.as_bytes())


def _answer(box: MailAccount, owner: Any, moment: datetime) -> None:
    """Written and gone: the demo sends nothing, its letters say that they went."""
    asked = MailMessage.objects.filter(account=box, direction="in").order_by("-pk").first()
    if asked is None:
        return
    way = copy(box)
    way.smtp_host = "smtp.haili.example"  # for this moment: the mailboxes of the demo have no server
    with acting_as(owner), clock.at(moment):
        letter = send(
            by=owner,
            to=asked.sender,
            subject=f"Re: {asked.subject}",
            body=f"您好！\n\n来信收到，我们马上安排，今天下班前给您答复。\n\n{box.signature}",
            customer=asked.customer,
            contact=asked.contact,
            account=way,
            replies_to=asked,
        )
        letter.status, letter.sent_at = MailMessage.Status.SENT, moment
        letter.save()
        OutboxItem.objects.filter(channel="letter", status=OutboxItem.Status.WAITING).delete()
