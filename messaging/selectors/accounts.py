"""Which mailboxes somebody may write from."""

from typing import Any

from django.db.models import Q

from accounts import access

from ..models import MailAccount


def accounts_of(user: Any) -> list[MailAccount]:
    """His own mailbox first, then those of his department and the ones above it; what takes leads in sends nothing
    in anybody's name unless it is his department's own."""
    chain = access.department_chain(user)
    rows = MailAccount.objects.filter(is_active=True).filter(
        Q(purpose=MailAccount.Purpose.PERSONAL, owner=user)
        | (~Q(purpose=MailAccount.Purpose.PERSONAL) & Q(department__in=chain))
    )
    return sorted(rows, key=lambda row: (not row.is_personal, _distance(row, chain), row.pk))


def account_for(user: Any) -> MailAccount | None:
    """The one that is taken where he names none: his own, else one shared by his very department."""
    home = access.home_department(user)
    for row in accounts_of(user):
        if row.is_personal:
            return row
        if row.purpose == MailAccount.Purpose.SHARED and home is not None and row.department_id == home.pk:
            return row
    return None


def _distance(row: MailAccount, chain: list[int]) -> int:
    return chain.index(row.department_id) if row.department_id in chain else len(chain)
