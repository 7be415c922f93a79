"""Entering a webhook. Its secret is made here and never typed."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from core import outgoing
from records.forms import RecordForm

from ..models import Webhook
from ..selectors.events import event_choices, event_label
from ..services.delivery import is_plain_allowed
from ..services.webhook import save_webhook


class WebhookForm(RecordForm):
    events = forms.MultipleChoiceField(
        label=gettext_lazy("events"),
        choices=event_choices,
        widget=forms.SelectMultiple(attrs={"data-choices": ""}),
        help_text=gettext_lazy("What is done to webhooks themselves is not told."),
    )
    remote = {"owner": ("users", "")}  # noqa: RUF012
    demanded = ("owner", "events")
    secret = ""  # of a webhook that has just been made

    class Meta:
        model = Webhook
        fields = ["name", "url", "owner", "events"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "events" in self.fields:  # one that a release has dropped stays until somebody takes it out
            field = self.fields["events"]
            chosen = [event for event in self.instance.events or () if not field.valid_value(event)]
            field.choices = [*event_choices(), *((event, event_label(event)) for event in chosen)]
        if "owner" in self.fields:
            field = self.fields["owner"]
            field.label = gettext_lazy("sees with the eyes of")
            field.help_text = gettext_lazy("It is told only of records that this person may read.")

    def clean_owner(self) -> User:
        owner: User = self.cleaned_data["owner"]
        if not owner.is_active:
            raise ValidationError(_("This account may not sign in."))
        return owner

    def clean_url(self) -> str:
        """Read as it will be read when it is called; where the name leads is judged each time anew."""
        url = str(self.cleaned_data["url"]).strip()
        try:
            outgoing.target(url, plain=is_plain_allowed())
        except outgoing.Refused:
            raise ValidationError(
                _(
                    "Write an address such as https://erp.example.cn/kamcrm, without user name, and https only."
                )
            ) from None
        return url

    def perform(self, by: Any) -> Webhook:
        webhook, self.secret = save_webhook(self.save(commit=False), by=by)
        return webhook
