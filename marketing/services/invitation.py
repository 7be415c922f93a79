"""Inviting by letter: one letter to each member, in the inviter's name, from a template; never to who wants none."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from contacts.models import Contact, Customer
from core import actions, clock
from core.errors import DomainError
from messaging import addresses
from messaging.models import MailTemplate
from messaging.placeholders import fill, words_for
from messaging.services.letter import send
from messaging.services.opt_out import link_for, unwilling
from records import bulk

from ..models import Campaign, CampaignMember
from .campaign import Part, Status, locked

MOST_LETTERS = 200  # in one go; the rest by asking again


@dataclass
class Outcome:
    """How many were invited, and why the others were not."""

    invited: int = 0
    unwilling: int = 0
    without_address: int = 0
    left: int = 0


def invite(campaign: Campaign, *, by: Any, template: MailTemplate | None = None, host: str = "") -> Outcome:
    """Ask everybody on the list who was not asked yet; with a template by letter, else it is only noted.

    Who wants no letters is passed over either way. A letter goes only where the inviter may read the address, and
    ends with the link (on `host`) by which its reader is taken off.
    """
    outcome = Outcome()
    with transaction.atomic():
        fresh = locked(campaign)
        if fresh.status != Status.RUNNING:
            raise DomainError(_("Only a running campaign invites."), code="not_running")
        targets = CampaignMember.objects.alive().filter(campaign=fresh, status=Part.TARGET)
        members = list(targets.select_related("customer", "contact").order_by("pk"))
        against = unwilling(_address(member) for member in members)
        willing = [member for member in members if _address(member).casefold() not in against]
        outcome.unwilling = len(members) - len(willing)
        if template is not None:
            reached = _reached(willing, by)
            outcome.without_address = len(willing) - len(reached)
            willing, outcome.left = reached[:MOST_LETTERS], max(0, len(reached) - MOST_LETTERS)
            for member in willing:
                _write(member, fresh, by, template, host)
        for member in willing:
            member.status, member.invited_at = Part.INVITED, clock.now()
        bulk.update(willing, ["status", "invited_at"], by)
        outcome.invited = len(willing)
        actions.record("marketing.campaign_invited", fresh, by=by, count=outcome.invited)
    return outcome


def _address(member: CampaignMember) -> str:
    return str(member.contact.email if member.contact is not None else member.customer.email)


def _reached(members: list[CampaignMember], by: Any) -> list[CampaignMember]:
    """Those with an address that the inviter may read."""
    people = {member.contact_id for member in members if member.contact_id}
    firms = {member.customer_id for member in members if not member.contact_id}
    people = set(Contact.objects.visible_to(by, "reveal").filter(pk__in=people).values_list("pk", flat=True))
    firms = set(Customer.objects.visible_to(by).filter(pk__in=firms, pool=None).values_list("pk", flat=True))
    return [
        member
        for member in members
        if _address(member)
        and (member.contact_id in people if member.contact_id else member.customer_id in firms)
    ]


def _write(member: CampaignMember, campaign: Campaign, by: Any, template: MailTemplate, host: str) -> None:
    words = words_for(user=by, customer=member.customer, contact=member.contact, about=campaign)
    address = _address(member)
    link = f"{host}{link_for(address)}"
    foot = _("You want no such letters? %(link)s") % {"link": link}
    send(
        by=by,
        to=addresses.joined(str(member.contact or member.customer), address),
        subject=fill(template.subject, words),
        body=f"{fill(template.body, words)}\n\n-- \n{foot}",
        about=campaign,
        customer=member.customer,
        contact=member.contact,
        template=template,
    )
