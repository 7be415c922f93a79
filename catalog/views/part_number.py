"""Customers' part numbers, edited from the product's page."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from records.views.form import ActionPage, CreatePage, DeletePage, EditPage

from ..forms.part_number import RevisionForm
from ..records.of_customers import PART_NUMBERS
from ..services.part_number import revise_part_number


class PartNumberCreate(CreatePage):
    record = PART_NUMBERS


class PartNumberEdit(EditPage):
    record = PART_NUMBERS


class PartNumberDelete(DeletePage):
    record = PART_NUMBERS

    def target(self, obj: Any) -> str:
        return obj.get_absolute_url()


class PartNumberRevise(ActionPage):
    record = PART_NUMBERS
    action = "change"
    verb = gettext_lazy("New drawing revision")
    question = gettext_lazy(
        "The former revision stays as history; whoever has it in an open document is told."
    )
    form_class = RevisionForm

    def perform(self, obj: Any, form: Any) -> str:
        new = revise_part_number(obj, by=self.request.user, **form.cleaned_data)
        return _("%(record)s was created.") % {"record": new}
