"""The record type of notices."""

from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core import tables
from records.filters import DateRange, RecordFilterSet
from records.record_type import RecordType, SearchText

from .forms import NoticeForm
from .models import Notice


class NoticeFilters(RecordFilterSet):
    is_pinned = django_filters.BooleanFilter(label=_("on top"))
    published_at = DateRange(label=_("published"))

    class Meta:
        model = Notice
        fields = ["is_pinned", "published_at"]


def _search(notice: Any) -> SearchText:
    return SearchText(name=notice.title, others=[notice.body[:500]])


NOTICES = RecordType(
    name="notices",
    model=Notice,
    prefix="reminders:notice",
    icon="speakerphone",
    columns=[
        tables.link("title", pgettext_lazy("notice", "title")),
        tables.text("published_at", _("published")),
        tables.text("expires_on", _("shown until"), edit="expires_on"),
        tables.text("is_pinned", _("on top")),
        tables.related("owner", _("by"), sort="owner__pinyin"),
    ],
    order=["-is_pinned", "-published_at", "-id"],
    filterset=NoticeFilters,
    form=NoticeForm,
    search=_search,
    api_fields=["title", "body", "published_at", "expires_on", "is_pinned", "audience", "owner"],
    actions=("change", "delete"),
)
