"""Monthly statements: opening + goods − returns − receipts ± claims = closing, and the closing is the next opening.

Each document is stated once. What is noted late, or taken back after it was stated (a draft that bounces), stands in the
next statement as the difference, so that a statement that went out is never changed.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Q, Sum
from django.utils.translation import gettext as _

from contacts.models import Customer
from contacts.states import require_move
from core import actions, clock, operation
from core.errors import DomainError
from core.money import rounded
from records import bulk
from records.services import numbering
from sales.services.at_customer import locked

from ..models import Statement, StatementLine, StatementReply
from ..money_states import STATEMENT
from ..selectors.statement_moves import Move, moves
from ..terms import month_end, months_later

NUMBER = "statement"
Status = Statement.Status
Kind = StatementLine.Kind
SIGNS = {Kind.GOODS: 1, Kind.RETURN: -1, Kind.RECEIPT: -1, Kind.CLAIM: 1}
ZERO = Decimal(0)


def monthly_statements(as_of: date) -> dict[str, int]:
    """The statements of the months before that of `as_of`; a month that has its statement keeps it."""
    last = months_later(as_of.replace(day=1), -1)
    until = month_end(last)
    moved = (
        Q(acceptances__accepted_on__lte=until)
        | Q(receipts__received_on__lte=until)
        | Q(payment_plans__kind="opening")
        | Q(statements__isnull=False)
    )
    made = 0
    customers = Customer.objects.alive().filter(moved).order_by("pk").values_list("pk", flat=True).distinct()
    for pk in customers:
        with transaction.atomic():
            customer = Customer.objects.select_for_update(of=("self",)).get(pk=pk)
            made += len(statements_of(customer, last))
    return {"made": made}


def statements_of(customer: Customer, last: date) -> list[Statement]:
    """Those that are missing up to the month `last`, in every currency in which anything moved."""
    found: dict[str, list[Move]] = defaultdict(list)
    for move in moves(customer, month_end(last)):
        found[move.currency].append(move)
    known = Statement.objects.alive().filter(customer=customer)
    currencies = {*found, *known.values_list("currency", flat=True)}
    made = []
    for currency in sorted(currencies):
        newest = known.filter(currency=currency).order_by("-month").first()
        month = months_later(newest.month, 1) if newest is not None else last
        while month <= last:
            row = _make(customer, currency, month, found[currency])
            made += [row] if row is not None else []
            month = months_later(month, 1)
    return made


def _make(customer: Customer, currency: str, month: date, found: list[Move]) -> Statement | None:
    earlier = Statement.objects.alive().filter(customer=customer, currency=currency, month__lt=month)
    first, newest = earlier.order_by("month").first(), earlier.order_by("-month").first()
    until = month_end(month)
    now = [move for move in found if move.day <= until]
    begins = first.month if first is not None else month
    # What lies before the first statement is its opening balance.
    before = [move for move in now if move.day < begins]
    opening = newest.closing if newest is not None else balance(before)
    lines = differences([move for move in now if move.day >= begins], stated(earlier))
    if opening == 0 and not lines and newest is None:
        return None
    sums = {kind: sum((line.amount for line in lines if line.kind == kind), ZERO) for kind in Kind}
    statement = Statement(customer=customer, month=month, currency=currency, opening=opening)
    statement.goods, statement.returns = sums[Kind.GOODS], sums[Kind.RETURN]
    statement.receipts, statement.claims = sums[Kind.RECEIPT], sums[Kind.CLAIM]
    statement.closing = closing_of(
        opening, statement.goods, statement.returns, statement.receipts, statement.claims
    )
    statement.owner_id, statement.department_id = customer.owner_id, customer.department_id
    statement.number = numbering.next_free(NUMBER)
    statement.save()
    for line in lines:
        line.statement = statement
    bulk.create(StatementLine, lines, operation.current().user)
    actions.record(
        "orders.statement_made",
        statement,
        customer=customer.pk,
        month=f"{month:%Y-%m}",
        closing=str(statement.closing),
    )
    return statement


def closing_of(
    opening: Decimal, goods: Decimal, returns: Decimal, receipts: Decimal, claims: Decimal
) -> Decimal:
    return opening + goods - returns - receipts + claims


def balance(found: Iterable[Move]) -> Decimal:
    return sum((SIGNS[Kind(move.kind)] * move.amount for move in found), ZERO)


def stated(earlier: Any) -> dict[tuple[str, str, int], Decimal]:
    """What earlier statements say of each document."""
    rows = StatementLine.objects.alive().filter(statement__in=earlier.values("pk")).order_by()
    sums = rows.values("kind", "document_type", "document_id").annotate(sum=Sum("amount"))
    return {(row["kind"], row["document_type"], row["document_id"] or 0): rounded(row["sum"]) for row in sums}


def first_line(kind: str, document_type: str, document_id: int) -> StatementLine | None:
    """How a document was stated first."""
    rows = StatementLine.objects.filter(kind=kind, document_type=document_type, document_id=document_id)
    return rows.order_by("pk").first()


def differences(
    found: list[Move],
    known: dict[tuple[str, str, int], Decimal],
    stated_as: Callable[[str, str, int], StatementLine | None] = first_line,
) -> list[StatementLine]:
    """Documents that are new, or other than they were stated; what has vanished is taken back."""
    lines = []
    rest = dict(known)
    for move in found:
        off = move.amount - rest.pop(move.key, ZERO)
        if off:
            lines.append(
                StatementLine(
                    kind=move.kind,
                    day=move.day,
                    document_type=move.document_type,
                    document_id=move.document_id,
                    document_no=move.document_no,
                    text=move.text[:200],
                    quantity=move.quantity,
                    amount=off,
                )
            )
    for (kind, document_type, document_id), amount in rest.items():
        if amount:
            before = stated_as(kind, document_type, document_id)
            lines.append(
                StatementLine(
                    kind=kind,
                    day=before.day if before else clock.today(),
                    document_type=document_type,
                    document_id=document_id,
                    document_no=before.document_no if before else "",
                    text=_("taken back"),
                    amount=-amount,
                )
            )
    return sorted(lines, key=lambda line: (line.day, line.document_no))


# -- what becomes of one ---------------------------------------------------------------------------------
def send_statement(statement: Statement, *, by: Any) -> Statement:
    with transaction.atomic():
        fresh: Statement = locked(statement)
        require_move(STATEMENT, fresh.status, Status.SENT, dict(Status.choices))
        fresh.status, fresh.sent_at = Status.SENT, clock.now()
        fresh.save()
        actions.record("orders.statement_sent", fresh, by=by, customer=fresh.customer_id)
    return fresh


def answer_statement(
    statement: Statement,
    *,
    by: Any,
    status: str,
    answer: str = "",
    contact: Any = None,
    reply: dict[str, Any] | None = None,
) -> Statement:
    """The customer confirms it, or says what is wrong, of all of it or of lines.

    `reply` is what is known of an answer that he gave himself: link, name, lines, ip, agent.
    """
    reply = reply or {}
    lines = reply.get("lines") or {}
    if status not in {Status.CONFIRMED, Status.DISPUTED}:
        raise DomainError(_("A customer confirms a statement or disputes it."), "unknown", "status")
    if status == Status.DISPUTED and not (answer.strip() or lines):
        raise DomainError(_("Say what is disputed."), "required", "answer")
    with transaction.atomic():
        fresh: Statement = locked(statement)
        require_move(STATEMENT, fresh.status, status, dict(Status.choices))
        fresh.status, fresh.answer = status, in_short(fresh, answer, lines)
        fresh.answered_at, fresh.answered_by = clock.now(), contact
        fresh.save()
        note_reply(fresh, by=by, answer=answer, reply=reply)
        verb = "orders.statement_confirmed" if status == Status.CONFIRMED else "orders.statement_disputed"
        said = {"answered_by": reply["name"].strip()[:80]} if "name" in reply else {}
        actions.record(verb, fresh, by=by, customer=fresh.customer_id, answer=fresh.answer, **said)
    return fresh


def in_short(statement: Statement, answer: str, lines: dict[int, str]) -> str:
    """The answer as one text: what he says of all of it, then of each line by its document."""
    named = StatementLine.objects.alive().filter(statement=statement, pk__in=lines).order_by("day", "pk")
    parts = [answer.strip(), *(f"{row.document_no or row.day}: {lines[row.pk]}" for row in named)]
    return "; ".join(part for part in parts if part)[:400]


def note_reply(statement: Statement, *, by: Any, answer: str, reply: dict[str, Any]) -> None:
    StatementReply(
        statement=statement,
        link=reply.get("link"),
        status=statement.status,
        name=reply.get("name", "").strip()[:80],
        text=answer.strip()[:400],
        lines={str(pk): words for pk, words in (reply.get("lines") or {}).items()},
        at=statement.answered_at or clock.now(),
        ip=reply.get("ip") or None,
        agent=reply.get("agent", "")[:200],
        by=by if getattr(by, "pk", None) else None,
    ).save()


def close_statement(statement: Statement, *, by: Any) -> Statement:
    with transaction.atomic():
        fresh: Statement = locked(statement)
        require_move(STATEMENT, fresh.status, Status.CLOSED, dict(Status.choices))
        fresh.status = Status.CLOSED
        fresh.save()
        actions.record("orders.statement_closed", fresh, by=by, customer=fresh.customer_id)
    return fresh


__all__ = ["answer_statement", "close_statement", "monthly_statements", "send_statement", "statements_of"]
