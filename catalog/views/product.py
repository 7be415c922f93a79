"""Products: list, page, forms, and what is done to one."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from records import dictionaries, gate
from records.views.detail import DetailPage
from records.views.form import ActionPage, CreatePage, DeletePage, EditPage
from records.views.list import ListPage

from ..forms.product import CostForm, StopForm
from ..models import Product
from ..records.figures import trimmed
from ..records.product import PRODUCTS
from ..services.product import resume_product, set_cost, stop_product


class ProductList(ListPage):
    record = PRODUCTS
    template = "catalog/product_list.html"


class ProductCreate(CreatePage):
    record = PRODUCTS


class ProductEdit(EditPage):
    record = PRODUCTS


class ProductDelete(DeletePage):
    record = PRODUCTS


class ProductDetail(DetailPage):
    record = PRODUCTS
    template = "catalog/product_detail.html"
    related = ("category", "replaced_by")

    def context(self, obj: Product) -> dict[str, Any]:
        user = self.request.user
        found = super().context(obj)
        found["may"] = {action: gate.holds(user, obj, action) for action in self.record.actions}
        return {
            **found,
            "title": obj.name,
            "facts": [
                {"label": _("product number"), "value": obj.code},
                {"label": _("specification"), "value": obj.spec},
                {"label": _("unit of measure"), "value": dictionaries.label("unit_of_measure", obj.uom)},
                {"label": _("list price"), "value": trimmed(obj.list_price, 2), "of": ("list_price",)},
                {"label": _("status"), "value": obj.get_status_display()},
                *self.successor(obj),
            ],
        }

    def successor(self, obj: Product) -> list[dict[str, Any]]:
        next_one = obj.replaced_by
        if next_one is None:
            return []
        return [{"label": _("successor"), "value": str(next_one), "url": next_one.get_absolute_url()}]


class ProductStop(ActionPage):
    record = PRODUCTS
    action = "stop"
    verb = gettext_lazy("Stop the product")
    question = gettext_lazy("No price is given for it from now on; its successor is offered instead.")
    form_class = StopForm
    is_dangerous = True

    def perform(self, obj: Product, form: Any) -> str:
        data = form.cleaned_data
        stop_product(obj, by=self.request.user, replaced_by=data["replaced_by"], reason=data["reason"])
        return _("%(record)s was stopped.") % {"record": obj}


class ProductResume(ActionPage):
    record = PRODUCTS
    action = "stop"
    verb = gettext_lazy("Take into production")

    def perform(self, obj: Product, form: Any) -> str:
        resume_product(obj, by=self.request.user)
        return _("%(record)s is in production.") % {"record": obj}


class ProductCost(ActionPage):
    record = PRODUCTS
    action = "recost"
    verb = gettext_lazy("Cost and floor price")
    form_class = CostForm

    def authorise(self) -> None:
        super().authorise()
        gate.require_read(self.request.user, Product, *Product.RESTRICTED)

    def perform(self, obj: Product, form: Any) -> str:
        data = form.cleaned_data
        set_cost(
            obj,
            by=self.request.user,
            standard_cost=data["standard_cost"],
            floor_price=data["floor_price"],
        )
        return _("Cost and floor price of %(record)s were saved.") % {"record": obj}
