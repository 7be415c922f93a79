from typing import Any

from django.http import Http404

from ..record_type import RECORD_TYPES, RecordType
from .page import RecordPage


class NamedRecordPage(RecordPage):
    """A page that serves every record type; which one stands in the URL."""

    def setup(self, request: Any, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        record = RECORD_TYPES.get(kwargs["name"])
        if record is None:
            raise Http404(kwargs["name"])
        self.record: RecordType = record
