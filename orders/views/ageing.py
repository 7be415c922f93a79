"""The ageing page: a table whose figures open their rows, the same as bars, and as a file."""

from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from core import clock
from core.day_fields import asked_day
from core.money import amount_text, rounded
from records import gate
from records.figures_file import figures_file
from records.page_numbers import cut
from records.views.page import RecordPage

from ..models import PaymentPlan, Receipt
from ..records.payment_plan import PAYMENT_PLANS
from ..selectors.ageing import CLOSING_RATE, DOCUMENT_RATE, DUE, GROUPS, POSTED, Ageing, Line, labels

BARS = 10


def asked_ageing(user: Any, given: Any, *, has_parts: bool = True) -> Ageing:
    return Ageing(
        user,
        as_of=min(asked_day(given.get("as_of", "")) or clock.today(), clock.today()),
        by=given.get("by", "customer"),
        view=given.get("view", DUE),
        rates=given.get("rates", DOCUMENT_RATE),
        has_parts=has_parts,
    )


class AgeingBase(RecordPage):
    """What the figures and their rows share: they open only to who may read the amounts that they are made of."""

    record = PAYMENT_PLANS

    def authorise(self) -> None:
        super().authorise()
        gate.require_read(self.request.user, PaymentPlan, "open_amount")
        gate.require_read(self.request.user, Receipt, "rest")


class AgeingPage(AgeingBase):
    template = "orders/ageing.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        given = request.GET
        ageing = asked_ageing(request.user, given, has_parts=False)
        may_export = gate.allowed(request.user, PaymentPlan, "export")
        if given.get("export") and may_export:
            return self.file(ageing)
        here, paging = cut(
            ageing.lines, given.get("page", ""), lambda page: self.address(ageing, page=str(page))
        )
        return self.show(
            title=_("Ageing of receivables"),
            record=self.record,
            labels=labels(),
            lines=[self.shown(ageing, line) for line in here],
            total=self.shown(ageing, ageing.total),
            as_of=ageing.as_of,
            choices=self.choices(ageing),
            exports=[(kind, self.address(ageing, export=kind)) for kind in ("csv", "xlsx")]
            if may_export
            else [],
            stacks=self.stacks(ageing),
            hidden={"by": ageing.by, "view": ageing.view, "rates": ageing.rates},
            **paging,
        )

    def shown(self, ageing: Ageing, line: Line) -> dict[str, Any]:
        return {
            "label": line.label,
            "buckets": [
                {
                    "label": label,
                    "text": amount_text(amount),
                    "url": ageing.url(line, place) if amount else "",
                    "is_late": place > 0,
                }
                for place, (label, amount) in enumerate(zip(labels(), line.buckets, strict=True))
            ],
            "total": amount_text(line.total),
            "total_url": ageing.url(line),
            "credit": amount_text(line.credit),
            "credit_url": ageing.credit_url(line) if line.credit else "",
            "net": amount_text(line.net),
        }

    def choices(self, ageing: Ageing) -> list[list[dict[str, Any]]]:
        names = {
            "customer": _("by customer"),
            "owner": _("by owner"),
            "department": _("by department"),
            "contract": _("by contract"),
        }
        return [
            [self.choice(ageing, names[by], by=by, now=ageing.by == by) for by in GROUPS],
            [
                self.choice(ageing, _("by due day"), view=DUE, now=ageing.view == DUE),
                self.choice(ageing, _("by posting day"), view=POSTED, now=ageing.view == POSTED),
            ],
            [
                self.choice(
                    ageing,
                    _("at the document's rate"),
                    rates=DOCUMENT_RATE,
                    now=ageing.rates == DOCUMENT_RATE,
                ),
                self.choice(
                    ageing, _("at the closing rate"), rates=CLOSING_RATE, now=ageing.rates == CLOSING_RATE
                ),
            ],
        ]

    def choice(self, ageing: Ageing, label: str, *, now: bool, **asked: str) -> dict[str, Any]:
        return {"label": label, "url": self.address(ageing, **asked), "is_current": now}

    def address(self, ageing: Ageing, **asked: str) -> str:
        known = {"by": ageing.by, "view": ageing.view, "rates": ageing.rates, "as_of": f"{ageing.as_of}"}
        return f"?{urlencode(known | asked)}"

    def file(self, ageing: Ageing) -> Any:
        head = [_("name"), *labels(), _("total"), _("not matched"), _("net")]
        rows = (
            [line.label or _("Total"), *line.buckets, line.total, line.credit, line.net]
            for line in [*ageing.lines, ageing.total]
        )
        title = _("Ageing of receivables")
        return figures_file(self.request, "ageing", f"{title}-{ageing.as_of}", head, rows)

    def stacks(self, ageing: Ageing) -> list[dict[str, Any]]:
        """All of it, and the largest lines, each as a bar of its buckets; the longest line is the width."""
        shown = [line for line in ageing.lines[:BARS] if line.total > 0]
        largest = max((line.total for line in shown), default=Decimal(0))
        lines = [
            (_("Total"), ageing.total, ageing.total.total),
            *((line.label, line, largest) for line in shown),
        ]
        return [
            {
                "label": label,
                "text": amount_text(line.total),
                "url": ageing.url(line),
                "parts": parts(line, whole),
            }
            for label, line, whole in lines
            if line.total > 0
        ]


def parts(line: Line, whole: Decimal) -> list[dict[str, Any]]:
    found, x = [], Decimal(0)
    for place, (label, amount) in enumerate(zip(labels(), line.buckets, strict=True)):
        if amount > 0:
            width = rounded(amount * 100 / whole)
            found.append({"place": place, "x": x, "width": width, "label": f"{label}: {amount_text(amount)}"})
            x += width
    return found
