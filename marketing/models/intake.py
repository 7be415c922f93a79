import secrets

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Department
from core import clock, facts
from core.addresses import row_address
from core.history import tracked
from records.models import OwnedRecord

from .lead import Lead


class LeadRule(OwnedRecord):
    """Who gets a lead of this region, industry and way in: some people in turn, or a department's queue."""

    name = models.CharField(_("name"), max_length=80)
    sort = models.PositiveIntegerField(
        _("order"), default=100, help_text=_("The first rule that fits counts.")
    )
    is_active = models.BooleanField(_("active"), default=True)
    regions = models.CharField(
        _("regions"), max_length=300, blank=True, help_text=_("Divided by commas; empty: any.")
    )
    industry = models.CharField(_("industry"), max_length=40, blank=True)
    channel = models.CharField(_("way in"), max_length=12, choices=Lead.Channel.choices, blank=True)
    source_tag = models.CharField(_("source tag"), max_length=60, blank=True)
    people = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="+", verbose_name=_("people, in turn")
    )
    to_department = models.ForeignKey(
        Department,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("or department"),
        help_text=_("The lead waits in its queue; its leader is told and gives it out."),
    )
    last_given = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("last in turn"),
    )

    facts = facts.root()
    history = tracked(excluded_fields=["version", "updated_at", "updated_by", "last_given"])

    class Meta:
        verbose_name = _("lead assignment rule")
        verbose_name_plural = _("lead assignment rules")
        ordering = ["sort", "id"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return row_address("marketing:lead_rule_edit", self.pk)


def new_token() -> str:
    return secrets.token_urlsafe(24)


class WebForm(OwnedRecord):
    """A form on the open web by which strangers leave a lead; whoever knows its address may fill it in."""

    name = models.CharField(_("name"), max_length=80)
    token = models.CharField(_("address"), max_length=40, unique=True, default=new_token, editable=False)
    title = models.CharField(_("heading"), max_length=120)
    intro = models.TextField(_("introduction"), blank=True)
    consent_text = models.CharField(
        _("consent text"),
        max_length=500,
        help_text=_("What people agree to before they send; kept with each lead."),
    )
    thanks = models.CharField(_("thanks"), max_length=300, blank=True)
    source = models.CharField(_("source"), max_length=40, blank=True)
    source_tag = models.CharField(_("source tag"), max_length=60, blank=True)
    per_hour = models.PositiveIntegerField(_("most leads an hour and address"), default=5)
    is_active = models.BooleanField(_("active"), default=True)

    facts = facts.root()
    history = tracked(excluded_fields=["version", "updated_at", "updated_by"])

    class Meta:
        verbose_name = _("web form for leads")
        verbose_name_plural = _("web forms for leads")
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return row_address("marketing:web_form_detail", self.pk)


class WebSubmission(models.Model):
    """One posting of a web form: what became of it, and from where, as a digest that tells no address."""

    class Outcome(models.TextChoices):
        TAKEN = "taken", _("taken in")
        TRAPPED = "trapped", _("sent by a machine")
        LIMITED = "limited", _("too many")

    form = models.ForeignKey(WebForm, models.CASCADE, related_name="submissions")
    at = models.DateTimeField(_("time"), default=clock.now)
    origin = models.CharField(max_length=64)
    outcome = models.CharField(_("outcome"), max_length=8, choices=Outcome.choices)
    lead = models.ForeignKey(Lead, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("posting of a web form")
        verbose_name_plural = _("postings of web forms")
        ordering = ["-id"]
        indexes = [models.Index(fields=["form", "origin", "at"], name="web_submission_rate")]

    def __str__(self) -> str:
        return f"{self.form_id} {self.at:%Y-%m-%d %H:%M}"
