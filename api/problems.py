"""Refusals as RFC 9457 problem details, in the caller's language, each with a stable code."""

import json
import logging
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError
from ninja.errors import ValidationError as InputError

from core.errors import DomainError

log = logging.getLogger("django.request")
CONTENT_TYPE = "application/problem+json"


class Problem(Exception):
    """A refused request. `errors` names fields: dicts of field, message and code."""

    def __init__(
        self,
        status: int,
        code: str,
        detail: Any,
        errors: Sequence[dict[str, Any]] = (),
        headers: dict[str, str] | None = None,
    ) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.detail = str(detail)
        self.errors = list(errors)
        self.headers = headers or {}


def wrong(name: str, message: Any, code: str = "invalid") -> Problem:
    """400 for one query parameter."""
    error = {"field": name, "message": str(message), "code": code}
    return Problem(400, code, _("%(name)s: %(message)s") % {"name": name, "message": message}, [error])


def titles() -> dict[int, str]:
    return {
        400: _("The request is not understood"),
        401: _("Sign in first"),
        403: _("Not allowed"),
        404: _("Not found"),
        405: _("This method is not offered here"),
        409: _("Refused by a rule"),
        412: _("Changed in the meantime"),
        413: _("Too large"),
        415: _("Send JSON"),
        422: _("Some values are not accepted"),
        500: _("Something went wrong on our side"),
        503: _("Not available for a moment"),
    }


def answer(problem: Problem) -> HttpResponse:
    body: dict[str, Any] = {
        "type": f"urn:kamcrm:problem:{problem.code}",
        "title": titles().get(problem.status) or HTTPStatus(problem.status).phrase,
        "status": problem.status,
        "detail": problem.detail,
        "code": problem.code,
    }
    if problem.errors:
        body["errors"] = problem.errors
    response = HttpResponse(
        json.dumps(body, ensure_ascii=False), status=problem.status, content_type=CONTENT_TYPE
    )
    for name, value in problem.headers.items():
        response[name] = value
    return response


def unauthenticated() -> Problem:
    return Problem(
        401,
        "unauthenticated",
        _("The token is missing, unknown, expired or revoked. Send Authorization: Bearer with a living one."),
        headers={"WWW-Authenticate": 'Bearer realm="kamcrm"'},
    )


def not_found() -> Problem:
    return Problem(404, "not_found", _("There is nothing here that you may see."))


def translate(exc: Exception) -> Problem:
    """The problem that an exception means to the caller; everything unknown is our own fault and is logged."""
    if isinstance(exc, Problem):
        return exc
    if isinstance(exc, DomainError):
        said = exc.all or ([(exc.field, str(exc), exc.code)] if exc.field else [])
        errors = [{"field": field, "message": message, "code": code} for field, message, code in said]
        return Problem(422 if exc.field else 409, exc.code, exc, errors)
    if isinstance(exc, Http404):
        return not_found()
    if isinstance(exc, PermissionDenied):
        return Problem(
            403, "not_allowed", _("Your roles do not allow this. Ask your administrator for the right.")
        )
    if isinstance(exc, AuthenticationError):
        return unauthenticated()
    if isinstance(exc, RequestDataTooBig):
        return too_large()
    if isinstance(exc, InputError):
        return Problem(400, "invalid", _("The request is not understood."))
    if isinstance(exc, HttpError):
        return Problem(exc.status_code, "refused", exc)
    if isinstance(exc, SuspiciousOperation):
        return Problem(400, "invalid", _("The request is not understood."))
    log.error("API failed: %s", type(exc).__name__, exc_info=exc)
    if isinstance(exc, DatabaseError):
        return Problem(503, "unavailable", _("The database did not answer in time. Try again in a moment."))
    return Problem(500, "failed", _("We have noted the error. Try again, or tell your administrator."))


def too_large() -> Problem:
    return Problem(
        413, "too_large", _("The request is larger than one record can be. Send one record at a time.")
    )


def install(api: NinjaAPI) -> None:
    """Let every exception leave as a problem."""

    def handle(request: HttpRequest, exc: Any) -> HttpResponse:
        return answer(translate(exc))

    for kind in (Exception, AuthenticationError, InputError, HttpError, Http404):
        api.add_exception_handler(kind, handle)


def method_not_allowed(refusal: HttpResponseNotAllowed) -> HttpResponse:
    problem = Problem(
        405, "method_not_allowed", _("Allowed here: %(methods)s.") % {"methods": refusal["Allow"]}
    )
    problem.headers["Allow"] = refusal["Allow"]
    return answer(problem)
