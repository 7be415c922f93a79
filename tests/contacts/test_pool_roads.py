"""What lies in a pool stays masked by every road until it is claimed; what is lent opens and closes to the minute."""

import csv
import io
import json
from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from accounts.models import Grant, Role
from accounts.services.token import create_token
from contacts.models import FollowUp, OwnershipRecord
from contacts.services.assignment import propose_assignment
from contacts.services.pool import claim_customer, recall_customer
from core import clock
from records import search
from tests.api.test_notices_api import Api
from tests.contacts.test_roads import roads, seen, theirs  # noqa: F401  (fixture)
from tests.factories import make_contact, make_customer, make_follow_up, make_pool, make_unit

PHONE, MAIL, FAX = "13911223344", "office@canary.example.com", "0779-7654321"
MOBILE, WECHAT = "13955667788", "wx_canary_person"
SECRETS = (PHONE, "1122334", "office@canary", "7654321", MOBILE, "5566778", WECHAT)


@pytest.fixture
def pool(cast):
    return make_pool("东部公海", departments=[cast.east], hidden_fields=["legal_person", "notes"])


@pytest.fixture
def pooled(cast, pool):
    customer = make_customer("公海金丝雀有限公司", owner=cast.other_manager, phone=PHONE, email=MAIL, fax=FAX)
    customer.legal_person = "示例法人"
    customer.save()
    person = make_contact(
        customer, "梁海生", unit=make_unit(customer), mobile=MOBILE, wechat=WECHAT, email=MAIL
    )
    make_follow_up(customer, cast.other_manager, contact=person)
    OwnershipRecord.objects.create(customer=customer, owner=cast.other_manager)
    recall_customer(customer, by=cast.manager, pool=pool)
    for row in (customer, person):
        search.index(row)
    customer.refresh_from_db()
    customer.person = person
    return customer


def give(role_code, **spans):
    role = Role.objects.get(code=role_code)
    for codename, span in spans.items():
        permission = Permission.objects.get(codename=codename, content_type__app_label="contacts")
        Grant.objects.update_or_create(role=role, permission=permission, defaults={"span": span})


def text_of(answer):
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    text = body.decode("utf-8", "replace")
    if answer.headers.get("Content-Type", "").startswith("application/json"):
        text = json.dumps(json.loads(text), ensure_ascii=False)
    return text


def all_roads(browser, api, customer):
    """Every address under which something of the customer could stand."""
    pages = {
        name: reverse(f"contacts:{name}")
        for name in ("pooled_list", "customer_list", "contact_list", "unit_list", "follow_up_list")
    }
    answers = {name: browser.get(url, {"size": 100}) for name, url in pages.items()}
    columns = "name,phone,email,legal_person,mobile,wechat"
    answers["all columns"] = browser.get(pages["pooled_list"], {"columns": columns})
    answers["customer columns"] = browser.get(pages["customer_list"], {"columns": columns})
    answers["person columns"] = browser.get(pages["contact_list"], {"columns": columns})
    answers["pool page"] = browser.get(reverse("contacts:pooled_detail", args=[customer.pk]), follow=True)
    for tab in ("activity", "details", "people", "team", "history"):
        answers[f"tab {tab}"] = browser.get(f"/customers/{customer.pk}/?tab={tab}", follow=True)
    answers["claim page"] = browser.get(reverse("contacts:pooled_claim", args=[customer.pk]))
    answers["person"] = browser.get(customer.person.get_absolute_url())
    answers["vcard"] = browser.get(reverse("contacts:contact_vcard", args=[customer.person.pk]))
    answers["tree"] = browser.get(reverse("contacts:customer_tree", args=[customer.pk]))
    answers["search"] = browser.get(reverse("search"), {"q": "公海金丝雀"})
    answers["search person"] = browser.get(reverse("search"), {"q": "梁海生"})
    for words in (MOBILE[-4:], PHONE[-6:], "canary_person"):  # what was typed stands there again
        answers[f"search {words}"] = browser.get(reverse("contacts:contact_list"), {"q": words})
    for name in ("customers", "contacts", "pooled-customers", "follow-ups"):
        answers[f"pick {name}"] = browser.get(reverse("records:pick", args=[name]), {"q": "金丝雀"})
        answers[f"API {name}"] = api.get(f"/api/v1/{name}?limit=200")
        answers[f"export {name}"] = browser.get(
            reverse("records:export", args=[name]), {"columns": columns, "format": "csv"}
        )
    answers["API customer"] = api.get(f"/api/v1/customers/{customer.pk}")
    answers["API pooled"] = api.get(f"/api/v1/pooled-customers/{customer.pk}")
    answers["API person"] = api.get(f"/api/v1/contacts/{customer.person.pk}")
    return answers


@pytest.mark.parametrize("who", ["rep", "manager", "executive", "agent", "agent_manager", "finance"])
def test_nobody_reads_a_number_of_a_pooled_customer_by_any_road(cast, sign_in, pooled, who):
    user = getattr(cast, who)
    code = user.role_links.get().role.code
    give(
        code,
        export_pooledcustomer="all",
        export_customer="all",
        export_contact="all",
        view_pooledcustomer="all",
    )
    leaks = {
        name: [secret for secret in SECRETS if secret in text_of(answer)]
        for name, answer in all_roads(sign_in(user), Api(user), pooled).items()
    }
    assert {name: found for name, found in leaks.items() if found} == {}


@pytest.mark.parametrize("who", ["rep", "manager"])
def test_members_do_not_read_what_their_pool_hides(cast, sign_in, pooled, who):
    user = getattr(cast, who)
    found = all_roads(sign_in(user), Api(user), pooled)
    assert [name for name, answer in found.items() if "示例法人" in text_of(answer)] == []


def test_digits_of_a_pooled_person_are_not_even_found(cast, sign_in, pooled):
    answer = sign_in(cast.executive).get(reverse("contacts:contact_list"), {"q": MOBILE[-6:]})
    assert "梁海生" not in answer.content.decode()


def test_nobody_unmasks_or_edits_a_pooled_customer(cast, sign_in, pooled):
    browser = sign_in(cast.agent_manager)
    assert (
        browser.post(
            reverse("contacts:contact_unmask", args=[pooled.person.pk]), {"field": "mobile"}
        ).status_code
        == 403
    )
    assert browser.get(reverse("contacts:customer_edit", args=[pooled.pk])).status_code == 403
    assert browser.get(reverse("contacts:contact_edit", args=[pooled.person.pk])).status_code == 403


def test_a_rep_sees_a_pooled_customer_through_the_pool_alone(cast, sign_in, pooled):
    browser = sign_in(cast.rep)
    assert "公海金丝雀" in browser.get(reverse("contacts:pooled_list")).content.decode()
    assert "公海金丝雀" not in browser.get(reverse("contacts:customer_list")).content.decode()
    assert "金丝雀有限公司" not in browser.get(reverse("search"), {"q": "公海金丝雀"}).content.decode()
    stranger = sign_in(cast.other_rep)
    assert "公海金丝雀" not in stranger.get(reverse("contacts:pooled_list")).content.decode()
    assert stranger.get(reverse("contacts:pooled_detail", args=[pooled.pk])).status_code == 404


def test_an_old_link_leads_the_former_owner_to_what_the_pool_shows(cast, sign_in, pooled):
    answer = sign_in(cast.other_manager).get(pooled.get_absolute_url(), follow=True)
    assert answer.status_code == 200 and answer.redirect_chain[-1][0] == f"/pool/{pooled.pk}/"
    assert sign_in(cast.other_rep).get(pooled.get_absolute_url()).status_code == 404


def test_after_the_claim_everything_is_open(cast, sign_in, pooled):
    browser = sign_in(cast.rep)
    assert browser.post(reverse("contacts:pooled_claim", args=[pooled.pk])).status_code == 302
    assert MOBILE in browser.get(pooled.person.get_absolute_url()).content.decode()
    assert PHONE in browser.get(f"/customers/{pooled.pk}/?tab=details").content.decode()
    assert Api(cast.rep).get(f"/api/v1/customers/{pooled.pk}").json()["phone"] == PHONE


def test_what_the_pool_hides_is_no_filter_either(cast, sign_in, pool, pooled):
    pool.hidden_fields = ["city", "tier"]
    pool.save()
    pooled.city = "北海"
    pooled.save()
    browser = sign_in(cast.rep)
    assert "公海金丝雀" in browser.get(reverse("contacts:pooled_list"), {"city": "别处"}).content.decode()
    assert (
        "北海" not in browser.get(reverse("contacts:pooled_list"), {"columns": "name,city"}).content.decode()
    )


def test_an_export_of_the_pool_has_the_lists_rows_and_masks(cast, sign_in, pooled):
    give("sm", export_pooledcustomer="below") if cast.manager else None
    answer = sign_in(cast.manager).get(
        reverse("records:export", args=["pooled-customers"]), {"columns": "name,phone,former_owner"}
    )
    rows = list(csv.reader(io.StringIO(text_of(answer).lstrip("\ufeff"))))
    assert [row[0] for row in rows[1:]] == ["公海金丝雀有限公司"]
    assert rows[1][1] == "139****3344" and rows[1][2] == str(cast.other_manager)


# -- over the API ------------------------------------------------------------------------------------------


def test_claim_and_release_over_the_api(cast, pool, pooled):
    api = Api(cast.rep)
    url = f"/api/v1/public-pools/{pool.pk}"
    assert api.get("/api/v1/public-pools").json()["total"] == 1
    answer = api.post(f"{url}/claim", {"customer": pooled.pk})
    assert answer.status_code == 200, answer.content
    assert api.post(f"{url}/release", {"customer": pooled.pk}).status_code == 422
    assert api.post(f"{url}/release", {"customer": pooled.pk, "reason": "不合适"}).status_code == 200
    pooled.refresh_from_db()
    assert pooled.pool == pool
    again = api.post(f"{url}/claim", {"customer": pooled.pk})
    assert again.status_code in {409, 422} and again.json()["code"] == "cool_down"


def test_the_second_claimer_over_the_api_is_told(cast, pool, pooled):
    claim_customer(pooled, by=cast.rep)
    answer = Api(cast.colleague).post(f"/api/v1/public-pools/{pool.pk}/claim", {"customer": pooled.pk})
    assert answer.json()["code"] == "taken" and str(cast.rep) in answer.json()["detail"]
    stranger = Api(cast.other_rep).post(f"/api/v1/public-pools/{pool.pk}/claim", {"customer": pooled.pk})
    assert stranger.status_code == 404


def test_assignments_over_the_api(cast):
    customer = make_customer(owner=cast.rep)
    until = (clock.today() + timedelta(days=9)).isoformat()
    body = {"customer": customer.pk, "to_user": cast.colleague.pk, "purpose": "出差代管", "expires_at": until}
    made = Api(cast.rep).post("/api/v1/assignments", body)
    assert made.status_code == 201, made.content
    assert made.json()["status"] == "pending"
    url = f"/api/v1/assignments/{made.json()['id']}"
    assert Api(cast.rep).post(f"{url}/confirm", {}).status_code == 403
    assert Api(cast.manager).post(f"{url}/confirm", {}).status_code == 200
    later = (clock.today() + timedelta(days=20)).isoformat()
    assert Api(cast.manager).post(f"{url}/extend", {"until": later}).status_code == 200
    assert Api(cast.rep).post(f"{url}/recall", {"reason": ""}).status_code == 200
    assert Api(cast.rep).get(url).json()["status"] == "recalled"


# -- lent --------------------------------------------------------------------------------------------------


def test_all_roads_open_and_close_with_the_assignment_to_the_minute(cast, sign_in, theirs):  # noqa: F811
    browser = sign_in(cast.rep)
    _row, token = create_token(cast.rep, "roads", by=cast.rep)
    begin = clock.now() + timedelta(hours=1)
    end = begin + timedelta(hours=1)
    propose_assignment(
        theirs, by=cast.other_manager, to=cast.rep, purpose="代管", start=begin, expires_at=end
    )
    moments = [
        (begin - timedelta(seconds=1), False),
        (begin, True),
        (end - timedelta(seconds=1), True),
        (end, False),
    ]
    for moment, is_open in moments:
        with clock.at(moment):
            found = roads(browser, theirs, token)
        assert [name for name, leads in found.items() if leads != is_open] == [], moment


def test_the_borrower_writes_and_keeps_only_what_he_wrote(cast, sign_in, theirs):  # noqa: F811
    end = clock.now() + timedelta(hours=1)
    propose_assignment(theirs, by=cast.other_manager, to=cast.rep, purpose="代管", expires_at=end)
    answer = sign_in(cast.rep).post(
        reverse("contacts:follow_up_create"),
        {"customer": theirs.pk, "text": "代管期间的一次拜访，谈了备件清单", "kind": "visit", "at": ""},
    )
    assert answer.status_code in {302, 422}
    mine = make_follow_up(theirs, cast.rep, "代管期间写下的一条跟进记录")
    with clock.at(end):
        kept = FollowUp.objects.visible_to(cast.rep).filter(customer=theirs)
        assert mine in kept and set(kept.values_list("by", flat=True)) == {cast.rep.pk}
        assert sign_in(cast.rep).get(theirs.get_absolute_url()).status_code == 404


def test_whoever_was_lent_a_customer_cannot_pass_it_on(cast, sign_in, theirs):  # noqa: F811
    propose_assignment(
        theirs,
        by=cast.other_manager,
        to=cast.rep,
        purpose="代管",
        expires_at=clock.now() + timedelta(hours=1),
    )
    browser = sign_in(cast.rep)
    for name in ("customer_release", "customer_lock"):
        assert browser.get(reverse(f"contacts:{name}", args=[theirs.pk])).status_code == 403
    answer = Api(cast.rep).post(
        "/api/v1/assignments",
        {"customer": theirs.pk, "to_user": cast.colleague.pk, "purpose": "再转", "expires_at": "2099-01-01"},
    )
    assert answer.status_code == 422
