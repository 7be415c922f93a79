from typing import Any

from records.forms import RecordForm


class CatalogForm(RecordForm):
    """A form whose service says with field and remedy what the database's constraints would only name."""

    def validate_constraints(self) -> None:
        pass

    def perform(self, by: Any) -> Any:
        raise NotImplementedError
