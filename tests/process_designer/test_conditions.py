"""Conditions of the designer are clicked together: comparisons, groups of them, and groups within groups."""

from html.parser import HTMLParser
from typing import Any

from django.test import Client

from tests.workflow.conftest import when
from workflow.conditions import DEEPEST, depth
from workflow.models import ProcessVersion

from .conftest import at, stroke


def test_a_condition_is_clicked_together(board: Client, draft: ProcessVersion) -> None:
    group = {"groups": 1, "group-0-joint": "all", "group-0-tests": 2, "name": "大额"}
    first = {
        "group-0-0-field": "amount",
        "group-0-0-op": "between",
        "group-0-0-value": "100",
        "group-0-0-to": "200",
    }
    second = {
        "group-0-1-field": "price_mode",
        "group-0-1-op": "in",
        "group-0-1-value": ["list", "local_best"],
    }
    answer = stroke(board, draft, "way", way="size:0", **group, **first, **second)
    condition = draft.nodes.get(key="size").branches.get(position=0).condition
    assert condition == {"all": [
        {"field": "amount", "op": "between", "value": ["100", "200"]},
        {"field": "price_mode", "op": "in", "value": ["list", "local_best"]},
    ]}  # fmt: skip
    assert "标准, 本地最优" in answer.content.decode(), "choices are shown by their labels"
    stroke(board, draft, "way", way="size:0", do="drop-test:0.0", **group, **first, **second)
    condition = draft.nodes.get(key="size").branches.get(position=0).condition
    assert condition["field"] == "price_mode"
    stroke(board, draft, "way", way="size:0", do="add-group", **group, **first, **second)
    condition = draft.nodes.get(key="size").branches.get(position=0).condition
    assert [*condition] == ["any"] and len(condition["any"]) == 2


def test_another_field_brings_its_own_operators_and_no_old_value(
    board: Client, draft: ProcessVersion
) -> None:
    sent = {"groups": 1, "group-0-tests": 1, "group-0-0-op": "ge", "group-0-0-value": "100", "name": "大额"}
    stroke(board, draft, "way", way="size:0", **sent, **{"group-0-0-field": "price_mode"})
    condition = draft.nodes.get(key="size").branches.get(position=0).condition
    assert condition == {"field": "price_mode", "op": "is", "value": ""}


def condition_of(draft: ProcessVersion) -> Any:
    return draft.nodes.get(key="size").branches.get(position=0).condition


def put_condition(draft: ProcessVersion, condition: dict[str, Any]) -> None:
    branch = draft.nodes.get(key="size").branches.get(position=0)
    branch.condition = condition
    branch.save()


class WayForm(HTMLParser):
    """What a browser would send of the panel of a branch: the inputs of that form and the options chosen in it."""

    def __init__(self) -> None:
        super().__init__()
        self.is_within = False
        self.name = ""
        self.sent: dict[str, list[str]] = {}

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        at = dict(attrs)
        if tag == "form":
            self.is_within = at.get("action", "").endswith("/way/")
        if not self.is_within:
            return
        if tag == "select":
            self.name = at["name"]
        if tag == "option" and "selected" in at:
            self.sent.setdefault(self.name, []).append(at["value"])
        if tag == "input" and (at.get("type") != "checkbox" or "checked" in at):
            self.sent.setdefault(at["name"], []).append(at.get("value", ""))


def sent_by(answer: Any) -> dict[str, Any]:
    form = WayForm()
    form.feed(answer.content.decode())
    return form.sent


DEEP = {"all": [
    {"any": [when("amount", "gt", "1"), {"all": [when("amount", "lt", "9"), {"any": [when("discount", "gt", "2")]}]}]},
    when("price_mode", "is", "list"),
]}  # fmt: skip


def test_a_condition_of_groups_within_groups_is_shown_and_sent_back_as_it_is(
    board: Client, draft: ProcessVersion
) -> None:
    put_condition(draft, DEEP)
    sent = sent_by(board.get(at(draft), {"way": "size:0"}))
    assert sent["group-0_0_0-0-field"] == ["discount"]
    stroke(board, draft, "way", **{**sent, "name": "改名", "revision": draft.revision})
    assert draft.nodes.get(key="size").branches.get(position=0).name == "改名"
    assert condition_of(draft) == DEEP


def test_groups_within_groups_are_added_filled_and_removed(board: Client, draft: ProcessVersion) -> None:
    put_condition(draft, DEEP)
    panel = board.get(at(draft), {"way": "size:0"})
    answer = stroke(
        board, draft, "way", **sent_by(panel) | {"do": "add-group:0_0", "revision": draft.revision}
    )
    within = condition_of(draft)["all"][0]["any"][1]["all"]
    assert [*within[2]] == ["any"], "the new group is joined by the other word"
    answer = stroke(board, draft, "way", **sent_by(answer) | {"do": "add-test:0_0_1"})
    assert len(condition_of(draft)["all"][0]["any"][1]["all"][2]["any"]) == 2
    answer = stroke(board, draft, "way", **sent_by(answer) | {"do": "drop-group:0_0_0"})
    answer = stroke(board, draft, "way", **sent_by(answer) | {"do": "drop-test:0_0.0"})
    answer = stroke(board, draft, "way", **sent_by(answer) | {"do": "drop-group:0"})
    assert condition_of(draft) == when("price_mode", "is", "list")
    assert "add-group:0" in answer.content.decode()


def test_comparisons_that_stand_together_stay_so_beside_a_group(board: Client, draft: ProcessVersion) -> None:
    two = [when("amount", "gt", "1"), when("discount", "gt", "2")]
    put_condition(draft, {"all": two})
    answer = board.get(at(draft), {"way": "size:0"})
    answer = stroke(board, draft, "way", **sent_by(answer) | {"do": "add-group:0"})
    sent = sent_by(answer)
    assert (sent["groups"], sent["group-0-tests"], sent["group-0-groups"]) == (["1"], ["2"], ["1"])
    assert condition_of(draft)["all"][:2] == two and [*condition_of(draft)["all"][2]] == ["any"]


def test_no_group_is_drawn_deeper_than_a_condition_may_be(board: Client, draft: ProcessVersion) -> None:
    put_condition(draft, when("amount", "gt", "1"))
    answer = board.get(at(draft), {"way": "size:0"})
    for path in ("0", "1", "1_0", "1_0_0", "1_0_0_0", "1_0_0_0_0"):
        answer = stroke(board, draft, "way", **sent_by(answer) | {"do": f"add-group:{path}"})
    assert depth(condition_of(draft)) == DEEPEST
    assert "add-group:1_0_0_0" not in answer.content.decode()


def test_a_condition_nested_deeper_than_any_may_be_stays_as_it_is(
    board: Client, draft: ProcessVersion
) -> None:
    deep: dict[str, Any] = when("amount", "gt", "1")
    for joint in ("all", "any", "all", "any", "all", "any"):
        deep = {joint: [deep, when("discount", "gt", "2")]}
    put_condition(draft, deep)
    stroke(board, draft, "way", way="size:0", name="改名")
    branch = draft.nodes.get(key="size").branches.get(position=0)
    assert (branch.name, branch.condition) == ("改名", deep)
