from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.day_fields import DayField
from core.errors import DomainError
from records import gate
from records.forms import DateInput, RecordForm, RemoteSelect

from .. import validation
from ..models import Contact, Customer, CustomerUnit
from ..services.contact import create_contact, update_contact

PERSONAL = list(Contact.PERSONAL)
BIRTHDAY = ["birth_year", "birth_month", "birth_day", "birthday_calendar", "is_leap_month"]


class ContactForm(RecordForm):
    """A person; a new one may be given his post and be said to be somebody else than his namesake."""

    remote = {"customer": ("customers", ""), "unit": ("customer-units", "customer")}
    unit = forms.ModelChoiceField(CustomerUnit.objects.all(), required=False, label=_("Unit"))
    accept_duplicate = forms.BooleanField(
        required=False, label=_("This is another person than the one already known here")
    )
    sections = [
        ("", ["customer", "name", "mobile", "unit", "job_title", "wechat", "accept_duplicate"]),
        (
            _("More about the person"),
            ["phone", "email", "gender", "status", "preferred_channel", "code", "address", *BIRTHDAY],
        ),
        (_("Interests and background"), PERSONAL),
        (_("Notes"), ["notes"]),
    ]
    folded = {1, 2, 3}

    class Meta:
        model = Contact
        fields = [
            "customer",
            "name",
            "mobile",
            "job_title",
            "wechat",
            "phone",
            "email",
            "gender",
            "status",
            "preferred_channel",
            "code",
            "address",
            *BIRTHDAY,
            *PERSONAL,
            "notes",
        ]
        widgets = {"notes": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        is_new = self.instance.pk is None
        if not is_new:
            self._drop("customer", "unit", "accept_duplicate")
        if not self._may("sensitive"):
            self._drop(*PERSONAL)
        if not is_new and not self._may("reveal"):
            self._hide_channels()
        for name in ("name", "mobile"):
            if name in self.fields and is_new:
                self.fields[name].widget.attrs |= {
                    "data-duplicates-url": reverse("contacts:contact_duplicates"),
                    "data-duplicates-with": "#id_customer, #id_name, #id_mobile",
                    "autocomplete": "off",
                }
        for name in ("mobile", "phone"):
            if name in self.fields:
                self.fields[name].widget.attrs["inputmode"] = "tel"

    def _hide_channels(self) -> None:
        """What is masked on the page is not shown in a form: a number may be written anew, the rest stays alone."""
        self._drop(*set(Contact.CHANNELS) - set(validation.PHONES))
        self.hide_unread(*validation.PHONES)

    @property
    def shown_sections(self) -> list[dict[str, Any]]:
        """The word that it is somebody else is asked for only once a namesake was found."""
        asks = any(
            error.code == "duplicate" for errors in self.errors.as_data().values() for error in errors
        ) or bool(self.data.get("accept_duplicate"))
        sections = super().shown_sections
        for section in sections:
            section["fields"] = [
                bound for bound in section["fields"] if asks or bound.name != "accept_duplicate"
            ]
        return sections

    def _may(self, action: str) -> bool:
        if self.instance.pk is None:
            return gate.allowed(self.user, Contact, action)
        return gate.holds(self.user, self.instance, action)

    def _drop(self, *names: str) -> None:
        for name in names:
            self.fields.pop(name, None)

    def clean_name(self) -> str:
        try:
            return validation.clean_person_name(self.cleaned_data["name"])
        except DomainError as refusal:
            raise ValidationError(refusal.message, code=refusal.code)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self.keep_unread(cleaned)
        for rule, facts in ((validation.check_channels, [self._whole()]), (self._check_birthday, [])):
            try:
                rule(*facts)
            except DomainError as refusal:
                field = refusal.field if refusal.field in self.fields else None
                if field is None or field not in self.errors:
                    self.add_error(field, ValidationError(refusal.message, code=refusal.code))
        return cleaned

    def _whole(self) -> dict[str, Any]:
        """The channels as they would be stored: those of the form, else those already known."""
        return {
            name: self.cleaned_data.get(name, "") if name in self.fields else getattr(self.instance, name)
            for name in Contact.CHANNELS
        }

    def _check_birthday(self) -> None:
        if any(name in self.errors or name not in self.fields for name in BIRTHDAY):
            return
        given = self.cleaned_data
        validation.check_birthday(
            given.get("birth_year"),
            given.get("birth_month"),
            given.get("birth_day"),
            given.get("birthday_calendar") or Contact.Calendar.SOLAR,
            bool(given.get("is_leap_month")),
        )

    def _get_validation_exclusions(self) -> set[str]:
        return super()._get_validation_exclusions() | {"customer", "code", "birth_month", "birth_day"}

    def warnings(self, saved: Contact) -> list[str]:
        changed = [name for name in validation.PHONES if name in self.changed_data]
        return validation.phone_warnings(saved, changed, saved.customer.country)

    def perform(self, by: Any) -> Contact:
        names = [name for name in self._meta.fields if name in self.fields]
        if self.instance.pk is None:
            values = {name: getattr(self.instance, name) for name in names if name != "customer"}
            return create_contact(
                self.cleaned_data["customer"],
                by=by,
                unit=self.cleaned_data.get("unit"),
                accept_duplicate=bool(self.cleaned_data.get("accept_duplicate")),
                **values,
            )
        changed = {name: self.cleaned_data[name] for name in names if name in self.changed_data}
        return update_contact(self.instance, by=by, **changed)


class ContactMoveForm(forms.Form):
    """Where a person works now."""

    customer = forms.ModelChoiceField(Customer.objects.none(), label=_("Customer"))
    unit = forms.ModelChoiceField(CustomerUnit.objects.none(), required=False, label=_("Unit"))
    job_title = forms.CharField(max_length=80, required=False, label=_("Job title"))
    on = DayField(required=False, label=_("Since"), widget=DateInput)

    def __init__(self, *args: Any, user: Any, subject: Contact, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["customer"].widget = RemoteSelect("customers")
        self.fields["customer"].queryset = customers_to_add_to(user, subject)
        self.fields["customer"].initial = subject.customer_id
        self.fields["unit"].widget = RemoteSelect("customer-units", depends="customer")
        self.fields["unit"].queryset = CustomerUnit.objects.visible_to(user)
        self.fields["job_title"].initial = subject.job_title


def customers_to_add_to(user: Any, contact: Contact) -> Any:
    """Customers at which `user` may enter people, and the one where this person is now."""
    reach = Customer.objects.visible_to(user, "change") | Customer.objects.filter(pk=contact.customer_id)
    return reach.distinct()
