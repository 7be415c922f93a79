from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MarketingConfig(AppConfig):
    name = "marketing"
    verbose_name = _("Resource library")

    def ready(self) -> None:
        from accounts import sources as account_sources
        from core import actions
        from records import imports, menu, record_type, tabs

        from . import hand_over, importers, jobs, parameters, roles, verbs
        from . import menu as own_menu
        from . import tabs as own_tabs
        from .records.intake import LEAD_RULES, WEB_FORMS
        from .records.lead import LEADS

        account_sources.add_role_grants(roles.ROLE_GRANTS)
        account_sources.add_hand_over(hand_over.held_here)
        parameters.declare()
        jobs.schedule_all()
        actions.VERBS.update(verbs.VERBS)
        record_type.register(LEADS, LEAD_RULES, WEB_FORMS)
        tabs.add("marketing.lead", *own_tabs.LEAD_TABS)
        imports.register(importers.LeadImporter)
        menu.add(*own_menu.ENTRIES)
        menu.add_quick_create(*own_menu.QUICK_CREATE)
