"""The lines of a quote as a form field: rows of a page (`line-0-price` …) or a JSON list of a program."""

import json
import re
import unicodedata
from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any

import pydantic
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.row_ids import row_id
from records import gate

from ..models import Inquiry, InquiryLine, QuoteLine
from ..services.quote import MOST_LINES

PREFIX = re.compile(r"line-(\d{1,4})-(\w+)")
TEXTS = ("description", "part_no", "drawing_no", "drawing_revision", "uom", "delivery_place")
FIGURES = ("quantity", "price", "discount", "vat_rate", "lead_days", "amount")
NAMES = ("id", "product", "code", *TEXTS, *FIGURES)
# What a row may hold without being meant: a new row starts with these.
SILENT = {"id", "uom", "discount", "vat_rate"}
Row = dict[str, str]


def row_of(line: QuoteLine) -> Row:
    """A saved line as the editor shows it."""
    row = {
        "id": str(line.pk),
        "product": str(line.product_id or ""),
        "product_label": str(line.product or ""),
    }
    row |= {name: getattr(line, name) for name in TEXTS}
    row |= {name: plain(getattr(line, name)) for name in ("quantity", "price", "discount", "vat_rate")}
    row["lead_days"] = "" if line.lead_days is None else str(line.lead_days)
    row["amount"] = "" if line.amount == line.computed() else plain(line.amount)
    return row


def rows_asked(inquiry: Any, user: Any) -> list[Row]:
    """What an inquiry asks for as the editor begins with it; what we found not feasible is not offered.

    A target price stands in for the price until somebody writes ours: the guards judge it like any other.
    """
    if row_id(inquiry) is None:
        return []
    found = Inquiry.objects.visible_to(user).filter(pk=row_id(inquiry)).first()
    if found is None or not gate.allowed(user, InquiryLine, "view"):
        return []
    lines = InquiryLine.objects.under(found, user).exclude(feasibility=InquiryLine.Feasibility.NOT)
    return [_asked(line) for line in lines.select_related("product").order_by("pk")[:MOST_LINES]]


def _asked(line: InquiryLine) -> Row:
    return {
        "product": str(line.product_id or ""),
        "product_label": str(line.product or ""),
        **{name: getattr(line, name) for name in TEXTS if hasattr(line, name)},
        "quantity": plain(line.quantity),
        "price": "" if line.target_price is None else plain(line.target_price),
    }


def plain(value: Decimal) -> str:
    return f"{value.normalize():f}"


def numbered_rows(data: Mapping[str, Any]) -> list[tuple[int, Row]]:
    """The rows of a page in their order, with their number in it; those in which nothing was written are none."""
    found: dict[int, Row] = {}
    for key in data:
        match = PREFIX.fullmatch(key)
        if match and match[2] in NAMES:
            found.setdefault(int(match[1]), {})[match[2]] = str(data.get(key) or "").strip()
    rows = [(number, found[number]) for number in sorted(found)]
    return [
        (number, row)
        for number, row in rows
        if any(value for name, value in row.items() if name not in SILENT)
    ]


def rows_in(data: Mapping[str, Any]) -> list[Row]:
    return [row for _number, row in numbered_rows(data)]


class LinesWidget(forms.Widget):
    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return data.get(name) if name in data else json.dumps(rows_in(data), ensure_ascii=False)

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return False

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> str:
        return ""  # the editor's template draws the rows


class ReasonsWidget(forms.Widget):
    """`reason-<guard>` of the page, or a JSON object of a program."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        if name in data:
            return data.get(name)
        given = {key.removeprefix("reason-"): data.get(key) for key in data if key.startswith("reason-")}
        return json.dumps(given, ensure_ascii=False) if given else None

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return False

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> str:
        return ""


class Figure(forms.DecimalField):
    """A number as people type it: full-width digits and grouping commas are understood."""

    def to_python(self, value: Any) -> Decimal | None:
        if isinstance(value, str):
            value = unicodedata.normalize("NFKC", value).replace(",", "").replace(" ", "")
        return super().to_python(value)


class LineForm(forms.Form):
    id = forms.IntegerField(required=False, min_value=1)
    description = forms.CharField(required=False, max_length=200, label=_("description"))
    code = forms.CharField(required=False, max_length=40, label=_("product number"))
    part_no = forms.CharField(required=False, max_length=60, label=_("customer's part number"))
    drawing_no = forms.CharField(required=False, max_length=60, label=_("drawing number"))
    drawing_revision = forms.CharField(required=False, max_length=20, label=_("drawing revision"))
    uom = forms.CharField(required=False, max_length=20, label=_("unit of measure"))
    delivery_place = forms.CharField(required=False, max_length=120, label=_("place of delivery"))
    quantity = Figure(max_digits=18, decimal_places=4, label=_("quantity"))
    price = Figure(required=False, max_digits=18, decimal_places=6, min_value=0, label=_("price"))
    discount = Figure(
        required=False, max_digits=9, decimal_places=4, min_value=0, max_value=100, label=_("discount (%)")
    )
    vat_rate = Figure(
        required=False, max_digits=9, decimal_places=4, min_value=0, max_value=100, label=_("VAT rate (%)")
    )
    amount = Figure(required=False, max_digits=20, decimal_places=2, min_value=0, label=_("amount"))
    lead_days = forms.IntegerField(
        required=False, min_value=0, max_value=3650, label=_("delivery time (days)")
    )


class LinesField(forms.Field):
    """Gives a list of cleaned rows with `product` as an id; each refusal names its position and field."""

    widget = LinesWidget
    api_kind = Annotated[
        list[dict[str, str | int | float | bool | None]], pydantic.Field(max_length=MOST_LINES)
    ]

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, str) else json.dumps(value or [], ensure_ascii=False)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return True

    def clean(self, value: Any) -> list[dict[str, Any]]:
        rows = self.rows(value)
        if len(rows) > MOST_LINES:
            raise ValidationError(
                gettext("A quote has %(most)d positions at most. Part it.") % {"most": MOST_LINES}
            )
        cleaned, errors = [], []
        for place, row in enumerate(rows, start=1):
            unknown = sorted(set(row) - {*NAMES, "place", "net", "tax", "gross", "price_origin"})
            form = LineForm({name: "" if row.get(name) is None else row.get(name) for name in NAMES})
            if unknown:
                words = gettext("There is no such field to write.")
                errors.append(self.said(place, f"{words} ({unknown[0][:40]})"))
            elif not form.is_valid():
                for name, found in form.errors.items():
                    errors.append(self.said(place, f"{form.fields[name].label or name}: {found[0]}"))
            else:
                given = row.get("product")
                if given not in (None, "") and row_id(given) is None:
                    errors.append(self.said(place, gettext("Choose a product of the list.")))
                cleaned.append({**form.cleaned_data, "product": row_id(given)})
        if errors:
            raise ValidationError(errors)
        return cleaned

    @staticmethod
    def rows(value: Any) -> list[dict[str, Any]]:
        try:
            rows = json.loads(value) if isinstance(value, str) else value or []
        except ValueError:
            rows = None
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise ValidationError(gettext("The positions are a list of objects."))
        return rows

    @staticmethod
    def said(place: int, message: str) -> str:
        return gettext("Position %(place)d: %(message)s") % {"place": place, "message": message}
