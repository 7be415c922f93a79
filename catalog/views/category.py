"""The product tree, and the forms of its categories."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from core.row_ids import row_id
from records.views.form import CreatePage, DeletePage, EditPage
from records.views.list import ListPage
from records.views.page import RecordPage

from ..models import Category
from ..records.product import CATEGORIES
from ..selectors.tree import Level, tree_level


class CategoryList(ListPage):
    record = CATEGORIES


class CategoryCreate(CreatePage):
    record = CATEGORIES


class CategoryEdit(EditPage):
    record = CATEGORIES


class CategoryDelete(DeletePage):
    record = CATEGORIES

    def target(self, obj: Any) -> str:
        return reverse("catalog:category_tree")


class TreeNodes(RecordPage):
    record = CATEGORIES

    def nodes(self, level: Level) -> list[dict[str, Any]]:
        may_add = self.record.allowed(self.request.user, "add")
        may_change = self.record.allowed(self.request.user, "change")
        may_delete = self.record.allowed(self.request.user, "delete")
        return [node(row, may_add, may_change, may_delete) for row in level.categories]

    def more_url(self, level: Level, parent: str, depth: int) -> str:
        if not level.next_after:
            return ""
        address = reverse("catalog:category_nodes")
        return f"{address}?parent={parent}&after={level.next_after}&level={depth}"


class CategoryTree(TreeNodes):
    """The whole tree, of which the first level is there and the others come when they are opened."""

    template = "catalog/category_tree.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        level = tree_level(request.user)
        return self.show(
            title=_("Product tree"),
            record=self.record,
            nodes=self.nodes(level),
            more_url=self.more_url(level, "", 1),
            more_label=_("More categories"),
            may_add=self.record.allowed(request.user, "add"),
        )


class CategoryNodes(TreeNodes):
    """`?parent=` the children of a category, at most a hundred; `?after=` goes on."""

    def get(self, request: HttpRequest) -> HttpResponse:
        asked = request.GET.get("parent", "")
        rows = Category.objects.visible_to(request.user)
        parent = get_object_or_404(rows, pk=row_id(asked)) if asked else None
        level = tree_level(request.user, parent, _number(request.GET.get("after", "")))
        depth = min(
            _number(request.GET.get("level", "")) or (len(parent.ancestor_ids) + 1 if parent else 1), 50
        )
        return render(
            request,
            "components/tree_nodes.html",
            {
                "nodes": self.nodes(level),
                "level": depth,
                "more_url": self.more_url(level, asked, depth),
                "more_label": _("More categories"),
            },
        )


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 7 else 0


def node(row: Any, may_add: bool, may_change: bool, may_delete: bool) -> dict[str, Any]:
    menu = []
    if may_add:
        below = f"{reverse('catalog:category_create')}?parent={row.pk}"
        menu.append({"label": _("Add below"), "url": below, "icon": "plus"})
    if may_change:
        edit = reverse("catalog:category_edit", args=[row.pk])
        menu.append({"label": _("Edit"), "url": edit, "icon": "edit"})
    if may_delete and not row.has_children and not row.products_below:
        delete = reverse("catalog:category_delete", args=[row.pk])
        menu.append({"label": _("Delete"), "url": delete, "icon": "trash", "is_danger": True})
    children = f"{reverse('catalog:category_nodes')}?parent={row.pk}" if row.has_children else ""
    return {
        "key": f"category:{row.pk}",
        "label": row.name,
        "icon": "folder" if row.has_children else "package",
        "url": row.get_absolute_url(),
        "hint": row.code,
        "count": row.products_below,
        "children_url": children,
        "children": [],
        "drop_id": None,
        "menu": menu,
    }
