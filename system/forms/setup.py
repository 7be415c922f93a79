"""The steps of the first run; the one about mail is in mail.py."""

from typing import Any

from django import forms
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.pinyin import username as pinyin_username


class CompanyStep(forms.Form):
    company = forms.CharField(label=_("Company name"), max_length=60)


class DepartmentsStep(forms.Form):
    departments = forms.CharField(
        label=_("Departments"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("One a line; write a department below another one as a path, for example Sales/East."),
    )

    def clean_departments(self) -> str:
        lines = [line.strip() for line in self.cleaned_data["departments"].splitlines() if line.strip()]
        if len(lines) > 300:
            raise forms.ValidationError(_("At most 300 departments here. Add the others later."))
        for line in lines:
            for name in line.replace("／", "/").split("/"):
                if len(name.strip()) > 60:
                    raise forms.ValidationError(
                        _("“%(name)s…” is too long: a name has at most 60 characters.")
                        % {"name": name.strip()[:20]}
                    )
        return "\n".join(lines)


class AdministratorStep(forms.Form):
    admin_name = forms.CharField(label=_("Full name"), max_length=60)
    admin_no = forms.CharField(label=_("Employee number"), max_length=30, initial="A001")
    admin_username = forms.CharField(
        label=_("User name"), max_length=60, required=False, help_text=_("Empty: the pinyin of the name.")
    )
    admin_email = forms.EmailField(label=_("E-mail"), required=False)
    password1 = forms.CharField(
        label=_("Password"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )
    password2 = forms.CharField(
        label=_("Password once more"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    @property
    def rules(self) -> list[str]:
        return password_validators_help_texts()

    def clean_admin_username(self) -> str:
        name = self.cleaned_data["admin_username"].strip()
        if name:
            User._meta.get_field("username").run_validators(name)
        return name

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, second = cleaned.pop("password1", ""), cleaned.pop("password2", "")
        if not first or not second:
            return cleaned
        if first != second:
            self.add_error("password2", _("The two passwords differ."))
            return cleaned
        name = cleaned.get("admin_name", "")
        user = User(username=cleaned.get("admin_username") or pinyin_username(name), name=name)
        try:
            validate_password(first, user)
        except forms.ValidationError as error:
            self.add_error("password1", error)
        else:
            cleaned["password_hash"] = make_password(first)
        return cleaned


class TimeField(forms.TimeField):
    """A time without seconds, picked in the browser's own control."""

    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class CalendarStep(forms.Form):
    with_calendar = forms.BooleanField(
        label=_("Take over the published Chinese holidays of this year and the next"),
        required=False,
        initial=True,
    )
    morning_from = TimeField(label=_("Morning from"), initial="08:30")
    morning_to = TimeField(label=_("Morning to"), initial="12:00")
    afternoon_from = TimeField(label=_("Afternoon from"), initial="13:30")
    afternoon_to = TimeField(label=_("Afternoon to"), initial="17:30")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for start, end in (("morning_from", "morning_to"), ("afternoon_from", "afternoon_to")):
            if cleaned.get(start) and cleaned.get(end) and cleaned[end] <= cleaned[start]:
                self.add_error(end, _("The shift must end after it starts."))
        if (
            cleaned.get("morning_to")
            and cleaned.get("afternoon_from")
            and cleaned["afternoon_from"] < cleaned["morning_to"]
        ):
            self.add_error("afternoon_from", _("The afternoon must begin after the morning ends."))
        return cleaned
