from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RemindersConfig(AppConfig):
    name = "reminders"
    verbose_name = _("Reminders")

    def ready(self) -> None:
        from accounts.sources import add_hand_over, add_role_grants, add_user_column
        from core import actions
        from records import menu, record_type, shell, sources
        from records.services import bulk_change, imports

        from . import bulk_notice, import_notice, reach, roles
        from .notices import NOTICES
        from .services.notification import unread_column, unread_count
        from .services.task import tasks_held
        from .tasks_record import TASKS

        add_role_grants(roles.GRANTS)
        add_role_grants(roles.TASK_GRANTS)
        record_type.register(TASKS)
        sources.add_reach("reminders.task", sources.ReachSource(reach.given_by, label=_("given by him")))
        add_hand_over(tasks_held)
        record_type.register(NOTICES)
        sources.add_reach("reminders.notice", sources.ReachSource(reach.shown_to))
        add_user_column("unread_notifications", unread_column())
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
            ),
            menu.Entry(
                "home", _("Tasks"), "reminders:task_list", "checklist", "reminders.view_task", order=20
            ),
        )
        menu.add_quick_create(
            menu.Entry(
                "home", _("Task"), "reminders:task_create", "checklist", "reminders.add_task", order=40
            )
        )
        actions.VERBS.update(
            {
                "reminders.notice_published": _("published a notice"),
                "reminders.notice_changed": _("changed a notice"),
                "reminders.deleted": _("deleted a notice"),
                "reminders.task_given": _("gave a task"),
                "reminders.task_changed": _("changed a task"),
                "reminders.task_reported": _("reported on a task"),
                "reminders.task_accepted": _("accepted a task"),
                "reminders.task_sent_back": _("sent a task back"),
                "reminders.task_cancelled": _("cancelled a task"),
            }
        )
