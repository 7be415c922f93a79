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
        ("sales", "0101_quotes"),
    ]

    operations = [
        migrations.CreateModel(
            name="HistoricalInquiry",
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
                ("name", models.CharField(max_length=120, verbose_name="subject")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("product", "known products"),
                            ("new_product", "new product"),
                            ("service", "service"),
                        ],
                        default="product",
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                (
                    "market_type",
                    models.CharField(
                        choices=[("internal", "internal market"), ("external", "external market")],
                        editable=False,
                        max_length=10,
                        verbose_name="market",
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("phone", "phone"),
                            ("mail", "e-mail"),
                            ("wechat", "WeChat"),
                            ("visit", "visit"),
                            ("web", "web"),
                            ("tender", "tender"),
                        ],
                        default="phone",
                        max_length=8,
                        verbose_name="came by",
                    ),
                ),
                ("received_at", models.DateTimeField(default=core.clock.now, verbose_name="received")),
                ("answer_by", models.DateField(blank=True, null=True, verbose_name="answer wanted by")),
                (
                    "currency",
                    models.CharField(
                        choices=[("CNY", "CNY"), ("USD", "USD"), ("EUR", "EUR")],
                        default="CNY",
                        max_length=3,
                        verbose_name="currency of target prices",
                    ),
                ),
                (
                    "requirements",
                    models.TextField(
                        blank=True,
                        help_text="Working conditions, standards, packaging, certificates.",
                        verbose_name="requirements",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("new", "received"),
                            ("clarifying", "being clarified"),
                            ("evaluating", "feasibility under review"),
                            ("quoting", "being quoted"),
                            ("answered", "answered"),
                            ("declined", "declined by us"),
                            ("withdrawn", "withdrawn by the customer"),
                        ],
                        default="new",
                        editable=False,
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                (
                    "reply_due_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="first reply due"),
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
                    "answered_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="answered"),
                ),
                ("answer", models.TextField(blank=True, editable=False, verbose_name="answer")),
                (
                    "answer_document",
                    models.CharField(
                        blank=True, editable=False, max_length=60, verbose_name="number of the quotation"
                    ),
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
            ],
            options={
                "verbose_name": "historical inquiry",
                "verbose_name_plural": "historical inquiries",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Inquiry",
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
                ("name", models.CharField(max_length=120, verbose_name="subject")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("product", "known products"),
                            ("new_product", "new product"),
                            ("service", "service"),
                        ],
                        default="product",
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                (
                    "market_type",
                    models.CharField(
                        choices=[("internal", "internal market"), ("external", "external market")],
                        editable=False,
                        max_length=10,
                        verbose_name="market",
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("phone", "phone"),
                            ("mail", "e-mail"),
                            ("wechat", "WeChat"),
                            ("visit", "visit"),
                            ("web", "web"),
                            ("tender", "tender"),
                        ],
                        default="phone",
                        max_length=8,
                        verbose_name="came by",
                    ),
                ),
                ("received_at", models.DateTimeField(default=core.clock.now, verbose_name="received")),
                ("answer_by", models.DateField(blank=True, null=True, verbose_name="answer wanted by")),
                (
                    "currency",
                    models.CharField(
                        choices=[("CNY", "CNY"), ("USD", "USD"), ("EUR", "EUR")],
                        default="CNY",
                        max_length=3,
                        verbose_name="currency of target prices",
                    ),
                ),
                (
                    "requirements",
                    models.TextField(
                        blank=True,
                        help_text="Working conditions, standards, packaging, certificates.",
                        verbose_name="requirements",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("new", "received"),
                            ("clarifying", "being clarified"),
                            ("evaluating", "feasibility under review"),
                            ("quoting", "being quoted"),
                            ("answered", "answered"),
                            ("declined", "declined by us"),
                            ("withdrawn", "withdrawn by the customer"),
                        ],
                        default="new",
                        editable=False,
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                (
                    "reply_due_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="first reply due"),
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
                    "answered_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="answered"),
                ),
                ("answer", models.TextField(blank=True, editable=False, verbose_name="answer")),
                (
                    "answer_document",
                    models.CharField(
                        blank=True, editable=False, max_length=60, verbose_name="number of the quotation"
                    ),
                ),
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
                        related_name="inquiries",
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
                        related_name="inquiries",
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
                        related_name="inquiries",
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
                "verbose_name": "inquiry",
                "verbose_name_plural": "inquiries",
                "ordering": ["-received_at", "-id"],
                "permissions": [
                    ("export_inquiry", "Can export inquiries"),
                    ("import_inquiry", "Can import inquiries"),
                    ("transfer_inquiry", "Can transfer inquiries"),
                ],
                "indexes": [
                    models.Index(fields=["-received_at", "-id"], name="inquiry_list"),
                    models.Index(fields=["customer", "-received_at"], name="inquiry_customer"),
                    models.Index(fields=["owner", "status"], name="inquiry_owner"),
                    models.Index(fields=["status", "reply_due_at"], name="inquiry_clock"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "answered"), _negated=True),
                            ("answered_at__isnull", False),
                            _connector="OR",
                        ),
                        name="inquiry_answered_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ["declined", "withdrawn"]), _negated=True),
                            models.Q(("end_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="inquiry_ended_says_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalInquiryLine",
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
                    "description",
                    models.CharField(
                        blank=True,
                        help_text="Of a new design: what it is, for what.",
                        max_length=200,
                        verbose_name="description",
                    ),
                ),
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
                        decimal_places=4,
                        max_digits=18,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0.0001")),
                            django.core.validators.MaxValueValidator(Decimal("100000000")),
                        ],
                        verbose_name="quantity",
                    ),
                ),
                ("uom", models.CharField(blank=True, max_length=20, verbose_name="unit of measure")),
                (
                    "target_price",
                    models.DecimalField(
                        blank=True,
                        decimal_places=6,
                        max_digits=18,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="target price",
                    ),
                ),
                ("required_on", models.DateField(blank=True, null=True, verbose_name="required on")),
                (
                    "feasibility",
                    models.CharField(
                        choices=[
                            ("unknown", "not judged yet"),
                            ("feasible", "feasible"),
                            ("changes", "feasible with changes"),
                            ("not_feasible", "not feasible"),
                        ],
                        default="unknown",
                        max_length=12,
                        verbose_name="feasibility",
                    ),
                ),
                ("notes", models.CharField(blank=True, max_length=300, verbose_name="notes")),
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
                    "product",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="catalog.product",
                        verbose_name="product",
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
            ],
            options={
                "verbose_name": "historical inquiry line",
                "verbose_name_plural": "historical inquiry lines",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="InquiryLine",
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
                    "description",
                    models.CharField(
                        blank=True,
                        help_text="Of a new design: what it is, for what.",
                        max_length=200,
                        verbose_name="description",
                    ),
                ),
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
                        decimal_places=4,
                        max_digits=18,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0.0001")),
                            django.core.validators.MaxValueValidator(Decimal("100000000")),
                        ],
                        verbose_name="quantity",
                    ),
                ),
                ("uom", models.CharField(blank=True, max_length=20, verbose_name="unit of measure")),
                (
                    "target_price",
                    models.DecimalField(
                        blank=True,
                        decimal_places=6,
                        max_digits=18,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="target price",
                    ),
                ),
                ("required_on", models.DateField(blank=True, null=True, verbose_name="required on")),
                (
                    "feasibility",
                    models.CharField(
                        choices=[
                            ("unknown", "not judged yet"),
                            ("feasible", "feasible"),
                            ("changes", "feasible with changes"),
                            ("not_feasible", "not feasible"),
                        ],
                        default="unknown",
                        max_length=12,
                        verbose_name="feasibility",
                    ),
                ),
                ("notes", models.CharField(blank=True, max_length=300, verbose_name="notes")),
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
                    "inquiry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="sales.inquiry",
                        verbose_name="inquiry",
                    ),
                ),
                (
                    "product",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="inquiry_lines",
                        to="catalog.product",
                        verbose_name="product",
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
                "verbose_name": "inquiry line",
                "verbose_name_plural": "inquiry lines",
                "ordering": ["id"],
                "indexes": [models.Index(fields=["part_no", "drawing_revision"], name="inquiry_line_part")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("quantity__gt", 0)), name="inquiry_line_quantity_positive"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("product__isnull", False),
                            models.Q(("description", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="inquiry_line_says_what",
                    ),
                ],
            },
        ),
    ]
