from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from contacts.models import Customer
from core.history import tracked


class Named(models.Model):
    """Something that administrators name in Chinese and, if they like, in English."""

    code = models.SlugField(_("code"), max_length=30)
    name = models.CharField(_("name"), max_length=40)
    name_en = models.CharField(_("English name"), max_length=60, blank=True)
    sort = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        english = (get_language() or "").startswith("en")
        return (english and self.name_en) or self.name


class Pipeline(Named):
    """The way a sale goes in one market: its stages in order."""

    BRIEF = ("id", "code", "name", "name_en")

    market = models.CharField(_("market"), max_length=10, choices=Customer.Market.choices, blank=True)
    industries = models.JSONField(
        _("industries"), default=list, blank=True, help_text=_("Customers of these start in this pipeline.")
    )
    is_active = models.BooleanField(_("active"), default=True)

    history = tracked()

    class Meta:
        verbose_name = _("pipeline")
        verbose_name_plural = _("pipelines")
        ordering = ["sort", "id"]
        constraints = [models.UniqueConstraint(fields=["code"], name="pipeline_code_once")]

    def get_absolute_url(self) -> str:
        from django.urls import reverse

        return f"{reverse('sales:board')}?pipeline={self.pk}"


class Stage(Named):
    """A step of a pipeline: how likely a win is there, how long one stays, and what must be known to enter it."""

    BRIEF = ("id", "pipeline_id", "code", "name", "name_en", "sort", "probability", "dwell_days")
    # What a stage may ask for: fields of the opportunity, and people.
    ASKABLE = ("amount", "unit", "next_step_on", "competitor", "description", "contacts", "decider")

    pipeline = models.ForeignKey(Pipeline, models.PROTECT, related_name="stages", verbose_name=_("pipeline"))
    probability = models.DecimalField(
        _("win probability (%)"),
        max_digits=5,
        decimal_places=2,
        validators=[MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(100))],
    )
    dwell_days = models.PositiveSmallIntegerField(
        _("usual days in the stage"), default=0, help_text=_("0: no limit.")
    )
    required_fields = models.JSONField(_("required to enter"), default=list, blank=True)
    needs_next_step = models.BooleanField(_("needs a dated next step"), default=True)

    history = tracked()

    class Meta:
        verbose_name = _("stage")
        verbose_name_plural = _("stages")
        ordering = ["pipeline", "sort", "id"]
        constraints = [
            models.UniqueConstraint(fields=["pipeline", "code"], name="stage_code_once"),
            models.CheckConstraint(
                condition=Q(probability__gte=0) & Q(probability__lte=100), name="stage_probability_range"
            ),
        ]

    @property
    def is_final(self) -> bool:
        """The stage of a won sale: only a win leads there."""
        return self.probability >= 100
