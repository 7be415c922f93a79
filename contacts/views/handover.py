"""Hand-over notes: list, the single one, writing, sending, accepting, returning."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from records import gate
from records.views.detail import DetailPage
from records.views.form import ActionPage, CreatePage, EditPage
from records.views.list import ListPage

from ..forms.handover import ReturnForm
from ..models import HandoverNote
from ..records.assignment import HANDOVER_NOTES
from ..services.handover import TEXTS, accept_note, return_note, send_note
from .assignment import fact


class HandoverList(ListPage):
    record = HANDOVER_NOTES


class HandoverCreate(CreatePage):
    record = HANDOVER_NOTES


class HandoverEdit(EditPage):
    record = HANDOVER_NOTES


class HandoverDetail(DetailPage):
    record = HANDOVER_NOTES
    template = "contacts/handover_detail.html"
    fragment = ""
    related = ("customer", "from_user", "to_user")

    def context(self, obj: HandoverNote) -> dict[str, Any]:
        user = self.request.user
        can_edit = obj.status in (HandoverNote.Status.DRAFT, HandoverNote.Status.RETURNED)
        may_write = can_edit and gate.may(user, obj, "change")
        names = ("customer", "from_user", "to_user", "occasion", "status", "sent_at", "accepted_at")
        parts = (*TEXTS, "questions") if obj.questions else TEXTS
        return {
            **super().context(obj),
            "shown": [fact(obj, name) for name in names],
            "texts": [
                {"label": obj._meta.get_field(name).verbose_name, "text": getattr(obj, name)}
                for name in parts
            ],
            "may_write": may_write,
            "may_answer": obj.status == HandoverNote.Status.SENT and obj.to_user_id == user.pk,
        }


class HandoverSend(ActionPage):
    record = HANDOVER_NOTES
    action = "change"
    verb = gettext_lazy("Send")
    question = gettext_lazy("The new owner reads it, and accepts it or returns it with questions.")

    def perform(self, obj: HandoverNote, form: Any) -> str:
        sent = send_note(obj, by=self.request.user)
        return _("The note was sent to %(name)s.") % {"name": sent.to_user}


class ReceiversPage(ActionPage):
    """Only the receiver answers a note; whoever else may read it is told so."""

    record = HANDOVER_NOTES

    def found(self, pk: Any, *, rows: Any = None) -> Any:
        note = super().found(pk, rows=rows)
        if note.to_user_id != self.request.user.pk:
            raise PermissionDenied("not the receiver")
        return note


class HandoverAccept(ReceiversPage):
    verb = gettext_lazy("Accept")
    question = gettext_lazy("From now on what stands here is yours to keep.")

    def perform(self, obj: HandoverNote, form: Any) -> str:
        accept_note(obj, by=self.request.user)
        return _("The hand-over is accepted.")


class HandoverReturn(ReceiversPage):
    verb = gettext_lazy("Return with questions")
    form_class = ReturnForm

    def perform(self, obj: HandoverNote, form: Any) -> str:
        back = return_note(obj, by=self.request.user, questions=form.cleaned_data["questions"])
        return _("The note went back to %(name)s.") % {"name": back.from_user}
