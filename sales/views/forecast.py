from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from accounts import access
from records.views.page import RecordPage

from ..records.opportunity import OPPORTUNITIES
from ..selectors.forecast import Forecast, usual


class ForecastPage(RecordPage):
    """Months as rows; each figure leads to the sales behind it. Who sees no amounts has no forecast."""

    record = OPPORTUNITIES
    template = "sales/forecast.html"

    def authorise(self) -> None:
        super().authorise()
        if access.closed_fields(self.request.user, "sales.opportunity") & {"amount", "base_amount"}:
            raise PermissionDenied("sales.opportunity.amount")

    def get(self, request: HttpRequest) -> HttpResponse:
        forecast = Forecast(request.user, request.GET.get("whose") or usual(request.user))
        return self.show(forecast=forecast, record=self.record, title=_("Sales forecast"))
