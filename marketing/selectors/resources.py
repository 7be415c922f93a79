"""A document of the house as its page shows it: versions with their files, for whom it is meant, who took it out."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _

from core.joining import listed
from core.models import ActionLog
from records.models import Attachment

from ..models import ResourceFile, ResourceVersion

SHOWN = 50


def versions_of(resource: ResourceFile) -> list[ResourceVersion]:
    """The newest first, each with the name and the size of its file."""
    rows = ResourceVersion.objects.alive().filter(resource=resource).select_related("created_by")
    versions = list(rows.order_by("-number")[:SHOWN])
    files = Attachment.objects.alive().filter(
        subject_type=ContentType.objects.get_for_model(ResourceVersion),
        subject_id__in=[version.pk for version in versions],
    )
    known = {file.subject_id: file for file in files.order_by("-pk")}
    for version in versions:
        file = known.get(version.pk)
        version.file_name = file.name if file is not None else ""  # type: ignore[attr-defined]
        version.file_size = file.size if file is not None else 0  # type: ignore[attr-defined]
    return versions


def shared_with(resource: ResourceFile) -> list[dict[str, Any]]:
    """The departments and roles it is shared with, in words."""
    whom = [str(department) for department in resource.departments.all()]
    whom += [str(role) for role in resource.roles.all()]
    return [{"label": _("Shared with"), "value": listed(whom)}] if whom else []


def taken_out(resource: ResourceFile) -> Any:
    """The log of downloads, newest first."""
    rows = ActionLog.objects.filter(
        subject_type=ContentType.objects.get_for_model(ResourceFile),
        subject_id=resource.pk,
        verb="marketing.resource_taken",
    )
    return rows.select_related("actor").order_by("-at", "-pk")[:SHOWN]
