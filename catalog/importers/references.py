"""Finds the products and categories that a file names, each batch with one query per kind."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from records.imports import Row

from ..models import Category, Product


class ProductReferences:
    """Products by number, else by a name that is theirs alone."""

    def __init__(self, by: Any) -> None:
        self.by = by
        self.known: dict[str, Product | None] = {}

    def load(self, texts: set[str]) -> None:
        new = {text for text in texts if text not in self.known}
        if not new:
            return
        rows = list(
            Product.objects.visible_to(self.by)
            .filter(Q(code__in=new) | Q(name__in=new))
            .select_related("replaced_by")
        )
        by_code = {product.code: product for product in rows}
        by_name: dict[str, list[Product]] = {}
        for product in rows:
            by_name.setdefault(product.name, []).append(product)
        for text in new:
            named = by_name.get(text, [])
            self.known[text] = by_code.get(text) or (named[0] if len(named) == 1 else None)

    def resolve(self, importer: Any, rows: list[Row], name: str = "product") -> list[Row]:
        """Put the product in place of its number; rows that name none are refused."""
        self.load({row.values[name] for row in rows if isinstance(row.get(name), str)})
        sound = []
        for row in rows:
            text = row.get(name)
            if isinstance(text, str):
                row.values[name] = self.known.get(text)
            if row.get(name) is None:
                importer.refuse(
                    row,
                    name,
                    _("There is no product “%(name)s”. Give its number, or import it first.")
                    % {"name": str(text or "")[:80]},
                )
                continue
            sound.append(row)
        return sound


class CategoryReferences:
    """Categories by code, by path (A/B/C), else by a name that is theirs alone; the tree is small, so it is read whole."""

    def __init__(self, by: Any) -> None:
        self.by = by
        self.known: dict[str, Category | None] = {}

    def load(self) -> None:
        rows = list(Category.objects.visible_to(self.by).order_by("path"))
        names = {row.pk: row.name for row in rows}
        for row in rows:
            self.known[row.name] = None if row.name in self.known else row
        for row in rows:
            self.known["/".join(names.get(pk, "") for pk in row.ancestor_ids)] = row
        for row in rows:
            if row.code:
                self.known[row.code] = row

    def get(self, text: str) -> Category | None:
        if not self.known:
            self.load()
        return self.known.get("/".join(part.strip() for part in text.split("/")))

    def forget(self) -> None:
        self.known.clear()
