"""Merging duplicates: everything goes on under the kept record, and nothing is lost."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.urls import reverse

from contacts.models import (
    AccountTeamMember,
    Contact,
    ContactFamily,
    ContactPosition,
    ContactRelation,
    Customer,
    CustomerRelation,
    CustomerUnit,
    CustomerUserShare,
    FollowUp,
    InstalledAsset,
    OwnershipRecord,
    PartnerRole,
    PersonCustomerRelation,
    RelationType,
    StakeholderRole,
)
from contacts.services.customer import create_customer
from contacts.services.merge_contacts import merge_contacts
from contacts.services.merge_customers import merge_customers
from contacts.services.share import share_customer
from contacts.services.unit import create_unit
from core import clock
from core.errors import DomainError
from core.models import ActionLog
from records import sources
from records.models import Attachment, Star
from tests.factories import make_contact, make_customer, make_follow_up, make_team_member, make_unit


def refused(call, *args, **facts):
    with pytest.raises(DomainError) as refusal:
        call(*args, **facts)
    return refusal.value


def relation_type(applies, code="t"):
    return RelationType.objects.get_or_create(code=code, defaults={"name": code, "applies": applies})[0]


@pytest.fixture
def kept(cast):
    return create_customer(by=cast.rep, name="东岭重卡集团有限公司", city="")


@pytest.fixture
def twin(cast):
    return create_customer(by=cast.colleague, name="东岭重汽集团有限公司", city="柳州", usci="", notes="旧档")


def fresh(obj):
    return type(obj).objects.get(pk=obj.pk)


def test_units_of_one_name_become_one_and_all_people_stay_in_theirs(cast, kept, twin):
    ours = create_unit(kept, by=cast.rep, name="采购中心")
    below = create_unit(kept, by=cast.rep, name="外购科", parent=ours)
    theirs = create_unit(twin, by=cast.rep, name="采购中心", location="三楼")
    same_below = create_unit(twin, by=cast.rep, name="外购科", parent=theirs)
    deep = create_unit(twin, by=cast.rep, name="标准件组", parent=same_below)
    alone = create_unit(twin, by=cast.rep, name="质量部", code="Q")
    people = [make_contact(twin, unit=unit) for unit in (theirs, same_below, deep, alone)]
    merge_customers(kept, twin, by=cast.manager)
    names = list(
        CustomerUnit.objects.alive().filter(customer=kept).order_by("path").values_list("name", flat=True)
    )
    assert sorted(names) == sorted(["采购中心", "外购科", "标准件组", "质量部"])
    deep = fresh(deep)
    assert deep.parent == below and deep.path == f"/{ours.pk}/{below.pk}/{deep.pk}/" and deep.depth == 3
    posts = {p.contact_id: p.unit_id for p in ContactPosition.objects.alive()}
    assert [posts[person.pk] for person in people] == [ours.pk, below.pk, deep.pk, alone.pk]
    assert fresh(ours).location == "三楼"
    assert not CustomerUnit.objects.alive().filter(customer=twin).exists()


def test_nothing_is_lost(cast, kept, twin):
    other = make_customer(owner=cast.rep)
    friend = make_contact(kept)
    for customer in (kept, twin):
        unit = make_unit(customer, name="机务部")
        person = make_contact(customer, unit=unit)
        make_follow_up(customer, cast.rep, contact=person, unit=unit)
        InstalledAsset.objects.create(customer=customer, unit=unit, name="东方一号")
        StakeholderRole.objects.create(customer=customer, contact=person, role="coach")
        PersonCustomerRelation.objects.create(
            contact=friend, customer=customer, type=relation_type("person_company", "former")
        )
    PartnerRole.objects.create(customer=twin, role="payer")
    CustomerRelation.objects.create(a=twin, b=other, type=relation_type("companies", "holds"), equity_pct=30)
    Attachment.objects.create(
        subject_type=ContentType.objects.get_for_model(twin),
        subject_id=twin.pk,
        name="营业执照.pdf",
        file=ContentFile(b"x", name="x"),
    )
    Star.objects.create(
        user=cast.rep, content_type=ContentType.objects.get_for_model(twin), object_id=twin.pk
    )
    make_team_member(twin, cast.other_rep)
    share_customer(twin, by=cast.manager, user=cast.other_manager)

    def totals():
        return {
            model.__name__: model.objects.alive().count()
            for model in (
                Contact,
                FollowUp,
                InstalledAsset,
                StakeholderRole,
                PartnerRole,
                CustomerRelation,
                Attachment,
            )
        }

    before = totals()
    _kept, counts = merge_customers(kept, twin, by=cast.manager)
    assert totals() == before
    for model in (FollowUp, InstalledAsset, StakeholderRole, Contact, PartnerRole):
        assert not model.objects.alive().filter(customer=twin).exists()
        assert model.objects.alive().filter(customer=kept).exists()
    # One friend with the same tie to both is tied once.
    assert PersonCustomerRelation.objects.alive().filter(customer=kept).count() == 1
    assert CustomerRelation.objects.get().a == kept
    assert Attachment.objects.get().subject_id == kept.pk and Star.objects.get().object_id == kept.pk
    assert AccountTeamMember.objects.alive().filter(customer=kept, user=cast.other_rep).exists()
    assert CustomerUserShare.objects.get().content_object == kept
    assert counts["follow_ups"] == 1 and counts["contacts"] == 1 and counts["files"] == 1
    assert "person_relations" in counts


def test_the_former_owner_of_the_duplicate_stays_in_the_team(cast, kept, twin):
    merge_customers(kept, twin, by=cast.manager)
    member = AccountTeamMember.objects.alive().get(customer=kept)
    assert member.user == cast.colleague and member.rights == "write"
    assert not OwnershipRecord.objects.filter(customer=twin, to_at=None).exists()


def test_a_second_global_manager_goes_on_as_a_member(cast, kept, twin):
    make_team_member(kept, cast.other_rep, role="grm")
    make_team_member(twin, cast.manager, role="grm", rights="write")
    merge_customers(kept, twin, by=cast.manager)
    member = AccountTeamMember.objects.alive().get(customer=kept, user=cast.manager)
    assert member.role == "commercial" and member.rights == "write"


def test_empty_fields_are_filled_and_chosen_ones_taken(cast, kept, twin):
    merge_customers(kept, twin, by=cast.manager, take=["name"])
    kept = fresh(kept)
    assert kept.name == "东岭重汽集团有限公司" and kept.city == "柳州" and kept.notes == "旧档"
    assert kept.code == "KH00001" and kept.owner == cast.rep


def test_dates_are_joined(cast, kept, twin):
    now = clock.now()
    Customer.objects.filter(pk=twin.pk).update(last_follow_at=now, next_follow_on=clock.today())
    merge_customers(kept, twin, by=cast.manager)
    assert fresh(kept).last_follow_at == now and fresh(kept).next_follow_on == clock.today()


def test_a_relation_between_the_two_vanishes_with_the_second(cast, kept, twin):
    CustomerRelation.objects.create(a=kept, b=twin, type=relation_type("companies", "holds"))
    merge_customers(kept, twin, by=cast.manager)
    assert not CustomerRelation.objects.alive().exists() and CustomerRelation.objects.count() == 1


def test_equal_codes_of_people_and_units_do_not_clash(cast, kept, twin):
    for customer in (kept, twin):
        make_contact(customer, code="A1")
        make_unit(customer, code="B1")
    merge_customers(kept, twin, by=cast.manager)
    assert Contact.objects.alive().filter(customer=kept).count() == 2
    assert CustomerUnit.objects.alive().filter(customer=kept).count() == 2


def test_it_is_recorded_on_both_with_what_moved(cast, kept, twin):
    make_contact(twin)
    merge_customers(kept, twin, by=cast.manager)
    entries = list(ActionLog.objects.filter(verb="contacts.customers_merged").order_by("id"))
    assert [entry.subject_id for entry in entries] == [kept.pk, twin.pk]
    assert entries[0].data["moved"]["contacts"] == 1 and entries[0].data["merged"] == twin.pk


def test_upper_apps_move_what_is_theirs(cast, kept, twin, monkeypatch):
    monkeypatch.setitem(sources.MERGE, "contacts.customer", [lambda kept, merged: {"orders": 7}])
    _kept, counts = merge_customers(kept, twin, by=cast.manager)
    assert counts["orders"] == 7


def test_only_two_different_living_records_that_one_may_merge(cast, kept, twin):
    foreign = make_customer(owner=cast.other_rep)
    assert refused(merge_customers, kept, kept, by=cast.manager).code == "same"
    assert refused(merge_customers, kept, foreign, by=cast.manager).code == "not_allowed"
    assert refused(merge_customers, foreign, kept, by=cast.manager).code == "not_allowed"
    assert refused(merge_customers, kept, twin, by=cast.rep).code == "not_allowed"
    merge_customers(kept, twin, by=cast.manager)
    assert refused(merge_customers, kept, twin, by=cast.manager).code == "gone"
    assert refused(merge_customers, twin, kept, by=cast.manager).code == "gone"


def test_old_addresses_lead_to_the_kept_one_through_several_merges(cast, sign_in, kept, twin):
    third = create_customer(by=cast.rep, name="东岭汽车")
    merge_customers(twin, third, by=cast.manager)
    merge_customers(kept, twin, by=cast.manager)
    browser = sign_in(cast.rep)
    for gone in (twin, third):
        answer = browser.get(reverse("contacts:customer_detail", args=[gone.pk]))
        assert answer.status_code == 302 and answer["Location"] == kept.get_absolute_url()


def test_the_page_compares_and_merges(cast, sign_in, kept, twin):
    browser = sign_in(cast.manager)
    url = reverse("contacts:customer_merge", args=[kept.pk])
    assert browser.get(url).status_code == 200
    page = browser.get(url, {"with": twin.pk})
    assert page.status_code == 200 and {row.name for row in page.context["differences"]} >= {"name", "city"}
    answer = browser.post(url, {"with": twin.pk, "choice_name": "other", "choice_city": "other"})
    assert answer.status_code == 302 and fresh(kept).name == "东岭重汽集团有限公司"
    assert fresh(twin).is_deleted and fresh(twin).merged_into == kept


def test_the_page_knows_no_record_beyond_ones_reach(cast, sign_in, kept):
    foreign = make_customer("南海航运", owner=cast.other_rep)
    browser = sign_in(cast.manager)
    url = reverse("contacts:customer_merge", args=[kept.pk])
    page = browser.get(url, {"with": foreign.pk})
    assert page.status_code == 422 and "南海航运" not in page.content.decode()
    assert browser.post(url, {"with": foreign.pk}).status_code == 404
    assert browser.post(url, {"with": "x"}).status_code == 404


# --- people ---------------------------------------------------------------------------------------


@pytest.fixture
def people(cast, kept):
    unit = make_unit(kept, name="采购中心")
    first = make_contact(kept, "李伟", unit=unit, mobile="13812345678")
    second = make_contact(kept, "李 伟", unit=unit, mobile="", email="liwei@example.com", hobbies="钓鱼")
    return first, second


def test_two_people_become_one_with_all_that_was_known_of_both(cast, kept, people):
    first, second = people
    other = make_contact(kept)
    elsewhere = make_unit(kept)
    ContactPosition.objects.create(contact=second, unit=elsewhere)
    ContactPosition.objects.create(contact=other, unit=elsewhere, reports_to=second)
    ContactFamily.objects.create(contact=second, relation="child", name="女儿", purpose="问候")
    kind = relation_type("people", "classmate")
    ContactRelation.objects.create(a=other, b=first, type=kind)
    ContactRelation.objects.create(a=other, b=second, type=kind)
    ContactRelation.objects.create(a=second, b=first, type=kind)
    StakeholderRole.objects.create(customer=kept, contact=second, role="coach")
    make_follow_up(kept, cast.rep, contact=second)
    _kept, counts = merge_contacts(first, second, by=cast.manager)
    first = fresh(first)
    assert first.mobile == "13812345678" and first.email == "liwei@example.com" and first.hobbies == "钓鱼"
    posts = ContactPosition.objects.alive().filter(contact=first)
    assert {post.unit_id for post in posts} == {posts.get(is_primary=True).unit_id, elsewhere.pk}
    assert ContactPosition.objects.get(contact=other).reports_to == first
    assert ContactFamily.objects.get().contact == first and StakeholderRole.objects.get().contact == first
    assert FollowUp.objects.get().contact == first
    assert ContactRelation.objects.alive().get().b == first
    assert counts["family"] == 1 and counts["follow_ups"] == 1
    assert fresh(second).is_deleted and fresh(second).merged_into == first


def test_a_post_at_another_customer_ends_when_the_person_is_kept_here(cast, kept, twin):
    first = make_contact(kept)
    second = make_contact(twin, unit=make_unit(twin))
    merge_contacts(first, second, by=cast.manager)
    post = ContactPosition.objects.get()
    assert post.contact == first and post.to_on == clock.today() and not post.is_primary


def test_a_person_beyond_ones_reach_is_not_merged(cast, people):
    foreign = make_contact(make_customer(owner=cast.other_rep))
    assert refused(merge_contacts, people[0], foreign, by=cast.manager).code == "not_allowed"
    assert refused(merge_contacts, people[0], people[1], by=cast.rep).code == "not_allowed"


def test_the_page_merges_people(cast, sign_in, people):
    first, second = people
    browser = sign_in(cast.manager)
    url = reverse("contacts:contact_merge", args=[first.pk])
    page = browser.get(url, {"with": second.pk})
    assert {row.name for row in page.context["differences"]} == {"name", "email", "hobbies"}
    assert browser.post(url, {"with": second.pk, "choice_email": "other"}).status_code == 302
    assert fresh(first).email == "liwei@example.com" and fresh(first).name == "李伟"
