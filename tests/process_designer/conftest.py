"""A draft to draw on, who draws on it, and the strokes as the page sends them."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests import factories
from tests.workflow.conftest import approve, choose, papers, way, when  # noqa: F401
from workflow.models import ProcessVersion
from workflow.services.definition import create_definition, replace_steps
from workflow.structure import Step, load


@pytest.fixture
def drawer(cast: Any) -> Any:
    return factories.make_employee("proc", cast.office, "流程员", username="drawer", language="en")


@pytest.fixture
def board(drawer: Any, sign_in: Any) -> Client:
    return sign_in(drawer)


@pytest.fixture
def draft(cast: Any) -> ProcessVersion:
    """Start → manager → finance if the amount is large."""
    version = create_definition(by=None, name="付款审批", doc_type="paper").versions.get()
    steps = [
        Step("start", "start", "开始"),
        approve("manager", cast.manager),
        choose(
            "size",
            way("大额", approve("finance", cast.finance), when=when("amount", "ge", "100")),
            way("小额"),
        ),
    ]
    replace_steps(version, steps, by=None)
    return version


def at(version: ProcessVersion, *parts: str) -> str:
    base = reverse("admin:process_designer", args=[version.definition_id, version.number])
    return base + "".join(f"{part}/" for part in parts)


def stroke(client: Client, version: ProcessVersion, verb: str, *, htmx: bool = True, **data: Any) -> Any:
    """A post as the page sends it, at the revision that the draft has now."""
    if "revision" not in data:
        version.refresh_from_db()
        data["revision"] = version.revision
    headers = {"HX-Request": "true"} if htmx else {}
    return client.post(at(version, "draw", verb), data, headers=headers)


def names(version: ProcessVersion) -> list[str]:
    return [place.step.name for place in load(version).walk()]


def settings_of(version: ProcessVersion, key: str) -> dict[str, Any]:
    return version.nodes.get(key=key).settings


@pytest.fixture
def paper(cast: Any) -> Any:
    return factories.make_customer("送审文件有限公司", cast.rep, ext={"amount": "100000", "discount": "0"})
