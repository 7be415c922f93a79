from django.db import models
from django.utils.translation import gettext_lazy as _

from core import clock
from core.history import tracked


class OwnCompany(models.Model):
    """What we say of ourselves, in one place: for offers, letters and whoever is new here."""

    name = models.CharField(_("company"), max_length=120)
    name_en = models.CharField(_("name in English"), max_length=160, blank=True)
    usci = models.CharField(_("unified social credit code"), max_length=18, blank=True)
    legal_person = models.CharField(_("legal representative"), max_length=60, blank=True)
    founded = models.DateField(_("founded on"), null=True, blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    address_en = models.CharField(_("address in English"), max_length=300, blank=True)
    phone = models.CharField(_("phone"), max_length=60, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    site = models.CharField(_("website"), max_length=200, blank=True)
    bank = models.CharField(_("bank and account"), max_length=200, blank=True)
    business = models.TextField(_("what we make"), blank=True)
    strengths = models.TextField(_("what we are good at"), blank=True)
    certificates = models.TextField(_("certificates"), blank=True)
    references = models.TextField(_("references"), blank=True)
    updated_at = models.DateTimeField(_("updated"), default=clock.now, editable=False)
    history = tracked(excluded_fields=["updated_at"])

    class Meta:
        verbose_name = _("own company")
        verbose_name_plural = _("own company")

    def __str__(self) -> str:
        return self.name
