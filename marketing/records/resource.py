"""The documents of the house as a record type."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import clock
from core.tables import choice, due_date, link, related, text
from records.record_type import RecordType, Scene, SearchText

from ..filters.resource import ResourceFilterSet
from ..forms.resource import ResourceForm
from ..models import ResourceFile
from ..services.resource import delete_resource

RESOURCES = RecordType(
    name="resource-files",
    model=ResourceFile,
    prefix="marketing:resource",
    icon="folder",
    columns=[
        link("title", _("document name")),
        text("folder", _("folder"), group="folder"),
        choice("kind", _("kind")),
        due_date("valid_until", _("valid until")),
        text("is_shared", _("shared with the house")),
        related("owner", _("owner"), sort="owner__pinyin"),
        text("updated_at", _("updated")),
        related("department", _("owning department"), sort="department__sort", is_default=False),
    ],
    order=["folder", "title", "pk"],
    filterset=ResourceFilterSet,
    form=ResourceForm,
    quick_filters=["kind"],
    scenes=[
        Scene("valid", _("Valid"), lambda user: Q(valid_until=None) | Q(valid_until__gte=clock.today())),
        Scene("expired", _("No longer valid"), lambda user: Q(valid_until__lt=clock.today())),
        Scene("mine", _("Mine"), lambda user: Q(owner=user)),
    ],
    delete=delete_resource,
    search=lambda row: SearchText(name=row.title, others=[row.folder]),
    hint=lambda row: row.folder,
    api_fields=[
        "title", "kind", "folder", "description", "valid_until", "is_shared", "owner", "department",
    ],
    actions=("change", "delete"),
)  # fmt: skip
