"""Leads that come by mail: who writes to a mailbox that takes leads in, taken down once."""

import re
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from core.phones import digits
from messaging.addresses import domain
from messaging.models import MailAccount, MailMessage

from ..models import Lead
from .lead_intake import take_in

# Where everybody has his mailbox the domain tells no company.
PUBLIC = frozenset(
    "163.com 126.com yeah.net qq.com foxmail.com sina.com sina.cn sohu.com 139.com 189.cn aliyun.com gmail.com"
    " outlook.com hotmail.com live.com msn.com icloud.com me.com yahoo.com yahoo.cn yahoo.co.jp proton.me mail.ru"
    " gmx.de gmx.net web.de".split()
)
# How people head the lines of a form or of their signature: field → words before the colon.
HEADS = {
    "company": "公司名称|公司|单位名称|单位|企业名称|企业|company",
    "contact_name": "联系人|姓名|name|contact",
    "job_title": "职务|职位|title|position",
    "phone": "联系电话|电话|手机号码|手机|mobile|phone|tel",
    "region": "地区|所在地|城市|region|city",
    "product_interest": "产品|需求产品|意向产品|product|products",
}
LINES = {
    name: re.compile(rf"^[ \t>*·-]*(?:{words})[ \t]*[:：][ \t]*(\S.*)$", re.IGNORECASE | re.MULTILINE)
    for name, words in HEADS.items()
}
LENGTHS = {
    "company": 120,
    "contact_name": 60,
    "job_title": 60,
    "phone": 60,
    "region": 60,
    "product_interest": 200,
}
FIRM = re.compile(
    r"^[^\s，。,;；:：]{2,40}(?:有限公司|股份公司|集团公司|集团|公司|厂|研究院|研究所)$", re.MULTILINE
)
MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")


def lead_from(message: MailMessage) -> Lead | None:
    """The lead that this mail is; None where it is none: another mailbox, a machine, or part of what is known.

    Told again of the same mail it makes nothing new. A known customer's lead goes to the customer's owner, everybody
    else's is given out by the rules, and waits without an owner where there are none.
    """
    with transaction.atomic():
        mail = MailMessage.objects.alive().select_for_update(of=("self",)).filter(pk=message.pk).first()
        if mail is None or not is_lead(mail):
            return None
        owner = mail.customer.owner if mail.customer is not None else None
        lead = take_in(
            by=None,
            channel=Lead.Channel.MAIL,
            source_tag=mail.account.address[:60] if mail.account is not None else "",
            owner=owner if owner is not None and owner.is_active else None,
            title=mail.subject[:120],
            email=mail.sender,
            details=mail.body[:20_000],
            **read_facts(mail),
        )
        mail.about_type, mail.about_id = ContentType.objects.get_for_model(Lead), lead.pk
        mail.owner = mail.owner or lead.owner
        mail.save()
    return lead


def is_lead(mail: MailMessage) -> bool:
    return bool(
        mail.account is not None
        and mail.account.purpose == MailAccount.Purpose.INTAKE
        and mail.is_incoming
        and not mail.is_automatic
        and mail.sender
        and mail.about_id is None
    )


def read_facts(mail: MailMessage) -> dict[str, Any]:
    """What the mail says of its sender: in headed lines, else by its looks."""
    found = {}
    for name, pattern in LINES.items():
        hit = pattern.search(mail.body)
        found[name] = hit[1].strip()[: LENGTHS[name]] if hit else ""
    if len(digits(found["phone"])) < 7:
        mobile = MOBILE.search(mail.body)
        found["phone"] = mobile[0] if mobile else ""
    found["contact_name"] = found["contact_name"] or mail.sender_name[:60]
    found["company"] = found["company"] or company_of(mail)
    return found


def company_of(mail: MailMessage) -> str:
    """The customer that is known, a line that reads like a firm's name, the domain of its own, else the sender."""
    if mail.customer is not None:
        return mail.customer.name[:120]
    firm = FIRM.search(mail.body)
    if firm:
        return firm[0]
    own = domain(mail.sender)
    if own and own not in PUBLIC:
        return own[:120]
    return (mail.sender_name or mail.sender)[:120]
