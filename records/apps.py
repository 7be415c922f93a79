from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RecordsConfig(AppConfig):
    name = "records"
    verbose_name = _("Business customisation")

    def ready(self) -> None:
        from core import actions

        from . import exports  # noqa: F401  (registers its job)

        actions.VERBS.update(
            {
                "records.exported": _("exported a list"),
                "records.file_attached": _("attached a file"),
                "records.file_removed": _("removed a file"),
            }
        )
