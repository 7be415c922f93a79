"""The form of a shipment with its lines, and what its verbs ask for."""

import json
import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any

import pydantic
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from catalog.forms.priced_lines import Figure, plain
from core import clock
from core.errors import DomainError
from core.row_ids import row_id
from records import dictionaries, gate
from records.ask_forms import AskForm
from records.forms import DateInput, RecordForm

from ..models import Order, OrderLine, Shipment, ShipmentBatch, ShipmentLine
from ..schedule import Part, due_by, next_due
from ..selectors.schedule import parts_of_lines
from ..services.acceptance import to_judge
from ..services.shipment import SHIPPABLE, being_prepared, most_to_ship, prepare

PLACE = re.compile(r"line-(\d{1,18})-(\w+)")
MOST = 200


def rows_by_id(data: Mapping[str, Any]) -> dict[int, dict[str, str]]:
    """`line-<id>-<name>` of a page → id → name → what was typed."""
    found: dict[int, dict[str, str]] = {}
    for key in data:
        match = PLACE.fullmatch(key)
        if match:
            found.setdefault(int(match[1]), {})[match[2]] = str(data.get(key) or "").strip()
    return found


def figure(value: Any) -> Decimal | None:
    """A quantity as people type it; nothing where nothing was typed."""
    if value in (None, ""):
        return None
    try:
        cleaned: Decimal | None = Figure(max_digits=18, decimal_places=4, min_value=0).clean(str(value))
    except (ValidationError, InvalidOperation):
        raise ValidationError(gettext("“%(value)s” is no quantity.") % {"value": str(value)[:40]})
    return cleaned


class RowsWidget(forms.Widget):
    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        if name in data:
            return data.get(name)
        rows = [{"id": pk, **row} for pk, row in rows_by_id(data).items()]
        return json.dumps(rows, ensure_ascii=False)

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return False

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> str:
        return ""  # the template draws the rows


class RowsField(forms.Field):
    """Rows about lines that are there already: `id` and figures by name; programs send a JSON list."""

    widget = RowsWidget
    api_kind = Annotated[list[dict[str, str | int | float | None]], pydantic.Field(max_length=MOST)]

    def __init__(
        self, *args: Any, figures: tuple[str, ...], texts: tuple[str, ...] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.figures, self.texts = figures, texts

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, str) else json.dumps(value or [], ensure_ascii=False)

    def clean(self, value: Any) -> dict[int, dict[str, Any]]:
        try:
            rows = json.loads(value) if isinstance(value, str) else value or []
        except ValueError:
            rows = None
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows) or len(rows) > MOST:
            raise ValidationError(gettext("The positions are a list of objects."))
        found: dict[int, dict[str, Any]] = {}
        for row in rows:
            pk = row_id(row.get("order_line") or row.get("id"))
            if pk is None:
                raise ValidationError(gettext("Name each position by its id."))
            found[pk] = {name: figure(row.get(name)) for name in self.figures}
            found[pk] |= {name: str(row.get(name) or "")[:400] for name in self.texts}
        return found


class ShipmentForm(RecordForm):
    """What of which orders goes where; the rows are the customer's lines that are left to ship."""

    remote = {
        "customer": ("customers", ""),
        "unit": ("customer-units", "customer"),
        "receiver": ("contacts", "customer"),
    }
    sections = [
        (_("To whom"), ["customer", "receiver", "unit", "to_place"]),
        (_("How and when"), ["mode", "carrier", "waybill", "from_place", "etd", "eta", "notes"]),
    ]
    lines = RowsField(
        required=False, figures=("quantity",), texts=("batch_no", "certificate_no"), label=_("positions")
    )

    class Meta:
        model = Shipment
        fields = [
            "customer", "receiver", "unit", "to_place", "mode", "carrier", "waybill", "from_place", "etd", "eta",
            "notes",
        ]  # fmt: skip
        widgets = {"notes": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is not None and self.fields:
            held = ShipmentLine.objects.alive().filter(shipment=self.instance).order_by("place")
            self.initial["lines"] = [
                {"order_line": pk, "quantity": plain(quantity)}
                for pk, quantity in held.values_list("order_line", "quantity")
            ]
        self.asked_order = row_id(self.initial.get("order")) or row_id(self.data.get("order"))
        order = self._order()
        if order is not None:
            for name, value in (("customer", order.customer_id), ("receiver", order.contact_id),
                                ("unit", order.unit_id), ("to_place", order.delivery_place)):  # fmt: skip
                if value and not self.initial.get(name):
                    self.initial[name] = value
                    if name in self.remote and name in self.fields:
                        field = self.fields[name]
                        field.queryset = gate.rows(self.user, field.queryset.model)
        if self.instance.pk is not None and "customer" in self.fields:
            self.fields["customer"].disabled = True
        for name in ("etd", "eta"):
            if name in self.fields:
                self.fields[name].widget.attrs["data-date-quick"] = "1,3,7,14"

    def _order(self) -> Order | None:
        if self.asked_order is None or self.instance.pk is not None:
            return None
        return Order.objects.visible_to(self.user).filter(pk=self.asked_order).first()

    @property
    def line_rows(self) -> list[dict[str, Any]]:
        """The customer's lines that are left to ship, those of the asked order first."""
        customer = self.instance.customer_id or row_id(
            self.data.get("customer") or self.initial.get("customer")
        )
        if customer is None:
            return []
        orders = Order.objects.visible_to(self.user).filter(customer=customer, status__in=SHIPPABLE)
        lines = (
            OrderLine.objects.alive().filter(order__in=orders.values("pk")).select_related("order", "product")
        )
        lines = list(lines.order_by("due_on", "order_id", "place")[:MOST])
        held = being_prepared([line.pk for line in lines], self.instance)
        own: dict[int, ShipmentLine] = {}
        batches: dict[int, ShipmentBatch] = {}
        if self.instance.pk:
            rows = ShipmentLine.objects.alive().filter(shipment=self.instance)
            own = {row.order_line_id: row for row in rows}
            for batch in ShipmentBatch.objects.alive().filter(line__in=[*own.values()]):
                batches[batch.line_id] = batch
        typed = rows_by_id(self.data) if self.is_bound else {}
        schedules = parts_of_lines([line.pk for line in lines])
        shown = []
        for line in lines:
            left = most_to_ship(line) - held.get(line.pk, Decimal(0))
            mine = own.get(line.pk)
            if left <= 0 and mine is None:
                continue
            batch = batches.get(mine.pk) if mine else None
            first = plain(mine.quantity) if mine else ""
            if self.asked_order == line.order_id and not self.instance.pk:
                first = plain(
                    min(left, to_send(line, schedules.get(line.pk, []), held.get(line.pk, Decimal(0))))
                )
            row = typed.get(line.pk, {})
            shown.append(
                {
                    "line": line,
                    "left": left,
                    "schedule": schedules.get(line.pk, []),
                    "uom": dictionaries.label("unit_of_measure", line.uom) or line.uom,
                    "quantity": row.get("quantity", first) if typed else first,
                    "batch_no": row.get("batch_no", batch.batch_no if batch else ""),
                    "certificate_no": row.get("certificate_no", batch.certificate_no if batch else ""),
                    "is_first": self.asked_order == line.order_id or mine is not None,
                }
            )
        shown.sort(key=lambda row: not row["is_first"])
        return shown

    def perform(self, by: Any) -> Shipment:
        shipment = self.save(commit=False)
        if shipment.pk is None and not gate.holds(by, shipment.customer, "add", Shipment):
            raise DomainError(
                gettext("You may not ship to this customer. Ask its owner."), "forbidden", "customer"
            )
        given = self.cleaned_data["lines"]
        mine = OrderLine.objects.alive().filter(
            pk__in=given, order__in=Order.objects.visible_to(by).values("pk")
        )
        known = set(mine.values_list("pk", flat=True))
        rows = []
        for pk, row in given.items():
            if pk not in known:
                raise DomainError(
                    gettext("A position of the order does not exist any more."), "gone", "lines"
                )
            if not row["quantity"]:
                continue
            batch = {"batch_no": row["batch_no"], "certificate_no": row["certificate_no"]}
            rows.append(
                {
                    "order_line": pk,
                    "quantity": row["quantity"],
                    "batches": [batch] if row["batch_no"].strip() else None,
                }
            )
        return prepare(shipment, rows, by=by)


def to_send(line: OrderLine, parts: list[Part], held: Decimal) -> Decimal:
    """What is proposed: all that is left, of a delivery schedule what is due until its next part."""
    gone = line.shipped - line.replaced - line.lost + held
    day = next_due(parts, gone)
    return due_by(parts, gone, max(day, clock.today())) if day is not None else line.to_ship


class ShipForm(AskForm):
    carrier = forms.CharField(max_length=80, required=False, label=_("carrier"))
    waybill = forms.CharField(max_length=80, required=False, label=_("waybill"))
    eta = forms.DateField(
        required=False, widget=DateInput({"data-date-quick": "1,3,7"}), label=_("expected arrival")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.subject is not None:
            self.initial = {
                **{name: getattr(self.subject, name) for name in ("carrier", "waybill", "eta")},
                **self.initial,
            }


class TrackForm(AskForm):
    place = forms.CharField(max_length=120, required=False, label=_("place"))
    text = forms.CharField(max_length=300, required=False, label=_("what happened"))


class PlaceForm(AskForm):
    place = forms.CharField(max_length=120, required=False, label=_("place"))


class EtaForm(AskForm):
    eta = forms.DateField(widget=DateInput({"data-date-quick": "1,3,7"}), label=_("expected arrival"))
    text = forms.CharField(max_length=300, required=False, label=_("Reason"))


class TroubleForm(AskForm):
    text = forms.CharField(max_length=300, label=_("what happened"))
    place = forms.CharField(max_length=120, required=False, label=_("place"))


class NoteForm(AskForm):
    text = forms.CharField(max_length=300, required=False, label=_("Note"))


class AboutLines(AskForm):
    """Asks about each line of a shipment; `rows` draws them."""

    template = ""

    @property
    def rows(self) -> list[dict[str, Any]]:
        typed = rows_by_id(self.data) if self.is_bound else {}
        lines = ShipmentLine.objects.alive().filter(shipment=self.subject)
        lines = list(lines.select_related("order_line__product", "order_line__order").order_by("place"))
        return [row for line in lines if (row := self.shown(line, typed.get(line.pk, {})))]

    def shown(self, line: ShipmentLine, typed: Mapping[str, str]) -> dict[str, Any] | None:
        raise NotImplementedError


class SignForm(AboutLines):
    signed_by = forms.CharField(max_length=60, required=False, label=_("received by"))
    lines = RowsField(required=False, figures=("delivered", "lost"))

    def shown(self, line: ShipmentLine, typed: Mapping[str, str]) -> dict[str, Any]:
        return {
            "line": line,
            "cells": [
                {"name": "delivered", "label": _("delivered"), "value": typed.get("delivered", plain(line.quantity))},
                {"name": "lost", "label": _("lost on the way"), "value": typed.get("lost", "")},
            ],
            "of": line.quantity,
        }  # fmt: skip


class AcceptForm(AboutLines):
    accepted_on = forms.DateField(required=False, widget=DateInput, label=_("accepted on"))
    document_no = forms.CharField(max_length=60, required=False, label=_("the customer's receipt number"))
    lines = RowsField(required=False, figures=("accepted", "refused"), texts=("reason",))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["accepted_on"].initial = clock.today

    @property
    def left(self) -> dict[int, Decimal]:
        if not hasattr(self, "_left"):
            rows = list(ShipmentLine.objects.alive().filter(shipment=self.subject))
            self._left = to_judge(rows)
        return self._left

    def shown(self, line: ShipmentLine, typed: Mapping[str, str]) -> dict[str, Any] | None:
        left = self.left.get(line.pk, Decimal(0))
        if left <= 0:
            return None
        return {
            "line": line,
            "cells": [
                {"name": "accepted", "label": _("accepted"), "value": typed.get("accepted", plain(left))},
                {"name": "refused", "label": _("turned down"), "value": typed.get("refused", "")},
            ],
            "of": left,
            "reason": typed.get("reason", ""),
            "asks_reason": True,
        }


class ReturnLinesForm(AboutLines):
    """What of one shipment comes back."""

    disposition = forms.ChoiceField(label=_("what becomes of them"))
    reason = forms.ChoiceField(label=_("Reason"))
    returned_on = forms.DateField(required=False, widget=DateInput, label=_("returned on"))
    notes = forms.CharField(
        required=False, max_length=2000, label=_("notes"), widget=forms.Textarea(attrs={"rows": 2})
    )
    lines = RowsField(required=False, figures=("quantity",), texts=("defect",))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        from ..models import ReturnOrder

        self.fields["disposition"].choices = ReturnOrder.Disposition.choices
        self.fields["reason"].choices = dictionaries.choices("return_reason")
        self.fields["returned_on"].initial = clock.today

    def shown(self, line: ShipmentLine, typed: Mapping[str, str]) -> dict[str, Any] | None:
        left = line.delivered - line.returned
        if left <= 0:
            return None
        return {
            "line": line,
            "cells": [{"name": "quantity", "label": _("comes back"), "value": typed.get("quantity", "")}],
            "of": left,
            "reason": typed.get("defect", ""),
            "reason_name": "defect",
            "asks_reason": True,
        }
