"""Family members of a contact: the least that warmth needs, never without purpose and consent."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core import actions
from core.errors import DomainError

from ..models import ContactFamily


def save_family_member(member: ContactFamily, *, by: Any) -> ContactFamily:
    """Write a family member; refuses one without consent or purpose, and of a child more than a form of address.

    Data of children under fourteen are sensitive by law: of a child no phone, no birthday and no hobbies are kept.
    """
    if member.consent == ContactFamily.Consent.NONE:
        raise DomainError(
            _("Without consent nothing about the family may be kept. Ask first."),
            code="no_consent",
            field="consent",
        )
    if not member.purpose.strip():
        raise DomainError(_("Say what this is kept for."), code="required", field="purpose")
    if member.relation == ContactFamily.Relation.CHILD:
        for name in ("phone", "hobbies", "birth_month", "birth_day"):
            if getattr(member, name):
                raise DomainError(
                    _("Of children only a form of address and the school stage are kept."),
                    code="child",
                    field=name,
                )
    if bool(member.birth_month) != bool(member.birth_day):
        raise DomainError(
            _("A birthday needs month and day."),
            code="half_a_date",
            field="birth_day" if member.birth_month else "birth_month",
        )
    with transaction.atomic():
        is_new = member.pk is None
        member.save()
        verb = "contacts.family_added" if is_new else "contacts.family_changed"
        actions.record(verb, member.contact, by=by)
    return member


def remove_family_member(member: ContactFamily, *, by: Any) -> None:
    with transaction.atomic():
        member.is_deleted = True
        member.save()
        actions.record("contacts.family_removed", member.contact, by=by)
