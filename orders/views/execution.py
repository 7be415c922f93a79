"""Contracts carried out: against the amount of each, what was ordered, shipped, invoiced and received."""

from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _

from contracts.models import Contract
from contracts.records.contract import CONTRACTS
from contracts.selectors.pages import sees_figures
from core.money import amount_text
from records import gate
from records.figures_file import figures_file
from records.filters import dressed_field
from records.lists import Listing
from records.views.page import RecordPage

from ..execution import STEPS, Counted, Execution, Figure
from .answers import tabs

USUAL = "scene=signed"
NARROWED_BY = ("customer", "owner", "department")


class ContractExecution(RecordPage):
    record = CONTRACTS
    template = "orders/execution.html"

    def authorise(self) -> None:
        super().authorise()
        if not sees_figures(self.request.user):
            raise PermissionDenied("contracts.contract.gross_amount")

    def get(self, request: HttpRequest) -> HttpResponse:
        user, asked = request.user, request.GET.copy()
        asked.pop("export", None)
        listing = Listing(CONTRACTS, user, asked if asked else QueryDict(USUAL))
        may_export = gate.allowed(user, Contract, "export")
        if request.GET.get("export") and may_export:
            return self.file(listing)
        contracts = listing.page_rows
        done = Execution(user, listing.ordered.order_by().values("pk"))
        counted, within = self.counted(listing.ordered)
        return self.show(
            title=_("Trade analysis"),
            record=CONTRACTS,
            tabs=tabs("contract_execution"),
            listing=listing,
            scenes=self.scenes(listing),
            fields=self.fields(listing),
            steps=[STEPS[step] for step in done.sums],
            lines=[
                {
                    **self.shown(contract.base_amount, done.of(contract)),
                    "contract": contract,
                    "is_within": contract.pk in within,
                }
                for contract in contracts
            ],
            totals=self.totals(counted, done) if contracts else [],
            exports=[(kind, listing.url(export=kind, page=None)) for kind in ("csv", "xlsx")]
            if may_export
            else [],
        )

    def counted(self, contracts: Any) -> tuple[list[Counted], set[int]]:
        """The contracts that the totals count, and those that are counted with their master among them."""
        rows = contracts.order_by().values_list("pk", "master_id", "base_amount", "currency")
        found = [Counted(*row) for row in rows]
        known = {row.pk for row in found}
        within = {row.pk for row in found if row.master in known}
        return [row for row in found if row.pk not in within], within

    def totals(self, counted: list[Counted], done: Execution) -> list[dict[str, Any]]:
        """Each currency of the contracts, where they are in several, and all of them."""
        currencies = sorted({row.currency for row in counted})
        parts: list[tuple[Any, list[Counted]]] = []
        if len(currencies) > 1:
            for currency in currencies:
                words = _("Contracts in %(currency)s") % {"currency": currency}
                parts.append((words, [row for row in counted if row.currency == currency]))
        parts.append((_("Total"), counted))
        return [
            {
                **self.shown(sum((row.amount for row in rows), Decimal(0)), done.total(rows)),
                "label": label,
                "count": len(rows),
            }
            for label, rows in parts
        ]

    def shown(self, amount: Decimal, figures: list[Figure]) -> dict[str, Any]:
        return {
            "amount": amount_text(amount),
            "figures": [
                {
                    "label": STEPS[figure.step],
                    "text": amount_text(figure.amount),
                    "percent": figure.percent,
                    "bar": min(figure.percent or 0, 100),
                    "url": figure.url if figure.own else "",
                    "own": amount_text(figure.own),
                    "local": amount_text(figure.local) if figure.local else "",
                    "local_url": figure.local_url,
                }
                for figure in figures
            ],
        }

    def scenes(self, listing: Listing) -> list[dict[str, Any]]:
        now = listing.scene.name if listing.scene else ""
        named = [("", _("All")), *((scene.name, scene.label) for scene in CONTRACTS.scenes)]
        return [
            {"label": label, "url": listing.url(scene=name, page=None), "is_current": name == now}
            for name, label in named
            if name in {"", "signed", "mine", "people", "ending", "overrun"}
        ]

    def fields(self, listing: Listing) -> list[Any]:
        form = CONTRACTS.filterset(
            data=listing.query, queryset=Contract.objects.none(), user=self.request.user, only=NARROWED_BY
        ).form
        form.auto_id = "answer_%s"
        return [dressed_field(form[name]) for name in NARROWED_BY if name in form.fields]

    def file(self, listing: Listing) -> Any:
        """All contracts that the filters leave, and that one may export."""
        exportable = CONTRACTS.rows(self.request.user, CONTRACTS.export_action)
        contracts = listing.ordered.filter(pk__in=exportable.values("pk"))
        done = Execution(self.request.user, contracts.order_by().values("pk"))
        counted, within = self.counted(contracts)
        head = [_("contract number"), _("contract"), _("customer"), _("status"), _("master contract")]
        head += [_("counted with its master contract"), _("amount in yuan")]
        for step in done.sums:
            head += [
                str(STEPS[step]),
                _("%(step)s under local contracts") % {"step": STEPS[step]},
                f"{STEPS[step]} (%)",
            ]
        rows = [
            [
                contract.number,
                contract.name,
                str(contract.customer),
                contract.get_status_display(),
                contract.master.number if contract.master is not None else "",
                _("yes") if contract.pk in within else "",
                contract.base_amount,
                *cells(done.of(contract)),
            ]
            for contract in contracts.select_related("customer", "master")
        ]
        whole = sum((row.amount for row in counted), Decimal(0))
        rows.append([_("Total"), "", "", "", "", "", whole, *cells(done.total(counted))])
        return figures_file(self.request, "contract-execution", _("Contracts carried out"), head, rows)


def cells(figures: list[Figure]) -> list[Any]:
    return [cell for figure in figures for cell in (figure.amount, figure.local, figure.percent)]
