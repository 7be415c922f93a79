"""One stream per customer, unit or person: what was said, what was done, what changed, newest first.

An action and the field changes saved by the same operation are one item. Older items come by a cursor: the moment,
the kind and the number of the last one shown, so that equal moments neither repeat nor vanish.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import F, Model, Q
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from accounts import access
from core import actions, operation, written
from core.brief import briefly
from core.dates import humanize_day, when
from core.midnight import is_day
from core.models import ActionLog
from core.tables import choice_label, show
from core.together import newest, newest_together
from records import gate, history, reader, sources
from records.hanging import hanging
from records.models import Attachment

from ..models import Contact, ContactFamily, ContactRelation, Customer, CustomerUnit, FollowUp
from ..services.follow_up import may_edit
from .stream_changes import add_changes

PAGE = 15
KINDS = ("all", "follow-ups", "changes")
# Where several things happened at one moment, what was said comes first.
RANK = {"follow_up": 0, "action": 1, "source": 2}
ICONS = {"phone": "phone", "wechat": "brand-wechat", "email": "mail", "meeting": "users", "visit": "map-pin"}
TOLD_OTHERWISE = ("contacts.follow_up_logged", "contacts.follow_up_changed", "records.exported")
ACTION_ICONS = {
    "created": ("plus", "green"),
    "added": ("plus", "green"),
    "changed": ("edit", ""),
    "deleted": ("trash", "red"),
    "removed": ("trash", "red"),
    "voided": ("arrow-back-up", "orange"),
    "transferred": ("transfer", "purple"),
    "moved": ("arrows-move", ""),
    "merged": ("git-merge", "purple"),
    "attached": ("paperclip", ""),
}


@dataclass
class Item:
    at_moment: datetime
    pk: int
    icon: str
    what: str
    who: str = ""
    tone: str = ""
    body: str = ""
    url: str = ""
    meta: list[str] = field(default_factory=list)
    changes: list[history.Change] = field(default_factory=list)
    files: list[Attachment] = field(default_factory=list)
    follow_up: FollowUp | None = None
    may_edit: bool = False
    may_void: bool = False
    log: ActionLog | None = None

    @property
    def at(self) -> str:
        moment = timezone.localtime(self.at_moment)
        return humanize_day(moment.date()) if is_day(moment) else when(moment)

    @property
    def at_full(self) -> str:
        moment = timezone.localtime(self.at_moment)
        return show(moment.date() if is_day(moment) else moment)


@dataclass
class Stream:
    items: list[Item]
    kind: str
    older: str = ""


@dataclass(frozen=True)
class Cursor:
    at: datetime
    rank: int
    pk: int

    @classmethod
    def read(cls, text: str) -> "Cursor | None":
        """None where there is none, or where somebody made one up."""
        moment, _tilde, rest = text.partition("~")
        rank, _tilde, pk = rest.partition("~")
        if not (rank.isdecimal() and pk.isdecimal() and len(rank) < 3 and len(pk) < 19):
            return None
        try:
            at = parse_datetime(moment)
        except ValueError:
            return None
        return cls(at, int(rank), int(pk)) if at is not None and at.tzinfo is not None else None

    def before(self, rank: int, at: str = "at") -> Q:
        """What comes after this cursor in a source of the given rank."""
        ties = Q(**{at: self.at})
        if rank == self.rank:
            return Q(**{f"{at}__lt": self.at}) | (ties & Q(pk__lt=self.pk))
        return Q(**{f"{at}__lt": self.at}) | ties if rank > self.rank else Q(**{f"{at}__lt": self.at})


def stream(subject: Any, user: Any, *, kind: str = "all", cursor: str = "") -> Stream:
    """The newest items of a customer, unit or contact (older than `cursor`) that the user may see.

    One statement finds what is newest of all kinds; then each kind reads the rows of its own that are shown.
    """
    kind = kind if kind in KINDS else "all"
    foresee(user, type(subject), subject.pk)
    ranks = tuple(rank for rank, _source in _speaking(type(subject), subject.pk))
    parts = _parts(subject, user, kind, ranks)
    mark = Cursor.read(cursor)
    if isinstance(subject, Customer) and mark is None:
        found = newest(reader.rows(user, _newest, kind, ranks, at=subject))
    else:
        found = newest(written.asked(_statement(subject, user, kind, ranks, mark)))
    moments: dict[int, dict[int, datetime]] = defaultdict(dict)
    for at, place, pk in found[:PAGE]:
        moments[place][pk] = at
    told = {(place, item.pk): item for place in moments for item in parts[place].items(moments[place])}
    items = [told[key] for _at, *place_and_pk in found[:PAGE] if (key := tuple(place_and_pk)) in told]
    _add_files([item for item in items if item.follow_up is not None])
    add_changes(subject, items, user)
    if len(found) <= PAGE:
        return Stream(items, kind)
    at, place, pk = found[PAGE - 1]
    return Stream(items, kind, f"{at.isoformat()}~{parts[place].rank}~{pk}")


def _newest(user: Any, customer: Customer, kind: str, ranks: tuple[int, ...]) -> Any:
    return _statement(customer, user, kind, ranks, None)


def _statement(subject: Any, user: Any, kind: str, ranks: tuple[int, ...], mark: Cursor | None) -> Any:
    parts = _parts(subject, user, kind, ranks)
    asked = [(_older(part.rows(), part.at, part.rank, mark), part.at) for part in parts]
    return newest_together(asked, PAGE + 1)


@dataclass(frozen=True)
class Part:
    """One kind of what a stream tells: its rows (None: he may see none), their moments, and the items of those with
    these numbers and moments."""

    rank: int
    rows: Callable[[], Any]
    at: Any
    items: Callable[[dict[int, datetime]], list[Item]]


def _parts(subject: Any, user: Any, kind: str, ranks: tuple[int, ...]) -> list[Part]:
    """`ranks` are the places of those sources that have anything to say."""
    parts = []
    if kind != "changes" and gate.allowed(user, FollowUp):
        rows = partial(follow_ups_of, subject, user)
        parts.append(Part(RANK["follow_up"], rows, F("at"), partial(_said, subject, user)))
    if kind != "follow-ups":
        rows = partial(_actions, subject, user)
        parts.append(Part(RANK["action"], rows, F("at"), partial(_done, subject)))
    if kind == "all":
        for rank, source in enumerate(_sources(type(subject)), RANK["source"]):
            if rank in ranks:
                rows = partial(source.rows, subject, user)
                parts.append(Part(rank, rows, source.at, partial(_told, source, user)))
    return parts


def _older(rows: Any, at: Any, rank: int, mark: Cursor | None) -> Any:
    return rows if mark is None or rows is None else rows.alias(moment=at).filter(mark.before(rank, "moment"))


def follow_ups_of(subject: Any, user: Any) -> Any:
    if isinstance(subject, Customer):
        return FollowUp.objects.under(subject, user)
    rows = FollowUp.objects.visible_to(user)
    if isinstance(subject, CustomerUnit):
        return rows.filter(customer=subject.customer_id, unit__path__startswith=subject.path)
    return rows.filter(contact=subject)


def _said(subject: Any, user: Any, moments: dict[int, datetime]) -> list[Item]:
    rows = written.rows(_follow_ups, ids=moments)
    knows_people = gate.allowed(user, Contact)
    customer = subject if isinstance(subject, Customer) else subject.customer
    items = []
    for row in rows:
        if row.customer_id == customer.pk:  # a person's older lines may belong to where he was before
            row.customer = customer
        items.append(_follow_up(row, user, gate.holds(user, row, "delete"), knows_people))
    return items


def _follow_ups(ids: list[int]) -> Any:
    return briefly(FollowUp.objects.filter(pk__named=ids).order_by(), "by", "contact", "unit")


def _follow_up(row: FollowUp, user: Any, may_void: bool, knows_people: bool) -> Item:
    meta = []
    if row.contact is not None and knows_people:
        meta.append(str(row.contact))
    if row.unit is not None:
        meta.append(str(row.unit))
    if not row.is_effective:
        meta.append(_("not counted as effective"))
    return Item(
        at_moment=row.at,
        pk=row.pk,
        icon=ICONS.get(row.kind, "message"),
        tone="blue",
        who=str(row.by),
        what=choice_label(row, "kind"),
        body=row.text,
        meta=meta,
        follow_up=row,
        may_edit=may_edit(row, user),
        may_void=may_void,
    )


def _actions(subject: Any, user: Any) -> Any:
    rows = ActionLog.objects.filter(_subjects(subject, user)).exclude(verb__in=TOLD_OTHERWISE)
    closed = [
        verb
        for model, verb in ((ContactFamily, "contacts.family_"), (ContactRelation, "contacts.relation_"))
        if not gate.allowed(user, model)
    ]
    for prefix in closed:
        rows = rows.exclude(verb__startswith=prefix)
    return rows


def _done(subject: Any, moments: dict[int, datetime]) -> list[Item]:
    return [_action(row, subject) for row in written.rows(_log_lines, ids=moments)]


def _log_lines(ids: list[int]) -> Any:
    return briefly(ActionLog.objects.filter(pk__named=ids).order_by(), "actor")


def _subjects(subject: Any, user: Any) -> Q:
    """The log lines about the record itself and about what hangs on it.

    A union, not an OR: each part is found by its index, however long the log of all customers grows.
    """
    types = ContentType.objects.get_for_model
    own = Q(subject_type=types(type(subject)), subject_id=subject.pk)
    if not isinstance(subject, Customer):
        return own
    people = Contact.objects.under(subject, user).values("pk")
    parts = [ActionLog.objects.filter(subject_type=types(Contact), subject_id__in=people)]
    if gate.allowed(user, CustomerUnit):
        units = CustomerUnit.objects.filter(customer=subject).values("pk")
        parts.append(ActionLog.objects.filter(subject_type=types(CustomerUnit), subject_id__in=units))
    ids = ActionLog.objects.filter(own).order_by().values("pk")
    return Q(pk__in=ids.union(*[part.order_by().values("pk") for part in parts], all=True))


def _action(row: ActionLog, subject: Any) -> Item:
    name = row.verb.rsplit("_", 1)[-1].rsplit(".", 1)[-1]
    icon, tone = ACTION_ICONS.get(name, ("point", ""))
    is_own = (row.subject_id, row.subject_type_id) == (
        subject.pk,
        ContentType.objects.get_for_model(type(subject)).pk,
    )
    return Item(
        at_moment=row.at,
        pk=row.pk,
        icon=icon,
        tone=tone,
        who=str(row.actor or _("system")),
        what=" · ".join(
            [actions.label(row.verb), *([] if is_own else [row.subject_label]), *_particulars(row.data)]
        ),
        meta=[row.data["reason"]] if row.data.get("reason") else [],
        log=row,
    )


def _particulars(data: dict[str, Any]) -> list[str]:
    """What the line itself says: whom, which file, from whom to whom."""
    told = [str(data[name]) for name in ("member", "with", "unit", "name") if data.get(name)]
    if data.get("after"):
        stages: dict[Any, Any] = dict(Customer.Lifecycle.choices)
        before, after = (stages.get(data.get(end), data.get(end) or "–") for end in ("before", "after"))
        told.append(f"{before} → {after}")
    return told


def foresee(user: Any, model: type[Model], pk: int) -> None:
    """Ask the gate at once for all that the stream of such a record and the record itself will ask it."""
    operation.once(("foreseen", user.pk, model, pk), lambda: _foresee(user, model, pk))


def _foresee(user: Any, model: type[Model], pk: int) -> None:
    told = [source.model for _rank, source in _speaking(model, pk)]
    asked = hanging(model, pk, sources.FACTS_ASK.get(model._meta.label_lower, ()))
    gate.foresee(user, [model, *map(apps.get_model, dict.fromkeys([*asked, *told]))])


def _speaking(model: type[Model], pk: int) -> list[tuple[int, sources.TimelineSource]]:
    """The sources that have anything to say of this record, whoever may read it, each with its rank."""
    known = _sources(model)
    speaking = set(hanging(model, pk, [source.model for source in known]))
    return [(rank, source) for rank, source in enumerate(known, RANK["source"]) if source.model in speaking]


def _sources(model: type[Model]) -> Sequence[sources.TimelineSource]:
    return sources.TIMELINE.get(model._meta.label_lower, ())


def _told(source: sources.TimelineSource, user: Any, moments: dict[int, datetime]) -> list[Item]:
    closed = access.closed_fields(user, source.model)
    items = []
    for row in written.rows(_rows_told, source, ids=moments):
        told = source.item(row)
        items.append(
            Item(
                at_moment=moments[row.pk],
                pk=row.pk,
                icon=told.icon,
                what=str(told.title),
                who=told.actor,
                body=" · ".join(
                    filter(None, [str(told.body), "" if source.amount in closed else told.amount])
                ),
                url=told.url,
            )
        )
    return items


def _rows_told(ids: list[int], source: sources.TimelineSource) -> Any:
    rows = apps.get_model(source.of or source.model)._base_manager.filter(pk__named=ids).order_by()
    return briefly(rows, *source.related, own=bool(source.reads), also=source.reads)


def _add_files(items: list[Item]) -> None:
    if not items:
        return
    by_row = defaultdict(list)
    for file in written.rows(_files, ids=[item.pk for item in items]):
        by_row[file.subject_id].append(file)
    for item in items:
        item.files = by_row[item.pk]


def _files(ids: list[int]) -> Any:
    follow_ups = ContentType.objects.get_for_model(FollowUp)
    return Attachment.objects.alive().filter(subject_type=follow_ups, subject_id__named=ids).order_by("id")
