"""The decision-makers' page: what was learned, done, won and lost."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from records.views.page import RecordPage

from ..records.market import MARKET_INFOS
from ..selectors.feed import KINDS, feed_for


class FeedPage(RecordPage):
    record = MARKET_INFOS
    template = "marketing/feed.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        kind = request.GET.get("kind", "")
        kind = kind if kind in KINDS else "all"
        labels = {
            "all": _("Everything"),
            "market": _("Market information"),
            "campaigns": _("Campaigns"),
            "deals": _("Won and lost"),
        }
        return self.show(
            title=_("Decision feed"),
            items=feed_for(request.user, kind),
            kinds=[(name, labels[name], name == kind) for name in KINDS],
        )
