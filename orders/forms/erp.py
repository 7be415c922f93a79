"""What an upload of the ERP's file asks."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ..models import ErpMessage


class ErpFileForm(forms.Form):
    kind = forms.ChoiceField(label=_("kind"), choices=ErpMessage.Kind.choices)
    file = forms.FileField(
        label=_("The ERP's file"),
        help_text=_("Excel or CSV; the first row names the fields: external_key and those of the kind."),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > settings.UPLOAD_MAX_BYTES:
            raise ValidationError(gettext("The file is too large."))
        return file
