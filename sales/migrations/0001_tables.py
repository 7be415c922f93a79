from decimal import Decimal

import django.core.validators
import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import core.clock
import core.operation
from core.tables_migration import TablesMigration


class Migration(TablesMigration):
    replaces = [("sales", "0001_opportunities")]

    initial = True

    dependencies = [
        ("accounts", "0001_tables"),
        ("contacts", "0001_tables"),
    ]

    operations = [
        migrations.CreateModel(
            name="HistoricalPipeline",
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
                ("code", models.SlugField(max_length=30, verbose_name="code")),
                ("name", models.CharField(max_length=40, verbose_name="name")),
                ("name_en", models.CharField(blank=True, max_length=60, verbose_name="English name")),
                ("sort", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                (
                    "market",
                    models.CharField(
                        blank=True,
                        choices=[("internal", "internal market"), ("external", "external market")],
                        max_length=10,
                        verbose_name="market",
                    ),
                ),
                (
                    "industries",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text="Customers of these start in this pipeline.",
                        verbose_name="industries",
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="active")),
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
                "verbose_name": "historical pipeline",
                "verbose_name_plural": "historical pipelines",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Opportunity",
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
                ("name", models.CharField(max_length=120, verbose_name="opportunity name")),
                (
                    "stage_since",
                    models.DateTimeField(
                        default=core.clock.now, editable=False, verbose_name="in this stage since"
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
                        verbose_name="amount",
                    ),
                ),
                (
                    "currency",
                    models.CharField(
                        choices=[("CNY", "CNY"), ("USD", "USD"), ("EUR", "EUR")],
                        default="CNY",
                        max_length=3,
                        verbose_name="currency",
                    ),
                ),
                (
                    "rate",
                    models.DecimalField(
                        decimal_places=6,
                        default=Decimal("1"),
                        help_text="How many yuan one unit of the currency is worth.",
                        max_digits=12,
                        validators=[django.core.validators.MinValueValidator(Decimal("0.000001"))],
                        verbose_name="exchange rate to yuan",
                    ),
                ),
                (
                    "base_amount",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0"),
                        editable=False,
                        max_digits=20,
                        verbose_name="amount in yuan",
                    ),
                ),
                (
                    "own_probability",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        help_text="Empty: that of the stage. It holds until the stage changes.",
                        max_digits=5,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0")),
                            django.core.validators.MaxValueValidator(Decimal("100")),
                        ],
                        verbose_name="own win probability (%)",
                    ),
                ),
                (
                    "probability_reason",
                    models.CharField(blank=True, max_length=200, verbose_name="why another probability"),
                ),
                ("expected_close", models.DateField(verbose_name="expected close")),
                ("next_step", models.CharField(max_length=200, verbose_name="next step")),
                ("next_step_on", models.DateField(blank=True, null=True, verbose_name="next step on")),
                ("competitor", models.CharField(blank=True, max_length=120, verbose_name="competitor")),
                ("description", models.TextField(blank=True, verbose_name="description")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("open", "in progress"),
                            ("won", "won"),
                            ("lost", "lost"),
                            ("shelved", "shelved"),
                            ("invalid", "invalid"),
                        ],
                        default="open",
                        editable=False,
                        max_length=8,
                        verbose_name="status",
                    ),
                ),
                (
                    "closed_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="closed"),
                ),
                (
                    "won_document",
                    models.CharField(
                        blank=True, editable=False, max_length=60, verbose_name="contract or order"
                    ),
                ),
                (
                    "loss_reason",
                    models.CharField(blank=True, editable=False, max_length=40, verbose_name="loss reason"),
                ),
                (
                    "end_reason",
                    models.CharField(blank=True, editable=False, max_length=200, verbose_name="reason"),
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
                        related_name="opportunities",
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
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contacts.customerunit",
                        verbose_name="unit",
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
                    "pipeline",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="opportunities",
                        to="sales.pipeline",
                        verbose_name="pipeline",
                    ),
                ),
                (
                    "stage",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="opportunities",
                        to="sales.stage",
                        verbose_name="stage",
                    ),
                ),
            ],
            options={
                "verbose_name": "opportunity",
                "verbose_name_plural": "opportunities",
                "ordering": ["expected_close", "id"],
                "permissions": [
                    ("export_opportunity", "Can export opportunities"),
                    ("import_opportunity", "Can import opportunities"),
                    ("transfer_opportunity", "Can transfer opportunities"),
                    ("reopen_opportunity", "Can reopen lost opportunities"),
                ],
                "indexes": [
                    models.Index(fields=["customer", "status"], name="opportunity_customer"),
                    models.Index(
                        fields=["stage", "status", "expected_close", "id"], name="opportunity_board"
                    ),
                    models.Index(fields=["owner", "status", "expected_close"], name="opportunity_owner"),
                    models.Index(fields=["status", "expected_close", "id"], name="opportunity_forecast"),
                    models.Index(fields=["expected_close", "id"], name="opportunity_list"),
                    models.Index(fields=["status", "closed_at"], name="opportunity_closed"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("amount__isnull", True), ("amount__gte", 0), _connector="OR"),
                        name="opportunity_amount_positive",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("rate__gt", 0)), name="opportunity_rate_positive"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("own_probability__isnull", True),
                            models.Q(
                                ("own_probability__range", (0, 100)),
                                models.Q(("probability_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="opportunity_probability_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at__isnull", True), ("status", "open")),
                            models.Q(("closed_at__isnull", True), ("status", "shelved")),
                            models.Q(
                                ("closed_at__isnull", False), ("status__in", ["won", "lost", "invalid"])
                            ),
                            _connector="OR",
                        ),
                        name="opportunity_ended_has_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "lost"), _negated=True),
                            models.Q(("loss_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="opportunity_lost_says_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalOpportunityContact",
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
                    "role",
                    models.CharField(
                        choices=[
                            ("sponsor", "sponsor"),
                            ("coach", "coach"),
                            ("resister", "resister"),
                            ("economic_buyer", "economic buyer"),
                            ("technical_buyer", "technical buyer"),
                            ("user_buyer", "user buyer"),
                            ("gatekeeper", "gatekeeper"),
                        ],
                        max_length=16,
                        verbose_name="buying role",
                    ),
                ),
                ("is_primary", models.BooleanField(default=False, verbose_name="main contact")),
                ("notes", models.CharField(blank=True, max_length=200, verbose_name="notes")),
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
                        verbose_name="contact",
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
                    "opportunity",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sales.opportunity",
                        verbose_name="opportunity",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical contact of an opportunity",
                "verbose_name_plural": "historical contacts of opportunities",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalLossReview",
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
                ("findings", models.TextField(verbose_name="what happened")),
                ("cause", models.TextField(verbose_name="root cause")),
                ("actions", models.TextField(blank=True, verbose_name="what we do about it")),
                ("wins_back", models.BooleanField(default=False, verbose_name="worth another try")),
                ("try_again_on", models.DateField(blank=True, null=True, verbose_name="try again on")),
                (
                    "reviewed_at",
                    models.DateTimeField(default=core.clock.now, editable=False, verbose_name="reviewed"),
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
                    "reviewed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="reviewed by",
                    ),
                ),
                (
                    "opportunity",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sales.opportunity",
                        verbose_name="opportunity",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical loss review",
                "verbose_name_plural": "historical loss reviews",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Pipeline",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(max_length=30, verbose_name="code")),
                ("name", models.CharField(max_length=40, verbose_name="name")),
                ("name_en", models.CharField(blank=True, max_length=60, verbose_name="English name")),
                ("sort", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                (
                    "market",
                    models.CharField(
                        blank=True,
                        choices=[("internal", "internal market"), ("external", "external market")],
                        max_length=10,
                        verbose_name="market",
                    ),
                ),
                (
                    "industries",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text="Customers of these start in this pipeline.",
                        verbose_name="industries",
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="active")),
            ],
            options={
                "verbose_name": "pipeline",
                "verbose_name_plural": "pipelines",
                "ordering": ["sort", "id"],
                "constraints": [models.UniqueConstraint(fields=("code",), name="pipeline_code_once")],
            },
        ),
        migrations.CreateModel(
            name="HistoricalStage",
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
                ("code", models.SlugField(max_length=30, verbose_name="code")),
                ("name", models.CharField(max_length=40, verbose_name="name")),
                ("name_en", models.CharField(blank=True, max_length=60, verbose_name="English name")),
                ("sort", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                (
                    "probability",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=5,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0")),
                            django.core.validators.MaxValueValidator(Decimal("100")),
                        ],
                        verbose_name="win probability (%)",
                    ),
                ),
                (
                    "dwell_days",
                    models.PositiveSmallIntegerField(
                        default=0, help_text="0: no limit.", verbose_name="usual days in the stage"
                    ),
                ),
                (
                    "required_fields",
                    models.JSONField(blank=True, default=list, verbose_name="required to enter"),
                ),
                (
                    "needs_next_step",
                    models.BooleanField(default=True, verbose_name="needs a dated next step"),
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
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pipeline",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sales.pipeline",
                        verbose_name="pipeline",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical stage",
                "verbose_name_plural": "historical stages",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Stage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(max_length=30, verbose_name="code")),
                ("name", models.CharField(max_length=40, verbose_name="name")),
                ("name_en", models.CharField(blank=True, max_length=60, verbose_name="English name")),
                ("sort", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                (
                    "probability",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=5,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0")),
                            django.core.validators.MaxValueValidator(Decimal("100")),
                        ],
                        verbose_name="win probability (%)",
                    ),
                ),
                (
                    "dwell_days",
                    models.PositiveSmallIntegerField(
                        default=0, help_text="0: no limit.", verbose_name="usual days in the stage"
                    ),
                ),
                (
                    "required_fields",
                    models.JSONField(blank=True, default=list, verbose_name="required to enter"),
                ),
                (
                    "needs_next_step",
                    models.BooleanField(default=True, verbose_name="needs a dated next step"),
                ),
                (
                    "pipeline",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stages",
                        to="sales.pipeline",
                        verbose_name="pipeline",
                    ),
                ),
            ],
            options={
                "verbose_name": "stage",
                "verbose_name_plural": "stages",
                "ordering": ["pipeline", "sort", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("pipeline", "code"), name="stage_code_once"),
                    models.CheckConstraint(
                        condition=models.Q(("probability__gte", 0), ("probability__lte", 100)),
                        name="stage_probability_range",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalOpportunity",
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
                ("name", models.CharField(max_length=120, verbose_name="opportunity name")),
                (
                    "stage_since",
                    models.DateTimeField(
                        default=core.clock.now, editable=False, verbose_name="in this stage since"
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
                        verbose_name="amount",
                    ),
                ),
                (
                    "currency",
                    models.CharField(
                        choices=[("CNY", "CNY"), ("USD", "USD"), ("EUR", "EUR")],
                        default="CNY",
                        max_length=3,
                        verbose_name="currency",
                    ),
                ),
                (
                    "rate",
                    models.DecimalField(
                        decimal_places=6,
                        default=Decimal("1"),
                        help_text="How many yuan one unit of the currency is worth.",
                        max_digits=12,
                        validators=[django.core.validators.MinValueValidator(Decimal("0.000001"))],
                        verbose_name="exchange rate to yuan",
                    ),
                ),
                (
                    "own_probability",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        help_text="Empty: that of the stage. It holds until the stage changes.",
                        max_digits=5,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0")),
                            django.core.validators.MaxValueValidator(Decimal("100")),
                        ],
                        verbose_name="own win probability (%)",
                    ),
                ),
                (
                    "probability_reason",
                    models.CharField(blank=True, max_length=200, verbose_name="why another probability"),
                ),
                ("expected_close", models.DateField(verbose_name="expected close")),
                ("next_step", models.CharField(max_length=200, verbose_name="next step")),
                ("next_step_on", models.DateField(blank=True, null=True, verbose_name="next step on")),
                ("competitor", models.CharField(blank=True, max_length=120, verbose_name="competitor")),
                ("description", models.TextField(blank=True, verbose_name="description")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("open", "in progress"),
                            ("won", "won"),
                            ("lost", "lost"),
                            ("shelved", "shelved"),
                            ("invalid", "invalid"),
                        ],
                        default="open",
                        editable=False,
                        max_length=8,
                        verbose_name="status",
                    ),
                ),
                (
                    "closed_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="closed"),
                ),
                (
                    "won_document",
                    models.CharField(
                        blank=True, editable=False, max_length=60, verbose_name="contract or order"
                    ),
                ),
                (
                    "loss_reason",
                    models.CharField(blank=True, editable=False, max_length=40, verbose_name="loss reason"),
                ),
                (
                    "end_reason",
                    models.CharField(blank=True, editable=False, max_length=200, verbose_name="reason"),
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
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="contacts.customerunit",
                        verbose_name="unit",
                    ),
                ),
                (
                    "pipeline",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sales.pipeline",
                        verbose_name="pipeline",
                    ),
                ),
                (
                    "stage",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sales.stage",
                        verbose_name="stage",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical opportunity",
                "verbose_name_plural": "historical opportunities",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="StageChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("from_status", models.CharField(blank=True, max_length=8)),
                (
                    "to_status",
                    models.CharField(
                        choices=[
                            ("open", "in progress"),
                            ("won", "won"),
                            ("lost", "lost"),
                            ("shelved", "shelved"),
                            ("invalid", "invalid"),
                        ],
                        max_length=8,
                        verbose_name="status",
                    ),
                ),
                ("at", models.DateTimeField(default=core.clock.now, verbose_name="time")),
                ("dwell_days", models.PositiveIntegerField(null=True, verbose_name="days in the stage")),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="reason")),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                (
                    "from_stage",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="sales.stage",
                        verbose_name="from",
                    ),
                ),
                (
                    "opportunity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stage_changes",
                        to="sales.opportunity",
                        verbose_name="opportunity",
                    ),
                ),
                (
                    "to_stage",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="sales.stage",
                        verbose_name="to",
                    ),
                ),
            ],
            options={
                "verbose_name": "change of stage",
                "verbose_name_plural": "stage history",
                "ordering": ["-at", "-id"],
                "indexes": [models.Index(fields=["opportunity", "-at"], name="stage_change_of")],
            },
        ),
        migrations.CreateModel(
            name="LossReview",
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
                ("findings", models.TextField(verbose_name="what happened")),
                ("cause", models.TextField(verbose_name="root cause")),
                ("actions", models.TextField(blank=True, verbose_name="what we do about it")),
                ("wins_back", models.BooleanField(default=False, verbose_name="worth another try")),
                ("try_again_on", models.DateField(blank=True, null=True, verbose_name="try again on")),
                (
                    "reviewed_at",
                    models.DateTimeField(default=core.clock.now, editable=False, verbose_name="reviewed"),
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
                    "reviewed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="reviewed by",
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
                    "opportunity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="loss_reviews",
                        to="sales.opportunity",
                        verbose_name="opportunity",
                    ),
                ),
            ],
            options={
                "verbose_name": "loss review",
                "verbose_name_plural": "loss reviews",
                "ordering": ["-id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_deleted", False)),
                        fields=("opportunity",),
                        name="one_loss_review",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="OpportunityContact",
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
                    "role",
                    models.CharField(
                        choices=[
                            ("sponsor", "sponsor"),
                            ("coach", "coach"),
                            ("resister", "resister"),
                            ("economic_buyer", "economic buyer"),
                            ("technical_buyer", "technical buyer"),
                            ("user_buyer", "user buyer"),
                            ("gatekeeper", "gatekeeper"),
                        ],
                        max_length=16,
                        verbose_name="buying role",
                    ),
                ),
                ("is_primary", models.BooleanField(default=False, verbose_name="main contact")),
                ("notes", models.CharField(blank=True, max_length=200, verbose_name="notes")),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="opportunity_places",
                        to="contacts.contact",
                        verbose_name="contact",
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
                    "opportunity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="people",
                        to="sales.opportunity",
                        verbose_name="opportunity",
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
                "verbose_name": "contact of an opportunity",
                "verbose_name_plural": "contacts of opportunities",
                "ordering": ["-is_primary", "id"],
                "indexes": [models.Index(fields=["contact", "opportunity"], name="opportunity_contact_who")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_deleted", False)),
                        fields=("opportunity", "contact", "role"),
                        name="opportunity_contact_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("is_deleted", False), ("is_primary", True)),
                        fields=("opportunity",),
                        name="one_main_contact_per_opportunity",
                    ),
                ],
            },
        ),
    ]
