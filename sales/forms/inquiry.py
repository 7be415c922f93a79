"""The forms of an inquiry, of its lines, and what its verbs ask for."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from catalog.models import Product
from core.day_fields import guard_days
from records import dictionaries
from records.ask_forms import AskForm, ColleagueField
from records.forms import DateInput, RecordForm, RemoteSelect
from records.moment_fields import MomentInput

from ..models import Inquiry, InquiryLine, Quote
from ..request_states import INQUIRY, choices_from
from ..services.inquiry import FIELDS, create_inquiry, save_line, update_inquiry

LINE = (
    "product", "description", "part_no", "drawing_no", "drawing_revision", "quantity", "uom", "target_price",
    "required_on",
)  # fmt: skip


def offer_units(field: Any) -> forms.ChoiceField:
    """The units of measure as the dictionary has them now."""
    return forms.ChoiceField(
        choices=[("", gettext("that of the product")), *dictionaries.choices("unit_of_measure")],
        required=False,
        label=field.label,
    )


class InquiryForm(RecordForm):
    """Take an inquiry down, with its first line at once; more lines are added on its page."""

    remote = {
        "customer": ("customers", ""),
        "unit": ("customer-units", "customer"),
        "contact": ("contacts", "customer"),
        "opportunity": ("opportunities", "customer"),
    }
    sections = [
        (_("Who asks"), ["customer", "contact", "unit", "name", "kind", "channel", "received_at", "answer_by"]),
        (_("What is asked for"), ["product", "description", "part_no", "drawing_no", "drawing_revision", "quantity",
                                  "uom", "target_price", "required_on"]),
        (_("More"), ["requirements", "opportunity", "currency"]),
    ]  # fmt: skip

    class Meta:
        model = Inquiry
        fields = ["customer", *FIELDS]
        widgets = {
            "requirements": forms.Textarea(attrs={"rows": 3}),
            "received_at": MomentInput(),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("received_at", "currency", "channel", "kind"):
            if name in self.fields:
                self.fields[name].required = False
        if self.instance.pk:
            self.fields.pop("customer", None)
            for name in ("unit", "contact", "opportunity"):
                if name in self.fields:
                    widget = self.fields[name].widget
                    self.fields[name].widget = RemoteSelect(self.remote[name][0], widget.attrs)
                    self.fields[name].widget.choices = self.fields[name].choices
            return
        self._offer_first_line()

    def _offer_first_line(self) -> None:
        rules = forms.fields_for_model(InquiryLine, LINE)
        for name in LINE:
            self.fields[name] = rules[name]
            self.fields[name].required = False
        self.fields["uom"] = offer_units(rules["uom"])
        self.fields["required_on"].widget = DateInput()
        guard_days(self.fields)
        product = self.fields["product"]
        rows = Product.objects.visible_to(self.user)
        product.queryset = rows if self._is_given("product", product) else rows.none()
        chosen = product.queryset
        product.widget = RemoteSelect("products", product.widget.attrs)
        product.queryset = chosen

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for name in ("received_at", "currency", "channel", "kind"):
            if name in self.fields and not cleaned.get(name):
                cleaned[name] = getattr(self.instance, name)
        if any(cleaned.get(name) for name in LINE if name in self.fields) and not cleaned.get("quantity"):
            if "quantity" in self.fields and "quantity" not in self.errors:
                self.add_error("quantity", gettext("Say how many."))
        return cleaned

    def perform(self, by: Any) -> Inquiry:
        data = dict(self.cleaned_data)
        if self.instance.pk:
            return update_inquiry(self.instance, by=by, **data)
        line = {name: data.pop(name, None) for name in LINE}
        line = {name: value for name, value in line.items() if value not in (None, "")}
        return create_inquiry(by=by, line=line or None, **data)


class InquiryLineForm(RecordForm):
    remote = {"product": ("products", ""), "inquiry": ("inquiries", "")}
    dictionaries = {"uom": "unit_of_measure"}
    sections = [
        (_("What is asked for"), ["inquiry", "product", "description", "quantity", "uom", "target_price",
                                  "required_on"]),
        (_("Customer's part number and drawing"), ["part_no", "drawing_no", "drawing_revision"]),
        (_("Our judgement"), ["feasibility", "notes"]),
    ]  # fmt: skip

    class Meta:
        model = InquiryLine
        fields = ["inquiry", *LINE, "feasibility", "notes"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.inquiry_id is not None:
            self.fields.pop("inquiry", None)
        if "feasibility" in self.fields:
            self.fields["feasibility"].required = False

    def clean_feasibility(self) -> str:
        return self.cleaned_data["feasibility"] or self.instance.feasibility

    def perform(self, by: Any) -> InquiryLine:
        return save_line(self.save(commit=False), by=by)


class MoveInquiryForm(AskForm):
    """To which state, and what it wants: the answer's document, or a reason."""

    to = forms.ChoiceField(label=_("Goes on to"))
    document = forms.CharField(
        required=False,
        max_length=60,
        label=_("Number of the quotation"),
        help_text=_("Where it is answered by one."),
    )
    answer = forms.CharField(
        required=False, label=_("Answer"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    reason = forms.CharField(
        required=False,
        max_length=200,
        label=_("Reason"),
        help_text=_("Needed where it ends without an answer or is taken up again."),
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = Inquiry.Status.choices
        if self.subject is not None:
            now = self.subject.status
            self.fields["to"].choices = choices_from(INQUIRY, now, Inquiry.Status.choices)
            self.fields["version"].initial = self.subject.version
            if now == Inquiry.Status.QUOTING:
                quotes = Quote.objects.visible_to(self.user).filter(inquiry=self.subject)
                self.fields["document"].initial = str(quotes.order_by("-created_at", "-pk").first() or "")

    def clean_to(self) -> str:
        return str(self.cleaned_data["to"])


class ReplyForm(AskForm):
    text = forms.CharField(
        max_length=5000,
        label=_("What we told the customer"),
        widget=forms.Textarea(attrs={"rows": 3, "data-autosize": ""}),
    )
    next_contact_on = forms.DateField(
        required=False, widget=DateInput(attrs={"data-date-quick": "1,3,7"}), label=_("Next contact")
    )


class HandOnForm(AskForm):
    to = ColleagueField(label=_("New owner"))
    reason = forms.CharField(max_length=200, required=False, label=_("Reason"))
