from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core import clock
from core.day_fields import DayField
from records.ask_forms import AskForm
from records.forms import DateInput, RecordForm

from ..models import (
    Competitor,
    CompetitorProduct,
    CompetitorSighting,
    Credibility,
    MarketInfo,
    OwnCompany,
)
from ..services.competitor import save_competitor, save_own_company, save_product, save_sighting
from ..services.market_info import save_info

ROWS = {"rows": 3}


class MarketInfoForm(RecordForm):
    remote = {"customer": ("customers", ""), "competitor": ("competitors", "")}

    class Meta:
        model = MarketInfo
        fields = ["title", "kind", "source", "heard_on", "credibility", "customer", "competitor", "body"]
        widgets = {"body": forms.Textarea(attrs={"rows": 5})}

    def perform(self, by: Any) -> MarketInfo:
        return save_info(self.save(commit=False), by=by)


class ReviewForm(AskForm):
    verdict = forms.ChoiceField(
        choices=[("adopted", _("adopt")), ("rejected", _("do not adopt"))], label=_("Verdict")
    )
    credibility = forms.TypedChoiceField(
        choices=Credibility.choices, coerce=int, required=False, empty_value=None, label=_("Credibility")
    )
    is_shared = forms.BooleanField(
        required=False,
        label=_("Share with the house"),
        help_text=_("All who may read market information see it."),
    )
    opinion = forms.CharField(max_length=300, required=False, label=_("Opinion"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.subject is not None:
            self.fields["credibility"].initial = self.subject.credibility


class ToLeadForm(AskForm):
    company = forms.CharField(max_length=120, label=_("Company"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        customer = getattr(self.subject, "customer", None)
        if customer is not None:
            self.fields["company"].initial = customer.name


class CompetitorForm(RecordForm):
    sections = [
        ("", ["name", "short_name", "threat", "price_level", "country", "city", "site", "is_shared"]),
        (_("Profile"), ["products", "strength", "weakness", "strategy"]),
    ]

    class Meta:
        model = Competitor
        fields = [
            "name",
            "short_name",
            "threat",
            "price_level",
            "country",
            "city",
            "site",
            "is_shared",
            "products",
            "strength",
            "weakness",
            "strategy",
        ]
        widgets = {
            name: forms.Textarea(attrs=ROWS) for name in ("products", "strength", "weakness", "strategy")
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.user.has_perm("marketing.share_competitor"):
            self.fields.pop("is_shared", None)

    def perform(self, by: Any) -> Competitor:
        return save_competitor(self.save(commit=False), by=by)


class CompetitorProductForm(RecordForm):
    remote = {"competitor": ("competitors", ""), "ours": ("products", "")}

    class Meta:
        model = CompetitorProduct
        fields = [
            "competitor",
            "name",
            "ours",
            "spec",
            "price",
            "currency",
            "observed_on",
            "evidence",
            "comparison",
        ]
        widgets = {"comparison": forms.Textarea(attrs=ROWS)}

    def perform(self, by: Any) -> CompetitorProduct:
        return save_product(self.save(commit=False), by=by)


class SightingForm(RecordForm):
    remote = {"customer": ("customers", ""), "competitor": ("competitors", "")}
    optional = ("seen_on",)

    class Meta:
        model = CompetitorSighting
        fields = ["customer", "competitor", "share_percent", "products", "seen_on", "notes"]
        widgets = {"notes": forms.Textarea(attrs=ROWS)}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "seen_on" in self.fields:
            self.fields["seen_on"].help_text = _("Empty: today.")

    def clean_seen_on(self) -> Any:
        return self.cleaned_data["seen_on"] or clock.today()

    def perform(self, by: Any) -> CompetitorSighting:
        return save_sighting(self.save(commit=False), by=by)


class OwnCompanyForm(forms.ModelForm):
    class Meta:
        model = OwnCompany
        fields = [
            "name",
            "name_en",
            "usci",
            "legal_person",
            "founded",
            "phone",
            "email",
            "site",
            "address",
            "address_en",
            "bank",
            "business",
            "strengths",
            "certificates",
            "references",
        ]
        field_classes = {"founded": DayField}
        widgets = {
            "founded": DateInput(),
            **{
                name: forms.Textarea(attrs=ROWS)
                for name in ("business", "strengths", "certificates", "references")
            },
        }

    def save_by(self, by: Any) -> OwnCompany:
        return save_own_company(self.save(commit=False), by=by)
