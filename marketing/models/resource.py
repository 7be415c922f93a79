from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Department, Role
from core import facts
from core.addresses import row_address
from core.history import tracked
from records.models import Child, OwnedRecord


class ResourceFile(OwnedRecord):
    """A document of the house (a certificate, a template, a brochure) in its newest version, shared with whom it serves."""

    class Kind(models.TextChoices):
        TEMPLATE = "template", _("template")
        CERTIFICATE = "certificate", _("certificate")
        BROCHURE = "brochure", _("brochure")
        SCRIPT = "script", _("talking points")
        DRAWING = "drawing", _("drawing")
        OTHER = "other", _("other")

    title = models.CharField(_("document name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.OTHER)
    folder = models.CharField(
        _("folder"), max_length=120, blank=True, help_text=_("Levels divided by “/”: Certificates/CCS.")
    )
    description = models.TextField(_("description"), blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    is_shared = models.BooleanField(
        _("shared with the house"), default=False, help_text=_("All colleagues may read it.")
    )
    departments = models.ManyToManyField(
        Department,
        blank=True,
        related_name="+",
        verbose_name=_("shared with departments"),
        help_text=_("And those below them."),
    )
    roles = models.ManyToManyField(Role, blank=True, related_name="+", verbose_name=_("shared with roles"))

    BRIEF = ("id", "title", "owner_id", "department_id")

    facts = facts.root()
    history = tracked(excluded_fields=["version", "updated_at", "updated_by"])

    class Meta:
        verbose_name = _("resource file")
        verbose_name_plural = _("resource files")
        ordering = ["folder", "title", "id"]
        indexes = [
            models.Index(fields=["folder", "title", "id"], name="resource_folder"),
            models.Index(fields=["owner", "-id"], name="resource_owner"),
        ]
        permissions = [("share_resourcefile", _("Can share resource files"))]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return row_address("marketing:resource_detail", self.pk)


class ResourceVersion(Child):
    """One state of a resource file; the file itself hangs on it and stays."""

    resource = models.ForeignKey(
        ResourceFile, models.PROTECT, related_name="versions", verbose_name=_("resource file")
    )
    number = models.PositiveIntegerField(_("version"))
    note = models.CharField(_("what is new"), max_length=200, blank=True)

    facts = facts.child("resource", permission_of="marketing.resourcefile")
    history = tracked(excluded_fields=["version", "updated_at", "updated_by"])

    class Meta:
        verbose_name = _("version of a resource file")
        verbose_name_plural = _("versions of resource files")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["resource", "number"], name="resource_version_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="resource_version_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.resource} V{self.number}"

    def get_absolute_url(self) -> str:
        return self.resource.get_absolute_url()
