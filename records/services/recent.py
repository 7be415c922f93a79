"""Remembers which records a user opened lately."""

from typing import Any

from django.contrib.contenttypes.models import ContentType

from core import clock

from ..models import RecentView


def note_view(user: Any, obj: Any) -> None:
    """One row per user and record, moved to the present moment: one statement unless it is the first time."""
    key = {"user": user, "content_type": ContentType.objects.get_for_model(obj), "object_id": obj.pk}
    if not RecentView.objects.filter(**key).update(at=clock.now()):
        RecentView.objects.update_or_create(**key, defaults={"at": clock.now()})
