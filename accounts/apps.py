from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("People and rights")

    def ready(self) -> None:
        from core.actions import VERBS

        from .middleware import note_signed_in
        from .services import password_mail  # noqa: F401  (importing it registers its job)
        from .verbs import LABELS

        VERBS.update(LABELS)
        user_logged_in.connect(note_signed_in, dispatch_uid="accounts.note_signed_in")
