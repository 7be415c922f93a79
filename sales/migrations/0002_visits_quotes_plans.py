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
    dependencies = [
        ("accounts", "0001_tables"),
        ("catalog", "0001_tables"),
        ("contacts", "0001_tables"),
        ("marketing", "0001_tables"),
        ("records", "0001_tables"),
        ("reminders", "0002_tasks"),
        ("sales", "0001_tables"),
    ]

    operations = [
        migrations.CreateModel(
            name="Quote",
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
                ("number", models.CharField(editable=False, max_length=30, verbose_name="quote number")),
                ("edition", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("subject", models.CharField(blank=True, max_length=120, verbose_name="subject")),
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
                    "currency",
                    models.CharField(
                        default="CNY",
                        max_length=3,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[A-Z]{3}$", "Write the three capital letters of the currency, such as USD."
                            )
                        ],
                        verbose_name="currency",
                    ),
                ),
                ("tax_included", models.BooleanField(default=True, verbose_name="prices include tax")),
                (
                    "rate",
                    models.DecimalField(
                        decimal_places=6,
                        default=Decimal("1"),
                        help_text="How many yuan one unit of the currency is worth; empty: the newest rate.",
                        max_digits=18,
                        validators=[django.core.validators.MinValueValidator(Decimal("0.000001"))],
                        verbose_name="exchange rate to yuan",
                    ),
                ),
                ("valid_until", models.DateField(verbose_name="valid until")),
                (
                    "language",
                    models.CharField(
                        choices=[("zh-hans", "Chinese"), ("en", "English")],
                        default="zh-hans",
                        max_length=8,
                        verbose_name="language of the document",
                    ),
                ),
                (
                    "payment_terms",
                    models.CharField(blank=True, max_length=200, verbose_name="terms of payment"),
                ),
                (
                    "delivery_terms",
                    models.CharField(blank=True, max_length=200, verbose_name="terms of delivery"),
                ),
                ("terms", models.TextField(blank=True, verbose_name="further terms")),
                ("notes", models.TextField(blank=True, verbose_name="internal notes")),
                (
                    "reasons",
                    models.JSONField(blank=True, default=dict, editable=False, verbose_name="reasons"),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("approving", "in approval"),
                            ("approved", "approved"),
                            ("sent", "sent"),
                            ("bargaining", "in negotiation"),
                            ("accepted", "accepted by the customer"),
                            ("rejected", "rejected by the customer"),
                            ("converted", "turned into a contract or order"),
                            ("expired", "expired"),
                            ("void", "void"),
                            ("superseded", "replaced by a new version"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("status_before", models.CharField(blank=True, editable=False, max_length=10)),
                (
                    "net_amount",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0"),
                        editable=False,
                        max_digits=20,
                        verbose_name="amount without tax",
                    ),
                ),
                (
                    "tax_amount",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0"),
                        editable=False,
                        max_digits=20,
                        verbose_name="tax",
                    ),
                ),
                (
                    "gross_amount",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0"),
                        editable=False,
                        max_digits=20,
                        verbose_name="amount with tax",
                    ),
                ),
                (
                    "list_amount",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0"),
                        editable=False,
                        max_digits=20,
                        verbose_name="amount at proposed prices",
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
                ("follow_up_on", models.DateField(blank=True, null=True, verbose_name="follow up on")),
                ("submitted_at", models.DateTimeField(editable=False, null=True, verbose_name="submitted")),
                ("approved_at", models.DateTimeField(editable=False, null=True, verbose_name="approved")),
                ("sent_at", models.DateTimeField(editable=False, null=True, verbose_name="sent")),
                ("answered_on", models.DateField(editable=False, null=True, verbose_name="answered on")),
                (
                    "answer",
                    models.CharField(
                        blank=True, editable=False, max_length=200, verbose_name="answer of the customer"
                    ),
                ),
                (
                    "end_reason",
                    models.CharField(blank=True, editable=False, max_length=200, verbose_name="reason"),
                ),
                (
                    "approved_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="approved by",
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="quotes",
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
                        related_name="quotes",
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
                        related_name="quotes",
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
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="following",
                        to="sales.quote",
                        verbose_name="version before",
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="submitted by",
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
                    "inquiry",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="quotes",
                        to="sales.inquiry",
                        verbose_name="inquiry",
                    ),
                ),
            ],
            options={
                "verbose_name": "quote",
                "verbose_name_plural": "quotes",
                "ordering": ["-created_at", "-id"],
                "permissions": [
                    ("export_quote", "Can export quotes"),
                    ("import_quote", "Can import quotes"),
                    ("transfer_quote", "Can transfer quotes"),
                    ("approve_quote", "Approves quotes"),
                    ("send_quote", "Sends quotes"),
                    ("serve_quote", "Reads quotes that were sent"),
                ],
                "indexes": [
                    models.Index(fields=["customer", "status"], name="quote_customer"),
                    models.Index(fields=["owner", "status", "valid_until"], name="quote_owner"),
                    models.Index(fields=["status", "valid_until", "id"], name="quote_expiry"),
                    models.Index(fields=["status", "follow_up_on"], name="quote_follow_up"),
                    models.Index(fields=["-created_at", "-id"], name="quote_list"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_deleted", False)),
                        fields=("number", "edition"),
                        name="quote_edition_once",
                    ),
                    models.CheckConstraint(condition=models.Q(("rate__gt", 0)), name="quote_rate_positive"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("gross_amount__gte", 0), ("net_amount__gte", 0), ("tax_amount__gte", 0)
                        ),
                        name="quote_amount_positive",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalQuoteLine",
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
                ("place", models.PositiveIntegerField(default=1, verbose_name="position")),
                ("description", models.CharField(blank=True, max_length=200, verbose_name="description")),
                (
                    "part_no",
                    models.CharField(blank=True, max_length=60, verbose_name="customer's part number"),
                ),
                ("drawing_no", models.CharField(blank=True, max_length=60, verbose_name="drawing number")),
                (
                    "drawing_revision",
                    models.CharField(blank=True, max_length=20, verbose_name="drawing revision"),
                ),
                ("quantity", models.DecimalField(decimal_places=4, max_digits=18, verbose_name="quantity")),
                ("uom", models.CharField(default="piece", max_length=20, verbose_name="unit of measure")),
                (
                    "price",
                    models.DecimalField(
                        decimal_places=6,
                        max_digits=18,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="price",
                    ),
                ),
                (
                    "discount",
                    models.DecimalField(
                        decimal_places=4,
                        default=Decimal("0"),
                        max_digits=9,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0")),
                            django.core.validators.MaxValueValidator(Decimal("100")),
                        ],
                        verbose_name="discount (%)",
                    ),
                ),
                (
                    "vat_rate",
                    models.DecimalField(
                        decimal_places=4,
                        default=Decimal("13"),
                        max_digits=9,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0")),
                            django.core.validators.MaxValueValidator(Decimal("100")),
                        ],
                        verbose_name="VAT rate (%)",
                    ),
                ),
                (
                    "amount",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0"),
                        editable=False,
                        max_digits=20,
                        verbose_name="amount",
                    ),
                ),
                (
                    "net",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0"),
                        editable=False,
                        max_digits=20,
                        verbose_name="amount without tax",
                    ),
                ),
                (
                    "tax",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0"),
                        editable=False,
                        max_digits=20,
                        verbose_name="tax",
                    ),
                ),
                (
                    "gross",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0"),
                        editable=False,
                        max_digits=20,
                        verbose_name="amount with tax",
                    ),
                ),
                (
                    "lead_days",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="delivery time (days)"),
                ),
                (
                    "delivery_place",
                    models.CharField(blank=True, max_length=120, verbose_name="place of delivery"),
                ),
                (
                    "proposed_price",
                    models.DecimalField(
                        blank=True,
                        decimal_places=6,
                        editable=False,
                        max_digits=18,
                        null=True,
                        verbose_name="proposed price",
                    ),
                ),
                (
                    "price_origin",
                    models.CharField(blank=True, editable=False, max_length=200, verbose_name="price from"),
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
                    "price_list",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="catalog.pricelist",
                        verbose_name="price list",
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
                    "quote",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sales.quote",
                        verbose_name="quote",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical quote line",
                "verbose_name_plural": "historical quote lines",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalQuote",
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
                ("number", models.CharField(editable=False, max_length=30, verbose_name="quote number")),
                ("edition", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("subject", models.CharField(blank=True, max_length=120, verbose_name="subject")),
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
                    "currency",
                    models.CharField(
                        default="CNY",
                        max_length=3,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[A-Z]{3}$", "Write the three capital letters of the currency, such as USD."
                            )
                        ],
                        verbose_name="currency",
                    ),
                ),
                ("tax_included", models.BooleanField(default=True, verbose_name="prices include tax")),
                (
                    "rate",
                    models.DecimalField(
                        decimal_places=6,
                        default=Decimal("1"),
                        help_text="How many yuan one unit of the currency is worth; empty: the newest rate.",
                        max_digits=18,
                        validators=[django.core.validators.MinValueValidator(Decimal("0.000001"))],
                        verbose_name="exchange rate to yuan",
                    ),
                ),
                ("valid_until", models.DateField(verbose_name="valid until")),
                (
                    "language",
                    models.CharField(
                        choices=[("zh-hans", "Chinese"), ("en", "English")],
                        default="zh-hans",
                        max_length=8,
                        verbose_name="language of the document",
                    ),
                ),
                (
                    "payment_terms",
                    models.CharField(blank=True, max_length=200, verbose_name="terms of payment"),
                ),
                (
                    "delivery_terms",
                    models.CharField(blank=True, max_length=200, verbose_name="terms of delivery"),
                ),
                ("terms", models.TextField(blank=True, verbose_name="further terms")),
                ("notes", models.TextField(blank=True, verbose_name="internal notes")),
                (
                    "reasons",
                    models.JSONField(blank=True, default=dict, editable=False, verbose_name="reasons"),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("approving", "in approval"),
                            ("approved", "approved"),
                            ("sent", "sent"),
                            ("bargaining", "in negotiation"),
                            ("accepted", "accepted by the customer"),
                            ("rejected", "rejected by the customer"),
                            ("converted", "turned into a contract or order"),
                            ("expired", "expired"),
                            ("void", "void"),
                            ("superseded", "replaced by a new version"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                (
                    "net_amount",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0"),
                        editable=False,
                        max_digits=20,
                        verbose_name="amount without tax",
                    ),
                ),
                (
                    "tax_amount",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0"),
                        editable=False,
                        max_digits=20,
                        verbose_name="tax",
                    ),
                ),
                (
                    "gross_amount",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0"),
                        editable=False,
                        max_digits=20,
                        verbose_name="amount with tax",
                    ),
                ),
                ("follow_up_on", models.DateField(blank=True, null=True, verbose_name="follow up on")),
                ("submitted_at", models.DateTimeField(editable=False, null=True, verbose_name="submitted")),
                ("approved_at", models.DateTimeField(editable=False, null=True, verbose_name="approved")),
                ("sent_at", models.DateTimeField(editable=False, null=True, verbose_name="sent")),
                ("answered_on", models.DateField(editable=False, null=True, verbose_name="answered on")),
                (
                    "answer",
                    models.CharField(
                        blank=True, editable=False, max_length=200, verbose_name="answer of the customer"
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
                    "approved_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="approved by",
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
                    "submitted_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="submitted by",
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
                        to="sales.quote",
                        verbose_name="version before",
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
                "verbose_name": "historical quote",
                "verbose_name_plural": "historical quotes",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="QuoteCheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("guard", models.CharField(max_length=20, verbose_name="guard")),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("block", "blocked"),
                            ("confirm", "to be confirmed"),
                            ("approve", "to be approved"),
                        ],
                        max_length=8,
                        verbose_name="level",
                    ),
                ),
                ("place", models.PositiveIntegerField(null=True, verbose_name="position")),
                ("message", models.CharField(max_length=400, verbose_name="what was found")),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="reason")),
                ("at", models.DateTimeField(default=core.clock.now, verbose_name="time")),
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
                    "quote",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="checks",
                        to="sales.quote",
                        verbose_name="quote",
                    ),
                ),
            ],
            options={
                "verbose_name": "check of a quote",
                "verbose_name_plural": "checks of quotes",
                "ordering": ["-at", "id"],
            },
        ),
        migrations.CreateModel(
            name="QuoteLine",
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
                ("place", models.PositiveIntegerField(default=1, verbose_name="position")),
                ("description", models.CharField(blank=True, max_length=200, verbose_name="description")),
                (
                    "part_no",
                    models.CharField(blank=True, max_length=60, verbose_name="customer's part number"),
                ),
                ("drawing_no", models.CharField(blank=True, max_length=60, verbose_name="drawing number")),
                (
                    "drawing_revision",
                    models.CharField(blank=True, max_length=20, verbose_name="drawing revision"),
                ),
                ("quantity", models.DecimalField(decimal_places=4, max_digits=18, verbose_name="quantity")),
                ("uom", models.CharField(default="piece", max_length=20, verbose_name="unit of measure")),
                (
                    "price",
                    models.DecimalField(
                        decimal_places=6,
                        max_digits=18,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="price",
                    ),
                ),
                (
                    "discount",
                    models.DecimalField(
                        decimal_places=4,
                        default=Decimal("0"),
                        max_digits=9,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0")),
                            django.core.validators.MaxValueValidator(Decimal("100")),
                        ],
                        verbose_name="discount (%)",
                    ),
                ),
                (
                    "vat_rate",
                    models.DecimalField(
                        decimal_places=4,
                        default=Decimal("13"),
                        max_digits=9,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0")),
                            django.core.validators.MaxValueValidator(Decimal("100")),
                        ],
                        verbose_name="VAT rate (%)",
                    ),
                ),
                (
                    "amount",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0"),
                        editable=False,
                        max_digits=20,
                        verbose_name="amount",
                    ),
                ),
                (
                    "net",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0"),
                        editable=False,
                        max_digits=20,
                        verbose_name="amount without tax",
                    ),
                ),
                (
                    "tax",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0"),
                        editable=False,
                        max_digits=20,
                        verbose_name="tax",
                    ),
                ),
                (
                    "gross",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0"),
                        editable=False,
                        max_digits=20,
                        verbose_name="amount with tax",
                    ),
                ),
                (
                    "lead_days",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="delivery time (days)"),
                ),
                (
                    "delivery_place",
                    models.CharField(blank=True, max_length=120, verbose_name="place of delivery"),
                ),
                (
                    "proposed_price",
                    models.DecimalField(
                        blank=True,
                        decimal_places=6,
                        editable=False,
                        max_digits=18,
                        null=True,
                        verbose_name="proposed price",
                    ),
                ),
                (
                    "price_origin",
                    models.CharField(blank=True, editable=False, max_length=200, verbose_name="price from"),
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
                    "price_list",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.pricelist",
                        verbose_name="price list",
                    ),
                ),
                (
                    "product",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="quote_lines",
                        to="catalog.product",
                        verbose_name="product",
                    ),
                ),
                (
                    "quote",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="positions",
                        to="sales.quote",
                        verbose_name="quote",
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
                "verbose_name": "quote line",
                "verbose_name_plural": "quote lines",
                "ordering": ["place", "id"],
                "indexes": [models.Index(fields=["product", "quote"], name="quote_line_product")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("price__gte", 0), ("quantity__gt", 0)), name="quote_line_positive"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("product__isnull", False),
                            models.Q(("description", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="quote_line_says_what",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="QuoteLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.CharField(editable=False, max_length=64, unique=True)),
                ("hint", models.CharField(editable=False, max_length=8, verbose_name="address begins with")),
                ("recipient", models.CharField(blank=True, max_length=120, verbose_name="for whom")),
                ("created_at", models.DateTimeField(default=core.clock.now, verbose_name="created")),
                ("expires_at", models.DateTimeField(verbose_name="expires")),
                ("revoked_at", models.DateTimeField(null=True, verbose_name="revoked")),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="created by",
                    ),
                ),
                (
                    "quote",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="links",
                        to="sales.quote",
                        verbose_name="quote",
                    ),
                ),
            ],
            options={
                "verbose_name": "link to a quote",
                "verbose_name_plural": "links to quotes",
                "ordering": ["-created_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="QuoteSend",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[("mail", "e-mail"), ("link", "link"), ("hand", "handed over")],
                        max_length=8,
                        verbose_name="channel",
                    ),
                ),
                ("recipient", models.CharField(blank=True, max_length=254, verbose_name="to")),
                ("subject", models.CharField(blank=True, max_length=200, verbose_name="subject")),
                ("body", models.TextField(blank=True, verbose_name="text")),
                ("letter_id", models.BigIntegerField(editable=False, null=True)),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="reason")),
                ("at", models.DateTimeField(default=core.clock.now, verbose_name="time")),
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
                    "quote",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sendings",
                        to="sales.quote",
                        verbose_name="quote",
                    ),
                ),
            ],
            options={
                "verbose_name": "sending of a quote",
                "verbose_name_plural": "sendings of quotes",
                "ordering": ["-at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="QuoteView",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(default=core.clock.now, verbose_name="time")),
                ("ip", models.GenericIPAddressField(null=True, verbose_name="address")),
                ("agent", models.CharField(blank=True, max_length=200, verbose_name="browser")),
                ("is_pdf", models.BooleanField(default=False, verbose_name="downloaded the PDF")),
                (
                    "link",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="views",
                        to="sales.quotelink",
                        verbose_name="link",
                    ),
                ),
            ],
            options={
                "verbose_name": "view of a quote",
                "verbose_name_plural": "views of quotes",
                "ordering": ["-at", "-id"],
                "indexes": [models.Index(fields=["link", "-at"], name="quote_view_of")],
            },
        ),
        migrations.CreateModel(
            name="Visit",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("onsite", "at the customer's"),
                            ("incoming", "customer at ours"),
                            ("video", "video meeting"),
                            ("phone", "phone appointment"),
                        ],
                        default="onsite",
                        max_length=8,
                        verbose_name="kind of visit",
                    ),
                ),
                ("purpose", models.CharField(max_length=200, verbose_name="purpose")),
                ("planned_start", models.DateTimeField(verbose_name="planned from")),
                ("planned_end", models.DateTimeField(verbose_name="planned until")),
                (
                    "is_planned",
                    models.BooleanField(default=True, editable=False, verbose_name="planned before"),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("planned", "planned"),
                            ("checked_in", "checked in"),
                            ("checked_out", "checked out"),
                            ("submitted", "submitted"),
                            ("returned", "returned for more"),
                            ("reviewed", "reviewed"),
                            ("rescheduled", "rescheduled"),
                            ("cancelled", "cancelled"),
                            ("missed", "missed"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=12,
                        verbose_name="status",
                    ),
                ),
                (
                    "cancelled_by",
                    models.CharField(
                        blank=True,
                        choices=[("us", "by us"), ("customer", "by the customer")],
                        editable=False,
                        max_length=8,
                        verbose_name="cancelled",
                    ),
                ),
                (
                    "end_reason",
                    models.CharField(blank=True, editable=False, max_length=200, verbose_name="reason"),
                ),
                (
                    "checked_in_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="checked in at"),
                ),
                (
                    "checked_out_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="checked out at"
                    ),
                ),
                (
                    "distance_m",
                    models.PositiveIntegerField(
                        blank=True, editable=False, null=True, verbose_name="distance to the customer (m)"
                    ),
                ),
                (
                    "is_within_radius",
                    models.BooleanField(editable=False, null=True, verbose_name="within the radius"),
                ),
                (
                    "exemption",
                    models.CharField(
                        blank=True,
                        choices=[("asked", "asked for"), ("approved", "approved"), ("refused", "refused")],
                        editable=False,
                        max_length=8,
                        verbose_name="exception to the place",
                    ),
                ),
                (
                    "exemption_reason",
                    models.CharField(
                        blank=True, editable=False, max_length=200, verbose_name="why not at the place"
                    ),
                ),
                ("summary", models.TextField(blank=True, verbose_name="minutes")),
                ("result", models.CharField(blank=True, max_length=200, verbose_name="result")),
                ("next_action", models.CharField(blank=True, max_length=200, verbose_name="next step")),
                ("next_on", models.DateField(blank=True, null=True, verbose_name="next contact")),
                (
                    "cost",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0")),
                            django.core.validators.MaxValueValidator(Decimal("1000000")),
                        ],
                        verbose_name="cost (yuan)",
                    ),
                ),
                (
                    "submitted_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="submitted at"),
                ),
                ("submit_key", models.CharField(blank=True, editable=False, max_length=40)),
                (
                    "is_rejected",
                    models.BooleanField(default=False, editable=False, verbose_name="rejected at the review"),
                ),
                (
                    "reviewed_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="reviewed at"),
                ),
                (
                    "review_comment",
                    models.CharField(
                        blank=True, editable=False, max_length=500, verbose_name="comment of the review"
                    ),
                ),
                (
                    "is_effective",
                    models.BooleanField(editable=False, null=True, verbose_name="effective visit"),
                ),
                (
                    "ineffective_reasons",
                    models.JSONField(
                        blank=True, default=list, editable=False, verbose_name="why not effective"
                    ),
                ),
                (
                    "contacts",
                    models.ManyToManyField(
                        blank=True,
                        related_name="planned_visits",
                        to="contacts.contact",
                        verbose_name="people to meet",
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
                        related_name="visits",
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
                    "follow_up",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contacts.followup",
                        verbose_name="follow-up",
                    ),
                ),
                (
                    "met",
                    models.ManyToManyField(
                        blank=True, related_name="visits", to="contacts.contact", verbose_name="people met"
                    ),
                ),
                (
                    "opportunity",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="visits",
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
                    "participants",
                    models.ManyToManyField(
                        blank=True,
                        related_name="joined_visits",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="colleagues",
                    ),
                ),
                (
                    "photo",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.attachment",
                        verbose_name="photo",
                    ),
                ),
                (
                    "proof",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.attachment",
                        verbose_name="proof",
                    ),
                ),
                (
                    "rescheduled_from",
                    models.OneToOneField(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rescheduled_to",
                        to="sales.visit",
                        verbose_name="rescheduled from",
                    ),
                ),
                (
                    "reviewed_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="reviewed by",
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
                "verbose_name": "visit",
                "verbose_name_plural": "visits",
                "ordering": ["-planned_start", "-id"],
                "permissions": [
                    ("export_visit", "Can export visits"),
                    ("import_visit", "Can import visit plans"),
                    ("review_visit", "Can review visits"),
                    ("count_visit", "Reads how many visits were held"),
                ],
                "indexes": [
                    models.Index(fields=["-planned_start", "-id"], name="visit_list"),
                    models.Index(fields=["owner", "planned_start"], name="visit_owner_start"),
                    models.Index(fields=["customer", "-planned_start"], name="visit_customer"),
                    models.Index(fields=["opportunity", "-planned_start"], name="visit_opportunity"),
                    models.Index(fields=["status", "planned_end"], name="visit_due"),
                    models.Index(fields=["owner", "customer", "checked_in_at"], name="visit_same_day"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("planned_end__gt", models.F("planned_start"))),
                        name="visit_ends_after_start",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("checked_out_at__isnull", True),
                            models.Q(
                                ("checked_in_at__isnull", False),
                                ("checked_out_at__gte", models.F("checked_in_at")),
                            ),
                            _connector="OR",
                        ),
                        name="visit_left_after_arrival",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "cancelled"), _negated=True),
                            models.Q(
                                models.Q(("cancelled_by", ""), _negated=True),
                                models.Q(("end_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="visit_cancelled_says_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalVisit",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("onsite", "at the customer's"),
                            ("incoming", "customer at ours"),
                            ("video", "video meeting"),
                            ("phone", "phone appointment"),
                        ],
                        default="onsite",
                        max_length=8,
                        verbose_name="kind of visit",
                    ),
                ),
                ("purpose", models.CharField(max_length=200, verbose_name="purpose")),
                ("planned_start", models.DateTimeField(verbose_name="planned from")),
                ("planned_end", models.DateTimeField(verbose_name="planned until")),
                (
                    "is_planned",
                    models.BooleanField(default=True, editable=False, verbose_name="planned before"),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("planned", "planned"),
                            ("checked_in", "checked in"),
                            ("checked_out", "checked out"),
                            ("submitted", "submitted"),
                            ("returned", "returned for more"),
                            ("reviewed", "reviewed"),
                            ("rescheduled", "rescheduled"),
                            ("cancelled", "cancelled"),
                            ("missed", "missed"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=12,
                        verbose_name="status",
                    ),
                ),
                (
                    "cancelled_by",
                    models.CharField(
                        blank=True,
                        choices=[("us", "by us"), ("customer", "by the customer")],
                        editable=False,
                        max_length=8,
                        verbose_name="cancelled",
                    ),
                ),
                (
                    "end_reason",
                    models.CharField(blank=True, editable=False, max_length=200, verbose_name="reason"),
                ),
                (
                    "checked_in_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="checked in at"),
                ),
                (
                    "checked_out_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="checked out at"
                    ),
                ),
                (
                    "distance_m",
                    models.PositiveIntegerField(
                        blank=True, editable=False, null=True, verbose_name="distance to the customer (m)"
                    ),
                ),
                (
                    "is_within_radius",
                    models.BooleanField(editable=False, null=True, verbose_name="within the radius"),
                ),
                (
                    "exemption",
                    models.CharField(
                        blank=True,
                        choices=[("asked", "asked for"), ("approved", "approved"), ("refused", "refused")],
                        editable=False,
                        max_length=8,
                        verbose_name="exception to the place",
                    ),
                ),
                (
                    "exemption_reason",
                    models.CharField(
                        blank=True, editable=False, max_length=200, verbose_name="why not at the place"
                    ),
                ),
                ("summary", models.TextField(blank=True, verbose_name="minutes")),
                ("result", models.CharField(blank=True, max_length=200, verbose_name="result")),
                ("next_action", models.CharField(blank=True, max_length=200, verbose_name="next step")),
                ("next_on", models.DateField(blank=True, null=True, verbose_name="next contact")),
                (
                    "cost",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0")),
                            django.core.validators.MaxValueValidator(Decimal("1000000")),
                        ],
                        verbose_name="cost (yuan)",
                    ),
                ),
                (
                    "submitted_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="submitted at"),
                ),
                (
                    "is_rejected",
                    models.BooleanField(default=False, editable=False, verbose_name="rejected at the review"),
                ),
                (
                    "reviewed_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="reviewed at"),
                ),
                (
                    "review_comment",
                    models.CharField(
                        blank=True, editable=False, max_length=500, verbose_name="comment of the review"
                    ),
                ),
                (
                    "is_effective",
                    models.BooleanField(editable=False, null=True, verbose_name="effective visit"),
                ),
                (
                    "ineffective_reasons",
                    models.JSONField(
                        blank=True, default=list, editable=False, verbose_name="why not effective"
                    ),
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
                    "follow_up",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="contacts.followup",
                        verbose_name="follow-up",
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
                    "photo",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="records.attachment",
                        verbose_name="photo",
                    ),
                ),
                (
                    "proof",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="records.attachment",
                        verbose_name="proof",
                    ),
                ),
                (
                    "reviewed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="reviewed by",
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
                    "rescheduled_from",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sales.visit",
                        verbose_name="rescheduled from",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical visit",
                "verbose_name_plural": "historical visits",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="VisitPoint",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "moment",
                    models.CharField(
                        choices=[("in", "check-in"), ("out", "check-out")],
                        max_length=3,
                        verbose_name="moment",
                    ),
                ),
                ("at", models.DateTimeField(default=core.clock.now, verbose_name="time")),
                ("latitude", models.DecimalField(decimal_places=6, max_digits=9, verbose_name="latitude")),
                ("longitude", models.DecimalField(decimal_places=6, max_digits=9, verbose_name="longitude")),
                ("accuracy_m", models.PositiveIntegerField(null=True, verbose_name="accuracy (m)")),
                (
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="points",
                        to="sales.visit",
                        verbose_name="visit",
                    ),
                ),
            ],
            options={
                "verbose_name": "point of a visit",
                "verbose_name_plural": "points of visits",
                "ordering": ["id"],
                "indexes": [models.Index(fields=["at"], name="visit_point_at")],
                "constraints": [models.UniqueConstraint(fields=("visit", "moment"), name="visit_point_once")],
            },
        ),
        migrations.CreateModel(
            name="HistoricalWorkPlan",
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
                    "span",
                    models.CharField(
                        choices=[("day", "day plan"), ("week", "week plan"), ("month", "month plan")],
                        default="week",
                        max_length=5,
                        verbose_name="span",
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(editable=False, verbose_name="until")),
                ("goal", models.CharField(blank=True, max_length=200, verbose_name="goal")),
                ("summary", models.TextField(blank=True, verbose_name="what became of it")),
                (
                    "comment",
                    models.CharField(
                        blank=True, editable=False, max_length=500, verbose_name="leader's comment"
                    ),
                ),
                (
                    "commented_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="commented at"),
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
                "verbose_name": "historical work plan",
                "verbose_name_plural": "historical work plans",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="WorkPlan",
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
                    "span",
                    models.CharField(
                        choices=[("day", "day plan"), ("week", "week plan"), ("month", "month plan")],
                        default="week",
                        max_length=5,
                        verbose_name="span",
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(editable=False, verbose_name="until")),
                ("goal", models.CharField(blank=True, max_length=200, verbose_name="goal")),
                ("summary", models.TextField(blank=True, verbose_name="what became of it")),
                (
                    "comment",
                    models.CharField(
                        blank=True, editable=False, max_length=500, verbose_name="leader's comment"
                    ),
                ),
                (
                    "commented_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="commented at"),
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
                "verbose_name": "work plan",
                "verbose_name_plural": "work plans",
                "ordering": ["-starts_on", "-id"],
                "permissions": [
                    ("export_workplan", "Can export work plans"),
                    ("review_workplan", "Can comment on work plans"),
                ],
                "indexes": [
                    models.Index(fields=["-starts_on", "-id"], name="work_plan_list"),
                    models.Index(fields=["owner", "-starts_on"], name="work_plan_owner"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                        name="work_plan_ends_after_start",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("is_deleted", False)),
                        fields=("owner", "span", "starts_on"),
                        name="work_plan_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalWorkPlanItem",
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
                ("text", models.CharField(max_length=200, verbose_name="what")),
                ("is_done", models.BooleanField(default=False, verbose_name="done")),
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
                    "task",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="reminders.task",
                        verbose_name="task",
                    ),
                ),
                (
                    "visit",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sales.visit",
                        verbose_name="visit",
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
                        to="sales.workplan",
                        verbose_name="work plan",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical item of a work plan",
                "verbose_name_plural": "historical items of work plans",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="WorkPlanItem",
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
                ("text", models.CharField(max_length=200, verbose_name="what")),
                ("is_done", models.BooleanField(default=False, verbose_name="done")),
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
                        related_name="items",
                        to="sales.workplan",
                        verbose_name="work plan",
                    ),
                ),
                (
                    "task",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plan_items",
                        to="reminders.task",
                        verbose_name="task",
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
                    "visit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plan_items",
                        to="sales.visit",
                        verbose_name="visit",
                    ),
                ),
            ],
            options={
                "verbose_name": "item of a work plan",
                "verbose_name_plural": "items of work plans",
                "ordering": ["id"],
                "indexes": [models.Index(fields=["plan", "id"], name="work_plan_items")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_deleted", False), ("visit__isnull", False)),
                        fields=("plan", "visit"),
                        name="work_plan_visit_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("is_deleted", False), ("task__isnull", False)),
                        fields=("plan", "task"),
                        name="work_plan_task_once",
                    ),
                ],
            },
        ),
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
                (
                    "visit",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sales.visit",
                        verbose_name="visit",
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
                (
                    "visit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="expenses",
                        to="sales.visit",
                        verbose_name="visit",
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
        migrations.CreateModel(
            name="HistoricalOpportunityCompetitor",
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
                    "standing",
                    models.CharField(
                        choices=[
                            ("behind", "behind us"),
                            ("even", "level with us"),
                            ("ahead", "ahead of us"),
                            ("unknown", "not known"),
                        ],
                        default="unknown",
                        max_length=8,
                        verbose_name="how he stands",
                    ),
                ),
                ("offer", models.CharField(blank=True, max_length=200, verbose_name="his offer")),
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
                    "competitor",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="marketing.competitor",
                        verbose_name="competitor",
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
                "verbose_name": "historical competitor in an opportunity",
                "verbose_name_plural": "historical competitors in opportunities",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalOpportunityProduct",
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
                    "quantity",
                    models.DecimalField(
                        decimal_places=3,
                        max_digits=14,
                        validators=[django.core.validators.MinValueValidator(Decimal("0.001"))],
                        verbose_name="quantity",
                    ),
                ),
                (
                    "price",
                    models.DecimalField(
                        blank=True,
                        decimal_places=4,
                        help_text="In the currency of the opportunity.",
                        max_digits=16,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="price without tax",
                    ),
                ),
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
            ],
            options={
                "verbose_name": "historical product of an opportunity",
                "verbose_name_plural": "historical products of opportunities",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="LeadOpportunity",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "lead",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="became",
                        to="marketing.lead",
                        verbose_name="lead",
                    ),
                ),
                (
                    "opportunity",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="origin",
                        to="sales.opportunity",
                        verbose_name="opportunity",
                    ),
                ),
            ],
            options={
                "verbose_name": "opportunity of a lead",
                "verbose_name_plural": "opportunities of leads",
            },
        ),
        migrations.CreateModel(
            name="OpportunityCompetitor",
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
                    "standing",
                    models.CharField(
                        choices=[
                            ("behind", "behind us"),
                            ("even", "level with us"),
                            ("ahead", "ahead of us"),
                            ("unknown", "not known"),
                        ],
                        default="unknown",
                        max_length=8,
                        verbose_name="how he stands",
                    ),
                ),
                ("offer", models.CharField(blank=True, max_length=200, verbose_name="his offer")),
                ("notes", models.CharField(blank=True, max_length=200, verbose_name="notes")),
                (
                    "competitor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="marketing.competitor",
                        verbose_name="competitor",
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
                        related_name="competitors",
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
                "verbose_name": "competitor in an opportunity",
                "verbose_name_plural": "competitors in opportunities",
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_deleted", False)),
                        fields=("opportunity", "competitor"),
                        name="opportunity_competitor_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="OpportunityProduct",
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
                    "quantity",
                    models.DecimalField(
                        decimal_places=3,
                        max_digits=14,
                        validators=[django.core.validators.MinValueValidator(Decimal("0.001"))],
                        verbose_name="quantity",
                    ),
                ),
                (
                    "price",
                    models.DecimalField(
                        blank=True,
                        decimal_places=4,
                        help_text="In the currency of the opportunity.",
                        max_digits=16,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="price without tax",
                    ),
                ),
                ("notes", models.CharField(blank=True, max_length=200, verbose_name="notes")),
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
                        related_name="products",
                        to="sales.opportunity",
                        verbose_name="opportunity",
                    ),
                ),
                (
                    "product",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
                "verbose_name": "product of an opportunity",
                "verbose_name_plural": "products of opportunities",
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_deleted", False)),
                        fields=("opportunity", "product"),
                        name="opportunity_product_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("quantity__gt", 0)), name="opportunity_product_quantity"
                    ),
                ],
            },
        ),
    ]
