"""The door of the ERP: many messages in one call, and the orders that it takes over.

Rights are those of the token's owner: the role “erp” is made for it. Each message has an answer of its own; see
docs/erp.md for the kinds and their fields.
"""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI

from core.errors import DomainError
from orders.models import ErpMessage
from orders.services import erp, erp_orders
from records import gate

from . import document
from .auth import require_scope
from .problems import Problem, too_large, wrong

SCOPE = "erp-messages"
MAX_BYTES = 4 * 1024 * 1024
MESSAGE = {
    "type": "object",
    "required": ["kind", "external_key", "payload"],
    "properties": {
        "kind": {"type": "string", "enum": [str(kind) for kind in ErpMessage.Kind]},
        "external_key": {"type": "string", "minLength": 1, "maxLength": erp.LONGEST_KEY},
        "payload": {"type": "object"},
    },
    "additionalProperties": False,
}
ANSWER = {
    "type": "object",
    "properties": {
        "kind": {"type": "string"},
        "external_key": {"type": "string"},
        "status": {"type": "string", "enum": ["done", "failed", "refused"]},
        "result": {"type": "object"},
        "error": {"type": ["object", "null"]},
    },
}


def take(request: HttpRequest) -> HttpResponse:
    """Do each message, answer for each."""
    _require(request, "add")
    if request.headers.get("Content-Type", "").split(";")[0].strip().lower() != "application/json":
        raise Problem(415, "not_json", _("Send the messages as application/json."))
    if len(request.body) > MAX_BYTES:
        raise too_large()
    try:
        body = json.loads(request.body)
    except ValueError:
        body = None
    if not isinstance(body, dict) or set(body) != {"messages"}:
        raise Problem(400, "not_json", _("The body is an object with one field, “messages”."))
    return _json({"answers": erp.take(body["messages"], by=request.user)})


def placed(request: HttpRequest) -> HttpResponse:
    """Orders placed or changed since the cursor."""
    _require(request, "view")
    unknown = sorted(set(request.GET) - {"cursor", "limit"})
    if unknown:
        raise wrong(unknown[0][:60], _("There is no such filter here."), "unknown_filter")
    limit = request.GET.get("limit", str(erp_orders.MOST))
    if not (limit.isascii() and limit.isdigit() and len(limit) < 6 and 1 <= int(limit) <= erp_orders.MOST):
        raise wrong("limit", _("Write a number from 1 to %(max)s.") % {"max": erp_orders.MOST})
    try:
        return _json(erp_orders.placed(request.user, request.GET.get("cursor", ""), int(limit)))
    except DomainError as refusal:
        raise wrong(refusal.field or "cursor", refusal, refusal.code) from None


def _require(request: HttpRequest, action: str) -> None:
    require_scope(request, SCOPE)
    gate.require_allowed(request.user, ErpMessage, action)


def _json(body: dict[str, Any]) -> HttpResponse:
    text = json.dumps(body, ensure_ascii=False)
    return HttpResponse(text, content_type="application/json", headers={"Cache-Control": "no-store"})


def _described(description: str, schema: dict[str, Any], *codes: int) -> dict[int, Any]:
    done = {"description": description, "content": {"application/json": {"schema": schema}}}
    return {200: done, **document.problems(*codes)}


def _query(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": False, "schema": schema}


def add(api: NinjaAPI) -> None:
    """Put both operations under /erp/."""
    body = {
        "type": "object",
        "required": ["messages"],
        "properties": {
            "messages": {
                "type": "array",
                "items": MESSAGE,
                "minItems": 1,
                "maxItems": erp.MOST_MESSAGES,
            }
        },
        "additionalProperties": False,
    }
    answers = {"type": "object", "properties": {"answers": {"type": "array", "items": ANSWER}}}
    orders = {
        "type": "object",
        "properties": {
            "items": {"type": "array", "items": {"type": "object"}},
            "cursor": {"type": "string"},
            "more": {"type": "boolean"},
        },
    }
    api.default_router.add_api_operation(
        "/erp/messages",
        ["POST"],
        take,
        response={200: None},
        operation_id="post-erp-messages",
        summary="Messages of the ERP, each done once",
        openapi_extra={
            "tags": ["erp"],
            "requestBody": {"required": True, "content": {"application/json": {"schema": body}}},
            "responses": _described("An answer for each.", answers, 400, 403, 413, 415, 422),
        },
    )
    api.default_router.add_api_operation(
        "/erp/orders",
        ["GET"],
        placed,
        response={200: None},
        operation_id="get-erp-orders",
        summary="Orders placed or changed since the cursor",
        openapi_extra={
            "tags": ["erp"],
            "parameters": [
                _query("cursor", {"type": "string"}),
                _query("limit", {"type": "integer", "minimum": 1, "maximum": erp_orders.MOST}),
            ],
            "responses": _described("Orders, oldest change first.", orders, 400, 403),
        },
    )
