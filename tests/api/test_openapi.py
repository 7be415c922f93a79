import pytest
from django.test import Client

from records.record_type import RECORD_TYPES
from tests import factories

from .test_notices_api import Api

pytestmark = pytest.mark.django_db


def test_the_document_describes_every_record_type_with_its_refusals():
    answer = Client().get("/api/v1/openapi.json")
    assert answer.status_code == 200 and answer["Content-Type"] == "application/json"
    document = answer.json()
    assert document["openapi"].startswith("3.1")
    for name, record in RECORD_TYPES.items():
        listed = document["paths"][f"/api/v1/{name}"]
        assert {"200", "400", "401", "403"} <= set(listed["get"]["responses"])
        one = document["paths"][f"/api/v1/{name}/{{pk}}"]
        assert {"200", "401", "403", "404"} <= set(one["get"]["responses"])
        assert ("patch" in one) == (record.form is not None)
        for operations in (listed, one):
            for operation in operations.values():
                names = [part["name"] for part in operation["parameters"]]
                assert len(names) == len(set(names)), (name, names)
                for code, response in operation["responses"].items():
                    kinds = set(response.get("content", {}))
                    assert kinds <= ({"application/json"} if code < "300" else {"application/problem+json"})


def test_every_documented_filter_is_known_to_its_list(cast):
    api = Api(cast.executive)
    factories.make_contact(factories.make_customer(owner=cast.rep))
    document = Client().get("/api/v1/openapi.json").json()
    for name, record in RECORD_TYPES.items():
        if not record.allowed(cast.executive):
            continue
        for part in document["paths"][f"/api/v1/{name}"]["get"]["parameters"]:
            if part["name"] == "cursor":
                continue
            schema = part["schema"]
            value = (schema.get("enum") or schema.get("items", {}).get("enum") or [None])[0]
            value = value or {"integer": "1", "number": "1"}.get(schema.get("type"), "2026-01-01")
            answer = api.get(f"/api/v1/{name}?{part['name']}={value}")
            # A reference to a row that does not exist may be refused, but by its name and never by a crash.
            assert answer.status_code in {200, 400}, (name, part["name"], answer.content)
            if answer.status_code == 400:
                assert answer.json()["code"] == "invalid_filter", answer.content


def test_the_process_says_that_it_lives_and_whether_it_can_work(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert Client().get("/healthz").json() == {"status": "ok"}
    answer = Client().get("/readyz")
    assert answer.status_code == 200
    assert answer.json()["database"] == answer.json()["migrations"] == "ok"


def test_the_rows_of_a_document_are_described_by_their_names(cast):
    document = Api(cast.rep).get("/api/v1/openapi.json").json()
    for name, wanted in (
        ("quotes", {"product", "quantity", "price"}),
        ("orders", {"quantity", "due_on", "schedule"}),
    ):
        body = document["paths"][f"/api/v1/{name}"]["post"]["requestBody"]["content"]["application/json"]
        given = body["schema"]["properties"]["lines"]
        rows = next(kind for kind in given.get("anyOf", [given]) if kind.get("type") == "array")
        assert wanted <= set(rows["items"]["properties"]), name
