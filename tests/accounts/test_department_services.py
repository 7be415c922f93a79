import pytest

from accounts.models import Department
from accounts.services import department as departments
from core.errors import DomainError
from tests.factories import make_employee


@pytest.fixture
def tree(cast):
    """a > b > c, and d beside a."""

    def make(code, parent=None):
        return departments.create_department(by=cast.admin, code=code, name=code, parent=parent)

    made = {"a": make("a"), "d": make("d")}
    made["b"] = make("b", made["a"])
    made["c"] = make("c", made["b"])
    return made


def test_moving_a_subtree_rewrites_every_path_below_it(cast, tree):
    departments.move_department(tree["b"], tree["d"], by=cast.admin)
    paths = dict(Department.objects.filter(code__in="bc").values_list("code", "path"))
    assert paths["b"] == f"/{tree['d'].pk}/{tree['b'].pk}/"
    assert paths["c"] == f"/{tree['d'].pk}/{tree['b'].pk}/{tree['c'].pk}/"
    departments.move_department(tree["b"], None, by=cast.admin)
    assert Department.objects.get(code="c").path == f"/{tree['b'].pk}/{tree['c'].pk}/"


@pytest.mark.parametrize("target", ["a", "b", "c"])
def test_a_department_never_stands_below_itself(cast, tree, target):
    with pytest.raises(DomainError) as refusal:
        departments.move_department(tree["a"], tree[target], by=cast.admin)
    assert refusal.value.code == "cycle"


def test_the_second_of_two_moves_that_would_close_a_circle_is_refused(cast, tree):
    stale_a, stale_d = tree["a"], tree["d"]
    departments.move_department(stale_a, stale_d, by=cast.admin)
    with pytest.raises(DomainError):
        departments.move_department(stale_d, stale_a, by=cast.admin)


def test_a_department_with_staff_or_living_departments_is_not_disabled(cast, tree):
    person = make_employee("rep", tree["c"])
    for code in ("c", "b"):
        with pytest.raises(DomainError):
            departments.set_department_active(tree[code], False, by=cast.admin)
    person.employee.status = "left"
    person.employee.save()
    assert not departments.set_department_active(tree["c"], False, by=cast.admin).is_active


def test_a_group_mirrors_each_department_and_follows_its_code(cast, tree):
    assert tree["a"].group.name == "dept:a"
    departments.update_department(tree["a"], by=cast.admin, code="a2")
    tree["a"].group.refresh_from_db()
    assert tree["a"].group.name == "dept:a2"


def test_a_code_is_used_once(cast, tree):
    with pytest.raises(DomainError) as refusal:
        departments.create_department(by=cast.admin, code="a", name="x")
    assert refusal.value.field == "code"
