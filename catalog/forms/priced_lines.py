"""The lines of a document with prices as a form field: rows of a page (`line-0-price` …) or a JSON list of a program."""

import json
import re
import unicodedata
from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any

import pydantic
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.row_ids import row_id
from records import dictionaries, gate

from ..models import Product
from ..models.fx import HOME_CURRENCY
from ..models.priced import PricedLine
from ..selectors.priced_lines import living_lines
from ..services.priced_lines import MOST_LINES

PREFIX = re.compile(r"line-(\d{1,4})-(\w+)")
TEXTS = ("description", "part_no", "drawing_no", "drawing_revision", "uom", "delivery_place")
# What a row may hold without being meant: a new row starts with these.
SILENT = {"id", "uom", "discount", "vat_rate"}
BLANK_ROWS = 3
Row = dict[str, str]


def row_of(line: PricedLine) -> Row:
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


def plain(value: Decimal) -> str:
    return f"{value.normalize():f}"


def numbered_rows(data: Mapping[str, Any]) -> list[tuple[int, Row]]:
    """The rows of a page in their order, with their number in it; those in which nothing was written are none."""
    found: dict[int, Row] = {}
    for key in data:
        match = PREFIX.fullmatch(key)
        if match:
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
    """Gives a list of cleaned rows with `product` as an id; each refusal names its position and field.

    `line_form` says what one row may hold; a document with more in its lines gives its own.
    """

    widget = LinesWidget
    api_kind = Annotated[
        list[dict[str, str | int | float | bool | None]], pydantic.Field(max_length=MOST_LINES)
    ]

    def __init__(self, *args: Any, line_form: type[LineForm] = LineForm, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.line_form = self.row_form = line_form
        self.names = {"product", *line_form.base_fields}

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, str) else json.dumps(value or [], ensure_ascii=False)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return True

    def clean(self, value: Any) -> list[dict[str, Any]]:
        rows = self.rows(value)
        if len(rows) > MOST_LINES:
            raise ValidationError(
                gettext("A document has %(most)d positions at most. Part it.") % {"most": MOST_LINES}
            )
        cleaned, errors = [], []
        for place, row in enumerate(rows, start=1):
            unknown = sorted(set(row) - {*self.names, "place", "net", "tax", "gross", "price_origin"})
            form = self.line_form(
                {name: "" if row.get(name) is None else row.get(name) for name in self.names}
            )
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


def resolve_products(rows: list[dict[str, Any]], user: Any) -> list[tuple[int, str]]:
    """Put the product in the place of its id, or of its number where that was written; gives what was not found."""
    keys = {row["product"] for row in rows if row["product"]}
    codes = {row["code"] for row in rows if row.get("code") and not row["product"]}
    known: dict[Any, Product] = {}
    if keys or codes:
        found = gate.rows(user, Product).filter(Q(pk__in=keys) | Q(code__in=codes))
        for product in found.select_related("replaced_by"):
            known[product.pk] = known[product.code] = product
    wrong = []
    for place, row in enumerate(rows, start=1):
        asked = row["product"] or row.pop("code", "")
        row.pop("code", None)
        row["product"] = known.get(asked)
        if asked and row["product"] is None:
            wrong.append((place, gettext("Choose a product of the list.")))
    return wrong


class LinesEditor:
    """What the form of a document with lines does for its editor: stand it before RecordForm and declare `lines`.

    A rate that is not written is looked up, a currency that is not written is ours.
    """

    user: Any
    data: Any
    is_bound: bool
    instance: Any
    fields: dict[str, Any]
    initial: dict[str, Any]
    errors: Any
    cleaned_data: dict[str, Any]
    add_error: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "rate" in self.fields:
            self.fields["rate"].required = False
            if self.instance.pk is None:
                self.fields["rate"].initial = None
                self.initial.pop("rate", None)
        if self.instance.pk is not None and "customer" in self.fields:
            self.fields["customer"].disabled = True
        self.saved_rows = self.first_rows()
        self.initial["lines"] = [
            {name: value for name, value in row.items() if name != "product_label"} for row in self.saved_rows
        ]

    def first_rows(self) -> list[Row]:
        """What the editor begins with: the saved lines."""
        return [self.row_of(line) for line in living_lines(self.instance)] if self.instance.pk else []

    def row_of(self, line: Any) -> Row:
        return row_of(line)

    def completed(self, lines: list[Row]) -> list[Any]:
        """The rows as they would be saved, or why one would not; a document that was agreed before says more."""
        return list(lines)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()  # type: ignore[misc]
        if "rate" in self.fields and cleaned.get("rate") is None:
            cleaned["rate"] = 1  # the newest one is looked up
        currency = str(cleaned.get("currency") or "").strip()
        if "currency" in self.fields and not currency and "currency" not in self.errors:
            cleaned["currency"] = HOME_CURRENCY
        return cleaned

    @property
    def line_rows(self) -> list[dict[str, Any]]:
        """The rows as the editor draws them: what was typed, else what is saved, and some empty ones."""
        rows: list[dict[str, Any]] = list(rows_in(self.data)) if self.is_bound else list(self.saved_rows)
        wanted = [row["product"] for row in rows if row.get("product") and not row.get("product_label")]
        names = self._names(wanted)
        for row in rows:
            row.setdefault("product_label", names.get(row.get("product", ""), ""))
        rows += [{} for _place in range(BLANK_ROWS if not rows else 1)]
        return [{"place": place, **row} for place, row in enumerate(rows)]

    def _names(self, wanted: list[str]) -> dict[str, str]:
        keys = [key for key in wanted if key.isdecimal() and len(key) < 18]
        if not keys:
            return {}
        found = gate.rows(self.user, Product).filter(pk__in=keys)
        return {str(product.pk): str(product) for product in found}

    @property
    def units(self) -> list[tuple[str, str]]:
        return dictionaries.choices("unit_of_measure")

    def clean_lines(self) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self.cleaned_data["lines"]
        for place, wrong in resolve_products(rows, self.user):
            self.add_error("lines", LinesField.said(place, wrong))
        return rows
