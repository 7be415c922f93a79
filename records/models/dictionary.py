from django.db import models
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core.facts import root
from core.history import tracked


class Dictionary(models.Model):
    """A list of choices that an administrator keeps, for example industries."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=60)
    name_en = models.CharField(_("English name"), max_length=60, blank=True)
    facts = root(owner="", department="")
    history = tracked()

    class Meta:
        verbose_name = _("dictionary")
        verbose_name_plural = _("dictionaries")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("admin:dictionary", args=[self.code])

    @property
    def label(self) -> str:
        return self.name_en if self.name_en and (get_language() or "").startswith("en") else self.name


class DictionaryItem(models.Model):
    """One choice of a dictionary; the code is stored in records, the names are shown.

    What was merged into another entry stays, switched off: history and old links still know what it was called.
    """

    class Color(models.TextChoices):
        GREY = "grey", _("grey")
        BLUE = "blue", _("blue")
        CYAN = "cyan", _("cyan")
        GREEN = "green", _("green")
        ORANGE = "orange", _("orange")
        RED = "red", _("red")
        PURPLE = "purple", _("purple")

    dictionary = models.ForeignKey(
        Dictionary, models.CASCADE, related_name="items", verbose_name=_("dictionary")
    )
    code = models.SlugField(_("code"), max_length=40)
    name = models.CharField(_("name"), max_length=60)
    name_en = models.CharField(_("English name"), max_length=60, blank=True)
    sort = models.PositiveIntegerField(_("order"), default=0)
    color = models.CharField(_("colour"), max_length=8, choices=Color.choices, blank=True)
    is_active = models.BooleanField(_("active"), default=True)
    merged_into = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("merged into")
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    facts = root(owner="", department="")
    history = tracked(excluded_fields=["version"])

    class Meta:
        verbose_name = _("dictionary item")
        verbose_name_plural = _("dictionary items")
        ordering = ["dictionary", "sort", "id"]
        constraints = [models.UniqueConstraint(fields=["dictionary", "code"], name="dictionary_code_once")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return self.dictionary.get_absolute_url()


class Parameter(models.Model):
    """A setting of the business that an administrator changes in the browser; its kind and default are declared in code."""

    code = models.CharField(_("code"), max_length=60, unique=True)
    value = models.JSONField(_("value"), null=True, blank=True)
    version = models.PositiveIntegerField(default=0, editable=False)
    history = tracked(excluded_fields=["version"])

    class Meta:
        verbose_name = _("parameter")
        verbose_name_plural = _("parameters")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code


class NumberRule(models.Model):
    """How numbers of one kind of document are made: text, date part and serial, with its reset."""

    class Reset(models.TextChoices):
        NEVER = "never", _("never")
        YEARLY = "yearly", _("yearly")
        MONTHLY = "monthly", _("monthly")
        DAILY = "daily", _("daily")

    code = models.CharField(_("kind of document"), max_length=40, unique=True)
    prefix = models.CharField(_("text"), max_length=20, blank=True)
    date_format = models.CharField(_("date part"), max_length=10, blank=True, help_text="%Y%m%d")
    digits = models.PositiveSmallIntegerField(_("digits of the serial"), default=5)
    separator = models.CharField(_("between date and serial"), max_length=3, blank=True)
    reset = models.CharField(_("restart"), max_length=8, choices=Reset.choices, default=Reset.NEVER)
    period = models.CharField(max_length=8, blank=True, editable=False)
    serial = models.PositiveBigIntegerField(_("last serial"), default=0)
    version = models.PositiveIntegerField(default=0, editable=False)
    history = tracked(excluded_fields=["serial", "period", "version"])

    class Meta:
        verbose_name = _("numbering rule")
        verbose_name_plural = _("numbering rules")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code
