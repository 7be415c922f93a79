"""What customers expect to need: the list of figures, and a customer's workbook taken as an edition."""

from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contacts.records.customer import CUSTOMERS
from core.errors import DomainError
from records import gate
from records.views.form import ActionPage, CreatePage, DeletePage, EditPage
from records.views.list import ListPage

from ..forms.forecast import ForecastFileForm
from ..models import RollingForecast
from ..records.outside import FORECASTS
from ..services.forecast import take_file


class ForecastList(ListPage):
    record = FORECASTS


class ForecastCreate(CreatePage):
    record = FORECASTS


class ForecastEdit(EditPage):
    record = FORECASTS


class ForecastDelete(DeletePage):
    record = FORECASTS
    verb = gettext_lazy("Delete")
    question = gettext_lazy("The figure leaves the edition; its history stays.")


class ForecastUpload(ActionPage):
    """A customer's workbook, taken whole or not at all."""

    record = CUSTOMERS
    template = "orders/forecast_upload.html"
    form_class = ForecastFileForm
    verb = gettext_lazy("Take a forecast")

    def authorise(self) -> None:
        super().authorise()
        gate.require_allowed(self.request.user, RollingForecast, "add")

    def found(self, pk: Any, *, rows: Any = None) -> Any:
        """The visible customer at whom one may enter forecasts."""
        customer = super().found(pk, rows=rows)
        if not gate.holds(self.request.user, customer, "add", RollingForecast):
            raise PermissionDenied("orders.add_rollingforecast")
        return customer

    def make_form(self, obj: Any, data: Any = None) -> Any:
        files = self.request.FILES if data is not None else None
        return self.form_class(data, files, user=self.request.user, subject=obj)

    def post(self, request: HttpRequest, pk: int, **kwargs: Any) -> HttpResponse:
        customer = self.found(pk)
        form = self.make_form(customer, request.POST)
        if not form.is_valid():
            return self.ask(customer, form, status=422)
        try:
            told = self.take(customer, form.cleaned_data["file"], form.cleaned_data["edition"])
        except DomainError as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
            return self.ask(customer, form, status=422)
        self.notify(
            _("Taken: %(created)d new, %(changed)d changed, %(removed)d dropped, %(unchanged)d as before.")
            % told
        )
        return HttpResponseRedirect(f"{customer.get_absolute_url()}?tab=forecasts")

    def take(self, customer: Any, file: Any, edition: Any) -> dict[str, int]:
        with NamedTemporaryFile(suffix=Path(file.name).suffix[:8]) as kept:
            for part in file.chunks():
                kept.write(part)
            kept.flush()
            return take_file(customer, kept.name, edition, by=self.request.user, name=Path(file.name).name)
