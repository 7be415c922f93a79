"""Contracts as Word files: taken away, sent back by the customer and compared, and the file of a template."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.errors import DomainError
from core.pages import Page
from core.word import WordFile
from records import gate
from records.views.form import ActionPage

from ..forms.word import ReturnedForm, TemplateWordForm
from ..models import Contract, ContractTemplate
from ..places import KNOWN
from ..records.contract import CONTRACTS
from ..records.template import TEMPLATES
from ..selectors.compare import compare
from ..services.returned import keep_returned, proposed
from ..services.template import set_word_file
from ..services.version import content_of
from ..word_paper import KIND, word_name, word_of
from ..word_places import BLOCKS, COLUMNS
from .contract import paper_of


class ContractWord(Page):
    """The contract as a Word file: the customer's own template filled, else our plain paper."""

    def authorise(self) -> None:
        gate.require_allowed(self.request.user, Contract, "view")

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        contract = paper_of(pk, request.user)
        answer = HttpResponse(word_of(contract), content_type=KIND)
        answer["Content-Disposition"] = f'attachment; filename="{word_name(contract)}"'
        answer["Cache-Control"] = "private, no-store"
        return answer


class UploadPage(ActionPage):
    """One Word file given to one record; a refusal stands at the file."""

    template = "contracts/word_upload.html"

    def make_form(self, obj: Any, data: Any = None) -> Any:
        files = self.request.FILES if data is not None else None
        return self.form_class(data, files, user=self.request.user, subject=obj)

    def post(self, request: HttpRequest, pk: int, **kwargs: Any) -> HttpResponse:
        obj = self.found(pk)
        form = self.make_form(obj, request.POST)
        if not form.is_valid():
            return self.ask(obj, form, status=422)
        try:
            return self.take(obj, form)
        except DomainError as refusal:
            form.add_error("file", refusal.message)
            return self.ask(obj, form, status=422)

    def take(self, obj: Any, form: Any) -> HttpResponse:
        raise NotImplementedError


class ContractReturned(UploadPage):
    """What the customer sends back against what the contract says now, clause by clause."""

    record = CONTRACTS
    action = "change"
    form_class = ReturnedForm
    verb = gettext_lazy("Compare the customer's file")
    question = gettext_lazy(
        "Clauses are matched by title, number and wording; what he changed, left out or added is shown word by word."
    )

    def found(self, pk: Any, *, rows: Any = None) -> Any:
        contract = paper_of(pk, self.request.user)
        gate.require(self.request.user, contract, self.action)
        return contract

    def take(self, obj: Contract, form: Any) -> HttpResponse:
        given = form.cleaned_data
        if given.get("keep"):
            version = keep_returned(obj, given["file"], by=self.request.user, note=given["note"])
            self.notify(_("The customer's file was kept as V%(edition)d.") % {"edition": version.edition})
            url = reverse("contracts:contract_compare", args=[obj.pk])
            return HttpResponseRedirect(f"{url}?before=now&after={version.edition}")
        content = proposed(obj, WordFile(given["file"].read()))
        comparison = compare(content_of(obj), content)
        return self.show(
            object=obj,
            form=form,
            record=self.record,
            title=self.verb,
            comparison=comparison,
            is_compared=True,
        )


class TemplateWord(UploadPage):
    """The .docx that contracts of a template are written into."""

    record = TEMPLATES
    action = "change"
    form_class = TemplateWordForm
    verb = gettext_lazy("Word file")
    question = gettext_lazy(
        "Places in double curly brackets are filled, also in tables, headers and footers; nothing else in the file is "
        "changed. The row of a table that names a column of a position stands once for each position."
    )

    def ask(self, obj: ContractTemplate, form: Any, status: int = 200) -> HttpResponse:
        known = [(name, label) for name, (label, _get) in KNOWN.items()]
        places = [*known, *BLOCKS.items(), *COLUMNS.items()]
        return self.show(
            status,
            object=obj,
            form=form,
            record=self.record,
            title=self.verb,
            places=places,
            there=obj.word_file,
        )

    def take(self, obj: ContractTemplate, form: Any) -> HttpResponse:
        set_word_file(obj, form.cleaned_data["file"] or None, by=self.request.user)
        self.notify(_("%(record)s was saved.") % {"record": obj})
        return HttpResponseRedirect(obj.get_absolute_url())
