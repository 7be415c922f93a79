from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = _("Operations")

    def ready(self) -> None:
        from . import named_ids, outbox, schedule, working_calendar  # noqa: F401  (the lookup registers itself)

        schedule.scheduled("check_calendar", _("Bring in published holidays"), minute="10", hour="1")(
            working_calendar.check_calendar
        )
        schedule.scheduled("deliver_outbox", _("Send what waits to leave"), minute="*", hour="*")(
            lambda as_of: outbox.deliver_due()
        )
