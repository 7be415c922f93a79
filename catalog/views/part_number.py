"""Customers' part numbers, edited from the product's page."""

from typing import Any

from records.views.form import CreatePage, DeletePage, EditPage

from ..records.of_customers import PART_NUMBERS


class PartNumberCreate(CreatePage):
    record = PART_NUMBERS


class PartNumberEdit(EditPage):
    record = PART_NUMBERS


class PartNumberDelete(DeletePage):
    record = PART_NUMBERS

    def target(self, obj: Any) -> str:
        return obj.get_absolute_url()
