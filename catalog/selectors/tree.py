"""The product tree level by level: at most a hundred categories at once, with how many products stand below each."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from ..models import Category, Product

MOST_NODES = 100


@dataclass
class Level:
    """Some children of one category; `next_after` is where the next hundred begin, 0 at the end."""

    categories: list[Any]
    next_after: int = 0


def tree_level(user: Any, parent: Category | None = None, after: int = 0) -> Level:
    """The categories under `parent` (None: the top ones) from place `after` on."""
    rows: Any = Category.objects.visible_to(user).filter(parent=parent).order_by("sort", "pinyin", "id")
    below = Product.objects.visible_to(user).filter(category__path__startswith=OuterRef("path"))
    counted = below.order_by().annotate(one=F("is_deleted")).values("one").annotate(total=Count("pk"))
    children = Category.objects.alive().filter(parent=OuterRef("pk"))
    rows = rows.annotate(
        products_below=Coalesce(Subquery(counted.values("total")), 0), has_children=Exists(children)
    )
    found = list(rows[after : after + MOST_NODES + 1])
    more = len(found) > MOST_NODES
    return Level(found[:MOST_NODES], after + MOST_NODES if more else 0)


def unsorted_count(user: Any) -> int:
    """Products that stand in no category."""
    return Product.objects.visible_to(user).filter(Q(category=None)).count()
