from typing import Any

from records.forms import RecordForm, RemoteSelect

from ..models import Expense
from ..services.expense import FIELDS, create_expense, update_expense


class ExpenseForm(RecordForm):
    """Note money spent on a customer; the receipts are attached on its page."""

    remote = {
        "customer": ("customers", ""),
        "opportunity": ("opportunities", "customer"),
        "visit": ("visits", "customer"),
        "sample": ("samples", "customer"),
        "campaign": ("campaigns", ""),
    }
    dictionaries = {"kind": "expense_kind"}

    class Meta:
        model = Expense
        fields = ["customer", *FIELDS]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "spent_on" in self.fields:
            self.fields["spent_on"].widget.attrs["data-date-quick"] = "0,-1"
        if self.instance.pk:
            self.fields.pop("customer", None)
            for name in ("opportunity", "visit", "sample"):
                if name in self.fields:
                    self.fields[name].widget = RemoteSelect(
                        self.remote[name][0], self.fields[name].widget.attrs
                    )
                    self.fields[name].widget.choices = self.fields[name].choices

    def perform(self, by: Any) -> Expense:
        if self.instance.pk:
            return update_expense(self.instance, by=by, **self.cleaned_data)
        return create_expense(by=by, **self.cleaned_data)
