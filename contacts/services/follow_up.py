"""Follow-ups: what was said to a customer, and the promise to speak again.

The customer's and the contact's dates (last follow-up, next contact) are derived from these rows, under the
customer's lock; they carry no history and no version of their own, so that somebody editing the customer is not
told that it changed under his hands.
"""

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import DateField, DateTimeField, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from core import actions, clock, written
from core.errors import DomainError
from core.locking import locked_row
from core.operation import because
from core.together import over_all
from records import gate

from ..models import Contact, Customer, CustomerUnit, FollowUp

EFFECTIVE_LENGTH = 20
REMEMBERED = 20  # so many earlier texts are compared
EDIT_WINDOW = timedelta(hours=24)


def log_follow_up(
    *,
    by: Any,
    customer: Customer,
    text: str,
    kind: str = FollowUp.Kind.PHONE,
    at: datetime | None = None,
    unit: CustomerUnit | None = None,
    contact: Contact | None = None,
    next_contact_on: date | None = None,
    next_action: str = "",
    about: Any = None,
    files: Iterable[Any] = (),
    key: str = "",
) -> FollowUp:
    """Write a follow-up and answer the promises it keeps; the same `key` again gives the row already written.

    Refuses an empty text, a moment in the future, a next contact in the past, and people or units of another
    customer.
    """
    at = at or clock.now()
    with transaction.atomic():
        customer = locked_row(Customer, customer.pk)
        if key:
            written = FollowUp.objects.filter(customer=customer, by=by, ext__key=key).first()
            if written is not None:
                return written
        text = text.strip()
        _check(customer, text=text, at=at, unit=unit, contact=contact, next_contact_on=next_contact_on)
        follow_up = FollowUp(
            customer=customer,
            unit=unit or _unit_of(contact),
            contact=contact,
            kind=kind,
            text=text,
            at=at,
            next_contact_on=next_contact_on,
            next_action=next_action.strip(),
            about=about,
            by=by,
            is_effective=is_effective(customer, text, at),
            ext={"key": key} if key else {},
        )
        follow_up.save()
        _keep_promises(follow_up)
        _attach(follow_up, files, by)
        refresh_contact_dates(customer, [contact])
        actions.record("contacts.follow_up_logged", follow_up, by=by, customer=customer.pk)
    return follow_up


def edit_follow_up(*, by: Any, follow_up: FollowUp, files: Iterable[Any] = (), **facts: Any) -> FollowUp:
    """Correct one's own follow-up within a day of writing it; later only a void with a reason is left."""
    with transaction.atomic():
        customer = locked_row(Customer, follow_up.customer_id)
        follow_up = FollowUp.objects.alive().select_for_update().get(pk=follow_up.pk)
        require_editable(follow_up, by)
        old_contact = follow_up.contact
        for name, value in facts.items():
            setattr(follow_up, name, value)
        follow_up.text = follow_up.text.strip()
        _check(
            customer,
            text=follow_up.text,
            at=follow_up.at,
            unit=follow_up.unit,
            contact=follow_up.contact,
            next_contact_on=follow_up.next_contact_on if "next_contact_on" in facts else None,
        )
        follow_up.is_effective = is_effective(customer, follow_up.text, follow_up.at, but=follow_up)
        follow_up.save()
        _attach(follow_up, files, by)
        refresh_contact_dates(customer, [old_contact, follow_up.contact], starts_anew=True)
        actions.record("contacts.follow_up_changed", follow_up, by=by, customer=customer.pk)
    return follow_up


def void_follow_up(*, by: Any, follow_up: FollowUp, reason: str) -> None:
    """Take a follow-up back, with a reason; it stays in the history and counts no more."""
    reason = reason.strip()
    if not reason:
        raise DomainError(_("Say why this follow-up does not count."), code="required", field="reason")
    with transaction.atomic(), because(reason):
        customer = locked_row(Customer, follow_up.customer_id)
        follow_up = locked_row(FollowUp, follow_up.pk)
        if follow_up.is_deleted:
            raise DomainError(_("This follow-up was already taken back."), code="already_void")
        follow_up.is_deleted = True
        follow_up.save()
        refresh_contact_dates(customer, [follow_up.contact], starts_anew=True)
        actions.record("contacts.follow_up_voided", follow_up, by=by, customer=customer.pk, reason=reason)


def set_next_contact(*, by: Any, customer: Customer, on: date | None) -> None:
    """Put off the open promises of a customer to `on`, or call them handled (None)."""
    if on is not None and on < clock.today():
        raise DomainError(
            _("The next contact lies in the past. Choose today or later."),
            code="past",
            field="next_contact_on",
        )
    with transaction.atomic():
        customer = locked_row(Customer, customer.pk)
        promises = list(FollowUp.objects.alive().filter(customer=customer).filter(OPEN))
        for promise in promises:
            if on is None:
                promise.handled_at = clock.now()
            else:
                promise.next_contact_on = on
            promise.save()
        if on is not None and not promises:
            Customer.objects.filter(pk=customer.pk).update(
                next_follow_on=on
            )  # derived: see the module's text
        else:
            refresh_contact_dates(customer, [promise.contact for promise in promises])
        verb = "contacts.next_contact_set" if on else "contacts.next_contact_handled"
        actions.record(verb, customer, by=by, on=on.isoformat() if on else "")


def end_promises(customer: Customer, *, by: Any) -> int:
    """Cancel what was planned with a customer that nobody has any more; counts it. The caller holds its lock."""
    promises = list(FollowUp.objects.alive().filter(customer=customer).filter(OPEN).select_related("contact"))
    for promise in promises:
        promise.handled_at = clock.now()
        promise.save()
    if promises or customer.next_follow_on is not None:
        refresh_contact_dates(customer, [promise.contact for promise in promises])
        customer.next_follow_on = None
    return len(promises)


OPEN = Q(next_contact_on__isnull=False, handled_at__isnull=True)


def is_effective(customer: Customer, text: str, at: datetime, but: FollowUp | None = None) -> bool:
    """Whether the text says something: twenty characters at least, and not what was said there before."""
    if len(_words(text)) < EFFECTIVE_LENGTH:
        return False
    earlier = FollowUp.objects.alive().filter(customer=customer, at__lte=at)
    if but is not None:
        earlier = earlier.exclude(pk=but.pk)
    said = earlier.order_by("-at", "-id").values_list("text", flat=True)[:REMEMBERED]
    return _words(text) not in {_words(known) for known in said}


def _words(text: str) -> str:
    return re.sub(r"\s+", "", text)


def may_edit(follow_up: FollowUp, user: Any) -> bool:
    is_fresh = clock.now() - follow_up.created_at <= EDIT_WINDOW
    return bool(follow_up.by_id == user.pk and is_fresh and gate.allowed(user, FollowUp, "change"))


def require_editable(follow_up: FollowUp, user: Any) -> None:
    if not may_edit(follow_up, user):
        raise DomainError(
            _("A follow-up can be edited by its author for 24 hours. After that take it back with a reason."),
            code="not_editable",
        )


def _check(
    customer: Customer,
    *,
    text: str,
    at: datetime,
    unit: CustomerUnit | None,
    contact: Contact | None,
    next_contact_on: date | None,
) -> None:
    if not text:
        raise DomainError(_("Write what happened."), code="required", field="text")
    # A clock that runs a little ahead on somebody's phone is no lie.
    if at > clock.now() + timedelta(minutes=5):
        raise DomainError(
            _("This lies in the future. Plan it as the next contact instead."), code="future", field="at"
        )
    if next_contact_on is not None and next_contact_on < clock.today():
        raise DomainError(
            _("The next contact lies in the past. Choose today or later."),
            code="past",
            field="next_contact_on",
        )
    if contact is not None and contact.customer_id != customer.pk:
        raise DomainError(
            _("%(person)s belongs to another customer.") % {"person": contact},
            code="foreign",
            field="contact",
        )
    if unit is not None and unit.customer_id != customer.pk:
        raise DomainError(
            _("%(unit)s belongs to another customer.") % {"unit": unit}, code="foreign", field="unit"
        )


def _unit_of(contact: Contact | None) -> CustomerUnit | None:
    """The unit of the contact's main post: a talk with him is a talk with it."""
    if contact is None:
        return None
    posts = contact.positions.alive().filter(to_on__isnull=True).order_by("-is_primary", "id")
    post = posts.select_related("unit").first()
    return post.unit if post else None


def _keep_promises(follow_up: FollowUp) -> None:
    """A talk answers what was promised before it, to this person or to nobody in particular."""
    for promise in written.rows(_open_promises, ids=[follow_up.customer_id]):
        is_to_him = not follow_up.contact_id or promise.contact_id in (None, follow_up.contact_id)
        if promise.at <= follow_up.at and is_to_him and promise.pk != follow_up.pk:
            promise.handled_at = clock.now()
            promise.save()


def _open_promises(customers: list[int]) -> Any:
    return FollowUp.objects.alive().filter(OPEN, customer__pk__named=customers)


def refresh_contact_dates(
    customer: Customer, people: Iterable[Contact | None] = (), *, starts_anew: bool = False
) -> None:
    """Derive the dates of the customer and of the people named from their follow-ups.

    The last follow-up only moves forward, unless a row was corrected or taken back (`starts_anew`).
    """
    dates = _dates("customer", customer, starts_anew)
    day = _effective_day(dates.pop("effective"), customer, starts_anew)
    Customer.objects.filter(pk=customer.pk).update(**dates, last_effective_follow_on=day)
    for person in {person.pk: person for person in people if person is not None}.values():
        dates = _dates("contact", person, starts_anew)
        del dates["effective"]
        Contact.objects.filter(pk=person.pk).update(**dates)


def _dates(name: str, subject: Any, starts_anew: bool) -> dict[str, Any]:
    """The dates of a customer or contact; with them the moment of its last effective follow-up."""
    (found,) = written.rows(_said, name, ids=[subject.pk])
    last = found["last"]
    if subject.last_follow_at and not starts_anew:
        last = max(last, subject.last_follow_at) if last else subject.last_follow_at
    return {"last_follow_at": last, "next_follow_on": found["next"], "effective": found["effective"]}


def _said(ids: list[int], name: str) -> Any:
    rows = FollowUp.objects.alive().filter(**{f"{name}__pk__named": ids}).order_by()
    return rows.values(
        last=over_all("MAX", "at", DateTimeField()),
        next=over_all("MIN", "next_contact_on", DateField(), OPEN),
        effective=over_all("MAX", "at", DateTimeField(), Q(is_effective=True)),
    )


def _effective_day(last: datetime | None, customer: Customer, starts_anew: bool) -> date | None:
    day = timezone.localtime(last).date() if last else None
    known = customer.last_effective_follow_on
    return max(day, known) if day and known and not starts_anew else day or (None if starts_anew else known)


def _attach(follow_up: FollowUp, files: Iterable[Any], by: Any) -> None:
    files = list(files)
    if not files:
        return
    from records.services.attachments import attach

    for file in files:
        attach(follow_up, file, by=by)
