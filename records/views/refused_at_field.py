"""A verb that asks: what the service refuses about a field that was asked stands at that field."""

from typing import Any

from core.errors import DomainError


class RefusedAtField:
    """To stand before ActionPage among the parents of a page."""

    def post(self: Any, request: Any, pk: int, **kwargs: Any) -> Any:
        try:
            return super().post(request, pk, **kwargs)  # type: ignore[misc]
        except DomainError as refusal:
            obj = self.found(pk)
            form = self.make_form(obj, request.POST)
            if form is None or refusal.field not in form.fields:
                raise
            form.is_valid()
            form.add_error(refusal.field, refusal.message)
            return self.ask(obj, form, status=422)
