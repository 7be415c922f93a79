"""Photos and proofs that programs send with their verbs: as on the pages, and what is no picture is told so."""

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from sales.models import Visit
from tests.sales.visits import make_visit, placed_customer

from .test_visit_pages import a_photo

pytestmark = pytest.mark.django_db


@pytest.fixture
def visit(cast: Any, settings: Any, tmp_path: Any) -> Visit:
    settings.MEDIA_ROOT = tmp_path / "media"
    return make_visit(placed_customer(cast.rep), cast.rep)


@pytest.fixture
def call(cast: Any) -> Any:
    client = Client()
    client.force_login(cast.rep)

    def post(visit: Visit, verb: str, data: Any, **more: Any) -> Any:
        return client.post(f"/api/v1/visits/{visit.pk}/{verb}", data, **more)

    return post


PLACE = {"latitude": "22.001", "longitude": "108.6"}


def test_a_photo_comes_with_the_check_in_and_is_written_anew(visit: Visit, call: Any) -> None:
    answer = call(visit, "check_in", {**PLACE, "photo": a_photo()})
    assert answer.status_code == 200, answer.content
    visit.refresh_from_db()
    assert visit.status == "checked_in" and visit.is_within_radius
    with visit.photo.file.open() as file:
        kept = file.read()
    assert kept[:2] == b"\xff\xd8" and b"Exif" not in kept and visit.photo.name.endswith(".jpg")


@pytest.mark.parametrize(
    "bytes_", [b"GIF89a not really", b"<?php echo 1; ?>", b"%PDF-1.4", b"\x89PNG\r\n\x1a\n" + b"\0" * 40]
)
def test_what_is_no_picture_is_refused_with_400_and_nothing_happens(
    visit: Visit, call: Any, bytes_: bytes
) -> None:
    answer = call(
        visit, "check_in", {**PLACE, "photo": SimpleUploadedFile("photo.jpg", bytes_, "image/jpeg")}
    )
    body = answer.json()
    assert (answer.status_code, body["code"], body["errors"][0]["field"]) == (400, "not_a_picture", "photo")
    assert "photo.jpg" in body["detail"]
    visit.refresh_from_db()
    assert visit.status == "planned"


def test_json_still_does_without_a_photo(visit: Visit, call: Any) -> None:
    answer = call(visit, "check_in", json.dumps(PLACE), content_type="application/json")
    assert answer.status_code == 200, answer.content
    assert call(visit, "check_out", {"latitude": "22"}).status_code == 415  # no file belongs to it


def test_a_field_that_is_not_there_is_named(visit: Visit, call: Any) -> None:
    answer = call(visit, "check_in", {**PLACE, "picture": a_photo(), "status": "reviewed"})
    assert answer.status_code == 422
    assert {error["field"] for error in answer.json()["errors"]} == {"picture", "status"}


def test_a_body_that_cannot_be_taken_apart_is_refused(visit: Visit, call: Any) -> None:
    answer = call(visit, "check_in", b"--x\r\nnonsense", content_type="multipart/form-data")
    assert answer.status_code == 400


def test_a_proof_comes_with_calling_off(visit: Visit, call: Any) -> None:
    letter = SimpleUploadedFile("来函.pdf", b"%PDF-1.4 proof", "application/pdf")
    answer = call(visit, "cancel", {"whose": "customer", "reason": "停产检修", "proof": letter})
    assert answer.status_code == 200, answer.content
    visit.refresh_from_db()
    assert visit.status == "cancelled" and visit.proof.name == "来函.pdf"


def test_a_program_or_an_empty_file_is_no_proof(visit: Visit, call: Any) -> None:
    for name, content in (("a.exe", b"MZ"), ("leer.pdf", b"")):
        proof = SimpleUploadedFile(name, content)
        answer = call(visit, "cancel", {"whose": "customer", "reason": "x", "proof": proof})
        assert answer.status_code in {400, 422}, (name, answer.content)
    visit.refresh_from_db()
    assert visit.status == "planned"


def test_a_file_over_the_limit_is_413(visit: Visit, call: Any, settings: Any) -> None:
    settings.UPLOAD_MAX_BYTES = 10
    proof = SimpleUploadedFile("a.pdf", b"%PDF-1.4 long enough")
    assert call(visit, "cancel", {"whose": "customer", "reason": "x", "proof": proof}).status_code == 413


def test_the_openapi_document_says_how(cast: Any) -> None:
    client = Client()
    client.force_login(cast.rep)
    paths = client.get("/api/v1/openapi.json").json()["paths"]
    path = next(found for found in paths if found.endswith("/visits/{pk}/check_in"))
    content = paths[path]["post"]["requestBody"]["content"]
    photo = content["multipart/form-data"]["schema"]["properties"]["photo"]
    assert photo == {"type": "string", "format": "binary"} and "application/json" in content


def test_others_visits_take_no_photo(cast: Any, visit: Visit) -> None:
    client = Client()
    client.force_login(cast.other_rep)
    answer = client.post(f"/api/v1/visits/{visit.pk}/check_in", {**PLACE, "photo": a_photo()})
    assert answer.status_code == 404
