from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.errors import DomainError
from records.forms import RecordForm

from .. import states, validation
from ..models import Customer
from ..services.customer import create_customer, update_customer

# What the owner's manager decides; others see it on the page.
MANAGERS_FIELDS = ("owner", "tier", "is_key_account")


class CustomerForm(RecordForm):
    remote = {"owner": ("users", "")}
    dictionaries = {"industry": "industry", "source": "customer_source", "scale": "company_size"}
    sections = [
        ("", ["name", "short_name", "usci", "kind", "phone", "city"]),
        (
            _("More about the customer"),
            [
                "code",
                "owner",
                "lifecycle",
                "tier",
                "is_key_account",
                "industry",
                "market_type",
                "region_type",
                "country",
                "source",
                "main_business",
                "scale",
                "annual_revenue",
                "site",
                "email",
                "fax",
            ],
        ),
        (
            _("Registration"),
            ["legal_person", "reg_address", "reg_capital", "founded", "biz_scope"],
        ),
        (_("Place and notes"), ["latitude", "longitude", "radius_m", "notes"]),
    ]
    folded = {1, 2, 3}

    class Meta:
        model = Customer
        fields = [
            "name",
            "short_name",
            "usci",
            "kind",
            "phone",
            "city",
            "code",
            "owner",
            "lifecycle",
            "tier",
            "is_key_account",
            "industry",
            "market_type",
            "region_type",
            "country",
            "source",
            "main_business",
            "scale",
            "annual_revenue",
            "site",
            "email",
            "fax",
            "legal_person",
            "reg_address",
            "reg_capital",
            "founded",
            "biz_scope",
            "latitude",
            "longitude",
            "radius_m",
            "notes",
        ]
        widgets = {"biz_scope": forms.Textarea(attrs={"rows": 3}), "notes": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        is_new = self.instance.pk is None
        if not self.user.has_perm("contacts.transfer_customer"):
            self._drop(*MANAGERS_FIELDS)
        if not is_new:
            self._drop("owner")
        if "owner" in self.fields:
            self.fields["owner"].queryset = User.objects.filter(employee__isnull=False, is_active=True)
            self.fields["owner"].help_text = _("Empty: yourself.")
        if "code" in self.fields:
            self.fields["code"].help_text = _("Empty: the next free number.")
        self._offer_allowed_lifecycle(is_new)
        for name in ("name", "usci"):
            if name in self.fields:
                self.fields[name].widget.attrs |= {
                    "data-duplicates-url": reverse("contacts:customer_duplicates"),
                    "data-duplicates-with": "#id_name, #id_usci",
                    "autocomplete": "off",
                }

    def _drop(self, *names: str) -> None:
        for name in names:
            self.fields.pop(name, None)

    def _offer_allowed_lifecycle(self, is_new: bool) -> None:
        field = self.fields.get("lifecycle")
        if field is None:
            return
        now = self.instance.lifecycle
        barred = {Customer.Lifecycle.BLACKLISTED}
        reachable = set(Customer.Lifecycle.values) - barred if is_new else states.LIFECYCLE[now] | {now}
        field.choices = [choice for choice in Customer.Lifecycle.choices if choice[0] in reachable]

    def clean_code(self) -> str:
        return validation.clean_text(self.cleaned_data.get("code") or "")

    def clean_name(self) -> str:
        return self._checked(validation.clean_customer_name, self.cleaned_data["name"])

    def clean_usci(self) -> str | None:
        return self._checked(validation.clean_usci, self.cleaned_data.get("usci"))

    def clean_founded(self) -> Any:
        return self._checked(validation.check_not_future, self.cleaned_data.get("founded"), "founded")

    def clean_reg_capital(self) -> Any:
        return self._checked(validation.check_amount, self.cleaned_data.get("reg_capital"), "reg_capital")

    def clean_annual_revenue(self) -> Any:
        amount = self.cleaned_data.get("annual_revenue")
        return self._checked(validation.check_amount, amount, "annual_revenue")

    def _checked(self, rule: Any, *values: Any) -> Any:
        try:
            return rule(*values)
        except DomainError as refusal:
            raise ValidationError(refusal.message, code=refusal.code)

    def _get_validation_exclusions(self) -> set[str]:
        """Uniqueness is the service's: it alone knows whom it may name."""
        return super()._get_validation_exclusions() | {"usci", "code", "name_key"}

    def warnings(self, saved: Customer) -> list[str]:
        changed = [name for name in ("phone", "fax") if name in self.changed_data]
        return validation.phone_warnings(saved, changed, saved.country)

    def perform(self, by: Any) -> Customer:
        names = [name for name in self._meta.fields if name in self.fields]
        if self.instance.pk is None:
            return create_customer(by=by, **{name: getattr(self.instance, name) for name in names})
        changed = {name: self.cleaned_data[name] for name in names if name in self.changed_data}
        return update_customer(self.instance, by=by, **changed)
