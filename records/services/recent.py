"""Remembers which records a user opened lately."""

from typing import Any

from django.contrib.contenttypes.models import ContentType

from core import clock

from ..models import RecentView


def note_view(user: Any, obj: Any) -> None:
    """One row per user and record, moved to the present moment."""
    RecentView.objects.update_or_create(
        user=user,
        content_type=ContentType.objects.get_for_model(obj),
        object_id=obj.pk,
        defaults={"at": clock.now()},
    )
