"""What a sale is about and who else is in the race: named, changed and taken out on the page of the sale."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from records.views.form import ActionPage, EditPage

from ..records.interest import OPPORTUNITY_COMPETITORS, OPPORTUNITY_PRODUCTS
from ..services.interest import remove
from .people import UnderSale


class ProductCreate(UnderSale):
    record = OPPORTUNITY_PRODUCTS


class ProductEdit(EditPage):
    record = OPPORTUNITY_PRODUCTS


class CompetitorCreate(UnderSale):
    record = OPPORTUNITY_COMPETITORS


class CompetitorEdit(EditPage):
    record = OPPORTUNITY_COMPETITORS


class Remove(ActionPage):
    action = "delete"
    verb = gettext_lazy("Remove")
    question = gettext_lazy("Only its part in this sale ends.")
    is_dangerous = True

    def perform(self, obj: Any, form: Any) -> str:
        remove(obj, by=self.request.user)
        return _("%(record)s was removed.") % {"record": obj}


class ProductRemove(Remove):
    record = OPPORTUNITY_PRODUCTS


class CompetitorRemove(Remove):
    record = OPPORTUNITY_COMPETITORS
