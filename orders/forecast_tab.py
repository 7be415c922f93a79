"""The tab of a customer that shows what he expects to need, against what he said before."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from contacts.models import Customer
from records import gate
from records.tabs import Tab

from .models import RollingForecast
from .selectors.forecast import compared


def forecasts(customer: Customer, request: HttpRequest) -> dict[str, Any]:
    may_add = gate.holds(request.user, customer, "add", RollingForecast)
    return {
        **compared(customer, request.user, request.GET.get("edition", "")),
        "upload_url": reverse("outside:forecast_upload", args=[customer.pk]) if may_add else "",
        "list_url": f"{reverse('outside:forecast_list')}?customer={customer.pk}",
    }


OF_CUSTOMER = Tab(
    name="forecasts",
    label=_("Forecast of needs"),
    template="orders/tabs/forecasts.html",
    context=forecasts,
    permission="orders.view_rollingforecast",
    order=53,
)
