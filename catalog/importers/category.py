"""Product categories from a file: superiors named by code, path or name, in any order."""

from contextlib import suppress
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.errors import DomainError
from records.imports import Importer, ImportField, Row, from_model
from records.imports.importer import lock

from ..models import Category
from ..services.category import save_category
from .references import CategoryReferences


class CategoryImporter(Importer):
    kind = "product-categories"
    model = Category
    key_names = ("code",)
    restores = True
    order = 60
    keys_note = gettext_lazy("A category is known by its code, else by its superior category and its name.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.categories = CategoryReferences(self.by)

    @classmethod
    def fields(cls) -> list[ImportField]:
        return [
            from_model(Category, "name", "名称|分类|分类名称|category|categoryName", is_required=True, example="滚子轴承"),
            from_model(Category, "code", "编码|分类编码|categoryID|id", example="GZ"),
            from_model(Category, "parent", "上级|上级分类|上级编码|parent category", kind="reference", example="滚动轴承",
                       note=gettext_lazy("Code, name or path (A/B) of the superior category; empty: top level")),
            from_model(Category, "sort", "排序|顺序"),
        ]  # fmt: skip

    def resolve(self, rows: list[Row]) -> list[Row]:
        self.categories.forget()
        sound = []
        for row in rows:
            text = row.get("parent")
            if isinstance(text, str):
                parent = self.categories.get(text)
                if parent is None:
                    if not self.put_off(row):
                        message = _(
                            "There is no category “%(name)s”. Put it into the file, or create it first."
                        )
                        self.refuse(row, "parent", message % {"name": text[:80]})
                    continue
                row.values["parent"] = parent
            sound.append(row)
        return sound

    def keys(self, row: Row) -> list[Any]:
        if "code" in row:
            return [("code", row.values["code"])]
        parent = row.get("parent")
        return [("name", parent.pk if parent else None, row.get("name"))]

    def match(self, rows: list[Row]) -> dict[int, Category]:
        found: dict[int, Category] = {}
        known = list(lock(Category.objects.alive(), self.is_dry))
        by_code = {category.code: category for category in known if category.code}
        by_name = {(category.parent_id, category.name): category for category in known}
        for row in rows:
            parent = row.get("parent")
            category = by_code.get(row.values["code"]) if "code" in row else None
            category = category or by_name.get((parent.pk if parent else None, row.get("name")))
            if category is not None:
                found[row.number] = category
        return found

    def after_create(self, pairs: list[tuple[Row, Any]]) -> None:
        """Paths hold the category's own number, so they are written once it is known; history leaves them out."""
        for row, category in pairs:
            parent = row.get("parent")
            path = f"{parent.path if parent else '/'}{category.pk}/"
            Category.objects.filter(pk=category.pk).update(path=path)
            category.path = path

    def apart(self, obj: Category, row: Row) -> dict[str, Any]:
        """Another superior moves the category with all below it, by the rules of the page."""
        before = Category.objects.filter(pk=obj.pk).values_list("parent_id", flat=True).first()
        if obj.parent_id == before:
            return {}
        if not self.is_dry:
            save_category(obj, by=self.by)
        return {"parent_id": before}

    @classmethod
    def restore(cls, pairs: list[tuple[Any, dict[str, Any]]], by: Any) -> None:
        for obj, before in pairs:
            for name, value in before.items():
                setattr(obj, name, value)
            with suppress(DomainError):
                save_category(obj, by=by)

    def forget(self) -> None:
        self.categories.forget()
