from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RecordsConfig(AppConfig):
    name = "records"
    verbose_name = _("Business customisation")

    def ready(self) -> None:
        from accounts import sources as account_sources
        from core import actions

        from . import (
            exports,  # noqa: F401  (registers its job)
            menu,
            roles,
        )
        from .services import bulk_change, custom_field, dictionary_merge, imports  # noqa: F401  (register their jobs)

        actions.VERBS.update(
            {
                "records.exported": _("exported a list"),
                "records.bulk_changed": _("changed a field of many records"),
                "records.imported": _("imported a file"),
                "records.import_reverted": _("took an import back"),
                "records.file_attached": _("attached a file"),
                "records.custom_field_created": _("added a custom field"),
                "records.custom_field_changed": _("changed a custom field"),
                "records.custom_field_deleted": _("deleted a custom field"),
                "records.file_removed": _("removed a file"),
                "records.arrangement_changed": _("arranged a menu or a page"),
                "records.arrangement_taken_back": _("took an arrangement back"),
            }
        )
        account_sources.add_role_grants(roles.ROLE_GRANTS)
        menu.add(
            menu.Entry("system", _("Imports"), "records:import_list", "upload", "records.view_importrun", 90)
        )
