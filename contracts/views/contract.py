"""Contracts: list, the editor, the single one and its paper."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from catalog.views.priced_lines import LinesCheck
from core.pages import Page
from records import gate
from records.views.detail import DetailPage
from records.views.form import CreatePage, EditPage
from records.views.list import ListPage

from .. import states
from ..contract_pdf import pdf_name, pdf_of
from ..forms.contract import ContractForm
from ..models import Contract, ContractVersion
from ..records.contract import CONTRACTS, TONES
from ..selectors.compare import compare
from ..selectors.pages import is_in_process, sees_figures
from ..services.contract import RENEWABLE
from ..services.version import content_of
from ..services.voiding import open_voiding

Status = Contract.Status


class ContractList(ListPage):
    record = CONTRACTS


class ContractCreate(CreatePage):
    record = CONTRACTS
    template = "contracts/contract_form.html"


class ContractEdit(EditPage):
    record = CONTRACTS
    template = "contracts/contract_form.html"

    def found(self, pk: Any, *, rows: Any = None) -> Any:
        rows = rows if rows is not None else self.record.rows(self.request.user)
        return super().found(pk, rows=rows.select_related("customer"))


class ContractCheckNow(LinesCheck):
    form_class = ContractForm


class ContractDetail(DetailPage):
    record = CONTRACTS
    template = "contracts/contract_detail.html"
    related = (
        "owner", "department", "customer", "contact", "unit", "their_signer", "our_signer", "opportunity", "quote",
        "master__customer", "renews", "template", "created_by", "submitted_by",
    )  # fmt: skip

    def context(self, obj: Contract) -> dict[str, Any]:
        user = self.request.user
        known = super().context(obj)
        may = {
            name: gate.holds(user, obj, name)
            for name in ("change", "delete", "transfer", "approve", "archive")
        }
        in_process = obj.status == Status.REVIEWING and is_in_process(obj)
        change, decide = may["change"], may["approve"]
        here, may_read = obj.status, sees_figures(user)
        wish = open_voiding(obj) if here == Status.SIGNED else None
        return {
            **known,
            "facts": head_facts(obj, user),
            "tone": TONES[here],
            "sees": may_read,
            "may": {**may, "change": change and obj.is_draft},
            "may_delete": may["delete"] and obj.is_draft,
            "may_decide": decide and here == Status.REVIEWING and not in_process,
            "may_withdraw": change and here == Status.REVIEWING and not in_process,
            "may_reopen": change and here in states.REOPENED,
            "may_confirm": change and here == Status.REVIEWED,
            "may_sign": may["archive"] and here == Status.CONFIRMED,
            "may_start": change and here == Status.SIGNED and wish is None,
            "may_carry": change and here == Status.EXECUTING,
            "may_resume": change and here == Status.SUSPENDED,
            "may_terminate": decide and here == Status.SUSPENDED,
            "may_close": change and here == Status.COMPLETED,
            "may_void": states.may_become(obj, Status.VOID) and change and wish is None,
            "may_amend": change and here == Status.EXECUTING,
            "may_renew": change and here in RENEWABLE,
            "may_compare": change and may_read,
        }


class ContractPdf(Page):
    """The PDF as both parties sign it; what is not settled yet is marked as a draft."""

    def authorise(self) -> None:
        gate.require_allowed(self.request.user, Contract, "view")

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        contract = paper_of(pk, request.user)
        return pdf_answer(pdf_of(contract), pdf_name(contract))


def paper_of(pk: int, user: Any) -> Contract:
    """The contract with what its paper says; 403 for those who read that there is one, and no more."""
    names = ("customer", "their_signer", "our_signer", "contact", "template", "master")
    rows = Contract.objects.visible_to(user).select_related(*names)
    contract: Contract = get_object_or_404(rows, pk=pk)
    if not sees_figures(user):
        raise PermissionDenied("contracts.view_contract")
    return contract


class ContractCompare(Page):
    """Any two versions, or one and what the contract says now, clause by clause."""

    template = "contracts/compare.html"

    def authorise(self) -> None:
        gate.require_allowed(self.request.user, Contract, "view")

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        contract = paper_of(pk, request.user)
        rows = list(
            ContractVersion.objects.filter(contract=contract).select_related("by").order_by("-edition")
        )
        known: dict[Any, Any] = {str(row.edition): row.content for row in rows}
        last = str(rows[0].edition) if rows else "now"
        before, after = (request.GET.get(name, "") for name in ("before", "after"))
        before = (
            before
            if before in known or before == "now"
            else (str(rows[1].edition) if len(rows) > 1 else last)
        )
        after = after if after in known or after == "now" else last
        known["now"] = content_of(contract)
        return self.show(
            object=contract,
            record=CONTRACTS,
            title=_("Versions compared"),
            versions=rows,
            before=int(before) if before != "now" else before,
            after=int(after) if after != "now" else after,
            comparison=compare(known[before], known[after]),
        )


def head_facts(obj: Contract, user: Any) -> list[dict[str, Any]]:
    sees_customer = gate.may(user, obj.customer, "view")
    facts = [
        {"label": _("Customer"), "value": str(obj.customer),
         "url": obj.customer.get_absolute_url() if sees_customer else ""},
        {"label": _("Kind"), "value": obj.get_kind_display()},
        {"label": _("Owner"), "value": str(obj.owner or _("nobody"))},
        {"label": _("Period"), "value": f"{obj.start_on:%Y-%m-%d} – {obj.end_on:%Y-%m-%d}"},
    ]  # fmt: skip
    if sees_figures(user):
        facts.append({"label": _("Total with tax"), "value": f"{obj.currency} {obj.gross_amount:,.2f}"})
        if obj.ceiling is not None:
            facts.append({"label": _("Ceiling"), "value": f"{obj.currency} {obj.ceiling:,.2f}"})
    if obj.master is not None:
        sees = gate.may(user, obj.master, "view")
        facts.append({"label": _("Master contract"), "value": str(obj.master),
                      "url": obj.master.get_absolute_url() if sees else ""})  # fmt: skip
    if obj.status == Status.REVIEWING and obj.review_due_at:
        facts.append({"label": _("Review due"), "value": obj.review_due_at})
    return facts


def edit_url(obj: Contract) -> str:
    return reverse("contracts:contract_edit", args=[obj.pk])


def pdf_answer(body: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(body, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{name}"'
    answer["Cache-Control"] = "private, no-store"
    return answer
