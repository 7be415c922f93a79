from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from contacts.models import Customer
from core.facts import child
from core.history import tracked
from records.models import Child

from .product import Product


class CustomerPartNumber(Child):
    """What a customer calls one of our products, with the drawing and its revision."""

    customer = models.ForeignKey(
        Customer, models.PROTECT, related_name="part_numbers", verbose_name=_("customer")
    )
    product = models.ForeignKey(
        Product, models.PROTECT, related_name="part_numbers", verbose_name=_("product")
    )
    part_no = models.CharField(_("customer's part number"), max_length=60)
    drawing_no = models.CharField(_("drawing number"), max_length=60, blank=True)
    drawing_revision = models.CharField(_("drawing revision"), max_length=20, blank=True)
    notes = models.CharField(_("notes"), max_length=200, blank=True)

    facts = child("customer")
    history = tracked(excluded_fields=["version", "updated_at", "updated_by"])

    class Meta:
        verbose_name = _("customer's part number")
        verbose_name_plural = _("customers' part numbers")
        ordering = ["part_no", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["customer", "part_no", "drawing_revision"],
                condition=Q(is_deleted=False),
                name="part_number_once",
            ),
        ]
        indexes = [models.Index(fields=["part_no"], name="part_number_no")]

    BRIEF = ("part_no", "drawing_revision")

    def __str__(self) -> str:
        return f"{self.part_no} {self.drawing_revision}".strip()

    def get_absolute_url(self) -> str:
        return f"{self.product.get_absolute_url()}?tab=part_numbers"
