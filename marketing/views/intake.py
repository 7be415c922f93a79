"""The rules that give leads out, and the web forms that take them in."""

from typing import Any

from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy

from records.views.detail import DetailPage
from records.views.form import CreatePage, DeletePage, EditPage
from records.views.list import ListPage

from ..forms.intake import LeadRuleForm, WebFormForm
from ..models import WebForm
from ..records.intake import LEAD_RULES, WEB_FORMS
from ..selectors.shown import shown_fields


class LeadRuleList(ListPage):
    record = LEAD_RULES


class LeadRuleCreate(CreatePage):
    record = LEAD_RULES
    form_class = LeadRuleForm


class LeadRuleEdit(EditPage):
    record = LEAD_RULES
    form_class = LeadRuleForm

    def answer(self, saved: Any) -> Any:
        return HttpResponseRedirect(LEAD_RULES.list_url)


class LeadRuleDelete(DeletePage):
    record = LEAD_RULES
    verb = gettext_lazy("Delete")
    question = gettext_lazy("Leads that it gave out stay where they are.")


class WebFormList(ListPage):
    record = WEB_FORMS


class WebFormCreate(CreatePage):
    record = WEB_FORMS
    form_class = WebFormForm


class WebFormEdit(EditPage):
    record = WEB_FORMS
    form_class = WebFormForm


class WebFormDelete(DeletePage):
    record = WEB_FORMS
    verb = gettext_lazy("Delete")
    question = gettext_lazy("Its address answers nobody any more. The leads stay.")


class WebFormDetail(DetailPage):
    record = WEB_FORMS
    template = "marketing/web_form_detail.html"
    fragment = ""
    related = ("owner",)
    FIELDS = (
        "title",
        "is_active",
        "source",
        "source_tag",
        "per_hour",
        "owner",
        "consent_text",
        "thanks",
        "intro",
    )

    def context(self, obj: WebForm) -> dict[str, Any]:
        address = reverse("marketing:web_form", args=[obj.token])
        return {
            **super().context(obj),
            "address": self.request.build_absolute_uri(address),
            "fields": shown_fields(obj, self.request.user, *self.FIELDS),
        }
