"""The department tree as nodes for the page, in three queries however deep it is."""

from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Department

OPEN_LEVELS = 2


def department_tree(*, may_change: bool, may_add: bool) -> list[dict[str, Any]]:
    """Nodes of `components/tree_node.html`, nested; what the reader may not do is not in the menus."""
    working = Q(employees__status__in=["active", "probation"])
    rows = Department.objects.annotate(staff=Count("employees", filter=working)).order_by("sort", "code")
    nodes = {row.pk: _node(row, may_change, may_add) for row in rows}
    tops = []
    for row in rows:
        node = nodes[row.pk]
        node["is_open"] = len(row.ancestor_ids) <= OPEN_LEVELS
        if row.parent_id in nodes:
            nodes[row.parent_id]["children"].append(node)
        else:
            tops.append(node)
    return tops


def _node(row: Any, may_change: bool, may_add: bool) -> dict[str, Any]:
    menu = []
    if may_add:
        url = f"{reverse('system:department_create')}?parent={row.pk}"
        menu.append({"label": _("Add below"), "url": url, "icon": "plus"})
    if may_change:
        menu.append(
            {"label": _("Edit"), "url": reverse("system:department_edit", args=[row.pk]), "icon": "edit"}
        )
        menu.append(
            {
                "label": _("Move"),
                "url": reverse("system:department_move", args=[row.pk]),
                "icon": "arrows-move",
            }
        )
    return {
        "key": f"department:{row.pk}",
        "label": row.name,
        "icon": "hierarchy" if row.parent_id is None else "users-group",
        "url": row.get_absolute_url(),
        "hint": row.code if row.is_active else f"{row.code} · " + _("disabled"),
        "count": row.staff,
        "children": [],
        "drop_id": row.pk if may_change else None,
        "move_url": reverse("system:department_drop", args=[row.pk]) if may_change else "",
        "menu": menu,
    }
