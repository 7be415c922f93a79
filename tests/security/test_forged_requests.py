"""Requests that no page of ours sends: selections, columns, views, groups and files bent to reach further."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from accounts.models import FieldPolicy, Grant
from contacts.models import Contact, ContactRelation, Customer, CustomerUserShare, FollowUp, RelationType
from core import clock
from records.models import ExportTask, SavedView
from tests import factories

pytestmark = pytest.mark.django_db
LIST = "/customers/"


@pytest.fixture
def ours(cast: Any) -> Customer:
    return factories.make_customer("东岭重卡", cast.rep, notes="绝密备注", credit="AAX", annual_revenue=98765)


@pytest.fixture
def theirs(cast: Any) -> Customer:
    return factories.make_customer("南海航运", cast.other_rep, credit="BBX")


@pytest.mark.parametrize(
    "sent",
    [
        {"all": "1", "query": ""},
        {"all": "1", "query": "owner=%(their_owner)s"},
        {"all": "1", "query": "scene=unowned&view=1&page=9999"},
        {"all": "1", "query": "q=南海"},
        {"ids": "%(theirs)s"},
        {"ids": ["%(theirs)s", "0", "-1", "9" * 30, "x"]},
    ],
)
def test_no_selection_reaches_another_s_rows(
    cast: Any, sign_in: Callable, ours: Customer, theirs: Customer, sent: dict[str, Any]
) -> None:
    facts = {"their_owner": theirs.owner_id, "theirs": theirs.pk}
    data = {
        name: [one % facts for one in value] if isinstance(value, list) else value % facts
        for name, value in sent.items()
    }
    client = sign_in(cast.manager)
    more = {
        "to": cast.manager.pk,
        "reason": "",
        "with_user": cast.manager.pk,
        "rights": "change",
        "confirm": "1",
    }
    more |= {"member": cast.manager.pk, "role": "commercial", "department": cast.east.pk}
    before = Customer.objects.filter(pk=theirs.pk).values().get()
    for verb in ("transfer", "share", "team", "delete", "nonsense"):
        url = reverse("records:bulk", args=["customers", verb])
        for step in ({}, {"step": "do", **more}, more):
            assert client.post(url, {**data, **step}).status_code < 500
    assert Customer.objects.filter(pk=theirs.pk).values().get() == before
    assert not CustomerUserShare.objects.filter(content_object=theirs).exists()


def test_a_filter_that_means_nothing_selects_nothing(cast: Any, sign_in: Callable, ours: Customer) -> None:
    client = sign_in(cast.manager)
    for query in ("lifecycle=nonsense", "created_at_after=never", "owner=x"):
        sent = {"all": "1", "query": query, "confirm": "1", "step": "do"}
        client.post(reverse("records:bulk", args=["customers", "delete"]), sent)
        assert Customer.objects.alive().filter(pk=ours.pk).exists(), query


def hide(user: Any, *names: str) -> None:
    entity = ContentType.objects.get_for_model(Customer)
    for link in user.role_links.all():
        for name in names:
            FieldPolicy.objects.create(role=link.role, entity=entity, field=name, mode="hidden")


def test_what_is_hidden_comes_by_no_column_sort_group_filter_view_or_sum(
    cast: Any, sign_in: Callable, ours: Customer
) -> None:
    factories.make_customer("乙公司", cast.rep, credit="CCX", annual_revenue=11111)
    hide(cast.manager, "credit", "annual_revenue", "notes")
    client = sign_in(cast.manager)
    view = SavedView.objects.create(
        owner=cast.rep,
        record_type="customers",
        name="公开",
        visibility="public",
        query="sort=credit&group=credit&credit=AAX",
        columns=["name", "credit", "annual_revenue"],
    )
    plain = client.get(LIST).context["listing"].total
    for query in (
        "columns=name,credit,annual_revenue,notes",
        "columns=name&sort=credit",
        "columns=name&sort=-annual_revenue",
        "group=credit&columns=name",
        "group=credit&in=AAX&part=group",
        "credit=AAX",
        f"view={view.pk}",
    ):
        page = client.get(f"{LIST}?{query}")
        words = page.content.decode()
        assert "98765" not in words.replace(",", "") and "绝密" not in words and ">AAX" not in words, query
        listing = page.context["listing"]
        assert listing.total == plain and (listing.sort is None or listing.sort[0].name == "name"), query
    for query in ("columns=name,credit,annual_revenue,notes", f"view={view.pk}"):
        answer = client.get(f"{reverse('records:export', args=['customers'])}?{query}")
        told = b"".join(answer.streaming_content).decode()
        assert "东岭" in told and "98765" not in told and "AAX" not in told
    assert client.get("/api/v1/customers?sort=credit").status_code == 400
    listed = client.get("/api/v1/customers?credit=AAX").json()
    assert listed.get("total", plain) == plain


def test_another_s_private_view_is_none(cast: Any, sign_in: Callable, ours: Customer) -> None:
    view = SavedView.objects.create(
        owner=cast.manager, record_type="customers", name="秘密视图", query="q=没有", columns=["name"]
    )
    client = sign_in(cast.rep)
    page = client.get(f"{LIST}?view={view.pk}")
    assert page.context["listing"].total == 1 and "秘密视图" not in page.content.decode()
    for verb in ("delete", "default"):
        url = reverse("records:view_change", args=["customers", view.pk, verb])
        assert client.post(url).status_code == 404
    assert SavedView.objects.filter(pk=view.pk, is_default=False).exists()


def test_a_workbook_is_handed_out_only_while_one_may_export(
    cast: Any, sign_in: Callable, settings: Any, tmp_path: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    task = ExportTask.objects.create(
        by=cast.manager,
        record_type="customers",
        format="xlsx",
        status="done",
        expires_at=clock.now() + timedelta(days=1),
        file=ContentFile(b"x", name="x.xlsx"),
    )
    url = reverse("records:export_file", args=[task.pk])
    client = sign_in(cast.manager)
    assert client.get(url).status_code == 200
    Grant.objects.filter(role__code="sm", permission__codename="export_customer").delete()
    assert client.get(url).status_code == 403


def test_the_api_takes_no_write_from_a_page_of_another_site(cast: Any, ours: Customer) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.rep, backend="accounts.backends.RoleBackend")
    answer = client.patch(f"/api/v1/customers/{ours.pk}", {"city": "x"}, content_type="application/json")
    assert answer.status_code == 403


def test_rows_of_others_cannot_be_hung_together(
    cast: Any, sign_in: Callable, ours: Customer, theirs: Customer
) -> None:
    """Each second id of a form is asked for as the first is: people, units, customers of another department."""
    mine = factories.make_contact(ours, "李伟")
    unit, stranger = factories.make_unit(theirs, name="南海部"), factories.make_contact(theirs, "陈海生")
    here = factories.make_unit(ours, name="采购部")
    client = sign_in(cast.manager)
    tries = [
        ("contacts:contact_move", mine.pk, {"customer": theirs.pk}),
        ("contacts:contact_move", mine.pk, {"customer": ours.pk, "unit": unit.pk}),
        ("contacts:unit_move", here.pk, {"parent": unit.pk}),
        ("contacts:unit_edit", here.pk, {"name": "采购部", "head": stranger.pk, "kind": "department"}),
        ("contacts:contact_merge", mine.pk, {"with": stranger.pk}),
        ("contacts:customer_merge", ours.pk, {"with": theirs.pk}),
        (
            "contacts:stakeholder_create",
            None,
            {"customer": ours.pk, "contact": stranger.pk, "role": "sponsor"},
        ),
        ("contacts:contact_relation_create", None, {"a": mine.pk, "b": stranger.pk, "type": 1}),
        ("contacts:company_relation_create", None, {"a": ours.pk, "b": theirs.pk, "type": 1}),
        (
            "contacts:follow_up_create",
            None,
            {"customer": ours.pk, "contact": stranger.pk, "text": "说了很多话" * 5},
        ),
        (
            "contacts:follow_up_create",
            None,
            {"customer": theirs.pk, "text": "说了很多话" * 5, "kind": "phone"},
        ),
        ("contacts:asset_create", None, {"customer": theirs.pk, "name": "轮"}),
    ]
    for name, pk, data in tries:
        answer = client.post(reverse(name, args=[pk] if pk else []), data)
        assert answer.status_code in {403, 404, 409, 422}, (name, data, answer.status_code)
        assert "陈海生" not in answer.content.decode() and "南海" not in answer.content.decode(), (name, data)
    stranger.refresh_from_db()
    assert stranger.customer == theirs and not FollowUp.objects.exists()
    assert Contact.objects.alive().filter(customer=theirs).count() == 1


@pytest.mark.parametrize("name", ["甲</script><script>alert(1)</script>", '甲"><img src=x onerror=alert(1)>'])
def test_names_in_scripts_and_headers_stay_text(cast: Any, sign_in: Callable, name: str) -> None:
    """In the data of the network graph, in what htmx announces, in JSON of choices."""
    customer = factories.make_customer("甲公司", cast.rep)
    one, other = factories.make_contact(customer, name[:55]), factories.make_contact(customer, "乙")
    kind = RelationType.objects.filter(applies="people")
    ContactRelation.objects.create(a=one, b=other, type=kind.first(), evidence=name)
    client = sign_in(cast.rep)
    page = client.get(f"{customer.get_absolute_url()}?tab=network").content.decode()
    assert "<script>alert" not in page and "<img src=x" not in page
    picked = client.get(reverse("records:pick", args=["contacts"]))
    assert (
        picked["Content-Type"].startswith("application/json")
        and picked["X-Content-Type-Options"] == "nosniff"
    )
    sent = {"customer": customer.pk, "contact": one.pk, "text": f"{name}，说到交期", "box": "customer"}
    answer = client.post(reverse("contacts:follow_up_create"), sent, headers={"HX-Request": "true"})
    assert "\n" not in answer.headers.get("HX-Trigger", "") and "<script>alert" not in answer.content.decode()
