from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core import facts
from core.addresses import row_address
from core.history import tracked

from ..querysets import EmployeeQuerySet
from .department import Department, Post, TitleLevel


class Employee(models.Model):
    """A member of staff, or an outsider (dealer, agent) who works in our system."""

    class Status(models.TextChoices):
        PROBATION = "probation", _("probation")
        ACTIVE = "active", _("in service")
        DISABLED = "disabled", _("disabled")
        LEFT = "left", _("left")

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="employee", verbose_name=_("user")
    )
    no = models.CharField(_("employee number"), max_length=30, unique=True)
    department = models.ForeignKey(
        Department, models.PROTECT, related_name="employees", verbose_name=_("department")
    )
    post = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, verbose_name=_("post"))
    leader = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="subordinates", verbose_name=_("superior")
    )
    mobile = models.CharField(_("mobile"), max_length=40, blank=True)
    hire_date = models.DateField(_("hired on"), null=True, blank=True)
    title_level = models.ForeignKey(
        TitleLevel, models.PROTECT, null=True, blank=True, verbose_name=_("title")
    )
    base_coef = models.DecimalField(
        _("base coefficient"),
        max_digits=9,
        decimal_places=4,
        null=True,
        blank=True,
        help_text=_("Overrides the post's coefficient."),
    )
    is_external = models.BooleanField(_("outsider"), default=False)
    company = models.CharField(_("outsider's company"), max_length=100, blank=True)
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.ACTIVE)
    left_on = models.DateField(_("left on"), null=True, blank=True)
    notes = models.TextField(_("notes"), blank=True)
    ext = models.JSONField(_("custom fields"), default=dict, blank=True, editable=False)

    objects = EmployeeQuerySet.as_manager()
    facts = facts.root(owner="user")
    history = tracked()

    class Meta:
        verbose_name = _("employee")
        verbose_name_plural = _("employees")
        ordering = ["no"]
        permissions = [
            ("export_employee", _("Can export employees")),
            ("import_employee", _("Can import employees")),
            ("disable_employee", _("Can enable and disable employees")),
            ("authorise_employee", _("Can give roles to employees")),
            ("reset_password_employee", _("Can reset an employee's password")),
            ("rate_employee", _("Can set titles and coefficients of employees")),
        ]

    def __str__(self) -> str:
        return self.user.name

    def get_absolute_url(self) -> str:
        return row_address("system:employee_detail", self.pk)

    @property
    def name(self) -> str:
        return self.user.name

    @property
    def is_working(self) -> bool:
        return self.status in {self.Status.ACTIVE, self.Status.PROBATION}


class EmployeeDeptHistory(models.Model):
    """Which department an employee belonged to from when to when: the truth for a transfer in mid-month."""

    employee = models.ForeignKey(Employee, models.PROTECT, related_name="department_history")
    department = models.ForeignKey(Department, models.PROTECT, related_name="+", verbose_name=_("department"))
    from_on = models.DateField(_("from"))
    to_on = models.DateField(_("to"), null=True, blank=True)

    class Meta:
        verbose_name = _("department history")
        verbose_name_plural = _("department history")
        ordering = ["from_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["employee"],
                condition=models.Q(to_on__isnull=True),
                name="one_open_department_per_employee",
            )
        ]

    def __str__(self) -> str:
        return f"{self.employee} {self.department} {self.from_on}"


class Leave(models.Model):
    """An absence, for proration of scores and for delegation."""

    class Kind(models.TextChoices):
        ANNUAL = "annual", _("annual leave")
        SICK = "sick", _("sick leave")
        PERSONAL = "personal", _("personal leave")
        PARENTAL = "parental", _("parental leave")
        OTHER = "other", _("other leave")

    employee = models.ForeignKey(Employee, models.PROTECT, related_name="leaves", verbose_name=_("employee"))
    from_on = models.DateField(_("from"))
    to_on = models.DateField(_("to"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.ANNUAL)
    history = tracked()

    class Meta:
        verbose_name = _("leave")
        verbose_name_plural = _("leaves")
        ordering = ["-from_on"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(to_on__gte=models.F("from_on")), name="leave_ends_after_start"
            )
        ]

    def __str__(self) -> str:
        return f"{self.employee} {self.from_on}–{self.to_on}"
