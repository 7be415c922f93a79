from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class SystemConfig(AppConfig):
    name = "system"
    verbose_name = _("System management")

    def ready(self) -> None:
        from accounts import sources as people
        from core import actions, schedule
        from records import imports, menu, picks, record_type, search, tabs

        from . import importers, roles
        from . import menu as own_menu
        from . import picks as own_picks
        from . import tabs as own_tabs
        from .records.custom_field import CUSTOM_FIELDS
        from .records.department import DEPARTMENTS
        from .records.dictionary import DICTIONARIES, ENTRIES
        from .records.employee import EMPLOYEES
        from .records.logs import LOGIN_LOG, OPERATION_LOG
        from .services.clean_up import clean_up
        from .services.role_delivery import deliver_roles
        from .services.settings_delivery import deliver_settings

        apps.get_app_config("axes").verbose_name = self.verbose_name  # which has no words for people
        people.add_role_grants(roles.GRANTS)
        post_migrate.connect(deliver_roles, sender=self, dispatch_uid="system.deliver_roles")
        post_migrate.connect(deliver_settings, sender=self, dispatch_uid="system.deliver_settings")
        schedule.scheduled("clean_up", _("Remove what has expired"), minute="40", hour="3")(clean_up)
        actions.VERBS.update(
            {
                "system.admin_added": _("setting added"),
                "system.admin_changed": _("setting changed"),
                "system.admin_deleted": _("setting deleted"),
                "records.parameter_changed": _("parameter changed"),
                "records.number_rule_changed": _("numbering rule changed"),
                "records.dictionary_created": _("dictionary created"),
                "records.dictionary_changed": _("dictionary changed"),
                "records.dictionary_deleted": _("dictionary deleted"),
                "records.dictionary_entry_added": _("dictionary entry added"),
                "records.dictionary_entry_changed": _("dictionary entry changed"),
                "records.dictionary_entry_deleted": _("dictionary entry deleted"),
                "records.dictionary_entries_merged": _("dictionary entries merged"),
                "core.mail_server_changed": _("mail server changed"),
                "core.calendar_changed": _("working calendar changed"),
                "core.calendar_brought_in": _("published holidays brought in"),
                "core.shift_added": _("shift added"),
                "core.shift_changed": _("shift changed"),
                "core.shift_deleted": _("shift deleted"),
                "accounts.unlocked": _("locked sign-in released"),
            }
        )
        imports.register(importers.EmployeeImporter)
        people.add_saved(search.index)
        people.add_token_types(record_type.choices)
        record_type.register(EMPLOYEES, DEPARTMENTS, LOGIN_LOG, OPERATION_LOG, CUSTOM_FIELDS)
        record_type.register(DICTIONARIES, ENTRIES)
        for name, pick in own_picks.PICKS.items():
            picks.add(name, pick)
        tabs.add("accounts.employee", *own_tabs.EMPLOYEE_TABS)
        tabs.add("accounts.department", *own_tabs.DEPARTMENT_TABS)
        menu.add(*own_menu.ENTRIES)
        menu.add_quick_create(*own_menu.QUICK_CREATE)
