"""The invoice as a document that processes decide about; where none is published, whoever may approve does."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from contacts.approval import team_members
from contacts.models import AccountTeamMember
from workflow.subjects import Fact, Subject, register

from .models import Invoice
from .services.invoice import DOCUMENT, asked_again, hand_back, put_approved

FACTS = [
    Fact("number", _("request number"), "text", str),
    Fact("customer", _("customer"), "text", lambda row: str(row.customer)),
    Fact("order", _("order"), "text", lambda row: str(row.order or "")),
    Fact("kind", _("kind"), "choice", lambda row: row.kind, choices=Invoice.Kind.choices),
    Fact("title", _("invoice title"), "text", lambda row: row.title),
    Fact("currency", _("currency"), "text", lambda row: row.currency),
    Fact("gross_amount", _("amount with tax"), "money", lambda row: row.gross_amount),
    Fact("amount", _("amount in yuan"), "money", lambda row: row.base_amount),
    Fact("owner", _("owner"), "person", lambda row: row.owner),
]


def asked(invoice: Invoice, run: Any, by: Any) -> None:
    asked_again(invoice, by=by)


def agreed(invoice: Invoice, run: Any, by: Any) -> None:
    put_approved(invoice, by=by)


def back(invoice: Invoice, run: Any, by: Any) -> None:
    hand_back(invoice, by=by, reason=run.number)


def register_subjects() -> None:
    register(
        Subject(
            key=DOCUMENT,
            model=Invoice,
            label=_("Invoice"),
            icon="file-invoice",
            facts=FACTS,
            amount=lambda row: row.base_amount,
            customer=lambda row: row.customer,
            team_role=team_members,
            team_roles=AccountTeamMember.Role.choices,
            is_money=True,
            on_started=asked,
            on_resubmitted=asked,
            on_approved=agreed,
            on_rejected=back,
            on_withdrawn=back,
            on_returned=back,
        )
    )
