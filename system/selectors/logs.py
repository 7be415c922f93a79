"""What of the operation log is content: administrators read who did what and when, not what it was about."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q

from core import operation
from core.row_ids import row_id

AUDITS = "system.audit_operationlog"


def reads_content(app_label: str, model: str) -> bool:
    """What an entry was about is for readers of such records, and for those who audit the log."""
    user = operation.current().user
    if user is None:  # nobody in particular reads
        return False
    return any(user.has_perm(name) for name in (AUDITS, f"{app_label}.view_{model}"))


def readable_kinds(rows: Any) -> list[int]:
    """Of the kinds that the rows are about those whose content the reader may read."""
    kinds = ContentType.objects.filter(pk__in=rows.order_by().values("subject_type").distinct())
    return [kind.pk for kind in kinds if reads_content(kind.app_label, kind.model)]


def about_record(rows: Any, words: str) -> Any:
    """The entries about a record: by its number (#17), which everybody sees, or by words of its name."""
    words = words.strip()
    number = row_id(words.removeprefix("#"))
    named = Q(subject_label__icontains=words, subject_type__in=readable_kinds(rows))
    return rows.filter(named | Q(subject_id=number) if number else named)
