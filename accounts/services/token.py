"""Personal keys to the API: made once, shown once, kept as a digest, and dead the moment their owner is."""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core import actions, clock, stamps
from core.errors import DomainError

from .. import access
from ..models import ApiToken

MARK = "kam_"
LONGEST = timedelta(days=366)
USE_NOTED_EVERY = timedelta(minutes=1)


def digest_of(secret: str) -> str:
    """The secret has 256 random bits, so a plain hash is as good as a slow one and costs nothing per request."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def create_token(
    user: Any,
    name: str,
    *,
    by: Any,
    scope: str = ApiToken.Scope.READ,
    record_types: Sequence[str] = (),
    expires_at: datetime | None = None,
) -> tuple[ApiToken, str]:
    """Make a key for `user` and return it with its secret, which nobody can read again.

    Raises DomainError for a key without name, with a past or too distant end, or for an account that may not
    sign in. Without `expires_at` it lives 30 days; without `record_types` it opens all that its owner may see.
    """
    now = clock.now()
    expires_at = expires_at or now + timedelta(days=30)
    name = name.strip()[:60]
    if not name:
        raise DomainError(_("Give the token a name that says what uses it."), "required", "name")
    if scope not in ApiToken.Scope.values:
        raise DomainError(_("Choose what the token may do: read, or read and write."), "invalid", "scope")
    if expires_at <= now:
        raise DomainError(_("The end must lie in the future."), "past", "expires_at")
    if expires_at > now + LONGEST:
        raise DomainError(
            _("A token lives one year at most. Choose an earlier end."), "too_long", "expires_at"
        )
    if not user.is_active:
        raise DomainError(_("This account may not sign in, so it gets no token."), "inactive")
    secret = MARK + secrets.token_urlsafe(32)
    with transaction.atomic():
        token = ApiToken.objects.create(
            user=user,
            name=name,
            digest=digest_of(secret),
            prefix=secret[:10],
            scope=scope,
            record_types=sorted(set(record_types)),
            created_at=now,
            expires_at=expires_at,
        )
        actions.record("accounts.token_created", user, by=by, name=name, scope=scope)
    return token, secret


def revoke_token(token: ApiToken, *, by: Any) -> None:
    """End a key at once; ending it twice is no error."""
    with transaction.atomic():
        ended = ApiToken.objects.filter(pk=token.pk, revoked_at__isnull=True).update(revoked_at=clock.now())
        if ended:
            actions.record("accounts.token_revoked", token.user, by=by, name=token.name)


def authenticate(secret: str) -> ApiToken | None:
    """The living key that `secret` belongs to, its user loaded; None for every other case alike.

    Only the digest is looked up, so the time of the answer says nothing about how much of a secret was right.
    """
    if not secret.startswith(MARK) or len(secret) > 100:
        return None
    now = clock.now()
    token = (
        ApiToken.objects.select_related("user")
        .annotate(**stamps.columns())
        .filter(digest=digest_of(secret), revoked_at__isnull=True, expires_at__gt=now, user__is_active=True)
        .first()
    )
    if token is not None:
        access.carry(token.user, token)
    if token is not None and (token.last_used_at is None or now - token.last_used_at >= USE_NOTED_EVERY):
        ApiToken.objects.filter(pk=token.pk).update(last_used_at=now)
    return token
