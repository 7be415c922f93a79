"""The form of an order, and what its verbs ask for."""

from datetime import timedelta
from typing import Annotated, Any

import pydantic
from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from catalog.forms.priced_lines import Figure, LineForm, LinesEditor, LinesField, Row, plain, row_of
from catalog.services.priced_lines import MOST_LINES
from contacts.forms.ownership import ColleagueField
from core import clock
from core.day_fields import DayField
from core.errors import DomainError
from records import gate
from records.ask_forms import AskForm
from records.forms import DateInput, RecordForm

from ..models import Order, OrderLine
from ..schedule import parts_in, parts_of, written_out
from ..selectors.schedule import parts_of_lines
from ..services.order import USUAL_DAYS, attempted, save_order


class ScheduleField(forms.CharField):
    """A delivery schedule: a text with a day and a quantity on each line, or a program's list of objects."""

    def to_python(self, value: Any) -> Any:
        try:
            return parts_of(value) if isinstance(value, list) else parts_in(str(value or "")[:4000])
        except DomainError as refusal:
            raise forms.ValidationError(refusal.message)

    def run_validators(self, value: Any) -> None:
        """What is wrong with the parts as a whole the service says."""


class OrderLineForm(LineForm):
    schedule = ScheduleField(required=False, label=_("delivery schedule"))
    due_on = DayField(required=False, label=_("due"))
    tolerance = Figure(
        required=False,
        max_digits=9,
        decimal_places=4,
        min_value=0,
        max_value=100,
        label=_("over-delivery allowed (%)"),
    )
    contract_line = forms.IntegerField(required=False, min_value=1, label=_("contract line"))


class OrderLinesField(LinesField):
    api_kind = Annotated[
        list[dict[str, str | int | float | bool | list[dict[str, str | int | float]] | None]],
        pydantic.Field(max_length=MOST_LINES),
    ]


class OrderForm(LinesEditor, RecordForm):
    """Write a draft with its lines; number, owner and state have ways of their own."""

    line_more = "orders/_order_line_more.html"
    remote = {
        "customer": ("customers", ""),
        "contact": ("contacts", "customer"),
        "unit": ("customer-units", "customer"),
        "contract": ("contracts", "customer"),
        "opportunity": ("opportunities", "customer"),
    }
    dictionaries = {"currency": "currency"}
    sections = [
        (_("Customer"), ["customer", "contact", "contract", "po_no", "subject"]),
        (_("Dates and currency"), ["ordered_on", "due_on", "currency", "rate", "tax_included"]),
        (_("Delivery and more"), ["delivery_place", "delivery_terms", "unit", "opportunity", "notes"]),
    ]
    folded = {2}
    lines = OrderLinesField(required=False, line_form=OrderLineForm, label=_("positions"))

    class Meta:
        model = Order
        fields = [
            "customer", "contact", "contract", "po_no", "subject", "ordered_on", "due_on", "currency", "rate",
            "tax_included", "delivery_place", "delivery_terms", "unit", "opportunity", "notes",
        ]  # fmt: skip
        widgets = {"notes": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "due_on" in self.fields:
            self.fields["due_on"].widget.attrs["data-date-quick"] = "15,30,60,90"
        if self.instance.pk is None:
            today = clock.today()
            self.initial["ordered_on"] = self.initial.get("ordered_on") or today
            self.initial["due_on"] = self.initial.get("due_on") or today + timedelta(days=USUAL_DAYS)

    def row_of(self, line: Any) -> Row:
        more = {"due_on": line.due_on.isoformat(), "tolerance": plain(line.tolerance)}
        more["schedule"] = written_out(self.schedules.get(line.pk, ()))
        return {**row_of(line), **more, "contract_line": str(line.contract_line_id or "")}

    def first_rows(self) -> list[Row]:
        pk = self.instance.pk
        lines = OrderLine.objects.alive().filter(order=pk) if pk else OrderLine.objects.none()
        self.schedules = parts_of_lines(lines.values("pk")) if pk else {}
        return super().first_rows()

    def completed(self, lines: list[Row]) -> list[Any]:
        order, today = self.instance, clock.today()
        order.ordered_on = order.ordered_on or today
        order.due_on = order.due_on or order.ordered_on + timedelta(days=USUAL_DAYS)
        return attempted(order, lines)

    def perform(self, by: Any) -> Order:
        order = self.save(commit=False)
        if order.pk is None and not gate.holds(by, order.customer, "add", Order):
            raise DomainError(
                gettext("You may not enter orders of this customer. Ask its owner."), "forbidden", "customer"
            )
        return save_order(order, by=by, lines=self.cleaned_data["lines"])


class ReasonForm(AskForm):
    reason = forms.CharField(max_length=200, label=_("Reason"))


class TransferForm(AskForm):
    to = ColleagueField(label=_("New owner"))
    reason = forms.CharField(max_length=200, required=False, label=_("Reason"))


class FromDocumentForm(AskForm):
    """An order made of a quote or called off a contract."""

    po_no = forms.CharField(max_length=60, required=False, label=_("the customer's order number"))
    due_on = DayField(
        required=False,
        widget=DateInput({"data-date-quick": "15,30,60"}),
        label=_("due"),
        help_text=_("Empty: by the delivery times of its positions."),
    )

    def clean_due_on(self) -> Any:
        day = self.cleaned_data["due_on"]
        if day is not None and day < clock.today():
            raise forms.ValidationError(gettext("The day has passed."))
        return day


class ProgressForm(AskForm):
    """How far the making of one line has come."""

    line = forms.ChoiceField(label=_("position"))
    step = forms.CharField(max_length=60, label=_("production step"))
    quantity = Figure(required=False, max_digits=18, decimal_places=4, min_value=0, label=_("quantity"))
    planned_on = DayField(required=False, widget=DateInput, label=_("planned end"))
    finished_on = DayField(required=False, widget=DateInput, label=_("real end"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.subject is not None:
            from catalog.selectors.priced_lines import living_lines

            self.order_lines = {str(line.pk): line for line in living_lines(self.subject)}
            self.fields["line"].choices = [(pk, str(line)) for pk, line in self.order_lines.items()]

    def clean_line(self) -> Any:
        return self.order_lines[self.cleaned_data["line"]]


class ApiProgressForm(AskForm):
    """The same for programs, which name a line by its id."""

    line = forms.IntegerField(min_value=1)
    step = forms.CharField(max_length=60)
    quantity = Figure(required=False, max_digits=18, decimal_places=4, min_value=0)
    planned_on = DayField(required=False)
    finished_on = DayField(required=False)


class CreditLimitForm(AskForm):
    amount = Figure(
        max_digits=20,
        decimal_places=2,
        min_value=0,
        label=_("credit limit in yuan"),
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),  # a number's own input takes no separators
    )
    reason = forms.CharField(max_length=200, label=_("Reason"))
