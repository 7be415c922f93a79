"""The rows of a customer's tree as markup: the same as templates/components/tree_node.html, written in Python
because one answer may hold two thousand of them and a template would take a second over it."""

from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .models import Customer, CustomerUnit
from .selectors.tree import Level, LooseNode, PersonNode, UnitNode

UNIT_ICONS = {
    CustomerUnit.Kind.DEPARTMENT: "sitemap",
    CustomerUnit.Kind.WORKSHOP: "tools",
    CustomerUnit.Kind.PLANT: "building-factory",
    CustomerUnit.Kind.PROJECT: "clipboard-list",
    CustomerUnit.Kind.FLEET: "ship",
    CustomerUnit.Kind.OFFICE: "building",
    CustomerUnit.Kind.OTHER: "hierarchy-2",
}


class TreeRows:
    """Writes the rows of one customer's tree for one reader; `may_edit` gives menus and lets rows be dragged."""

    def __init__(
        self, customer: Customer, *, may_edit: bool, selected: str = "", target: str = "node"
    ) -> None:
        self.may_edit = may_edit
        self.selected = selected
        self.target = target
        self.page = reverse("contacts:customer_detail", args=[customer.pk])
        self.children_url = reverse("contacts:customer_tree", args=[customer.pk])
        self.units_url = reverse("contacts:unit_node_menu", args=[0]).removesuffix("0/menu/")
        self.sprite = static("build/icons.svg")
        self.tools = _("Actions for %(name)s")

    def rows(self, level: Level, *, depth: int = 1, more_url: str = "") -> SafeString:
        """The rows of one level and what hangs below them; a last row loads the next hundred."""
        parts: list[str] = []
        for node in level.nodes:
            self._node(node, depth, parts)
        if level.after:
            text = escape(_("Load more"))
            separator = "&" if "?" in more_url else "?"
            parts.append(
                f'<li role="treeitem" aria-level="{depth}" tabindex="-1" class="tree-more" '
                f'data-more-url="{escape(f"{more_url}{separator}after={level.after}&level={depth}")}">'
                f'<div class="tree-row"><span class="tree-label muted">{self._icon("dots")}'
                f'<span class="text">{text}</span></span></div></li>'
            )
        return mark_safe("".join(parts))  # noqa: S308

    def _node(self, node: Any, depth: int, parts: list[str]) -> None:
        if isinstance(node, UnitNode):
            self._unit(node, depth, parts)
        elif isinstance(node, PersonNode):
            self._person(node, depth, parts)
        else:
            self._loose(node, depth, parts)

    def _unit(self, node: UnitNode, depth: int, parts: list[str]) -> None:
        unit = node.unit
        key = f"unit-{unit.pk}"
        attributes = ""
        if self.may_edit:
            attributes = f' data-move-url="{self.units_url}{unit.pk}/move/" data-drop-id="{unit.pk}"'
        self._row(
            parts,
            depth,
            key=key,
            label=unit.name,
            icon=UNIT_ICONS.get(unit.kind, "sitemap"),  # type: ignore[call-overload]
            typeahead=unit.pinyin,
            count=node.people_count,
            attributes=attributes,
            children_url=f"{self.children_url}?parent={unit.pk}&level={depth + 1}"
            if node.has_children
            else "",
            menu_url=f"{self.units_url}{unit.pk}/menu/" if self.may_edit else "",
            node=node,
        )

    def _person(self, node: PersonNode, depth: int, parts: list[str]) -> None:
        person = node.contact
        self._row(
            parts,
            depth,
            key=f"contact-{person.pk}",
            label=person.name,
            icon="user" if person.status == "active" else "user-off",
            typeahead=person.pinyin,
            hint=node.job_title or person.job_title,
        )

    def _loose(self, node: LooseNode, depth: int, parts: list[str]) -> None:
        self._row(
            parts,
            depth,
            key="loose",
            label=_("Without a unit"),
            icon="users",
            count=node.people_count,
            children_url=f"{self.children_url}?parent=none&level={depth + 1}",
            node=node,
        )

    def _row(
        self,
        parts: list[str],
        depth: int,
        *,
        key: str,
        label: str,
        icon: str,
        typeahead: str = "",
        hint: str = "",
        count: int = 0,
        attributes: str = "",
        children_url: str = "",
        menu_url: str = "",
        node: UnitNode | LooseNode | None = None,
    ) -> None:
        name = escape(label)
        url = f"{self.page}?node={key}"
        is_open = node is not None and node.is_open
        facts = ""
        if children_url:
            facts = f' aria-expanded="{"true" if is_open else "false"}" data-children-url="{escape(children_url)}"'
        if typeahead:
            facts += f' data-typeahead="{name} {escape(typeahead)}"'
        draggable = ' draggable="true"' if "data-move-url" in attributes else ""
        parts.append(
            f'<li role="treeitem" aria-level="{depth}" aria-selected="{"true" if key == self.selected else "false"}"'
            f' tabindex="-1" data-node="{key}"{facts}{attributes}><div class="tree-row"{draggable}>'
            f'<button type="button" class="tree-toggle" tabindex="-1" aria-hidden="true">'
            f'{self._icon("chevron-right")}</button><a class="tree-label" href="{url}" tabindex="-1" '
            f'draggable="false" hx-get="{url}" hx-target="#{self.target}" hx-push-url="true" title="{name}">'
            f'{self._icon(icon)}<span class="text">{name}</span>'
        )
        if hint:
            parts.append(f"<small>{escape(hint)}</small>")
        parts.append("</a>")
        if count:
            people = escape(ngettext("%(n)s person", "%(n)s people", count) % {"n": count})
            parts.append(f'<span class="tree-count" title="{people}">{count}</span>')
        if menu_url:
            parts.append(
                '<div class="dropdown tree-tools"><button type="button" class="row-button" tabindex="-1" '
                f'data-bs-toggle="dropdown" aria-expanded="false" aria-label="{escape(self.tools % {"name": label})}" '
                f'hx-get="{menu_url}" hx-target="next .dropdown-menu" hx-trigger="click once" hx-push-url="false">'
                f"{self._icon('dots-vertical', ' icon-sm')}</button>"
                '<div class="dropdown-menu dropdown-menu-end"></div></div>'
            )
        parts.append(f'</div><ul role="group"{"" if is_open else " hidden"}>')
        if node is not None:
            for child in node.children:
                self._node(child, depth + 1, parts)
        parts.append("</ul></li>")

    def _icon(self, name: str, extra: str = "") -> str:
        return f'<svg class="icon{extra}" aria-hidden="true"><use href="{self.sprite}#{name}"/></svg>'
