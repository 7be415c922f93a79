from typing import Any

from ..models import CustomerPartNumber
from ..services.part_number import save_part_number
from .catalog_form import CatalogForm


class PartNumberForm(CatalogForm):
    remote = {"customer": ("customers", ""), "product": ("products", "")}

    class Meta:
        model = CustomerPartNumber
        fields = ["customer", "product", "part_no", "drawing_no", "drawing_revision", "notes"]

    def perform(self, by: Any) -> CustomerPartNumber:
        return save_part_number(self.save(commit=False), by=by)
