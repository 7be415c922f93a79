from decimal import Decimal

import pytest
from django.core.management import call_command

from contacts.models import (
    ContactFamily,
    ContactRelation,
    CustomerRelation,
    InstalledAsset,
    RelationType,
    StakeholderRole,
)
from contacts.relation_types import install_relation_types
from contacts.selectors import group, network
from contacts.services.asset import save_asset, set_partner_roles
from contacts.services.family import save_family_member
from contacts.services.relation import (
    end_relation,
    relate_companies,
    relate_people,
    relate_person_to_company,
)
from contacts.services.stakeholder import save_stakeholder_role
from core.errors import DomainError
from tests.factories import make_contact, make_customer


def kind(code):
    return RelationType.objects.get(code=code)


@pytest.fixture
def customer(cast):
    return make_customer(owner=cast.rep)


@pytest.fixture
def foreign(cast):
    return make_customer("南方重机有限公司", owner=cast.other_rep)


def test_every_installation_starts_with_relation_types_and_keeps_what_was_renamed(db):
    parent = kind("parent")
    parent.name = "爹妈"
    parent.save()
    RelationType.objects.filter(code="friend").delete()
    install_relation_types()
    assert kind("parent").name == "爹妈" and kind("friend").name_en == "friend of"
    for row in RelationType.objects.all():
        assert row.name and row.name_en and (row.is_symmetric or (row.inverse_name and row.inverse_name_en))


def test_a_relation_is_stored_once_and_read_from_both_ends(cast, customer):
    boss, worker = make_contact(customer), make_contact(customer)
    relate_people(by=cast.rep, a=boss, b=worker, type=kind("superior"))
    (tie,) = network.ties_of(worker, cast.rep)
    assert (tie.other, tie.label) == (boss, kind("superior").label())
    (tie,) = network.ties_of(boss, cast.rep)
    assert (tie.other, tie.label) == (worker, kind("superior").label(inverse=True))


def test_the_same_tie_is_refused_from_either_end_and_with_oneself(cast, customer):
    one, two = make_contact(customer), make_contact(customer)
    relate_people(by=cast.rep, a=one, b=two, type=kind("classmate"))
    for a, b in ((one, two), (two, one)):
        with pytest.raises(DomainError) as refusal:
            relate_people(by=cast.rep, a=a, b=b, type=kind("classmate"))
        assert refusal.value.code == "duplicate"
    with pytest.raises(DomainError) as refusal:
        relate_people(by=cast.rep, a=one, b=one, type=kind("friend"))
    assert refusal.value.code == "self"
    with pytest.raises(DomainError) as refusal:
        relate_people(by=cast.rep, a=one, b=two, type=kind("holding"))
    assert refusal.value.code == "wrong_ends"


def test_an_ended_relation_is_gone_from_both_ends_and_may_come_again(cast, customer):
    one, two = make_contact(customer), make_contact(customer)
    relation = relate_people(by=cast.rep, a=one, b=two, type=kind("friend"))
    end_relation(by=cast.rep, relation=relation)
    assert network.ties_of(one, cast.rep) == network.ties_of(two, cast.rep) == []
    relate_people(by=cast.rep, a=two, b=one, type=kind("friend"))


def test_a_person_out_of_reach_is_a_knot_without_a_name(cast, customer, foreign, sign_in):
    mine, other = make_contact(customer, "万俟青"), make_contact(foreign, "皇甫密")
    relation = relate_people(by=cast.admin, a=other, b=mine, type=kind("classmate"))
    (tie,) = network.ties_of(mine, cast.rep)
    assert tie.other is None and not tie.may_change
    graph = network.network_of(customer, cast.rep).graph
    assert str(other.pk) not in {node["id"] for node in graph["nodes"] if node["kind"] == "person"}
    assert "皇甫密" not in str(graph)
    client = sign_in(cast.rep)
    for page in (
        f"/contacts/{mine.pk}/?tab=relations",
        f"/customers/{customer.pk}/?tab=network",
        f"/customers/{customer.pk}/?node=contact-{mine.pk}&tab=relations",
    ):
        answer = client.get(page)
        assert answer.status_code == 200
        assert "皇甫密" not in answer.content.decode() and "南方重机" not in answer.content.decode()
    assert client.get(f"/relations/people/{relation.pk}/edit/").status_code == 404
    assert client.post(f"/relations/people/{relation.pk}/delete/").status_code == 404


def test_those_without_the_right_see_no_relations(cast, customer):
    one, two = make_contact(customer), make_contact(customer)
    relate_people(by=cast.rep, a=one, b=two, type=kind("friend"))
    assert network.ties_of(one, cast.agent) == []
    assert network.network_of(customer, cast.finance).graph["links"] == []


def test_the_shortest_way_to_a_person_starts_at_somebody_for_us(cast, customer):
    coach, middle, target = (make_contact(customer) for _place in range(3))
    relate_people(by=cast.rep, a=coach, b=middle, type=kind("classmate"))
    relate_people(by=cast.rep, a=middle, b=target, type=kind("superior"))
    assert network.way_to(target, cast.rep) is None
    save_stakeholder_role(
        StakeholderRole(customer=customer, contact=coach, role="coach", influence=4, support=2), by=cast.rep
    )
    assert [person for person, _label in network.way_to(target, cast.rep)] == [coach, middle, target]
    relate_people(by=cast.rep, a=coach, b=target, type=kind("friend"))
    assert [person for person, _label in network.way_to(target, cast.rep)] == [coach, target]


def test_a_way_longer_than_three_steps_is_none(cast, customer):
    people = [make_contact(customer) for _place in range(6)]
    for one, two in zip(people, people[1:], strict=False):
        relate_people(by=cast.rep, a=one, b=two, type=kind("friend"))
    save_stakeholder_role(
        StakeholderRole(customer=customer, contact=people[0], role="sponsor", support=1), by=cast.rep
    )
    assert len(network.way_to(people[3], cast.rep)) == 4
    assert network.way_to(people[4], cast.rep) is None


def test_shares_in_one_company_never_pass_a_hundred(cast):
    one, two, held = (make_customer(owner=cast.rep) for _place in range(3))
    relate_companies(by=cast.rep, a=one, b=held, type=kind("holding"), equity_pct=Decimal("70"))
    with pytest.raises(DomainError) as refusal:
        relate_companies(by=cast.rep, a=two, b=held, type=kind("stake"), equity_pct=Decimal("30.0001"))
    assert refusal.value.field == "equity_pct" and "30" in refusal.value.message
    relate_companies(by=cast.rep, a=two, b=held, type=kind("stake"), equity_pct=Decimal("30"))


def test_the_group_is_rolled_up_once_each_even_in_a_circle(cast, customer):
    names = [customer, *(make_customer(owner=cast.rep) for _place in range(3))]
    for one, two in ((0, 1), (1, 2), (2, 0), (0, 2), (2, 3)):
        relate_companies(by=cast.rep, a=names[one], b=names[two], type=kind("holding"))
    for company in names:
        make_contact(company)
        roll_up = group.group_of(company, cast.rep)
        assert {member.customer for member in roll_up.members} == set(names)
        assert len(roll_up.members) == 4
    assert group.group_of(customer, cast.rep).people == 4


def test_a_member_of_the_group_out_of_reach_counts_without_a_name(cast, customer, foreign, sign_in):
    relate_companies(by=cast.admin, a=foreign, b=customer, type=kind("holding"), equity_pct=Decimal("60"))
    make_contact(foreign)
    roll_up = group.group_of(customer, cast.rep)
    assert (len(roll_up.members), roll_up.hidden, roll_up.people) == (2, 1, 0)
    page = sign_in(cast.rep).get(f"/customers/{customer.pk}/?tab=group").content.decode()
    assert "南方重机" not in page


def test_a_form_says_a_relation_from_either_end(cast, customer, sign_in):
    one, two = make_contact(customer), make_contact(customer)
    client = sign_in(cast.rep)
    answer = client.post(
        "/relations/people/new/",
        {"a": one.pk, "b": two.pk, "reading": f"{kind('superior').pk}:out", "strength": 4, "sentiment": 1},
    )
    assert answer.status_code == 302
    relation = ContactRelation.objects.get()
    assert (relation.a, relation.b) == (two, one)  # the other one is his superior
    page = client.get(f"/relations/people/{relation.pk}/edit/")
    assert f'value="{kind("superior").pk}:in" selected' in page.content.decode()
    again = client.post(
        "/relations/people/new/",
        {"a": one.pk, "b": two.pk, "reading": f"{kind('superior').pk}:out", "strength": 4, "sentiment": 1},
    )
    assert again.status_code == 422


def test_company_relations_are_written_by_form_and_read_from_both(cast, customer, sign_in):
    other = make_customer(owner=cast.rep)
    answer = sign_in(cast.rep).post(
        "/relations/companies/new/",
        {"a": customer.pk, "b": other.pk, "reading": f"{kind('holding').pk}:in", "equity_pct": "55"},
    )
    assert answer.status_code == 302
    assert CustomerRelation.objects.get().a == customer
    (line,) = group.company_relations(other, cast.rep)
    assert line["other"] == customer and line["label"] == kind("holding").label()


def test_ties_to_former_employers(cast, customer):
    person, employer = make_contact(customer), make_customer(owner=cast.rep)
    relate_person_to_company(by=cast.rep, contact=person, customer=employer, type=kind("former_employer"))
    (tie,) = network.company_ties_of(person, cast.rep)
    assert tie.company == employer and tie.label == kind("former_employer").label(inverse=True)


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"consent": "none"}, "consent"),
        ({"purpose": " "}, "purpose"),
        ({"relation": "child", "phone": "13800000000"}, "phone"),
        ({"relation": "child", "birth_month": 5, "birth_day": 1}, "birth_month"),
        ({"birth_month": 5}, "birth_day"),
    ],
)
def test_of_the_family_only_what_consent_and_law_allow(cast, customer, facts, field):
    person = make_contact(customer)
    member = ContactFamily(
        **{
            "contact": person,
            "relation": "spouse",
            "name": "王女士",
            "consent": "oral",
            "purpose": "节日问候",
            **facts,
        }
    )
    with pytest.raises(DomainError) as refusal:
        save_family_member(member, by=cast.rep)
    assert refusal.value.field == field


def test_the_family_is_seen_by_those_with_the_right_only(cast, customer, sign_in):
    person = make_contact(customer, hobbies="围棋")
    save_family_member(
        ContactFamily(contact=person, relation="spouse", name="王女士", consent="oral", purpose="节日问候"),
        by=cast.rep,
    )
    page = f"/contacts/{person.pk}/"
    for user, sees in ((cast.rep, True), (cast.manager, True), (cast.agent, False), (cast.finance, False)):
        html = sign_in(user).get(page).content.decode()
        assert ("王女士" in html) is sees and ("围棋" in html) is sees
        stream = sign_in(user).get(f"/stream/contact/{person.pk}/?show=changes").content.decode()
        assert "family" not in stream or sees


def test_a_buying_role_is_played_once_by_somebody_of_the_customer(cast, customer):
    person = make_contact(customer)
    save_stakeholder_role(StakeholderRole(customer=customer, contact=person, role="coach"), by=cast.rep)
    with pytest.raises(DomainError) as refusal:
        save_stakeholder_role(StakeholderRole(customer=customer, contact=person, role="coach"), by=cast.rep)
    assert refusal.value.code == "duplicate"
    stranger = make_contact(make_customer(owner=cast.rep))
    with pytest.raises(DomainError) as refusal:
        save_stakeholder_role(StakeholderRole(customer=customer, contact=stranger, role="coach"), by=cast.rep)
    assert refusal.value.code == "foreign"


def test_the_map_says_what_is_missing(cast, customer):
    assert len(network.coverage_hints(customer, [], cast.rep)) == 1
    role = StakeholderRole(
        customer=customer, contact=make_contact(customer), role="resister", influence=5, support=-2
    )
    save_stakeholder_role(role, by=cast.rep)
    assert len(network.network_of(customer, cast.rep).hints) == 4


def test_the_number_of_an_asset_stands_once_at_a_customer(cast, customer):
    save_asset(InstalledAsset(customer=customer, name="远沧一号", imo_or_serial="IMO9074729"), by=cast.rep)
    with pytest.raises(DomainError) as refusal:
        save_asset(InstalledAsset(customer=customer, name="二号", imo_or_serial="imo9074729 "), by=cast.rep)
    assert refusal.value.field == "imo_or_serial"


def test_partner_roles_that_end_stay_as_not_valid(cast, customer):
    set_partner_roles(by=cast.rep, customer=customer, roles={"buyer", "payer"})
    set_partner_roles(by=cast.rep, customer=customer, roles={"payer"})
    assert dict(customer.partner_roles.values_list("role", "is_valid")) == {"buyer": False, "payer": True}
    with pytest.raises(DomainError):
        set_partner_roles(by=cast.rep, customer=customer, roles={"king"})


def test_relation_types_come_with_migrate(db):
    call_command("migrate", verbosity=0)
    assert RelationType.objects.filter(applies="companies", is_control=True).exists()
