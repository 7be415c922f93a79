from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from records.forms import RecordForm

from .models import Notice
from .services.notice import publish_notice


class NoticeForm(RecordForm):
    sections = [(_("Notice"), ["title", "body", "expires_on", "is_pinned", "audience"])]

    class Meta:
        model = Notice
        fields = ["title", "body", "expires_on", "is_pinned", "audience"]
        widgets = {
            "body": forms.Textarea(attrs={"rows": 6, "maxlength": 5000, "data-autosize": ""}),
            "audience": forms.SelectMultiple(attrs={"data-choices": ""}),
        }
        help_texts = {
            "audience": _("Empty: everybody. A department includes those below it."),
            "is_pinned": _("Stays above the others."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "body" in self.fields:
            self.fields["body"].max_length = 5000

    def perform(self, by: Any) -> Notice:
        audience = self.cleaned_data.get("audience")
        if audience is None:
            audience = self.instance.audience.all() if self.instance.pk else []
        return publish_notice(self.instance, list(audience), by=by)
