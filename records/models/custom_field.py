from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core.facts import root
from core.history import tracked

from .dictionary import Dictionary

PREFIX = "ext_"


class CustomField(models.Model):
    """A field that an administrator adds to a record type; its values lie in the rows' `ext`.

    Everywhere outside `ext` it goes by `key`: as form field, column, filter, API field and in field policies.
    """

    class Kind(models.TextChoices):
        TEXT = "text", _("text")
        LONG_TEXT = "long_text", _("long text")
        CHOICE = "choice", _("choice")
        MULTI_CHOICE = "multi_choice", _("several choices")
        NUMBER = "number", _("number")
        MONEY = "money", _("money")
        DATE = "date", _("date")
        DATE_TIME = "date_time", _("date and time")
        YES_NO = "yes_no", _("yes or no")
        PERSON = "person", _("person")
        CUSTOMER = "customer", _("customer")
        URL = "url", _("web address")
        PHONE = "phone", _("phone")

    class Test(models.TextChoices):
        IS = "is", _("is")
        IS_NOT = "is_not", _("is not")
        AT_LEAST = "at_least", _("is at least")
        AT_MOST = "at_most", _("is at most")
        FILLED = "filled", _("is filled in")
        EMPTY = "empty", _("is empty")

    record_type = models.CharField(_("record type"), max_length=40)
    name = models.SlugField(_("stored as"), max_length=40, editable=False)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    label_zh = models.CharField(_("Chinese label"), max_length=40)
    label_en = models.CharField(_("English label"), max_length=60, blank=True)
    help_text = models.CharField(_("help text"), max_length=200, blank=True)
    is_required = models.BooleanField(_("required"), default=False)
    is_unique = models.BooleanField(_("unique"), default=False)
    is_searchable = models.BooleanField(
        _("found by search"),
        default=False,
        help_text=_("For texts: everybody who sees the record finds it by this field."),
    )
    is_listed = models.BooleanField(_("in the list from the start"), default=False)
    is_quick_filter = models.BooleanField(_("filter above the list"), default=False)
    default = models.CharField(_("default"), max_length=200, blank=True)
    decimals = models.PositiveSmallIntegerField(_("decimals"), default=2)
    choices = models.JSONField(_("choices"), default=list, blank=True, editable=False)
    dictionary = models.ForeignKey(
        Dictionary,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("choices of the dictionary"),
    )
    visible_field = models.CharField(_("shown where the field"), max_length=60, blank=True)
    visible_test = models.CharField(_("test"), max_length=8, choices=Test.choices, blank=True)
    visible_value = models.CharField(_("value"), max_length=100, blank=True)
    read_only_field = models.CharField(_("fixed where the field"), max_length=60, blank=True)
    read_only_test = models.CharField(_("test"), max_length=8, choices=Test.choices, blank=True)
    read_only_value = models.CharField(_("value"), max_length=100, blank=True)
    section = models.CharField(_("section"), max_length=40, blank=True)
    section_en = models.CharField(_("section in English"), max_length=60, blank=True)
    sort = models.PositiveIntegerField(_("order"), default=0)
    is_active = models.BooleanField(_("active"), default=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = models.Manager()
    facts = root(owner="", department="")
    history = tracked(excluded_fields=["version"])

    class Meta:
        verbose_name = _("custom field")
        verbose_name_plural = _("custom fields")
        ordering = ["record_type", "sort", "id"]
        constraints = [
            models.UniqueConstraint(fields=["record_type", "name"], name="custom_field_once"),
        ]

    def __str__(self) -> str:
        return self.label

    def get_absolute_url(self) -> str:
        from django.urls import reverse

        return reverse("admin:records_customfield_change", args=[self.pk])

    @property
    def key(self) -> str:
        return PREFIX + self.name

    @property
    def label(self) -> str:
        return self.label_en if self.label_en and _speaks_english() else self.label_zh

    @property
    def section_label(self) -> str:
        return self.section_en if self.section_en and _speaks_english() else self.section


class CustomValue(models.Model):
    """The value of a unique custom field that a record holds: two that are saved at once cannot both have it."""

    field = models.ForeignKey(CustomField, models.CASCADE, related_name="taken")
    value = models.CharField(max_length=300)
    subject_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    subject_id = models.PositiveBigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["field", "value"], name="custom_value_once"),
            models.UniqueConstraint(fields=["field", "subject_id"], name="custom_value_one_a_record"),
        ]

    def __str__(self) -> str:
        return self.value


def _speaks_english() -> bool:
    return (get_language() or settings.LANGUAGE_CODE).startswith("en")


__all__: list[Any] = ["PREFIX", "CustomField", "CustomValue"]
