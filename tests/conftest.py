"""The cast that tests play with: two departments of two regions, and one person for each role."""

import gc
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.utils import translation
from hypothesis import settings as generated

from accounts.models import Department, User
from core import stamps

from . import delivered, factories, template_database
from .real_browser import browser, complaints, page  # noqa: F401  (fixtures)

# Generated cases are judged by what they give, never by how long a busy machine takes for them.
generated.register_profile("suite", deadline=None)
generated.load_profile("suite")

ON_SQLITE = "sqlite" in settings.DATABASES["default"]["ENGINE"]


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_keepdb: bool) -> bool:
    """The copy made below is kept and only brought up to date."""
    return django_db_keepdb or ON_SQLITE


@pytest.fixture(scope="session")
def django_db_modify_db_settings(request: pytest.FixtureRequest, tmp_path_factory: Any) -> None:
    """On SQLite each test process has a file of its own, where threads and servers meet the real locks."""
    if not ON_SQLITE:
        request.getfixturevalue("django_db_modify_db_settings_parallel_suffix")
        return
    target = tmp_path_factory.mktemp("database") / "test.sqlite3"
    template_database.copy_to(target, request.config.cache.mkdir("database"))
    settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = str(target)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    with django_db_blocker.unblock():
        delivered.retire_countersigning()
        delivered.keep()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long tests come first, or one of two processes would end the run alone with the last of them."""
    items.sort(
        key=lambda item: not item.get_closest_marker("slow") or bool(item.get_closest_marker("browser"))
    )


def pytest_collection_finish() -> None:
    """The modules and the thousands of collected tests stay to the end: looking through them for garbage is in vain."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 10)


class Cast:
    """People made when first named. `rep` and `manager` work in the east, `other_…` in the south."""

    @cached_property
    def company(self) -> Department:
        return factories.make_department("HQ", name="总部")

    @cached_property
    def east_region(self) -> Department:
        return factories.make_department("R-EAST", self.company, name="华东大区", kind="region")

    @cached_property
    def south_region(self) -> Department:
        return factories.make_department("R-SOUTH", self.company, name="华南大区", kind="region")

    @cached_property
    def east(self) -> Department:
        return factories.make_department("EAST", self.east_region, name="东部业务部", kind="sales")

    @cached_property
    def south(self) -> Department:
        return factories.make_department("SOUTH", self.south_region, name="南部业务部", kind="sales")

    @cached_property
    def office(self) -> Department:
        return factories.make_department("OFFICE", self.company, name="综合部")

    @cached_property
    def manager(self) -> User:
        return factories.make_employee("sm", self.east, "张建国", username="manager")

    @cached_property
    def rep(self) -> User:
        return factories.make_employee("rep", self.east, "农丽萍", leader=self.manager, username="rep")

    @cached_property
    def colleague(self) -> User:
        """Another rep of the same department."""
        return factories.make_employee("rep", self.east, "单小勇", leader=self.manager, username="colleague")

    @cached_property
    def other_manager(self) -> User:
        return factories.make_employee("sm", self.south, "覃国华", username="other_manager")

    @cached_property
    def other_rep(self) -> User:
        return factories.make_employee(
            "rep", self.south, "曾志强", leader=self.other_manager, username="other_rep"
        )

    @cached_property
    def regional(self) -> User:
        return factories.make_employee("rm", self.east, "吕文静", username="regional")

    @cached_property
    def agent(self) -> User:
        return factories.make_employee("ag", self.office, "仇敏", username="agent")

    @cached_property
    def agent_manager(self) -> User:
        return factories.make_employee("am", self.office, "任芳", username="agent_manager")

    @cached_property
    def finance(self) -> User:
        return factories.make_employee("fin", self.office, "华金", username="finance")

    @cached_property
    def marketing(self) -> User:
        return factories.make_employee("mkt", self.office, "解晓", username="marketing")

    @cached_property
    def executive(self) -> User:
        return factories.make_employee("exe", self.company, "万里", username="executive")

    @cached_property
    def hr(self) -> User:
        return factories.make_employee("hr", self.office, "盖琳", username="hr")

    @cached_property
    def admin(self) -> User:
        return factories.make_employee("sys", self.office, "管理员", username="admin")

    @cached_property
    def security(self) -> User:
        return factories.make_employee("sec", self.office, "安全员", username="security")

    @cached_property
    def auditor(self) -> User:
        return factories.make_employee("aud", self.office, "审计员", username="auditor")

    @cached_property
    def dealer(self) -> User:
        return factories.make_employee("dlr", self.office, "外部商", username="dealer", is_external=True)

    @cached_property
    def nobody(self) -> User:
        """Signed in, but without any role."""
        return factories.make_employee(None, self.office, "无角色", username="nobody")

    @cached_property
    def leaver(self) -> User:
        return factories.make_employee(
            "rep", self.east, "离职员", username="leaver", is_active=False, status="left"
        )


@pytest.fixture
def cast(db: Any) -> Cast:
    return Cast()


@pytest.fixture
def sign_in(db: Any) -> Callable[..., Client]:
    """A browser in which the user is signed in."""

    def enter(user: User, **defaults: Any) -> Client:
        client = Client(**defaults)
        client.force_login(user, backend="accounts.backends.RoleBackend")
        return client

    return enter


@pytest.fixture
def htmx() -> dict[str, str]:
    """Headers of a request that htmx sends."""
    return {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def empty_cache() -> None:
    cache.clear()
    for kept in stamps.Kept.every:
        kept.clear()


@pytest.fixture(autouse=True)
def language_of_the_house() -> Iterator[None]:
    """A page asked for in English leaves the thread English; the next test begins in Chinese all the same."""
    yield
    translation.deactivate()
