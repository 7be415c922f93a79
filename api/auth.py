"""Who calls: the owner of a Bearer token, or a signed-in browser whose writes carry the CSRF token."""

from typing import Any

from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import gettext as _
from ninja.security import HttpBearer
from ninja.security.base import AuthBase
from ninja.utils import check_csrf

from accounts.models import ApiToken
from accounts.services import token as tokens
from core import operation

from .problems import Problem, unauthenticated

SAFE = {"GET", "HEAD", "OPTIONS"}


class TokenAuth(HttpBearer):
    """`Authorization: Bearer kam_…`; a wrong one is refused even where a session would do."""

    def __call__(self, request: HttpRequest) -> Any:
        given = request.headers.get("Authorization")
        if given is None:
            return None
        scheme, _space, secret = given.strip().partition(" ")
        found = tokens.authenticate(secret.strip()) if scheme.lower() == "bearer" else None
        if found is None:
            raise unauthenticated()
        request.user = found.user
        operation.current().user = found.user
        if found.user.language and "Accept-Language" not in request.headers:
            translation.activate(found.user.language)
        request.token = found  # type: ignore[attr-defined]
        return found

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        raise NotImplementedError


class SessionAuth(AuthBase):
    """Our own pages in the user's browser."""

    openapi_type = "apiKey"
    openapi_in = "cookie"
    openapi_name = "sessionid"

    def __call__(self, request: HttpRequest) -> Any:
        user = request.user
        if not user.is_authenticated:
            return None
        if user.must_change_password:
            raise Problem(403, "password_due", _("Change your password first."))
        if request.method not in SAFE and check_csrf(request) is not None:
            raise Problem(403, "csrf", _("The page is too old. Reload it and try again."))
        return user


def require_scope(request: HttpRequest, record_name: str) -> None:
    """Refuse (403) what the token was not made for, however much its owner may."""
    token: ApiToken | None = getattr(request, "token", None)
    if token is None:
        return
    if token.record_types and record_name not in token.record_types:
        raise Problem(
            403,
            "token_scope",
            _("This token opens only: %(names)s.") % {"names": ", ".join(token.record_types)},
        )
    if request.method not in SAFE and token.scope != ApiToken.Scope.WRITE:
        raise Problem(403, "token_scope", _("This token may only read. Make one that may write."))
