from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core import facts
from core.history import tracked
from records.models import Child

from .contact import Contact
from .customer import Customer
from .unit import CustomerUnit


class RelationType(models.Model):
    """A kind of relation, defined once with a name for each end (father of · son of)."""

    class Applies(models.TextChoices):
        PEOPLE = "people", _("person and person")
        PERSON_COMPANY = "person_company", _("person and company")
        COMPANIES = "companies", _("company and company")

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=40)
    inverse_name = models.CharField(_("name from the other end"), max_length=40, blank=True)
    name_en = models.CharField(_("English name"), max_length=40, blank=True)
    inverse_name_en = models.CharField(_("English name from the other end"), max_length=40, blank=True)
    applies = models.CharField(_("joins"), max_length=14, choices=Applies.choices)
    is_symmetric = models.BooleanField(_("the same from both ends"), default=False)
    is_control = models.BooleanField(
        _("means control"), default=False, help_text=_("Counts for the group roll-up.")
    )
    is_active = models.BooleanField(_("active"), default=True)
    history = tracked()

    class Meta:
        verbose_name = _("relation type")
        verbose_name_plural = _("relation types")
        ordering = ["applies", "id"]

    def __str__(self) -> str:
        return self.label()

    def label(self, inverse: bool = False) -> str:
        """The name as read from one end, in the reader's language."""
        english = (get_language() or "").startswith("en")
        if inverse and not self.is_symmetric:
            return (english and self.inverse_name_en) or self.inverse_name or self.name
        return (english and self.name_en) or self.name


class ContactRelation(Child):
    """Two people know each other; read from both ends, stored once (a is `type` of b)."""

    a = models.ForeignKey(Contact, models.PROTECT, related_name="relations_out", verbose_name=_("contact"))
    b = models.ForeignKey(
        Contact, models.PROTECT, related_name="relations_in", verbose_name=_("other person")
    )
    type = models.ForeignKey(RelationType, models.PROTECT, related_name="+", verbose_name=_("relation"))
    strength = models.PositiveSmallIntegerField(
        _("strength"), default=3, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    sentiment = models.SmallIntegerField(
        _("sentiment"), default=0, validators=[MinValueValidator(-2), MaxValueValidator(2)]
    )
    evidence = models.CharField(_("evidence"), max_length=200, blank=True)

    facts = facts.child("a", other_parent="b", guarded=True)
    history = tracked(excluded_fields=["version", "updated_at", "updated_by"])

    class Meta:
        verbose_name = _("personal relation")
        verbose_name_plural = _("personal relations")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=~Q(a=models.F("b")), name="no_relation_with_oneself"),
            models.UniqueConstraint(
                fields=["a", "b", "type"], condition=Q(is_deleted=False), name="person_relation_once"
            ),
            models.CheckConstraint(condition=Q(strength__range=(1, 5)), name="relation_strength_range"),
            models.CheckConstraint(condition=Q(sentiment__range=(-2, 2)), name="relation_sentiment_range"),
        ]

    def __str__(self) -> str:
        return f"{self.a} · {self.type} · {self.b}"

    def get_absolute_url(self) -> str:
        return f"{self.a.get_absolute_url()}?tab=relations"


class PersonCustomerRelation(Child):
    """A person's tie to a company other than his present post (former employer, shareholder …)."""

    contact = models.ForeignKey(
        Contact, models.PROTECT, related_name="company_relations", verbose_name=_("contact")
    )
    customer = models.ForeignKey(
        Customer, models.PROTECT, related_name="person_relations", verbose_name=_("company")
    )
    type = models.ForeignKey(RelationType, models.PROTECT, related_name="+", verbose_name=_("relation"))
    evidence = models.CharField(_("evidence"), max_length=200, blank=True)

    facts = facts.child("contact", other_parent="customer", guarded=True)
    history = tracked(excluded_fields=["version", "updated_at", "updated_by"])

    class Meta:
        verbose_name = _("relation of a person to a company")
        verbose_name_plural = _("relations of people to companies")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["contact", "customer", "type"],
                condition=Q(is_deleted=False),
                name="person_company_relation_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.contact} · {self.type} · {self.customer}"

    def get_absolute_url(self) -> str:
        return f"{self.contact.get_absolute_url()}?tab=relations"


class CustomerRelation(Child):
    """Two companies are related; a holds, owns or supplies b, with the share where there is one."""

    a = models.ForeignKey(Customer, models.PROTECT, related_name="relations_out", verbose_name=_("customer"))
    b = models.ForeignKey(
        Customer, models.PROTECT, related_name="relations_in", verbose_name=_("other company")
    )
    type = models.ForeignKey(RelationType, models.PROTECT, related_name="+", verbose_name=_("relation"))
    equity_pct = models.DecimalField(
        _("share (%)"),
        max_digits=9,
        decimal_places=4,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )

    facts = facts.child("a", other_parent="b")
    history = tracked(excluded_fields=["version", "updated_at", "updated_by"])

    class Meta:
        verbose_name = _("company relation")
        verbose_name_plural = _("company relations")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=~Q(a=models.F("b")), name="no_company_relation_with_itself"),
            models.UniqueConstraint(
                fields=["a", "b", "type"], condition=Q(is_deleted=False), name="company_relation_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.a} · {self.type} · {self.b}"

    def get_absolute_url(self) -> str:
        return f"{self.a.get_absolute_url()}?tab=group"


class StakeholderRole(Child):
    """The part a person plays in the customer's decisions, his influence, and where he stands towards us."""

    class Role(models.TextChoices):
        SPONSOR = "sponsor", _("sponsor")
        COACH = "coach", _("coach")
        RESISTER = "resister", _("resister")
        ECONOMIC = "economic_buyer", _("economic buyer")
        TECHNICAL = "technical_buyer", _("technical buyer")
        USER = "user_buyer", _("user buyer")
        GATEKEEPER = "gatekeeper", _("gatekeeper")

    customer = models.ForeignKey(
        Customer, models.PROTECT, related_name="stakeholders", verbose_name=_("customer")
    )
    contact = models.ForeignKey(
        Contact, models.PROTECT, related_name="stakeholder_roles", verbose_name=_("contact")
    )
    unit = models.ForeignKey(
        CustomerUnit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("unit")
    )
    role = models.CharField(_("buying role"), max_length=16, choices=Role.choices)
    influence = models.PositiveSmallIntegerField(
        _("influence"), default=3, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    support = models.SmallIntegerField(
        _("attitude"), default=0, validators=[MinValueValidator(-2), MaxValueValidator(2)]
    )
    action = models.CharField(_("our next action"), max_length=200, blank=True)

    facts = facts.child("customer")
    history = tracked(excluded_fields=["version", "updated_at", "updated_by"])

    class Meta:
        verbose_name = _("stakeholder role")
        verbose_name_plural = _("stakeholder roles")
        ordering = ["-influence", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["customer", "contact", "role"],
                condition=Q(is_deleted=False),
                name="stakeholder_role_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.contact} · {self.get_role_display()}"

    def get_absolute_url(self) -> str:
        return f"{self.customer.get_absolute_url()}?tab=network"


class PartnerRole(Child):
    """A part the customer plays in dealings: buyer, payer, consignee, dealer, debtor …"""

    class Role(models.TextChoices):
        BUYER = "buyer", _("buyer")
        PAYER = "payer", _("payer")
        CONSIGNEE = "consignee", _("consignee")
        BILL_TO = "bill_to", _("bill-to party")
        DEALER = "dealer", _("dealer")
        DEBTOR = "debtor", _("debtor")
        EMPLOYEE = "employee", _("employee")

    customer = models.ForeignKey(
        Customer, models.PROTECT, related_name="partner_roles", verbose_name=_("customer")
    )
    role = models.CharField(_("partner role"), max_length=10, choices=Role.choices)
    is_valid = models.BooleanField(_("valid"), default=True)

    facts = facts.child("customer")
    history = tracked(excluded_fields=["version", "updated_at", "updated_by"])

    class Meta:
        verbose_name = _("partner role")
        verbose_name_plural = _("partner roles")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["customer", "role"], condition=Q(is_deleted=False), name="partner_role_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.customer} · {self.get_role_display()}"

    def get_absolute_url(self) -> str:
        return f"{self.customer.get_absolute_url()}?tab=details"
