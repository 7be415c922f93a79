from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _

from accounts.models import LoginLog, User
from core.actions import VERBS
from records.filters import DateRange, MultiChoice, PickFilter, RecordFilterSet

from ..models import OperationLog


def verb_choices() -> list[tuple[str, Any]]:
    return sorted(((verb, str(label)) for verb, label in VERBS.items()), key=lambda pair: pair[1])


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
    channel = django_filters.ChoiceFilter(label=_("channel"), choices=OperationLog.Channel.choices)
    at = DateRange(label=_("time"))

    class Meta:
        model = OperationLog
        fields: list[str] = []
