import re

import pytest

from contacts.models import ContactPosition
from contacts.selectors.tree import CustomerTree
from tests.factories import make_contact, make_customer, make_unit


@pytest.fixture
def customer(cast):
    return make_customer(owner=cast.rep)


def tree(customer, user):
    return CustomerTree(customer, user)


def test_a_person_with_two_posts_shows_under_both_and_counts_once(cast, customer):
    top = make_unit(customer)
    one, two = make_unit(customer, top), make_unit(customer, top)
    person = make_contact(customer, unit=one)
    ContactPosition.objects.create(contact=person, unit=two)
    view = tree(customer, cast.rep)
    (root,) = view.children().nodes
    assert (root.child_count, root.people_count) == (2, 1)
    for unit in (one, two):
        assert [node.contact for node in view.children(unit).nodes] == [person]


def test_people_without_a_unit_stand_in_a_group_of_their_own(cast, customer):
    make_unit(customer)
    person = make_contact(customer)
    former = make_contact(customer, unit=make_unit(customer))
    former.positions.update(to_on="2020-01-01")
    nodes = tree(customer, cast.rep).children().nodes
    assert nodes[-1].people_count == 2
    assert {node.contact for node in tree(customer, cast.rep).loose_people().nodes} == {person, former}


def test_one_answer_holds_a_hundred_rows_and_the_pages_hold_each_row_once(cast, customer):
    top = make_unit(customer)
    for _place in range(140):
        make_unit(customer, top)
    people = [make_contact(customer, unit=top) for _place in range(120)]
    view, seen, after = tree(customer, cast.rep), [], ""
    while after is not None:
        level = view.children(top, after)
        assert len(level.nodes) <= 100
        seen += [getattr(node, "unit", None) or node.contact for node in level.nodes]
        after = level.after
    assert len(seen) == len(set(map(str, seen))) == 140 + len(people)


@pytest.mark.parametrize("width", [3, 30])
def test_the_queries_do_not_grow_with_the_tree(cast, customer, width, django_assert_num_queries):
    for _place in range(width):
        unit = make_unit(customer)
        make_contact(customer, unit=make_unit(customer, unit))
    view = tree(customer, cast.rep)
    view.children()  # the rights are remembered on the user
    with django_assert_num_queries(4):
        view.children()


def test_twelve_levels_open_down_to_a_linked_unit(cast, customer):
    unit = None
    for _level in range(12):
        unit = make_unit(customer, unit)
        make_unit(customer, unit.parent)
    view = tree(customer, cast.rep)
    path = view.path_to(unit)
    assert [row.depth for row in path] == list(range(1, 13))
    node = next(node for node in view.opened_to(path).nodes if node.unit == path[0])
    for row in path[1:]:
        assert node.is_open and len(node.children) == 2 or row.depth == 12
        node = next(child for child in node.children if child.unit == row)


def test_opening_stops_at_two_thousand_rows_with_a_word(cast, customer, monkeypatch):
    monkeypatch.setattr("contacts.selectors.tree.MOST", 20)
    for _place in range(4):
        top = make_unit(customer)
        for _child in range(3):
            below = make_unit(customer, top)
            make_unit(customer, below)
    level = tree(customer, cast.rep).open_to(3)
    assert (level.opened, level.is_cut) == (2, True)
    assert all(node.is_open and not node.children[0].is_open for node in level.nodes)
    assert level.nodes[0].children[0].child_count == 1


def test_search_answers_the_paths_to_its_hits(cast, customer):
    top = make_unit(customer, name="总装厂")
    line = make_unit(customer, top, name="轴承二线")
    make_unit(customer, top, name="涂装线")
    make_contact(customer, "欧阳锋", unit=line)
    for text in ("轴承", "欧阳", "oyf"):
        (root,) = tree(customer, cast.rep).find(text).nodes
        assert root.unit == top and root.is_open
        assert [node.unit for node in root.children] == [line]


def test_search_finds_what_belongs_to_the_customer_alone(cast, customer):
    mine = make_unit(customer, name="采购一部")
    person = make_contact(customer, "采小红", unit=mine, mobile="13800136789")
    elsewhere = make_customer(owner=cast.rep)
    make_contact(elsewhere, "采小红", unit=make_unit(elsewhere, name="采购二部"), mobile="13900136789")
    for text, hit in (("采购", mine), ("cg", mine), ("采小红", person), ("cxh", person), ("6789", person)):
        (root,) = tree(customer, cast.rep).find(text).nodes
        assert root.unit == mine and [node.contact for node in root.children] == [person] * (hit is person)
    assert not tree(customer, cast.rep).find("采购二部").nodes


@pytest.mark.parametrize("width", [3, 30])
def test_a_search_of_the_tree_asks_the_same_however_much_it_finds(
    cast, customer, width, django_assert_num_queries
):
    top = make_unit(customer, name="总装厂")
    for place in range(width):
        make_contact(customer, f"装配工{place}", unit=make_unit(customer, top, name=f"装配{place}线"))
    view = tree(customer, cast.rep)
    view.find("装配")  # the rights are remembered on the user
    with django_assert_num_queries(5):
        level = view.find("装配")
    assert len(level.nodes[0].children) == width


def test_the_tree_is_closed_to_those_who_do_not_see_the_customer(cast, customer, sign_in):
    unit = make_unit(customer, name="保密科")
    pages = [
        f"/customers/{customer.pk}/",
        f"/customers/{customer.pk}/tree/",
        f"/customers/{customer.pk}/tree/search/?q=保密",
        f"/customers/{customer.pk}/tree/levels/2/",
        f"/units/{unit.pk}/menu/",
        f"/units/{unit.pk}/move/",
        f"/stream/customer/{customer.pk}/",
        f"/stream/unit/{unit.pk}/",
    ]
    for page in pages:
        assert sign_in(cast.other_rep).get(page).status_code == 404, page
        assert sign_in(cast.nobody).get(page).status_code == 403, page
        assert sign_in(cast.rep).get(page).status_code == 200, page


def test_marketing_sees_the_customer_but_neither_tree_nor_people(cast, customer, sign_in):
    make_contact(customer, "欧阳锋", unit=make_unit(customer))
    page = sign_in(cast.marketing).get(f"/customers/{customer.pk}/")
    assert page.status_code == 200
    assert 'role="tree"' not in page.content.decode() and "欧阳锋" not in page.content.decode()


def test_a_drop_moves_the_unit_and_a_refused_one_says_why(cast, customer, sign_in):
    top, other = make_unit(customer), make_unit(customer)
    below = make_unit(customer, top)
    client = sign_in(cast.rep, headers={"Accept": "application/json"})
    answer = client.post(f"/units/{below.pk}/move/", {"parent": other.pk})
    assert answer.status_code == 200
    below.refresh_from_db()
    assert below.parent == other and below.path.startswith(other.path)
    refused = client.post(f"/units/{other.pk}/move/", {"parent": below.pk})
    assert refused.status_code == 409 and refused.json()["message"]
    foreign = make_unit(make_customer(owner=cast.rep))
    assert client.post(f"/units/{below.pk}/move/", {"parent": foreign.pk}).status_code == 422


def test_a_unit_moves_by_the_dialog_too(cast, customer, sign_in):
    top = make_unit(customer)
    below = make_unit(customer, top)
    client = sign_in(cast.rep)
    assert client.get(f"/units/{below.pk}/move/").status_code == 200
    assert client.post(f"/units/{below.pk}/move/", {"parent": ""}).status_code == 302
    below.refresh_from_db()
    assert below.parent is None and below.depth == 1


def test_whoever_only_reads_gets_no_handles(cast, customer, sign_in):
    make_unit(customer)
    html = sign_in(cast.executive).get(f"/customers/{customer.pk}/").content.decode()
    assert 'role="treeitem"' in html
    assert "data-move-url" not in html and "/menu/" not in html


def test_names_cannot_break_out_of_the_rows(cast, customer, sign_in):
    make_contact(customer, '"><img src=x>', unit=make_unit(customer, name="<script>科"))
    html = sign_in(cast.rep).get(f"/customers/{customer.pk}/tree/levels/3/").content.decode()
    assert "<script>" not in html and "<img" not in html
    assert re.search("&lt;script&gt;科", html)
