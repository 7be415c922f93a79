"""What administrators shape in the browser, a module per subject; business records have their own pages."""

from . import calendar, custom_fields, logs, mail, mailboxes, pools, rights, selling, settings, work

__all__ = [
    "calendar",
    "custom_fields",
    "logs",
    "mail",
    "mailboxes",
    "pools",
    "rights",
    "selling",
    "settings",
    "work",
]
