"""The verbs of a person's own mailbox: kept once it works, stopped, started again."""

from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from core import actions, clock
from core.errors import DomainError
from records import parameters
from reminders.services.telling import tell

from ..models import MailAccount

MAY_HAVE_OWN = "messaging.own_mailboxes"


def own_mailbox(user: Any) -> MailAccount | None:
    rows = MailAccount.objects.filter(owner=user, purpose=MailAccount.Purpose.PERSONAL)
    return rows.select_related("stopped_by").order_by("-is_active", "pk").first()


def keep_own(account: MailAccount, *, by: Any, is_elsewhere: bool = False) -> MailAccount:
    """Save what its person entered and what was tried; it is read from the next minute on."""
    if not parameters.get(MAY_HAVE_OWN):
        raise DomainError(_("Mailboxes are set up by administrators here."), code="not_here")
    with transaction.atomic():
        if account.pk is not None:
            _require_own(locked(account), by)
        account.name = str(by)[:80]
        account.owner, account.purpose, account.department = by, MailAccount.Purpose.PERSONAL, None
        if is_elsewhere:
            account.uid_validity, account.last_uid = None, 0
        _begin(account)
        account.save()
        actions.record("messaging.account_kept", account, by=by)
    return account


def stop(account: MailAccount, *, by: Any, reason: str = "") -> MailAccount:
    """Nothing is read from it or sent through it; what came stays. Who stops another's says why, and he is told."""
    reason = " ".join(reason.split())[:300]
    with transaction.atomic():
        fresh = locked(account)
        if by.pk != fresh.owner_id and not reason:
            raise DomainError(_("Say why."), code="required", field="stopped_because")
        if not fresh.is_active:
            return fresh
        fresh.is_active, fresh.stopped_by, fresh.stopped_because = False, by, reason
        fresh.save()
        actions.record("messaging.account_stopped", fresh, by=by, reason=reason)
        tell_of_stop(fresh, by=by)
    return fresh


def start_own(account: MailAccount, *, by: Any) -> MailAccount:
    """Its person starts it again, unless somebody else has stopped it. The caller has tried it."""
    with transaction.atomic():
        fresh = locked(account)
        _require_own(fresh, by)
        _begin(fresh)
        fresh.save()
        actions.record("messaging.account_started", fresh, by=by)
    return fresh


def tell_of_stop(account: MailAccount, *, by: Any = None) -> None:
    words = {"mailbox": account.address, "reason": account.stopped_because}
    if account.owner is not None:
        tell(
            account.owner,
            lambda: _("Your mailbox %(mailbox)s was stopped: %(reason)s") % words,
            reverse("messaging:own_mailbox"),
            by=by,
        )


def locked(account: MailAccount) -> MailAccount:
    rows = MailAccount.objects.select_for_update(of=("self",)).select_related("owner")
    found: MailAccount = rows.get(pk=account.pk)
    return found


def _begin(account: MailAccount) -> None:
    account.is_active, account.stopped_by, account.stopped_because = True, None, ""
    account.failures, account.trouble, account.next_fetch_at = 0, "", clock.now()


def _require_own(account: MailAccount, by: Any) -> None:
    if account.owner_id != by.pk:
        raise DomainError(_("This is not your mailbox."), code="not_yours")
    if account.is_barred:
        raise DomainError(
            _("%(name)s has stopped this mailbox: %(reason)s")
            % {"name": account.stopped_by, "reason": account.stopped_because},
            code="barred",
        )
