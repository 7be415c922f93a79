"""Two customers, or two people, became one: their mail goes on under the kept one."""

from typing import Any

from contacts.services.moving import repoint
from core import operation

from .models import MailMessage


def move_to(kept: Any, merged: Any) -> dict[str, int]:
    return {"mails": repoint(MailMessage, ["customer"], old=merged, new=kept, by=operation.current().user)}


def move_people(kept: Any, merged: Any) -> dict[str, int]:
    return {"mails": repoint(MailMessage, ["contact"], old=merged, new=kept, by=operation.current().user)}
