from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class SalesConfig(AppConfig):
    name = "sales"
    verbose_name = _("Sales")

    def ready(self) -> None:
        from accounts import sources as account_sources
        from core import actions
        from records import sources

        from . import dictionaries, parameters, reach, roles, verbs
        from .pipelines import install_pipelines

        account_sources.add_role_grants(roles.ROLE_GRANTS)
        account_sources.add_role_policies(roles.ROLE_POLICIES)
        dictionaries.declare()
        parameters.declare()
        for source in reach.SOURCES:
            sources.add_reach("sales.opportunity", source)
        for label, limit in reach.LIMITS.items():
            sources.add_limit(label, limit)
        actions.VERBS.update(verbs.VERBS)
        post_migrate.connect(install_pipelines, sender=self)
