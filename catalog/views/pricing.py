"""The price finder: what a product costs a customer, where that stands, and what can be promised."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from accounts import access
from core.errors import DomainError
from core.pages import Page
from records import gate

from ..forms.pricing import PriceFinderForm
from ..models import PriceListLine, Product
from ..records.figures import trimmed
from ..selectors.deviation import shown_percent
from ..selectors.pricing import Price, price_for
from ..selectors.stock import available_to_promise


class PriceFinder(Page):
    template = "catalog/price_finder.html"

    def authorise(self) -> None:
        gate.require_allowed(self.request.user, Product)
        gate.require_allowed(self.request.user, PriceListLine)

    def get(self, request: HttpRequest) -> HttpResponse:
        is_asked = bool(request.GET.get("product"))
        given = request.GET.copy()
        given.setdefault("quantity", "1")
        given.setdefault("currency", "CNY")
        form = PriceFinderForm(given if is_asked else None, user=request.user)
        return self.show(title=_("Price finder"), form=form, **(self.answer(form) if is_asked else {}))

    def answer(self, form: PriceFinderForm) -> dict[str, Any]:
        if not form.is_valid():
            return {}
        data = form.cleaned_data
        found: dict[str, Any] = {"product": data["product"]}
        try:
            price = price_for(
                data["product"], data["customer"], data["quantity"], data["currency"], data["day"]
            )
            found |= {"price": price, "rows": rows_of(price)}
        except DomainError as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        if access.allows(self.request.user, "catalog.view_stocksnapshot"):
            found["stock"] = available_to_promise(data["product"], data["day"])
            found["available"] = trimmed(found["stock"].quantity)
        return found


def rows_of(price: Price) -> list[dict[str, Any]]:
    """What the answer says, line by line."""
    uom_price = f"{trimmed(price.price, 2)} {price.currency}"
    tax = _("tax included") if price.tax_included else _("without tax")
    rows: list[dict[str, Any]] = [
        {"label": _("price"), "value": f"{uom_price} ({tax})", "is_main": True},
        {"label": _("amount"), "value": f"{trimmed(price.amount(), 2)} {price.currency}", "is_main": True},
        {
            "label": _("taken from"),
            "value": price.origin,
            "url": price.price_list.get_absolute_url() if price.price_list else "",
        },
        {"label": _("without tax"), "value": trimmed(price.net_price, 2)},
        {"label": _("with tax"), "value": f"{trimmed(price.gross_price, 2)} ({trimmed(price.vat_rate)} %)"},
    ]
    if price.line is not None and price.line.reference_price is not None and price.deviation is not None:
        warn = " · " + _("beyond the allowed deviation") if price.is_beyond_band else ""
        off = f"{trimmed(price.line.reference_price, 2)} ({shown_percent(price.deviation):+} %){warn}"
        rows.append({"label": _("reference price"), "value": off, "is_warning": price.is_beyond_band})
    if price.fx_rate is not None:
        rows.append({"label": _("exchange rate"), "value": trimmed(price.fx_rate, 4)})
    if price.fx_drift is not None:
        warn = " · " + _("to be priced anew") if price.is_reprice_due else ""
        drift = f"{shown_percent(price.fx_drift):+} %{warn}"
        rows.append(
            {"label": _("exchange rate off its base"), "value": drift, "is_warning": price.is_reprice_due}
        )
    if price.is_below_moq:
        least = trimmed(price.product.moq)
        rows.append({"label": _("minimum order quantity"), "value": least, "is_warning": True})
    return rows
