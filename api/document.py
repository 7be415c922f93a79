"""The OpenAPI description of each operation: every parameter, body and status code that can occur."""

from contextvars import ContextVar
from typing import Any

import django_filters
from django.utils.translation import override

from records.custom import definitions
from records.record_type import RecordType

from . import bodies, custom, fields
from .problems import CONTENT_TYPE
from .resources import DEFAULT_LIMIT, MAX_LIMIT, filter_names
from .uploads import MULTIPART

is_now: ContextVar[bool] = ContextVar("is_now", default=False)
TEXTS = {
    400: "A query parameter or the JSON is wrong; `errors` names it.",
    401: "No living token.",
    403: "The caller's roles or the token's scope do not allow this.",
    404: "No such record within the caller's reach.",
    405: "Method not offered.",
    409: "A rule refuses this, or somebody changed the record meanwhile.",
    412: "The record is no longer the one of If-Match.",
    413: "Body too large.",
    415: "The body is not application/json.",
    422: "Some fields are not accepted; `errors` names them.",
    500: "Our fault; it is logged.",
    503: "The database did not answer in time.",
}
PROBLEM: dict[str, Any] = {
    "type": "object",
    "required": ["type", "title", "status", "detail", "code"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "code": {"type": "string", "description": "stable slug of the reason"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["field", "message", "code"],
                "properties": {
                    "field": {"type": "string"},
                    "message": {"type": "string"},
                    "code": {"type": "string"},
                },
            },
        },
    },
}
PK = {"name": "pk", "in": "path", "required": True, "schema": {"type": "integer", "minimum": 1}}
IF_MATCH = {
    "name": "If-Match",
    "in": "header",
    "required": False,
    "description": "The ETag that was read; refuses (412) to write over somebody else's change.",
    "schema": {"type": "string", "pattern": r'^(\*|"[0-9a-f-]{1,40}")$'},
}


def problems(*codes: int) -> dict[int, Any]:
    return {
        code: {"description": TEXTS[code], "content": {CONTENT_TYPE: {"schema": PROBLEM}}}
        for code in sorted({401, 500, 503, *codes})
    }


def item(record: RecordType) -> dict[str, Any]:
    """One record as an answer gives it; a policy may leave fields out, so only the id is certain."""
    properties = {given.name: given.schema for given in (*fields.given(record.name), *_custom(record))}
    properties["id"] = {"type": "integer"}
    return {"type": "object", "required": ["id"], "properties": properties}


def _custom(record: RecordType) -> list[Any]:
    """The custom fields of this moment; none while the operations are laid out, before there is a database."""
    return custom.given(record) if is_now.get() else []


def now(record: RecordType) -> dict[str, dict[str, Any]]:
    """The descriptions that change with custom fields, by method and tail of the path."""
    token = is_now.set(True)
    try:
        found = {"get ": listing(record), "get /{pk}": reading(record)}
        if record.form is not None:
            if record.has_create:
                found["post "] = creating(record)
            found["patch /{pk}"] = changing(record)
        return found
    finally:
        is_now.reset(token)


def one(description: str, record: RecordType) -> dict[str, Any]:
    headers = {"ETag": {"schema": {"type": "string"}}}
    return {
        "description": description,
        "headers": headers,
        "content": {"application/json": {"schema": item(record)}},
    }


def listing(record: RecordType) -> dict[str, Any]:
    page = {
        "type": "object",
        "required": ["items", "next", "total"],
        "properties": {
            "items": {"type": "array", "items": item(record), "maxItems": MAX_LIMIT},
            "next": {"type": ["string", "null"], "description": "address of the next page"},
            "total": {"type": "integer", "description": "rows of all pages, as counted for the first one"},
        },
    }
    return {
        "tags": [record.name],
        "parameters": [*_control(record), *_filters(record)],
        "responses": {
            200: {"description": "One page.", "content": {"application/json": {"schema": page}}},
            304: {"description": "Unchanged since the ETag of If-None-Match."},
            **problems(400, 403),
        },
    }


def _control(record: RecordType) -> list[dict[str, Any]]:
    columns = record.columns_for() if is_now.get() else record.columns
    names = ["id", *(column.name for column in columns if column.sort)]
    sort = [sign + name for name in names for sign in ("", "-")]
    parts: list[tuple[str, dict[str, Any], str]] = [
        (
            "q",
            {"type": "string", "maxLength": 100},
            "search: Chinese, pinyin, initials, numbers, last digits",
        ),
        ("sort", {"type": "string", "enum": sort}, "a column, with - for descending"),
        (
            "limit",
            {"type": "integer", "minimum": 1, "maximum": MAX_LIMIT, "default": DEFAULT_LIMIT},
            "rows of a page",
        ),
        ("cursor", {"type": "string"}, "from `next`; never made by hand"),
    ]
    return [
        {"name": name, "in": "query", "required": False, "description": text, "schema": schema}
        for name, schema, text in parts
    ]


def _filters(record: RecordType) -> list[dict[str, Any]]:
    with override("en"):
        return [
            {
                "name": name,
                "in": "query",
                "required": False,
                "description": str(found.label or ""),
                "schema": _filter_schema(found),
            }
            for name, found in filter_names(record, has_custom=is_now.get()).items()
        ]


def _filter_schema(found: Any) -> dict[str, Any]:
    if isinstance(found, django_filters.DateFromToRangeFilter | django_filters.DateFilter):
        return {"type": "string", "format": "date"}
    if isinstance(found, django_filters.ModelMultipleChoiceFilter):
        return {"type": "array", "items": {"type": "integer", "minimum": 1}}
    if isinstance(found, django_filters.ModelChoiceFilter):
        return {"type": "integer", "minimum": 1}
    if isinstance(found, django_filters.BooleanFilter):
        return {"type": "string", "enum": ["true", "false"]}
    if isinstance(found, django_filters.NumberFilter | django_filters.RangeFilter):
        return {"type": "number"}
    choices = found.extra.get("choices")
    if isinstance(choices, list | tuple) and choices:
        words = {
            "type": "string",
            "enum": [str(value) for value, _label in choices if value not in {"", None}],
        }
        if isinstance(found, django_filters.MultipleChoiceFilter):
            return {"type": "array", "items": words}
        return words
    return {"type": "string", "maxLength": 200}


def body(record: RecordType, *, is_new: bool) -> dict[str, Any]:
    with override("en"):
        token = definitions.token() if is_now.get() else ""
        schema = bodies.schema(record.name, is_new=is_new, custom_token=token).model_json_schema()
    files = bodies.files_of(record.form) if is_new else []
    content = {"application/json": {"schema": schema}}
    if files:
        content[MULTIPART] = {"schema": with_files(schema, files, record.form.demanded)}
    if not set(files).isdisjoint(record.form.demanded):
        del content["application/json"]
    return {"required": True, "content": content}


def with_files(schema: dict[str, Any], files: list[str], demanded: tuple[str, ...] = ()) -> dict[str, Any]:
    """The description of a body that is sent in parts, files among them."""
    binary = {name: {"type": "string", "format": "binary"} for name in files}
    required = [*schema.get("required", []), *(name for name in files if name in demanded)]
    found = {**schema, "properties": {**schema.get("properties", {}), **binary}}
    return {**found, "required": required} if required else found


def reading(record: RecordType) -> dict[str, Any]:
    unchanged = {"description": "Unchanged since the ETag of If-None-Match."}
    return {
        "tags": [record.name],
        "parameters": [PK],
        "responses": {200: one("The record.", record), 304: unchanged, **problems(403, 404)},
    }


def creating(record: RecordType) -> dict[str, Any]:
    created = one("Created.", record)
    created["links"] = {
        verb: {"operationId": f"{verb}-{record.name}-one", "parameters": {"pk": "$response.body#/id"}}
        for verb in ("get", "patch", *(["delete"] if fields.may_delete(record) else []))
    }
    return {
        "tags": [record.name],
        "requestBody": body(record, is_new=True),
        "responses": {
            201: created,
            204: {"description": "Created, but beyond the caller's own view."},
            **problems(400, 403, 409, 413, 415, 422),
        },
    }


def changing(record: RecordType) -> dict[str, Any]:
    return {
        "tags": [record.name],
        "parameters": [PK, IF_MATCH],
        "requestBody": body(record, is_new=False),
        "responses": {
            200: one("Changed.", record),
            **problems(400, 403, 404, 409, 412, 413, 415, 422),
        },
    }


def deleting(record: RecordType) -> dict[str, Any]:
    return {
        "tags": [record.name],
        "parameters": [PK, IF_MATCH],
        "responses": {204: {"description": "Deleted."}, **problems(400, 403, 404, 409, 412)},
    }
