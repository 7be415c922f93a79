"""The lines of this app in the menu and behind the + button."""

from django.utils.translation import gettext_lazy as _

from records.menu import Entry

ENTRIES = [
    Entry(
        "customers", _("Customer list"), "contacts:customer_list", "buildings", "contacts.view_customer", 10
    ),
    Entry("customers", _("Contacts"), "contacts:contact_list", "users", "contacts.view_contact", 20),
    Entry("customers", _("Follow-ups"), "contacts:follow_up_list", "message", "contacts.view_followup", 25),
    Entry(
        "customers", _("Public pool"), "contacts:pooled_list", "ripple", "contacts.view_pooledcustomer", 15
    ),
    Entry("customers", _("Assignments"), "contacts:assignment_list", "clock", "contacts.view_assignment", 35),
    Entry(
        "customers",
        _("Hand-over notes"),
        "contacts:handover_list",
        "clipboard-list",
        "contacts.view_handovernote",
        36,
    ),
    Entry("customers", _("Units"), "contacts:unit_list", "sitemap", "contacts.view_customerunit", 30),
]
QUICK_CREATE = [
    Entry("customers", _("Customer"), "contacts:customer_create", "buildings", "contacts.add_customer", 10),
    Entry("customers", _("Contact"), "contacts:contact_create", "user-plus", "contacts.add_contact", 20),
    Entry("customers", _("Follow-up"), "contacts:follow_up_create", "message", "contacts.add_followup", 5),
]
