"""What the resource library does when something happens on a lower floor."""

from typing import Any

from .services.mail_intake import lead_from


def take_lead(sender: Any, message: Any, **facts: Any) -> None:
    lead_from(message)
