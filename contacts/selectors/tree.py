"""The tree of one customer: its units and the people in them, a hundred rows at a time.

Every answer costs the same number of queries whatever the size of the customer. People are counted once in a
subtree however many posts they hold there; they show under each unit where they hold one.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.db.models import CharField, Count, Exists, OuterRef, Q, Value, Window
from django.db.models.functions import Greatest, RowNumber, StrIndex, Substr

from core import written
from core.row_ids import row_id
from records import reader, search
from records.record_type import RECORD_TYPES

from ..models import Contact, ContactPosition, Customer, CustomerUnit

PAGE = 100
MOST = 2_000
MOST_HITS = 50
UNIT_ORDER = ("sort", "pinyin", "id")
SHOWN = ("id", "parent_id", "kind", "name", *UNIT_ORDER)  # what a row says of a unit


@dataclass
class UnitNode:
    unit: CustomerUnit
    child_count: int = 0
    people_count: int = 0
    children: list["UnitNode | PersonNode"] = field(default_factory=list)
    is_open: bool = False

    @property
    def has_children(self) -> bool:
        return bool(self.child_count or self.people_count)


@dataclass
class PersonNode:
    contact: Contact
    unit_id: int | None = None
    job_title: str = ""
    is_primary: bool = False


@dataclass
class LooseNode:
    """The people of the customer who hold no post in any of its units."""

    people_count: int
    children: list[PersonNode] = field(default_factory=list)
    is_open: bool = False


@dataclass
class Level:
    """One answer: rows, where the next page begins (None: nothing more), and how many rows are left."""

    nodes: list[Any]
    after: str | None = None
    opened: int | None = None
    is_cut: bool = False


def in_post() -> Q:
    return Q(to_on__isnull=True, is_deleted=False)


def holds_post(contact: str = "pk") -> Exists:
    return Exists(
        ContactPosition.objects.filter(in_post(), contact=OuterRef(contact), unit__is_deleted=False)
    )


class CustomerTree:
    """What one user sees of one customer's tree."""

    def __init__(self, customer: Customer, user: Any) -> None:
        self.customer = customer
        self.user = user
        self.loose_count: int | None = None  # a page that has counted already says so
        self.units = CustomerUnit.objects.under(customer, user)
        self.people = Contact.objects.under(customer, user)

    # -- one level --------------------------------------------------------------------------------------
    def children(self, parent: CustomerUnit | None = None, after: str = "") -> Level:
        """At most a hundred rows below `parent` (the roots without one): units first, then people."""
        kind, _dash, pk = after.partition("-")
        nodes: list[Any] = []
        if kind != "contact":
            nodes += self._units_below(parent, row_id(pk))
        if len(nodes) > PAGE:
            return Level(nodes[:PAGE], after=f"unit-{nodes[PAGE - 1].unit.pk}")
        if parent is not None:
            after_person = row_id(pk) if kind == "contact" else None
            nodes += self._people_in(parent, after_person, PAGE + 1 - len(nodes))
        elif not after:
            nodes += self._loose_group()
        if len(nodes) > PAGE:
            last = nodes[PAGE - 1]
            token = f"unit-{last.unit.pk}" if isinstance(last, UnitNode) else f"contact-{last.contact.pk}"
            return Level(nodes[:PAGE], after=token)
        return Level(nodes)

    def loose_people(self, after: str = "") -> Level:
        """The people without a post, a hundred at a time."""
        rows = self.people.filter(~holds_post()).order_by("pinyin", "id")
        _kind, _dash, pk = after.partition("-")
        if (last_id := row_id(pk)) is not None:
            rows = _after_person(rows, last_id, "")
        found = [
            PersonNode(contact, job_title=contact.job_title, is_primary=False) for contact in rows[: PAGE + 1]
        ]
        if len(found) > PAGE:
            return Level(found[:PAGE], after=f"contact-{found[PAGE - 1].contact.pk}")
        return Level(found)

    def _units_below(self, parent: CustomerUnit | None, after: int | None) -> list[UnitNode]:
        if parent is None and after is None:
            return self._roots()
        rows = self.units.filter(parent=parent).order_by(*UNIT_ORDER)
        if after is not None:
            last = CustomerUnit.objects.filter(pk=after).values_list(*UNIT_ORDER).first()
            if last is not None:
                sort, pinyin, pk = last
                rows = rows.filter(
                    Q(sort__gt=sort)
                    | Q(sort=sort, pinyin__gt=pinyin)
                    | Q(sort=sort, pinyin=pinyin, id__gt=pk)
                )
        nodes = [UnitNode(unit) for unit in rows[: PAGE + 1]]
        self.count(nodes, parent.path if parent else "/")
        return nodes

    def _roots(self) -> list[UnitNode]:
        """The first level, which every page of a customer shows, by statements that are kept."""
        nodes = [UnitNode(unit) for unit in reader.rows(self.user, _roots, at=self.customer)]
        ids = [node.unit.pk for node in nodes]
        units = dict(reader.rows(self.user, _children_of, at=self.customer, ids=ids))
        people = dict(reader.rows(self.user, _heads, at=self.customer)) if ids else {}
        return _with_counts(nodes, units, people)

    def _people_in(self, unit: CustomerUnit, after: int | None, limit: int) -> list[PersonNode]:
        posts = (
            self.posts.filter(unit=unit)
            .select_related("contact")
            .order_by("contact__pinyin", "contact_id", "id")
        )
        if after is not None:
            posts = _after_person(posts, after, "contact__")
        seen: dict[int, PersonNode] = {}
        for post in posts[: limit + 5]:
            seen.setdefault(post.contact_id, _person(post))
        return list(seen.values())[:limit]

    def _loose_group(self) -> list[LooseNode]:
        count = self.loose_count
        if count is None:
            count = self.people.filter(~holds_post()).count()
        return [LooseNode(count)] if count else []

    def count(self, nodes: list[UnitNode], above: str) -> None:
        """Write on each node how many units lie directly below it and how many people in its whole subtree.

        `above` is the path of what the nodes hang on; two queries for all of them.
        """
        ids = [node.unit.pk for node in nodes]
        if not ids:
            return
        posts = self.posts if above == "/" else self.posts.filter(unit__path__startswith=above)
        _with_counts(nodes, dict(_by_parent(self.units, ids)), dict(_by_head(posts, above)))

    # -- many levels ------------------------------------------------------------------------------------
    def open_to(self, level: int) -> Level:
        """The whole tree opened down to `level`, as deep as two thousand rows allow."""
        by_depth = dict(
            self.units.filter(depth__lte=level).order_by().values_list("depth").annotate(Count("pk"))
        )
        posts = self.posts
        people_by_depth = dict(
            posts.filter(unit__depth__lt=level).order_by().values_list("unit__depth").annotate(Count("pk"))
        )
        opened, rows = 0, 0
        for depth in range(1, level + 1):
            rows += by_depth.get(depth, 0) + people_by_depth.get(depth - 1, 0)
            if rows > MOST:
                break
            opened = depth
        is_cut = opened < level and any(depth > opened for depth in by_depth)
        if opened <= 1:
            plain = self.children()
            plain.opened, plain.is_cut = 1, is_cut
            return plain
        units = list(self.units.filter(depth__lte=opened).order_by(*UNIT_ORDER))
        nodes = {unit.pk: UnitNode(unit) for unit in units}
        self._count_all(nodes, posts)
        roots = _nest(units, nodes)
        for post in (
            posts.filter(unit__depth__lt=opened)
            .select_related("contact")
            .order_by("contact__pinyin", "contact_id")
        ):
            if post.unit_id in nodes:
                nodes[post.unit_id].children.append(_person(post))
        for node in nodes.values():
            node.is_open = node.unit.depth < opened and bool(node.children)
        return Level([*roots, *self._loose_group()], opened=opened, is_cut=is_cut)

    def _count_all(self, nodes: dict[int, UnitNode], posts: Any) -> None:
        """Child units of `nodes` and the people of every subtree, from one walk over `posts`."""
        below = self.units.filter(parent_id__in=list(nodes)) if len(nodes) <= PAGE * 5 else self.units
        for parent, count in below.order_by().values_list("parent_id").annotate(Count("pk")):
            if parent in nodes:
                nodes[parent].child_count = count
        people: dict[int, set[int]] = defaultdict(set)
        for path, contact in posts.values_list("unit__path", "contact_id"):
            for part in path.split("/"):
                if part:
                    people[int(part)].add(contact)
        for pk, node in nodes.items():
            node.people_count = len(people[pk])

    @property
    def posts(self) -> Any:
        """Present posts, reached from the people: a customer may have far more units than people in them."""
        return ContactPosition.objects.filter(
            in_post(), unit__is_deleted=False, contact__in=self.people.values("pk")
        )

    def find(self, text: str) -> Level:
        """The paths to what `text` finds: units and people, fifty hits at most, ancestors opened."""
        units = self._matching("customer-units", self.units, text).order_by("path")
        hits = dict(units.values_list("pk", "path")[:MOST_HITS])
        left = MOST_HITS - len(hits)
        people = (
            list(self._matching("contacts", self.people, text).order_by("pinyin", "id")[:left])
            if left
            else []
        )
        posts = list(
            self.posts.filter(contact__in=people)
            .select_related("contact", "unit")
            .order_by("contact__pinyin", "contact_id")
        )
        paths = [*hits.values(), *(post.unit.path for post in posts)]
        wanted = {int(pk) for path in paths for pk in path.split("/") if pk}
        shown = list(self.units.filter(pk__named=wanted).only(*SHOWN).order_by(*UNIT_ORDER))
        nodes = {unit.pk: UnitNode(unit) for unit in shown}
        roots: list[Any] = _nest(shown, nodes)
        for post in posts:
            if post.unit_id in nodes:
                nodes[post.unit_id].children.append(_person(post))
        for node in nodes.values():
            node.is_open = bool(node.children)
        for parent, count in (
            self.units.filter(parent_id__in=wanted).order_by().values_list("parent_id").annotate(Count("pk"))
        ):
            nodes[parent].child_count = count
        placed = {post.contact_id for post in posts}
        loose = [
            PersonNode(person, job_title=person.job_title) for person in people if person.pk not in placed
        ]
        if loose:
            roots.append(LooseNode(len(loose), children=loose, is_open=True))
        return Level(roots, is_cut=len(hits) + len(people) >= MOST_HITS)

    def _matching(self, name: str, rows: Any, text: str) -> Any:
        record = RECORD_TYPES.get(name)
        return (
            search.matching_below(rows, text, record, self.user)
            if record
            else rows.filter(name__contains=text)
        )

    # -- one row ----------------------------------------------------------------------------------------
    def path_to(self, unit: CustomerUnit) -> list[CustomerUnit]:
        """The unit and those above it, from the root."""
        ids = unit.ancestor_ids
        rows = reader.rows(self.user, _named, at=self.customer, ids=ids)
        return sorted(rows, key=lambda row: ids.index(row.pk))

    def opened_to(self, path: list[CustomerUnit]) -> Level:
        """The first level with the way down `path` opened, so that a link to a unit shows where it lies."""
        level = self.children()
        if not path:
            return level
        if not any(isinstance(node, UnitNode) and node.unit.pk == path[0].pk for node in level.nodes):
            level.nodes.insert(0, UnitNode(path[0]))
        place = Window(RowNumber(), partition_by="parent_id", order_by=[*UNIT_ORDER])
        ids = [unit.pk for unit in path]
        units: list[Any] = list(
            self.units.filter(parent_id__in=ids)
            .annotate(place=place)
            .filter(place__lte=PAGE)
            .order_by(*UNIT_ORDER)
        )
        known = {unit.pk for unit in units}
        units += [unit for unit in path[1:] if unit.pk not in known]
        nodes = {unit.pk: UnitNode(unit) for unit in units}
        self._count_all(nodes, self.posts.filter(unit__path__startswith=path[0].path))
        roots = {node.unit.pk: node for node in level.nodes if isinstance(node, UnitNode)}
        every = {**roots, **nodes}
        for unit in units:
            every[unit.parent_id].children.append(nodes[unit.pk])
        people = self.posts.filter(unit__in=ids).select_related("contact")
        for post in people.order_by("contact__pinyin", "contact_id")[: PAGE * 2]:
            every[post.unit_id].children.append(_person(post))
        for pk in ids:
            every[pk].is_open = bool(every[pk].children)
        return level


def _roots(user: Any, customer: Customer) -> Any:
    return CustomerUnit.objects.under(customer, user).filter(parent=None).order_by(*UNIT_ORDER)[: PAGE + 1]


def _named(user: Any, customer: Customer, ids: list[int]) -> Any:
    return CustomerUnit.objects.under(customer, user).filter(pk__named=ids)


def _children_of(user: Any, customer: Customer, ids: list[int]) -> Any:
    return _by_parent(CustomerUnit.objects.under(customer, user), ids)


def _heads(user: Any, customer: Customer) -> Any:
    return _by_head(CustomerTree(customer, user).posts, "/")


def _by_parent(units: Any, ids: list[int]) -> Any:
    """Unit → how many lie directly below it."""
    return units.filter(parent__pk__named=ids).order_by().values_list("parent_id").annotate(Count("pk"))


def _by_head(posts: Any, above: str) -> Any:
    """The number (as text) that follows `above` in the paths of the posts' units → how many people there are."""
    rest = Substr("unit__path", len(above) + 1)
    # Of a path that ends here nothing is left; PostgreSQL refuses to cut off less than nothing.
    length = Greatest(StrIndex(rest, Value("/")) - Value(1), Value(0))
    head = Substr(rest, Value(1), length, output_field=CharField())
    return (
        posts.order_by().annotate(head=head).values_list("head").annotate(Count("contact_id", distinct=True))
    )


def _with_counts(nodes: list[UnitNode], units: dict[int, int], people: dict[str, int]) -> list[UnitNode]:
    for node in nodes:
        node.child_count = units.get(node.unit.pk, 0)
        node.people_count = people.get(str(node.unit.pk), 0)
    return nodes


def main_posts(people: list[Contact]) -> dict[int, ContactPosition]:
    """Contact → his main present post, with its unit; one query."""
    found: dict[int, ContactPosition] = {}
    for post in written.rows(_present_posts, ids=[person.pk for person in people]):
        found.setdefault(post.contact_id, post)
    return found


def _present_posts(people: list[int]) -> Any:
    posts = ContactPosition.objects.filter(in_post(), contact__pk__named=people).select_related("unit")
    return posts.order_by("-is_primary", "id")


def people_within(unit: CustomerUnit, people: Any) -> Any:
    """Those of `people` who hold a post in the unit or below it."""
    posts = ContactPosition.objects.filter(
        in_post(),
        unit__customer_id=unit.customer_id,
        unit__path__startswith=unit.path,
        unit__is_deleted=False,
    )
    return people.filter(pk__in=posts.values("contact_id"))


def _person(post: ContactPosition) -> PersonNode:
    return PersonNode(
        post.contact, post.unit_id, post.job_title or post.contact.job_title, bool(post.is_primary)
    )


def _after_person(rows: Any, pk: int, prefix: str) -> Any:
    last = Contact.objects.filter(pk=pk).values_list("pinyin", flat=True).first()
    if last is None:
        return rows
    return rows.filter(
        Q(**{f"{prefix}pinyin__gt": last}) | Q(**{f"{prefix}pinyin": last, f"{prefix}id__gt": pk})
    )


def _nest(units: list[CustomerUnit], nodes: dict[int, UnitNode]) -> list[Any]:
    roots: list[Any] = []
    for unit in units:
        above = nodes.get(unit.parent_id) if unit.parent_id else None
        (above.children if above else roots).append(nodes[unit.pk])
    return roots
