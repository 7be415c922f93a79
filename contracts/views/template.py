"""The library of clauses and the contract templates: lists, pages, forms, and the way of an edition."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from records import gate
from records.views.detail import DetailPage
from records.views.form import ActionPage, CreatePage, DeletePage, EditPage
from records.views.list import ListPage

from ..models import ContractTemplate
from ..records.template import CLAUSES, TEMPLATES, TONES
from ..services.template import delete_template, new_edition, publish_template, retire_template

Status = ContractTemplate.Status


class ClauseList(ListPage):
    record = CLAUSES


class ClauseCreate(CreatePage):
    record = CLAUSES


class ClauseEdit(EditPage):
    record = CLAUSES


class ClauseDetail(DetailPage):
    record = CLAUSES


class ClauseDelete(DeletePage):
    record = CLAUSES
    verb = gettext_lazy("Delete")
    question = gettext_lazy("Contracts and templates that hold it keep their wording.")


class TemplateList(ListPage):
    record = TEMPLATES


class TemplateCreate(CreatePage):
    record = TEMPLATES
    template = "contracts/template_form.html"


class TemplateEdit(EditPage):
    record = TEMPLATES
    template = "contracts/template_form.html"


class TemplateDetail(DetailPage):
    record = TEMPLATES
    template = "contracts/template_detail.html"
    related = ("customer", "word_file")

    def context(self, obj: ContractTemplate) -> dict[str, Any]:
        user = self.request.user
        found = super().context(obj)
        change, publish = gate.holds(user, obj, "change"), gate.holds(user, obj, "publish")
        found["may"] = {"change": change and obj.status == Status.DRAFT}
        return {
            **found,
            "tone": TONES[obj.status],
            "may_publish": publish and obj.status == Status.DRAFT,
            "may_retire": publish and obj.status == Status.PUBLISHED,
            "may_renew": change and obj.status != Status.DRAFT,
            "may_delete": gate.holds(user, obj, "delete") and obj.status == Status.DRAFT,
            "facts": [
                {"label": _("Template mode"), "value": obj.get_mode_display()},
                {"label": _("Language"), "value": obj.get_language_display()},
                {"label": _("For whom"), "value": str(obj.customer or obj.country or _("everybody"))},
            ],
        }


class TemplateDelete(DeletePage):
    record = TEMPLATES
    verb = gettext_lazy("Delete")
    question = gettext_lazy("The draft moves to the recycle bin.")

    def perform(self, obj: ContractTemplate, form: Any) -> str:
        delete_template(obj, by=self.request.user)
        return _("%(record)s was deleted.") % {"record": obj}


class TemplatePublish(ActionPage):
    record = TEMPLATES
    action = "publish"
    verb = gettext_lazy("Publish")
    question = gettext_lazy("Contracts are filled from it from now on; the version before it is retired.")

    def perform(self, obj: ContractTemplate, form: Any) -> str:
        return _("%(record)s is published.") % {"record": publish_template(obj, by=self.request.user)}


class TemplateRetire(ActionPage):
    record = TEMPLATES
    action = "publish"
    is_dangerous = True
    verb = gettext_lazy("Retire")
    question = gettext_lazy("New contracts are filled from it no more; those that were keep their wording.")

    def perform(self, obj: ContractTemplate, form: Any) -> str:
        return _("%(record)s is retired.") % {"record": retire_template(obj, by=self.request.user)}


class TemplateRenew(ActionPage):
    record = TEMPLATES
    action = "change"
    verb = gettext_lazy("New version")
    question = gettext_lazy("A draft of the next version with the same wording.")

    def perform(self, obj: ContractTemplate, form: Any) -> str:
        self.made = new_edition(obj, by=self.request.user)
        return _("%(record)s was drafted.") % {"record": self.made}

    def target(self, obj: ContractTemplate) -> str:
        return reverse("contracts:template_edit", args=[self.made.pk])
