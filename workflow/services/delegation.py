"""Appointing somebody to decide in one's stead for a time, and ending it early."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core import actions, clock
from core.errors import DomainError
from core.locking import locked_row
from reminders.services.telling import tell

from .. import subjects
from ..assignees import is_in_service
from ..models import ApprovalDelegate


def appoint_delegate(
    *,
    by: Any,
    to: Any,
    starts_at: datetime,
    ends_at: datetime,
    doc_types: list[str] | None = None,
    reason: str = "",
) -> ApprovalDelegate:
    """While the window is open `to` may decide in the place of `by`; both see the tasks, the first acts.

    Refuses oneself, somebody who has left, a window that is over, and a second delegate for the same time.
    """
    if to.pk == by.pk:
        raise DomainError(_("Choose a colleague, not yourself."), "self", "to")
    if not is_in_service(to):
        raise DomainError(
            _("%(name)s does not work here any more. Choose somebody in service.") % {"name": to},
            "not_working",
            "to",
        )
    if ends_at <= starts_at:
        raise DomainError(_("It must end after it starts."), "end_before_start", "ends_at")
    if ends_at <= clock.now():
        raise DomainError(_("This time is over. Choose a later end."), "past", "ends_at")
    kinds = [kind for kind in doc_types or [] if kind in subjects.SUBJECTS]
    with transaction.atomic():
        locked_row(User, by.pk)
        others = ApprovalDelegate.objects.filter(
            principal=by, revoked_at=None, starts_at__lt=ends_at, ends_at__gt=starts_at
        )
        for other in others.select_related("to"):
            if not kinds or not other.doc_types or set(kinds) & set(other.doc_types):
                raise DomainError(
                    _("%(name)s stands in for you at that time already. End that first.")
                    % {"name": other.to},
                    "overlapping",
                    "starts_at",
                )
        made = ApprovalDelegate.objects.create(
            principal=by, to=to, starts_at=starts_at, ends_at=ends_at, doc_types=kinds, reason=reason.strip()
        )
        actions.record("workflow.delegation_created", made, by=by, to=str(to))
        words = {"name": by, "until": f"{ends_at:%Y-%m-%d %H:%M}"}
        tell(to, lambda: _("You stand in for %(name)s until %(until)s.") % words, "/processes/", by=by)
    return made


def revoke_delegation(delegation: ApprovalDelegate, *, by: Any) -> ApprovalDelegate:
    """End one's own delegation now; what the delegate has decided stays decided."""
    with transaction.atomic():
        delegation = ApprovalDelegate.objects.select_for_update(of=("self",)).get(pk=delegation.pk)
        if delegation.principal_id != by.pk:
            raise DomainError(_("Only who gave it may end it."), code="not_yours")
        if delegation.revoked_at is not None or delegation.ends_at <= clock.now():
            raise DomainError(_("This has ended already."), code="wrong_state")
        delegation.revoked_at = clock.now()
        delegation.save()
        actions.record("workflow.delegation_revoked", delegation, by=by, to=str(delegation.to))
    return delegation
