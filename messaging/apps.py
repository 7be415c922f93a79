from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MessagingConfig(AppConfig):
    name = "messaging"
    verbose_name = _("Mail")

    def ready(self) -> None:
        from accounts import events as account_events
        from accounts import sources as account_sources
        from contacts import events as customer_events
        from core import actions, outbox
        from records import menu, record_type, sources, tabs

        from . import jobs, merging, parameters, profile, reach, roles, subscribers, timeline, verbs
        from . import menu as own_menu
        from . import tabs as own_tabs
        from .records.mail import MAILS, TEMPLATES
        from .services.delivery import deliver

        account_sources.add_role_grants(roles.ROLE_GRANTS)
        for source in reach.SOURCES:
            sources.add_reach("messaging.mailmessage", source)
        sources.add_merge("contacts.customer", merging.move_to)
        sources.add_merge("contacts.contact", merging.move_people)
        sources.add_timeline("contacts.customer", timeline.MAILS)
        sources.add_timeline("contacts.contact", timeline.MAILS)
        customer_events.owner_changed.connect(subscribers.follow_owner, dispatch_uid="messaging.follow_owner")
        account_events.employee_left.connect(subscribers.close_of_leaver, dispatch_uid="messaging.leaver")
        account_sources.add_profile(profile.own_mailbox_line)
        parameters.declare()
        jobs.schedule_all()
        actions.VERBS.update(verbs.VERBS)
        outbox.SENDERS["letter"] = deliver
        record_type.register(MAILS, TEMPLATES)
        tabs.add("messaging.mailmessage", *own_tabs.MAIL_TABS)
        tabs.add("contacts.customer", own_tabs.OF_CUSTOMER)
        tabs.add("contacts.contact", own_tabs.OF_CONTACT)
        menu.add(*own_menu.ENTRIES)
        menu.add_quick_create(*own_menu.QUICK_CREATE)
