from .account import MailAccount
from .mail import MailMessage
from .template import MailTemplate

__all__ = ["MailAccount", "MailMessage", "MailTemplate"]
