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
        ("catalog", "0001_tables"),
        ("contacts", "0001_tables"),
        ("marketing", "0001_tables"),
        ("sales", "0201_visits"),
    ]

    operations = [
        migrations.CreateModel(
            name="SampleRequest",
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
                ("name", models.CharField(max_length=120, verbose_name="sample")),
                (
                    "part_no",
                    models.CharField(blank=True, max_length=60, verbose_name="customer's part number"),
                ),
                ("drawing_no", models.CharField(blank=True, max_length=60, verbose_name="drawing number")),
                (
                    "drawing_revision",
                    models.CharField(blank=True, max_length=20, verbose_name="drawing revision"),
                ),
                (
                    "quantity",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=12,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0.01")),
                            django.core.validators.MaxValueValidator(Decimal("1000000")),
                        ],
                        verbose_name="quantity",
                    ),
                ),
                ("required_on", models.DateField(blank=True, null=True, verbose_name="required on")),
                ("is_charged", models.BooleanField(default=False, verbose_name="charged to the customer")),
                ("purpose", models.CharField(blank=True, max_length=200, verbose_name="what is to be tried")),
                ("requirements", models.TextField(blank=True, verbose_name="requirements")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("requested", "requested"),
                            ("review", "under review"),
                            ("making", "being made"),
                            ("inspecting", "being inspected"),
                            ("shipped", "shipped"),
                            ("trial", "in trial at the customer"),
                            ("passed", "passed"),
                            ("failed", "failed"),
                            ("resend", "to be sent again"),
                            ("cancelled", "cancelled"),
                        ],
                        default="requested",
                        editable=False,
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("round", models.PositiveSmallIntegerField(default=1, editable=False, verbose_name="round")),
                (
                    "submitted_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="submitted"),
                ),
                (
                    "reply_due_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="first reply due"
                    ),
                ),
                (
                    "first_reply_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="first reply"),
                ),
                (
                    "response_minutes",
                    models.PositiveIntegerField(
                        blank=True, editable=False, null=True, verbose_name="response time (working minutes)"
                    ),
                ),
                (
                    "deliver_by",
                    models.DateField(blank=True, editable=False, null=True, verbose_name="delivery due"),
                ),
                (
                    "promised_on",
                    models.DateField(blank=True, editable=False, null=True, verbose_name="promised for"),
                ),
                (
                    "shipped_on",
                    models.DateField(blank=True, editable=False, null=True, verbose_name="shipped"),
                ),
                (
                    "waybill",
                    models.CharField(blank=True, editable=False, max_length=60, verbose_name="waybill"),
                ),
                (
                    "inspection",
                    models.CharField(blank=True, editable=False, max_length=300, verbose_name="inspection"),
                ),
                (
                    "trial_since",
                    models.DateField(blank=True, editable=False, null=True, verbose_name="trial since"),
                ),
                (
                    "concluded_on",
                    models.DateField(blank=True, editable=False, null=True, verbose_name="concluded"),
                ),
                ("conclusion", models.TextField(blank=True, editable=False, verbose_name="conclusion")),
                (
                    "end_reason",
                    models.CharField(blank=True, editable=False, max_length=200, verbose_name="reason"),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sample_requests",
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
                    "customer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sample_requests",
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
                    "inquiry",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="samples",
                        to="sales.inquiry",
                        verbose_name="inquiry",
                    ),
                ),
                (
                    "opportunity",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="samples",
                        to="sales.opportunity",
                        verbose_name="opportunity",
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
                    "previous",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="following",
                        to="sales.samplerequest",
                        verbose_name="earlier sample",
                    ),
                ),
                (
                    "product",
                    models.ForeignKey(
                        blank=True,
                        help_text="Empty: a new design.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sample_requests",
                        to="catalog.product",
                        verbose_name="product",
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
            ],
            options={
                "verbose_name": "sample",
                "verbose_name_plural": "samples",
                "ordering": ["-id"],
                "permissions": [
                    ("export_samplerequest", "Can export samples"),
                    ("import_samplerequest", "Can import samples"),
                    ("transfer_samplerequest", "Can transfer samples"),
                ],
                "indexes": [
                    models.Index(fields=["customer", "-id"], name="sample_customer"),
                    models.Index(fields=["owner", "status"], name="sample_owner"),
                    models.Index(fields=["status", "deliver_by"], name="sample_delivery"),
                    models.Index(fields=["part_no", "drawing_revision"], name="sample_part"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("quantity__gt", 0)), name="sample_quantity_positive"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["requested", "cancelled"]),
                            ("submitted_at__isnull", False),
                            _connector="OR",
                        ),
                        name="sample_under_way_was_submitted",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ["passed", "failed", "resend"]), _negated=True),
                            models.Q(
                                ("concluded_on__isnull", False), models.Q(("conclusion", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="sample_concluded_says_what",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalSampleRequest",
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
                ("name", models.CharField(max_length=120, verbose_name="sample")),
                (
                    "part_no",
                    models.CharField(blank=True, max_length=60, verbose_name="customer's part number"),
                ),
                ("drawing_no", models.CharField(blank=True, max_length=60, verbose_name="drawing number")),
                (
                    "drawing_revision",
                    models.CharField(blank=True, max_length=20, verbose_name="drawing revision"),
                ),
                (
                    "quantity",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=12,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0.01")),
                            django.core.validators.MaxValueValidator(Decimal("1000000")),
                        ],
                        verbose_name="quantity",
                    ),
                ),
                ("required_on", models.DateField(blank=True, null=True, verbose_name="required on")),
                ("is_charged", models.BooleanField(default=False, verbose_name="charged to the customer")),
                ("purpose", models.CharField(blank=True, max_length=200, verbose_name="what is to be tried")),
                ("requirements", models.TextField(blank=True, verbose_name="requirements")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("requested", "requested"),
                            ("review", "under review"),
                            ("making", "being made"),
                            ("inspecting", "being inspected"),
                            ("shipped", "shipped"),
                            ("trial", "in trial at the customer"),
                            ("passed", "passed"),
                            ("failed", "failed"),
                            ("resend", "to be sent again"),
                            ("cancelled", "cancelled"),
                        ],
                        default="requested",
                        editable=False,
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("round", models.PositiveSmallIntegerField(default=1, editable=False, verbose_name="round")),
                (
                    "submitted_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="submitted"),
                ),
                (
                    "reply_due_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="first reply due"
                    ),
                ),
                (
                    "first_reply_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="first reply"),
                ),
                (
                    "response_minutes",
                    models.PositiveIntegerField(
                        blank=True, editable=False, null=True, verbose_name="response time (working minutes)"
                    ),
                ),
                (
                    "deliver_by",
                    models.DateField(blank=True, editable=False, null=True, verbose_name="delivery due"),
                ),
                (
                    "promised_on",
                    models.DateField(blank=True, editable=False, null=True, verbose_name="promised for"),
                ),
                (
                    "shipped_on",
                    models.DateField(blank=True, editable=False, null=True, verbose_name="shipped"),
                ),
                (
                    "waybill",
                    models.CharField(blank=True, editable=False, max_length=60, verbose_name="waybill"),
                ),
                (
                    "inspection",
                    models.CharField(blank=True, editable=False, max_length=300, verbose_name="inspection"),
                ),
                (
                    "trial_since",
                    models.DateField(blank=True, editable=False, null=True, verbose_name="trial since"),
                ),
                (
                    "concluded_on",
                    models.DateField(blank=True, editable=False, null=True, verbose_name="concluded"),
                ),
                ("conclusion", models.TextField(blank=True, editable=False, verbose_name="conclusion")),
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
                    "inquiry",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sales.inquiry",
                        verbose_name="inquiry",
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
                    "product",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Empty: a new design.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="catalog.product",
                        verbose_name="product",
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
                    "previous",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sales.samplerequest",
                        verbose_name="earlier sample",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical sample",
                "verbose_name_plural": "historical samples",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalExpense",
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
                ("kind", models.CharField(max_length=40, verbose_name="kind of expense")),
                (
                    "amount",
                    models.DecimalField(decimal_places=2, max_digits=16, verbose_name="amount (yuan)"),
                ),
                ("spent_on", models.DateField(verbose_name="spent on")),
                ("purpose", models.CharField(max_length=200, verbose_name="what for")),
                ("people", models.CharField(blank=True, max_length=200, verbose_name="with whom")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("approving", "in approval"),
                            ("approved", "approved"),
                            ("void", "void"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                (
                    "approved_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="approved"),
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
                    "campaign",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="marketing.campaign",
                        verbose_name="campaign",
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
                    "sample",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sales.samplerequest",
                        verbose_name="sample",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical expense",
                "verbose_name_plural": "historical expenses",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Expense",
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
                ("kind", models.CharField(max_length=40, verbose_name="kind of expense")),
                (
                    "amount",
                    models.DecimalField(decimal_places=2, max_digits=16, verbose_name="amount (yuan)"),
                ),
                ("spent_on", models.DateField(verbose_name="spent on")),
                ("purpose", models.CharField(max_length=200, verbose_name="what for")),
                ("people", models.CharField(blank=True, max_length=200, verbose_name="with whom")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("approving", "in approval"),
                            ("approved", "approved"),
                            ("void", "void"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                (
                    "approved_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="approved"),
                ),
                (
                    "end_reason",
                    models.CharField(blank=True, editable=False, max_length=200, verbose_name="reason"),
                ),
                (
                    "campaign",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="expenses",
                        to="marketing.campaign",
                        verbose_name="campaign",
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
                        related_name="expenses",
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
                    "opportunity",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="expenses",
                        to="sales.opportunity",
                        verbose_name="opportunity",
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
                (
                    "sample",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="expenses",
                        to="sales.samplerequest",
                        verbose_name="sample",
                    ),
                ),
            ],
            options={
                "verbose_name": "expense",
                "verbose_name_plural": "expenses",
                "ordering": ["-spent_on", "-id"],
                "permissions": [
                    ("export_expense", "Can export expenses"),
                    ("import_expense", "Can import expenses"),
                    ("transfer_expense", "Can transfer expenses"),
                ],
                "indexes": [
                    models.Index(fields=["-spent_on", "-id"], name="expense_list"),
                    models.Index(fields=["customer", "-spent_on"], name="expense_customer"),
                    models.Index(fields=["owner", "status"], name="expense_owner"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("amount__gt", 0)), name="expense_amount_positive"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "approved"), _negated=True),
                            ("approved_at__isnull", False),
                            _connector="OR",
                        ),
                        name="expense_approved_when",
                    ),
                ],
            },
        ),
    ]
