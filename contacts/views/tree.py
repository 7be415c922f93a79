"""Fragments of the customer tree: a level, a search, several levels at once, a row's menu, and moving a unit."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.errors import DomainError
from core.pages import Page
from core.row_ids import row_id
from records import gate
from records.forms import RemoteSelect
from records.views.form import ActionPage

from ..models import Customer, CustomerUnit
from ..selectors.tree import CustomerTree, Level
from ..services.unit import move_unit
from ..tree_rows import TreeRows


class TreePage(Page):
    """What all answers about one customer's tree share: the customer through the gate."""

    def authorise(self) -> None:
        gate.require_allowed(self.request.user, CustomerUnit)

    def begin(self, pk: int) -> None:
        self.customer = get_object_or_404(Customer.objects.visible_to(self.request.user), pk=pk)
        self.tree = CustomerTree(self.customer, self.request.user)
        may_edit = Customer.objects.filter(
            gate.parent_condition(self.request.user, CustomerUnit, "change"), pk=pk
        ).exists()
        self.rows = TreeRows(self.customer, may_edit=may_edit)


class TreeChildren(TreePage):
    """`?parent=` a unit's id, `none` for people without a unit, nothing for the roots; `?after=` goes on."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        self.begin(pk)
        parent, after = request.GET.get("parent", ""), request.GET.get("after", "")
        wanted = request.GET.get("level", "")
        depth = int(wanted) if wanted.isdecimal() and len(wanted) < 4 else 1
        here = f"{request.path}?parent={parent}" if parent else request.path
        if parent == "none":
            level = self.tree.loose_people(after)
        else:
            unit = get_object_or_404(self.tree.units, pk=row_id(parent)) if parent else None
            level = self.tree.children(unit, after)
        return HttpResponse(self.rows.rows(level, depth=depth, more_url=here))


class TreeSearch(TreePage):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        self.begin(pk)
        text = request.GET.get("q", "").strip()[:100]
        level = self.tree.find(text) if text else self.tree.children()
        return render_tree(request, self, level, text=text)


class TreeLevels(TreePage):
    def get(self, request: HttpRequest, pk: int, level: int) -> HttpResponse:
        self.begin(pk)
        return render_tree(request, self, self.tree.open_to(max(1, min(level, 20))), asked=level)


def render_tree(request: HttpRequest, page: Any, level: Level, **facts: Any) -> HttpResponse:
    """The whole tree anew, with a word where not everything is shown."""
    rows = page.rows.rows(level, more_url=reverse("contacts:customer_tree", args=[page.customer.pk]))
    return render(
        request,
        "contacts/_tree.html",
        {"rows": rows, "level": level, "customer": page.customer, **facts},
    )


class NodeMenu(Page):
    """The menu of one unit's row: what the pointer does by dragging, and what else can be done here."""

    def authorise(self) -> None:
        gate.require_allowed(self.request.user, CustomerUnit)

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        unit = get_object_or_404(
            CustomerUnit.objects.visible_to(request.user).with_may(request.user, "change", "delete"), pk=pk
        )
        here = f"next={unit.get_absolute_url()}"
        of = f"?customer={unit.customer_id}"
        items = []
        if gate.allowed(request.user, CustomerUnit, "add"):
            items.append(
                _item(
                    _("Add a unit here"), "sitemap", "contacts:unit_create", f"{of}&parent={unit.pk}&{here}"
                )
            )
        if request.user.has_perm("contacts.add_contact"):
            items.append(
                _item(
                    _("Add a contact here"),
                    "user-plus",
                    "contacts:contact_create",
                    f"{of}&unit={unit.pk}&{here}",
                )
            )
        if unit.may_change:
            items.append(_item(_("Edit"), "edit", "contacts:unit_edit", f"?{here}", unit.pk))
            items.append(_item(_("Move…"), "arrows-move", "contacts:unit_move", "", unit.pk))
        if unit.may_delete:
            items.append(
                {**_item(_("Delete"), "trash", "contacts:unit_delete", "", unit.pk), "is_danger": True}
            )
        return render(request, "contacts/_node_menu.html", {"items": items})


def _item(label: str, icon: str, name: str, query: str, *args: Any) -> dict[str, Any]:
    return {"label": label, "icon": icon, "url": reverse(name, args=args) + query}


class MoveForm(forms.Form):
    """The new superior unit; empty means the top of the tree."""

    parent = forms.ModelChoiceField(
        queryset=CustomerUnit.objects.none(),
        label=gettext_lazy("new superior unit"),
        required=False,
        help_text=gettext_lazy("Leave empty to put it at the top level."),
    )

    def __init__(self, *args: Any, user: Any, subject: CustomerUnit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["parent"]
        widget = RemoteSelect("customer-units", {"data-remote-depends": "#id_customer"})
        field.widget = widget
        field.queryset = CustomerUnit.objects.visible_to(user).filter(customer_id=subject.customer_id)
        self.fields["customer"] = forms.IntegerField(
            widget=forms.HiddenInput, required=False, initial=subject.customer_id
        )
        self.initial["parent"] = subject.parent_id


class UnitMove(ActionPage):
    """Puts a unit and all below it under another one: the drop of a drag, and its twin, a dialog with a select."""

    action = "change"
    verb = gettext_lazy("Move")
    question = gettext_lazy("Where does this unit belong? Everything below it and its people move along.")
    form_class = MoveForm

    @property
    def record(self) -> Any:
        from records.record_type import RECORD_TYPES

        return RECORD_TYPES["customer-units"]

    def authorise(self) -> None:
        gate.require_allowed(self.request.user, CustomerUnit, "change")

    def post(self, request: HttpRequest, pk: int, **kwargs: Any) -> HttpResponse:
        if "application/json" not in request.headers.get("Accept", ""):
            return super().post(request, pk, **kwargs)
        unit = self.found(pk)
        form = MoveForm(request.POST, user=request.user, subject=unit)
        if not form.is_valid():
            message = " ".join(text for errors in form.errors.values() for text in errors)
            return JsonResponse({"message": message}, status=422)
        try:
            moved = move_unit(unit, parent=form.cleaned_data["parent"], by=request.user)
        except DomainError as refusal:
            return JsonResponse({"message": str(refusal), "code": refusal.code}, status=409)
        return JsonResponse({"message": _("%(unit)s was moved.") % {"unit": moved or unit}})

    def perform(self, obj: CustomerUnit, form: Any) -> Any:
        move_unit(obj, parent=form.cleaned_data["parent"], by=self.request.user)
        return _("%(unit)s was moved.") % {"unit": obj}
