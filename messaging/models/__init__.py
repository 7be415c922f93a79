from .account import MailAccount
from .mail import MailMessage
from .opt_out import MailOptOut
from .template import MailTemplate

__all__ = ["MailAccount", "MailMessage", "MailOptOut", "MailTemplate"]
