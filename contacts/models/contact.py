from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import facts
from core.addresses import row_address
from core.history import tracked
from core.phones import normalise as normalise_phone
from core.pinyin import sort_key
from records.models import Child

from ..querysets import ContactQuerySet
from .customer import Customer
from .unit import CustomerUnit


class Contact(Child):
    """A person at a customer: how to reach him, what he cares about, and the posts he held."""

    class Gender(models.TextChoices):
        MALE = "male", _("male")
        FEMALE = "female", _("female")

    class Calendar(models.TextChoices):
        SOLAR = "solar", _("solar")
        LUNAR = "lunar", _("lunar")

    class Channel(models.TextChoices):
        PHONE = "phone", _("phone")
        WECHAT = "wechat", _("WeChat")
        EMAIL = "email", _("e-mail")
        VISIT = "visit", _("visit")

    class Status(models.TextChoices):
        ACTIVE = "active", _("in post")
        MOVED = "moved", _("moved")
        LEFT = "left", _("left")
        RETIRED = "retired", _("retired")

    customer = models.ForeignKey(
        Customer, models.PROTECT, related_name="contacts", verbose_name=_("customer")
    )
    code = models.CharField(_("contact number"), max_length=40, blank=True)
    name = models.CharField(_("contact name"), max_length=60)
    pinyin = models.CharField(max_length=200, blank=True, editable=False)
    gender = models.CharField(_("gender"), max_length=6, choices=Gender.choices, blank=True)
    job_title = models.CharField(_("job title"), max_length=80, blank=True)
    mobile = models.CharField(_("mobile"), max_length=60, blank=True)
    mobile_key = models.CharField(max_length=30, blank=True, editable=False)
    phone = models.CharField(_("phone"), max_length=60, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    wechat = models.CharField(_("WeChat"), max_length=60, blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    birth_year = models.PositiveSmallIntegerField(_("year of birth"), null=True, blank=True)
    birth_month = models.PositiveSmallIntegerField(_("month of birth"), null=True, blank=True)
    birth_day = models.PositiveSmallIntegerField(_("day of birth"), null=True, blank=True)
    birthday_calendar = models.CharField(
        _("birthday calendar"), max_length=5, choices=Calendar.choices, default=Calendar.SOLAR
    )
    is_leap_month = models.BooleanField(_("leap month"), default=False)
    preferred_channel = models.CharField(
        _("preferred channel"), max_length=10, choices=Channel.choices, blank=True
    )
    native_place = models.CharField(_("native place"), max_length=80, blank=True)
    education = models.CharField(_("education"), max_length=120, blank=True)
    marital_status = models.CharField(_("marital status"), max_length=20, blank=True)
    hobbies = models.CharField(_("hobbies"), max_length=200, blank=True)
    diet = models.CharField(_("diet"), max_length=200, blank=True)
    taboo = models.CharField(_("taboo"), max_length=200, blank=True)
    notes = models.TextField(_("notes"), blank=True)
    status = models.CharField(_("status"), max_length=8, choices=Status.choices, default=Status.ACTIVE)
    next_follow_on = models.DateField(_("next contact"), null=True, blank=True, editable=False)
    last_follow_at = models.DateTimeField(_("last follow-up"), null=True, blank=True, editable=False)
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="merged_from",
        verbose_name=_("merged into"),
    )

    facts = facts.child("customer", outsider="created_by")
    objects = ContactQuerySet.as_manager()
    history = tracked(excluded_fields=["pinyin", "mobile_key", "version", "updated_at", "updated_by"])

    CHANNELS = ("mobile", "phone", "email", "wechat")
    PERSONAL = ("native_place", "education", "marital_status", "hobbies", "diet", "taboo")

    class Meta:
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        ordering = ["pinyin", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(birth_month__isnull=True) | Q(birth_month__range=(1, 12)),
                name="contact_birth_month",
            ),
            models.CheckConstraint(
                condition=Q(birth_day__isnull=True) | Q(birth_day__range=(1, 31)), name="contact_birth_day"
            ),
            models.UniqueConstraint(
                fields=["customer", "code"],
                condition=Q(is_deleted=False) & ~Q(code=""),
                name="contact_code_once",
            ),
        ]
        indexes = [
            # Of the living alone: they are then counted and passed over in the index, without looking at a row.
            models.Index(fields=["pinyin", "id"], condition=Q(is_deleted=False), name="contact_pinyin"),
            models.Index(
                fields=["customer", "pinyin", "id"], condition=Q(is_deleted=False), name="contact_customer"
            ),
            # What gates and orders those that a search finds, without reading them.
            models.Index(
                fields=["id", "customer", "pinyin"], condition=Q(is_deleted=False), name="contact_found"
            ),
            models.Index(fields=["mobile_key"], name="contact_mobile"),
            # Few, so an import sees at once whether a person of this name waits for his number.
            models.Index(
                fields=["name", "customer"],
                condition=Q(is_deleted=False, mobile=""),
                name="contact_without_mobile",
            ),
            models.Index(fields=["birth_month", "birth_day", "birthday_calendar"], name="contact_birthday"),
            models.Index(fields=["next_follow_on", "id"], name="contact_next"),
            models.Index(fields=["-created_at", "-id"], name="contact_created"),
        ]
        permissions = [
            ("export_contact", _("Can export contacts")),
            ("import_contact", _("Can import contacts")),
            ("reveal_contact", _("Reads phone and mail in full")),
            ("unmask_contact", _("May unmask phone and mail one by one, logged")),
            ("sensitive_contact", _("Reads interests and background of people")),
            ("merge_contact", _("Can merge duplicate contacts")),
        ]

    BRIEF = ("name", "customer")

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs) -> None:
        self.derive()
        super().save(*args, **kwargs)

    def derive(self) -> None:
        self.pinyin = sort_key(self.name, is_person=True)[:200]
        number = normalise_phone(self.mobile) if self.mobile else None
        self.mobile_key = (number.national if number and number.is_known else "")[:30]

    def get_absolute_url(self) -> str:
        return row_address("contacts:contact_detail", self.pk)


class ContactPosition(Child):
    """A post that a contact holds or held in a unit; a contact may hold several at once."""

    contact = models.ForeignKey(Contact, models.PROTECT, related_name="positions", verbose_name=_("contact"))
    unit = models.ForeignKey(CustomerUnit, models.PROTECT, related_name="positions", verbose_name=_("unit"))
    job_title = models.CharField(_("job title"), max_length=80, blank=True)
    is_primary = models.BooleanField(_("main post"), default=False)
    from_on = models.DateField(_("from"), null=True, blank=True)
    to_on = models.DateField(_("to"), null=True, blank=True)
    reports_to = models.ForeignKey(
        Contact, models.SET_NULL, null=True, blank=True, related_name="reports", verbose_name=_("reports to")
    )

    facts = facts.child("contact")
    history = tracked(excluded_fields=["version", "updated_at", "updated_by"])

    class Meta:
        verbose_name = _("post held")
        verbose_name_plural = _("posts held")
        ordering = ["-is_primary", "-from_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["contact"],
                condition=Q(is_primary=True, to_on__isnull=True, is_deleted=False),
                name="one_main_post_per_contact",
            ),
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(from_on__isnull=True) | Q(to_on__gte=models.F("from_on")),
                name="post_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contact} {self.job_title}".strip()

    def get_absolute_url(self) -> str:
        return self.contact.get_absolute_url()


class ContactFamily(Child):
    """A family member of a contact: as little as warmth needs, with purpose and consent, and guarded."""

    class Relation(models.TextChoices):
        SPOUSE = "spouse", _("spouse")
        CHILD = "child", _("child")
        PARENT = "parent", _("parent")
        SIBLING = "sibling", _("sibling")
        OTHER = "other", _("other")

    class Consent(models.TextChoices):
        NONE = "none", _("not obtained")
        ORAL = "oral", _("oral")
        WRITTEN = "written", _("written")

    contact = models.ForeignKey(Contact, models.PROTECT, related_name="family", verbose_name=_("contact"))
    relation = models.CharField(_("relation"), max_length=10, choices=Relation.choices)
    name = models.CharField(
        _("form of address"), max_length=60, help_text=_("For children only a form of address.")
    )
    school_stage = models.CharField(_("school stage"), max_length=40, blank=True)
    birth_month = models.PositiveSmallIntegerField(_("month of birth"), null=True, blank=True)
    birth_day = models.PositiveSmallIntegerField(_("day of birth"), null=True, blank=True)
    phone = models.CharField(_("phone"), max_length=60, blank=True)
    hobbies = models.CharField(_("hobbies"), max_length=200, blank=True)
    remark = models.CharField(_("remark"), max_length=200, blank=True)
    source = models.CharField(_("source of the information"), max_length=80, blank=True)
    consent = models.CharField(_("consent"), max_length=8, choices=Consent.choices, default=Consent.NONE)
    purpose = models.CharField(_("purpose"), max_length=120)

    facts = facts.child("contact", guarded=True)
    history = tracked(excluded_fields=["version", "updated_at", "updated_by"])

    class Meta:
        verbose_name = _("family member")
        verbose_name_plural = _("family members")
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.get_relation_display()} {self.name}"

    def get_absolute_url(self) -> str:
        return self.contact.get_absolute_url()
