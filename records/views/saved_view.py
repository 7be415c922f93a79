from typing import Any

from django.db import transaction
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from ..lists import Listing
from ..models import SavedView
from .named import NamedRecordPage


class SavedViewForm(ModelForm):
    class Meta:
        model = SavedView
        fields = ["name", "visibility", "is_default", "is_pinned"]


class SavedViewsPage(NamedRecordPage):
    """The saved views of a list: keep the present filters under a name, rename, share, forget."""

    template = "records/views.html"

    def get(self, request: HttpRequest, name: str) -> HttpResponse:
        return self.page(SavedViewForm(initial={"visibility": SavedView.Visibility.PRIVATE}))

    def post(self, request: HttpRequest, name: str) -> HttpResponse:
        view = SavedView(
            owner=request.user, record_type=self.record.name, query=request.POST.get("query", "")[:2000]
        )
        layout = Listing(self.record, request.user, request.GET).layout
        view.columns, view.widths = [column.name for column in layout.shown], layout.widths
        form = SavedViewForm(request.POST, instance=view)
        if not form.is_valid():
            return self.page(form, status=422)
        if SavedView.objects.filter(
            owner=request.user, record_type=self.record.name, name=view.name
        ).exists():
            form.add_error("name", _("You already have a view of this name. Choose another name."))
            return self.page(form, status=422)
        with transaction.atomic():
            if view.is_default:
                self.mine().update(is_default=False)
            form.save()
        self.notify(_("The view “%(name)s” was saved.") % {"name": view.name})
        return HttpResponseRedirect(f"{self.record.list_url}?view={view.pk}")

    def mine(self) -> Any:
        return SavedView.objects.filter(owner=self.request.user, record_type=self.record.name)

    def page(self, form: Any, status: int = 200) -> HttpResponse:
        query = self.request.POST.get("query") or self.request.GET.get("query", "")
        return self.show(
            status, form=form, record=self.record, query=query, views=self.mine(), title=_("Saved views")
        )


class SavedViewChange(SavedViewsPage):
    """Forgets one of one's own views, or makes it the one that opens first."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, name: str, pk: int, verb: str = "") -> HttpResponse:
        view = get_object_or_404(self.mine(), pk=pk)
        if verb == "delete":
            view.delete()
            self.notify(_("The view “%(name)s” was removed.") % {"name": view.name})
        else:
            with transaction.atomic():
                self.mine().update(is_default=False)
                view.is_default = verb == "default"
                view.save()
        return HttpResponseRedirect(request.path.rsplit("/", 3)[0] + "/")
