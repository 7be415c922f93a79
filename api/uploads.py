"""Files that come with a verb: multipart/form-data, within the limits of the pages."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, QueryDict
from django.http.multipartparser import MultiPartParserError
from django.utils.translation import gettext as _

from core.errors import DomainError

from .bodies import MAX_BYTES, invalid
from .problems import Problem, too_large

MULTIPART = "multipart/form-data"
UNREADABLE = frozenset({"not_a_picture", "picture_too_large", "empty_file", "file_kind"})
TOO_LARGE = "file_too_large"


def is_multipart(request: HttpRequest) -> bool:
    return request.headers.get("Content-Type", "").split(";")[0].strip().lower() == MULTIPART


def parts(request: HttpRequest, form: Any) -> tuple[QueryDict, Any]:
    """The texts and files of the body; a Problem where it is too large, broken, or names what the form has not."""
    length = request.headers.get("Content-Length", "")
    if length.isdecimal() and int(length) > settings.UPLOAD_MAX_BYTES + MAX_BYTES:
        raise too_large()
    try:
        posted, files = request.POST, request.FILES
    except MultiPartParserError:
        raise Problem(400, "not_multipart", _("The parts of the body cannot be read.")) from None
    unknown = sorted((set(posted) | set(files)) - set(form.base_fields))
    if unknown:
        message = _("There is no such field to write.")
        raise invalid([{"field": name[:60], "message": message, "code": "unknown_field"} for name in unknown])
    return posted, files


def told(refusal: DomainError) -> Exception:
    """A file that cannot be used is a request that cannot be used: 400, or 413 for its size."""
    if refusal.code in UNREADABLE:
        error = {"field": refusal.field or "file", "message": str(refusal), "code": refusal.code}
        return Problem(400, refusal.code, refusal, [error])
    return Problem(413, TOO_LARGE, refusal) if refusal.code == TOO_LARGE else refusal
