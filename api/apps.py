from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApiConfig(AppConfig):
    name = "api"
    verbose_name = _("API")

    def ready(self) -> None:
        from accounts import sources as account_sources
        from core import actions, demo_parts, outbox
        from core.schedule import scheduled
        from records import menu, record_type, tabs

        from . import menu as own_menu
        from . import roles, webhook_parameters
        from . import tabs as own_tabs
        from .records.webhook import WEBHOOKS
        from .services import delivery, feeding
        from .verbs_of_webhooks import VERBS

        account_sources.add_role_grants(roles.ROLE_GRANTS)
        webhook_parameters.declare()
        actions.VERBS.update(VERBS)
        actions.LISTENERS.append(feeding.feed)
        outbox.SENDERS[feeding.CHANNEL] = delivery.deliver
        record_type.register(WEBHOOKS)
        demo_parts.add("api.demo.build_webhook")
        tabs.add("api.webhook", *own_tabs.WEBHOOK_TABS)
        menu.add(*own_menu.ENTRIES)
        scheduled("forget_deliveries", _("Forget old deliveries of webhooks"), minute="40", hour="2")(
            delivery.forget_old
        )
