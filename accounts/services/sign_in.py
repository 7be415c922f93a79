"""The log of sign-ins, the signed-in browsers of each user, and how all of them end at once."""

import secrets
from datetime import timedelta
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.db import transaction

from core import actions, clock, operation
from core.errors import DomainError

from ..models import LoginLog, User, UserSession

Outcome = LoginLog.Outcome
SEEN_EVERY = timedelta(minutes=1)


def log_attempt(
    outcome: str, *, username: str, user: User | None = None, ip: str | None = None, user_agent: str = ""
) -> LoginLog:
    """One line of the login log."""
    return LoginLog.objects.create(
        user=user,
        username=username[:150],
        outcome=outcome,
        at=clock.now(),
        ip=ip or operation.current_ip(),
        user_agent=user_agent[:200],
    )


def note_sign_in(user: User, session_key: str, *, ip: str | None, user_agent: str) -> UserSession:
    """Remember a fresh session so that it can be seen and ended."""
    with transaction.atomic():
        log_attempt(Outcome.SUCCESS, username=user.username, user=user, ip=ip, user_agent=user_agent)
        now = clock.now()
        return UserSession.objects.create(
            user=user,
            session_key=session_key,
            ip=ip,
            user_agent=user_agent[:200],
            started_at=now,
            seen_at=now,
        )


def note_sign_out(user: User, session_key: str, *, ip: str | None, user_agent: str) -> None:
    with transaction.atomic():
        UserSession.objects.filter(session_key=session_key).delete()
        log_attempt(Outcome.SIGN_OUT, username=user.username, user=user, ip=ip, user_agent=user_agent)


def note_seen(session_key: str) -> None:
    UserSession.objects.filter(session_key=session_key).update(seen_at=clock.now())


def live_sessions(user: User) -> Any:
    """The user's sessions that still stand; rows whose session ran out are left aside."""
    standing = Session.objects.filter(expire_date__gt=clock.now()).values("session_key")
    return UserSession.objects.filter(user=user, session_key__in=standing)


def end_session(session: UserSession, *, by: Any) -> None:
    """End one browser's session at once; its next request finds nobody signed in."""
    with transaction.atomic():
        Session.objects.filter(session_key=session.session_key).delete()
        session.delete()
        log_attempt(Outcome.REVOKED, username=session.user.username, user=session.user)
        actions.record("accounts.session_ended", session.user, by=by)


def end_sessions(user: User, *, by: Any, but: str = "") -> int:
    """End all sessions of a user, except the one whose key is `but`; answers how many."""
    with transaction.atomic():
        sessions = UserSession.objects.filter(user=user).exclude(session_key=but)
        keys = list(sessions.values_list("session_key", flat=True))
        if not keys:
            return 0
        Session.objects.filter(session_key__in=keys).delete()
        sessions.delete()
        log_attempt(Outcome.REVOKED, username=user.username, user=user)
        actions.record("accounts.sessions_ended", user, by=by, count=len(keys))
        return len(keys)


def cut_access(user: User, *, by: Any) -> None:
    """Nothing of this user works any more: sign-in, sessions, tokens. His work stays his."""
    with transaction.atomic():
        user.is_active = False
        user.save(update_fields=["is_active"])
        end_sessions(user, by=by)
        user.api_tokens.filter(revoked_at=None).update(revoked_at=clock.now())


def restore_access(user: User) -> None:
    """Let the user sign in again; revoked tokens stay revoked."""
    user.is_active = True
    user.save(update_fields=["is_active"])


def change_password(user: User, password: str, *, by: Any, keep_session: str = "") -> None:
    """Set a new password that keeps the rules; all other sessions of the user end."""
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise DomainError(" ".join(error.messages), code="weak_password", field="new_password1")
    with transaction.atomic():
        user.set_password(password)
        user.must_change_password = False
        user.password_changed_at = clock.now()
        user.save()
        end_sessions(user, by=by, but=keep_session)
        actions.record("accounts.password_changed", user, by=by)


def reset_password(user: User, *, by: Any) -> str:
    """Give a random one-time password, told once to the administrator; the user must change it at sign-in."""
    password = random_password()
    with transaction.atomic():
        user.set_password(password)
        user.must_change_password = True
        user.password_changed_at = clock.now()
        user.save()
        end_sessions(user, by=by)
        actions.record("accounts.password_reset", user, by=by)
    return password


def random_password() -> str:
    """Twelve characters that nobody mistakes for one another when read aloud."""
    letters = "abcdefghjkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(letters) for _place in range(4)) for _group in range(3))
