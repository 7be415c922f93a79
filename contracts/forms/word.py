"""Word files that are uploaded: a template's own, and what a customer sends back."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from records.ask_forms import AskForm

from ..models import Contract

ACCEPT = ".docx,application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class WordField(forms.FileField):
    """A .docx within the limit of uploads; what is in it the service looks at."""

    widget = forms.ClearableFileInput(attrs={"accept": ACCEPT})

    def clean(self, data: Any, initial: Any = None) -> Any:
        file = super().clean(data, initial)
        if file and file.size > settings.UPLOAD_MAX_BYTES:
            raise ValidationError(gettext("The file is too large."))
        if file and not file.name.lower().endswith(".docx"):
            raise ValidationError(
                gettext("This is no Word file. Please save it as .docx (not .doc, .docm or .dotx).")
            )
        return file


class TemplateWordForm(AskForm):
    file = WordField(
        required=False,
        label=_("Word file"),
        help_text=_(
            "Empty: contracts are written on our own plain paper, and a file that is there is taken away."
        ),
    )


class ReturnedForm(AskForm):
    file = WordField(label=_("The customer's Word file"))
    keep = forms.BooleanField(
        required=False,
        initial=True,
        label=_("Keep it as a version that the customer proposes"),
        help_text=_("The file hangs on the contract then. The contract itself stays as it is."),
    )
    note = forms.CharField(max_length=200, required=False, label=_("Note"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.subject is not None and self.subject.status not in Contract.BEFORE_SIGNING:
            del self.fields["keep"], self.fields["note"]
