from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from core import operation
from core.pages import Page

from .. import gate, reader
from ..record_type import RecordType


class RecordPage(Page):
    """A page of one record type: opens only to holders of `action`, finds rows only through the gate."""

    record: RecordType
    action = "view"

    def authorise(self) -> None:
        gate.require_allowed(self.request.user, self.record.model, self.action)

    def found(self, pk: Any, *, rows: Any = None) -> Any:
        """The visible record (404 otherwise), on which `action` is allowed (403 otherwise)."""
        user = self.request.user
        with operation.only_reading():
            obj = self._visible(pk) if rows is None else get_object_or_404(rows, pk=pk)
            if self.action != "view" and not gate.holds(user, obj, self.action):
                raise PermissionDenied(gate.permission(type(obj), self.action))
        return obj

    def _visible(self, pk: int) -> Any:
        model = self.record.model
        for row in reader.rows(self.request.user, _one, model, ids=[pk], through=[model]):
            return row
        raise Http404


def _one(user: Any, ids: Sequence[int], model: Any) -> Any:
    return gate.named(user, model, ids)
