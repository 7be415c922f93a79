from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from core.pages import Page
from records import gate, menu, reader, tabs
from records.services.recent import note_view

from ..models import Contact, Customer
from ..selectors.rights import may_follow_up, with_contact_rights
from ..selectors.tree import CustomerTree, main_posts


class ContactDetail(Page):
    """A person's own page: the same tabs as his node in the customer's tree."""

    template = "contacts/contact_detail.html"
    fragment = "contacts/_node.html"

    def authorise(self) -> None:
        gate.require_allowed(self.request.user, Contact)

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        user = request.user
        contact: Any
        contact, *_none = reader.rows(user, _one, ids=[pk], through=[Contact]) or [None]
        if contact is None:
            return self._merged_or_404(pk)
        with_contact_rights(contact, user)
        contact.may_follow_up = may_follow_up(user, contact.customer)
        return self.show(**self.context(contact, request))

    def context(self, contact: Contact, request: HttpRequest) -> dict[str, Any]:
        base = contact.get_absolute_url()
        post = main_posts([contact]).get(contact.pk)
        path = CustomerTree(contact.customer, request.user).path_to(post.unit) if post else []
        sees_customer = gate.allowed(request.user, Customer)
        name = menu.label(request.user, "contacts:contact_list", _("Contacts"))
        crumbs = [{"label": name, "url": reverse("contacts:contact_list")}]
        crumbs.append(
            {
                "label": str(contact.customer),
                "url": contact.customer.get_absolute_url() if sees_customer else "",
            }
        )
        crumbs += [{"label": unit.name, "url": unit.get_absolute_url()} for unit in path]
        crumbs.append({"label": contact.name, "url": ""})
        asked = request.GET.get("tab", "")
        shown = tabs.for_record(contact, request.user, asked)
        tab = tabs.chosen(shown, asked)
        if not request.htmx:
            note_view(request.user, contact)
        return {
            "subject": contact,
            "customer": contact.customer,
            "kind": "contact",
            "is_own_page": True,
            "title": contact.name,
            "post": post,
            "node_icon": "user",
            "node_url": f"{base}?",
            "here": f"{base}?tab={tab.name}" if tab else base,
            "breadcrumbs": crumbs,
            "tab": tab,
            "tab_strip": tabs.strip(shown, f"{base}?", "node"),
            **(tab.context(contact, request) if tab else {}),
        }

    def _merged_or_404(self, pk: int) -> HttpResponse:
        merged = Contact.objects.filter(pk=pk, merged_into__isnull=False).values_list(
            "merged_into", flat=True
        )
        kept = Contact.objects.visible_to(self.request.user).filter(pk__in=merged).first()
        if kept is None:
            raise Http404
        return HttpResponseRedirect(kept.get_absolute_url())


def _one(user: Any, ids: Sequence[int]) -> Any:
    """The person as his page shows him."""
    return gate.named(user, Contact, ids).select_related("customer__owner").order_by()
