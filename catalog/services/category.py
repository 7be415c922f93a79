"""The verbs of the product tree: nothing hangs under itself, and the tree is locked while it changes."""

from typing import Any

from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Concat, Substr
from django.utils.translation import gettext as _

from core import actions
from core.errors import DomainError

from ..models import Category

LONGEST_PATH = 400 - 24  # room for one more number


def save_category(category: Category, *, by: Any) -> Category:
    """Create or change a category, its place in the tree included.

    Refuses a place under itself, a second of the same name in one place, a code that is taken, and a tree too deep.
    """
    with transaction.atomic():
        # One lock for the tree: two moves can never close a circle together.
        list(Category.objects.select_for_update().filter(parent=None).order_by("pk").values_list("pk"))
        is_new = category.pk is None
        parent = _fresh_parent(category)
        category.name = " ".join(category.name.split())
        category.code = category.code.strip()
        _check(category, parent)
        old_path = category.path
        category.save()
        path = f"{parent.path if parent else '/'}{category.pk}/"
        if path != old_path:
            below = (
                Category.objects.filter(path__startswith=old_path) if not is_new else Category.objects.none()
            )
            # The paths are no facts of history; they follow from the superiors.
            below.exclude(pk=category.pk).update(
                path=Concat(Value(path), Substr(F("path"), len(old_path) + 1))
            )
            Category.objects.filter(pk=category.pk).update(path=path)
            category.path = path
        verb = "catalog.category_added" if is_new else "catalog.category_changed"
        actions.record(verb, category, by=by)
    return category


def _fresh_parent(category: Category) -> Category | None:
    if category.parent_id is None:
        return None
    parent = Category.objects.alive().filter(pk=category.parent_id).first()
    if parent is None:
        raise DomainError(_("This superior category does not exist any more."), code="gone", field="parent")
    if category.pk is not None and category.pk in parent.ancestor_ids:
        raise DomainError(
            _("“%(name)s” cannot stand under itself or a category below it.") % {"name": category},
            code="circle",
            field="parent",
        )
    if len(parent.path) > LONGEST_PATH:
        raise DomainError(_("The tree is too deep here."), code="too_deep", field="parent")
    return parent


def _check(category: Category, parent: Category | None) -> None:
    others = Category.objects.alive().exclude(pk=category.pk)
    if others.filter(parent=parent, name=category.name).exists():
        raise DomainError(
            _("There is a category of this name in the same place."), code="duplicate", field="name"
        )
    if category.code and others.filter(code=category.code).exists():
        raise DomainError(_("Another category has this code."), code="duplicate", field="code")
