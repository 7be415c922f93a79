from decimal import Decimal

from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.facts import Facts
from core.history import tracked
from records.models import Record

HOME_CURRENCY = "CNY"
CURRENCY_CODE = RegexValidator(
    r"^[A-Z]{3}$", _("Write the three capital letters of the currency, such as USD.")
)
POSITIVE = [MinValueValidator(Decimal("0.000001"))]


def currency_field(label: object, **facts: object) -> models.CharField:
    return models.CharField(label, max_length=3, validators=[CURRENCY_CODE], **facts)  # type: ignore[arg-type]


class FxRate(Record):
    """What one unit of a currency was worth in another on a day: USD 1 = CNY 7.1000."""

    class Source(models.TextChoices):
        MANUAL = "manual", _("entered by hand")
        IMPORT = "import", _("imported")
        API = "api", _("reported by another system")

    currency = currency_field(_("currency"))
    base = currency_field(_("quoted in"), default=HOME_CURRENCY)
    day = models.DateField(_("day"))
    rate = models.DecimalField(_("exchange rate"), max_digits=18, decimal_places=6, validators=POSITIVE)
    source = models.CharField(
        _("source"), max_length=10, choices=Source.choices, default=Source.MANUAL, editable=False
    )
    notes = models.CharField(_("notes"), max_length=120, blank=True)

    facts = Facts()
    history = tracked(excluded_fields=["version", "updated_at", "updated_by"])

    class Meta:
        verbose_name = _("exchange rate")
        verbose_name_plural = _("exchange rates")
        ordering = ["-day", "currency", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["currency", "base", "day"], condition=Q(is_deleted=False), name="fx_rate_once_a_day"
            ),
            models.CheckConstraint(condition=Q(rate__gt=0), name="fx_rate_positive"),
            models.CheckConstraint(condition=~Q(currency=F("base")), name="fx_rate_of_two_currencies"),
        ]
        permissions = [
            ("export_fxrate", _("Can export exchange rates")),
            ("import_fxrate", _("Can import exchange rates")),
        ]

    def __str__(self) -> str:
        return f"{self.currency}/{self.base} {self.rate.normalize():f} ({self.day:%Y-%m-%d})"

    def get_absolute_url(self) -> str:
        return reverse("catalog:fx_rate_list")


class FxClause(models.Model):
    """The agreement on exchange rates of a price list (later of a contract): base rate, threshold, what follows."""

    class Reprice(models.TextChoices):
        REQUOTE = "requote", _("quote anew")
        AUTO = "auto", _("follow the new rate")

    class Review(models.TextChoices):
        MONTHLY = "monthly", _("monthly")
        QUARTERLY = "quarterly", _("quarterly")
        HALF_YEARLY = "half_yearly", _("half-yearly")
        YEARLY = "yearly", _("yearly")

    fx_base_rate = models.DecimalField(
        _("base exchange rate"), max_digits=18, decimal_places=6, null=True, blank=True, validators=POSITIVE
    )
    fx_currency = currency_field(_("base rate quoted in"), default=HOME_CURRENCY)
    fx_source = models.CharField(_("source of the exchange rate"), max_length=80, blank=True)
    fx_threshold = models.DecimalField(
        _("exchange rate threshold (±%)"),
        max_digits=9,
        decimal_places=4,
        default=Decimal(3),
        validators=[MinValueValidator(Decimal(0))],
    )
    fx_review = models.CharField(
        _("exchange rate review"), max_length=12, choices=Review.choices, default=Review.QUARTERLY
    )
    fx_reprice = models.CharField(
        _("beyond the threshold"), max_length=10, choices=Reprice.choices, default=Reprice.REQUOTE
    )

    class Meta:
        abstract = True

    @property
    def has_fx_clause(self) -> bool:
        return self.fx_base_rate is not None
