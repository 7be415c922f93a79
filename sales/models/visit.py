from decimal import Decimal

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from contacts.models import Contact, Customer, CustomerUnit, FollowUp
from core import clock, facts
from core.addresses import row_address
from core.history import tracked
from records.models import Attachment, OwnedRecord

from ..querysets import VisitQuerySet
from .opportunity import Opportunity


class Visit(OwnedRecord):
    """A meeting with a customer: planned, held where and when it was, written up, and judged effective or not."""

    class Kind(models.TextChoices):
        ONSITE = "onsite", _("at the customer's")
        INCOMING = "incoming", _("customer at ours")
        VIDEO = "video", _("video meeting")
        PHONE = "phone", _("phone appointment")

    class Status(models.TextChoices):
        DRAFT = "draft", _("draft")
        PLANNED = "planned", _("planned")
        CHECKED_IN = "checked_in", _("checked in")
        CHECKED_OUT = "checked_out", _("checked out")
        SUBMITTED = "submitted", pgettext_lazy("visit", "submitted")
        RETURNED = "returned", _("returned for more")
        REVIEWED = "reviewed", pgettext_lazy("visit", "reviewed")
        RESCHEDULED = "rescheduled", _("rescheduled")
        CANCELLED = "cancelled", _("cancelled")
        MISSED = "missed", _("missed")

    class CancelledBy(models.TextChoices):
        US = "us", _("by us")
        CUSTOMER = "customer", _("by the customer")

    class Exemption(models.TextChoices):
        ASKED = "asked", _("asked for")
        APPROVED = "approved", _("approved")
        REFUSED = "refused", _("refused")

    BRIEF = ("id", "purpose", "customer_id", "status", "kind", "planned_start", "owner_id", "department_id")

    customer = models.ForeignKey(Customer, models.PROTECT, related_name="visits", verbose_name=_("customer"))
    unit = models.ForeignKey(
        CustomerUnit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("unit")
    )
    opportunity = models.ForeignKey(
        Opportunity,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="visits",
        verbose_name=_("opportunity"),
    )
    kind = models.CharField(_("kind of visit"), max_length=8, choices=Kind.choices, default=Kind.ONSITE)
    purpose = models.CharField(pgettext_lazy("visit", "purpose"), max_length=200)
    planned_start = models.DateTimeField(_("planned from"))
    planned_end = models.DateTimeField(_("planned until"))
    is_planned = models.BooleanField(_("planned before"), default=True, editable=False)
    contacts = models.ManyToManyField(
        Contact, blank=True, related_name="planned_visits", verbose_name=_("people to meet")
    )
    participants = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="joined_visits", verbose_name=_("colleagues")
    )
    status = models.CharField(
        _("status"), max_length=12, choices=Status.choices, default=Status.DRAFT, editable=False
    )
    rescheduled_from = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="rescheduled_to",
        verbose_name=_("rescheduled from"),
    )
    cancelled_by = models.CharField(
        _("cancelled"), max_length=8, choices=CancelledBy.choices, blank=True, editable=False
    )
    end_reason = models.CharField(_("reason"), max_length=200, blank=True, editable=False)
    proof = models.ForeignKey(
        Attachment, models.PROTECT, null=True, editable=False, related_name="+", verbose_name=_("proof")
    )
    # What was there: the clock is ours, the place is judged at once; the points themselves are kept for 90 days.
    checked_in_at = models.DateTimeField(_("checked in at"), null=True, blank=True, editable=False)
    checked_out_at = models.DateTimeField(_("checked out at"), null=True, blank=True, editable=False)
    distance_m = models.PositiveIntegerField(
        _("distance to the customer (m)"), null=True, blank=True, editable=False
    )
    is_within_radius = models.BooleanField(_("within the radius"), null=True, editable=False)
    photo = models.ForeignKey(
        Attachment, models.PROTECT, null=True, editable=False, related_name="+", verbose_name=_("photo")
    )
    exemption = models.CharField(
        _("exception to the place"), max_length=8, choices=Exemption.choices, blank=True, editable=False
    )
    exemption_reason = models.CharField(_("why not at the place"), max_length=200, blank=True, editable=False)
    # The minutes.
    met = models.ManyToManyField(Contact, blank=True, related_name="visits", verbose_name=_("people met"))
    summary = models.TextField(pgettext_lazy("visit", "minutes"), blank=True)
    result = models.CharField(_("result"), max_length=200, blank=True)
    next_action = models.CharField(_("next step"), max_length=200, blank=True)
    next_on = models.DateField(_("next contact"), null=True, blank=True)
    cost = models.DecimalField(
        _("cost (yuan)"),
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(1_000_000))],
    )
    submitted_at = models.DateTimeField(_("submitted at"), null=True, blank=True, editable=False)
    submit_key = models.CharField(max_length=40, blank=True, editable=False)
    follow_up = models.ForeignKey(
        FollowUp, models.PROTECT, null=True, editable=False, related_name="+", verbose_name=_("follow-up")
    )
    # The judgement.
    is_rejected = models.BooleanField(_("rejected at the review"), default=False, editable=False)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=pgettext_lazy("visit", "reviewed by"),
    )
    reviewed_at = models.DateTimeField(_("reviewed at"), null=True, blank=True, editable=False)
    review_comment = models.CharField(_("comment of the review"), max_length=500, blank=True, editable=False)
    is_effective = models.BooleanField(_("effective visit"), null=True, editable=False)
    ineffective_reasons = models.JSONField(_("why not effective"), default=list, blank=True, editable=False)

    facts = facts.root()
    objects = VisitQuerySet.as_manager()
    history = tracked(excluded_fields=["version", "updated_at", "updated_by", "submit_key"])

    class Meta:
        verbose_name = _("visit")
        verbose_name_plural = _("visits")
        ordering = ["-planned_start", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(planned_end__gt=F("planned_start")), name="visit_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(checked_out_at__isnull=True)
                | Q(checked_in_at__isnull=False, checked_out_at__gte=F("checked_in_at")),
                name="visit_left_after_arrival",
            ),
            models.CheckConstraint(
                condition=~Q(status="cancelled") | (~Q(cancelled_by="") & ~Q(end_reason="")),
                name="visit_cancelled_says_why",
            ),
        ]
        indexes = [
            models.Index(fields=["-planned_start", "-id"], name="visit_list"),
            models.Index(fields=["owner", "planned_start"], name="visit_owner_start"),
            models.Index(fields=["customer", "-planned_start"], name="visit_customer"),
            models.Index(fields=["opportunity", "-planned_start"], name="visit_opportunity"),
            models.Index(fields=["status", "planned_end"], name="visit_due"),
            models.Index(fields=["owner", "customer", "checked_in_at"], name="visit_same_day"),
        ]
        permissions = [
            ("export_visit", _("Can export visits")),
            ("import_visit", _("Can import visit plans")),
            ("review_visit", _("Can review visits")),
            ("count_visit", _("Reads how many visits were held")),
        ]

    def __str__(self) -> str:
        return self.purpose

    def get_absolute_url(self) -> str:
        return row_address("sales:visit_detail", self.pk)

    @property
    def has_place(self) -> bool:
        """Only a visit at the customer's is held against a place."""
        return self.kind == self.Kind.ONSITE

    @property
    def needs_check_in(self) -> bool:
        """Who comes to us, or is rung up, is not checked in to."""
        return self.kind in {self.Kind.ONSITE, self.Kind.VIDEO}

    @property
    def stay_minutes(self) -> int | None:
        """Whole minutes between arrival and leaving; None while one of them is missing."""
        if self.checked_in_at is None or self.checked_out_at is None:
            return None
        return int((self.checked_out_at - self.checked_in_at).total_seconds() // 60)


class VisitPoint(models.Model):
    """Where a phone was at check-in or check-out; read with the visit alone, and forgotten after 90 days."""

    class Moment(models.TextChoices):
        IN = "in", _("check-in")
        OUT = "out", _("check-out")

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="points", verbose_name=_("visit"))
    moment = models.CharField(_("moment"), max_length=3, choices=Moment.choices)
    at = models.DateTimeField(_("time"), default=clock.now)
    latitude = models.DecimalField(_("latitude"), max_digits=9, decimal_places=6)
    longitude = models.DecimalField(_("longitude"), max_digits=9, decimal_places=6)
    accuracy_m = models.PositiveIntegerField(_("accuracy (m)"), null=True)

    class Meta:
        verbose_name = _("point of a visit")
        verbose_name_plural = _("points of visits")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["visit", "moment"], name="visit_point_once")]
        indexes = [models.Index(fields=["at"], name="visit_point_at")]

    def __str__(self) -> str:
        return f"{self.get_moment_display()} {self.at:%Y-%m-%d %H:%M}"
