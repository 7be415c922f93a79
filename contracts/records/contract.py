"""The contract as a record type: its list, filters, scenes, bulk actions, search words and API."""

from typing import Any

from django.db.models import Q
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from contacts.selectors.colleagues import subordinate_ids
from core import clock
from core.tables import Column, attribute, badge, choice, money, overdue, related, text
from records.record_type import ApiVerb, BulkAction, Outcome, RecordType, Scene, SearchText
from sales.records.opportunity import each

from .. import states
from ..filters.contract import ContractFilterSet
from ..forms import verbs as asked
from ..forms.contract import ContractForm
from ..models import Contract
from ..selectors.pages import ending, overrun
from ..services import course, review
from ..services.contract import delete_contract, fill_from_template, renew_contract, transfer_contract

TONES = {
    "draft": "gray",
    "reviewing": "blue",
    "reviewed": "teal",
    "confirmed": "cyan",
    "signed": "purple",
    "executing": "green",
    "amending": "orange",
    "suspended": "orange",
    "terminated": "red",
    "completed": "secondary",
    "closed": "secondary",
    "void": "secondary",
}
RUNNING = Q(status__in=[str(status) for status in states.RUNNING])


def number(row: Contract) -> Any:
    return SafeString(
        f'<a href="{row.get_absolute_url()}" class="row-link">{escape(row.number)}</a> {escape(row.name)}'
    )


def end(row: Contract) -> Any:
    if row.status not in Contract.IN_FORCE or row.end_on >= clock.today():
        return row.end_on
    return overdue(row.end_on)


COLUMNS = [
    Column(
        name="number",
        label=_("contract number"),
        value=str,
        html=number,
        sort="number",
        reads=("number", "name"),
        told=lambda _model, number, name: f"{number} {name}",
    ),
    related("customer", _("customer"), sort="customer__pinyin", href=True),
    choice("kind", _("kind")),
    badge("status", _("status"), TONES),
    money("base_amount", _("amount in yuan")),
    text("start_on", _("start")),
    Column(
        name="end_on", label=_("end"), value=attribute("end_on"), html=end, sort="end_on", reads=("end_on",)
    ),
    related("owner", _("owner"), sort="owner__pinyin"),
    related("master", _("master contract"), sort="master__number", is_default=False),
    text("their_number", _("the customer's contract number"), is_default=False),
    money("gross_amount", _("amount with tax"), is_default=False, total=""),
    money("ceiling", _("ceiling with tax"), is_default=False, total=""),
    text("currency", _("currency"), is_default=False, group="currency"),
    choice("template_mode", _("template mode"), is_default=False),
    choice("market_type", _("market"), is_default=False),
    related("contact", _("handled by (customer)"), sort="contact__pinyin", is_default=False),
    related("opportunity", _("opportunity"), sort="opportunity__name", is_default=False),
    related("department", _("owning department"), sort="department__sort", is_default=False),
    text("effective_on", _("effective on"), is_default=False),
    text("signed_on", _("signed on"), is_default=False),
    text("review_due_at", _("review due"), is_default=False),
    text("submitted_at", _("submitted"), is_default=False),
    text("created_at", _("created"), is_default=False),
    text("updated_at", _("updated"), is_default=False),
]
SCENES = [
    Scene("running", _("In progress"), lambda user: RUNNING),
    Scene("mine", _("Mine"), lambda user: RUNNING & Q(owner=user)),
    Scene("people", _("My people's"), lambda user: RUNNING & Q(owner__in=subordinate_ids(user))),
    Scene("ending", _("Ends within 90 days"), lambda user: ending()),
    Scene("reviewing", _("In review"), lambda user: Q(status="reviewing")),
    Scene("signed", _("In force"), lambda user: Q(status__in=[str(s) for s in Contract.IN_FORCE])),
    Scene("overrun", _("Over and not renewed"), lambda user: overrun()),
]


def transfer(rows: Any, by: Any, data: dict[str, Any]) -> Outcome:
    return each(rows, lambda row: transfer_contract(row, to=data["to"], by=by, reason=data["reason"]))


def told(row: Contract) -> dict[str, Any]:
    return {"contract": row.pk, "number": row.number, "status": row.status, "version": row.version}


def verb(name: str, label: str, action: str, call: Any, form: Any = None) -> ApiVerb:
    def perform(row: Contract, by: Any, data: dict[str, Any]) -> Any:
        return told(call(row, by=by, **data))

    return ApiVerb(name, label, action, perform, form)


CONTRACTS = RecordType(
    name="contracts",
    model=Contract,
    prefix="contracts:contract",
    icon="file-text",
    columns=COLUMNS,
    order=["-created_at", "-pk"],
    filterset=ContractFilterSet,
    form=ContractForm,
    quick_filters=["owner", "due"],
    scenes=SCENES,
    bulk_actions=[
        BulkAction("transfer", _("Transfer"), "transfer", transfer, asked.TransferForm, icon="transfer"),
    ],
    delete=delete_contract,
    search=lambda row: SearchText(name=row.name, others=[row.number, row.their_number]),
    hint=lambda row: f"{row.customer} · {row.get_status_display()}",
    hint_related=("customer",),
    api_fields=[
        "number", "name", "their_number", "kind", "master", "renews", "country", "template_mode", "template", "language",
        "customer", "unit", "contact", "their_signer", "our_signer", "opportunity", "quote", "market_type", "currency",
        "tax_included", "rate", "lines", "clause_list", "term_list", "net_amount", "tax_amount", "gross_amount",
        "base_amount", "ceiling", "called_off", "start_on", "end_on", "effective_on", "signed_on", "auto_renew",
        "renew_notice_days", "price_mode", "fx_base_rate", "fx_threshold", "yearly_reduction", "warranty_months",
        "delivery_terms", "terms", "notes", "status", "submitted_at", "review_due_at", "reviewed_at", "confirmed_on",
        "ended_on", "end_reason", "owner", "department",
    ],
    api_verbs=[
        verb("fill", "lay the clauses of a published template over the draft", "change", fill_from_template, asked.FillForm),
        verb("submit", "hand it over for review", "change", review.submit_contract),
        verb("approve", "review it where no process decides", "approve", review.approve_contract),
        verb("return", "give it back to be mended", "approve", review.return_contract, asked.ReasonForm),
        verb("withdraw", "take it back from review", "change", review.withdraw_contract),
        verb("reopen", "make it a draft again before it is signed", "change", review.reopen_contract, asked.ReasonForm),
        verb("confirm", "both sides have settled it", "change", review.confirm_contract, asked.ConfirmForm),
        verb("sign", "archive the attached signed copy", "archive", course.sign_contract, asked.SignForm),
        verb("start", "it takes effect", "change", course.start_contract),
        verb("suspend", "carry it out no further for now", "change", course.suspend_contract, asked.ReasonForm),
        verb("resume", "go on with it", "change", course.resume_contract),
        verb("terminate", "end it before its time", "approve", course.terminate_contract, asked.ReasonForm),
        verb("complete", "it is carried out", "change", course.complete_contract),
        verb("close", "close what is carried out", "change", course.close_contract),
        verb("void", "call it void", "change", course.void_contract, asked.ReasonForm),
        verb("renew", "a draft for the time after it", "change", renew_contract),
        verb("transfer", "give it to a colleague", "transfer", transfer_contract, asked.TransferForm),
    ],
    actions=("change",),
)  # fmt: skip
