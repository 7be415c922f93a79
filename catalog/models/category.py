from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.facts import Facts
from core.history import tracked
from core.pinyin import sort_key
from records.models import Record


class Category(Record):
    """A branch of the product tree at any depth; `path` lists the ids from the root."""

    name = models.CharField(_("category name"), max_length=80)
    code = models.CharField(_("code"), max_length=40, blank=True)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("superior category"),
    )
    sort = models.PositiveIntegerField(_("order"), default=0)
    pinyin = models.CharField(max_length=240, blank=True, editable=False)
    path = models.CharField(max_length=400, editable=False, default="/")

    facts = Facts()  # the whole house's: reached by those whose right reaches everything
    history = tracked(excluded_fields=["path", "pinyin", "version", "updated_at", "updated_by"])

    class Meta:
        verbose_name = _("product category")
        verbose_name_plural = _("product categories")
        ordering = ["sort", "pinyin", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["parent", "name"], condition=Q(is_deleted=False), name="category_name_once"
            ),
            models.UniqueConstraint(
                fields=["name"],
                condition=Q(parent__isnull=True, is_deleted=False),
                name="root_category_name_once",
            ),
            models.UniqueConstraint(
                fields=["code"],
                condition=Q(is_deleted=False) & ~Q(code=""),
                name="category_code_once",
            ),
        ]
        indexes = [
            models.Index(fields=["parent", "sort", "pinyin", "id"], name="category_children"),
            models.Index(fields=["path"], name="category_path"),
        ]
        permissions = [("import_category", _("Can import product categories"))]

    BRIEF = ("name", "path")

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.derive()
        super().save(*args, **kwargs)

    def derive(self) -> None:
        self.pinyin = sort_key(self.name)[:240]

    def get_absolute_url(self) -> str:
        return f"{reverse('catalog:product_list')}?category={self.pk}"

    @property
    def ancestor_ids(self) -> list[int]:
        """Ids from the root category down to this one."""
        return [int(part) for part in self.path.split("/") if part]
