"""Mail with the world's customer: one that came in with a file, one that was not delivered, a template."""

from functools import cached_property
from typing import Any

from django.core.files.base import ContentFile

from core import clock
from marketing.models import ResourceFile
from marketing.services.resource import save_resource
from messaging.models import MailAccount, MailMessage, MailTemplate


class MailRows:
    """Rows of mail, and a document; `customer`, `contact` and `cast` are the world's."""

    @cached_property
    def resource(self: Any) -> Any:
        return save_resource(
            ResourceFile(title="金丝雀证书", folder="金丝雀"),
            by=self.cast.rep,
            file=ContentFile("金丝雀".encode(), name="金丝雀.txt"),
        )

    @cached_property
    def resource_version(self: Any) -> Any:
        return self.resource.versions.get()

    @cached_property
    def mailbox(self: Any) -> Any:
        return MailAccount.objects.create(
            name="金丝雀邮箱", address="box@haili.example", purpose="personal", owner=self.cast.rep
        )

    def _mail(self: Any, **facts: Any) -> Any:
        given = {
            "account": self.mailbox,
            "message_id": f"{facts['status']}@canary.example",
            "message_key": facts["status"],
            "thread": "金丝雀",
            "sender": "canary@example.com",
            "sender_name": "金丝雀甲",
            "recipients": "box@haili.example",
            "subject": "金丝雀询价",
            "body": "金丝雀轴承两百套",
            "html": "<p>金丝雀轴承两百套</p>",
            "customer": self.customer,
            "contact": self.contact,
            "owner": self.cast.rep,
            "department": self.cast.east,
            "announced_at": clock.now(),
        }
        return MailMessage.objects.create(**{**given, **facts})

    @cached_property
    def mail(self: Any) -> Any:
        return self._mail(direction="in", status="open", reply_due=clock.today())

    @cached_property
    def answered_mail(self: Any) -> Any:
        return self._mail(direction="in", status="answered")

    @cached_property
    def failed_letter(self: Any) -> Any:
        return self._mail(direction="out", status="failed", trouble="金丝雀 550")

    @cached_property
    def mail_template(self: Any) -> Any:
        return MailTemplate.objects.create(
            name="金丝雀模板",
            subject="金丝雀",
            body="金丝雀 {contact}",
            owner=self.cast.manager,
            department=self.cast.east,
        )
