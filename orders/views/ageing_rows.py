"""What stands behind a figure of the ageing: each payment plan or receipt as it was on that day, at that rate."""

from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.money import amount_text
from records import gate
from records.figures_file import figures_file
from records.page_numbers import cut

from ..models import PaymentPlan, Receipt
from ..selectors.ageing import CREDIT, POSTED, Part, labels
from .ageing import AgeingBase, asked_ageing

KEPT = ("as_of", "by", "view", "rates", "line", "part")


class AgeingRowsPage(AgeingBase):
    template = "orders/ageing_rows.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        given = request.GET
        ageing = asked_ageing(request.user, given)
        self.part = given.get("part", "")
        line = ageing.line_of(given.get("line", ""))
        parts = ageing.parts_of(line, self.part) if line is not None else []
        parts.sort(key=lambda part: (-(part.days or 0), part.pk))
        may_export = gate.allowed(request.user, self.model, "export")
        if given.get("export") and may_export:
            return self.file(ageing.as_of, parts)
        here, paging = cut(parts, given.get("page", ""), self.address)
        return self.show(
            title=self.title(),
            record=self.record,
            as_of=ageing.as_of,
            whose=line.label if line is not None else "",
            heads=self.heads(),
            rows=self.rows(here),
            total=amount_text(sum((part.yuan for part in parts), Decimal(0))),
            back_url=f"{reverse('orders:ageing')}?{urlencode(self.asked(('as_of', 'by', 'view', 'rates')))}",
            exports=[(kind, self.address(export=kind)) for kind in ("csv", "xlsx")] if may_export else [],
            **paging,
        )

    @property
    def model(self) -> Any:
        return Receipt if self.part == CREDIT else PaymentPlan

    def title(self) -> str:
        if self.part == CREDIT:
            return _("Receipts not matched")
        named = dict(enumerate(labels()))
        place = int(self.part) if self.part.isdecimal() and len(self.part) == 1 else -1
        if place in named and place > 0:
            return _("Owed for %(days)s days") % {"days": named[place]}
        return _("Owed and not due yet") if place == 0 else _("What is owed")

    def asked(self, names: tuple[str, ...] = KEPT) -> dict[str, str]:
        return {name: self.request.GET[name] for name in names if self.request.GET.get(name)}

    def address(self, **more: Any) -> str:
        return f"?{urlencode(self.asked() | more)}"

    def heads(self) -> list[tuple[str, bool]]:
        """Each column with whether it is a figure."""
        if self.part == CREDIT:
            words = [_("receipt number"), _("customer"), _("received on"), _("form")]
            figures = [_("amount"), _("not matched")]
        else:
            words = [_("plan number"), _("customer"), _("due"), _("posted on")]
            is_posted = self.request.GET.get("view") == POSTED
            days = _("days since posting") if is_posted else _("days overdue")
            figures = [days, _("amount"), pgettext("amount", "open")]
        figures += [_("exchange rate to yuan"), _("open, in yuan")]
        words.append(_("currency"))
        return [*((word, False) for word in words), *((figure, True) for figure in figures)]

    def rows(self, parts: list[Part]) -> list[dict[str, Any]]:
        known = self.known(parts)
        return [
            {
                "obj": known[part.pk],
                "cells": [
                    (label, amount_text(cell) if isinstance(cell, Decimal) else cell, is_figure)
                    for (label, is_figure), cell in zip(
                        self.heads()[1:], self.cells(known[part.pk], part), strict=True
                    )
                ],
            }
            for part in parts
        ]

    def known(self, parts: list[Part], action: str = "view") -> dict[int, Any]:
        rows = self.model.objects.visible_to(self.request.user, action).select_related("customer")
        return {row.pk: row for row in rows.filter(pk__in=[part.pk for part in parts])}

    def cells(self, obj: Any, part: Part) -> list[Any]:
        if self.part == CREDIT:
            words = [obj.customer, obj.received_on, obj.get_method_display(), obj.currency]
            return [*words, obj.amount, part.open, f"{part.rate.normalize():f}", part.yuan]
        words = [obj.customer, obj.due_on, obj.posted_on or "", obj.currency]
        days = max(part.days or 0, 0)
        return [*words, days, obj.amount, part.open, f"{part.rate.normalize():f}", part.yuan]

    def file(self, day: date, parts: list[Part]) -> Any:
        head = [label for label, _is_figure in self.heads()]

        def rows() -> Any:
            for start in range(0, len(parts), 500):
                batch = parts[start : start + 500]
                known = self.known(batch, "export")
                for part in batch:
                    if (obj := known.get(part.pk)) is not None:
                        first, *rest = self.cells(obj, part)
                        yield [obj.number, str(first), *rest]

        return figures_file(self.request, "ageing-rows", f"{self.title()}-{day}", head, rows())
