"""Starting a run: which process fits a document, submitting, submitting again, withdrawing."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from accounts import access
from core import actions, clock, operation
from core.errors import DomainError
from core.joining import clauses
from records.services.numbering import next_number
from reminders.services.telling import tell

from .. import conditions, locks, states, subjects
from ..answers import answer_text, clean_answers
from ..fields import form_name
from ..frozen_facts import facts_of
from ..models import ProcessDefinition, ProcessRun, ProcessVersion
from ..selectors.vacancies import vacancies
from ..structure import load
from .asking import question_of
from .desk import locked_run
from .engine import Engine
from .trail import Action, note

RUN = ProcessRun.Status
SHOWN = 4


def versions_for(doc_type: str, market: str) -> list[ProcessVersion]:
    """The published versions that may take documents of this kind and market."""
    rows = ProcessVersion.objects.filter(
        status=ProcessVersion.Status.PUBLISHED,
        definition__is_active=True,
        definition__doc_type=doc_type,
        definition__market__in=[ProcessDefinition.Market.ANY, market],
    )
    return list(rows.select_related("definition").order_by())


def fitting_version(versions: Iterable[ProcessVersion], facts: dict[str, Any]) -> ProcessVersion | None:
    """Of these, the one that takes this document: its condition holds, the highest priority first.

    Among equals a process of the very market goes before one for any market.
    """
    fitting = [row for row in versions if conditions.holds(row.definition.condition, facts)]
    fitting.sort(
        key=lambda row: (
            -row.definition.priority,
            row.definition.market == ProcessDefinition.Market.ANY,
            row.definition.code,
        )
    )
    return fitting[0] if fitting else None


def needs_approval(doc_type: str, obj: Any, *, by: Any) -> bool:
    """Whether any published process would take this document."""
    subject = subjects.SUBJECTS[doc_type]
    market = subject.market(obj)
    versions = versions_for(doc_type, market)
    return bool(versions) and fitting_version(versions, facts_of(subject, obj, by, market)) is not None


def start_run(
    doc_type: str, obj: models.Model, *, by: Any, choices: dict[str, list[int]] | None = None
) -> ProcessRun:
    """Submit a document for approval on the process that fits it.

    `choices` names people for steps whose people the initiator chooses (step key → user ids). Refuses (DomainError)
    where no published process fits, or one has the document in hand already (`in_approval`).
    """
    run = start_where_taken(doc_type, obj, by=by, choices=choices)
    if run is None:
        raise DomainError(
            _("No process is published for “%(document)s”. Ask the process administrator.")
            % {"document": subjects.SUBJECTS[doc_type].label},
            code="no_process",
        )
    return run


def start_where_taken(
    doc_type: str, obj: models.Model, *, by: Any, choices: dict[str, list[int]] | None = None
) -> ProcessRun | None:
    """`start_run` for what may also go without approval: None where no published process takes the document."""
    subject = subjects.get(doc_type)
    if subject is None:
        return None
    market = subject.market(obj)
    versions = versions_for(doc_type, market)
    if not versions:
        return None  # where nothing is drawn nobody need know what a condition would read
    facts = facts_of(subject, obj, by, market)
    version = fitting_version(versions, facts)
    if version is None:
        return None
    with _once_at_a_time(obj, doc_type):
        if subject.check is not None:
            subject.check(obj, None, by)
        run = _create(version, obj, by=by, facts=facts, market=market, choices=choices or {})
        run.snapshot = subject.snapshot(obj)
        return _begin(run, by)


def start_work(
    version: ProcessVersion,
    *,
    by: Any,
    title: str = "",
    about: models.Model | None = None,
    answers: dict[str, Any] | None = None,
    choices: dict[str, list[int]] | None = None,
) -> ProcessRun:
    """Start a free work process, about a record (a customer) or about nothing but its title."""
    definition = version.definition
    if version.status != ProcessVersion.Status.PUBLISHED or not definition.is_active or definition.doc_type:
        raise DomainError(_("This process cannot be started. Choose another."), code="not_startable")
    structure = load(version)
    first = structure.steps[0] if structure.steps else None
    if not may_start(first.settings if first is not None else {}, by):
        raise DomainError(_("Your roles do not start this process."), code="not_yours")
    if version.settings.get("about") and about is None:
        raise DomainError(_("Choose what the process is about."), "required", "about")
    market = str(getattr(about, "market_type", "") or "")
    if market and definition.market not in (ProcessDefinition.Market.ANY, market):
        raise DomainError(
            _("“%(process)s” is for the %(market)s. Choose the process of the other market.")
            % {"process": definition, "market": definition.get_market_display()},
            code="wrong_market",
            field="about",
        )
    if not title.strip() and about is None:
        raise DomainError(_("Enter the subject."), "required", "title")
    with transaction.atomic():
        if not market and definition.market != ProcessDefinition.Market.ANY:
            market = definition.market
        facts = facts_of(None, None, by, market)
        run = _create(version, about, by=by, facts=facts, market=market, choices=choices or {}, title=title)
        if first is not None and first.kind == "start" and first.settings.get("fields"):
            fields = first.settings["fields"]
            cleaned = clean_answers(fields, answers or {})
            run.facts_read |= {form_name(first.key, name): value for name, value in cleaned.items()}
            run.snapshot = [
                {
                    "name": field["name"],
                    "label": field["label"],
                    "kind": field["kind"],
                    "value": cleaned[field["name"]],
                    "text": answer_text(field, cleaned[field["name"]]),
                }
                for field in fields
            ]
        return _begin(run, by)


def may_start(start_settings: dict[str, Any], user: Any) -> bool:
    """Whether the user holds one of the roles that may start the process; without roles everybody may."""
    starters = start_settings.get("starters") or []
    return not starters or user.role_links.filter(role__code__in=starters).exists()


def _create(
    version: ProcessVersion,
    obj: Any,
    *,
    by: Any,
    facts: dict[str, Any],
    market: str,
    choices: dict[str, list[int]],
    title: str = "",
) -> ProcessRun:
    title = title.strip() or f"{version.definition} · {obj}"
    return ProcessRun.objects.create(
        number=next_number("process_run"),
        version=version,
        doc_type=version.definition.doc_type,
        title=title[:200],
        subject=obj,
        facts_read=facts,
        choices=choices,
        initiator=by,
        department=access.home_department(by),
        market=market,
        started_at=clock.now(),
    )


@contextmanager
def _once_at_a_time(obj: models.Model, doc_type: str) -> Iterator[None]:
    """All of a start or nothing; who comes second is told of the run that has the document in hand."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError:
        open_run = ProcessRun.objects.about(obj).open().filter(doc_type=doc_type).first()
        if open_run is None:
            raise
        raise DomainError(_("This is in approval already: %(run)s.") % {"run": open_run}, code="in_approval")


def _begin(run: ProcessRun, by: Any) -> ProcessRun:
    engine = Engine(run, by)
    note(run, Action.SUBMIT, by=by)
    subject_or_run = engine.obj or run
    actions.record("workflow.run_started", subject_or_run, by=by, run=run.number, process=str(run.version))
    if engine.subject is not None:
        with locks.opened(engine.obj):
            engine.subject.on_started(engine.obj, run, by)
    engine.question = question_of(engine)
    _say_vacancies(run, engine)
    engine.begin()
    engine.settle()
    return run


def _say_vacancies(run: ProcessRun, engine: Engine) -> None:
    """Whose voice nobody can give is said when the process begins, not when it has stood still for days."""
    with operation.only_reading():
        found = vacancies(engine.structure, run.doc_type, question_of(engine))
    for vacancy in found:
        note(run, Action.ROUTE, step=vacancy.step, person=vacancy.words, post=vacancy.post, reason="vacant")
    if found:
        steps = [f"{vacancy.step.name} · {vacancy.words}" for vacancy in found[:SHOWN]]
        tell(
            run.initiator,
            lambda: (
                _("%(title)s: nobody can be asked at %(steps)s; a process administrator decides there.")
                % {"title": run.title, "steps": clauses(steps)}
            ),
            run.get_absolute_url(),
            by=None,
        )


def resubmit(run: ProcessRun, *, by: Any, opinion: str = "") -> ProcessRun:
    """Submit again what was sent back: the document as it is now, from the start or back to who sent it back."""
    with transaction.atomic():
        run = locked_run(run.pk)
        _require_initiator(run, by)
        if run.status != RUN.RETURNED:
            raise states.refusal(run, RUN, states.RUNS[run.status], RUN.RUNNING)
        engine = Engine(run, by)
        subject, obj = engine.subject, engine.obj
        run.submission += 1
        run.previous_snapshot = run.snapshot
        if subject is not None and obj is not None:
            if subject.check is not None:
                subject.check(obj, run, by)
            forms = {name: value for name, value in run.facts_read.items() if name.startswith("form.")}
            run.snapshot = subject.snapshot(obj)
            run.facts_read = {**forms, **facts_of(subject, obj, by, run.market)}
        run.status = RUN.RUNNING
        run.save()
        note(run, Action.RESUBMIT, by=by, opinion=opinion)
        actions.record("workflow.run_resubmitted", obj or run, by=by, run=run.number)
        if subject is not None and obj is not None:
            with locks.opened(obj):
                subject.on_resubmitted(obj, run, by)
        target = _resume_at(engine)
        run.return_point = {}
        if target is not None:
            engine.enter(target)
        else:
            engine.begin()
        engine.settle()
    return run


def _resume_at(engine: Engine) -> Any:
    """Who sent it back is asked again; a step in a parallel line means the whole block again."""
    step = engine.structure.step(engine.run.return_point.get("key", ""))
    if step is None:
        return None
    lines = engine.structure.parallel_path(engine.structure.places[step.key].path)
    return engine.structure.ways[lines[0]][0] if lines else step


def withdraw(run: ProcessRun, *, by: Any, reason: str = "") -> ProcessRun:
    """The initiator takes the document back; everybody who was asked is no longer needed."""
    with transaction.atomic():
        run = locked_run(run.pk)
        _require_initiator(run, by)
        if run.version.settings.get("withdraw") is False:
            raise DomainError(
                _("In this process nothing is withdrawn. Ask for it to be sent back."), "no_withdraw"
            )
        states.require_run_move(run, RUN.WITHDRAWN)
        engine = Engine(run, by)
        note(run, Action.WITHDRAW, by=by, opinion=reason)
        engine.finish(RUN.WITHDRAWN)
        engine.settle()
    return run


def _require_initiator(run: ProcessRun, by: Any) -> None:
    if run.initiator_id != by.pk:
        raise DomainError(
            _("Only %(name)s, who started it, may do this.") % {"name": run.initiator}, code="not_yours"
        )
