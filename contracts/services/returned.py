"""The Word file that a customer sends back: what it says otherwise than the contract, kept as his proposal.

Both sides are read the same way: his file, and the file that we would send now. What is the same in both and is no
clause of ours (the head, the goods, the wording of his own template) does not show.
"""

from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core import actions
from core.errors import DomainError
from core.word import WordFile
from records.services.attachments import attach

from ..models import Contract, ContractVersion
from ..word_clauses import Section, key_of, sections_of
from ..word_paper import word_of
from .contract import locked
from .version import content_of, write_version

ALIKE = 0.6
MOST_COMPARED = 4000  # signs; beyond, likeness is not looked for


def proposed(contract: Contract, file: WordFile) -> dict[str, Any]:
    """The content of the contract as the customer's file has it; fields, positions and terms stay ours."""
    now = content_of(contract)
    titles = [row["title"] for row in now["clauses"]]
    ours = sections_of(WordFile(word_of(contract)), titles)
    lines = {line for section in ours for line in section.body.splitlines()}
    theirs = sections_of(file, [*titles, *(section.title for section in ours)], lines)
    if not any(section.body for section in theirs):
        raise DomainError(_("There is no text in the file."), code="empty", field="file")
    return {**now, "clauses": _clauses(now, ours, theirs)}


def _clauses(now: dict[str, Any], ours: list[Section], theirs: list[Section]) -> list[dict[str, Any]]:
    own = {key_of(row["title"]): row for row in now["clauses"]}
    partners = paired(ours, theirs)
    found: list[dict[str, Any]] = []
    for place, section in enumerate(theirs):
        partner = partners.get(place)
        before = ours[partner] if partner is not None else None
        clause = own.pop(before.key, None) if before is not None else None
        title = section.title or (before.title if before else "") or _named(section)
        if clause is not None and before is not None:
            is_same = before.body == section.body
            changed = {"title": clause["title"] if before.key == section.key or not section.title else title}
            if changed["title"] != clause["title"]:
                changed["was"] = clause["title"]
            found.append({**clause, **changed, "body": clause["body"] if is_same else section.body})
        elif before is None:
            found.append({"title": title, "body": section.body, "clause": None})
        elif before.body != section.body or (section.title and before.key != section.key):
            found.append({"title": title, "body": section.body, "clause": None, "before": before.body})
    taken = set(partners.values())
    for place, section in enumerate(ours):
        clause = own.get(section.key)
        if place not in taken and clause is None:
            named = section.title or _named(section)
            found.append({"title": named, "body": "", "clause": None, "before": section.body})
        if clause is not None:
            own.pop(section.key)  # it stood in our file and is gone from his
    return [*found, *own.values()]  # what our file does not show at all stays


def _named(section: Section) -> str:
    return _("Clause %(number)s") % {"number": section.number} if section.number else _("Opening")


def paired(ours: Sequence[Section], theirs: Sequence[Section]) -> dict[int, int]:
    """Place in `theirs` → place in `ours`: by title, then by number, then by likeness of what they say."""
    found: dict[int, int] = {}

    def pair(fits: Any) -> None:
        for place, section in enumerate(theirs):
            if place in found:
                continue
            taken = set(found.values())
            at = next((at for at, own in enumerate(ours) if at not in taken and fits(own, section)), None)
            if at is not None:
                found[place] = at

    pair(lambda own, their: own.key == their.key and own.number == their.number)
    pair(lambda own, their: own.key and own.key == their.key)
    pair(lambda own, their: own.body == their.body and own.body)
    pair(lambda own, their: own.number and own.number == their.number)
    pair(lambda own, their: _alike(own.body, their.body))
    return found


def _alike(one: str, other: str) -> bool:
    if not one or not other or max(len(one), len(other)) > MOST_COMPARED:
        return False
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE


def keep_returned(contract: Contract, file: Any, *, by: Any, note: str = "") -> ContractVersion:
    """The file hangs on the contract, and what it says is kept as a version that the customer proposes."""
    with transaction.atomic():
        fresh = locked(contract)
        if fresh.status not in Contract.BEFORE_SIGNING:
            raise DomainError(
                _("%(contract)s is “%(status)s”. What is signed is changed by an amendment.")
                % {"contract": fresh, "status": fresh.get_status_display()},
                code="signed",
            )
        file.seek(0)
        content = proposed(fresh, WordFile(file.read()))
        file.seek(0)
        attach(fresh, file, by=by)
        version = write_version(fresh, ContractVersion.Origin.PROPOSED, by=by, note=note, content=content)
        actions.record("contracts.contract_proposed", fresh, by=by, edition=version.edition)
    return version
