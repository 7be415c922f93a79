"""The clauses and the terms of payment that the rows of a contract's file name: columns, and what they mean together."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.errors import DomainError
from records.imports import ImportField, Row, from_model

from ..models import Clause, Contract, ContractClause, PaymentTerm
from ..places import require_known
from ..services.clauses import LONGEST_BODY, MOST_TERMS, TERM_FIELDS, clauses_in_force, terms_in_force

CLAUSE, TERM = "clause", "term"  # `part` of their fields
CLAUSE_FIELDS = {
    "clause_no": "clause",
    "clause_title": "title",
    "clause_body": "body",
    "clause_required": "is_required",
}
Kind, Event = PaymentTerm.Kind, PaymentTerm.Event
# What usually goes with a kind of payment, where a row names one of the two alone.
USUAL_EVENT = {
    Kind.ADVANCE: Event.SIGNING, Kind.SHIPMENT: Event.SHIPMENT, Kind.ACCEPTANCE: Event.ACCEPTANCE,
    Kind.RETENTION: Event.ACCEPTANCE, Kind.MONTHLY: Event.INVOICE, Kind.ON_USE: Event.INVOICE,
}  # fmt: skip
USUAL_KIND = {Event.SIGNING: Kind.ADVANCE, Event.ORDER: Kind.ADVANCE, Event.SHIPMENT: Kind.SHIPMENT,
              Event.ACCEPTANCE: Kind.ACCEPTANCE}  # fmt: skip


def columns() -> list[ImportField]:
    def clause(name: str, aliases: str, label: Any = None, **facts: Any) -> ImportField:
        model = Clause if name == "code" else ContractClause
        facts |= {"label": label} if label is not None else {}
        return from_model(model, name, aliases, part=CLAUSE, **facts)

    def term(name: str, aliases: str, label: Any, **facts: Any) -> ImportField:
        return from_model(PaymentTerm, name, aliases, as_name=f"term_{name}", part=TERM, label=label, **facts)

    return [
        clause("code", "条款号|条款代码|clause no", kind="reference", as_name="clause_no",
               note=gettext_lazy("Number in the library of clauses; empty title and wording come from there")),
        clause("title", "条款名称|条款标题", gettext_lazy("title of the clause"), as_name="clause_title",
               note=gettext_lazy("A clause of the contract is known by its number or its title")),
        clause("body", "条款正文|条款内容", gettext_lazy("wording of the clause"), as_name="clause_body"),
        clause("is_required", "必备条款", gettext_lazy("clause may not be left out"), as_name="clause_required"),
        term("percent", "付款比例|付款比例(%)|比例|payment share", gettext_lazy("share of the payment (%)"), example="30",
             is_percent=True,
             note=gettext_lazy("Together 100 %; where the file names any terms of payment, they are all of them")),
        term("kind", "付款类型|款项类型|款项性质|payment kind", gettext_lazy("kind of payment")),
        term("event", "付款节点|付款条件|里程碑|milestone", gettext_lazy("payment counted from")),
        term("days", "付款天数|账期天数|账期|payment days", gettext_lazy("days until payment")),
        term("months", "付款月数|payment months", gettext_lazy("months until payment")),
        term("from_month_end", "月末起算|月结", gettext_lazy("payment from the end of the month")),
        term("day", "付款日期|固定付款日|payment day", gettext_lazy("fixed day of payment")),
    ]  # fmt: skip


def resolve_clauses(importer: Any, rows: list[Row]) -> None:
    """Find the clauses of the library; refuse an unknown one, one without words, and a title that stands twice."""
    numbers = {row.values["clause_no"] for row in rows if "clause_no" in row}
    known = (
        {clause.code: clause for clause in Clause.objects.alive().filter(code__in=numbers)} if numbers else {}
    )
    seen: set[Any] = set()
    for row in rows:
        if "clause_no" in row:
            code = row.values["clause_no"]
            if code not in known:
                words = _(
                    "The library has no clause “%(code)s”. Check its number, or write title and wording."
                )
                importer.refuse(row, "clause_no", words % {"code": code[:40]})
                continue
            row.values["clause_no"] = known[code]
        if not (key := _key(row)):
            importer.refuse(
                row, "clause_title", _("Write the title of the clause, or its number in the library.")
            )
        elif key in seen:
            importer.refuse(
                row, "clause_title", _("The same clause stands twice in this contract. Leave one out.")
            )
        seen.add(key)
        _require_places(importer, row)


def _require_places(importer: Any, row: Row) -> None:
    for name in ("clause_title", "clause_body"):
        text = row.get(name) or ""
        if len(text) > LONGEST_BODY:
            words = _("It is longer than %(most)d characters.") % {"most": LONGEST_BODY}
            importer.refuse(row, name, words)
            return
        try:
            require_known(text, "")
        except DomainError as refusal:
            importer.refuse(row, name, refusal.message)
            return


def resolve_terms(importer: Any, rows: list[Row]) -> None:
    """Each term says which share, and a fixed day where it is counted from one."""
    for place, row in enumerate(rows, start=1):
        if place > MOST_TERMS:
            words = _("A contract has %(most)d terms of payment at most.") % {"most": MOST_TERMS}
            importer.refuse(row, "term_percent", words)
        elif "term_percent" not in row:
            importer.refuse(row, "term_percent", _("Say which share of the amount this term of payment is."))
        elif row.get("term_event") == Event.DAY and "term_day" not in row:
            importer.refuse(row, "term_day", _("Write the fixed day of this term of payment."))


def wanted_clauses(importer: Any, contract: Contract, rows: list[Row]) -> list[dict[str, Any]] | None:
    """All clauses as they are to be; None where the rows say nothing else than what is there."""
    there = clauses_in_force(contract) if contract.pk else []
    wanted = [dict(row) for row in there]
    by_key: dict[Any, dict[str, Any]] = {}
    for clause in wanted:
        by_key.setdefault(clause["title"].casefold(), clause)
        by_key.setdefault(clause["clause"], clause)
    for row in rows:
        said = {field: row.values[name] for name, field in CLAUSE_FIELDS.items() if name in row}
        library = said.pop("clause", None)
        old = by_key.get(_key(row))
        if old is None and library is None and not said.get("body"):
            importer.refuse_part(row, "clause_body", _("Write the wording of a new clause."))
        if old is None:
            fresh = {"title": library.title, "body": library.body, "clause": library.pk} if library else {}
            wanted.append({**fresh, **said})
        else:
            old.update(said | ({"clause": library.pk} if library else {}))
    return wanted if rows and wanted != there else None


def wanted_terms(contract: Contract, rows: list[Row]) -> list[dict[str, Any]] | None:
    """All terms as the rows name them, the first over the first that is there; None where that changes nothing."""
    there = terms_in_force(contract) if contract.pk else []
    wanted = []
    for place, row in enumerate(rows):
        said = {name: row.values[f"term_{name}"] for name in TERM_FIELDS if f"term_{name}" in row}
        wanted.append({**there[place], **said} if place < len(there) else with_usual(said))
    return wanted if rows and wanted != there else None


def with_usual(said: dict[str, Any]) -> dict[str, Any]:
    """A new term with what its kind, or its event, usually means: 月结 counts from the end of the invoice's month."""
    if "kind" in said and "event" not in said:
        said["event"] = Event.DAY if "day" in said else USUAL_EVENT.get(said["kind"], Event.SIGNING)
        if said["kind"] == Kind.MONTHLY:
            said.setdefault("from_month_end", True)
    elif "kind" not in said:
        said.setdefault("event", Event.DAY if "day" in said else Event.SIGNING)
        said["kind"] = USUAL_KIND.get(said["event"], Kind.OTHER)
    return said


def _key(row: Row) -> Any:
    """By what a clause is known in its contract: its number in the library, else its title."""
    library = row.get("clause_no")
    return library.pk if library is not None else str(row.get("clause_title") or "").casefold()
