"""Who is driven through the pages, found again in a loaded database, and how they come in."""

from datetime import timedelta
from typing import Any

from bench.drive import Browser
from bench.raw import Reader

PASSWORD = "bench-password-1"  # noqa: S105
NUMBERS = {"manager": 0, "all": 1, "visitor": 2, "rep": 3}


def people() -> dict[str, Any]:
    """The users by their part: a rep, a manager, one who sees all, and one who signs in by password."""
    from accounts.models import User

    return {part: User.objects.get(username=f"bench{number}") for part, number in NUMBERS.items()}


def readers(by_part: dict[str, Any]) -> dict[str, Reader]:
    from accounts.models import Department
    from contacts.models import AccountTeamMember

    manager = by_part["manager"]
    path = manager.employee.department.path
    below = tuple(Department.objects.filter(path__startswith=path).values_list("pk", flat=True))
    rep = by_part["rep"]
    team = tuple(AccountTeamMember.objects.filter(user=rep).values_list("customer_id", flat=True))
    deep = tuple(deep_pages().items())
    return {
        "rep": Reader(rep.pk, customers=team, deep=deep),
        "manager": Reader(manager.pk, departments=below, deep=deep),
        "all": Reader(by_part["all"].pk, sees_all=True, deep=deep),
    }


def deep_pages() -> dict[str, int]:
    """A page halfway into the lists of customers and contacts, at most some 100,000 rows deep."""
    from contacts.models import Contact, Customer

    return {
        name: max(1, min(model._default_manager.count() // 2, 100_000) // 25)
        for name, model in (("customers", Customer), ("contacts", Contact))
    }


def sign_in(pk: int) -> str:
    """A session of this user, as his sign-in would leave it."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from accounts.models import User

    user = User.objects.get(pk=pk)
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "accounts.backends.RoleBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return str(session.session_key)


def browsers(port: int, by_part: dict[str, Any]) -> dict[str, Browser]:
    from accounts.services.token import create_token
    from core import clock

    manager = by_part["manager"]
    _row, secret = create_token(
        manager,
        name=f"bench {clock.now():%H:%M:%S}",
        scope="read",
        record_types=[],
        expires_at=clock.now() + timedelta(days=1),
        by=manager,
    )
    found = {part: Browser(port, sign_in(by_part[part].pk)) for part in ("rep", "manager", "all")}
    return found | {"api": Browser(port, token=secret), "visitor": Browser(port)}
