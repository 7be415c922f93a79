"""Letters written beforehand."""

from typing import Any

from django.utils.translation import gettext_lazy

from records.views.detail import DetailPage
from records.views.form import CreatePage, DeletePage, EditPage
from records.views.list import ListPage

from ..models import MailTemplate
from ..placeholders import WORDS
from ..records.mail import TEMPLATES


class TemplateList(ListPage):
    record = TEMPLATES


class TemplateDetail(DetailPage):
    record = TEMPLATES
    template = "messaging/template_detail.html"
    fragment = ""
    related = ("owner", "department")

    def context(self, obj: MailTemplate) -> dict[str, Any]:
        return {**super().context(obj), "words": WORDS.items()}


class WithWords:
    """The form explains the places that may stand in a letter."""

    template = "messaging/template_form.html"

    def show(self, status: int = 200, **context: Any) -> Any:
        return super().show(status, words=WORDS.items(), **context)  # type: ignore[misc]


class TemplateCreate(WithWords, CreatePage):
    record = TEMPLATES


class TemplateEdit(WithWords, EditPage):
    record = TEMPLATES


class TemplateDelete(DeletePage):
    record = TEMPLATES
    verb = gettext_lazy("Delete")
    question = gettext_lazy("Letters that were written from it stay as they are.")
