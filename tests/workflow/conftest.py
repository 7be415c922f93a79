"""A document to decide about, and short words to draw a process with."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

import pytest

from contacts.models import Customer
from records import sources
from tests import factories
from workflow import reach, subjects
from workflow.models import ApprovalRecord, ProcessRun, ProcessTask, ProcessVersion
from workflow.services.definition import create_definition, publish_version, replace_steps
from workflow.services.start import start_run
from workflow.structure import Step, Way
from workflow.subjects import Fact, Subject

HEARD: list[tuple[str, int]] = []


def heard(word: str) -> Callable[[Any, Any, Any], None]:
    def handler(obj: Any, run: Any, by: Any) -> None:
        HEARD.append((word, obj.pk))

    return handler


def of(name: str) -> Callable[[Any], Any]:
    return lambda obj: obj.ext.get(name)


def write(obj: Any, values: dict[str, Any], by: Any) -> None:
    obj.ext = {**obj.ext, **values}
    obj.save()


FACTS = (
    Fact("amount", "金额", "money", lambda obj: Decimal(obj.ext.get("amount", "0"))),
    Fact("discount", "折扣", "number", lambda obj: Decimal(obj.ext.get("discount", "0"))),
    Fact(
        "price_mode",
        "价格方式",
        "choice",
        of("price_mode"),
        choices=[("list", "标准"), ("local_best", "本地最优")],
    ),
    Fact("terms", "条款", "text", of("terms")),
    Fact("expert", "专家", "person", of("expert")),
    Fact("delivery_on", "交期", "date", of("delivery_on")),
    Fact("is_urgent", "加急", "bool", of("is_urgent")),
)


def team(obj: Any, role: str) -> list[Any]:
    return [place.user for place in obj.team.filter(role=role)]


PAPER: dict[str, Any] = {
    "model": Customer,
    "facts": FACTS,
    "customer": lambda obj: obj,
    "amount": lambda obj: Decimal(obj.ext.get("amount", "0")),
    "team_role": team,
    "team_roles": [("grm", "GRM"), ("pm", "PM")],
    "editable": ("terms",),
    "write": write,
    "on_approved": heard("approved"),
    "on_rejected": heard("rejected"),
    "on_withdrawn": heard("withdrawn"),
    "on_returned": heard("returned"),
}


@pytest.fixture(autouse=True)
def papers(db: Any) -> Iterator[None]:
    """Two kinds of documents over customers: a plain one and one about money."""
    known, reaches = set(reach.KNOWN), dict(sources.REACH)
    reaches = {label: list(found) for label, found in sources.REACH.items()}
    holds = {label: list(found) for label, found in sources.HOLD.items()}
    subjects.register(
        Subject(key="paper", label="文件", **PAPER),
        Subject(key="money_paper", label="付款文件", is_money=True, **PAPER),
    )
    HEARD.clear()
    yield
    for key in ("paper", "money_paper"):
        del subjects.SUBJECTS[key]
    reach.KNOWN.clear()
    reach.KNOWN.update(known)
    for registered, before in ((sources.REACH, reaches), (sources.HOLD, holds)):
        registered.clear()
        registered.update(before)


def named(*people: Any) -> list[dict[str, Any]]:
    return [{"rule": "named", "users": [person.pk for person in people]}]


def approve(name: str, *people: Any, **options: Any) -> Step:
    options.setdefault("assignees", named(*people))
    return Step(name, "approve", name, options)


def handle(name: str, *people: Any, **options: Any) -> Step:
    options.setdefault("assignees", named(*people))
    return Step(name, "handle", name, options)


def cc(name: str, *people: Any) -> Step:
    return Step(name, "cc", name, {"assignees": named(*people)})


def way(name: str, *steps: Step, when: dict[str, Any] | None = None) -> Way:
    return Way(name, name, when or {}, when is None, list(steps))


def choose(name: str, *ways: Way) -> Step:
    return Step(name, "condition", name, {}, list(ways))


def line(name: str, *steps: Step) -> Way:
    return Way(name, name, {}, False, list(steps))


def parallel(name: str, *lines: Way) -> Step:
    return Step(name, "parallel", name, {}, list(lines))


def jump(name: str, to: str) -> Step:
    return Step(name, "jump", name, {"to": to})


def end(name: str, result: str = "approved") -> Step:
    return Step(name, "end", name, {"result": result})


def when(field: str, op: str, value: Any = None) -> dict[str, Any]:
    return {"field": field, "op": op, "value": value}


def draw(*steps: Step, doc_type: str = "paper", settings: Any = None, **facts: Any) -> ProcessVersion:
    """A published process of these steps."""
    facts.setdefault("name", f"流程{factories.number()}")
    definition = create_definition(by=None, doc_type=doc_type, **facts)
    draft = definition.versions.get()
    draft.settings = settings or {}
    draft.save()
    replace_steps(draft, [Step("start", "start", "开始"), *steps], by=None)
    return publish_version(draft, by=None)


@pytest.fixture
def paper(cast: Any) -> Any:
    """The rep's document."""
    return factories.make_customer("送审文件有限公司", cast.rep, ext={"amount": "100000", "discount": "0"})


def submit(paper: Any, by: Any, doc_type: str = "paper", **facts: Any) -> ProcessRun:
    return start_run(doc_type, paper, by=by, **facts)


def task_of(run: ProcessRun, person: Any, **which: Any) -> ProcessTask:
    """The newest task of a person in a run."""
    task = ProcessTask.objects.filter(run=run, assignee=person, **which).order_by("-id").first()
    assert task is not None, f"{person} has no task in {run}"
    return task


def waiting(run: ProcessRun) -> list[str]:
    """Whom the run waits for."""
    tasks = (
        ProcessTask.objects.filter(run=run, status="pending").exclude(kind="read").order_by("sequence", "id")
    )
    return [task.assignee.name for task in tasks.select_related("assignee")]


def trail(run: ProcessRun, *actions: str) -> list[str]:
    rows = ApprovalRecord.objects.filter(run=run)
    return list((rows.filter(action__in=actions) if actions else rows).values_list("action", flat=True))


def state(run: ProcessRun) -> str:
    run.refresh_from_db()
    return run.status
