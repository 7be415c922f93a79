"""Contracts carried out: against the amount of each, what was ordered, shipped, invoiced and received."""

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

from ..execution import STEPS, Execution, Figure
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
        done = Execution(user, [contract.pk for contract in contracts])
        return self.show(
            title=_("Trade analysis"),
            record=CONTRACTS,
            tabs=tabs("contract_execution"),
            listing=listing,
            scenes=self.scenes(listing),
            fields=self.fields(listing),
            steps=[STEPS[step] for step in done.sums],
            lines=[self.shown(contract, done.of(contract)) for contract in contracts],
            exports=[(kind, listing.url(export=kind, page=None)) for kind in ("csv", "xlsx")]
            if may_export
            else [],
        )

    def shown(self, contract: Contract, figures: list[Figure]) -> dict[str, Any]:
        return {
            "contract": contract,
            "amount": amount_text(contract.base_amount),
            "figures": [
                {
                    "label": STEPS[figure.step],
                    "text": amount_text(figure.amount),
                    "percent": figure.percent,
                    "bar": min(figure.percent or 0, 100),
                    "url": figure.url if figure.amount else "",
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
        head = [_("contract number"), _("contract"), _("customer"), _("status"), _("amount in yuan")]
        for step in done.sums:
            head += [str(STEPS[step]), f"{STEPS[step]} (%)"]
        rows = (
            [
                contract.number,
                contract.name,
                str(contract.customer),
                contract.get_status_display(),
                contract.base_amount,
                *(cell for figure in done.of(contract) for cell in (figure.amount, figure.percent)),
            ]
            for contract in contracts.select_related("customer")
        )
        return figures_file(self.request, "contract-execution", _("Contracts carried out"), head, [*rows])
