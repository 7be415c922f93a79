"""Drawing processes: a new one, a new version, publishing and retiring; what runs is never touched."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core import actions, clock, stamps
from core.errors import DomainError
from core.locking import locked_row
from records.services.numbering import next_number

from .. import structure as structures
from .. import subjects
from ..condition_rules import condition_problems
from ..fields import fields_for
from ..models import ProcessDefinition, ProcessVersion
from ..selectors.company import known_for
from ..structure import Step
from ..validation import Finding, errors, judge


def create_definition(
    *,
    by: Any,
    name: str,
    doc_type: str = "",
    market: str = "any",
    priority: int = 10,
    condition: dict[str, Any] | None = None,
    description: str = "",
    delivered_as: str = "",
) -> ProcessDefinition:
    """Add a process with an empty first draft that begins with a start step; the code is given, not typed."""
    if not name.strip():
        raise DomainError(_("Enter the name of the process."), code="required", field="name")
    _check(doc_type, market, condition or {})
    with transaction.atomic():
        definition = ProcessDefinition.objects.create(
            code=next_number("process"),
            name=name.strip(),
            description=description.strip(),
            doc_type=doc_type,
            market=market,
            priority=priority,
            condition=condition or {},
            delivered_as=delivered_as,
        )
        version = ProcessVersion.objects.create(definition=definition, number=1, created_by=by)
        structures.save(version, [Step(structures.new_key("start"), "start", _("Start"))])
        actions.record("workflow.definition_created", definition, by=by)
    return definition


def update_definition(definition: ProcessDefinition, *, by: Any, **facts: Any) -> ProcessDefinition:
    """Change name, market, condition, priority or whether it is in use; takes effect for what starts from now on."""
    allowed = {"name", "description", "market", "priority", "condition", "is_active", "doc_type"}
    unknown = set(facts) - allowed
    if unknown:
        raise TypeError(f"no such field: {sorted(unknown)}")
    with transaction.atomic():
        definition = locked_row(ProcessDefinition, definition.pk)
        if (
            facts.get("doc_type", definition.doc_type) != definition.doc_type
            and definition.versions.exclude(status=ProcessVersion.Status.DRAFT).exists()
        ):
            raise DomainError(
                _("This process has been published for its document. Draw a new one for another document."),
                code="published",
                field="doc_type",
            )
        for name, value in facts.items():
            setattr(definition, name, value)
        _check(definition.doc_type, definition.market, definition.condition)
        definition.save()
        actions.record("workflow.definition_changed", definition, by=by, fields=sorted(facts))
    return definition


def _check(doc_type: str, market: str, condition: dict[str, Any]) -> None:
    if doc_type and subjects.get(doc_type) is None:
        raise DomainError(_("This document is unknown. Choose another."), "unknown_document", "doc_type")
    if market not in ProcessDefinition.Market.values:
        raise DomainError(_("This market is unknown. Choose another."), "unknown_market", "market")
    problems = condition_problems(condition, fields_for(doc_type))
    if problems:
        raise DomainError(" ".join(problems), "bad_condition", "condition")


def draft_of(definition: ProcessDefinition, *, by: Any) -> ProcessVersion:
    """The draft to draw on: the open one, else a copy of the newest version under the next number."""
    with transaction.atomic():
        locked_row(ProcessDefinition, definition.pk)
        draft = definition.versions.filter(status=ProcessVersion.Status.DRAFT).first()
        if draft is not None:
            return draft
        newest = definition.versions.order_by("-number").first()
        draft = ProcessVersion.objects.create(
            definition=definition,
            number=newest.number + 1 if newest else 1,
            settings=dict(newest.settings) if newest else {},
            created_by=by,
        )
        if newest is not None:
            structures.save(draft, structures.load(newest).steps)
        actions.record("workflow.version_drafted", definition, by=by, number=draft.number)
    return draft


def replace_steps(version: ProcessVersion, steps: list[Step], *, by: Any) -> ProcessVersion:
    """Put a whole drawing in the place of the draft's."""
    with transaction.atomic():
        version = locked_draft(version)
        version.nodes.all().delete()
        structures.save(version, steps)
    return version


def locked_draft(version: ProcessVersion) -> ProcessVersion:
    """The draft under its lock; a published or retired version is never drawn on."""
    version = locked_row(ProcessVersion, version.pk)
    if not version.is_draft:
        raise DomainError(
            _(
                "Version %(number)d is %(status)s and stays as it is. Make a new version to change the process."
            )
            % {"number": version.number, "status": version.get_status_display()},
            code="not_a_draft",
        )
    return version


def findings(version: ProcessVersion) -> list[Finding]:
    """What the validator says about a version."""
    structure = structures.load(version)
    return judge(structure, known_for(version, structure))


def publish_version(version: ProcessVersion, *, by: Any) -> ProcessVersion:
    """Put a draft in force and retire its predecessor; open runs finish on theirs.

    Refuses what the validator refuses, with every finding.
    """
    with transaction.atomic():
        version = locked_draft(version)
        wrong = errors(findings(version))
        if wrong:
            raise DomainError("\n".join(finding.message for finding in wrong), code="invalid_process")
        now = clock.now()
        version.definition.versions.filter(status=ProcessVersion.Status.PUBLISHED).update(
            status=ProcessVersion.Status.RETIRED, retired_at=now
        )
        version.status = ProcessVersion.Status.PUBLISHED
        version.published_at, version.published_by = now, by
        version.save()
        stamps.renew(stamps.PROCESSES)
        actions.record("workflow.version_published", version.definition, by=by, number=version.number)
    return version


def retire_version(version: ProcessVersion, *, by: Any) -> ProcessVersion:
    """Take a published version out of use; nothing starts on it any more."""
    with transaction.atomic():
        version = locked_row(ProcessVersion, version.pk)
        if version.status != ProcessVersion.Status.PUBLISHED:
            raise DomainError(
                _("Only a published version is retired; this one is %(status)s.")
                % {"status": version.get_status_display()},
                code="not_published",
            )
        version.status = ProcessVersion.Status.RETIRED
        version.retired_at = clock.now()
        version.save()
        actions.record("workflow.version_retired", version.definition, by=by, number=version.number)
    return version


def delete_draft(version: ProcessVersion, *, by: Any) -> None:
    """Drop a draft; where it was the only version, the process goes with it."""
    with transaction.atomic():
        version = locked_draft(version)
        definition = version.definition
        version.delete()
        actions.record("workflow.draft_deleted", definition, by=by, number=version.number)
        if not definition.versions.exists():
            definition.delete()
