"""Colleagues are told by reminders, as everywhere; the verbs of this app say it through here."""

from reminders.services.telling import tell

__all__ = ["tell"]
