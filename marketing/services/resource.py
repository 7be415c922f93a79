"""Keeping the documents of the house: with versions, for whom they are meant, and a log of who took them out."""

from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils.translation import gettext as _

from accounts import access
from contacts import validation
from core import actions
from core.errors import DomainError
from records.models import Attachment
from records.services.attachments import attach

from ..models import ResourceFile, ResourceVersion

LEVELS = 5


def save_resource(
    resource: ResourceFile,
    *,
    by: Any,
    file: Any = None,
    departments: Iterable[Any] | None = None,
    roles: Iterable[Any] | None = None,
) -> ResourceFile:
    """Write what is known of a document; a new one comes with its file. Whom it is shared with only a sharer changes."""
    resource.title = validation.clean_text(resource.title)
    resource.folder = clean_folder(resource.folder)
    is_new = resource.pk is None
    if is_new and file is None:
        raise DomainError(_("Choose the file."), code="required", field="file")
    with transaction.atomic():
        if is_new:
            resource.owner = resource.owner or by
            resource.department = access.home_department(resource.owner)
        resource.save()
        if departments is not None:
            resource.departments.set(departments)
        if roles is not None:
            resource.roles.set(roles)
        if file is not None:
            add_version(resource, by=by, file=file)
        actions.record(f"marketing.resource_{'added' if is_new else 'changed'}", resource, by=by)
    return resource


def clean_folder(text: str) -> str:
    """Levels without empty ones: `Certificates / CCS/` is Certificates/CCS."""
    parts = [validation.clean_text(part) for part in text.replace("\\", "/").split("/")]
    kept = [part for part in parts if part]
    if len(kept) > LEVELS:
        raise DomainError(
            _("A folder has at most %(count)d levels.") % {"count": LEVELS}, code="too_deep", field="folder"
        )
    return "/".join(kept)


def add_version(resource: ResourceFile, *, by: Any, file: Any, note: str = "") -> ResourceVersion:
    """The newest state of a document; the ones before stay as they were."""
    with transaction.atomic():
        fresh = ResourceFile.objects.alive().select_for_update(of=("self",)).get(pk=resource.pk)
        last = ResourceVersion.objects.filter(resource=fresh).order_by("-number").first()
        version = ResourceVersion(
            resource=fresh, number=last.number + 1 if last is not None else 1, note=note.strip()[:200]
        )
        version.save()
        attach(version, file, by=by)
        if last is not None:
            actions.record("marketing.resource_renewed", fresh, by=by, version=version.number)
    return version


def take_out(version: ResourceVersion, *, by: Any) -> Attachment:
    """The file of a version, for somebody who may read it; that he took it is written down."""
    kind = ContentType.objects.get_for_model(ResourceVersion)
    file: Attachment | None = (
        Attachment.objects.alive().filter(subject_type=kind, subject_id=version.pk).order_by("pk").first()
    )
    if file is None:
        raise DomainError(_("This version has no file."), code="missing")
    actions.record(
        "marketing.resource_taken", version.resource, by=by, version=version.number, name=file.name
    )
    return file


def delete_resource(resource: ResourceFile, *, by: Any) -> None:
    """A document goes with all its versions; rows and bytes stay for the audit."""
    with transaction.atomic():
        fresh = ResourceFile.objects.alive().select_for_update(of=("self",)).get(pk=resource.pk)
        for version in ResourceVersion.objects.alive().filter(resource=fresh):
            version.is_deleted = True
            version.save()
        fresh.is_deleted = True
        fresh.save()
        actions.record("marketing.resource_deleted", fresh, by=by)
