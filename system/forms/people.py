"""Forms on employees, departments and their roles; all saving is done by the services of accounts."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Department, Employee, Role, TitleLevel
from accounts.services import department as departments
from accounts.services import employee as people
from core.day_fields import DayField
from records.forms import DateInput, RecordForm

AUTHORISE = "accounts.authorise_employee"


def role_choices() -> list[tuple[str, str]]:
    return [(role.code, role.name) for role in Role.objects.all()]


class EmployeeForm(RecordForm):
    name = forms.CharField(label=_("name"), max_length=60)
    username = forms.CharField(
        label=_("user name"),
        max_length=60,
        required=False,
        help_text=_("Empty: the pinyin of the name."),
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false"}),
    )
    email = forms.EmailField(label=_("e-mail"), required=False)
    roles = forms.MultipleChoiceField(
        label=_("roles"), required=False, choices=role_choices, widget=forms.CheckboxSelectMultiple
    )
    on_probation = forms.BooleanField(label=_("on probation"), required=False)

    remote = {"department": ("departments", ""), "leader": ("employees", "")}
    sections = [
        (_("Person"), ["name", "no", "mobile", "email", "is_external", "company"]),
        (
            _("Place"),
            ["department", "post", "leader", "hire_date", "title_level", "base_coef", "on_probation"],
        ),
        (_("Account"), ["username", "roles", "notes"]),
    ]

    class Meta:
        model = Employee
        fields = [
            "no",
            "department",
            "post",
            "leader",
            "mobile",
            "hire_date",
            "title_level",
            "base_coef",
            "is_external",
            "company",
            "notes",
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        is_new = self.instance.pk is None
        if not is_new:
            for name in ("name", "username", "email"):
                self.fields[name].initial = getattr(self.instance.user, name)
            self.fields["username"].required = True
            del self.fields["on_probation"]
        if not is_new or not self.user.has_perm(AUTHORISE):
            del self.fields["roles"]
        if not self.user.has_perm("accounts.rate_employee"):
            del self.fields["title_level"], self.fields["base_coef"]

    def perform(self, by: Any) -> Employee:
        facts = {name: self.cleaned_data[name] for name in self.fields if name in self.cleaned_data}
        facts.pop("read_version", None)
        if self.instance.pk:
            return people.update_employee(self.instance, by=by, **facts)
        if facts.pop("on_probation", False):
            facts["status"] = Employee.Status.PROBATION
        return people.create_employee(by=by, **facts)


class DepartmentForm(RecordForm):
    remote = {"parent": ("departments", ""), "leader": ("employees", "")}

    class Meta:
        model = Department
        fields = ["code", "name", "parent", "leader", "kind", "sort", "is_active"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sort"].required = False
        if self.instance.pk is None:
            del self.fields["is_active"]

    def clean_sort(self) -> int:
        return self.cleaned_data["sort"] or 0

    def perform(self, by: Any) -> Department:
        facts = {name: self.cleaned_data[name] for name in self.fields if name in self.cleaned_data}
        if self.instance.pk:
            return departments.update_department(self.instance, by=by, **facts)
        return departments.create_department(by=by, **facts)


class ActionForm(forms.Form):
    """What an action page passes in: whose gate narrows the choices, and the record."""

    def __init__(self, *args: Any, user: Any, subject: Any = None, **kwargs: Any) -> None:
        self.user = user
        self.subject = subject
        super().__init__(*args, **kwargs)


class StatusForm(ActionForm):
    on = DayField(label=_("as of"), required=False, widget=DateInput())
    reason = forms.CharField(label=_("reason"), max_length=100, required=False)


class RolesForm(ActionForm):
    roles = forms.MultipleChoiceField(
        label=_("roles"), required=False, choices=role_choices, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["roles"].initial = list(self.subject.user.roles.values_list("code", flat=True))


class BatchRolesForm(ActionForm):
    """Roles to add to and to take from many people in one step."""

    add = forms.MultipleChoiceField(
        label=_("give"), required=False, choices=role_choices, widget=forms.CheckboxSelectMultiple
    )
    remove = forms.MultipleChoiceField(
        label=_("take away"), required=False, choices=role_choices, widget=forms.CheckboxSelectMultiple
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        add, remove = cleaned.get("add") or [], cleaned.get("remove") or []
        if not add and not remove:
            raise forms.ValidationError(_("Choose at least one role to give or to take away."))
        if set(add) & set(remove):
            raise forms.ValidationError(_("A role cannot be given and taken away at once."))
        return cleaned


class RateForm(ActionForm):
    title_level = forms.ModelChoiceField(
        label=_("title"),
        required=False,
        queryset=TitleLevel.objects.all(),
    )
    base_coef = forms.DecimalField(
        label=_("base coefficient"),
        required=False,
        max_digits=9,
        decimal_places=4,
        min_value=0,
        help_text=_("Overrides the post's coefficient."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title_level"].initial = self.subject.title_level_id
        self.fields["base_coef"].initial = self.subject.base_coef


class MoveForm(ActionForm):
    parent = forms.ModelChoiceField(
        label=_("superior department"),
        required=False,
        queryset=Department.objects.all(),
        help_text=_("Empty: at the top."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = Department.objects.active().exclude(
            path__startswith=self.subject.path
        )
        self.fields["parent"].initial = self.subject.parent_id
