"""The login log and the operation log as lists with filters and export; nobody writes them by hand."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import LoginLog
from core.tables import Column, attribute, badge, choice, related, text
from records.record_type import RecordType

from ..filters.logs import LoginLogFilterSet, OperationLogFilterSet
from ..models import OperationLog
from ..selectors.logs import readable_kinds, reads_content

OUTCOME_TONES = {
    "success": "green",
    "failure": "orange",
    "locked": "red",
    "sign_out": "gray",
    "revoked": "purple",
}


def find_login(rows: Any, words: str) -> Any:
    return rows.filter(
        Q(username__icontains=words) | Q(user__name__icontains=words) | Q(ip__startswith=words)
    )


def find_operation(rows: Any, words: str) -> Any:
    return rows.filter(
        Q(subject_label__icontains=words, subject_type__in=readable_kinds(rows))
        | Q(actor__name__icontains=words)
        | Q(operation_id=words)
    )


def subject_text(row: OperationLog) -> str:
    kind = row.subject_type
    if kind is None or reads_content(kind.app_label, kind.model):
        return row.subject_label
    return f"#{row.subject_id}"


def detail_text(row: OperationLog) -> str:
    kind = row.subject_type
    if kind is not None and not reads_content(kind.app_label, kind.model):
        return ""
    return " · ".join(f"{name}: {value}" for name, value in row.data.items())


LOGIN_LOG = RecordType(
    name="login-log",
    model=LoginLog,
    prefix="system:loginlog",
    icon="login",
    columns=[
        text("at", _("time")),
        text("username", _("user name")),
        related("user", _("user"), sort="user__pinyin"),
        badge("outcome", _("outcome"), OUTCOME_TONES),
        text("ip", _("address")),
        Column(
            name="user_agent",
            label=_("browser"),
            value=lambda row: row.user_agent,
            html=lambda row: row.browser,
        ),
    ],
    order=("-at", "-pk"),
    filterset=LoginLogFilterSet,
    quick_filters=("user",),
    find=find_login,
    has_detail=False,
    has_create=False,
    actions=(),
)

OPERATION_LOG = RecordType(
    name="operation-log",
    model=OperationLog,
    prefix="system:operationlog",
    icon="history",
    columns=[
        text("at", _("time")),
        related("actor", _("by"), sort="actor__pinyin"),
        Column(name="verb", label=_("action"), value=attribute("action_label"), sort="verb"),
        Column(
            name="subject_kind",
            label=_("kind"),
            value=lambda row: str(row.subject_type.name) if row.subject_type else "",
            related=("subject_type",),
        ),
        Column(name="subject_label", label=_("record"), value=subject_text, related=("subject_type",)),
        Column(name="data", label=_("details"), value=detail_text, related=("subject_type",)),
        text("ip", _("address")),
        choice("channel", _("channel"), is_default=False),
        text("operation_id", _("operation"), sort="", is_default=False),
    ],
    order=("-at", "-pk"),
    filterset=OperationLogFilterSet,
    quick_filters=("actor", "verb"),
    find=find_operation,
    has_detail=False,
    has_create=False,
    actions=(),
)
