"""What is known that a lead may repeat: other leads and customers; beyond reach only that something is there."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from contacts import validation
from contacts.selectors.duplicates import Hit, customer_hits
from core import company_names
from core.joining import listed
from core.phones import digits
from records.masking import reads_channels

from ..models import Lead

SHOWN = 5
LEAST_DIGITS = 7


def lead_hits(
    user: Any, *, company: str = "", phone: str = "", email: str = "", besides: int | None = None
) -> list[Hit]:
    """Leads of the same company, number or mail, then customers of a like name."""
    key = company_names.normalise(validation.clean_text(company))[:120]
    number = digits(phone)[-11:]
    same = Q(pk__in=[])
    if len(key) >= 2:
        same |= Q(company_key=key)
    if len(number) >= LEAST_DIGITS:
        same |= Q(phone_digits=number)
    if "@" in email:
        same |= Q(email__iexact=email.strip()[:254])
    found = list(Lead.objects.alive().filter(same).exclude(pk=besides or 0).order_by("-id")[: SHOWN * 2])
    pks = [lead.pk for lead in found]
    rows = Lead.objects.visible_to(user).filter(pk__in=pks).with_may(user, "reveal")
    seen = rows.select_related("owner") if pks else []
    # A hit by number or mail is named only to who may read these: else the mask could be guessed digit by digit.
    named = [lead for lead in seen if reads_channels(user, lead) or lead.company_key == key]
    visible = {lead.pk: lead for lead in named}
    hits = [_named(visible[lead.pk], key, number) for lead in found if lead.pk in visible][:SHOWN]
    if len(hits) < len(found) and len(visible) < len(found):
        hits.append(Hit(_("A lead"), _("known already"), detail=_("outside your scope; ask your manager")))
    return [*hits, *customer_hits(user, name=company, email=email)]


def _named(lead: Lead, key: str, number: str) -> Hit:
    why = _("same mail address")
    if number and lead.phone_digits == number and lead.may_reveal:  # type: ignore[attr-defined]
        why = _("same phone")
    elif key and lead.company_key == key:
        why = _("same company")
    detail = listed(fact for fact in (lead.get_status_display(), lead.owner) if fact)
    return Hit(lead.title, why, lead.get_absolute_url(), detail, certain=True)
