"""What mailing a statement and opening a link to it ask for, and what its reader fills in."""

from typing import Any

from django import forms
from django.utils.functional import lazy
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from records.ask_forms import AskForm
from sales.forms.quote import LinkForm
from sales.models import Quote

from ..models import Statement, StatementLine
from ..services.statement_link import LINK_PLACE, LONGEST_TEXT
from ..statement_letter import letter_of

Language = Quote.Language


def about_place() -> str:
    words = gettext("%(place)s stands for the address; without it the address follows at the end.")
    return words % {"place": LINK_PLACE}


class StatementMailForm(AskForm):
    """A letter with the PDF and the link. An address outside the customer's domain wants a reason."""

    to = forms.EmailField(label=pgettext_lazy("mail", "To"))
    language = forms.ChoiceField(label=_("language of the document"), choices=Language.choices)
    subject = forms.CharField(max_length=200, label=_("Subject"))
    body = forms.CharField(
        max_length=5000,
        label=pgettext_lazy("mail", "Text"),
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=lazy(about_place, str)(),
    )
    reason = forms.CharField(
        required=False,
        max_length=200,
        label=_("Reason"),
        help_text=_("Needed where the address is not of the customer's domain."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.subject is not None:
            self.initial = {
                "to": self.subject.customer.email,
                "language": Language.ZH,
                **letter_of(self.subject, Language.ZH),
                **self.initial,
            }


class StatementLinkForm(LinkForm):
    language = forms.ChoiceField(
        label=_("language of the document"), choices=Language.choices, initial=Language.ZH
    )


class ReaderForm(forms.Form):
    """The buyer's own answer: who he is, what he says of all of it and of each line."""

    name = forms.CharField(label=_("Your name"), max_length=80)
    status = forms.ChoiceField(
        label=_("Your answer"),
        choices=[
            (Statement.Status.CONFIRMED.value, _("The closing balance is right")),
            (Statement.Status.DISPUTED.value, _("Something differs")),
        ],
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=_("What differs"), max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, lines: list[StatementLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = {f"line_{line.pk}": line for line in lines}
        for name, line in self.places.items():
            self.fields[name] = forms.CharField(
                label=_("What is wrong with %(line)s?") % {"line": line},
                max_length=LONGEST_TEXT,
                required=False,
            )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        said = any(data.get(name, "").strip() for name in [*self.places, "text"])
        if data.get("status") == Statement.Status.DISPUTED and not said:
            self.add_error("text", forms.ValidationError(_("Say what differs, here or beside a line.")))
        return data

    def given(self) -> dict[str, Any]:
        """What the service takes."""
        data = self.cleaned_data
        return {
            "name": data["name"],
            "status": data["status"],
            "text": data["text"],
            "lines": {line.pk: data[name] for name, line in self.places.items() if data.get(name)},
        }
