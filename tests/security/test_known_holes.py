"""Holes that others had, tried on us. V-numbers: docs/testing.md."""

import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.models import ApiToken, User
from accounts.services.token import create_token
from contacts.models import Contact, Customer
from records import search
from tests import factories

pytestmark = pytest.mark.django_db
PHONE = "13977665544"


def bearer(user: User, **facts: Any) -> dict[str, str]:
    _token, secret = create_token(user, "test", by=user, **facts)
    return {"Authorization": f"Bearer {secret}"}


@pytest.fixture
def masked(cast: Any) -> Contact:
    """A person whose name finance may read, but not his number."""
    contact = factories.make_contact(
        factories.make_customer(owner=cast.rep), "蒙面人", mobile=PHONE, email="hidden@example.com"
    )
    search.index(contact)
    return contact


def test_a_masked_number_shows_by_no_road(cast: Any, sign_in: Callable, masked: Contact) -> None:
    """V05: the page, list, search, pick, API, stream and business card of somebody who may not read numbers."""
    client = sign_in(cast.finance)
    roads = [
        reverse("contacts:contact_detail", args=[masked.pk]),
        masked.customer.get_absolute_url() + f"?node=contact-{masked.pk}",
        reverse("contacts:contact_list") + "?columns=name,mobile,email,phone",
        reverse("search") + "?q=蒙面人",
        reverse("records:pick", args=["contacts"]) + "?q=蒙面人",
        reverse("contacts:stream", args=["contact", masked.pk]),
        reverse("contacts:contact_vcard", args=[masked.pk]),
        f"/api/v1/contacts/{masked.pk}",
        "/api/v1/contacts",
    ]
    shown = [
        road
        for road in roads
        if PHONE in (body := client.get(road).content.decode(errors="replace")) or "hidden@example" in body
    ]
    assert not shown


@pytest.mark.parametrize("hit", [PHONE, PHONE[-4:], PHONE[-8:], "hidden@example.com"])
def test_nothing_tells_whether_a_masked_number_was_guessed(
    cast: Any, sign_in: Callable, masked: Contact, hit: str
) -> None:
    """V16, V17: no search, filter, sort or choice answers “yes” to a number that one may not read."""
    client = sign_in(cast.finance)
    for road in (
        reverse("search") + f"?q={hit}",
        reverse("contacts:contact_list") + f"?q={hit}",
        reverse("records:pick", args=["contacts"]) + f"?q={hit}",
        reverse("records:pick", args=["contacts"]) + f"?mobile={hit}&mobile_key={hit}&q=%23",
        f"/api/v1/contacts?q={hit}",
    ):
        assert "蒙面人" not in json.dumps(body_of(client.get(road)), ensure_ascii=False), road


def body_of(response: Any) -> Any:
    is_json = "json" in response.headers.get("Content-Type", "")
    return response.json() if is_json else response.content.decode()


def test_choices_are_not_narrowed_by_plain_columns(cast: Any, sign_in: Callable, masked: Contact) -> None:
    client = sign_in(cast.finance)
    url = reverse("records:pick", args=["contacts"])
    assert (
        client.get(f"{url}?mobile_key={PHONE}").json() == client.get(f"{url}?mobile_key=13900000000").json()
    )


def test_sorting_by_what_one_may_not_read_is_ignored(cast: Any, sign_in: Callable, masked: Contact) -> None:
    listing = (
        sign_in(cast.finance).get(reverse("contacts:contact_list") + "?sort=mobile_key").context["listing"]
    )
    assert listing.sort is None


def test_no_answer_holds_a_stored_secret(cast: Any, sign_in: Callable) -> None:
    """V04, V09: neither password hash nor the digest of a token, in no page or schema."""
    token, _secret = create_token(cast.rep, "mine", by=cast.rep)
    secrets = [cast.rep.password, token.digest]
    roads = [
        reverse("accounts:profile"),
        reverse("accounts:tokens"),
        "/api/v1/employees",
        "/api/v1/openapi.json",
    ]
    roads += [reverse("system:employee_detail", args=[cast.rep.employee.pk])]
    for user in (cast.rep, cast.admin):
        client = sign_in(user)
        for road in roads:
            body = client.get(road).content.decode()
            assert not [secret for secret in secrets if secret in body], road
    schema = client.get("/api/v1/openapi.json").content.decode()
    assert not [word for word in ("password", "digest", "secret_key", "totp") if f'"{word}' in schema]


def test_foreign_ids_in_a_form_are_refused(cast: Any, sign_in: Callable) -> None:
    """V07: a contact of somebody else's customer, a unit of another customer, an owner who is none."""
    foreign = factories.make_customer(owner=cast.other_rep)
    unit, mine = factories.make_unit(foreign), factories.make_customer(owner=cast.rep)
    client = sign_in(cast.rep)
    for body in (
        {"customer": foreign.pk, "name": "外人", "mobile": "13811112222"},
        {"customer": mine.pk, "unit": unit.pk, "name": "外人", "mobile": "13811112222"},
    ):
        assert client.post(reverse("contacts:contact_create"), body).status_code == 422
    answer = client.post("/api/v1/contacts", body, content_type="application/json")
    assert answer.status_code in {403, 422} and not Contact.objects.filter(name="外人").exists()
    follow_up = {"customer": foreign.pk, "text": "别人的客户，不该写进来", "kind": "phone"}
    assert client.post(reverse("contacts:follow_up_create"), follow_up).status_code in {403, 404, 422}


def test_fields_that_no_form_has_cannot_be_set(cast: Any, sign_in: Callable) -> None:
    """V15: neither by the form nor over the API does anybody become more than he is."""
    client = sign_in(cast.rep)
    body = {"name": "越权有限公司", "is_deleted": True, "created_by": cast.admin.pk, "deal_status": "dealt"}
    client.post(reverse("contacts:customer_create"), body)
    answer = client.post("/api/v1/customers", body, content_type="application/json")
    assert answer.status_code == 422
    assert not Customer.objects.filter(deal_status="dealt").exists()
    client.post(reverse("accounts:profile"), {"language": "en", "is_superuser": "on", "kind": "system"})
    assert not User.objects.get(pk=cast.rep.pk).is_superuser


def test_who_is_disabled_is_out_at_once(cast: Any, sign_in: Callable) -> None:
    """V14: the open session and the token end with the account."""
    client, headers = sign_in(cast.rep), bearer(cast.rep)
    assert client.get("/").status_code == 200
    assert Client().get("/api/v1/customers", headers=headers).status_code == 200
    User.objects.filter(pk=cast.rep.pk).update(is_active=False)
    assert client.get("/").status_code == 302
    assert Client().get("/api/v1/customers", headers=headers).status_code == 401


def test_a_token_does_no_more_than_it_was_made_for(cast: Any) -> None:
    factories.make_customer(owner=cast.rep)
    reads = bearer(cast.rep, scope=ApiToken.Scope.READ, record_types=["customers"])
    client = Client()
    assert client.get("/api/v1/customers", headers=reads).status_code == 200
    assert client.get("/api/v1/contacts", headers=reads).status_code == 403
    body = {"name": "只读令牌有限公司"}
    refused = client.post("/api/v1/customers", body, content_type="application/json", headers=reads)
    assert refused.status_code == 403 and not Customer.objects.filter(name=body["name"]).exists()


def test_what_is_invisible_answers_as_what_does_not_exist(cast: Any, sign_in: Callable) -> None:
    """T1.3: the same words for a stranger's record and for none."""
    foreign = factories.make_customer(owner=cast.other_rep)
    client = sign_in(cast.rep)
    for road in ("/customers/{}/", "/customers/{}/edit/", "/api/v1/customers/{}"):
        seen, none = (client.get(road.format(pk)) for pk in (foreign.pk, 987654321))
        assert seen.status_code == none.status_code == 404
        assert len(seen.content) == len(none.content.replace(b"987654321", str(foreign.pk).encode()))


FORMULAS = ["=1+1", "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(1+1)", "\t=1", "\r=1", "＝1+1"]


@pytest.mark.parametrize("formula", FORMULAS)
def test_an_exported_text_is_never_a_formula(cast: Any, sign_in: Callable, formula: str) -> None:
    """V25: a spreadsheet opens each cell of ours as text."""
    import csv

    factories.make_customer("公式有限公司", cast.manager, short_name=formula)
    client = sign_in(cast.manager)
    response = client.get(reverse("records:export", args=["customers"]) + "?columns=name,short_name")
    text = b"".join(response.streaming_content).decode().lstrip("\ufeff")
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    assert not [cell for cell in cells if cell[:1] in "=+@\t\r" and cell or cell.startswith("-2")]


SCRIPT = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"


def test_typed_markup_comes_back_as_text(cast: Any, sign_in: Callable) -> None:
    """V26: in lists, pages, searches and choices."""
    customer = factories.make_customer(f"甲{SCRIPT}"[:110], cast.rep, city=SCRIPT[:50])
    unit = factories.make_unit(customer, name=f"乙{SCRIPT}"[:70])
    contact = factories.make_contact(customer, f"丙{SCRIPT}"[:55], unit)
    factories.make_follow_up(customer, cast.rep, f"丁{SCRIPT}", contact=contact, next_action=SCRIPT[:90])
    search.index(customer)
    client = sign_in(cast.rep)
    for road in (
        "/",
        "/customers/",
        "/units/",
        "/contacts/",
        "/follow-ups/",
        f"/search/?q={SCRIPT}",
        customer.get_absolute_url(),
        f"{customer.get_absolute_url()}?node=unit-{unit.pk}",
        f"{customer.get_absolute_url()}?node=contact-{contact.pk}",
        reverse("contacts:customer_tree", args=[customer.pk]),
        reverse("contacts:stream", args=["customer", customer.pk]),
    ):
        body = client.get(road).content.decode()
        assert "<script>alert" not in body and "<img src=x" not in body, road


def filled(form: Any) -> dict[str, Any]:
    """The form as a browser would post it unchanged."""
    data = {
        name: field.prepare_value(form.get_initial_for_field(field, name))
        for name, field in form.fields.items()
    }
    return {name: value for name, value in data.items() if value not in (None, "", False)}


def test_redirects_stay_on_the_site(cast: Any, sign_in: Callable) -> None:
    client = sign_in(cast.rep)
    customer = factories.make_customer(owner=cast.rep)
    edit = reverse("contacts:customer_edit", args=[customer.pk])
    for target in (
        "//evil.example",
        "https://evil.example",
        "/\\evil.example",
        "/\t/evil.example",
        "javascript:1",
    ):
        for url, body in (
            (edit, filled(client.get(edit).context["form"]) | {"next": target}),
            (reverse("records:columns", args=["customers"]), {"columns": "name", "next": target}),
            (reverse("set_language"), {"language": "en", "next": target}),
        ):
            response = client.post(url, body)
            assert response.status_code == 302, url
            location = response.headers["Location"]
            assert location.startswith("/") and location[1:2] not in {"/", "\\", "\t"}, (
                url,
                target,
                location,
            )


@pytest.mark.parametrize("target", ["//evil.example", "https://evil.example", "javascript:alert(1)"])
def test_no_link_of_a_form_leads_off_the_site(cast: Any, sign_in: Callable, target: str) -> None:
    page = sign_in(cast.rep).get(reverse("contacts:customer_create"), {"next": target}).content.decode()
    assert f'="{target}"' not in page


def test_a_host_that_is_not_ours_is_refused(cast: Any) -> None:
    """V31: no link of a mail or page can be bent to another site."""
    assert Client().get("/sign-in/", headers={"host": "evil.example"}).status_code == 400


def test_an_uploaded_file_is_only_ever_a_download(
    cast: Any, sign_in: Callable, settings: Any, tmp_path: Any
) -> None:
    """V27, V29: whatever its name says, it lies under a name of ours and runs nowhere."""
    settings.MEDIA_ROOT = tmp_path
    customer = factories.make_customer(owner=cast.rep)
    client = sign_in(cast.rep)
    names = ["../../evil.html", "x.pHaR", "a.svg", "con.txt", "名" * 120 + ".html", "..\\..\\b.html"]
    for name in names:
        file = SimpleUploadedFile(name, b"<svg onload=alert(1)>", content_type="text/html")
        answer = client.post(reverse("records:attach", args=["customers", customer.pk]), {"files": file})
        assert answer.status_code < 500
    kept = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert kept and all(path.suffix == "" for path in kept)
    from records.models import Attachment

    for attachment in Attachment.objects.all():
        response = client.get(reverse("records:file", args=[attachment.pk]))
        b"".join(response.streaming_content)
        assert response.headers["Content-Type"] == "application/octet-stream"
        assert response.headers["Content-Disposition"].startswith("attachment")
        assert "sandbox" in response.headers["Content-Security-Policy"]
