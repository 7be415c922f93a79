from typing import Any

import django_filters
from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext_lazy as _

from accounts.models import LoginLog, User
from core.actions import VERBS
from records.filters import DateRange, MultiChoice, PickFilter, RecordFilterSet
from records.record_type import RECORD_TYPES

from ..models import OperationLog
from ..selectors.logs import about_record


def verb_choices() -> list[tuple[str, Any]]:
    return sorted(((verb, str(label)) for verb, label in VERBS.items()), key=lambda pair: pair[1])


def kind_choices() -> list[tuple[str, Any]]:
    """The record types that the log can be about."""
    kinds = {record.model._meta.label_lower: str(record.label_plural) for record in RECORD_TYPES.values()}
    return sorted(kinds.items(), key=lambda pair: pair[1])


class LoginLogFilterSet(RecordFilterSet):
    outcome = MultiChoice(label=_("outcome"), choices=LoginLog.Outcome.choices)
    user = PickFilter("users", label=_("user"), queryset=User.objects.all())
    ip = django_filters.CharFilter(label=_("address"), lookup_expr="startswith")
    at = DateRange(label=_("time"))

    class Meta:
        model = LoginLog
        fields: list[str] = []


class OperationLogFilterSet(RecordFilterSet):
    verb = django_filters.ChoiceFilter(label=_("action"), choices=verb_choices)
    actor = PickFilter("users", label=_("by"), queryset=User.objects.all())
    kind = django_filters.ChoiceFilter(label=_("kind"), choices=kind_choices, method="of_kind")
    record = django_filters.CharFilter(label=_("record"), method="about")
    ip = django_filters.CharFilter(label=_("address"), lookup_expr="startswith")
    channel = django_filters.ChoiceFilter(label=_("channel"), choices=OperationLog.Channel.choices)
    at = DateRange(label=_("time"))

    class Meta:
        model = OperationLog
        fields: list[str] = []

    def of_kind(self, rows: Any, name: str, value: str) -> Any:
        return rows.filter(subject_type=ContentType.objects.get_by_natural_key(*value.split(".")))

    def about(self, rows: Any, name: str, value: str) -> Any:
        return about_record(rows, value)
