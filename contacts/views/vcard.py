"""Business cards: one person saved as a file, a file of people brought to a customer after a look at them."""

from typing import Any
from urllib.parse import quote

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.errors import DomainError
from records import gate
from records.views.page import RecordPage

from .. import vcard
from ..forms.contact import ContactForm
from ..forms.vcard import CardFileForm
from ..models import Contact, Customer
from ..records.contact import CONTACTS

SALT = "contacts.vcard"
READ_FOR = 3600


class ContactCard(RecordPage):
    """Download: what is masked on the page is not in the file."""

    record = CONTACTS

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        contact = self.found(pk, rows=CONTACTS.rows(request.user).select_related("customer"))
        content = vcard.write(contact, with_channels=gate.may(request.user, contact, "reveal"))
        response = HttpResponse(content, content_type="text/vcard; charset=utf-8")
        name = quote(f"{contact.name}.vcf", safe="")
        response["Content-Disposition"] = (
            f"attachment; filename=\"contact-{pk}.vcf\"; filename*=UTF-8''{name}"
        )
        return response


class CardImport(RecordPage):
    """Choose a customer and a file, look at each person, take in those that are ticked."""

    record = CONTACTS
    action = "add"
    template = "contacts/vcard_import.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        form = CardFileForm(user=request.user, initial={"customer": request.GET.get("customer", "")})
        return self.show_page(form)

    def post(self, request: HttpRequest) -> HttpResponse:
        if "cards" in request.POST:
            return self.take_in(request)
        form = CardFileForm(request.POST, request.FILES, user=request.user)
        if not form.is_valid():
            return self.show_page(form, status=422)
        file = form.cleaned_data["file"]
        try:
            cards = vcard.read(file.read(vcard.MAX_BYTES + 1))
        except DomainError as refusal:
            form.add_error("file", refusal.message)
            return self.show_page(form, status=422)
        customer = form.cleaned_data["customer"]
        rows = [self.row(card.number, card.values, customer, card.organisation) for card in cards]
        return self.preview(customer, rows)

    def row(
        self, number: int, values: dict[str, Any], customer: Customer, organisation: str = ""
    ) -> dict[str, Any]:
        """A card with what the contact form says to it."""
        form = self.contact_form(values, customer)
        return {
            "number": number,
            "values": values,
            "organisation": organisation,
            "errors": [] if form.is_valid() else _errors(form),
        }

    def contact_form(self, values: dict[str, Any], customer: Customer) -> ContactForm:
        blank = ContactForm(instance=Contact(), user=self.request.user)
        data = {name: blank.get_initial_for_field(field, name) for name, field in blank.fields.items()}
        data = {name: value for name, value in data.items() if value not in (None, False)}
        data |= {**values, "customer": customer.pk}
        return ContactForm(data, instance=Contact(), user=self.request.user)

    def take_in(self, request: HttpRequest) -> HttpResponse:
        try:
            pk, cards = signing.loads(request.POST["cards"], salt=SALT, max_age=READ_FOR)
        except signing.BadSignature:
            self.notify_refusal(_("The preview is too old. Choose the file again."))
            return redirect("contacts:contact_vcard_import")
        allowed = Customer.objects.visible_to(request.user).filter(
            gate.parent_condition(request.user, Contact)
        )
        customer = get_object_or_404(allowed, pk=pk)
        ticked = set(request.POST.getlist("numbers"))
        created, rest = 0, []
        for number, values in cards:
            if str(number) not in ticked:
                continue
            form = self.contact_form(values, customer)
            if form.is_valid() and form.save_by(request.user) is not None:
                created += 1
            else:
                rest.append({"number": number, "values": values, "organisation": "", "errors": _errors(form)})
        if created:
            said = ngettext("%(n)s contact was taken in.", "%(n)s contacts were taken in.", created)
            self.notify(said % {"n": created})
        if rest:
            return self.preview(customer, rest, status=422)
        return redirect(customer.get_absolute_url())

    def notify_refusal(self, text: str) -> None:
        from django.contrib import messages

        messages.error(self.request, text)

    def preview(self, customer: Customer, rows: list[dict[str, Any]], status: int = 200) -> HttpResponse:
        signed = signing.dumps(
            [customer.pk, [[row["number"], row["values"]] for row in rows]], salt=SALT, compress=True
        )
        good = sum(1 for row in rows if not row["errors"])
        return self.show_page(None, status=status, customer=customer, rows=rows, cards=signed, good=good)

    def show_page(self, form: Any, status: int = 200, **context: Any) -> HttpResponse:
        return self.show(status, form=form, title=_("Take in business cards"), record=CONTACTS, **context)


def _errors(form: Any) -> list[str]:
    return [
        str(error) if name == "__all__" else f"{form.fields[name].label}: {error}"
        for name, errors in form.errors.items()
        for error in errors
    ]
