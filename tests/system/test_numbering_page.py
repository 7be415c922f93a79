"""Numbering rules in the browser: each with a preview of the number that comes next."""

import pytest

from records.models import NumberRule
from records.services.numbering import next_number
from tests.contract.tables import digest

PAGE = "/admin/numbering/"
URL = f"{PAGE}process_run/"
HTMX = {"HX-Request": "true"}
PARTS = {
    "prefix": "SP",
    "date_format": "%Y",
    "separator": "-",
    "digits": "4",
    "reset": "yearly",
    "next_serial": "",
}


@pytest.fixture
def client(cast, sign_in):
    cast.admin.language = "en"
    cast.admin.save()
    return sign_in(cast.admin)


def test_looking_and_trying_write_nothing(client):
    client.get(PAGE)
    before = digest()
    for address in (PAGE, URL, f"{URL}preview/?prefix=A&digits=4&reset=never"):
        assert client.get(address).status_code == 200
    assert digest() == before


def test_every_kind_of_document_stands_on_the_page_with_its_next_number(client):
    lines = {line.code: line for line in client.get(PAGE).context["lines"]}
    assert {"customer", "process", "process_run"} <= set(lines)
    expected = lines["customer"].preview.next
    assert next_number("customer") == expected


def test_the_preview_follows_what_is_typed_and_says_what_would_not_do(client):
    said = client.get(f"{URL}preview/", PARTS, headers=HTMX).content.decode()
    assert "-0001</strong>" in said and "begun anew" in said
    said = client.get(f"{URL}preview/", {**PARTS, "date_format": ""}, headers=HTMX).content.decode()
    assert "would give numbers twice" in said and "the year" in said
    for wrong in ("four", "", "-1", "４"):
        said = client.get(f"{URL}preview/", {**PARTS, "digits": wrong}, headers=HTMX).content.decode()
        assert "whole number" in said


def test_a_rule_is_saved_and_a_bad_one_stays_as_it_was_typed(client):
    assert client.post(URL, {**PARTS, "version": "0"}).status_code == 302
    assert next_number("process_run").endswith("-0001")
    bad = client.post(URL, {**PARTS, "version": "1", "date_format": "", "prefix": "NEW"}, headers=HTMX)
    said = bad.content.decode()
    assert bad.status_code == 422 and 'value="NEW"' in said and "the year" in said
    assert client.post(URL, {**PARTS, "version": "1", "digits": "x"}).status_code == 422
    late = client.post(URL, {**PARTS, "version": "0", "digits": "9"}, headers=HTMX)
    assert late.status_code == 409 and 'value="9"' in late.content.decode()
    assert NumberRule.objects.get(code="process_run").digits == 4
    entries = client.get(URL).context["entries"]
    assert any(change.label for entry in entries for change in entry.changes)


def test_only_who_may_change_settings_does(cast, sign_in, client):
    for who in ("security", "auditor", "rep", "nobody"):
        other = sign_in(getattr(cast, who))
        for address in (PAGE, URL, f"{URL}preview/"):
            assert other.get(address).status_code == 403
        assert other.post(URL, PARTS).status_code == 403
    assert client.get(f"{PAGE}nothing/").status_code == 404
