"""The lines of this app in the menu and behind the + button."""

from django.utils.translation import gettext_lazy as _

from records.menu import Entry

VIEW = "sales.view_opportunity"
ENTRIES = [
    Entry("customers", _("Opportunities"), "sales:opportunity_list", "trophy", VIEW, 40),
    Entry("customers", _("Opportunity board"), "sales:board", "layout-kanban", VIEW, 41),
    Entry("customers", _("Sales forecast"), "sales:forecast", "chart-line", VIEW, 42),
]
QUICK_CREATE = [
    Entry("customers", _("Opportunity"), "sales:opportunity_create", "trophy", "sales.add_opportunity", 30),
]
