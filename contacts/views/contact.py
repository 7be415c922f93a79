"""Pages that list, write and move people; the person's own page is in `contact_detail`."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from records import gate
from records.views.form import ActionPage, CreatePage, DeletePage, EditPage
from records.views.list import ListPage

from ..forms.contact import ContactMoveForm
from ..models import Contact, Customer
from ..records.contact import CONTACTS
from ..services.contact import delete_contact, move_contact, set_primary_contact
from .unmask import Unmask


class ContactList(ListPage):
    record = CONTACTS
    template = "contacts/contact_list.html"


class ContactCreate(CreatePage):
    record = CONTACTS


class ContactEdit(EditPage):
    record = CONTACTS


class ContactDelete(DeletePage):
    record = CONTACTS
    verb = gettext_lazy("Delete")
    question = gettext_lazy(
        "The person moves to the recycle bin. Follow-ups and relations keep him from that."
    )

    def perform(self, obj: Contact, form: Any) -> str:
        delete_contact(obj, by=self.request.user)
        return _("%(record)s was deleted.") % {"record": obj}

    def target(self, obj: Contact) -> str:
        return obj.customer.get_absolute_url()


class ContactMove(ActionPage):
    record = CONTACTS
    action = "change"
    verb = gettext_lazy("Move to another unit or customer")
    question = gettext_lazy("The present posts end; the person keeps his history.")
    form_class = ContactMoveForm

    def authorise(self) -> None:
        super().authorise()
        gate.require_field(self.request.user, Contact, "customer")

    def perform(self, obj: Contact, form: Any) -> str:
        moved = move_contact(
            obj,
            by=self.request.user,
            customer=form.cleaned_data["customer"],
            unit=form.cleaned_data["unit"],
            job_title=form.cleaned_data["job_title"],
            on=form.cleaned_data["on"],
        )
        return _("%(record)s now works at %(customer)s.") % {"record": moved, "customer": moved.customer}


class ContactMakePrimary(ActionPage):
    record = CONTACTS
    action = "change"
    verb = gettext_lazy("Make primary contact")
    question = gettext_lazy("The customer's page will show this person first.")

    def authorise(self) -> None:
        super().authorise()
        gate.require_field(self.request.user, Customer, "primary_contact")

    def perform(self, obj: Contact, form: Any) -> str:
        set_primary_contact(obj, by=self.request.user)
        return _("%(record)s is now the primary contact.") % {"record": obj}


class ContactUnmask(Unmask):
    record = CONTACTS
