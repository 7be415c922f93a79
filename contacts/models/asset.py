from django.db import models
from django.utils.translation import gettext_lazy as _

from core import facts
from core.history import tracked
from records.models import Child

from .customer import Customer
from .unit import CustomerUnit


class InstalledAsset(Child):
    """A vessel, engine, line or turbine of a customer in which our products run."""

    class Kind(models.TextChoices):
        VESSEL = "vessel", _("vessel")
        ENGINE = "engine", _("main engine")
        LINE = "line", _("production line")
        TURBINE = "turbine", _("wind turbine")
        OTHER = "other", _("other equipment")

    customer = models.ForeignKey(Customer, models.PROTECT, related_name="assets", verbose_name=_("customer"))
    unit = models.ForeignKey(
        CustomerUnit, models.PROTECT, null=True, blank=True, related_name="assets", verbose_name=_("unit")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.VESSEL)
    name = models.CharField(_("asset name"), max_length=80)
    imo_or_serial = models.CharField(_("IMO or serial number"), max_length=40, blank=True)
    model = models.CharField(_("model"), max_length=80, blank=True)
    commissioned = models.DateField(_("commissioned on"), null=True, blank=True)
    notes = models.TextField(_("notes"), blank=True)

    facts = facts.child("customer")
    history = tracked(excluded_fields=["version", "updated_at", "updated_by"])

    class Meta:
        verbose_name = _("installed asset")
        verbose_name_plural = _("installed assets")
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"{self.customer.get_absolute_url()}?tab=assets"
