"""Dictionaries in the browser and over the API: entries in order, merged with figures said beforehand."""

import pytest

from contacts.models import Customer
from core import jobs
from core.models import Job
from records.models import Dictionary, DictionaryItem
from records.services import dictionary_merge
from tests import factories
from tests.contract.tables import digest

PAGE = "/admin/dictionaries/"
URL = f"{PAGE}industry/"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def client(cast, sign_in):
    cast.admin.language = "en"
    cast.admin.save()
    return sign_in(cast.admin)


@pytest.fixture
def wind(cast):
    customer = factories.make_customer(owner=cast.rep)
    customer.industry = "wind"
    customer.save()
    return DictionaryItem.objects.get(dictionary__code="industry", code="wind")


def test_looking_writes_nothing(client, wind):
    client.get(PAGE)
    before = digest()
    for address in (PAGE, f"{PAGE}?q=hangye", URL, f"{URL}history/", f"{URL}{wind.pk}/merge/"):
        assert client.get(address).status_code == 200
    assert digest() == before


def test_a_dictionary_is_found_by_name_code_and_sound_and_says_who_uses_it(client):
    books = {book.row.code: book for book in client.get(PAGE, {"q": "hangye"}).context["books"]}
    assert [code for code, book in books.items() if book.is_found] == ["industry"]
    assert any("Customers" in use for use in books["industry"].used_by)


def test_an_entry_is_changed_one_at_a_time_and_a_refusal_keeps_what_was_typed(client, wind):
    address = f"{URL}{wind.pk}/"
    sent = {"name": "风力发电", "name_en": "Wind", "color": "green", "is_active": "1", "version": "1"}
    said = client.post(address, sent, headers=HTMX)
    assert said.status_code == 200 and "风力发电" in said.content.decode()
    bad = client.post(address, {**sent, "name": "港口", "version": "2"}, headers=HTMX)
    assert bad.status_code == 422 and 'value="港口"' in bad.content.decode()
    assert client.post(address, {**sent, "name": ""}).status_code == 409
    assert client.post(address, {**sent, "name": "", "version": "2"}).status_code == 422
    wind.refresh_from_db()
    assert (wind.name, wind.color) == ("风力发电", "green")


def test_a_used_entry_says_how_many_records_use_it_and_has_no_button_to_delete(client, wind):
    lines = {line.row.code: line for line in client.get(URL).context["lines"]}
    assert lines["wind"].held == 1 and lines["port"].held == 0
    page = client.post(f"{URL}{wind.pk}/", {"do": "delete"}, follow=True).content.decode()
    assert "1 records use" in page and DictionaryItem.objects.filter(pk=wind.pk).exists()
    port = lines["port"].row
    assert client.post(f"{URL}{port.pk}/", {"do": "delete"}).status_code == 302
    assert not DictionaryItem.objects.filter(pk=port.pk).exists()


def test_entries_are_added_and_put_in_order(client):
    assert client.post(f"{URL}add/", {"name": "轨道", "name_en": "Rail"}).status_code == 302
    bad = client.post(f"{URL}add/", {"name": "轨道", "name_en": "Tracks"})
    assert bad.status_code == 422 and 'value="Tracks"' in bad.content.decode()
    ids = [line.row.pk for line in client.get(URL).context["lines"]]
    assert client.post(f"{URL}order/", {"order": ids[::-1]}, headers=HTMX).status_code == 204
    assert [line.row.pk for line in client.get(URL).context["lines"]] == ids[::-1]
    assert client.post(f"{URL}order/", {"order": ids[1:]}, headers=HTMX).status_code == 409
    assert client.post(f"{URL}order/", {"order": ["x", ""]}).status_code == 302


def test_a_merge_says_its_figures_and_then_does_it(client, wind):
    energy = DictionaryItem.objects.get(dictionary__code="industry", code="energy")
    address = f"{URL}{wind.pk}/merge/"
    page = client.get(address)
    assert page.context["total"] == 1 and "1 record will change" in page.content.decode()
    assert client.post(address, {"into": wind.pk}, follow=True).status_code == 200
    assert Customer.objects.get().industry == "wind"
    said = client.post(address, {"into": energy.pk}, follow=True).content.decode()
    assert "1 record was changed" in said and Customer.objects.get().industry == "energy"
    assert client.get(f"{URL}history/").context["rows"][0].history_change_reason


def test_a_dictionary_is_made_renamed_and_deleted(client):
    made = client.post(PAGE, {"code": "colours", "name": "颜色", "name_en": "Colours"})
    assert made.status_code == 302 and made["Location"].endswith("/colours/")
    assert client.post(PAGE, {"code": "colours", "name": "色"}).status_code == 422
    client.post(f"{PAGE}colours/", {"name": "色彩", "name_en": "Hues"})
    assert Dictionary.objects.get(code="colours").name == "色彩"
    client.post(f"{PAGE}colours/", {"do": "delete"})
    assert not Dictionary.objects.filter(code="colours").exists()
    client.post(URL, {"do": "delete"})
    assert Dictionary.objects.filter(code="industry").exists()


def test_others_look_or_do_not_and_nobody_else_writes(cast, sign_in, client, wind):
    for who in ("rep", "nobody"):
        other = sign_in(getattr(cast, who))
        assert {other.get(address).status_code for address in (PAGE, URL, f"{URL}history/")} == {403}
    auditor = sign_in(cast.auditor)
    assert auditor.get(URL).status_code == 200
    for address in (PAGE, URL, f"{URL}add/", f"{URL}order/", f"{URL}{wind.pk}/", f"{URL}{wind.pk}/merge/"):
        assert auditor.post(address, {"name": "x", "do": "delete"}).status_code == 403
    assert auditor.get(f"{URL}{wind.pk}/merge/").status_code == 403
    assert client.get(f"{PAGE}nothing/").status_code == client.get(f"{URL}999999/merge/").status_code == 404


def test_everybody_reads_dictionaries_over_the_api_and_administrators_write_them(cast, sign_in, wind):
    rep, admin = sign_in(cast.rep), sign_in(cast.admin)
    found = rep.get("/api/v1/dictionaries?code=industry").json()["items"][0]
    assert {"code": "wind", "name": "风电"}.items() <= found["entries"][2].items()
    rows = rep.get("/api/v1/dictionary-entries?dictionary=industry&is_active=true&limit=200").json()
    assert "wind" in {row["code"] for row in rows["items"]}

    def send(client, method, path, body):
        return getattr(client, method)(f"/api/v1{path}", body, content_type="application/json")

    new = {"dictionary": found["id"], "name": "轨道", "name_en": "Rail"}
    assert send(rep, "post", "/dictionary-entries", new).status_code == 403
    made = send(admin, "post", "/dictionary-entries", new)
    assert made.status_code == 201 and made.json()["code"] == "rail" and made.json()["is_active"] is True
    path = f"/dictionary-entries/{made.json()['id']}"
    changed = send(admin, "patch", path, {"color": "red"})
    assert (
        changed.status_code == 200
        and changed.json()["color"] == "red"
        and changed.json()["is_active"] is True
    )
    assert send(rep, "patch", path, {"color": "blue"}).status_code == 403
    assert admin.delete(f"/api/v1/dictionary-entries/{wind.pk}").status_code == 409
    merged = send(admin, "post", f"/dictionary-entries/{wind.pk}/merge", {"into": made.json()["id"]})
    assert merged.status_code == 200, merged.content
    assert Customer.objects.get().industry == "rail"
    assert admin.delete(f"/api/v1/dictionaries/{found['id']}").status_code == 409


def test_a_merge_of_many_shows_how_far_it_is_until_it_has_ended(client, wind, monkeypatch):
    monkeypatch.setattr(dictionary_merge, "AT_ONCE", 0)
    energy = DictionaryItem.objects.get(dictionary__code="industry", code="energy")
    address = f"{URL}{wind.pk}/merge/"
    page = client.post(address, {"into": energy.pk}, follow=True)
    assert "0 of 1 records" in page.content.decode() and page["Refresh"]
    assert "How far it is" in client.get(URL).content.decode()
    job = Job.objects.get(kind=dictionary_merge.KIND)
    jobs.finish(job, Job.Status.FAILED, "lost")
    broken = client.get(address)
    assert "broke off" in broken.content.decode() and not broken.has_header("Refresh")
    client.post(address, {"do": "go-on"})
    jobs.run(Job.objects.filter(kind=dictionary_merge.KIND).latest("pk").pk)
    done = client.get(address)
    assert "1 record was changed" in done.content.decode() and not done.has_header("Refresh")
