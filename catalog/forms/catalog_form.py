from typing import Any

from records.forms import RecordForm


class CatalogForm(RecordForm):
    """A form whose service says with field and remedy what the database's constraints would only name."""

    said_by_service = ("global_prices_without_tax", "price_list_ends_later")

    def perform(self, by: Any) -> Any:
        raise NotImplementedError
