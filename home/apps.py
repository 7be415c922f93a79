from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("My homepage")

    def ready(self) -> None:
        from records import menu

        from . import cards  # noqa: F401  (declares the place that is arranged)

        menu.add(
            menu.Entry("home", _("Today"), "home:home", "home", order=0),
            menu.Entry("home", _("Address book"), "home:address_book", "address-book", order=70),
        )
