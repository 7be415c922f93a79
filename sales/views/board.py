"""The board: cards of one pipeline in the columns of its stages, moved by dragging, by menu or by key."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from core.errors import DomainError
from records import gate
from records.views.page import RecordPage

from ..models import Opportunity
from ..records.opportunity import OPPORTUNITIES
from ..selectors.board import Board
from ..services.opportunity import stages_of
from ..services.stage import move_opportunity


class BoardPage(RecordPage):
    record = OPPORTUNITIES
    template = "sales/board.html"
    fragment = "sales/_board.html"
    fragment_target = "results"

    def get(self, request: HttpRequest) -> HttpResponse:
        board = Board(request.user, request.GET)
        here = request.get_full_path()
        if request.GET.get("part") == "filters":
            self.fragment = "records/_filters.html"
        elif request.GET.get("part") == "cards":
            return self._more(board)
        return self.show(
            board=board,
            listing=board.listing,
            record=self.record,
            title=_("Opportunity board"),
            here=here,
            may_create=self.record.allowed(request.user, "add"),
        )

    def _more(self, board: Board) -> HttpResponse:
        """Further cards of one column."""
        asked = self.request.GET.get("stage_from", "")
        stage = next((row for row in board.stages if str(row.pk) == asked), None)
        start = self.request.GET.get("from", "")
        if stage is None or not start.isdecimal() or len(start) > 6:
            raise Http404
        cards = board.cards([stage], int(start))[stage.pk]
        more = ""
        if len(cards) == board.size:
            more = board.url(part="cards", stage_from=stage.pk, **{"from": int(start) + board.size})
        self.template = self.fragment = "sales/_cards.html"
        return self.show(board=board, cards=cards, more_url=more, here=board.url())


class BoardDrop(RecordPage):
    """A card was let go over another column; refused, it goes back and the answer says why and where to mend it."""

    record = OPPORTUNITIES
    action = "change"

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        sale = self.found(pk, rows=Opportunity.objects.visible_to(request.user).select_related("pipeline"))
        asked, version = request.POST.get("stage", ""), request.POST.get("version", "")
        stage = next((row for row in stages_of(sale.pipeline) if str(row.pk) == asked), None)
        gate.require_field(request.user, Opportunity, "stage")
        if stage is None:
            return JsonResponse({"message": _("There is no such stage here.")}, status=409)
        if stage.is_final:
            url = reverse("sales:opportunity_win", args=[sale.pk])
            return JsonResponse({"message": _("Name the contract or the order."), "url": url}, status=409)
        try:
            moved = move_opportunity(
                sale,
                to=stage,
                by=request.user,
                reason=request.POST.get("reason", ""),
                version=int(version) if version.isdecimal() and len(version) < 10 else None,
            )
        except DomainError as refusal:
            url = f"{reverse('sales:opportunity_move', args=[sale.pk])}?stage={stage.pk}"
            can_mend = refusal.code not in {"forbidden_move", "conflict"}
            return JsonResponse({"message": refusal.message, "url": url if can_mend else ""}, status=409)
        return JsonResponse(
            {
                "message": _("%(record)s is now in “%(stage)s”.") % {"record": sale, "stage": moved.stage},
                "version": moved.version,
                "columns": self._figures(sale),
            }
        )

    def _figures(self, sale: Opportunity) -> list[dict[str, Any]]:
        query = self.request.GET.copy()
        query["pipeline"] = str(sale.pipeline_id)
        return Board(self.request.user, query).figures()
