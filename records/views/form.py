from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from .page import RecordPage


def own_page(address: str) -> str:
    """The address, if it is a page of ours."""
    is_ours = address.startswith("/") and url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    return address if is_ours else ""


class FormPage(RecordPage):
    """A form on one record; refused input comes back as 422 with everything that was typed."""

    template = "records/form.html"
    form_class: Any = None

    def make_form(self, instance: Any, data: Any = None, files: Any = None, **kwargs: Any) -> Any:
        form_class = self.form_class or self.record.form
        return form_class(data, files, instance=instance, user=self.request.user, **kwargs)

    def finish(self, form: Any, said: str) -> HttpResponse:
        saved = form.save_by(self.request.user)
        if saved is None:
            return self.show_form(form, status=422)
        self.notify(said % {"record": saved})
        for warning in form.warnings(saved):
            messages.warning(self.request, warning)
        return self.answer(saved)

    def answer(self, saved: Any) -> HttpResponse:
        target = own_page(self.request.POST.get("next", "")) or saved.get_absolute_url()
        if "save_new" in self.request.POST:
            target = self.request.get_full_path()
        if self.request.htmx:
            return HttpResponse(status=204, headers={"HX-Redirect": target})
        return HttpResponseRedirect(target)

    def show_form(self, form: Any, status: int = 200) -> HttpResponse:
        came_from = own_page(self.request.GET.get("next", ""))
        return self.show(status, form=form, record=self.record, title=self.title(form), came_from=came_from)

    def title(self, form: Any) -> str:
        if form.instance.pk is None:
            return _("New %(kind)s") % {"kind": self.record.label}
        return _("Edit %(record)s") % {"record": form.instance}


class CreatePage(FormPage):
    action = "add"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.show_form(self.make_form(self.blank(), initial=self.initial()))

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = self.make_form(self.blank(), request.POST, request.FILES)
        if not form.is_valid():
            return self.show_form(form, status=422)
        return self.finish(form, _("%(record)s was created."))

    def blank(self) -> Any:
        return self.record.model()

    def initial(self) -> dict[str, str]:
        """Values that the link pre-fills (the parent of a related list's “+”)."""
        return {name: value for name, value in self.request.GET.items() if name != "next"}


class EditPage(FormPage):
    action = "change"

    def get(self, request: HttpRequest, pk: int, **kwargs: Any) -> HttpResponse:
        return self.show_form(self.make_form(self.found(pk)))

    def post(self, request: HttpRequest, pk: int, **kwargs: Any) -> HttpResponse:
        form = self.make_form(self.found(pk), request.POST, request.FILES)
        if not form.is_valid():
            return self.show_form(form, status=422)
        return self.finish(form, _("%(record)s was saved."))


class ActionPage(RecordPage):
    """One verb on one record: GET asks, POST does it and returns to the record.

    A subclass names `action`, `verb`, `question` and writes `perform(obj, form)`; with `form_class` it asks for
    more than yes.
    """

    template = "records/confirm.html"
    form_class: Any = None
    verb: Any = ""
    question: Any = ""
    is_dangerous = False

    def get(self, request: HttpRequest, pk: int, **kwargs: Any) -> HttpResponse:
        obj = self.found(pk)
        return self.ask(obj, self.make_form(obj))

    def post(self, request: HttpRequest, pk: int, **kwargs: Any) -> HttpResponse:
        obj = self.found(pk)
        form = self.make_form(obj, request.POST)
        if form is not None and not form.is_valid():
            return self.ask(obj, form, status=422)
        said = self.perform(obj, form)
        if said:
            self.notify(said)
        target = self.target(obj)
        if request.htmx:
            return HttpResponse(status=204, headers={"HX-Redirect": target})
        return HttpResponseRedirect(target)

    def make_form(self, obj: Any, data: Any = None) -> Any:
        return self.form_class(data, user=self.request.user, subject=obj) if self.form_class else None

    def ask(self, obj: Any, form: Any, status: int = 200) -> HttpResponse:
        return self.show(status, object=obj, form=form, record=self.record, title=self.verb)

    def perform(self, obj: Any, form: Any) -> Any:
        raise NotImplementedError

    def target(self, obj: Any) -> str:
        return obj.get_absolute_url()


class DeletePage(ActionPage):
    """Moves a record that nothing hangs on to the recycle bin."""

    action = "delete"
    is_dangerous = True

    def perform(self, obj: Any, form: Any) -> Any:
        from ..services.deletion import delete_record

        delete_record(obj, by=self.request.user)
        return _("%(record)s was deleted.") % {"record": obj}

    def target(self, obj: Any) -> str:
        return self.record.list_url


__all__ = ["ActionPage", "CreatePage", "DeletePage", "EditPage", "FormPage"]
