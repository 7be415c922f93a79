from typing import Any

from django.conf import settings as site
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core import clock, facts
from core.addresses import row_address
from core.history import tracked
from records.gate import GateQuerySet


class ProcessDefinition(models.Model):
    """A process that the company has drawn: for which documents, in which market, on which condition.

    Without `doc_type` it is a free work process that somebody starts by hand. `condition` is a test as
    workflow.conditions reads it; among several that fit, the highest `priority` is taken.
    """

    class Market(models.TextChoices):
        ANY = "any", _("any market")
        INTERNAL = "internal", _("internal market")
        EXTERNAL = "external", _("external market")

    code = models.CharField(_("code"), max_length=30, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=80)
    description = models.CharField(_("description"), max_length=300, blank=True)
    doc_type = models.CharField(_("document"), max_length=40, blank=True, db_index=True)
    market = models.CharField(_("market"), max_length=8, choices=Market.choices, default=Market.ANY)
    priority = models.PositiveSmallIntegerField(
        _("priority"), default=10, help_text=_("Of several processes that fit, the higher one is taken.")
    )
    condition = models.JSONField(_("condition"), default=dict, blank=True)
    is_active = models.BooleanField(_("active"), default=True)
    delivered_as = models.CharField(max_length=60, blank=True, editable=False)

    objects = GateQuerySet.as_manager()
    facts = facts.root(owner="", department="")
    history = tracked()

    class Meta:
        verbose_name = _("process")
        verbose_name_plural = _("processes")
        ordering = ["doc_type", "market", "-priority", "code"]
        permissions = [
            ("publish_processdefinition", _("Can publish and retire processes")),
            ("start_processdefinition", _("Can start work processes")),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return row_address("workflow:process_detail", self.pk)


class ProcessVersion(models.Model):
    """One drawing of a process; a published one never changes, running processes keep theirs to the end.

    `settings`: `repeated` (every | once | consecutive: who has agreed already), `same_as_initiator` (skip | self
    | superior), `resubmit` (restart | resume), `withdraw` (bool), `starters` (list of role codes, empty:
    everybody), `about` (name of the record type that a free process is about).
    """

    class Status(models.TextChoices):
        DRAFT = "draft", _("draft")
        PUBLISHED = "published", _("in use")
        RETIRED = "retired", _("out of use")

    definition = models.ForeignKey(
        ProcessDefinition, models.PROTECT, related_name="versions", verbose_name=_("process")
    )
    number = models.PositiveIntegerField(_("version"))
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.DRAFT)
    settings = models.JSONField(_("settings"), default=dict, blank=True)
    note = models.CharField(_("what changed"), max_length=200, blank=True)
    revision = models.PositiveIntegerField(default=0, editable=False)  # rises with each stroke on the draft
    created_at = models.DateTimeField(_("created"), default=clock.now, editable=False)
    created_by = models.ForeignKey(
        site.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )
    published_at = models.DateTimeField(_("published"), null=True, blank=True, editable=False)
    published_by = models.ForeignKey(
        site.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    retired_at = models.DateTimeField(
        pgettext_lazy("process", "retired"), null=True, blank=True, editable=False
    )

    class Meta:
        verbose_name = _("process version")
        verbose_name_plural = _("process versions")
        ordering = ["definition", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["definition", "number"], name="process_version_number_once"),
            models.UniqueConstraint(
                fields=["definition"], condition=Q(status="published"), name="one_published_version"
            ),
            models.UniqueConstraint(fields=["definition"], condition=Q(status="draft"), name="one_draft"),
        ]

    def __str__(self) -> str:
        return f"{self.definition} v{self.number}"

    @property
    def is_draft(self) -> bool:
        return self.status == self.Status.DRAFT


class Branch(models.Model):
    """One way out of a condition node, or one line of a parallel node: an ordered list of nodes of its own.

    The first branch (by position) whose condition holds is taken; `is_default` is taken when none does.
    """

    node = models.ForeignKey("workflow.Node", models.CASCADE, related_name="branches", verbose_name=_("node"))
    name = models.CharField(_("name"), max_length=60)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    condition = models.JSONField(_("condition"), default=dict, blank=True)
    is_default = models.BooleanField(_("otherwise"), default=False)

    class Meta:
        verbose_name = _("branch")
        verbose_name_plural = _("branches")
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.name


class Node(models.Model):
    """One step of a version. Those without a branch form the main line; the flow goes by position.

    `key` names the step within its version and survives copying into the next one. What `settings` holds for each
    kind stands in workflow/structure.py.
    """

    class Kind(models.TextChoices):
        START = "start", _("start")
        APPROVE = "approve", _("approval")
        HANDLE = "handle", _("work step")
        CC = "cc", _("copy to")
        CONDITION = "condition", _("condition")
        PARALLEL = "parallel", _("parallel")
        DELAY = "delay", _("wait")
        JUMP = "jump", _("go to")
        END = "end", _("end")

    version = models.ForeignKey(
        ProcessVersion, models.CASCADE, related_name="nodes", verbose_name=_("version")
    )
    key = models.SlugField(_("key"), max_length=40)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    name = models.CharField(_("name"), max_length=60)
    branch = models.ForeignKey(
        Branch, models.CASCADE, null=True, blank=True, related_name="nodes", verbose_name=_("branch")
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    settings = models.JSONField(_("settings"), default=dict, blank=True)

    class Meta:
        verbose_name = _("process node")
        verbose_name_plural = _("process nodes")
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["version", "key"], name="node_key_once_per_version")]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.key:
            from ..structure import new_key

            self.key = new_key(self.kind)
        super().save(*args, **kwargs)
