"""What the frame around each page needs: menu, quick create, unread count, the phone's bottom bar."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from accounts import access
from core.addresses import page_address

from . import menu

UNREAD_COUNT: list[Callable[[Any], int]] = []
PHONE_BAR: list[menu.Entry] = [
    menu.Entry("home", _("Today"), "home:home", "home"),
    menu.Entry("customers", _("Customers"), "contacts:customer_list", "buildings", "contacts.view_customer"),
    menu.Entry("home", _("Contacts"), "contacts:contact_list", "users", "contacts.view_contact"),
    menu.Entry("home", _("Me"), "accounts:profile", "user"),
]


def shell(request: HttpRequest) -> dict[str, Any]:
    """Lazy: a fragment that extends no layout pays for none of it."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {}
    return {
        "menu": SimpleLazyObject(lambda: menu.drawn_for(user, request.path)),
        "quick_create": SimpleLazyObject(lambda: menu.quick_create_drawn_for(user)),
        "unread_count": SimpleLazyObject(lambda: sum(count(user) for count in UNREAD_COUNT)),
        "phone_bar": SimpleLazyObject(lambda: phone_bar(user, request.path)),
        "user_department": SimpleLazyObject(lambda: access.home_department(user)),
        "density": user.density,
        "theme": user.theme,
    }


def phone_bar(user: Any, path: str) -> list[menu.Line]:
    lines = []
    for entry in PHONE_BAR:
        if not entry.permission or user.has_perm(entry.permission):
            url = page_address(entry.url_name)
            lines.append(
                menu.Line(
                    menu.label(user, entry.url_name, entry.label), url, entry.icon, is_active=path == url
                )
            )
    return lines
