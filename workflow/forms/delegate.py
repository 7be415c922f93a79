from datetime import datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core import clock
from records.ask_forms import AskForm, ColleagueField
from records.moment_fields import MomentField

from ..subjects import SUBJECTS


class DelegateForm(AskForm):
    to = ColleagueField(label=_("Delegate"))
    starts_at = MomentField(label=_("From"))
    ends_at = MomentField(
        label=_("Until"),
        help_text=_("At this minute the delegation ends; what was decided stays decided."),
    )
    doc_types = forms.MultipleChoiceField(
        label=_("Documents"),
        required=False,
        widget=forms.SelectMultiple(attrs={"data-choices": ""}),
        help_text=_("Empty: all."),
    )
    reason = forms.CharField(label=_("Reason"), max_length=120, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["doc_types"].choices = [(key, subject.label) for key, subject in SUBJECTS.items()]
        self.fields["starts_at"].initial = timezone.localtime(clock.now()).replace(second=0, microsecond=0)
        self.fields["ends_at"].initial = timezone.make_aware(datetime.combine(clock.today(), time(18)))
