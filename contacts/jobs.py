"""The time-driven work of this app: when it runs and what it calls."""

from django.utils.translation import gettext_lazy as _

from core.schedule import scheduled

from .services.recall import recall_assignments, recall_to_pool


def schedule_all() -> None:
    scheduled("recall_assignments", _("End assignments"), hour="0", minute="30")(recall_assignments)
    scheduled("recall_to_pool", _("Recall customers to the public pool"), hour="0", minute="30")(
        recall_to_pool
    )
