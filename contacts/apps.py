from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class ContactsConfig(AppConfig):
    name = "contacts"
    verbose_name = _("Customers")

    def ready(self) -> None:
        from accounts import sources as account_sources
        from core import actions, written
        from records import exports, imports, menu, panels, record_type, sources, tabs
        from records.services import numbering

        from . import (
            approval,
            dictionaries,
            export_guard,
            hand_over,
            importers,
            jobs,
            parameters,
            reach,
            roles,
            verbs,
        )
        from . import menu as own_menu
        from . import panels as own_panels
        from . import tabs as own_tabs
        from .records.about_people import ASSETS, COMPANY_RELATIONS, STAKEHOLDERS
        from .records.assignment import ASSIGNMENTS, HANDOVER_NOTES
        from .records.contact import CONTACTS
        from .records.customer import CUSTOMERS
        from .records.follow_up import FOLLOW_UPS
        from .records.pool import POOLED, PUBLIC_POOLS
        from .records.rating import CREDIT_RATINGS, TIER_CHANGES
        from .records.unit import CUSTOMER_UNITS
        from .relation_types import install_relation_types
        from .selectors import recall

        account_sources.add_role_grants(roles.ROLE_GRANTS)
        account_sources.add_role_policies(roles.ROLE_POLICIES)
        dictionaries.declare()
        parameters.declare()
        for source in reach.SOURCES:
            sources.add_reach("contacts.customer", source)
        for source in reach.POOL_SOURCES:
            sources.add_reach("contacts.publicpool", source)
        for label, limit in reach.LIMITS.items():
            sources.add_limit(label, limit)
        jobs.schedule_all()
        approval.register_subjects()
        written.BESIDE.append(recall.state_of_rules)
        exports.GUARDS.append(export_guard.needs_approval)
        exports.submit = export_guard.submit
        account_sources.add_hand_over(hand_over.held_here)
        actions.VERBS.update(verbs.VERBS)
        numbering.declare("customer", "KH", label=_("Customers"), holder="contacts.Customer.code")
        record_type.register(CUSTOMERS, CUSTOMER_UNITS, CONTACTS)
        record_type.register(TIER_CHANGES, CREDIT_RATINGS)
        record_type.register(POOLED, PUBLIC_POOLS, ASSIGNMENTS, HANDOVER_NOTES)
        record_type.register(FOLLOW_UPS, ASSETS, STAKEHOLDERS, COMPANY_RELATIONS)
        tabs.add("contacts.customer", *own_tabs.CUSTOMER_TABS)
        sources.add_hanging("contacts.customer", "contacts.installedasset", "contacts.accountteammember")
        tabs.add("contacts.customerunit", *own_tabs.UNIT_TABS)
        tabs.add("contacts.contact", *own_tabs.CONTACT_TABS)
        tabs.arrangeable("contacts.customer", _("Tabs of a customer"))
        tabs.arrangeable("contacts.customerunit", _("Tabs of a unit"))
        tabs.arrangeable("contacts.contact", _("Tabs of a contact"))
        panels.add("contacts.customer", own_panels.CUSTOMER)
        panels.add("contacts.contact", own_panels.CONTACT)
        panels.add("contacts.followup", own_panels.FOLLOW_UP)
        post_migrate.connect(install_relation_types, sender=self)
        menu.add(*own_menu.ENTRIES)
        menu.add_quick_create(*own_menu.QUICK_CREATE)
        imports.register(importers.CustomerImporter, importers.UnitImporter, importers.ContactImporter)
