"""The people of the customer who have a part in a sale."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core import actions
from core.errors import DomainError
from core.locking import locked_row

from ..models import OpportunityContact
from .opportunity import locked


def save_place(place: OpportunityContact, *, by: Any) -> OpportunityContact:
    """Name a person and his part; the first one is the main contact, and there is one of those.

    Refuses people of another customer and the same part twice.
    """
    with transaction.atomic():
        opportunity = locked(place.opportunity)
        if place.contact.customer_id != opportunity.customer_id:
            raise DomainError(
                _("%(person)s belongs to another customer.") % {"person": place.contact},
                code="foreign",
                field="contact",
            )
        others = OpportunityContact.objects.alive().filter(opportunity=opportunity).exclude(pk=place.pk)
        if others.filter(contact=place.contact, role=place.role).exists():
            raise DomainError(_("This person has this part already."), "duplicate", "role")
        main = others.filter(is_primary=True).first()
        if place.is_primary and main is not None:
            main.is_primary = False
            main.save()
        place.is_primary = place.is_primary or main is None
        is_new = place.pk is None
        try:
            with transaction.atomic():
                place.save()
        except IntegrityError:
            raise DomainError(_("This person has this part already."), "duplicate", "role")
        verb = "sales.person_added" if is_new else "sales.person_changed"
        actions.record(verb, opportunity, by=by, person=str(place.contact), role=place.role)
    return place


def remove_place(place: OpportunityContact, *, by: Any) -> None:
    """Take a person out of a sale; the next one becomes the main contact."""
    with transaction.atomic():
        opportunity = locked(place.opportunity)
        place = locked_row(OpportunityContact, place.pk)
        was_main, place.is_primary, place.is_deleted = place.is_primary, False, True
        place.save()
        following = OpportunityContact.objects.alive().filter(opportunity=opportunity).order_by("id").first()
        if was_main and following is not None:
            following.is_primary = True
            following.save()
        actions.record("sales.person_removed", opportunity, by=by, person=str(place.contact), role=place.role)
