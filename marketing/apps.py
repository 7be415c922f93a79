from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MarketingConfig(AppConfig):
    name = "marketing"
    verbose_name = _("Resource library")

    def ready(self) -> None:
        from accounts import sources as account_sources
        from core import actions
        from messaging import events as mail_events
        from records import imports, menu, record_type, sources, tabs
        from records.services import numbering

        from . import (
            approval,
            hand_over,
            importers,
            jobs,
            merging,
            parameters,
            reach,
            roles,
            subscribers,
            timeline,
            verbs,
        )
        from . import menu as own_menu
        from . import tabs as own_tabs
        from .records.campaign import CAMPAIGNS, COSTS, MEMBERS, contacts_in, customers_in, into_campaign
        from .records.intake import LEAD_RULES, WEB_FORMS
        from .records.lead import LEADS
        from .records.market import COMPETITOR_PRODUCTS, COMPETITORS, MARKET_INFOS, SIGHTINGS
        from .records.resource import RESOURCES

        account_sources.add_role_grants(roles.ROLE_GRANTS)
        account_sources.add_hand_over(hand_over.held_here)
        for label, source in reach.SOURCES.items():
            sources.add_reach(label, source)
        for source in reach.RESOURCES:
            sources.add_reach("marketing.resourcefile", source)
        mail_events.mail_arrived.connect(subscribers.take_lead, dispatch_uid="marketing.take_lead")
        sources.add_merge("contacts.customer", merging.move_to)
        sources.add_merge("contacts.contact", merging.move_people)
        for source in timeline.OF_CUSTOMER:
            sources.add_timeline("contacts.customer", source)
        for source in timeline.OF_CONTACT:
            sources.add_timeline("contacts.contact", source)
        parameters.declare()
        jobs.schedule_all()
        actions.VERBS.update(verbs.VERBS)
        record_type.register(LEADS, LEAD_RULES, WEB_FORMS)
        record_type.register(MARKET_INFOS, COMPETITORS, COMPETITOR_PRODUCTS, SIGHTINGS)
        record_type.register(CAMPAIGNS, MEMBERS, COSTS)
        record_type.register(RESOURCES)
        record_type.add_bulk_action("customers", into_campaign(customers_in))
        record_type.add_bulk_action("contacts", into_campaign(contacts_in))
        numbering.declare("campaign", "HD", label=_("Campaigns"), holder="marketing.Campaign.code")
        approval.register_subjects()
        tabs.add("marketing.lead", *own_tabs.LEAD_TABS)
        tabs.add("marketing.marketinfo", *own_tabs.INFO_TABS)
        tabs.add("marketing.competitor", *own_tabs.COMPETITOR_TABS)
        tabs.add("marketing.campaign", *own_tabs.CAMPAIGN_TABS)
        tabs.add("marketing.resourcefile", *own_tabs.RESOURCE_TABS)
        tabs.add("contacts.customer", own_tabs.CUSTOMER_TAB)
        imports.register(*importers.IMPORTERS)
        menu.add(*own_menu.ENTRIES)
        menu.add_quick_create(*own_menu.QUICK_CREATE)
