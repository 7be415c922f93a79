from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.text import capfirst

from core.tables import Column

from ..list_columns import ListColumns
from .panel import OneRowPage, row_html


class ListCell(OneRowPage):
    """One cell of a list changed in its place: the record's own form with this one field."""

    action = "change"
    template = fragment = "records/_cell.html"

    def setup(self, request: Any, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        column = self.record.column(kwargs["column"], request.user)
        if column is None or not column.edit:
            raise Http404(kwargs["column"])
        self.column: Column = column

    def authorise(self) -> None:
        super().authorise()
        layout = ListColumns(self.record, self.request.user, self.column.name, None)
        if self.column.name not in layout.editable:
            raise PermissionDenied(self.column.name)

    def get(self, request: HttpRequest, name: str, pk: int, column: str) -> HttpResponse:
        return self.ask(self.make_form(self.found(pk)))

    def post(self, request: HttpRequest, name: str, pk: int, column: str) -> HttpResponse:
        form = self.make_form(self.found(pk), request.POST)
        if not form.is_valid():
            return self.ask(form, status=422)
        if self.column.edit in form.changed_data and form.save_by(request.user) is None:
            return self.ask(form, status=422)
        response = HttpResponse(row_html(*self.row(pk, request.POST.get("columns", ""))))
        response["HX-Retarget"] = f'tr[data-row="{pk}"]'
        response["HX-Reswap"] = "outerHTML"
        return response

    def make_form(self, obj: Any, data: Any = None) -> Any:
        form_class = self.record.cell_forms.get(self.column.name, self.record.form)
        form = form_class(data, instance=obj, user=self.request.user, auto_id="cell_%s")
        if self.column.edit not in form.fields or form.fields[self.column.edit].disabled:
            raise PermissionDenied(self.column.edit)
        return form.only(self.column.edit)

    def ask(self, form: Any, status: int = 200) -> HttpResponse:
        """The field as it stands in the cell; it belongs to the form of cells, which encloses nothing."""
        for bound in form:
            bound.field.widget.attrs["form"] = "cell-form"
        widget = form.fields[self.column.edit].widget
        kind = "form-select" if "Select" in type(widget).__name__ else "form-control"
        wrong = " is-invalid" if form.errors.get(self.column.edit) else ""
        widget.attrs |= {"class": f"{kind} {kind}-sm{wrong}", "aria-label": capfirst(str(self.column.label))}
        return self.show(status, form=form, field=form[self.column.edit])
