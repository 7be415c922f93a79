"""The API of version 1: one set of operations per declared record type, written out when the URLs are loaded."""

import json
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI

from records.custom import definitions
from records.record_type import RECORD_TYPES, ApiVerb, RecordType

from . import document, erp, history, problems, verbs
from .auth import SessionAuth, TokenAuth
from .fields import may_delete
from .resources import Resource

api = NinjaAPI(
    title="kamcrm",
    version="1",
    description="Every record type with the rights of the caller. Errors are RFC 9457 problem details.",
    urls_namespace="api-v1",
    openapi_url=None,
    docs_url=None,
    auth=[TokenAuth(), SessionAuth()],
)
problems.install(api)


def add(record: RecordType) -> None:
    """List and read always; write where the record type has a form; delete where it has a recycle bin."""
    resource = Resource(record)
    _route("GET", record, "", resource.list_rows, document.listing(record), f"List {record.name}")
    _route(
        "GET", record, "/{int:pk}", resource.read_row, document.reading(record), f"Read one of {record.name}"
    )
    if record.form is not None:
        if record.has_create:
            _route(
                "POST", record, "", resource.create_row, document.creating(record), f"Create in {record.name}"
            )
        _route(
            "PATCH",
            record,
            "/{int:pk}",
            resource.change_row,
            document.changing(record),
            f"Change in {record.name}",
        )
    for verb in record.api_verbs:
        _route_verb(resource, record, verb)
    if history.is_kept(record):
        _route_history(resource, record)
    if may_delete(record):
        _route(
            "DELETE",
            record,
            "/{int:pk}",
            resource.delete_row,
            document.deleting(record),
            f"Delete in {record.name}",
        )


def _route(
    method: str,
    record: RecordType,
    tail: str,
    view: Callable[..., HttpResponse],
    extra: dict[str, Any],
    title: str,
) -> None:
    """The operation under its documented path, and under the same path with a closing slash."""
    success = min(extra["responses"])
    name = f"{method.lower()}-{record.name}{'-one' if tail else ''}"

    if tail:

        def operation(request: HttpRequest, pk: int) -> HttpResponse:
            return view(request, pk)
    else:

        def operation(request: HttpRequest) -> HttpResponse:  # type: ignore[misc]
            return view(request)

    for path, is_shown in ((f"/{record.name}{tail}", True), (f"/{record.name}{tail}/", False)):
        api.default_router.add_api_operation(
            path,
            [method],
            operation,
            response={success: None},
            operation_id=name if is_shown else f"{name}-slash",
            summary=title,
            include_in_schema=is_shown,
            openapi_extra={**extra, "parameters": []} if not is_shown else extra,
        )


def _route_history(resource: Resource, record: RecordType) -> None:
    def operation(request: HttpRequest, pk: int) -> HttpResponse:
        return history.read(resource, request, pk)

    extra = history.described(record)
    for tail, is_shown in (("", True), ("/", False)):
        name = f"history-{record.name}-one"
        api.default_router.add_api_operation(
            f"/{record.name}/{{int:pk}}/history{tail}",
            ["GET"],
            operation,
            response={200: None},
            operation_id=name if is_shown else f"{name}-slash",
            summary=f"What changed on one of {record.name}",
            include_in_schema=is_shown,
            openapi_extra=extra if is_shown else {**extra, "parameters": []},
        )


def _route_verb(resource: Resource, record: RecordType, verb: ApiVerb) -> None:
    def operation(request: HttpRequest, pk: int) -> HttpResponse:
        return verbs.perform(resource, verb, request, pk)

    extra = verbs.described(record, verb)
    for path, is_shown in (
        (f"/{record.name}/{{int:pk}}/{verb.name}", True),
        (f"/{record.name}/{{int:pk}}/{verb.name}/", False),
    ):
        name = f"{verb.name}-{record.name}-one"
        api.default_router.add_api_operation(
            path,
            ["POST"],
            operation,
            response={200: None},
            operation_id=name if is_shown else f"{name}-slash",
            summary=verb.label,
            include_in_schema=is_shown,
            openapi_extra=extra if is_shown else {**extra, "parameters": []},
        )


def openapi(request: HttpRequest) -> HttpResponse:
    """The description; it holds no data, so everybody may read it."""
    text = json.dumps(_described(), ensure_ascii=False)
    response = HttpResponse(text, content_type="application/json")
    response["Cache-Control"] = "public, max-age=5"
    return response


def _described() -> dict[str, Any]:
    described = dict(api.get_openapi_schema(path_prefix="/api/v1/"))
    for record in RECORD_TYPES.values():
        if record.more_columns is not None or (definitions.takes(record) and definitions.of(record.name)):
            _describe_custom(described["paths"], record)
    for operations in described["paths"].values():
        for operation in operations.values():
            # What ninja reads from the signature stands already in our own, fuller list.
            own = {part["name"]: part for part in operation.get("parameters", [])}
            operation["parameters"] = list(own.values())
    return described


def _describe_custom(paths: dict[str, Any], record: RecordType) -> None:
    """Lay the descriptions with the custom fields of this moment over those of the start."""
    for place, told in document.now(record).items():
        method, tail = place.split(" ")
        operation = paths.get(f"/api/v1/{record.name}{tail}", {}).get(method)
        if operation is not None:
            operation |= {**told, "responses": {**operation["responses"], **told["responses"]}}


def index(request: HttpRequest) -> HttpResponse:
    """What there is: the record types that the caller may open."""
    names = [name for name, record in RECORD_TYPES.items() if record.allowed(request.user)]
    root = request.build_absolute_uri("/api/v1/")
    body = {"user": request.user.get_username(), "records": {name: f"{root}{name}" for name in names}}
    return HttpResponse(json.dumps(body, ensure_ascii=False), content_type="application/json")


api.default_router.add_api_operation(
    "/",
    ["GET"],
    index,
    response={200: None},
    operation_id="index",
    summary="The record types that the caller may open",
    openapi_extra={
        "responses": {
            200: {
                "description": "User name and addresses.",
                "content": {"application/json": {"schema": {"type": "object"}}},
            },
            **document.problems(),
        }
    },
)
for _record in list(RECORD_TYPES.values()):
    add(_record)
erp.add(api)
