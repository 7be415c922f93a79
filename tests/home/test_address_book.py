import pytest

from tests import factories

pytestmark = pytest.mark.django_db


def test_my_customers_people_with_links_and_the_team_ones_masked(cast, sign_in):
    mine = factories.make_contact(factories.make_customer(owner=cast.rep), "李宁", mobile="13812345678")
    factories.make_contact(factories.make_customer(owner=cast.other_rep), "王五", mobile="13912345678")
    text = sign_in(cast.rep).get("/address-book/").content.decode()
    assert mine.name in text and "tel:+8613812345678" in text and "王五" not in text


def test_numbers_that_may_not_be_read_are_masked_and_no_links(cast, sign_in):
    contact = factories.make_contact(factories.make_customer(owner=cast.rep), "李宁", mobile="13812345678")
    for user in (cast.finance, cast.marketing, cast.executive):
        response = sign_in(user).get("/address-book/?who=contacts&q=李宁")
        assert response.status_code == 200
        for entry in response.context["entries"]:
            if entry.name == contact.name and not entry.call:
                assert "13812345678" not in response.content.decode()


def test_colleagues_by_department_found_by_initials(cast, sign_in, htmx):
    assert cast.manager.is_active and not cast.leaver.is_active
    client = sign_in(cast.rep)
    response = client.get("/address-book/?who=colleagues")
    names = [entry.name for entry in response.context["entries"]]
    assert "张建国" in names and "离职员" not in names
    part = client.get("/address-book/?who=colleagues&q=zjg", headers=htmx)
    assert b"<html" not in part.content
