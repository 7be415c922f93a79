from decimal import Decimal

import django.core.validators
import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import core.clock
import core.operation


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("contacts", "0001_tables"),
        ("sales", "0202_work_plans"),
    ]

    operations = [
        migrations.CreateModel(
            name="PlanReminder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=60, unique=True)),
                ("told_at", models.DateTimeField(default=core.clock.now)),
            ],
            options={
                "verbose_name": "reminder of a plan",
                "verbose_name_plural": "reminders of plans",
            },
        ),
        migrations.AddField(
            model_name="expense",
            name="visit",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="expenses",
                to="sales.visit",
                verbose_name="visit",
            ),
        ),
        migrations.AddField(
            model_name="historicalexpense",
            name="visit",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="sales.visit",
                verbose_name="visit",
            ),
        ),
        migrations.CreateModel(
            name="AccountPlan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(default=core.clock.now, editable=False, verbose_name="created"),
                ),
                (
                    "updated_at",
                    models.DateTimeField(default=core.clock.now, editable=False, verbose_name="updated"),
                ),
                ("is_deleted", models.BooleanField(default=False, editable=False, verbose_name="deleted")),
                (
                    "ext",
                    models.JSONField(blank=True, default=dict, editable=False, verbose_name="custom fields"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("code", models.CharField(editable=False, max_length=30, unique=True, verbose_name="number")),
                (
                    "name",
                    models.CharField(
                        blank=True,
                        help_text="Empty: the customer and the year.",
                        max_length=140,
                        verbose_name="plan name",
                    ),
                ),
                (
                    "year",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(2000),
                            django.core.validators.MaxValueValidator(2100),
                        ],
                        verbose_name="year",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[("draft", "draft"), ("active", "in force"), ("closed", "closed")],
                        default="draft",
                        editable=False,
                        max_length=8,
                        verbose_name="status",
                    ),
                ),
                (
                    "statement",
                    models.TextField(
                        blank=True,
                        help_text="In two sentences: what we will be to this customer, and what he gains by it.",
                        verbose_name="statement",
                    ),
                ),
                ("vision", models.TextField(blank=True, verbose_name="where we want to be in three years")),
                ("win_win", models.TextField(blank=True, verbose_name="what the customer gains")),
                ("trends", models.TextField(blank=True, verbose_name="trends in his market")),
                ("perception", models.TextField(blank=True, verbose_name="how the customer sees us")),
                ("opportunities", models.TextField(blank=True, verbose_name="chances")),
                ("threats", models.TextField(blank=True, verbose_name="threats")),
                ("strengths", models.TextField(blank=True, verbose_name="our strengths")),
                ("weaknesses", models.TextField(blank=True, verbose_name="our weaknesses")),
                (
                    "achilles_heel",
                    models.TextField(
                        blank=True,
                        help_text="The one weakness by which we could lose this customer.",
                        verbose_name="Achilles' heel",
                    ),
                ),
                (
                    "level",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "a product that meets a need"),
                            (2, "products and services of high quality"),
                            (3, "excellent service and technical support"),
                            (4, "a contribution to his business problems"),
                            (5, "a contribution to his company's problems"),
                        ],
                        default=1,
                        verbose_name="our level",
                    ),
                ),
                (
                    "level_target",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[
                            (1, "a product that meets a need"),
                            (2, "products and services of high quality"),
                            (3, "excellent service and technical support"),
                            (4, "a contribution to his business problems"),
                            (5, "a contribution to his company's problems"),
                        ],
                        null=True,
                        verbose_name="level at the end of the year",
                    ),
                ),
                (
                    "rival_level",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[
                            (1, "a product that meets a need"),
                            (2, "products and services of high quality"),
                            (3, "excellent service and technical support"),
                            (4, "a contribution to his business problems"),
                            (5, "a contribution to his company's problems"),
                        ],
                        null=True,
                        verbose_name="level of the strongest competitor",
                    ),
                ),
                (
                    "level_evidence",
                    models.TextField(
                        blank=True,
                        help_text="What the customer says or does that proves it.",
                        verbose_name="evidence of our level",
                    ),
                ),
                (
                    "review_days",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Empty: as everywhere.",
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(7),
                            django.core.validators.MaxValueValidator(366),
                        ],
                        verbose_name="days between reviews",
                    ),
                ),
                (
                    "next_review_on",
                    models.DateField(blank=True, editable=False, null=True, verbose_name="next review"),
                ),
                ("closed_on", models.DateField(blank=True, editable=False, null=True, verbose_name="closed")),
                ("result", models.TextField(blank=True, editable=False, verbose_name="what came of it")),
                (
                    "copied_from",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="copies",
                        to="sales.accountplan",
                        verbose_name="copied from",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="created by",
                    ),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="account_plans",
                        to="contacts.customer",
                        verbose_name="customer",
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.department",
                        verbose_name="owning department",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="owned_%(class)ss",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="owner",
                    ),
                ),
                (
                    "updated_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="updated by",
                    ),
                ),
            ],
            options={
                "verbose_name": "account plan",
                "verbose_name_plural": "account plans",
                "ordering": ["-year", "-id"],
                "permissions": [
                    ("export_accountplan", "Can export account plans"),
                    ("import_accountplan", "Can import account plans"),
                    ("transfer_accountplan", "Can transfer account plans"),
                    ("review_accountplan", "Can comment on reviews of account plans"),
                ],
                "indexes": [
                    models.Index(fields=["-year", "-id"], name="account_plan_list"),
                    models.Index(fields=["owner", "status"], name="account_plan_owner"),
                    models.Index(fields=["status", "next_review_on"], name="account_plan_review"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_deleted", False)),
                        fields=("customer", "year"),
                        name="one_account_plan_a_year",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("level__range", (1, 5))), name="account_plan_five_levels"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "closed"), _negated=True),
                            ("closed_on__isnull", False),
                            _connector="OR",
                        ),
                        name="account_plan_closed_when",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalAccountAssessment",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                (
                    "operation_id",
                    models.CharField(
                        db_index=True, default=core.operation.current_id, editable=False, max_length=32
                    ),
                ),
                (
                    "ip",
                    models.GenericIPAddressField(
                        default=core.operation.current_ip, editable=False, null=True
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(default=core.clock.now, editable=False, verbose_name="created"),
                ),
                ("is_deleted", models.BooleanField(default=False, editable=False, verbose_name="deleted")),
                (
                    "ext",
                    models.JSONField(blank=True, default=dict, editable=False, verbose_name="custom fields"),
                ),
                ("assessed_on", models.DateField(default=core.clock.today, verbose_name="assessed on")),
                (
                    "sales",
                    models.PositiveSmallIntegerField(
                        validators=[django.core.validators.MaxValueValidator(100)], verbose_name="sales"
                    ),
                ),
                (
                    "quality",
                    models.PositiveSmallIntegerField(
                        validators=[django.core.validators.MaxValueValidator(100)],
                        verbose_name="quality of the sales",
                    ),
                ),
                (
                    "strength",
                    models.PositiveSmallIntegerField(
                        validators=[django.core.validators.MaxValueValidator(100)],
                        verbose_name="strength (money, relations, logistics)",
                    ),
                ),
                (
                    "ability",
                    models.PositiveSmallIntegerField(
                        validators=[django.core.validators.MaxValueValidator(100)],
                        verbose_name="ability (management, ideas)",
                    ),
                ),
                (
                    "credit",
                    models.PositiveSmallIntegerField(
                        validators=[django.core.validators.MaxValueValidator(100)], verbose_name="credit"
                    ),
                ),
                (
                    "potential",
                    models.PositiveSmallIntegerField(
                        validators=[django.core.validators.MaxValueValidator(100)], verbose_name="potential"
                    ),
                ),
                ("weights", models.JSONField(default=dict, editable=False)),
                (
                    "total",
                    models.DecimalField(decimal_places=2, editable=False, max_digits=5, verbose_name="score"),
                ),
                (
                    "verdict",
                    models.CharField(
                        choices=[
                            ("key", "key account"),
                            ("develop", "to be developed"),
                            ("keep", "to be kept with little effort"),
                            ("reduce", "effort to be reduced"),
                        ],
                        editable=False,
                        max_length=8,
                        verbose_name="verdict",
                    ),
                ),
                (
                    "service_mode",
                    models.CharField(
                        choices=[
                            ("guidance", "guidance"),
                            ("promotion", "promotion"),
                            ("standard", "standard service"),
                        ],
                        default="standard",
                        max_length=10,
                        verbose_name="service mode",
                    ),
                ),
                ("reasons", models.TextField(blank=True, verbose_name="reasons")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="created by",
                    ),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="contacts.customer",
                        verbose_name="customer",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical account assessment",
                "verbose_name_plural": "historical account assessments",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalAccountPlan",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                (
                    "operation_id",
                    models.CharField(
                        db_index=True, default=core.operation.current_id, editable=False, max_length=32
                    ),
                ),
                (
                    "ip",
                    models.GenericIPAddressField(
                        default=core.operation.current_ip, editable=False, null=True
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(default=core.clock.now, editable=False, verbose_name="created"),
                ),
                ("is_deleted", models.BooleanField(default=False, editable=False, verbose_name="deleted")),
                (
                    "ext",
                    models.JSONField(blank=True, default=dict, editable=False, verbose_name="custom fields"),
                ),
                (
                    "code",
                    models.CharField(db_index=True, editable=False, max_length=30, verbose_name="number"),
                ),
                (
                    "name",
                    models.CharField(
                        blank=True,
                        help_text="Empty: the customer and the year.",
                        max_length=140,
                        verbose_name="plan name",
                    ),
                ),
                (
                    "year",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(2000),
                            django.core.validators.MaxValueValidator(2100),
                        ],
                        verbose_name="year",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[("draft", "draft"), ("active", "in force"), ("closed", "closed")],
                        default="draft",
                        editable=False,
                        max_length=8,
                        verbose_name="status",
                    ),
                ),
                (
                    "statement",
                    models.TextField(
                        blank=True,
                        help_text="In two sentences: what we will be to this customer, and what he gains by it.",
                        verbose_name="statement",
                    ),
                ),
                ("vision", models.TextField(blank=True, verbose_name="where we want to be in three years")),
                ("win_win", models.TextField(blank=True, verbose_name="what the customer gains")),
                ("trends", models.TextField(blank=True, verbose_name="trends in his market")),
                ("perception", models.TextField(blank=True, verbose_name="how the customer sees us")),
                ("opportunities", models.TextField(blank=True, verbose_name="chances")),
                ("threats", models.TextField(blank=True, verbose_name="threats")),
                ("strengths", models.TextField(blank=True, verbose_name="our strengths")),
                ("weaknesses", models.TextField(blank=True, verbose_name="our weaknesses")),
                (
                    "achilles_heel",
                    models.TextField(
                        blank=True,
                        help_text="The one weakness by which we could lose this customer.",
                        verbose_name="Achilles' heel",
                    ),
                ),
                (
                    "level",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "a product that meets a need"),
                            (2, "products and services of high quality"),
                            (3, "excellent service and technical support"),
                            (4, "a contribution to his business problems"),
                            (5, "a contribution to his company's problems"),
                        ],
                        default=1,
                        verbose_name="our level",
                    ),
                ),
                (
                    "level_target",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[
                            (1, "a product that meets a need"),
                            (2, "products and services of high quality"),
                            (3, "excellent service and technical support"),
                            (4, "a contribution to his business problems"),
                            (5, "a contribution to his company's problems"),
                        ],
                        null=True,
                        verbose_name="level at the end of the year",
                    ),
                ),
                (
                    "rival_level",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[
                            (1, "a product that meets a need"),
                            (2, "products and services of high quality"),
                            (3, "excellent service and technical support"),
                            (4, "a contribution to his business problems"),
                            (5, "a contribution to his company's problems"),
                        ],
                        null=True,
                        verbose_name="level of the strongest competitor",
                    ),
                ),
                (
                    "level_evidence",
                    models.TextField(
                        blank=True,
                        help_text="What the customer says or does that proves it.",
                        verbose_name="evidence of our level",
                    ),
                ),
                (
                    "review_days",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Empty: as everywhere.",
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(7),
                            django.core.validators.MaxValueValidator(366),
                        ],
                        verbose_name="days between reviews",
                    ),
                ),
                (
                    "next_review_on",
                    models.DateField(blank=True, editable=False, null=True, verbose_name="next review"),
                ),
                ("closed_on", models.DateField(blank=True, editable=False, null=True, verbose_name="closed")),
                ("result", models.TextField(blank=True, editable=False, verbose_name="what came of it")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "copied_from",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sales.accountplan",
                        verbose_name="copied from",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="created by",
                    ),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="contacts.customer",
                        verbose_name="customer",
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="accounts.department",
                        verbose_name="owning department",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="owner",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical account plan",
                "verbose_name_plural": "historical account plans",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalPlanChoice",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                (
                    "operation_id",
                    models.CharField(
                        db_index=True, default=core.operation.current_id, editable=False, max_length=32
                    ),
                ),
                (
                    "ip",
                    models.GenericIPAddressField(
                        default=core.operation.current_ip, editable=False, null=True
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(default=core.clock.now, editable=False, verbose_name="created"),
                ),
                ("is_deleted", models.BooleanField(default=False, editable=False, verbose_name="deleted")),
                (
                    "ext",
                    models.JSONField(blank=True, default=dict, editable=False, verbose_name="custom fields"),
                ),
                (
                    "side",
                    models.CharField(
                        choices=[("invest", "invest"), ("stop", "stop investing")],
                        default="invest",
                        max_length=6,
                        verbose_name="decision",
                    ),
                ),
                ("what", models.CharField(max_length=200, verbose_name="what")),
                ("why", models.TextField(verbose_name="why")),
                (
                    "hours",
                    models.DecimalField(
                        blank=True,
                        decimal_places=1,
                        max_digits=8,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="hours a month",
                    ),
                ),
                (
                    "amount",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=16,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="money a year (yuan)",
                    ),
                ),
                ("decided_on", models.DateField(default=core.clock.today, verbose_name="decided")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="created by",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sales.accountplan",
                        verbose_name="plan",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical invest or stop decision",
                "verbose_name_plural": "historical invest or stop decisions",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalPlanObjective",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                (
                    "operation_id",
                    models.CharField(
                        db_index=True, default=core.operation.current_id, editable=False, max_length=32
                    ),
                ),
                (
                    "ip",
                    models.GenericIPAddressField(
                        default=core.operation.current_ip, editable=False, null=True
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(default=core.clock.now, editable=False, verbose_name="created"),
                ),
                ("is_deleted", models.BooleanField(default=False, editable=False, verbose_name="deleted")),
                (
                    "ext",
                    models.JSONField(blank=True, default=dict, editable=False, verbose_name="custom fields"),
                ),
                ("name", models.CharField(max_length=120, verbose_name="objective")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("revenue", "revenue and share"),
                            ("relationship", "relationship"),
                            ("technology", "product and technology"),
                            ("service", "service"),
                            ("indicator", "short-term indicator"),
                        ],
                        default="revenue",
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("measure", models.CharField(blank=True, max_length=40, verbose_name="measured by")),
                ("is_main", models.BooleanField(default=False, verbose_name="drawn as the gap curve")),
                (
                    "baseline",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        help_text="For comparison.",
                        max_digits=18,
                        null=True,
                        verbose_name="last year",
                    ),
                ),
                (
                    "target",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=18,
                        validators=[django.core.validators.MinValueValidator(Decimal("0.01"))],
                        verbose_name="target",
                    ),
                ),
                ("monthly", models.JSONField(blank=True, default=list, verbose_name="target of each month")),
                (
                    "reported",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        help_text="Only where nothing measures it.",
                        max_digits=18,
                        null=True,
                        verbose_name="reached so far",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="notes")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="created by",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sales.accountplan",
                        verbose_name="plan",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical objective of a plan",
                "verbose_name_plural": "historical objectives of plans",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalPlanReview",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                (
                    "operation_id",
                    models.CharField(
                        db_index=True, default=core.operation.current_id, editable=False, max_length=32
                    ),
                ),
                (
                    "ip",
                    models.GenericIPAddressField(
                        default=core.operation.current_ip, editable=False, null=True
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(default=core.clock.now, editable=False, verbose_name="created"),
                ),
                ("is_deleted", models.BooleanField(default=False, editable=False, verbose_name="deleted")),
                (
                    "ext",
                    models.JSONField(blank=True, default=dict, editable=False, verbose_name="custom fields"),
                ),
                ("held_on", models.DateField(default=core.clock.today, verbose_name="held on")),
                (
                    "health",
                    models.CharField(
                        choices=[("green", "on course"), ("amber", "in danger"), ("red", "off course")],
                        max_length=5,
                        verbose_name="judgement",
                    ),
                ),
                ("findings", models.TextField(verbose_name="what we learned")),
                ("decisions", models.TextField(blank=True, verbose_name="what we change")),
                ("next_review_on", models.DateField(blank=True, null=True, verbose_name="next review")),
                (
                    "comment",
                    models.TextField(blank=True, editable=False, verbose_name="comment of the leader"),
                ),
                ("commented_at", models.DateTimeField(editable=False, null=True, verbose_name="commented")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                (
                    "commented_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="commented by",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="created by",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sales.accountplan",
                        verbose_name="plan",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical review of a plan",
                "verbose_name_plural": "historical reviews of plans",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="PlanChoice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(default=core.clock.now, editable=False, verbose_name="created"),
                ),
                (
                    "updated_at",
                    models.DateTimeField(default=core.clock.now, editable=False, verbose_name="updated"),
                ),
                ("is_deleted", models.BooleanField(default=False, editable=False, verbose_name="deleted")),
                (
                    "ext",
                    models.JSONField(blank=True, default=dict, editable=False, verbose_name="custom fields"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "side",
                    models.CharField(
                        choices=[("invest", "invest"), ("stop", "stop investing")],
                        default="invest",
                        max_length=6,
                        verbose_name="decision",
                    ),
                ),
                ("what", models.CharField(max_length=200, verbose_name="what")),
                ("why", models.TextField(verbose_name="why")),
                (
                    "hours",
                    models.DecimalField(
                        blank=True,
                        decimal_places=1,
                        max_digits=8,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="hours a month",
                    ),
                ),
                (
                    "amount",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=16,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="money a year (yuan)",
                    ),
                ),
                ("decided_on", models.DateField(default=core.clock.today, verbose_name="decided")),
                (
                    "created_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="created by",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="choices",
                        to="sales.accountplan",
                        verbose_name="plan",
                    ),
                ),
                (
                    "updated_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="updated by",
                    ),
                ),
            ],
            options={
                "verbose_name": "invest or stop decision",
                "verbose_name_plural": "invest or stop decisions",
                "ordering": ["side", "id"],
            },
        ),
        migrations.CreateModel(
            name="PlanObjective",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(default=core.clock.now, editable=False, verbose_name="created"),
                ),
                (
                    "updated_at",
                    models.DateTimeField(default=core.clock.now, editable=False, verbose_name="updated"),
                ),
                ("is_deleted", models.BooleanField(default=False, editable=False, verbose_name="deleted")),
                (
                    "ext",
                    models.JSONField(blank=True, default=dict, editable=False, verbose_name="custom fields"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("name", models.CharField(max_length=120, verbose_name="objective")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("revenue", "revenue and share"),
                            ("relationship", "relationship"),
                            ("technology", "product and technology"),
                            ("service", "service"),
                            ("indicator", "short-term indicator"),
                        ],
                        default="revenue",
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("measure", models.CharField(blank=True, max_length=40, verbose_name="measured by")),
                ("is_main", models.BooleanField(default=False, verbose_name="drawn as the gap curve")),
                (
                    "baseline",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        help_text="For comparison.",
                        max_digits=18,
                        null=True,
                        verbose_name="last year",
                    ),
                ),
                (
                    "target",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=18,
                        validators=[django.core.validators.MinValueValidator(Decimal("0.01"))],
                        verbose_name="target",
                    ),
                ),
                ("monthly", models.JSONField(blank=True, default=list, verbose_name="target of each month")),
                (
                    "reported",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        help_text="Only where nothing measures it.",
                        max_digits=18,
                        null=True,
                        verbose_name="reached so far",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="notes")),
                (
                    "created_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="created by",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="objectives",
                        to="sales.accountplan",
                        verbose_name="plan",
                    ),
                ),
                (
                    "updated_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="updated by",
                    ),
                ),
            ],
            options={
                "verbose_name": "objective of a plan",
                "verbose_name_plural": "objectives of plans",
                "ordering": ["-is_main", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("target__gt", 0)), name="plan_objective_target_positive"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("is_deleted", False), ("is_main", True)),
                        fields=("plan",),
                        name="plan_one_main_objective",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanAction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(default=core.clock.now, editable=False, verbose_name="created"),
                ),
                (
                    "updated_at",
                    models.DateTimeField(default=core.clock.now, editable=False, verbose_name="updated"),
                ),
                ("is_deleted", models.BooleanField(default=False, editable=False, verbose_name="deleted")),
                (
                    "ext",
                    models.JSONField(blank=True, default=dict, editable=False, verbose_name="custom fields"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("name", models.CharField(max_length=200, verbose_name="action")),
                (
                    "side",
                    models.CharField(
                        choices=[("ours", "we"), ("customer", "the customer"), ("joint", "both together")],
                        default="ours",
                        max_length=8,
                        verbose_name="who acts",
                    ),
                ),
                ("due_on", models.DateField(verbose_name="due")),
                ("is_milestone", models.BooleanField(default=False, verbose_name="milestone")),
                (
                    "progress",
                    models.PositiveSmallIntegerField(
                        default=0,
                        validators=[django.core.validators.MaxValueValidator(100)],
                        verbose_name="progress (%)",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[("open", "open"), ("done", "done"), ("dropped", "dropped")],
                        default="open",
                        editable=False,
                        max_length=8,
                        verbose_name="status",
                    ),
                ),
                ("ended_on", models.DateField(blank=True, editable=False, null=True, verbose_name="ended")),
                (
                    "effect",
                    models.TextField(blank=True, help_text="What it brought about.", verbose_name="effect"),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plan_actions",
                        to="contacts.contact",
                        verbose_name="the customer's person",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="created by",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="actions",
                        to="sales.accountplan",
                        verbose_name="plan",
                    ),
                ),
                (
                    "responsible",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plan_actions",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="responsible",
                    ),
                ),
                (
                    "updated_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="updated by",
                    ),
                ),
                (
                    "objective",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="actions",
                        to="sales.planobjective",
                        verbose_name="serves the objective",
                    ),
                ),
            ],
            options={
                "verbose_name": "action of a plan",
                "verbose_name_plural": "actions of plans",
                "ordering": ["due_on", "id"],
                "indexes": [models.Index(fields=["responsible", "status", "due_on"], name="plan_action_of")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("progress__lte", 100)), name="plan_action_progress_percent"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_on__isnull", True), ("status", "open")),
                            models.Q(("ended_on__isnull", False), ("status__in", ["done", "dropped"])),
                            _connector="OR",
                        ),
                        name="plan_action_ended_when",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalPlanAction",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                (
                    "operation_id",
                    models.CharField(
                        db_index=True, default=core.operation.current_id, editable=False, max_length=32
                    ),
                ),
                (
                    "ip",
                    models.GenericIPAddressField(
                        default=core.operation.current_ip, editable=False, null=True
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(default=core.clock.now, editable=False, verbose_name="created"),
                ),
                ("is_deleted", models.BooleanField(default=False, editable=False, verbose_name="deleted")),
                (
                    "ext",
                    models.JSONField(blank=True, default=dict, editable=False, verbose_name="custom fields"),
                ),
                ("name", models.CharField(max_length=200, verbose_name="action")),
                (
                    "side",
                    models.CharField(
                        choices=[("ours", "we"), ("customer", "the customer"), ("joint", "both together")],
                        default="ours",
                        max_length=8,
                        verbose_name="who acts",
                    ),
                ),
                ("due_on", models.DateField(verbose_name="due")),
                ("is_milestone", models.BooleanField(default=False, verbose_name="milestone")),
                (
                    "progress",
                    models.PositiveSmallIntegerField(
                        default=0,
                        validators=[django.core.validators.MaxValueValidator(100)],
                        verbose_name="progress (%)",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[("open", "open"), ("done", "done"), ("dropped", "dropped")],
                        default="open",
                        editable=False,
                        max_length=8,
                        verbose_name="status",
                    ),
                ),
                ("ended_on", models.DateField(blank=True, editable=False, null=True, verbose_name="ended")),
                (
                    "effect",
                    models.TextField(blank=True, help_text="What it brought about.", verbose_name="effect"),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="contacts.contact",
                        verbose_name="the customer's person",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="created by",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sales.accountplan",
                        verbose_name="plan",
                    ),
                ),
                (
                    "responsible",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="responsible",
                    ),
                ),
                (
                    "objective",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sales.planobjective",
                        verbose_name="serves the objective",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical action of a plan",
                "verbose_name_plural": "historical actions of plans",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="PlanReview",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(default=core.clock.now, editable=False, verbose_name="created"),
                ),
                (
                    "updated_at",
                    models.DateTimeField(default=core.clock.now, editable=False, verbose_name="updated"),
                ),
                ("is_deleted", models.BooleanField(default=False, editable=False, verbose_name="deleted")),
                (
                    "ext",
                    models.JSONField(blank=True, default=dict, editable=False, verbose_name="custom fields"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("held_on", models.DateField(default=core.clock.today, verbose_name="held on")),
                (
                    "health",
                    models.CharField(
                        choices=[("green", "on course"), ("amber", "in danger"), ("red", "off course")],
                        max_length=5,
                        verbose_name="judgement",
                    ),
                ),
                ("findings", models.TextField(verbose_name="what we learned")),
                ("decisions", models.TextField(blank=True, verbose_name="what we change")),
                ("next_review_on", models.DateField(blank=True, null=True, verbose_name="next review")),
                ("snapshot", models.JSONField(default=dict, editable=False)),
                (
                    "comment",
                    models.TextField(blank=True, editable=False, verbose_name="comment of the leader"),
                ),
                ("commented_at", models.DateTimeField(editable=False, null=True, verbose_name="commented")),
                (
                    "by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                (
                    "commented_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="commented by",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="created by",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
                        to="sales.accountplan",
                        verbose_name="plan",
                    ),
                ),
                (
                    "updated_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="updated by",
                    ),
                ),
            ],
            options={
                "verbose_name": "review of a plan",
                "verbose_name_plural": "reviews of plans",
                "ordering": ["-held_on", "-id"],
            },
        ),
        migrations.CreateModel(
            name="AccountAssessment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(default=core.clock.now, editable=False, verbose_name="created"),
                ),
                (
                    "updated_at",
                    models.DateTimeField(default=core.clock.now, editable=False, verbose_name="updated"),
                ),
                ("is_deleted", models.BooleanField(default=False, editable=False, verbose_name="deleted")),
                (
                    "ext",
                    models.JSONField(blank=True, default=dict, editable=False, verbose_name="custom fields"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("assessed_on", models.DateField(default=core.clock.today, verbose_name="assessed on")),
                (
                    "sales",
                    models.PositiveSmallIntegerField(
                        validators=[django.core.validators.MaxValueValidator(100)], verbose_name="sales"
                    ),
                ),
                (
                    "quality",
                    models.PositiveSmallIntegerField(
                        validators=[django.core.validators.MaxValueValidator(100)],
                        verbose_name="quality of the sales",
                    ),
                ),
                (
                    "strength",
                    models.PositiveSmallIntegerField(
                        validators=[django.core.validators.MaxValueValidator(100)],
                        verbose_name="strength (money, relations, logistics)",
                    ),
                ),
                (
                    "ability",
                    models.PositiveSmallIntegerField(
                        validators=[django.core.validators.MaxValueValidator(100)],
                        verbose_name="ability (management, ideas)",
                    ),
                ),
                (
                    "credit",
                    models.PositiveSmallIntegerField(
                        validators=[django.core.validators.MaxValueValidator(100)], verbose_name="credit"
                    ),
                ),
                (
                    "potential",
                    models.PositiveSmallIntegerField(
                        validators=[django.core.validators.MaxValueValidator(100)], verbose_name="potential"
                    ),
                ),
                ("weights", models.JSONField(default=dict, editable=False)),
                (
                    "total",
                    models.DecimalField(decimal_places=2, editable=False, max_digits=5, verbose_name="score"),
                ),
                (
                    "verdict",
                    models.CharField(
                        choices=[
                            ("key", "key account"),
                            ("develop", "to be developed"),
                            ("keep", "to be kept with little effort"),
                            ("reduce", "effort to be reduced"),
                        ],
                        editable=False,
                        max_length=8,
                        verbose_name="verdict",
                    ),
                ),
                (
                    "service_mode",
                    models.CharField(
                        choices=[
                            ("guidance", "guidance"),
                            ("promotion", "promotion"),
                            ("standard", "standard service"),
                        ],
                        default="standard",
                        max_length=10,
                        verbose_name="service mode",
                    ),
                ),
                ("reasons", models.TextField(blank=True, verbose_name="reasons")),
                (
                    "created_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="created by",
                    ),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assessments",
                        to="contacts.customer",
                        verbose_name="customer",
                    ),
                ),
                (
                    "updated_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="updated by",
                    ),
                ),
            ],
            options={
                "verbose_name": "account assessment",
                "verbose_name_plural": "account assessments",
                "ordering": ["-assessed_on", "-id"],
                "permissions": [("export_accountassessment", "Can export account assessments")],
                "indexes": [models.Index(fields=["-assessed_on", "-id"], name="assessment_list")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_deleted", False)),
                        fields=("customer", "assessed_on"),
                        name="one_assessment_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("total__range", (0, 100))), name="assessment_score_range"
                    ),
                ],
            },
        ),
    ]
