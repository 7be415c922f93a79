from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from contacts.models import Customer
from core.addresses import row_address
from core.facts import Facts
from core.history import tracked
from records.models import Attachment, Record


class Mode(models.TextChoices):
    CUSTOMER = "customer", _("the customer's template")
    UNIFIED = "unified", _("our one template")
    LOCAL = "local", _("the country's template")


class Language(models.TextChoices):
    ZH = "zh-hans", _("Chinese")
    EN = "en", _("English")


class Clause(Record):
    """A clause of the library: what our contracts usually say about one thing."""

    code = models.CharField(_("clause number"), max_length=30)
    title = models.CharField(pgettext_lazy("clause", "title"), max_length=120)
    category = models.CharField(_("kind"), max_length=40, blank=True)
    language = models.CharField(_("language"), max_length=8, choices=Language.choices, default=Language.ZH)
    body = models.TextField(_("wording"))
    is_active = models.BooleanField(_("in use"), default=True)

    facts = Facts()
    history = tracked(excluded_fields=["version", "updated_at", "updated_by"])

    class Meta:
        verbose_name = _("clause")
        verbose_name_plural = _("clauses")
        ordering = ["code", "id"]
        constraints = [
            models.UniqueConstraint(fields=["code"], condition=Q(is_deleted=False), name="clause_code_once"),
        ]
        permissions = [("export_clause", _("Can export clauses"))]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    def get_absolute_url(self) -> str:
        return row_address("contracts:clause_detail", self.pk)


class ContractTemplate(Record):
    """What a contract of one kind, mode, market and language is written from: an opening, clauses in order, an end."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("draft")
        PUBLISHED = "published", _("published")
        RETIRED = "retired", _("retired")

    code = models.CharField(_("template number"), max_length=30)
    name = models.CharField(_("template name"), max_length=120)
    mode = models.CharField(_("template mode"), max_length=10, choices=Mode.choices, default=Mode.UNIFIED)
    market_type = models.CharField(_("market"), max_length=10, choices=Customer.Market.choices, blank=True)
    country = models.CharField(_("country"), max_length=60, blank=True)
    customer = models.ForeignKey(
        Customer,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="contract_templates",
        verbose_name=_("customer"),
        help_text=_("Whose template it is, where it is a customer's."),
    )
    language = models.CharField(_("language"), max_length=8, choices=Language.choices, default=Language.ZH)
    opening = models.TextField(_("opening"), blank=True)
    closing = models.TextField(pgettext_lazy("contract", "closing"), blank=True)
    word_file = models.ForeignKey(
        Attachment,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("Word file"),
    )
    status = models.CharField(
        _("status"), max_length=10, choices=Status.choices, default=Status.DRAFT, editable=False
    )
    edition = models.PositiveIntegerField(_("version"), default=1, editable=False)

    facts = Facts()
    history = tracked(excluded_fields=["version", "updated_at", "updated_by"])
    PREFETCHED: ClassVar[dict[str, str]] = {"clause_list": "clauses"}

    class Meta:
        verbose_name = _("contract template")
        verbose_name_plural = _("contract templates")
        ordering = ["code", "-edition", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["code", "edition"],
                condition=Q(is_deleted=False),
                name="contract_template_edition_once",
            ),
        ]
        permissions = [
            ("publish_contracttemplate", _("Publishes contract templates")),
            ("export_contracttemplate", _("Can export contract templates")),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name} V{self.edition}"

    def get_absolute_url(self) -> str:
        return row_address("contracts:template_detail", self.pk)

    @property
    def clause_list(self) -> list[dict[str, Any]]:
        """The clauses as programs read and write them."""
        rows = sorted(
            (row for row in self.clauses.all() if not row.is_deleted), key=lambda row: (row.place, row.pk)
        )
        names = ("id", "place", "title", "body", "is_required")
        return [{"clause": row.clause_id, **{name: getattr(row, name) for name in names}} for row in rows]


class TemplateClause(Record):
    """A clause in its place in a template; its wording may differ from the library's."""

    template = models.ForeignKey(
        ContractTemplate, models.PROTECT, related_name="clauses", verbose_name=_("contract template")
    )
    place = models.PositiveIntegerField(pgettext_lazy("line", "position"), default=1)
    clause = models.ForeignKey(
        Clause, models.PROTECT, null=True, blank=True, related_name="uses", verbose_name=_("clause")
    )
    title = models.CharField(pgettext_lazy("clause", "title"), max_length=120)
    body = models.TextField(_("wording"))
    is_required = models.BooleanField(_("may not be left out"), default=False)

    facts = Facts(permission_of="contracts.contracttemplate")
    history = tracked(excluded_fields=["version", "updated_at", "updated_by"])

    class Meta:
        verbose_name = _("clause of a template")
        verbose_name_plural = _("clauses of a template")
        ordering = ["place", "id"]
        indexes = [models.Index(fields=["template", "place"], name="template_clause_place")]

    def __str__(self) -> str:
        return f"{self.place} · {self.title}"

    def get_absolute_url(self) -> str:
        address: Any = self.template.get_absolute_url()
        return str(address)
