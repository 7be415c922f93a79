"""Global search: every record type that the user may open, the words looked up at once, the best six of each shown.

Hits are taken as the index gives them, up to a cap, and ranked here: ordering all hits of a frequent word in the
database would cost more than finding them. Of such a word the first hits are named and only where he may see too few of
them all are asked for.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.contrib.contenttypes.models import ContentType
from django.urls import NoReverseMatch
from django.utils.translation import gettext as _

from core.brief import briefly
from core.plain_text import plain
from records import gate, marks, menu, reader, search
from records.look_up import Hits, look_up
from records.models import RecentView
from records.record_type import BY_MODEL, RECORD_TYPES, RecordType

SHOWN = 6
CAP = 50
LONGEST = 100
ORDER = ("customers", "contacts", "customer-units", "follow-ups", "employees", "departments")


@dataclass(frozen=True)
class Hit:
    text: str
    url: str
    icon: str
    hint: str = ""


@dataclass
class Group:
    label: str
    hits: list[Hit] = field(default_factory=list)
    count: str = ""
    all_url: str = ""


def results(user: Any, text: str, path: str = "/") -> list[Group]:
    """Groups for what was typed; for nothing typed what the user opened last."""
    text = text.strip()[:LONGEST]
    if not text:
        return [group for group in (recent_group(user), _create_group(user, "")) if group.hits]
    records = _searched(user)
    known = look_up(records, text, user)
    groups = [_found(record, user, text, known[record.name]) for record in records if known[record.name]]
    groups += [_pages(user, text, path), _create_group(user, text)]
    return [group for group in groups if group.hits]


def _searched(user: Any) -> list[RecordType]:
    places = {name: place for place, name in enumerate(ORDER)}
    records = [record for record in RECORD_TYPES.values() if record.search and record.allowed(user)]
    return sorted(records, key=lambda record: places.get(record.name, len(places)))


def _found(record: RecordType, user: Any, text: str, known: Hits) -> Group:
    found = _first_of(record, user, text, known)
    wanted = plain(text)
    ranked = sorted(found[:CAP], key=lambda row: _rank(row, wanted))
    hits = [_hit(record, row) for row in ranked[:SHOWN]]
    count = f"{CAP}+" if len(found) > CAP else str(len(found))
    all_url = ""
    if len(found) > SHOWN and record.has_list:
        all_url = f"{record.list_url}?{urlencode({'q': text})}"
    return Group(str(record.label_plural), hits, count, all_url)


def _first_of(record: RecordType, user: Any, text: str, known: Hits) -> list[Any]:
    """One more than the cap of what he may see. All hits are asked for where the first hold too few of his."""
    if known.is_all or gate.sees_many(user, record.model):
        ids = sorted(known.openly | known.privately)
        seen = reader.rows(user, _seen, record, ids=ids, through=[record.model])
        found = _by_what_he_reads(seen, record, user, known)
        if len(found) > CAP or (known.is_all and len(seen) <= CAP):
            return found
    found = search.matching(record.rows(user), text, record, user).order_by().values_list("pk", flat=True)
    return reader.rows(user, _seen, record, ids=list(found[: CAP + 1]), through=[record.model])


def _seen(user: Any, ids: Sequence[int], record: RecordType) -> Any:
    """Those of the hits that he sees, up to one more than the cap, with what is said of them."""
    model, private = record.model, record.search_private_action
    also = marks.reads(model, [private]) if private else []
    related = {*record.hint_related, *record.search_related, *(path.rpartition("__")[0] for path in also)}
    # First only their ids, which an index knows with what the gate asks: mostly he sees few of many.
    seen = gate.named(user, model, ids).order_by().values("pk")[: CAP + 1]
    rows = model._default_manager.filter(pk__gathered=seen).order_by()
    return briefly(rows, *sorted(related - {""}), also=also)


def _by_what_he_reads(rows: list[Any], record: RecordType, user: Any, known: Hits) -> list[Any]:
    """Without those that only words find which he may not read."""
    if known.privately <= known.openly:
        return rows
    may_read = gate.holder(user, record.model, record.search_private_action)
    return [row for row in rows if row.pk in known.openly or may_read(row)]


def _rank(row: Any, wanted: str) -> tuple[int, int, int]:
    """What is called exactly so first, then what begins so, then the shorter name."""
    own = (str(row), getattr(row, "name", ""), getattr(row, "code", ""))
    names = [plain(name) for name in own if name]
    length = len(names[0]) if names else 0
    if wanted in names:
        return 0, length, row.pk
    if any(name.startswith(wanted) for name in names):
        return 1, length, row.pk
    return 2 if any(wanted in name for name in names) else 3, length, row.pk


def _hit(record: RecordType, row: Any) -> Hit:
    hint = str(record.hint(row)) if record.hint else ""
    return Hit(str(row), row.get_absolute_url(), record.icon, hint)


def recent_rows(user: Any, limit: int = 8) -> list[tuple[RecordType, Any]]:
    """What the user opened last and may still see, newest first; one query per kind of record."""
    views = list(RecentView.objects.filter(user=user).order_by("-at")[: limit * 2])
    by_type: dict[int, list[int]] = {}
    for view in views:
        by_type.setdefault(view.content_type_id, []).append(view.object_id)
    found: dict[tuple[int, int], tuple[RecordType, Any]] = {}
    for type_id, ids in by_type.items():
        model = ContentType.objects.get_for_id(type_id).model_class()
        record = BY_MODEL.get(model._meta.label_lower) if model else None
        if record is None or not record.allowed(user):
            continue
        rows = record.rows(user).filter(pk__in=ids)
        rows = briefly(rows, *sorted({*record.hint_related, *record.search_related}), own=True)
        found |= {(type_id, row.pk): (record, row) for row in rows}
    keys = [(view.content_type_id, view.object_id) for view in views]
    return [found[key] for key in keys if key in found][:limit]


def recent_group(user: Any, limit: int = 8) -> Group:
    return Group(_("Opened lately"), [_hit(record, row) for record, row in recent_rows(user, limit)])


def _create_group(user: Any, text: str) -> Group:
    """What can be made of the words: a new customer of that name; without words all that can be made."""
    if not text:
        lines = menu.quick_create_for(user)
        return Group(_("Create"), [Hit(line.label, line.url, line.icon or "plus") for line in lines])
    hits = []
    for name in ("customers", "contacts"):
        record = RECORD_TYPES.get(name)
        if record is None or not record.allowed(user, "add") or any(sign.isdigit() for sign in text):
            continue
        words = {"kind": record.label, "name": text}
        hits.append(
            Hit(
                _("New %(kind)s “%(name)s”") % words,
                f"{record.create_url}?{urlencode({'name': text})}",
                "plus",
            )
        )
    return Group(_("Create"), hits)


def _pages(user: Any, text: str, path: str) -> Group:
    """Pages of the menu whose name contains the words."""
    wanted = plain(text)
    try:
        modules: Sequence[menu.Module] = menu.for_user(user, path)
    except NoReverseMatch:
        modules = []
    lines = [line for module in modules for line in module.items if wanted in plain(line.label)]
    return Group(_("Pages"), [Hit(line.label, line.url, line.icon) for line in lines[:4]])
