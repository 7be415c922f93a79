"""What the editor of a quote begins with where an inquiry asks for it, and the reasons given to its guards."""

import json
from typing import Any

from django import forms

from catalog.forms.priced_lines import TEXTS, Row, plain
from catalog.services.priced_lines import MOST_LINES
from core.row_ids import row_id
from records import gate

from ..models import Inquiry, InquiryLine


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
