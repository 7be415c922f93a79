"""One stream per customer, unit or person: what was said, what was done, what changed, newest first.

An action and the field changes saved by the same operation are one item. Older items come by a cursor: the moment,
the kind and the number of the last one shown, so that equal moments neither repeat nor vanish.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from accounts import access
from core import actions
from core.brief import briefly
from core.dates import when
from core.models import ActionLog
from core.together import ids_together
from records import gate, history, sources
from records.hanging import hanging
from records.models import Attachment

from ..models import Contact, ContactFamily, ContactRelation, Customer, CustomerUnit, FollowUp
from ..services.follow_up import may_edit

PAGE = 15
KINDS = ("all", "follow-ups", "changes")
# Where several things happened at one moment, what was said comes first.
RANK = {"follow_up": 0, "action": 1, "source": 2}
ICONS = {"phone": "phone", "wechat": "brand-wechat", "email": "mail", "meeting": "users", "visit": "map-pin"}
DERIVED = {
    "pooled_at",
    "last_follow_at",
    "next_follow_on",
    "last_effective_follow_on",
    "owner_since",
    "deal_status",
}
REACHED_BY = {"mobile", "phone", "email", "wechat", "address"}
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
    rank: int
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
        return when(self.at_moment)

    @property
    def at_full(self) -> str:
        from core.tables import show

        return show(self.at_moment)

    @property
    def cursor(self) -> str:
        return f"{self.at_moment.isoformat()}~{self.rank}~{self.pk}"


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
    """The newest items of a customer, unit or contact (older than `cursor`) that the user may see."""
    kind = kind if kind in KINDS else "all"
    mark = Cursor.read(cursor)
    items: list[Item] = []
    if kind != "changes":
        items += _follow_ups(subject, user, mark)
    if kind != "follow-ups":
        items += _actions(subject, user, mark)
    if kind == "all" and mark is None:
        items += _from_sources(subject, user)
    items.sort(key=lambda item: (item.at_moment, -item.rank, item.pk), reverse=True)
    shown = items[:PAGE]
    _add_files([item for item in shown if item.follow_up is not None])
    _add_changes(subject, shown, user)
    return Stream(shown, kind, shown[-1].cursor if len(items) > PAGE else "")


def follow_ups_of(subject: Any, user: Any) -> Any:
    if isinstance(subject, Customer):
        return FollowUp.objects.under(subject, user)
    rows = FollowUp.objects.visible_to(user)
    if isinstance(subject, CustomerUnit):
        return rows.filter(customer=subject.customer_id, unit__path__startswith=subject.path)
    return rows.filter(contact=subject)


def _follow_ups(subject: Any, user: Any, mark: Cursor | None) -> list[Item]:
    if not gate.allowed(user, FollowUp):
        return []
    rows = follow_ups_of(subject, user)
    if mark is not None:
        rows = rows.filter(mark.before(RANK["follow_up"]))
    rows = briefly(rows, "by", "contact", "unit").order_by("-at", "-id")[: PAGE + 1]
    knows_people = gate.allowed(user, Contact)
    customer = subject if isinstance(subject, Customer) else subject.customer
    items = []
    for row in rows:
        if row.customer_id == customer.pk:  # a person's older lines may belong to where he was before
            row.customer = customer
        items.append(_said(row, user, gate.holds(user, row, "delete"), knows_people))
    return items


def _said(row: FollowUp, user: Any, may_void: bool, knows_people: bool) -> Item:
    meta = []
    if row.contact is not None and knows_people:
        meta.append(str(row.contact))
    if row.unit is not None:
        meta.append(str(row.unit))
    if not row.is_effective:
        meta.append(_("not counted as effective"))
    return Item(
        at_moment=row.at,
        rank=RANK["follow_up"],
        pk=row.pk,
        icon=ICONS.get(row.kind, "message"),
        tone="blue",
        who=str(row.by),
        what=row.get_kind_display(),
        body=row.text,
        meta=meta,
        follow_up=row,
        may_edit=may_edit(row, user),
        may_void=may_void,
    )


def _actions(subject: Any, user: Any, mark: Cursor | None) -> list[Item]:
    rows = ActionLog.objects.filter(_subjects(subject, user)).exclude(verb__in=TOLD_OTHERWISE)
    closed = [
        verb
        for model, verb in ((ContactFamily, "contacts.family_"), (ContactRelation, "contacts.relation_"))
        if not gate.allowed(user, model)
    ]
    for prefix in closed:
        rows = rows.exclude(verb__startswith=prefix)
    if mark is not None:
        rows = rows.filter(mark.before(RANK["action"]))
    rows = briefly(rows, "actor").order_by("-at", "-id")[: PAGE + 1]
    return [_done(row, subject) for row in rows]


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


def _done(row: ActionLog, subject: Any) -> Item:
    name = row.verb.rsplit("_", 1)[-1].rsplit(".", 1)[-1]
    icon, tone = ACTION_ICONS.get(name, ("point", ""))
    is_own = (row.subject_id, row.subject_type_id) == (
        subject.pk,
        ContentType.objects.get_for_model(type(subject)).pk,
    )
    return Item(
        at_moment=row.at,
        rank=RANK["action"],
        pk=row.pk,
        icon=icon,
        tone=tone,
        who=str(row.actor or _("system")),
        what=" · ".join(
            [actions.label(row.verb), *([] if is_own else [row.subject_label]), *_told(row.data)]
        ),
        meta=[row.data["reason"]] if row.data.get("reason") else [],
        log=row,
    )


def _told(data: dict[str, Any]) -> list[str]:
    """What the line itself says: whom, which file, from whom to whom."""
    told = [str(data[name]) for name in ("member", "with", "unit", "name") if data.get(name)]
    if data.get("after"):
        stages: dict[Any, Any] = dict(Customer.Lifecycle.choices)
        before, after = (stages.get(data.get(end), data.get(end) or "–") for end in ("before", "after"))
        told.append(f"{before} → {after}")
    return told


def foresee(user: Any, model: type[Model], pk: int) -> None:
    """Ask the gate at once for all that the stream of such a record and the record itself will ask it."""
    told = [source.model for source in _speaking(model, pk)]
    asked = hanging(model, pk, sources.FACTS_ASK.get(model._meta.label_lower, ()))
    gate.foresee(user, [model, *map(apps.get_model, dict.fromkeys([*asked, *told]))])


def _speaking(model: type[Model], pk: int) -> list[sources.TimelineSource]:
    """The sources that have anything to say of this record, whoever may read it."""
    known = sources.TIMELINE.get(model._meta.label_lower, ())
    told = set(hanging(model, pk, [source.model for source in known]))
    return [source for source in known if source.model in told]


def _from_sources(subject: Any, user: Any) -> list[Item]:
    foresee(user, type(subject), subject.pk)
    known = _speaking(type(subject), subject.pk)
    asked = [(source, rows) for source in known if (rows := source.rows(subject, user)) is not None]
    found = []
    for (source, rows), ids in zip(
        asked, ids_together([rows[:PAGE] for _source, rows in asked]), strict=True
    ):
        shown = briefly(rows.model._base_manager.filter(pk__in=ids), *source.related) if ids else ()
        for row in shown:
            given = source.item(row)
            found.append(
                Item(
                    at_moment=given.at,
                    rank=RANK["source"],
                    pk=row.pk,
                    icon=given.icon,
                    what=str(given.title),
                    who=given.actor,
                    body=str(given.body),
                    url=given.url,
                )
            )
    return found


def _add_files(items: list[Item]) -> None:
    if not items:
        return
    files = Attachment.objects.alive().filter(
        subject_type=ContentType.objects.get_for_model(FollowUp), subject_id__in=[item.pk for item in items]
    )
    by_row = defaultdict(list)
    for file in files.order_by("id"):
        by_row[file.subject_id].append(file)
    for item in items:
        item.files = by_row[item.pk]


def _add_changes(subject: Any, items: list[Item], user: Any) -> None:
    """Give the actions shown the field changes that the same operation saved on the same record."""
    logs: dict[int, list[Item]] = defaultdict(list)
    for item in items:
        log = item.log
        if log is not None and log.subject_type_id and item.icon in {"edit", "transfer", "arrows-move"}:
            logs[log.subject_type_id].append(item)
    names = history.Names()
    known = {
        ContentType.objects.get_for_model(model).pk: model for model in (Customer, CustomerUnit, Contact)
    }
    pairs = [
        (item, newer, older, hidden)
        for type_id, wanted in logs.items()
        if type_id in known
        for hidden in [hidden_fields(known[type_id], subject, user)]
        for item, newer, older in _versions(known[type_id], wanted)
    ]
    for _item, newer, older, _hidden in pairs:
        names.expect(newer, older)
    for item, newer, older, hidden in pairs:
        item.changes += history.differences(newer, older, hidden, names)
        if newer.history_change_reason and newer.history_change_reason not in item.meta:
            item.meta.append(newer.history_change_reason)


def _versions(model: Any, items: list[Item]) -> list[tuple[Item, Any, Any]]:
    """Each item with the version that its operation saved and the one before."""
    saved = defaultdict(list)
    ids = {item.log.subject_id for item in items if item.log}
    for row in model.history.filter(id__in=ids).order_by("-history_id")[:400]:
        saved[row.id].append(row)
    found = []
    for item in items:
        rows = saved[item.log.subject_id] if item.log else []
        for newer, older in zip(rows, rows[1:], strict=False):
            if item.log and newer.operation_id == item.log.operation_id and newer.history_type == "~":
                found.append((item, newer, older))
    return found


def hidden_fields(model: Any, subject: Any, user: Any) -> set[str]:
    """Fields whose changes this reader is not told: derived ones, masked ones, interests, those a policy closes."""
    modes = access.field_modes(user, model._meta.label_lower)
    hidden = DERIVED | history.UNSPOKEN | {n for n, mode in modes.items() if mode in {"hidden", "masked"}}
    if not gate.allowed(user, Contact):
        hidden |= {"primary_contact", "head"}
    if model is Customer and isinstance(subject, Customer):
        hidden |= set(subject.masked_now)
    if model is Contact:
        if not getattr(subject, "may_reveal", False):
            hidden |= REACHED_BY
        if not getattr(subject, "may_sensitive", False):
            hidden |= {*Contact.PERSONAL, "notes"}
    return hidden
