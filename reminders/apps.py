from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RemindersConfig(AppConfig):
    name = "reminders"
    verbose_name = _("Reminders")

    def ready(self) -> None:
        from accounts.sources import add_role_grants
        from core import actions
        from records import menu, record_type, shell, sources
        from records.services import bulk_change, imports

        from . import bulk_notice, import_notice, reach, roles
        from .notices import NOTICES
        from .services.notification import unread_count

        add_role_grants(roles.GRANTS)
        record_type.register(NOTICES)
        sources.add_reach("reminders.notice", sources.ReachSource(reach.shown_to))
        shell.UNREAD_COUNT.append(unread_count)
        imports.FINISHED.append(import_notice.tell_import_ended)
        bulk_change.FINISHED.append(bulk_notice.tell_bulk_change_ended)
        menu.add(
            menu.Entry(
                "home",
                _("Notices"),
                "reminders:notice_list",
                "speakerphone",
                "reminders.view_notice",
                order=80,
            )
        )
        actions.VERBS.update(
            {
                "reminders.notice_published": _("published a notice"),
                "reminders.notice_changed": _("changed a notice"),
                "reminders.deleted": _("deleted a notice"),
            }
        )
