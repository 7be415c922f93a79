"""Links by which somebody outside reads a document without signing in: opened, found, counted, closed.

The token is told once; the database knows its digest alone.
"""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from core import clock
from core.errors import DomainError

VIEWS_PER_HOUR = 60  # beyond, a link answers “too often” until the hour is over
FRESH = timedelta(minutes=10)


def digest_of(token: str) -> str:
    """The token has 192 random bits, so a plain hash is as good as a slow one."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def opened(model: Any, *, by: Any, until: datetime, recipient: str = "", **of: Any) -> tuple[Any, str]:
    """A new link of `model` and its token."""
    token = secrets.token_urlsafe(24)
    link = model.objects.create(
        **of,
        digest=digest_of(token),
        hint=token[:6],
        recipient=recipient.strip()[:120],
        created_by=by if getattr(by, "pk", None) else None,
        created_at=clock.now(),
        expires_at=until,
    )
    return link, token


def found(rows: QuerySet[Any], token: str) -> Any:
    """The open link behind a token, else None; nothing says whether there ever was one."""
    link = rows.filter(digest=digest_of(token)).first()
    return link if link is not None and link.is_open else None


def revoked(rows: QuerySet[Any]) -> list[Any]:
    """Close those of `rows` that were not closed yet."""
    closed = list(rows.filter(revoked_at=None))
    for link in closed:
        link.revoked_at = clock.now()
        link.save(update_fields=["revoked_at"])
    return closed


def note_view(
    model: Any, link: Any, *, ip: str, agent: str, is_pdf: bool = False, is_counted: bool = False, **more: Any
) -> tuple[Any, bool]:
    """Write down that somebody looked, and say whether it is the first view of the link.

    The same reader within ten minutes is one view, unless each one counts. Refuses (`too_many`) what no reader does.
    """
    now = clock.now()
    seen = model.objects.filter(link=link)
    if seen.filter(at__gt=now - timedelta(hours=1)).count() >= VIEWS_PER_HOUR:
        raise DomainError(_("This page was opened too often. Please try again in an hour."), code="too_many")
    again = seen.filter(at__gt=now - FRESH, ip=ip or None, agent=agent[:200], is_pdf=is_pdf).exists()
    if again and not (is_pdf or is_counted):
        return None, False
    is_first = not seen.exists()
    view = model.objects.create(link=link, at=now, ip=ip or None, agent=agent[:200], is_pdf=is_pdf, **more)
    return view, is_first
