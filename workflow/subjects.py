"""What a document tells the engine about itself, so that processes can be drawn over it without code.

An upper app registers each kind of document in its `AppConfig.ready()`:

    subjects.register(Subject(
        key="tier_change", model=TierChange, label=_("Change of tier"),
        facts=[Fact("tier", _("new tier"), "choice", lambda change: change.tier, choices=Customer.Tier.choices), …],
        customer=lambda change: change.customer,
        on_approved=apply_tier_change, on_rejected=drop_tier_change, …))

and asks for approval with `workflow.services.start.start_run("tier_change", change, by=user)`. The engine calls
`on_…(obj, run, by)` inside its own transaction, exactly once for each end; a DomainError raised there refuses the
whole action and is shown to the person who acted.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from records import sources

KINDS = ("number", "money", "choice", "date", "text", "person", "bool")
Handler = Callable[[Any, Any, Any], None]


def nothing(obj: Any, run: Any, by: Any) -> None:
    """The default of the `on_…` calls."""


@dataclass(frozen=True)
class Fact:
    """One value of a document: conditions test it, approvers see it, a node may hide it or let it be written.

    `kind` is number | money | choice | date | text | person | bool. `get(obj)` gives the raw value (a person is a
    User, a choice its slug). `choices` are (slug, label) pairs or a function that gives them.
    """

    name: str
    label: Any
    kind: str
    get: Callable[[Any], Any]
    choices: Sequence[tuple[str, Any]] | Callable[[], Sequence[tuple[str, Any]]] = ()
    is_shown: bool = True

    def options(self) -> list[tuple[str, Any]]:
        return list(self.choices() if callable(self.choices) else self.choices)


def _owner(obj: Any) -> Any:
    return getattr(obj, "owner", None)


def _department(obj: Any) -> Any:
    return getattr(obj, "department", None)


def _market(obj: Any) -> str:
    return str(getattr(obj, "market_type", "") or "")


def _nothing_of(obj: Any) -> Any:
    return None


def _nobody(obj: Any, role: str) -> list[Any]:
    return []


@dataclass(frozen=True, kw_only=True)
class Subject:
    """A kind of document that processes may decide about.

    `owner`, `department` and `customer_owner` are the people rules' anchors (a User, a Department, a User); `market` is
    internal | external | "" ; `amount` a Decimal or None; `team_role(obj, role)` gives users; `customer` the customer
    (or None). `is_money` forbids approval by lapse of time and sends the initiator's own step to his superior.
    `locks` closes the document against edits while a run is in hand. `editable` names the
    fields that a node may make writable; `write(obj, values, by)` then saves what the approver typed (values
    cleaned by kind). `check(obj, None, by)` may refuse a submission. Approvers may read the documents they decide.
    """

    key: str
    model: type[models.Model]
    label: Any
    facts: Sequence[Fact] = ()
    owner: Callable[[Any], Any] = _owner
    department: Callable[[Any], Any] = _department
    market: Callable[[Any], str] = _market
    amount: Callable[[Any], Decimal | None] = _nothing_of
    customer: Callable[[Any], Any] = _nothing_of
    customer_owner: Callable[[Any], Any] | None = None
    team_role: Callable[[Any, str], Iterable[Any]] = _nobody
    team_roles: Sequence[tuple[str, Any]] = ()
    is_money: bool = False
    locks: bool = True
    editable: Sequence[str] = ()
    write: Callable[[Any, dict[str, Any], Any], None] | None = None
    on_started: Handler = nothing
    on_approved: Handler = nothing
    on_rejected: Handler = nothing
    on_withdrawn: Handler = nothing
    on_returned: Handler = nothing
    on_resubmitted: Handler = nothing
    check: Handler | None = None
    icon: str = "file-text"
    extra: dict[str, Any] = field(default_factory=dict)

    def fact(self, name: str) -> Fact | None:
        return next((fact for fact in self.facts if fact.name == name), None)

    def responsible(self, obj: Any) -> Any:
        """Who looks after the customer of the document."""
        if self.customer_owner is not None:
            return self.customer_owner(obj)
        customer = self.customer(obj)
        return getattr(customer, "owner", None) if customer is not None else None

    def read(self, obj: Any) -> dict[str, Any]:
        """The facts as conditions read them: plain JSON values, frozen when a document is submitted."""
        found = {fact.name: plain(fact.get(obj)) for fact in self.facts}
        amount = self.amount(obj)
        if amount is not None:
            found.setdefault("amount", plain(amount))
        return found

    def snapshot(self, obj: Any) -> list[dict[str, Any]]:
        """What the people who decide are shown: name, label, kind, value and the words to show, in order."""
        return [
            {
                "name": fact.name,
                "label": str(fact.label),
                "kind": fact.kind,
                "value": plain(value := fact.get(obj)),
                "text": in_words(fact, value),
            }
            for fact in self.facts
            if fact.is_shown
        ]


def plain(value: Any) -> Any:
    """A value as JSON keeps it: numbers as decimal text, people and rows by id, dates in ISO form."""
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, Decimal | float):
        return str(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, models.Model):
        return value.pk
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item) for item in value]
    return str(value)


def in_words(fact: Fact, value: Any) -> str:
    """The value as people read it; choices by their label."""
    if value is None or value == "":
        return ""
    if fact.kind == "bool":
        return str(_("yes") if value else _("no"))
    if fact.kind == "choice":
        return str(dict(fact.options()).get(value, value))
    if fact.kind == "money":
        return f"{Decimal(str(value)):,.2f}"
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    return str(value)


SUBJECTS: dict[str, Subject] = {}


def register(*kinds: Subject) -> None:
    """Called by each app when it is ready; the gate then lets approvers read what they decide about."""
    from . import reach

    for subject in kinds:
        if any(fact.kind not in KINDS for fact in subject.facts):
            raise ValueError(f"{subject.key}: a fact's kind is one of {KINDS}")
        SUBJECTS[subject.key] = subject
        label = subject.model._meta.label_lower
        if label not in reach.KNOWN:
            reach.KNOWN.add(label)
            sources.add_reach(label, reach.approvers(subject.model))
            sources.add_hold(label, reach.held_by_a_run)


def get(key: str) -> Subject | None:
    return SUBJECTS.get(key)


def choices() -> list[tuple[str, Any]]:
    """The kinds of documents, as choices of a form; the empty one is a free work process."""
    return [("", _("free work process")), *((key, subject.label) for key, subject in SUBJECTS.items())]
