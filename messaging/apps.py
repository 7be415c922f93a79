from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MessagingConfig(AppConfig):
    name = "messaging"
    verbose_name = _("Mail")

    def ready(self) -> None:
        from accounts import sources as account_sources
        from core import actions, outbox
        from records import sources

        from . import parameters, reach, roles, verbs
        from .services.delivery import deliver

        account_sources.add_role_grants(roles.ROLE_GRANTS)
        for source in reach.SOURCES:
            sources.add_reach("messaging.mailmessage", source)
        parameters.declare()
        actions.VERBS.update(verbs.VERBS)
        outbox.SENDERS["letter"] = deliver
