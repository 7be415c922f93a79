"""Writing a letter, and saying where a mail belongs."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from contacts.forms.follow_up import FilesField
from contacts.models import Contact, Customer
from records import attachments, gate
from records.ask_forms import AskForm, RowsField
from records.forms import RecordForm, RemoteSelect
from records.models import Attachment

from .. import addresses
from ..models import MailAccount, MailMessage
from ..selectors.accounts import accounts_of
from ..services.handling import place_with
from ..services.letter import send
from ..subjects import found_by


class LetterForm(RecordForm):
    """A new letter; of a mail that is there only where it belongs can be said.

    `about`, `replies_to` and `template` come from the page that the letter is begun on; `kept` are files that hang
    on the record or its customer already.
    """

    remote = {"customer": ("customers", ""), "contact": ("contacts", "customer")}
    demanded = ("subject", "body")
    optional = ("recipients",)
    sections = [
        ("", ["account", "recipients", "copies", "subject", "body"]),
        (_("Files"), ["files", "kept"]),
        (_("Belongs to"), ["customer", "contact"]),
    ]
    files = FilesField(label=_("files"), required=False)
    kept = RowsField(
        Attachment.objects.none(),
        required=False,
        label=_("Files that are there already"),
        widget=forms.CheckboxSelectMultiple,
    )
    about = forms.CharField(required=False, max_length=80, widget=forms.HiddenInput)
    replies_to = forms.IntegerField(required=False, widget=forms.HiddenInput)
    template = forms.IntegerField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = MailMessage
        fields = ["account", "recipients", "copies", "subject", "body", "customer", "contact"]
        widgets = {
            "recipients": forms.TextInput(attrs={"list": "known-addresses", "autocomplete": "off"}),
            "copies": forms.TextInput(attrs={"list": "known-addresses", "autocomplete": "off"}),
            "body": forms.Textarea(attrs={"rows": 12, "data-autosize": ""}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is not None:
            kept = {"customer", "contact", "read_version", *self.custom}
            for name in [name for name in self.fields if name not in kept]:
                del self.fields[name]
            return
        self._offer_accounts()
        self._offer_files()
        if "recipients" in self.fields:
            self.fields["recipients"].help_text = _(
                "Several divided by commas. Empty: the mail address of the contact below."
            )

    def _offer_accounts(self) -> None:
        if "account" in self.fields:
            mine = [row.pk for row in accounts_of(self.user)]
            self.fields["account"].queryset = MailAccount.objects.filter(pk__in=mine)
            self.fields["account"].label = _("Sender")
            self.fields["account"].empty_label = _("the system's address")

    def _offer_files(self) -> None:
        subjects = [one for one in (self.given_about(), self.given_customer()) if one is not None]
        ids = [file.pk for subject in subjects for file in attachments.of(subject)[:30]]
        if ids and "kept" in self.fields:
            self.fields["kept"].queryset = Attachment.objects.alive().filter(pk__in=ids).order_by("-id")
        else:
            self.fields.pop("kept", None)

    def _value(self, name: str) -> Any:
        return self.data.get(name) if self.is_bound else self.initial.get(name)

    def given_about(self) -> Any:
        """The record that the page named, where the user sees it."""
        return found_by(self.user, str(self._value("about") or ""))

    def given_customer(self) -> Customer | None:
        pk = str(self._value("customer") or "")
        return gate.rows(self.user, Customer).filter(pk=pk).first() if pk.isdecimal() else None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.instance.pk is not None:
            return cleaned
        contact = cleaned.get("contact")
        if not (cleaned.get("recipients") or "").strip():
            if contact is not None and contact.email and gate.may(self.user, contact, "reveal"):
                cleaned["recipients"] = addresses.joined(contact.name, contact.email)
            elif "recipients" not in self.errors:
                self.add_error("recipients", _("Say to whom the letter goes."))
        if contact is not None and cleaned.get("customer") is None:
            cleaned["customer"] = contact.customer
        return cleaned

    def perform(self, by: Any) -> MailMessage:
        data = self.cleaned_data
        if self.instance.pk is not None:
            return place_with(
                self.instance, customer=data.get("customer"), contact=data.get("contact"), by=by
            )
        return send(
            by=by,
            to=data["recipients"],
            copies=data.get("copies") or "",
            subject=data["subject"],
            body=data["body"],
            uploads=data.get("files") or [],
            attachments=data.get("kept") or [],
            about=self.given_about(),
            customer=data.get("customer"),
            contact=data.get("contact"),
            account=data.get("account"),
            replies_to=self._visible(MailMessage, data.get("replies_to")),
        )

    def _visible(self, model: Any, pk: Any) -> Any:
        return gate.rows(self.user, model).filter(pk=pk).first() if pk else None


class BelongsForm(AskForm):
    """To which customer and person a mail belongs."""

    customer = forms.ModelChoiceField(
        Customer.objects.none(), required=False, label=_("Customer"), widget=RemoteSelect("customers")
    )
    contact = forms.ModelChoiceField(
        Contact.objects.none(),
        required=False,
        label=_("Contact"),
        widget=RemoteSelect("contacts", depends="customer"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, model in (("customer", Customer), ("contact", Contact)):
            self.fields[name].queryset = gate.rows(self.user, model)
            if self.subject is not None:
                self.fields[name].initial = getattr(self.subject, f"{name}_id")
