"""People as cards: post, buying role, attitude, last contact, and how to reach them as far as one may read it."""

from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core import clock, lunar
from core.dates import humanize_day
from core.phones import normalise
from records import gate
from records.masking import MASKS

from ..models import Contact, ContactPosition, StakeholderRole
from .network import attitudes
from .rights import with_contact_rights
from .tree import in_post

PAGE = 50
TONES = {-2: "red", -1: "orange", 0: "gray", 1: "teal", 2: "green"}


@dataclass
class Card:
    contact: Contact
    posts: list[ContactPosition] = field(default_factory=list)
    roles: list[dict[str, Any]] = field(default_factory=list)
    channels: list[dict[str, Any]] = field(default_factory=list)
    last: str = ""
    next: str = ""
    is_past: bool = False


def people_cards(rows: Any, user: Any, query: Any) -> dict[str, Any]:
    """A page of people, fifty at a time, with constant queries."""
    wanted = query.get("page", "")
    page = int(wanted) if wanted.isdecimal() and 0 < len(wanted) < 6 else 1
    page = max(page, 1)
    rows = rows.select_related("customer").order_by("status", "pinyin", "id")
    found = list(rows[(page - 1) * PAGE : page * PAGE + 1])
    shown = [with_contact_rights(contact, user) for contact in found[:PAGE]]
    cards = {contact.pk: Card(contact) for contact in shown}
    posts = ContactPosition.objects.filter(in_post(), contact__in=cards).select_related("unit")
    for post in posts.order_by("-is_primary", "id"):
        cards[post.contact_id].posts.append(post)
    if gate.allowed(user, StakeholderRole):
        words = attitudes()
        for role in StakeholderRole.objects.visible_to(user).filter(contact__in=cards).order_by("-influence"):
            cards[role.contact_id].roles.append(
                {
                    "label": role.get_role_display(),
                    "attitude": words[str(role.support)],
                    "tone": TONES[role.support],
                    "influence": role.influence,
                }
            )
    for card in cards.values():
        contact = card.contact
        card.channels = channels(contact)
        if contact.last_follow_at:
            card.last = humanize_day(timezone.localtime(contact.last_follow_at).date())
        if contact.next_follow_on:
            card.next, card.is_past = (
                humanize_day(contact.next_follow_on),
                contact.next_follow_on < clock.today(),
            )
    return {
        "cards": list(cards.values()),
        "page_number": page,
        "next_page": page + 1 if len(found) > PAGE else None,
        "previous_page": page - 1 if page > 1 else None,
    }


def channels(contact: Any) -> list[dict[str, Any]]:
    """The ways to reach a person: in full where the reader may read them, else masked with a way to ask.

    The contact comes with `may_reveal` and `may_unmask`.
    """
    icons = {"mobile": "device-mobile", "phone": "phone", "email": "mail", "wechat": "brand-wechat"}
    found = []
    for name in Contact.CHANNELS:
        value = getattr(contact, name)
        if not value:
            continue
        is_open = bool(getattr(contact, "may_reveal", False))
        link = ""
        if is_open and name in {"mobile", "phone"}:
            tel = normalise(value).tel
            link = f"tel:{tel}" if tel else ""
        elif is_open and name == "email":
            link = f"mailto:{value}"
        may_ask = not is_open and getattr(contact, "may_unmask", False)
        found.append(
            {
                "name": name,
                "icon": icons[name],
                "label": contact._meta.get_field(name).verbose_name,
                "value": value if is_open else MASKS[name](value),
                "url": link,
                "is_masked": not is_open,
                "masked_url": f"{reverse('contacts:contact_unmask', args=[contact.pk])}?field={name}"
                if may_ask
                else "",
            }
        )
    return found


def birthday(contact: Contact) -> str:
    """The day as it is kept, and when it is celebrated next: 农历八月十五 · 2027-09-15."""
    if not (contact.birth_month and contact.birth_day):
        return ""
    kept = f"{contact.birth_month}-{contact.birth_day:02d}"
    if contact.birthday_calendar == Contact.Calendar.LUNAR:
        kept = lunar.LunarDate(contact.birth_month, contact.birth_day, contact.is_leap_month).label()
        if not kept.startswith(("lunar", "农历")):
            kept = _("lunar") + " " + kept if not _("lunar").startswith("农") else _("lunar") + kept
    if contact.birth_year:
        kept = f"{contact.birth_year} · {kept}"
    on = lunar.next_birthday(
        clock.today(),
        contact.birthday_calendar,
        contact.birth_month,
        contact.birth_day,
        contact.is_leap_month,
    )
    return _("%(kept)s (next: %(day)s)") % {"kept": kept, "day": on.isoformat()}


def person_facts(contact: Any, user: Any) -> dict[str, Any]:
    """What the person tab shows of the contact itself; interests only to those who may read them."""
    field_of = contact._meta.get_field
    basics = [
        {"label": field_of("gender").verbose_name, "value": contact.get_gender_display()},
        {"label": field_of("status").verbose_name, "value": contact.get_status_display()},
        {"label": field_of("code").verbose_name, "value": contact.code},
        {"label": _("birthday"), "value": birthday(contact)},
        {
            "label": field_of("preferred_channel").verbose_name,
            "value": contact.get_preferred_channel_display(),
        },
        {"label": field_of("address").verbose_name, "value": contact.address if contact.may_reveal else ""},
    ]
    may_read = bool(contact.may_sensitive)
    interests = [
        {"label": field_of(name).verbose_name, "value": getattr(contact, name)} for name in Contact.PERSONAL
    ]
    return {
        "channels": channels(contact),
        "basics": basics,
        "interests": interests if may_read else None,
        "notes": contact.notes if may_read else "",
    }
