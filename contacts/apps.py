from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContactsConfig(AppConfig):
    name = "contacts"
    verbose_name = _("Customers")

    def ready(self) -> None:
        from accounts import sources as account_sources
        from records import imports, sources
        from records.services import numbering

        from . import importers, reach, roles

        account_sources.add_role_grants(roles.ROLE_GRANTS)
        for source in reach.SOURCES:
            sources.add_reach("contacts.customer", source)
        numbering.declare("customer", "KH")
        imports.register(importers.CustomerImporter, importers.UnitImporter, importers.ContactImporter)
