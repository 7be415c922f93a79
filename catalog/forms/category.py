from typing import Any

from ..models import Category
from ..services.category import save_category
from .catalog_form import CatalogForm


class CategoryForm(CatalogForm):
    remote = {"parent": ("product-categories", "")}

    class Meta:
        model = Category
        fields = ["name", "parent", "code", "sort"]

    def perform(self, by: Any) -> Category:
        return save_category(self.save(commit=False), by=by)
