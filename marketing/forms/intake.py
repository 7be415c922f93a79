from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from records import dictionaries
from records.ask_forms import ColleaguesField
from records.forms import RecordForm

from ..models import LeadRule, WebForm
from ..services.intake_setup import save_rule, save_web_form


class LeadRuleForm(RecordForm):
    remote = {"to_department": ("departments", "")}
    dictionaries = {"industry": "industry"}
    people = ColleaguesField(label=_("People, in turn"), required=False)

    class Meta:
        model = LeadRule
        fields = [
            "name",
            "sort",
            "is_active",
            "regions",
            "industry",
            "channel",
            "source_tag",
            "people",
            "to_department",
        ]

    def perform(self, by: Any) -> LeadRule:
        return save_rule(self.save(commit=False), by=by, people=self.cleaned_data["people"])


class WebFormForm(RecordForm):
    dictionaries = {"source": "customer_source"}

    class Meta:
        model = WebForm
        fields = [
            "name",
            "title",
            "intro",
            "consent_text",
            "thanks",
            "source",
            "source_tag",
            "per_hour",
            "is_active",
        ]
        widgets = {
            "intro": forms.Textarea(attrs={"rows": 3}),
            "consent_text": forms.Textarea(attrs={"rows": 2}),
        }

    def perform(self, by: Any) -> WebForm:
        return save_web_form(self.save(commit=False), by=by)


class StrangersForm(forms.Form):
    """What somebody on the open web fills in; `website` is seen by machines alone."""

    company = forms.CharField(max_length=120, label=_("Company"))
    contact_name = forms.CharField(max_length=60, label=_("Your name"))
    phone = forms.CharField(max_length=60, required=False, label=_("Phone"))
    email = forms.EmailField(required=False, label=_("E-mail"))
    region = forms.CharField(max_length=60, required=False, label=_("City or region"))
    industry = forms.ChoiceField(required=False, label=_("Industry"))
    product_interest = forms.CharField(max_length=200, required=False, label=_("What are you looking for?"))
    details = forms.CharField(
        max_length=3000, required=False, label=_("Details"), widget=forms.Textarea(attrs={"rows": 4})
    )
    website = forms.CharField(max_length=200, required=False, label=_("Leave this empty"))
    consent = forms.BooleanField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["industry"].choices = [("", "---------"), *dictionaries.choices("industry")]
        self.fields["website"].widget.attrs |= {"tabindex": "-1", "autocomplete": "off"}
        for name, field in self.fields.items():
            if name not in {"consent", "website"}:
                field.widget.attrs["class"] = "form-select" if name == "industry" else "form-control"

    @property
    def shown(self) -> list[Any]:
        return [self[name] for name in self.fields if name not in {"website", "consent"}]
