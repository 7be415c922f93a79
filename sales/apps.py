from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class SalesConfig(AppConfig):
    name = "sales"
    verbose_name = _("Sales")

    def ready(self) -> None:
        from accounts import sources as account_sources
        from core import actions
        from records import dictionary_uses, imports, menu, record_type, sources, tabs

        from . import dictionaries, hand_over, importers, parameters, reach, roles, verbs
        from . import menu as own_menu
        from . import tabs as own_tabs
        from .pipelines import install_pipelines
        from .records.opportunity import OPPORTUNITIES
        from .registered import leads, quotes, requests, visits

        account_sources.add_role_grants(roles.ROLE_GRANTS)
        account_sources.add_role_policies(roles.ROLE_POLICIES)
        dictionaries.declare()
        parameters.declare()
        for source in reach.SOURCES:
            sources.add_reach("sales.opportunity", source)
        for label, limit in reach.LIMITS.items():
            sources.add_limit(label, limit)
        sources.add_facts("contacts.customer", own_tabs.customer_fact, asks="sales.opportunity")
        account_sources.add_hand_over(hand_over.held_here)
        hand_over.register()
        actions.VERBS.update(verbs.VERBS)
        record_type.register(OPPORTUNITIES)
        dictionary_uses.add_holder("opportunities", "loss_reason", "loss_reason")
        tabs.add("sales.opportunity", *own_tabs.OPPORTUNITY_TABS)
        tabs.arrangeable("sales.opportunity", _("Tabs of an opportunity"))
        tabs.add("contacts.customer", own_tabs.OF_CUSTOMER)
        tabs.add("contacts.contact", own_tabs.OF_CONTACT)
        menu.add(*own_menu.ENTRIES)
        menu.add_quick_create(*own_menu.QUICK_CREATE)
        imports.register(*importers.IMPORTERS)
        visits.announce()
        quotes.register()
        requests.announce()
        leads.register()
        post_migrate.connect(install_pipelines, sender=self)
