"""Who wants no letters that go to many: said by a signed link in such a letter, kept as a list, asked before the next."""

from collections.abc import Iterable
from typing import Any

from django.core import signing
from django.db import transaction
from django.urls import reverse

from core import actions

from ..models import MailOptOut

SALT = "messaging.opt_out"


def link_for(address: str) -> str:
    """The path of the page where this address, and no other, is taken off; it does not grow old."""
    return reverse("messaging:opt_out", args=[token_for(address)])


def token_for(address: str) -> str:
    return signing.Signer(salt=SALT).sign_object(address.strip().casefold())


def address_of(token: str) -> str | None:
    """None where the token was made up or changed."""
    try:
        found = signing.Signer(salt=SALT).unsign_object(token)
    except signing.BadSignature:
        return None
    return found if isinstance(found, str) else None


def opt_out(address: str, *, by: Any = None, reason: str = "") -> MailOptOut:
    """Said twice, it is kept once."""
    address = address.strip().casefold()
    with transaction.atomic():
        row, is_new = MailOptOut.objects.get_or_create(
            address=address, defaults={"by": by, "reason": reason[:200]}
        )
        if is_new:
            actions.record("messaging.opted_out", row, by=by)
    return row


def unwilling(addresses: Iterable[str]) -> set[str]:
    """Those of the addresses, in small letters, that want no such letters."""
    asked = {address.strip().casefold() for address in addresses if address}
    return set(MailOptOut.objects.filter(address__in=asked).values_list("address", flat=True))
