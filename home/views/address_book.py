"""The address book: colleagues by department, and the people of one's customers, to call or write with one tap."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from accounts.models import Employee
from contacts.models import Contact
from core.pages import Page
from records import gate

from ..selectors import address_book


class AddressBook(Page):
    template = "home/address_book.html"
    fragment = "home/_address_book.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        tabs = self.tabs(user)
        chosen = next(
            (tab for tab in tabs if tab["name"] == request.GET.get("who")), tabs[0] if tabs else None
        )
        text = request.GET.get("q", "").replace("\x00", "").strip()[:100]
        entries: list[Any] = []
        more = False
        if chosen is not None:
            chosen["is_current"] = True
            page = address_book.page_number(request.GET.get("page", ""))
            read = address_book.colleagues if chosen["name"] == "colleagues" else address_book.contacts
            entries, more = read(user, text, page)
            chosen["next"] = page + 1
        return self.show(
            title=_("Address book"), tabs=tabs, chosen=chosen, entries=entries, more=more, query=text
        )

    def tabs(self, user: Any) -> list[dict[str, Any]]:
        tabs = []
        if gate.allowed(user, Contact, "view"):
            tabs.append({"name": "contacts", "label": _("My customers' people")})
        if gate.allowed(user, Employee, "view"):
            tabs.append({"name": "colleagues", "label": _("Colleagues")})
        return tabs
