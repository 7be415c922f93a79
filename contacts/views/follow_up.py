from typing import Any
from uuid import uuid4

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import clock
from core.dates import humanize_day
from core.pages import Page
from records import gate
from records.views.form import ActionPage, CreatePage, EditPage
from records.views.list import ListPage
from records.views.page import RecordPage

from ..forms.follow_up import FollowUpForm, NextContactForm, VoidForm
from ..models import Contact, Customer, CustomerUnit, FollowUp
from ..records.follow_up import FOLLOW_UPS
from ..services.follow_up import require_editable, set_next_contact, void_follow_up


def follow_up_box(user: Any, subject: Any = None, data: Any = None, files: Any = None) -> FollowUpForm:
    """The one box, filled with what is known of the page it stands on: its customer, unit and person."""
    initial: dict[str, Any] = {"at": clock.now(), "key": uuid4().hex}
    if isinstance(subject, Customer):
        initial["customer"] = subject.pk
    elif isinstance(subject, CustomerUnit):
        initial |= {"customer": subject.customer_id, "unit": subject.pk}
    elif isinstance(subject, Contact):
        initial |= {"customer": subject.customer_id, "contact": subject.pk}
    return FollowUpForm(data, files, instance=FollowUp(), user=user, initial=initial)


class FollowUpList(ListPage):
    record = FOLLOW_UPS


class FollowUpCreate(CreatePage):
    """Posting the box: to htmx the box comes back empty and the stream reloads; else the page it came from."""

    record = FOLLOW_UPS

    def initial(self) -> dict[str, str]:
        return {**super().initial(), "at": clock.now(), "key": uuid4().hex}  # type: ignore[dict-item]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = FollowUpForm(request.POST, request.FILES, instance=FollowUp(), user=request.user)
        saved = form.save_by(request.user) if form.is_valid() else None
        if not request.htmx or request.POST.get("box") is None:
            if saved is None:
                return self.show_form(form, status=422)
            self.notify(_said(saved))
            return self.answer(saved)
        subject = saved.contact or saved.unit or saved.customer if saved else None
        if saved is not None:
            subject = _subject_of_box(request, saved)
            form = follow_up_box(request.user, subject)
        context = {"form": form, "saved": saved, "box": request.POST["box"]}
        response = render(request, "contacts/_follow_up_box.html", context, status=200 if saved else 422)
        if saved is not None:
            response["HX-Trigger"] = _announcement(_said(saved))
        return response


def _subject_of_box(request: HttpRequest, saved: FollowUp) -> Any:
    """The page's own subject, so that the next entry starts where this one did."""
    box = request.POST.get("box", "")
    if box == "contact" and saved.contact is not None:
        return saved.contact
    if box == "unit" and saved.unit is not None:
        return saved.unit
    return saved.customer if box != "home" else None


def _said(saved: FollowUp) -> str:
    if saved.next_contact_on:
        return _("Logged. Next contact: %(day)s.") % {"day": humanize_day(saved.next_contact_on)}
    return _("Logged.")


def _announcement(text: str) -> str:
    import json

    return json.dumps({"toast": {"text": text, "level": "success"}, "refresh": "#stream"})


class FollowUpEdit(EditPage):
    record = FOLLOW_UPS

    def found(self, pk: Any, *, rows: Any = None) -> Any:
        follow_up = super().found(pk, rows=rows)
        require_editable(follow_up, self.request.user)
        return follow_up


class FollowUpVoid(ActionPage):
    record = FOLLOW_UPS
    action = "delete"
    verb = gettext_lazy("Take back")
    question = gettext_lazy("It stays in the history and counts no more. Why?")
    form_class = VoidForm
    is_dangerous = True

    def perform(self, obj: FollowUp, form: Any) -> Any:
        void_follow_up(by=self.request.user, follow_up=obj, reason=form.cleaned_data["reason"])
        return _("The follow-up was taken back.")

    def target(self, obj: FollowUp) -> str:
        return obj.customer.get_absolute_url()


class FollowUpDetail(RecordPage):
    """A follow-up is read where it was said: on its customer's page."""

    record = FOLLOW_UPS

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return HttpResponseRedirect(self.found(pk).get_absolute_url())


class NextContact(Page):
    """Puts the next contact of a customer off, or calls it handled when no date is given."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        customer = get_object_or_404(Customer.objects.visible_to(request.user), pk=pk)
        gate.require_allowed(request.user, FollowUp, "add")
        get_object_or_404(Customer.objects.filter(gate.parent_condition(request.user, FollowUp)), pk=pk)
        form = NextContactForm(request.POST)
        if not form.is_valid():
            text = " ".join(error for errors in form.errors.values() for error in errors)
            return HttpResponse(text, status=422, content_type="text/plain; charset=utf-8")
        day = form.cleaned_data["next_contact_on"]
        set_next_contact(by=request.user, customer=customer, on=day)
        said = _("Next contact: %(day)s.") % {"day": humanize_day(day)} if day else _("Marked as handled.")
        if request.htmx:
            return HttpResponse(status=204, headers={"HX-Trigger": _announcement(said)})
        self.notify(said)
        return HttpResponseRedirect(customer.get_absolute_url())
