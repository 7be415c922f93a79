"""Which rows a bulk action means: the ticked ones, or all that the list's filters leave."""

from typing import Any

from django.http import QueryDict

from core.row_ids import row_id

from .lists import Listing
from .record_type import RecordType

MOST_IDS = 1000


class Selection:
    """Read from the posted list form: `ids`, or `all=1` with the list's `query` (never all ids in one form)."""

    def __init__(self, record: RecordType, user: Any, posted: QueryDict) -> None:
        self.record = record
        self.user = user
        self.is_all = posted.get("all") == "1"
        self.query = posted.get("query", "")[:2000]
        self.ids = [pk for value in posted.getlist("ids") if (pk := row_id(value)) is not None][:MOST_IDS]

    @property
    def listing(self) -> Listing:
        return Listing(self.record, self.user, QueryDict(self.query))

    def rows(self, action: str = "view") -> Any:
        """The selected rows on which the user may do `action`, unordered."""
        allowed = self.record.rows(self.user, action)
        if self.is_all:
            return allowed.filter(pk__in=self.listing.rows.order_by().values("pk"))
        return allowed.filter(pk__in=self.ids)

    @property
    def carried(self) -> list[tuple[str, str]]:
        """The selection as hidden fields for the next step."""
        if self.is_all:
            return [("all", "1"), ("query", self.query)]
        return [("query", self.query), *(("ids", str(pk)) for pk in self.ids)]

    def __bool__(self) -> bool:
        return self.is_all or bool(self.ids)
