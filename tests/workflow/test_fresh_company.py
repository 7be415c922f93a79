"""The processes of a fresh database: all published, and what happens where nobody holds the posts that they ask."""

from typing import Any

import pytest

from accounts.models import Post
from core import clock
from reminders.models import Notification
from tests import factories
from workflow.banner import running
from workflow.delivered import PROCESSES
from workflow.delivered_posts import POSTS, posts_named
from workflow.models import ApprovalRecord, ProcessDefinition, ProcessTask
from workflow.services.decision import approve
from workflow.services.definition import findings
from workflow.services.timeouts import process_timeouts

from .company import deliver_anew
from .conftest import approve as step
from .conftest import draw, state, submit, waiting


def test_every_delivered_process_is_published_with_its_posts(db: Any) -> None:
    deliver_anew("contract", "quote")
    left = ProcessDefinition.objects.exclude(versions__status="published").exclude(delivered_as="")
    assert [definition.delivered_as for definition in left] == []
    assert ProcessDefinition.objects.exclude(delivered_as="").count() == len(PROCESSES)
    named = {code for process in PROCESSES for code in posts_named(process.steps())}
    assert named == set(POSTS)
    assert set(Post.objects.filter(code__in=named, is_active=True).values_list("code", flat=True)) == named


def test_a_post_that_was_renamed_or_retired_is_not_delivered_again(db: Any) -> None:
    deliver_anew("contract")
    Post.objects.filter(code="legal_review").update(name="合规部", is_active=False)
    deliver_anew("contract")
    assert Post.objects.filter(code="legal_review").values_list("name", "is_active").get() == (
        "合规部",
        False,
    )


@pytest.fixture
def countersigned(cast: Any, paper: Any) -> Any:
    """Finance and a post that nobody holds must both agree."""
    Post.objects.get_or_create(code="quality_review", defaults={"name": "质量评审"})
    drawn = step("会签", cast.finance, mode="all")
    drawn.settings["assignees"].append({"rule": "post", "post": "quality_review"})
    draw(step("经理", cast.manager), drawn)
    return submit(paper, cast.rep)


def test_who_starts_it_is_told_that_nobody_holds_the_post(cast: Any, countersigned: Any) -> None:
    told = Notification.objects.filter(recipient=cast.rep).order_by("-pk")[0]
    assert "质量评审" in told.text and "会签" in told.text
    noted = ApprovalRecord.objects.get(run=countersigned, action="route")
    assert (noted.node_name, noted.data["reason"], noted.data["person"]) == ("会签", "vacant", "质量评审")
    words = [banner.text for banner in running(countersigned.subject, cast.rep)]
    assert any("质量评审" in text for text in words)


def test_the_vacant_voice_is_the_process_administrators(cast: Any, countersigned: Any) -> None:
    factories.make_employee("proc", cast.office, "流程员")
    approve(ProcessTask.objects.get(run=countersigned, status="pending"), by=cast.manager)
    rescue = ProcessTask.objects.filter(run=countersigned, status="pending", is_rescue=True)
    assert cast.finance.name in waiting(countersigned) and rescue.exists()
    approve(ProcessTask.objects.get(run=countersigned, assignee=cast.finance), by=cast.finance)
    assert state(countersigned) in {"running", "stuck"}  # finance alone is not all
    first = rescue[0]
    approve(first, by=first.assignee)
    assert state(countersigned) == "approved"


def test_without_any_process_administrator_the_voice_is_missing_until_there_is_one(
    cast: Any, countersigned: Any
) -> None:
    approve(ProcessTask.objects.get(run=countersigned, status="pending"), by=cast.manager)
    assert state(countersigned) == "stuck"
    approve(ProcessTask.objects.get(run=countersigned, assignee=cast.finance), by=cast.finance)
    assert state(countersigned) == "stuck"
    keeper = factories.make_employee("proc", cast.office, "流程员")
    process_timeouts(as_of=clock.now())
    assert waiting(countersigned) == [keeper.name]
    approve(ProcessTask.objects.get(run=countersigned, assignee=keeper), by=keeper)
    assert state(countersigned) == "approved"


def test_whoever_is_given_the_post_in_time_is_asked(cast: Any, countersigned: Any) -> None:
    quality = factories.make_employee(
        None, cast.east, "质量主管", post=Post.objects.get(code="quality_review")
    )
    assert not any("质量评审" in banner.text for banner in running(countersigned.subject, cast.rep))
    approve(ProcessTask.objects.get(run=countersigned, status="pending"), by=cast.manager)
    assert set(waiting(countersigned)) == {cast.finance.name, quality.name}
    assert not ProcessTask.objects.filter(run=countersigned, is_rescue=True).exists()


def test_publishing_warns_of_a_post_that_nobody_holds(cast: Any, countersigned: Any) -> None:
    found = [finding for finding in findings(countersigned.version) if "会签" in finding.message]
    assert found and not any(finding.is_error for finding in found)
