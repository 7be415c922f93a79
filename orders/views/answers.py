"""Who buys and what: rankings as a table whose figures open their rows, as bars, and as a file."""

from datetime import date, timedelta
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts import access
from catalog.records.figures import trimmed
from core import clock
from core.day_fields import asked_day
from core.money import amount_text
from records import gate
from records.figures_file import figures_file
from records.filters import dressed_field
from records.page_numbers import cut
from records.views.page import RecordPage

from ..ranking import BASES, NARROWED_BY, Basis, Line, Ranking
from ..records.lines import ORDER_LINES

BARS = 10


def periods() -> list[tuple[str, date | None, date | None]]:
    today = clock.today()
    month, year = today.replace(day=1), date(today.year, 1, 1)
    quarter = date(today.year, (today.month - 1) // 3 * 3 + 1, 1)
    return [
        (_("This month"), month, _month_end(month)),
        (_("This quarter"), quarter, _month_end(date(today.year, quarter.month + 2, 1))),
        (_("This year"), year, date(today.year, 12, 31)),
        (_("Last year"), date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)),
        (_("All time"), None, None),
    ]


def _month_end(first: date) -> date:
    return (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)


def tabs(here: str) -> list[dict[str, Any]]:
    """The three questions."""
    names = {
        "customer_ranking": _("By customer"),
        "product_ranking": _("By product"),
        "contract_execution": _("Contracts carried out"),
    }
    return [
        {"label": label, "url": reverse(f"orders:{name}"), "is_current": name == here}
        for name, label in names.items()
    ]


def reads(user: Any, basis: Basis) -> bool:
    """Whether one may read these rows and their amounts."""
    open_to = gate.allowed(user, basis.record.model)
    return open_to and all(access.reads(user, *guarded) for guarded in basis.guarded)


class RankingPage(RecordPage):
    """Customers or products by what they bring; this year, and what was ordered, unless asked otherwise."""

    record = ORDER_LINES
    template = "orders/ranking.html"
    by = "customer"
    name = "customer_ranking"

    def authorise(self) -> None:
        super().authorise()
        if not self.bases:
            raise PermissionDenied("orders.orderline.net")

    @cached_property
    def bases(self) -> list[Basis]:
        found = [basis for basis in BASES.values() if reads(self.request.user, basis)]
        if self.by == "product" or self.request.GET.get("product"):
            found = [basis for basis in found if basis.quantity is not None]  # money comes for no product
        return found

    @cached_property
    def basis(self) -> Basis:
        asked = BASES.get(self.request.GET.get("basis", ""))
        return asked if asked in self.bases else self.bases[0]  # type: ignore[return-value]

    @cached_property
    def period(self) -> tuple[date | None, date | None]:
        given = self.request.GET
        if "from" not in given and "to" not in given:
            return periods()[2][1:]
        return asked_day(given.get("from", "")), asked_day(given.get("to", ""))

    @cached_property
    def narrowed(self) -> dict[str, str]:
        given = self.request.GET
        return {name: given[name] for name in NARROWED_BY if given.get(name, "").isdecimal()}

    @cached_property
    def ranking(self) -> Ranking:
        first, last = self.period
        return Ranking(self.request.user, self.basis, self.by, first, last, self.narrowed)

    def get(self, request: HttpRequest) -> HttpResponse:
        may_export = gate.allowed(request.user, self.basis.record.model, "export")
        if request.GET.get("export") and may_export:
            return self.file()
        lines = self.ranking.lines
        here, paging = cut(lines, request.GET.get("page", ""), self.address)
        here = self.ranking.named(here)
        return self.show(
            title=_("Trade analysis"),
            record=self.basis.record,
            tabs=tabs(self.name),
            bases=[
                self.choice(str(basis.label), basis == self.basis, basis=basis.name) for basis in self.bases
            ],
            periods=[
                self.choice(label, (first, last) == self.period, **{"from": first or "", "to": last or ""})
                for label, first, last in periods()
            ],
            first=self.period[0],
            last=self.period[1],
            fields=self.fields(),
            lines=[self.shown(line) for line in here],
            bars=self.bars(here) if paging["pager"]["page"] == 1 else [],
            total=self.shown(self.ranking.total, is_total=True),
            **paging,
            exports=[(kind, self.address(export=kind)) for kind in ("csv", "xlsx")] if may_export else [],
            is_net=self.basis.quantity is not None,
        )

    def shown(self, line: Line, *, is_total: bool = False) -> dict[str, Any]:
        return {
            "line": line,
            "quantity": trimmed(line.quantity),
            "amount": amount_text(line.amount),
            "amount_so_far": amount_text(line.amount_so_far),
            "yearly": amount_text(line.yearly),
            "rows_url": self.ranking.rows_url(None if is_total else line),
            "onward_url": "" if is_total else self.onward_url(line),
        }

    def onward_url(self, line: Line) -> str:
        """From a customer to what he buys, from a product to who buys it."""
        if line.key is None:
            return ""
        onward = "product_ranking" if self.by == "customer" else "customer_ranking"
        asked = {**self.asked, self.by: line.key}
        return f"{reverse(f'orders:{onward}')}?{urlencode(asked)}"

    def bars(self, lines: Any) -> list[dict[str, Any]]:
        """The ten largest and all the others together."""
        largest = max((line.amount for line in lines), default=0)
        if largest <= 0:
            return []
        shown = [line for line in lines[:BARS] if line.amount > 0]
        return [
            {
                "label": line.label,
                "text": amount_text(line.amount),
                "share": line.share,
                "width": f"{line.amount * 100 / largest:.2f}",
                "url": self.ranking.rows_url(line),
            }
            for line in shown
        ]

    def fields(self) -> list[Any]:
        """What narrows the figures, as the list itself filters."""
        record = self.basis.record
        names = [name for name in NARROWED_BY if name in record.filterset.base_filters]
        form = record.filterset(
            data=self.narrowed, queryset=record.model.objects.none(), user=self.request.user, only=names
        ).form
        form.auto_id = "answer_%s"
        return [dressed_field(form[name]) for name in names if name in form.fields]

    # -- addresses -----------------------------------------------------------------------------------
    @property
    def asked(self) -> dict[str, Any]:
        first, last = self.period
        return {"basis": self.basis.name, "from": first or "", "to": last or "", **self.narrowed}

    def address(self, **changes: Any) -> str:
        return f"?{urlencode({**self.asked, **changes})}"

    def choice(self, label: str, is_current: bool, **asked: Any) -> dict[str, Any]:
        return {"label": label, "url": self.address(**asked), "is_current": is_current}

    def file(self) -> Any:
        is_customer = self.by == "customer"
        head = [
            _("ranking"),
            _("customer") if is_customer else _("product"),
            *([_("address")] if is_customer else []),
            _("quantity"),
            _("amount in yuan"),
            _("a year"),
            _("share of all (%)"),
            _("amount so far"),
            _("share so far (%)"),
            _("top ten"),
        ]
        rows = (
            [
                line.rank,
                line.label,
                *([line.address] if is_customer else []),
                line.quantity,
                line.amount,
                line.yearly,
                line.share,
                line.amount_so_far,
                line.share_so_far,
                _("yes") if line.is_top else "",
            ]
            for line in self.ranking.named(self.ranking.lines)
        )
        return figures_file(self.request, f"ranking-{self.by}", str(self.basis.label), head, rows)


class ProductRanking(RankingPage):
    by = "product"
    name = "product_ranking"
