"""Mails as they come over the wire."""

from email.message import EmailMessage
from typing import Any


def mail(
    body: str = "请报价 HL-22220CA 200 套。",
    *,
    sender: str = "王工 <wang@newfan.example>",
    to: str = "leads@haili.example",
    subject: str = "询价",
    number: str = "1@newfan.example",
    files: Any = (),
    **headers: str,
) -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, to, subject
    message["Message-ID"] = f"<{number}>"
    message["Date"] = "Fri, 20 Nov 2026 09:30:00 +0800"
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(body)
    for name, content in files:
        message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()
