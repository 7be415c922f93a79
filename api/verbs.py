"""What a record type lets a program do to one row beside reading and writing it: `POST /<record>/<pk>/<verb>`.

A verb whose form takes a file is sent as multipart/form-data where there is one, by the form's own names.
"""

import json
from functools import cache
from typing import Any

import pydantic
from django.http import HttpRequest, HttpResponse

from core.errors import DomainError
from records.record_type import ApiVerb, RecordType

from . import bodies, document, uploads
from .auth import require_scope
from .resources import Resource, refusal


@cache
def schema(name: str, form: Any) -> type[pydantic.BaseModel]:
    """The body of a verb: its form's fields, strictly typed."""
    fields: dict[str, Any] = {}
    taken = form.base_fields if form is not None else {}
    for key, field in taken.items():
        if isinstance(field, bodies.SKIPPED):
            continue
        kind = bodies.kind_of(field)
        needs = field.required and field.initial is None
        described = pydantic.Field(
            **({} if needs else {"default": None}), description=bodies.described(field)
        )
        fields[key] = (kind if needs else kind | None, described)
    config = pydantic.ConfigDict(extra="forbid", strict=True, protected_namespaces=())
    return pydantic.create_model(name.replace("-", "_"), __config__=config, **fields)


def perform(resource: Resource, verb: ApiVerb, request: HttpRequest, pk: int) -> HttpResponse:
    """Check the row, then the body, then do it; a service's refusal becomes the problem that it is."""
    record = resource.record
    require_scope(request, record.name)
    row = resource._found(request, pk, verb.action)
    data: dict[str, Any] = {}
    if verb.form is not None:
        if bodies.files_of(verb.form) and uploads.is_multipart(request):
            posted, files = uploads.parts(request, verb.form)
            form = verb.form(posted, files, user=request.user, subject=row)
        else:
            given = bodies.read(request, schema(f"{record.name}_{verb.name}", verb.form))
            form = verb.form(bodies.posted(verb.form, given), user=request.user, subject=row)
        if not form.is_valid():
            raise refusal(form)
        data = form.cleaned_data
    try:
        answer = verb.perform(row, request.user, data)
    except DomainError as refused:
        raise uploads.told(refused) from refused
    text = json.dumps(answer if isinstance(answer, dict) else {"id": row.pk}, ensure_ascii=False)
    return HttpResponse(text, content_type="application/json", headers={"Cache-Control": "no-store"})


def described(record: RecordType, verb: ApiVerb) -> dict[str, Any]:
    """The operation in the OpenAPI file."""
    done = {"description": "Done.", "content": {"application/json": {"schema": {"type": "object"}}}}
    extra: dict[str, Any] = {
        "tags": [record.name],
        "parameters": [document.PK],
        "responses": {200: done, **document.problems(400, 403, 404, 409, 413, 415, 422)},
    }
    if verb.form is not None:
        with document.override("en"):
            body = schema(f"{record.name}_{verb.name}", verb.form).model_json_schema()
        content = {"application/json": {"schema": body}}
        if files := bodies.files_of(verb.form):
            content[uploads.MULTIPART] = {"schema": document.with_files(body, files)}
        extra["requestBody"] = {"required": True, "content": content}
    return extra
