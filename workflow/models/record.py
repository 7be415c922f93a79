from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core import clock

UNCHANGEABLE = "the trail of a process is written once and never changed"


class TrailQuerySet(models.QuerySet["ApprovalRecord"]):
    """The trail can be read and added to; nothing in it can be rewritten or removed."""

    def update(self, **values: Any) -> int:
        raise TypeError(UNCHANGEABLE)

    def delete(self) -> tuple[int, dict[str, int]]:
        raise TypeError(UNCHANGEABLE)

    def bulk_update(self, *args: Any, **kwargs: Any) -> int:
        raise TypeError(UNCHANGEABLE)


class ApprovalRecord(models.Model):
    """What happened in a run: who did what at which step, in whose stead and with which words; never changed."""

    class Action(models.TextChoices):
        SUBMIT = "submit", _("submitted")
        RESUBMIT = "resubmit", _("submitted again")
        APPROVE = "approve", _("agreed")
        HANDLE = "handle", _("completed")
        REJECT = "reject", _("turned down")
        RETURN = "return", _("sent back")
        WITHDRAW = "withdraw", _("withdrew")
        TAKE_BACK = "take_back", _("took the decision back")
        TRANSFER = "transfer", _("handed on")
        DELEGATE = "delegate", _("asked for an opinion")
        ADVISE = "advise", _("gave an opinion")
        ADD_SIGNER = "add_signer", _("added signers")
        REMOVE_SIGNER = "remove_signer", _("removed a signer")
        CC = "cc", _("sent a copy")
        READ = "read", _("took note")
        URGE = "urge", _("urged")
        COMMENT = "comment", _("commented")
        REASSIGN = "reassign", _("reassigned")
        TERMINATE = "terminate", _("terminated")
        SKIP = "skip", _("passed over")
        BRANCH = "branch", _("took the way")
        JUMP = "jump", _("went to")
        WAIT = "wait", _("waits")
        REMIND = "remind", _("reminded")
        ESCALATE = "escalate", _("passed upwards")
        ROUTE = "route", _("passed to the process administrator")
        STUCK = "stuck", _("got stuck")
        END = "end", _("the end")

    # What a person did that others rely on; after one of these nobody takes an earlier decision back.
    BINDING = (
        Action.SUBMIT,
        Action.RESUBMIT,
        Action.APPROVE,
        Action.HANDLE,
        Action.REJECT,
        Action.RETURN,
        Action.TRANSFER,
        Action.DELEGATE,
        Action.ADVISE,
        Action.ADD_SIGNER,
        Action.REMOVE_SIGNER,
        Action.REASSIGN,
    )

    run = models.ForeignKey("workflow.ProcessRun", models.PROTECT, related_name="records")
    task = models.ForeignKey("workflow.ProcessTask", models.PROTECT, null=True, related_name="records")
    submission = models.PositiveIntegerField(default=1)
    visit = models.PositiveIntegerField(default=0)
    node_key = models.CharField(max_length=40, blank=True)
    node_name = models.CharField(_("step"), max_length=60, blank=True)
    action = models.CharField(_("action"), max_length=16, choices=Action.choices)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("by")
    )
    on_behalf_of = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("in place of")
    )
    at = models.DateTimeField(_("time"), default=clock.now)
    opinion = models.TextField(_("opinion"), blank=True)
    data = models.JSONField(default=dict, blank=True)

    objects = TrailQuerySet.as_manager()

    class Meta:
        verbose_name = _("approval record")
        verbose_name_plural = _("approval records")
        ordering = ["id"]
        indexes = [models.Index(fields=["actor", "-id"], name="approvalrecord_actor")]

    def __str__(self) -> str:
        return f"{self.get_action_display()} · {self.node_name}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError(UNCHANGEABLE)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise TypeError(UNCHANGEABLE)
