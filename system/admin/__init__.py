"""What administrators shape in the browser: one module per subject. Business records have pages of their own."""

from . import calendar, logs, rights, settings, work

__all__ = ["calendar", "logs", "rights", "settings", "work"]
