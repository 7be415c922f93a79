"""What an agent of the service centre has of customers: the basics, new ones, and the telephone."""

import pytest
from django.urls import reverse

from accounts.models import FieldPolicy
from contacts.models import Contact, Customer
from tests.api.test_notices_api import Api
from tests.factories import make_contact, make_customer

SECRETS = {"legal_person": "隐秘法人", "notes": "绝密备注", "annual_revenue": 987654321, "credit": "AAX"}


@pytest.fixture
def customer(cast):
    return make_customer("东岭重卡", cast.rep, phone="0772-3812345", city="柳州", **SECRETS)


@pytest.fixture
def browser(cast, sign_in):
    return sign_in(cast.agent)


def secrets_in(text):
    return [str(secret) for secret in SECRETS.values() if str(secret) in text]


def test_only_the_basics_are_shown_by_page_list_form_and_api(browser, cast, customer):
    pages = [
        customer.get_absolute_url(),
        f"{customer.get_absolute_url()}?tab=details",
        f"{customer.get_absolute_url()}?tab=history",
        reverse("contacts:customer_list") + "?columns=name,credit,annual_revenue,city",
        reverse("contacts:customer_edit", args=[customer.pk]),
    ]
    for url in pages:
        page = browser.get(url).content.decode()
        assert "东岭重卡" in page and secrets_in(page) == [] and "987,654,321" not in page, url
    read = Api(cast.agent).get(f"/api/v1/customers/{customer.pk}").json()
    assert read["phone"] == "0772-3812345" and not set(SECRETS) & set(read)


@pytest.mark.parametrize("query", ["credit=AAX", "credit=nonsense", "source=x", "deal_status=none"])
def test_nothing_hidden_can_be_filtered_or_sorted_by(browser, cast, customer, query):
    everything = browser.get(reverse("contacts:customer_list")).context["listing"].total
    filtered = browser.get(f"{reverse('contacts:customer_list')}?{query}").context["listing"]
    assert filtered.total == everything
    listing = browser.get(f"{reverse('contacts:customer_list')}?sort=annual_revenue").context["listing"]
    assert listing.sort is None or listing.sort[0].name != "annual_revenue"


def test_the_telephone_alone_can_be_changed(browser, cast, customer):
    url = reverse("contacts:customer_edit", args=[customer.pk])
    form = browser.get(url).context["form"]
    assert [name for name, field in form.fields.items() if not field.disabled] == ["phone", "read_version"]
    sent = {
        "phone": "0772-3819999",
        "name": "别名",
        "city": "上海",
        "notes": "x",
        "owner": cast.agent.pk,
        "read_version": customer.version,
    }
    assert browser.post(url, sent).status_code == 302
    customer.refresh_from_db()
    assert (customer.phone, customer.name, customer.city, customer.notes, customer.owner) == (
        "0772-3819999", "东岭重卡", "柳州", "绝密备注", cast.rep,
    )  # fmt: skip
    api = Api(cast.agent)
    assert api.patch(f"/api/v1/customers/{customer.pk}", {"phone": "0772-3818888"}).status_code == 200
    for values in ({"city": "上海"}, {"notes": "x"}, {"phone": "1", "name": "别名"}):
        assert api.patch(f"/api/v1/customers/{customer.pk}", values).status_code == 422
    customer.refresh_from_db()
    assert (customer.phone, customer.city) == ("0772-3818888", "柳州")


def test_no_other_verb_changes_the_customer_or_his_people(browser, cast, customer):
    person = make_contact(customer, "李伟", mobile="13812345678")
    asked = [
        reverse("contacts:customer_lifecycle", args=[customer.pk]),
        reverse("contacts:contact_move", args=[person.pk]),
        reverse("contacts:contact_primary", args=[person.pk]),
        reverse("contacts:partner_roles", args=[customer.pk]),
        reverse("records:attach", args=["customers", customer.pk]),
        reverse("contacts:customer_transfer", args=[customer.pk]),
        reverse("contacts:customer_delete", args=[customer.pk]),
    ]
    for url in asked:
        assert browser.post(url, {"to": "lost", "customer": customer.pk}).status_code == 403, url


def test_an_agent_takes_new_customers_and_callers_down(browser, cast, customer):
    new = {"name": "来电新公司", "phone": "0772-1234567", "city": "柳州", "kind": "enterprise"}
    url = reverse("contacts:customer_create")
    form = browser.get(url).context["form"]
    data = {name: form[name].value() or "" for name in form.fields}
    assert browser.post(url, {**data, **new}).status_code == 302
    made = Customer.objects.get(name="来电新公司")
    assert (made.owner, made.city) == (None, "柳州")


def test_a_number_one_does_not_read_may_be_written_anew(browser, cast, customer):
    person = make_contact(customer, "李伟", mobile="13812345678", job_title="部长")
    url = reverse("contacts:contact_edit", args=[person.pk])
    page = browser.get(url)
    assert "13812345678" not in page.content.decode() and "138****5678" in page.content.decode()
    sent = {"mobile": "", "job_title": "经理", "read_version": person.version}
    assert browser.post(url, sent).status_code == 302
    person.refresh_from_db()
    assert (person.mobile, person.job_title) == ("13812345678", "部长")
    assert browser.post(url, {"mobile": "13900000001", "read_version": person.version}).status_code == 302
    person.refresh_from_db()
    assert person.mobile == "13900000001"


def test_a_lost_update_does_not_tell_the_number_that_a_mask_hides(browser, cast, customer):
    person = make_contact(customer, "李伟", mobile="13812345678")
    Contact.objects.filter(pk=person.pk).update(version=person.version + 1, mobile="13777777777")
    url = reverse("contacts:contact_edit", args=[person.pk])
    page = browser.post(url, {"mobile": "13900000001", "read_version": person.version})
    assert page.status_code == 422 and "13777777777" not in page.content.decode()


def test_delivered_policies_come_once_and_stay_away_when_taken(db):
    from system.services.role_delivery import deliver_roles

    phone = FieldPolicy.objects.filter(role__code="ag", entity__model="customer", field="name")
    assert phone.get().mode == "new_only"
    phone.delete()
    assert deliver_roles() == 0 and not phone.exists()
