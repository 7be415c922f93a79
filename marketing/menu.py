"""The lines of this app in the menu and behind the + button."""

from django.utils.translation import gettext_lazy as _

from records.menu import Entry

ENTRIES = [
    Entry("library", _("Leads"), "marketing:lead_list", "target", "marketing.view_lead", 20),
    Entry(
        "library",
        _("Market information"),
        "marketing:market_info_list",
        "bulb",
        "marketing.view_marketinfo",
        30,
    ),
    Entry(
        "library", _("Competitors"), "marketing:competitor_list", "swords", "marketing.view_competitor", 40
    ),
    Entry(
        "library", _("Campaigns"), "marketing:campaign_list", "speakerphone", "marketing.view_campaign", 50
    ),
    Entry(
        "library", _("Decision feed"), "marketing:feed", "report-analytics", "marketing.view_marketinfo", 10
    ),
    Entry(
        "library",
        _("Resource files"),
        "marketing:resource_list",
        "folder",
        "marketing.view_resourcefile",
        60,
    ),
    Entry("library", _("Own company"), "marketing:own_company", "building", "marketing.view_owncompany", 70),
    Entry(
        "library",
        _("Lead assignment rules"),
        "marketing:lead_rule_list",
        "route",
        "marketing.view_leadrule",
        80,
    ),
    Entry("library", _("Web forms"), "marketing:web_form_list", "world", "marketing.view_webform", 85),
]
QUICK_CREATE = [
    Entry("library", _("Lead"), "marketing:lead_create", "target", "marketing.add_lead", 30),
    Entry(
        "library",
        _("Market information"),
        "marketing:market_info_create",
        "bulb",
        "marketing.add_marketinfo",
        40,
    ),
]
