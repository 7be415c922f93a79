"""Relations between people and companies: stored once, read from both ends."""

from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from core import actions
from core.errors import DomainError
from core.locking import locked_row

from ..models import (
    Contact,
    ContactRelation,
    Customer,
    CustomerRelation,
    PersonCustomerRelation,
    RelationType,
)

Relation = ContactRelation | PersonCustomerRelation | CustomerRelation


def relate_people(
    *,
    by: Any,
    a: Contact,
    b: Contact,
    type: RelationType,
    relation: ContactRelation | None = None,
    **facts: Any,
) -> ContactRelation:
    """Say that `a` is `type` of `b`; refuses a tie with oneself and the same tie a second time, from either end."""
    _require(type, RelationType.Applies.PEOPLE)
    if a.pk == b.pk:
        raise DomainError(_("Nobody is related to himself. Choose another person."), code="self", field="b")
    with transaction.atomic():
        # Both ends, in one order, so that two people entering the same tie at once cannot both succeed.
        list(Contact.objects.select_for_update().filter(pk__in=[a.pk, b.pk]).order_by("pk"))
        same = ContactRelation.objects.alive().filter(type=type)
        known = same.filter(a=a, b=b)
        if type.is_symmetric:
            known = known | same.filter(a=b, b=a)
        _refuse_known(known, relation)
        return _write(ContactRelation, relation, by, a=a, b=b, type=type, **facts)


def relate_person_to_company(
    *,
    by: Any,
    contact: Contact,
    customer: Customer,
    type: RelationType,
    relation: PersonCustomerRelation | None = None,
    **facts: Any,
) -> PersonCustomerRelation:
    """Say that a person is `type` of a company; refuses the same tie a second time."""
    _require(type, RelationType.Applies.PERSON_COMPANY)
    with transaction.atomic():
        locked_row(Contact, contact.pk)
        known = PersonCustomerRelation.objects.alive().filter(contact=contact, customer=customer, type=type)
        _refuse_known(known, relation)
        return _write(
            PersonCustomerRelation, relation, by, contact=contact, customer=customer, type=type, **facts
        )


def relate_companies(
    *,
    by: Any,
    a: Customer,
    b: Customer,
    type: RelationType,
    equity_pct: Decimal | None = None,
    relation: CustomerRelation | None = None,
) -> CustomerRelation:
    """Say that `a` is `type` of `b`; the shares that control one company never sum to more than 100 %."""
    _require(type, RelationType.Applies.COMPANIES)
    if a.pk == b.pk:
        raise DomainError(
            _("A company is not related to itself. Choose another one."), code="self", field="b"
        )
    with transaction.atomic():
        list(Customer.objects.select_for_update().filter(pk__in=[a.pk, b.pk]).order_by("pk"))
        same = CustomerRelation.objects.alive().filter(type=type)
        known = same.filter(a=a, b=b)
        if type.is_symmetric:
            known = known | same.filter(a=b, b=a)
        _refuse_known(known, relation)
        _check_shares(b, type, equity_pct, relation)
        return _write(CustomerRelation, relation, by, a=a, b=b, type=type, equity_pct=equity_pct)


def end_relation(*, by: Any, relation: Relation) -> None:
    """Remove a relation from both ends; it stays in the history."""
    with transaction.atomic():
        relation = type(relation).objects.alive().select_for_update().get(pk=relation.pk)
        relation.is_deleted = True
        relation.save()
        actions.record("contacts.relation_removed", _subject(relation), by=by, relation=_words(relation))


def _require(type: RelationType, applies: str) -> None:
    if type.applies != applies:
        raise DomainError(_("This kind of relation joins other ends."), code="wrong_ends", field="reading")


def _refuse_known(known: Any, relation: Relation | None) -> None:
    if known.exclude(pk=relation.pk if relation else None).exists():
        raise DomainError(_("This relation is already recorded."), code="duplicate", field="reading")


def _check_shares(company: Customer, type: RelationType, share: Decimal | None, relation: Any) -> None:
    if share is None:
        return
    if not 0 <= share <= 100:
        raise DomainError(_("A share lies between 0 and 100 %."), code="range", field="equity_pct")
    holders = CustomerRelation.objects.alive().filter(b=company, equity_pct__isnull=False)
    if relation is not None:
        holders = holders.exclude(pk=relation.pk)
    held = holders.aggregate(held=Sum("equity_pct"))["held"] or Decimal(0)
    if held + share > 100:
        raise DomainError(
            _("Others already hold %(held)s %% of %(company)s; at most %(rest)s %% are left.")
            % {"held": _plain(held), "company": company, "rest": _plain(100 - held)},
            code="shares_above_100",
            field="equity_pct",
        )


def _plain(share: Decimal) -> str:
    return f"{share:f}".rstrip("0").rstrip(".") if "." in f"{share:f}" else f"{share:f}"


def _write(model: Any, relation: Any, by: Any, **facts: Any) -> Any:
    is_new = relation is None or relation.pk is None
    relation = relation or model()
    for name, value in facts.items():
        setattr(relation, name, value)
    relation.save()
    verb = "contacts.relation_added" if is_new else "contacts.relation_changed"
    actions.record(verb, _subject(relation), by=by, relation=_words(relation))
    return relation


def _subject(relation: Any) -> Any:
    return relation.contact if isinstance(relation, PersonCustomerRelation) else relation.a


def _words(relation: Any) -> str:
    """The kind alone: a log line may be read by people who may not know the other end."""
    return relation.type.code
