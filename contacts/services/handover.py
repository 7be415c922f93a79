"""Hand-over notes: written by the old owner, sent, and accepted or returned with questions by the new one."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from core import actions, clock
from core.errors import DomainError
from records import gate
from records.models import Attachment

from .. import states
from ..models import Contact, Customer, FollowUp, HandoverNote, StakeholderRole
from .follow_up import OPEN
from .telling import tell

Status = HandoverNote.Status
TEXTS = ("open_matters", "key_people", "promises", "files")


def draft_of(customer: Customer) -> dict[str, str]:
    """What the system itself knows of a customer, as a beginning: open promises, key people, files."""
    promises = FollowUp.objects.alive().filter(OPEN, customer=customer).select_related("contact")
    roles = StakeholderRole.objects.alive().filter(customer=customer).select_related("contact")
    names = [
        f"{role.contact} · {role.get_role_display()}" for role in roles.order_by("-influence", "id")[:20]
    ]
    if not names:
        people = Contact.objects.in_post().filter(customer=customer, is_deleted=False)
        recent = people.order_by(F("last_follow_at").desc(nulls_last=True), "id")[:10]
        names = [" · ".join(filter(None, [person.name, person.job_title])) for person in recent]
    files = Attachment.objects.alive().filter(
        subject_type=ContentType.objects.get_for_model(Customer), subject_id=customer.pk
    )
    last = FollowUp.objects.alive().filter(customer=customer).order_by("-at", "-id")[:3]
    return {
        "open_matters": "\n".join(f"{row.at:%Y-%m-%d} {row.text[:120]}" for row in last),
        "promises": "\n".join(
            " ".join(filter(None, [row.next_contact_on.isoformat(), str(row.contact or ""), row.next_action]))
            for row in promises.order_by("next_contact_on", "id")[:20]
            if row.next_contact_on
        ),
        "key_people": "\n".join(names),
        "files": "\n".join(files.order_by("-id").values_list("name", flat=True)[:20]),
    }


def ask_for_note(customer: Customer, *, of: Any, to: Any, by: Any) -> HandoverNote:
    """Begin a note in the name of the one who hands over, with what is known, and ask him to finish it."""
    note = HandoverNote(customer=customer, from_user=of, to_user=to, **draft_of(customer))
    save_note(note, by=by)
    words = {"name": by, "customer": customer, "to": to}
    tell(
        of,
        lambda: _("%(name)s asks you to write down for %(to)s what he must know of %(customer)s.") % words,
        note.get_absolute_url(),
        by=by,
    )
    return note


def save_note(note: HandoverNote, *, by: Any) -> HandoverNote:
    """Write a draft, or one that came back; what was accepted stays as it is."""
    if note.to_user_id == note.from_user_id:
        raise DomainError(_("Nobody hands over to himself."), code="same", field="to_user")
    if note.pk is not None and HandoverNote.objects.get(pk=note.pk).status not in (
        Status.DRAFT,
        Status.RETURNED,
    ):
        raise DomainError(_("It was sent. Only the receiver can return it."), code="not_editable")
    with transaction.atomic():
        is_new = note.pk is None
        note.save()
        if is_new:
            actions.record("contacts.handover_written", note.customer, by=by, member=str(note.to_user))
    return note


def send_note(note: HandoverNote, *, by: Any) -> HandoverNote:
    with transaction.atomic():
        fresh = _locked(note)
        _require(fresh, Status.SENT)
        if not any(getattr(fresh, name).strip() for name in TEXTS):
            raise DomainError(
                _("Write what the next owner must know."), code="required", field="open_matters"
            )
        if not gate.may(fresh.to_user, fresh.customer, "view"):
            raise DomainError(
                _("%(name)s does not see %(customer)s yet. Transfer or lend it first.")
                % {"name": fresh.to_user, "customer": fresh.customer},
                code="out_of_reach",
                field="to_user",
            )
        fresh.status, fresh.sent_at = Status.SENT, clock.now()
        fresh.save()
        _log("contacts.handover_sent", fresh, by)
        words = {"name": by, "customer": fresh.customer}
        _tell(
            fresh.to_user,
            lambda: _("%(name)s handed %(customer)s over to you: read it and accept.") % words,
            fresh,
            by,
        )
    return fresh


def accept_note(note: HandoverNote, *, by: Any) -> HandoverNote:
    with transaction.atomic():
        fresh = _for_receiver(note, by)
        _require(fresh, Status.ACCEPTED)
        fresh.status, fresh.accepted_at = Status.ACCEPTED, clock.now()
        fresh.save()
        _log("contacts.handover_accepted", fresh, by)
        words = {"name": by, "customer": fresh.customer}
        _tell(
            fresh.from_user, lambda: _("%(name)s accepted the hand-over of %(customer)s.") % words, fresh, by
        )
    return fresh


def return_note(note: HandoverNote, *, by: Any, questions: str) -> HandoverNote:
    if not questions.strip():
        raise DomainError(_("Write what is missing."), code="required", field="questions")
    with transaction.atomic():
        fresh = _for_receiver(note, by)
        _require(fresh, Status.RETURNED)
        fresh.status, fresh.questions = Status.RETURNED, questions.strip()
        fresh.save()
        _log("contacts.handover_returned", fresh, by, reason=questions.strip()[:200])
        words = {"name": by, "customer": fresh.customer}
        _tell(
            fresh.from_user,
            lambda: _("%(name)s has questions about the hand-over of %(customer)s.") % words,
            fresh,
            by,
        )
    return fresh


def _for_receiver(note: HandoverNote, by: Any) -> HandoverNote:
    fresh = _locked(note)
    if fresh.to_user_id != by.pk:
        raise DomainError(
            _("Only %(name)s can accept or return it.") % {"name": fresh.to_user}, code="not_the_receiver"
        )
    return fresh


def _locked(note: HandoverNote) -> HandoverNote:
    rows = HandoverNote.objects.alive().select_for_update(of=("self",))
    return rows.select_related("customer", "from_user", "to_user").get(pk=note.pk)  # type: ignore[no-any-return]


def _require(note: HandoverNote, to: str) -> None:
    states.require_move(states.HANDOVER_NOTE, note.status, to, dict(Status.choices))


def _log(verb: str, note: HandoverNote, by: Any, **data: Any) -> None:
    actions.record(verb, note.customer, by=by, member=str(note.to_user), **data)


def _tell(user: Any, sentence: Any, note: HandoverNote, by: Any) -> None:
    tell(user, sentence, note.get_absolute_url(), by=by)
