from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Department, Role
from records.ask_forms import AskForm, RemoteSelectMultiple, RowsField
from records.forms import RecordForm

from ..models import ResourceFile
from ..services.resource import save_resource

SHARING = ("is_shared", "departments", "roles")


class ResourceForm(RecordForm):
    """Whom a document is shared with only those say who may share."""

    sections = [
        ("", ["title", "kind", "folder", "file", "valid_until", "description"]),
        (_("Shared with"), ["is_shared", "departments", "roles"]),
    ]
    demanded = ("file",)
    file = forms.FileField(label=_("file"))

    class Meta:
        model = ResourceFile
        fields = [
            "title",
            "kind",
            "folder",
            "valid_until",
            "description",
            "is_shared",
            "departments",
            "roles",
        ]
        widgets = {"description": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.user.has_perm("marketing.share_resourcefile"):
            for name in SHARING:
                self.fields.pop(name, None)
        if "departments" in self.fields:
            self.fields["departments"] = RowsField(
                Department.objects.all(),
                required=False,
                label=self.fields["departments"].label,
                widget=RemoteSelectMultiple("departments"),
            )
        if "roles" in self.fields:
            self.fields["roles"] = RowsField(
                Role.objects.exclude(code="cus").order_by("pk"),
                required=False,
                label=self.fields["roles"].label,
                widget=forms.CheckboxSelectMultiple,
            )
        if self.instance.pk is not None:
            self.fields.pop("file", None)

    def perform(self, by: Any) -> ResourceFile:
        data = self.cleaned_data
        return save_resource(
            self.instance,
            by=by,
            file=data.get("file"),
            departments=data.get("departments"),
            roles=data.get("roles"),
        )


class VersionForm(AskForm):
    file = forms.FileField(label=_("File"))
    note = forms.CharField(required=False, max_length=200, label=_("What is new"))
