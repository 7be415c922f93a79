"""What a new record demands over the API is what openapi.json calls required, and nothing else."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.models import Role
from api import bodies
from marketing.models import ResourceFile
from records.record_type import RECORD_TYPES
from tests import factories

from .test_notices_api import Api

pytestmark = pytest.mark.django_db
# One of several has to be named; which one is the caller's to choose.
ONE_OF = {
    "contacts": {"mobile"},
    "forecasts": {"product"},
    "inquiry-lines": {"product"},
    "payment-plans": {"contract"},
}
MULTIPART = "multipart/form-data"


def described() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Each record type that can be made: its name, how it is sent, and the description of its body."""
    document = Client().get("/api/v1/openapi.json").json()
    for name in RECORD_TYPES:
        post = document["paths"][f"/api/v1/{name}"].get("post")
        if post is not None:
            kind, content = next(iter(post["requestBody"]["content"].items()))
            yield name, kind, content["schema"]


def plausible(schema: dict[str, Any], whole: dict[str, Any]) -> Any:
    """Some value of the type that the description gives."""
    schema = schema.get("anyOf", [schema])[0]
    if "$ref" in schema:
        schema = whole["$defs"][schema["$ref"].rsplit("/", 1)[1]]
    if "enum" in schema:
        return next(word for word in schema["enum"] if word)
    days = {"date": "2026-11-23", "date-time": "2026-11-23T10:00:00+08:00", "time": "10:00:00"}
    kinds: dict[Any, Any] = {"integer": 1, "number": 1, "boolean": True, "object": {}}
    if schema.get("type") == "array":
        return [plausible(schema.get("items", {}), whole)]
    return schema.get("const") or days.get(schema.get("format", "")) or kinds.get(schema.get("type"), "甲乙")


@pytest.fixture
def boss() -> Any:
    roles = tuple(Role.objects.values_list("code", flat=True))
    return factories.make_employee(None, roles=roles, username="boss")


def send(api: Api, name: str, kind: str, body: dict[str, Any]) -> Any:
    if kind != MULTIPART:
        return api.post(f"/api/v1/{name}", body)
    return api.client.post(f"/api/v1/{name}", body, headers=api.headers)


def missed(answer: Any) -> set[str]:
    errors = answer.json().get("errors", []) if answer.status_code == 422 else []
    return {error["field"] for error in errors if error["code"] == "required"}


def test_an_empty_body_is_told_of_each_required_field_and_of_no_other(boss: Any) -> None:
    api = Api(boss)
    wrong = []
    for name, kind, schema in described():
        required = set(schema.get("required", []))
        empty = missed(send(api, name, kind, {}))
        filled = {field: plausible(schema["properties"][field], schema) for field in required - {"file"}}
        later = missed(send(api, name, kind, filled)) - ONE_OF.get(name, set()) - {"file"}
        if empty != required or later:
            wrong.append((name, empty ^ required, later))
    assert not wrong


def test_what_the_form_does_not_demand_is_not_called_required(boss: Any) -> None:
    wrong = []
    for name, _kind, schema in described():
        record = RECORD_TYPES[name]
        form = record.form(instance=record.model(), user=boss)
        fields = bodies.form_fields(name)
        optional = {field for field in fields if field in form.fields and not form.fields[field].required}
        if surplus := optional & set(schema.get("required", [])):
            wrong.append((name, surplus))
    assert not wrong


def test_a_record_that_comes_with_a_file_is_sent_in_parts(boss: Any, settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path
    api = Api(boss)
    file = SimpleUploadedFile("样本.txt", "圆锥滚子轴承".encode())
    answer = api.client.post(
        "/api/v1/resource-files",
        {"title": "样本", "kind": "brochure", "file": file},
        headers=api.headers,
    )
    assert answer.status_code == 201, answer.content
    assert ResourceFile.objects.filter(pk=answer.json()["id"], title="样本").exists()
    unknown = api.client.post(
        "/api/v1/resource-files", {"title": "样本", "colour": "red"}, headers=api.headers
    )
    assert unknown.status_code == 422
    assert unknown.json()["errors"][0]["field"] == "colour"
