"""The time-driven work of this app: when it runs and what it calls."""

from django.utils.translation import gettext_lazy as _

from core.schedule import scheduled

from .services.fetching import fetch_mail


def schedule_all() -> None:
    scheduled("fetch_mail", _("Fetch mail"), minute="*", hour="*")(fetch_mail)
