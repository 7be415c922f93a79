"""Who reaches which customers, units and people."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext

from contacts.models import Contact, ContactFamily, Customer, CustomerGroupShare, CustomerUserShare, FollowUp
from core import clock
from core.operation import operation
from records import gate, widened
from tests.factories import make_contact, make_customer, make_follow_up, make_team_member

SEES_ALL = ["agent", "agent_manager", "finance", "marketing", "executive"]
SEES_NONE = ["hr", "admin", "security", "auditor", "nobody", "leaver", "dealer"]


def names(model, user, action="view"):
    return set(model.objects.visible_to(user, action))


def share(customer, user=None, department=None, rights="view", **facts):
    permission = Permission.objects.get(codename=f"{rights}_customer")
    if user:
        return CustomerUserShare.objects.create(
            content_object=customer, user=user, permission=permission, **facts
        )
    group, _made = Group.objects.get_or_create(name=f"dept:{department.code}")
    department.group = group
    department.save()
    return CustomerGroupShare.objects.create(
        content_object=customer, group=group, permission=permission, **facts
    )


@pytest.fixture
def ours(cast):
    return make_customer("东岭重卡集团有限公司", owner=cast.rep)


@pytest.fixture
def theirs(cast):
    return make_customer("南海航运有限公司", owner=cast.other_rep)


def test_a_rep_sees_his_own_customers_and_nobody_elses(cast, ours, theirs):
    assert names(Customer, cast.rep) == {ours}
    assert names(Customer, cast.colleague) == set()


def test_a_manager_sees_his_department_and_below_but_no_other(cast, ours, theirs):
    assert names(Customer, cast.manager) == {ours}
    assert names(Customer, cast.other_manager) == {theirs}


def test_a_regional_manager_sees_his_region(cast, ours, theirs):
    assert names(Customer, cast.regional) == {ours}


@pytest.mark.parametrize("who", SEES_ALL)
def test_company_wide_roles_see_every_customer(cast, ours, theirs, who):
    assert names(Customer, getattr(cast, who)) == {ours, theirs}


@pytest.mark.parametrize("who", SEES_NONE)
def test_roles_without_a_grant_see_no_customer_and_no_person(cast, ours, theirs, who):
    make_contact(ours)
    assert names(Customer, getattr(cast, who)) == set()
    assert names(Contact, getattr(cast, who)) == set()


def test_marketing_sees_customers_but_no_people(cast, ours):
    make_contact(ours)
    assert names(Customer, cast.marketing) == {ours}
    assert names(Contact, cast.marketing) == set()
    assert not gate.allowed(cast.marketing, Contact)


def test_people_follow_the_reach_of_their_customer(cast, ours, theirs):
    mine, other = make_contact(ours), make_contact(theirs)
    assert names(Contact, cast.rep) == {mine}
    assert names(Contact, cast.manager) == {mine}
    assert names(Contact, cast.executive) == {mine, other}


def test_a_reading_team_member_reads_and_does_not_write(cast, theirs):
    make_team_member(theirs, cast.rep, "read")
    assert names(Customer, cast.rep) == {theirs}
    assert names(Customer, cast.rep, "change") == set()


def test_a_writing_team_member_writes_but_does_not_transfer(cast, theirs):
    make_team_member(theirs, cast.manager, "write")
    assert names(Customer, cast.manager, "change") == {theirs}
    for action in ("transfer", "share", "merge"):
        assert names(Customer, cast.manager, action) == set()


def test_a_place_in_the_team_ends_at_its_moment(cast, theirs):
    end = clock.now() + timedelta(hours=1)
    make_team_member(theirs, cast.rep, "write", expires_at=end)
    with clock.at(end - timedelta(seconds=1)):
        assert names(Customer, cast.rep) == {theirs}
    with clock.at(end):
        assert names(Customer, cast.rep) == set()


def test_a_share_reaches_one_person_for_reading_until_its_moment(cast, theirs):
    contact = make_contact(theirs)
    end = clock.now() + timedelta(days=3)
    share(theirs, user=cast.rep, expires_at=end)
    assert names(Customer, cast.rep) == {theirs} and names(Contact, cast.rep) == {contact}
    assert names(Customer, cast.rep, "change") == set()
    assert names(Customer, cast.colleague) == set()
    with clock.at(end):
        assert names(Customer, cast.rep) == set() and names(Contact, cast.rep) == set()


def test_a_share_to_change_lets_change(cast, theirs):
    share(theirs, user=cast.rep, rights="change")
    assert names(Customer, cast.rep, "change") == {theirs}


def test_a_share_with_a_department_reaches_those_below_it(cast, theirs):
    share(theirs, department=cast.east_region)
    assert names(Customer, cast.rep) == {theirs}
    assert names(Customer, cast.hr) == set()


def test_a_dealer_sees_shared_customers_but_only_people_he_entered(cast, theirs):
    share(theirs, user=cast.dealer)
    make_contact(theirs)
    own = make_contact(theirs, created_by=cast.dealer)
    assert names(Customer, cast.dealer) == {theirs}
    assert names(Contact, cast.dealer) == {own}


def test_family_is_read_by_owner_and_writing_team_but_not_by_a_reading_member(cast, ours):
    child = ContactFamily.objects.create(
        contact=make_contact(ours), relation="child", name="女儿", purpose="问候"
    )
    assert names(ContactFamily, cast.rep) == {child}
    make_team_member(ours, cast.other_rep, "read")
    assert names(ContactFamily, cast.other_rep) == set()
    make_team_member(ours, cast.colleague, "write")
    assert names(ContactFamily, cast.colleague) == {child}
    for who in ("agent", "agent_manager", "finance", "marketing", "hr", "admin"):
        assert names(ContactFamily, getattr(cast, who)) == set()


def test_who_wrote_a_follow_up_keeps_it_after_the_customer_has_moved(cast, ours):
    words = make_follow_up(ours, cast.rep)
    Customer.objects.filter(pk=ours.pk).update(owner=cast.other_rep, department=cast.south)
    assert names(FollowUp, cast.rep) == {words}
    assert names(Customer, cast.rep) == set()


def test_deleted_rows_are_beyond_everybody(cast, ours):
    Customer.objects.filter(pk=ours.pk).update(is_deleted=True)
    assert names(Customer, cast.executive) == set()


def test_rights_of_one_page_are_asked_in_one_query(cast, ours, theirs, django_assert_num_queries):
    make_team_member(theirs, cast.rep, "read")
    list(Customer.objects.visible_to(cast.rep))  # grants are remembered
    with django_assert_num_queries(1):
        rows = {row.pk: row for row in Customer.objects.visible_to(cast.rep).with_may(cast.rep, "change")}
    assert rows[ours.pk].may_change is True
    assert rows[theirs.pk].may_change is False


@pytest.mark.parametrize("who", ["rep", "other_rep", "manager", "dealer", "nobody", *SEES_ALL])
def test_a_loaded_row_answers_as_the_condition_does(cast, who):
    user = getattr(cast, who)
    customers = [
        make_customer(owner=cast.rep),
        make_customer(owner=cast.other_rep),
        make_customer(owner=cast.rep),
    ]
    make_team_member(customers[1], cast.rep)
    share(customers[0], cast.dealer)
    share(customers[2], cast.other_rep, rights="change")
    rows = [*customers, *(make_contact(customer) for customer in customers)]
    rows += [make_follow_up(customer, by=cast.rep) for customer in customers]
    for row in rows:
        for action in ("view", "change", "delete", "transfer", "reveal", "sensitive"):
            expected = gate.may(user, row, action)
            assert gate.holds(user, row, action) == expected, (row, action)
            with operation(user=user, is_reading=True):
                assert gate.holds(user, row, action) == expected, (row, action, "reading")
                assert gate.may(user, row, action) == expected


def test_what_a_reading_request_has_learned_does_not_outlive_it(cast, ours):
    with operation(user=cast.other_rep, is_reading=True):
        assert not gate.may(cast.other_rep, ours, "view")
    make_team_member(ours, cast.other_rep)
    with operation(user=cast.other_rep, is_reading=True):
        assert gate.may(cast.other_rep, ours, "view")
        assert not gate.may(cast.other_rep, ours, "change")


def test_more_widened_rows_than_can_be_named_are_looked_up(cast, ours, monkeypatch):
    monkeypatch.setattr(widened, "MOST_CONSTANTS", 1)
    others = [make_customer(owner=cast.rep) for _ in range(3)]
    for customer in [ours, *others]:
        make_team_member(customer, cast.other_rep)
    with operation(user=cast.other_rep, is_reading=True):
        assert names(Customer, cast.other_rep) == {ours, *others}


@pytest.mark.parametrize("most", [1, 500])
def test_what_hangs_on_few_or_many_customers_is_found_alike(cast, ours, monkeypatch, most):
    """Few are named one by one, of many the database asks itself; what he wrote himself comes on top."""
    monkeypatch.setattr(widened, "MOST_CONSTANTS", most)
    theirs, gone = make_customer(owner=cast.other_rep), make_customer(owner=cast.rep)
    mine = [make_follow_up(customer, by=cast.other_rep) for customer in (ours, make_customer(owner=cast.rep))]
    written = make_follow_up(theirs, by=cast.rep)
    make_follow_up(theirs, by=cast.other_rep)
    make_follow_up(gone, by=cast.other_rep)
    gone.is_deleted = True
    gone.save()
    with operation(user=cast.rep, is_reading=True):
        assert names(FollowUp, cast.rep) == {*mine, written}
        assert set(Contact.objects.visible_to(cast.rep)) == set()
    assert names(FollowUp, cast.rep) == {*mine, written}


def test_a_row_at_hand_says_of_itself_what_the_gate_would_say(cast, ours):
    make_team_member(ours, cast.other_rep)
    rows = [make_follow_up(ours, by=cast.rep), make_follow_up(make_customer(owner=cast.rep), by=cast.rep)]
    people = [make_contact(ours), make_contact(make_customer(owner=cast.other_rep))]
    for user in (cast.rep, cast.other_rep, cast.manager, cast.executive, cast.nobody):
        for model, found in ((FollowUp, rows), (Contact, people)):
            for action in ("view", "change", "delete"):
                marked = model.objects.filter(pk__in=[row.pk for row in found]).with_may(user, action)
                for row in marked:
                    assert getattr(row, f"may_{action}") == gate.may(user, row, action), (user, row, action)


def test_rows_under_a_seen_parent_are_those_that_the_gate_lets_through(cast, ours):
    contact, said = make_contact(ours), make_follow_up(ours, by=cast.rep)
    make_contact(make_customer(owner=cast.rep))
    for user in (cast.rep, cast.manager, cast.executive, cast.agent, cast.nobody):
        assert set(Contact.objects.under(ours, user)) == names(Contact, user) & {contact}
        assert set(FollowUp.objects.under(ours, user)) == names(FollowUp, user) & {said}


def test_what_widens_several_reaches_is_asked_by_one_statement_and_not_again(cast, ours):
    contact, said = make_contact(ours), make_follow_up(ours, by=cast.rep)
    make_team_member(ours, cast.other_rep)
    make_contact(make_customer(owner=cast.rep))
    with operation(user=cast.other_rep, is_reading=True), CaptureQueriesContext(connection) as queries:
        gate.foresee(cast.other_rep, [Customer, Contact, FollowUp])
        assert len([query for query in queries if "UNION" in query["sql"] or "team" in query["sql"]]) == 1
        before = len(queries)
        found = (
            names(Customer, cast.other_rep),
            names(Contact, cast.other_rep),
            names(FollowUp, cast.other_rep),
        )
        # The three, and once which few customers are meant: people and talks are found under them.
        assert len(queries) == before + 4
    assert found == ({ours}, {contact}, {said})
