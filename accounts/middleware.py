"""Speaks each user's language, ends idle sessions, and insists on a due password change."""

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.functional import LazyObject

from .services import sign_in

FREE_PATHS = ("/sign-in", "/sign-out", "/password/", "/static/", "/i18n/", "/healthz", "/readyz", "/api/")
SEEN = "seen_at"
SEEN_EVERY_SECONDS = 60


def unwrapped(user: Any) -> Any:
    """The account itself: a page asks it hundreds of things, each of which would go through two lazy wrappers."""
    bool(user.is_authenticated)  # loads it
    while isinstance(user, LazyObject):
        user = user._wrapped
    return user


class AccountMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user = unwrapped(request.user)
        if user.is_authenticated:
            self.note_life(request)
            user = request.user
        if user.is_authenticated:
            if user.language:
                translation.activate(user.language)
                request.LANGUAGE_CODE = translation.get_language()
            if user.must_change_password and not request.path.startswith(FREE_PATHS):
                return redirect("accounts:password_change")
        return self.get_response(request)

    def note_life(self, request: HttpRequest) -> None:
        """Sign out whoever was idle too long; note others as seen, at most once a minute."""
        now, seen = time.time(), request.session.get(SEEN)
        if seen is not None and now - seen > settings.SESSION_IDLE_SECONDS:
            sign_in.note_sign_out(
                request.user,
                str(request.session.session_key),
                ip=request.META.get("REMOTE_ADDR") or None,
                user_agent=request.META.get("HTTP_USER_AGENT", ""),
            )
            logout(request)
        elif seen is None or now - seen > SEEN_EVERY_SECONDS:
            request.session[SEEN] = now
            sign_in.note_seen(str(request.session.session_key))


def note_signed_in(sender: Any, request: HttpRequest, user: Any, **kwargs: Any) -> None:
    """A fresh session counts as seen now."""
    if hasattr(request, "session"):
        request.session[SEEN] = time.time()
