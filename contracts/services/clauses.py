"""The clauses and the terms of payment of a contract, as they are written: each list is written as a whole."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from core import operation
from core.errors import DomainError
from records import bulk

from ..models import Contract, ContractClause, PaymentTerm
from ..places import require_known

MOST_CLAUSES = 200
MOST_TERMS = 40
LONGEST_BODY = 20_000
HUNDRED = Decimal(100)
CLAUSE_FIELDS = ("clause_id", "title", "body", "is_required")
TERM_FIELDS = ("kind", "percent", "event", "days", "months", "from_month_end", "day")
Row = Mapping[str, Any]


def living_clauses(contract: Contract) -> list[ContractClause]:
    return list(ContractClause.objects.alive().filter(contract=contract).order_by("place", "id"))


def living_terms(contract: Contract) -> list[PaymentTerm]:
    return list(PaymentTerm.objects.alive().filter(contract=contract).order_by("place", "id"))


def clauses_in_force(contract: Contract) -> list[dict[str, Any]]:
    """The saved clauses as they would be written again."""
    return [
        {"id": row.pk, "clause": row.clause_id, "title": row.title, "body": row.body, "is_required": row.is_required}
        for row in living_clauses(contract)
    ]  # fmt: skip


def terms_in_force(contract: Contract) -> list[dict[str, Any]]:
    return [
        {"id": row.pk, **{name: getattr(row, name) for name in TERM_FIELDS}} for row in living_terms(contract)
    ]


def write_clauses(contract: Contract, rows: Sequence[Row]) -> list[ContractClause]:
    """Write the clauses over those that are there; refuses one without wording, an unknown place, and the leaving
    out of one that may not be left out."""
    if len(rows) > MOST_CLAUSES:
        raise DomainError(
            _("A contract has %(most)d clauses at most.") % {"most": MOST_CLAUSES}, "too_many", "clauses"
        )
    there = {row.pk: row for row in living_clauses(contract)}
    of_master = _inherited(contract)
    made = []
    for place, row in enumerate(rows, start=1):
        old = there.pop(row.get("id") or 0, None)
        made.append(_write_clause(contract, place, row, old, of_master))
    for left in there.values():
        if left.is_required:
            raise DomainError(
                _("The clause “%(title)s” may not be left out.") % {"title": left.title},
                "required",
                "clauses",
            )
        left.is_deleted = True
        left.save()
    bulk.create(ContractClause, [clause for clause in made if clause.pk is None], operation.current().user)
    return made


def _write_clause(
    contract: Contract, place: int, row: Row, old: ContractClause | None, of_master: dict[Any, int]
) -> ContractClause:
    title, body = str(row.get("title") or "").strip(), str(row.get("body") or "").strip()
    if not title or not body:
        raise DomainError(
            _("Clause %(place)d: write its title and its wording.") % {"place": place}, "required", "clauses"
        )
    if len(body) > LONGEST_BODY:
        raise DomainError(_("Clause %(place)d is too long.") % {"place": place}, "too_long", "clauses")
    try:
        require_known(title, body)
    except DomainError as refusal:
        text = _("Clause %(place)d: %(message)s") % {"place": place, "message": refusal.message}
        raise DomainError(text, refusal.code, "clauses")
    clause = old or ContractClause(contract=contract)
    library = row.get("clause", clause.clause_id)
    values = {
        "place": place,
        "clause_id": getattr(library, "pk", library) or None,
        "title": title[:120],
        "body": body,
        "is_required": bool(row.get("is_required", clause.is_required)) or clause.is_required,
    }
    values["inherited_id"] = of_master.get(values["clause_id"]) or of_master.get(title)
    if clause.pk is None or any(getattr(clause, name) != value for name, value in values.items()):
        for name, value in values.items():
            setattr(clause, name, value)
        if clause.pk is not None:
            clause.save()
    return clause


def _inherited(contract: Contract) -> dict[Any, int]:
    """Library clause, and title, → the clause of the master contract that stands for the same thing."""
    found: dict[Any, int] = {}
    if contract.master_id is not None:
        for row in (
            ContractClause.objects.alive().filter(contract=contract.master_id).order_by("-place", "-id")
        ):
            found[row.title] = row.pk
            if row.clause_id:
                found[row.clause_id] = row.pk
    return found


def write_terms(contract: Contract, rows: Sequence[Row]) -> list[PaymentTerm]:
    """Write the terms of payment over those that are there."""
    if len(rows) > MOST_TERMS:
        raise DomainError(
            _("A contract has %(most)d terms of payment at most.") % {"most": MOST_TERMS},
            "too_many",
            "payment_terms",
        )
    there = {row.pk: row for row in living_terms(contract)}
    made = []
    for place, row in enumerate(rows, start=1):
        term = there.pop(row.get("id") or 0, None) or PaymentTerm(contract=contract)
        before = {name: getattr(term, name) for name in (*TERM_FIELDS, "place")}
        for name in TERM_FIELDS:
            if row.get(name) not in (None, ""):
                setattr(term, name, row[name])
        term.place = place
        term.day = row.get("day") if term.event == PaymentTerm.Event.DAY else None
        _check_term(term)
        if term.pk is None or any(getattr(term, name) != value for name, value in before.items()):
            term.save()
        made.append(term)
    for left in there.values():
        left.is_deleted = True
        left.save()
    return made


def _check_term(term: PaymentTerm) -> None:
    said = {"place": term.place}
    if term.percent is None or not 0 < Decimal(term.percent) <= HUNDRED:
        raise DomainError(
            _("Term of payment %(place)d: the share is more than 0 and not more than 100.") % said,
            "bad_percent",
            "payment_terms",
        )
    if term.event == PaymentTerm.Event.DAY and term.day is None:
        raise DomainError(
            _("Term of payment %(place)d: write the fixed day.") % said, "required", "payment_terms"
        )


def shares_of(rows: Sequence[Any]) -> Decimal:
    """What the terms come to in all, in per cent."""
    return sum((Decimal(row.percent) for row in rows), Decimal(0))


def _is_equal_parts(percents: list[Decimal]) -> bool:
    """Three times 33.33 is written for three thirds."""
    exact = HUNDRED / len(percents)
    return len(set(percents)) == 1 and len(percents) > 2 and abs(percents[0] - exact) < Decimal("0.01")


def terms_warning(rows: Sequence[Any]) -> str:
    """Terms of payment come to 100 % (three times 33.33 do); a contract without any is paid as each order says."""
    total = shares_of(rows)
    if not rows or total == HUNDRED or _is_equal_parts([Decimal(row.percent) for row in rows]):
        return ""
    return _("The terms of payment come to %(total)s %%, not to 100 %%.") % {
        "total": f"{total.normalize():f}"
    }


def term_in_words(term: Any) -> str:
    """30 % advance payment, 7 days after signing."""
    after = []
    if term.months:
        after.append(_("%(months)d months") % {"months": term.months})
    if term.days:
        after.append(_("%(days)d days") % {"days": term.days})
    event = term.day.isoformat() if term.event == "day" and term.day else term.get_event_display()
    if term.from_month_end:
        event = _("the end of the month of %(event)s") % {"event": event}
    when = _("%(time)s after %(event)s") % {"time": " ".join(after), "event": event} if after else event
    share = f"{Decimal(term.percent).normalize():f} %"
    return _("%(share)s %(kind)s: %(when)s") % {"share": share, "kind": term.get_kind_display(), "when": when}
