from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class SystemConfig(AppConfig):
    name = "system"
    verbose_name = _("System management")

    def ready(self) -> None:
        from accounts import sources as people

        from records import imports

        from . import importers, roles
        from .services.role_delivery import deliver_roles
        from .services.settings_delivery import deliver_settings

        people.add_role_grants(roles.GRANTS)
        post_migrate.connect(deliver_roles, sender=self, dispatch_uid="system.deliver_roles")
        post_migrate.connect(deliver_settings, sender=self, dispatch_uid="system.deliver_settings")
        imports.register(importers.EmployeeImporter)
