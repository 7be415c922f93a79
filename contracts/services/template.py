"""The library of clauses and the templates of contracts: written, published, retired, carried into a new edition."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core import actions
from core.errors import DomainError
from core.locking import locked_row
from core.word import WordFile
from records.services.attachments import attach
from records.services.deletion import delete_record
from sales.services.at_customer import locked

from .. import states
from ..models import Clause, ContractTemplate, TemplateClause
from ..places import require_known
from ..word_places import require_fit
from .clauses import MOST_CLAUSES

Status = ContractTemplate.Status
Rows = Sequence[Mapping[str, Any]]
KEPT = ("place", "clause_id", "title", "body", "is_required")
CARRIED = ("code", "name", "mode", "market_type", "country", "customer", "language", "opening", "closing")


def save_clause(clause: Clause, *, by: Any) -> Clause:
    """Write a clause of the library; its places must be known, its number is its own."""
    clause.code, clause.title = clause.code.strip(), clause.title.strip()
    _known("body", clause.title, clause.body)
    with transaction.atomic():
        _save_once(clause, _("Another clause has this number."))
        actions.record("contracts.clause_saved", clause, by=by)
    return clause


def _known(field: str, *texts: str) -> None:
    try:
        require_known(*texts)
    except DomainError as refusal:
        raise DomainError(refusal.message, refusal.code, field)


def _save_once(row: Any, refusal: str) -> None:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise DomainError(refusal, code="duplicate", field="code")


def living_wordings(template: ContractTemplate) -> list[TemplateClause]:
    return list(TemplateClause.objects.alive().filter(template=template).order_by("place", "id"))


def save_template(template: ContractTemplate, *, by: Any, clauses: Rows | None = None) -> ContractTemplate:
    """Write a draft with its clauses. Every text names known places alone; a refusal lists them."""
    template.code, template.name = template.code.strip(), template.name.strip()
    with transaction.atomic():
        if template.pk is not None:
            require_draft(locked_row(ContractTemplate, template.pk))
        _known("opening", template.opening)
        _known("closing", template.closing)
        _save_once(template, _("Another template has this number."))
        if clauses is not None:
            _write(template, clauses)
        actions.record("contracts.template_saved", template, by=by)
    return template


def require_draft(template: ContractTemplate) -> None:
    if template.status != Status.DRAFT:
        raise DomainError(
            _("%(template)s is “%(status)s”. Make a new version to change it.")
            % {"template": template, "status": template.get_status_display()},
            code="not_draft",
        )


def _write(template: ContractTemplate, rows: Rows) -> None:
    if len(rows) > MOST_CLAUSES:
        raise DomainError(
            _("A contract has %(most)d clauses at most.") % {"most": MOST_CLAUSES}, "too_many", "clause_list"
        )
    there = {row.pk: row for row in living_wordings(template)}
    for place, row in enumerate(rows, start=1):
        title, body = str(row.get("title") or "").strip(), str(row.get("body") or "").strip()
        if not title or not body:
            raise DomainError(
                _("Clause %(place)d: write its title and its wording.") % {"place": place},
                "required",
                "clause_list",
            )
        _known("clause_list", title, body)
        wording = there.pop(row.get("id") or 0, None) or TemplateClause(template=template)
        library = row.get("clause", wording.clause_id)
        values = (
            place,
            getattr(library, "pk", library) or None,
            title[:120],
            body,
            bool(row.get("is_required")),
        )
        if wording.pk is None or any(getattr(wording, n) != v for n, v in zip(KEPT, values, strict=True)):
            for name, value in zip(KEPT, values, strict=True):
                setattr(wording, name, value)
            wording.save()
    for left in there.values():
        left.is_deleted = True
        left.save()


def set_word_file(template: ContractTemplate, file: Any, *, by: Any) -> ContractTemplate:
    """The Word file that contracts of this draft are written into; None takes it away. It names known places alone."""
    with transaction.atomic():
        fresh = locked(template)
        require_draft(fresh)
        fresh.word_file = None
        if file is not None:
            file.seek(0)
            require_fit(WordFile(file.read()))
            file.seek(0)
            fresh.word_file = attach(fresh, file, by=by)
        fresh.save()
        actions.record("contracts.template_word_set", fresh, by=by, name=str(fresh.word_file or ""))
    return fresh


def publish_template(template: ContractTemplate, *, by: Any) -> ContractTemplate:
    """From now on contracts are filled from it; the edition before it is retired."""
    with transaction.atomic():
        fresh = locked(template)
        states.require_template(fresh.status, Status.PUBLISHED)
        if not living_wordings(fresh) and fresh.word_file is None:
            raise DomainError(_("The template has no clauses yet."), code="empty")
        rows = (
            ContractTemplate.objects.alive()
            .select_for_update()
            .filter(code=fresh.code, status=Status.PUBLISHED)
        )
        for old in rows:
            old.status = Status.RETIRED
            old.save()
            actions.record("contracts.template_retired", old, by=by)
        fresh.status = Status.PUBLISHED
        fresh.save()
        actions.record("contracts.template_published", fresh, by=by)
    return fresh


def retire_template(template: ContractTemplate, *, by: Any) -> ContractTemplate:
    """New contracts are filled from it no more; those that were keep their wording."""
    with transaction.atomic():
        fresh = locked(template)
        states.require_template(fresh.status, Status.RETIRED)
        fresh.status = Status.RETIRED
        fresh.save()
        actions.record("contracts.template_retired", fresh, by=by)
    return fresh


def new_edition(template: ContractTemplate, *, by: Any) -> ContractTemplate:
    """A draft of the next version with the same wording; one at a time."""
    with transaction.atomic():
        rows = (
            ContractTemplate.objects.alive()
            .select_for_update()
            .filter(code=template.code)
            .order_by("-edition")
        )
        newest = rows[0]
        if newest.status == Status.DRAFT:
            raise DomainError(
                _("%(template)s is being written already.") % {"template": newest}, code="draft_there"
            )
        made = ContractTemplate(
            **{name: getattr(template, name) for name in CARRIED},
            edition=newest.edition + 1,
            ext=dict(template.ext),
        )
        save_template(
            made,
            by=by,
            clauses=[
                {
                    "clause": row.clause_id,
                    "title": row.title,
                    "body": row.body,
                    "is_required": row.is_required,
                }
                for row in living_wordings(template)
            ],
        )
        if template.word_file is not None:
            with template.word_file.file.open("rb") as stream:
                copy = ContentFile(stream.read(), name=template.word_file.name)
            made = set_word_file(made, copy, by=by)
        actions.record("contracts.template_renewed", made, by=by, of=template.edition)
    return made


def delete_template(template: ContractTemplate, *, by: Any) -> None:
    """A draft goes to the recycle bin with its clauses."""
    with transaction.atomic():
        fresh = locked(template)
        require_draft(fresh)
        for row in living_wordings(fresh):
            row.is_deleted = True
            row.save()
        delete_record(fresh, by=by)
