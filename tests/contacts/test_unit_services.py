"""The tree of a customer's units."""

from decimal import Decimal

import pytest

from contacts.models import Contact, ContactPosition, CustomerUnit
from contacts.selectors.place import degrees_of
from contacts.services.unit import create_unit, delete_unit, move_unit, update_unit
from core.errors import DomainError
from core.models import ActionLog
from tests.factories import make_contact, make_customer


@pytest.fixture
def customer(cast):
    return make_customer("东岭重卡集团", owner=cast.rep)


@pytest.fixture
def tree(cast, customer):
    """采购中心 / 外购科 / 标准件组, 技术中心."""
    purchasing = create_unit(customer, by=cast.rep, name="采购中心")
    section = create_unit(customer, by=cast.rep, name="外购科", parent=purchasing)
    group = create_unit(customer, by=cast.rep, name="标准件组", parent=section)
    technical = create_unit(customer, by=cast.rep, name="技术中心")
    return purchasing, section, group, technical


def fresh(unit):
    return CustomerUnit.objects.get(pk=unit.pk)


def refused(call, *args, **facts):
    with pytest.raises(DomainError) as refusal:
        call(*args, **facts)
    return refusal.value


def test_paths_and_depths_follow_the_place(tree):
    purchasing, section, group, _technical = (fresh(unit) for unit in tree)
    assert group.path == f"/{purchasing.pk}/{section.pk}/{group.pk}/" and group.depth == 3
    assert group.ancestor_ids == [purchasing.pk, section.pk, group.pk]


def test_a_subtree_moves_with_all_below_and_its_people_stay(cast, customer, tree):
    purchasing, section, group, technical = tree
    person = make_contact(customer, unit=group)
    move_unit(section, by=cast.rep, parent=technical)
    assert fresh(section).path == f"/{technical.pk}/{section.pk}/" and fresh(section).depth == 2
    assert fresh(group).path == f"/{technical.pk}/{section.pk}/{group.pk}/" and fresh(group).depth == 3
    assert ContactPosition.objects.get(contact=person).unit_id == group.pk
    assert list(CustomerUnit.objects.within(fresh(purchasing))) == [purchasing]
    move_unit(section, by=cast.rep, parent=None)
    assert fresh(group).path == f"/{section.pk}/{group.pk}/" and fresh(group).depth == 2
    assert ActionLog.objects.filter(verb="contacts.unit_moved").count() == 2


def test_no_unit_moves_under_itself_or_below(cast, tree):
    purchasing, section, group, _technical = tree
    for target in (purchasing, section, group):
        assert refused(move_unit, purchasing, by=cast.rep, parent=target).code == "cycle"


def test_a_move_reads_the_tree_as_it_is_now_not_as_the_caller_saw_it(cast, customer):
    """Two people drag a under b and b under a: the second is refused."""
    a, b = (create_unit(customer, by=cast.rep, name=name) for name in "ab")
    stale_a, stale_b = fresh(a), fresh(b)
    move_unit(stale_a, by=cast.rep, parent=stale_b)
    assert refused(move_unit, stale_b, by=cast.rep, parent=stale_a).code == "cycle"


def test_no_unit_moves_to_another_customer(cast, tree):
    other = create_unit(make_customer(owner=cast.rep), by=cast.rep, name="别家科室")
    assert refused(move_unit, tree[1], by=cast.rep, parent=other).code == "other_customer"


def test_names_are_unique_under_one_parent_also_at_the_top_and_after_a_move(cast, customer, tree):
    assert refused(create_unit, customer, by=cast.rep, name=" 采购中心 ").field == "name"
    twin = create_unit(customer, by=cast.rep, name="外购科", parent=tree[3])
    assert refused(move_unit, twin, by=cast.rep, parent=tree[0]).field == "name"
    assert refused(update_unit, tree[3], by=cast.rep, name="采购中心").field == "name"


def test_codes_are_unique_within_one_customer(cast, customer):
    create_unit(customer, by=cast.rep, name="一科", code="K1")
    assert refused(create_unit, customer, by=cast.rep, name="二科", code="K1").field == "code"
    create_unit(make_customer(owner=cast.rep), by=cast.rep, name="一科", code="K1")


def test_only_an_empty_unit_is_deleted(cast, customer, tree):
    purchasing, section, group, technical = tree
    assert refused(delete_unit, section, by=cast.manager).code == "has_children"
    make_contact(customer, unit=group)
    assert refused(delete_unit, group, by=cast.manager).code == "has_children"
    delete_unit(technical, by=cast.manager)
    assert not CustomerUnit.objects.alive().filter(pk=technical.pk).exists()
    create_unit(customer, by=cast.rep, name="技术中心")


def test_the_head_works_at_the_customer(cast, customer, tree):
    stranger = make_contact(make_customer(owner=cast.rep))
    assert refused(update_unit, tree[0], by=cast.rep, head=stranger).field == "head"
    head = make_contact(customer)
    assert update_unit(tree[0], by=cast.rep, head=head).head == head


def test_a_tree_goes_a_hundred_levels_deep(cast, customer):
    unit = None
    for level in range(100):
        unit = create_unit(customer, by=cast.rep, name=f"第{level}层", parent=unit)
    assert fresh(unit).depth == 100 and Contact.objects.count() == 0


def test_a_unit_has_a_whole_place_on_earth_or_none(cast, customer, tree):
    assert refused(update_unit, tree[0], by=cast.rep, latitude=Decimal(22)).field == "longitude"
    assert refused(update_unit, tree[0], by=cast.rep, longitude=Decimal(22)).field == "latitude"
    nowhere = {"latitude": Decimal(91), "longitude": Decimal(0)}
    assert refused(update_unit, tree[0], by=cast.rep, **nowhere).code == "no_position"


def test_a_unit_without_place_is_where_its_superior_is_at_last_where_the_customer_is(cast, customer, tree):
    top, section, _group, other = tree
    customer.latitude, customer.longitude = Decimal(20), Decimal(100)
    update_unit(top, by=cast.rep, latitude=Decimal(22), longitude=Decimal(108))
    assert degrees_of(customer) == (20, 100)
    assert degrees_of(customer, fresh(other)) == (20, 100)
    assert degrees_of(customer, fresh(section)) == (22, 108)
    update_unit(section, by=cast.rep, latitude=Decimal(23), longitude=Decimal(109))
    assert degrees_of(customer, fresh(section)) == (23, 109)
