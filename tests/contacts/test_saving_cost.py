"""What saving asks: no more than the bench allows, the same for three rows and for thirty, and nothing twice."""

from typing import Any

import pytest
from django.urls import reverse

from contacts.models import Contact, Customer, HoldingLimit
from records.models import NumberRule
from tests.contract.statements import statements
from tests.factories import make_contact, make_customer, make_unit

PLAIN = {
    "kind": "enterprise",
    "lifecycle": "prospect",
    "market_type": "external",
    "region_type": "domestic",
    "radius_m": 500,
}


def of(row: Any, **changed: Any) -> dict[str, Any]:
    """What the form of a record would post, with these values changed."""
    return {"read_version": row.version, "name": row.name, **changed}


@pytest.mark.parametrize("deed", ["customer", "customer-edit", "contact", "contact-edit"])
def test_saving_asks_as_often_among_thirty_rows_as_among_three(cast: Any, sign_in: Any, deed: str) -> None:
    browser = sign_in(cast.rep)
    own = make_customer("自有客户有限公司", cast.rep)
    unit, person = make_unit(own), make_contact(own)
    counts = []
    for round_, rows in enumerate((3, 30, 30)):
        for _n in range(rows):
            make_contact(make_customer(owner=cast.rep))
        own.refresh_from_db()
        person.refresh_from_db()
        url, data = {
            "customer": ("customer_create", {**PLAIN, "name": f"第{round_}家客户有限公司"}),
            "customer-edit": ("customer_edit", {**PLAIN, **of(own, notes=f"第{round_}次")}),
            "contact": (
                "contact_create",
                {
                    "customer": own.pk,
                    "unit": unit.pk,
                    "name": "甲乙丙"[round_],
                    "mobile": f"1380013800{round_}",
                    "status": "active",
                    "birthday_calendar": "solar",
                },
            ),
            "contact-edit": (
                "contact_edit",
                of(
                    person,
                    mobile="13800138000",
                    job_title=f"第{round_}任",
                    status="active",
                    birthday_calendar="solar",
                ),
            ),
        }[deed]
        args = [] if "create" in url else [own.pk if "customer" in url else person.pk]
        with statements() as sent:
            answer = browser.post(reverse(f"contacts:{url}", args=args), data)
        assert answer.status_code == 302, answer.context["form"].errors
        counts.append(len(sent))
    assert counts[1] == counts[2] <= counts[0]  # the first also learns what a process remembers
    assert counts[1] <= 40


def test_a_number_typed_by_hand_is_passed_over_and_a_known_name_takes_none(cast: Any, sign_in: Any) -> None:
    browser = sign_in(cast.rep)
    url = reverse("contacts:customer_create")
    browser.post(url, {**PLAIN, "name": "第一家客户有限公司"})
    first = Customer.objects.get(name="第一家客户有限公司")
    head, serial = first.code[:-1], int(first.code[-1])
    make_customer("手工编号有限公司", cast.other_rep, code=f"{head}{serial + 1}")
    before = NumberRule.objects.get(code="customer").serial
    assert browser.post(url, {**PLAIN, "name": first.name}).status_code == 422
    assert NumberRule.objects.get(code="customer").serial == before
    browser.post(url, {**PLAIN, "name": "第二家客户有限公司"})
    assert Customer.objects.get(name="第二家客户有限公司").code == f"{head}{serial + 2}"


def test_caps_hold_where_they_are_read_once(cast: Any, sign_in: Any) -> None:
    HoldingLimit.objects.create(kind="locked", applies="each", user=cast.rep, max=0)
    HoldingLimit.objects.create(kind="owned", applies="total", department=cast.company, max=1)
    browser = sign_in(cast.rep)
    url = reverse("contacts:customer_create")
    assert browser.post(url, {**PLAIN, "name": "容得下有限公司"}).status_code == 302
    refused = browser.post(url, {**PLAIN, "name": "容不下有限公司"})
    assert refused.status_code == 422 and cast.company.name in refused.content.decode()


def test_a_namesake_is_told_openly_and_a_mobile_number_only_to_who_may_read_it(
    cast: Any, sign_in: Any
) -> None:
    own = make_customer("自有客户有限公司", cast.rep)
    make_contact(own, name="王建国", mobile="13800138000")
    url = reverse("contacts:contact_create")
    data = {"customer": own.pk, "status": "active", "birthday_calendar": "solar", "mobile": "13800138000"}
    page = sign_in(cast.rep).post(url, {**data, "name": "王建国"})
    assert list(page.context["form"].errors) == ["name"]
    page = sign_in(cast.rep).post(url, {**data, "name": "李卫东"})
    assert list(page.context["form"].errors) == ["mobile"]
    assert Contact.objects.filter(customer=own).count() == 1


def test_who_sees_a_customer_without_changing_it_is_refused_its_form(cast: Any, sign_in: Any) -> None:
    from tests.factories import make_team_member

    theirs = make_customer("同事的客户有限公司", cast.other_rep)
    edit = reverse("contacts:customer_edit", args=[theirs.pk])
    assert sign_in(cast.rep).post(edit, PLAIN).status_code == 404
    member = make_team_member(theirs, cast.rep, "read")
    assert sign_in(cast.rep).post(edit, PLAIN).status_code == 403
    member.rights = "write"
    member.save()
    assert sign_in(cast.rep).post(edit, {**PLAIN, **of(theirs, notes="改了")}).status_code == 302
