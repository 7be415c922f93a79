"""Pages that list and write units; their place in the tree is shown by `tree`."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from records.views.form import CreatePage, DeletePage, EditPage
from records.views.list import ListPage

from ..models import CustomerUnit
from ..records.unit import CUSTOMER_UNITS
from ..services.unit import delete_unit


class UnitList(ListPage):
    record = CUSTOMER_UNITS


class UnitCreate(CreatePage):
    record = CUSTOMER_UNITS


class UnitEdit(EditPage):
    record = CUSTOMER_UNITS


class UnitDelete(DeletePage):
    record = CUSTOMER_UNITS
    verb = gettext_lazy("Delete")
    question = gettext_lazy("Only an empty unit can be deleted: one without units and people below it.")

    def perform(self, obj: CustomerUnit, form: Any) -> str:
        delete_unit(obj, by=self.request.user)
        return _("%(record)s was deleted.") % {"record": obj}

    def target(self, obj: CustomerUnit) -> str:
        return obj.customer.get_absolute_url()
