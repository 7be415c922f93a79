from decimal import Decimal

import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.lookups
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import core.clock
import core.operation
from core.tables_migration import TablesMigration


class Migration(TablesMigration):
    initial = True

    dependencies = [
        ("accounts", "0001_tables"),
        ("catalog", "0001_tables"),
        ("contacts", "0201_index_of_the_living"),
        ("contracts", "0001_tables"),
        ("sales", "0002_visits_quotes_plans"),
    ]

    operations = [
        migrations.CreateModel(
            name="AccountingPeriod",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("month", models.DateField(help_text="Its first day.", unique=True, verbose_name="month")),
                ("is_closed", models.BooleanField(default=False, verbose_name="closed")),
                ("closed_at", models.DateTimeField(editable=False, null=True, verbose_name="closed at")),
                (
                    "closed_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="closed by",
                    ),
                ),
            ],
            options={
                "verbose_name": "accounting period",
                "verbose_name_plural": "accounting periods",
                "ordering": ["-month"],
                "permissions": [("close_accountingperiod", "Closes and opens accounting periods")],
            },
        ),
        migrations.CreateModel(
            name="HistoricalOrder",
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
                ("number", models.CharField(editable=False, max_length=30, verbose_name="order number")),
                (
                    "po_no",
                    models.CharField(blank=True, max_length=60, verbose_name="the customer's order number"),
                ),
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
                ("ordered_on", models.DateField(verbose_name="ordered on")),
                ("due_on", models.DateField(verbose_name="due")),
                (
                    "delivery_place",
                    models.CharField(blank=True, max_length=120, verbose_name="place of delivery"),
                ),
                (
                    "delivery_terms",
                    models.CharField(blank=True, max_length=200, verbose_name="terms of delivery"),
                ),
                ("notes", models.TextField(blank=True, verbose_name="notes")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("approving", "in approval"),
                            ("placed", "placed"),
                            ("producing", "in production"),
                            ("held", "on hold"),
                            ("closed", "closed"),
                            ("cancelled", "cancelled"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("submitted_at", models.DateTimeField(editable=False, null=True, verbose_name="submitted")),
                ("placed_at", models.DateTimeField(editable=False, null=True, verbose_name="placed")),
                ("ended_on", models.DateField(editable=False, null=True, verbose_name="ended on")),
                (
                    "end_reason",
                    models.CharField(blank=True, editable=False, max_length=200, verbose_name="reason"),
                ),
                (
                    "external_key",
                    models.CharField(
                        blank=True, editable=False, max_length=80, verbose_name="key in the ERP"
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
                    "contract",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="contracts.contract",
                        verbose_name="contract",
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
            ],
            options={
                "verbose_name": "historical order",
                "verbose_name_plural": "historical orders",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalReceipt",
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
                ("number", models.CharField(editable=False, max_length=30, verbose_name="receipt number")),
                ("received_on", models.DateField(verbose_name="received on")),
                (
                    "method",
                    models.CharField(
                        choices=[
                            ("transfer", "bank transfer"),
                            ("bank_draft", "bank acceptance draft"),
                            ("trade_draft", "commercial acceptance draft"),
                            ("cheque", "cheque"),
                            ("letter_of_credit", "letter of credit"),
                            ("cash", "cash"),
                            ("chain_note", "supply-chain note"),
                            ("opening", "opening balance"),
                        ],
                        default="transfer",
                        max_length=16,
                        verbose_name="form",
                    ),
                ),
                ("draft_no", models.CharField(blank=True, max_length=60, verbose_name="draft number")),
                ("draft_due_on", models.DateField(blank=True, null=True, verbose_name="draft due")),
                (
                    "cashed_on",
                    models.DateField(blank=True, editable=False, null=True, verbose_name="cashed on"),
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
                (
                    "rate",
                    models.DecimalField(
                        decimal_places=6,
                        default=Decimal("1"),
                        max_digits=18,
                        validators=[django.core.validators.MinValueValidator(Decimal("0.000001"))],
                        verbose_name="exchange rate to yuan",
                    ),
                ),
                (
                    "amount",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=20,
                        validators=[django.core.validators.MinValueValidator(Decimal("0.01"))],
                        verbose_name="amount",
                    ),
                ),
                (
                    "allocated",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0"),
                        editable=False,
                        max_digits=20,
                        verbose_name="matched",
                    ),
                ),
                ("payer", models.CharField(blank=True, max_length=120, verbose_name="payer")),
                (
                    "bank_reference",
                    models.CharField(blank=True, max_length=80, verbose_name="bank reference"),
                ),
                ("notes", models.CharField(blank=True, max_length=200, verbose_name="notes")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("registered", "registered"),
                            ("confirmed", "confirmed by finance"),
                            ("partly", "partly matched"),
                            ("matched", "matched"),
                            ("bounced", "bounced"),
                            ("void", "void"),
                        ],
                        default="registered",
                        editable=False,
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("confirmed_at", models.DateTimeField(editable=False, null=True, verbose_name="confirmed")),
                (
                    "end_reason",
                    models.CharField(blank=True, editable=False, max_length=200, verbose_name="reason"),
                ),
                (
                    "external_key",
                    models.CharField(
                        blank=True, editable=False, max_length=80, verbose_name="key in the ERP"
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
                    "confirmed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="confirmed by",
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
                "verbose_name": "historical receipt",
                "verbose_name_plural": "historical receipts",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalReturnOrder",
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
                ("number", models.CharField(editable=False, max_length=30, verbose_name="return number")),
                (
                    "disposition",
                    models.CharField(
                        choices=[
                            ("replace", "replacement"),
                            ("repair", "repair"),
                            ("scrap", "scrapped"),
                            ("refund", "refund"),
                        ],
                        default="replace",
                        max_length=10,
                        verbose_name="what becomes of them",
                    ),
                ),
                ("reason", models.CharField(max_length=40, verbose_name="reason")),
                ("returned_on", models.DateField(verbose_name="returned on")),
                ("notes", models.TextField(blank=True, verbose_name="notes")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("agreed", "agreed"),
                            ("done", "done"),
                            ("void", "void"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=6,
                        verbose_name="status",
                    ),
                ),
                ("end_reason", models.CharField(blank=True, editable=False, max_length=200)),
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
            ],
            options={
                "verbose_name": "historical return",
                "verbose_name_plural": "historical returns",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalShipment",
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
                ("number", models.CharField(editable=False, max_length=30, verbose_name="shipment number")),
                (
                    "mode",
                    models.CharField(
                        choices=[
                            ("road", "by road"),
                            ("rail", "by rail"),
                            ("sea", "by sea"),
                            ("air", "by air"),
                            ("ship_supply", "delivery on board"),
                        ],
                        default="road",
                        max_length=12,
                        verbose_name="way of transport",
                    ),
                ),
                ("carrier", models.CharField(blank=True, max_length=80, verbose_name="carrier")),
                ("waybill", models.CharField(blank=True, max_length=80, verbose_name="waybill")),
                ("from_place", models.CharField(blank=True, max_length=120, verbose_name="from")),
                (
                    "to_place",
                    models.CharField(
                        help_text="Plant and dock, or vessel, port and agent.",
                        max_length=160,
                        verbose_name="to",
                    ),
                ),
                (
                    "shipped_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="shipped at"),
                ),
                ("etd", models.DateField(blank=True, null=True, verbose_name="planned departure")),
                ("eta", models.DateField(blank=True, null=True, verbose_name="expected arrival")),
                ("due_on", models.DateField(editable=False, null=True, verbose_name="due")),
                (
                    "signed_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="received at"),
                ),
                (
                    "signed_by",
                    models.CharField(blank=True, editable=False, max_length=60, verbose_name="received by"),
                ),
                ("notes", models.TextField(blank=True, verbose_name="notes")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("preparing", "being prepared"),
                            ("shipped", "shipped"),
                            ("in_transit", "in transit"),
                            ("arrived", "at the port or station"),
                            ("delivering", "out for delivery"),
                            ("signed", "received by the customer"),
                            ("trouble", "in trouble"),
                            ("sent_back", "sent back"),
                            ("cancelled", "cancelled"),
                        ],
                        default="preparing",
                        editable=False,
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                (
                    "end_reason",
                    models.CharField(blank=True, editable=False, max_length=200, verbose_name="reason"),
                ),
                (
                    "external_key",
                    models.CharField(
                        blank=True, editable=False, max_length=80, verbose_name="key in the ERP"
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
                    "receiver",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="contacts.contact",
                        verbose_name="receiver",
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
                "verbose_name": "historical shipment",
                "verbose_name_plural": "historical shipments",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalStatement",
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
                ("number", models.CharField(editable=False, max_length=30, verbose_name="statement number")),
                ("month", models.DateField(verbose_name="month")),
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
                (
                    "opening",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0"),
                        editable=False,
                        max_digits=20,
                        verbose_name="opening balance",
                    ),
                ),
                (
                    "goods",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0"),
                        editable=False,
                        max_digits=20,
                        verbose_name="goods accepted",
                    ),
                ),
                (
                    "returns",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0"),
                        editable=False,
                        max_digits=20,
                        verbose_name="returns",
                    ),
                ),
                (
                    "receipts",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0"),
                        editable=False,
                        max_digits=20,
                        verbose_name="receipts",
                    ),
                ),
                (
                    "claims",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0"),
                        editable=False,
                        max_digits=20,
                        verbose_name="claims",
                    ),
                ),
                (
                    "closing",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0"),
                        editable=False,
                        max_digits=20,
                        verbose_name="closing balance",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "made"),
                            ("sent", "sent"),
                            ("confirmed", "confirmed by the customer"),
                            ("disputed", "disputed by the customer"),
                            ("closed", "closed"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("sent_at", models.DateTimeField(editable=False, null=True, verbose_name="sent")),
                ("answered_at", models.DateTimeField(editable=False, null=True, verbose_name="answered")),
                (
                    "answer",
                    models.CharField(
                        blank=True, editable=False, max_length=400, verbose_name="answer of the customer"
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
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="contacts.contact",
                        verbose_name="answered by",
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
                "verbose_name": "historical statement",
                "verbose_name_plural": "historical statements",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Order",
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
                    "base_amount",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0"),
                        editable=False,
                        max_digits=20,
                        verbose_name="amount in yuan",
                    ),
                ),
                ("number", models.CharField(editable=False, max_length=30, verbose_name="order number")),
                (
                    "po_no",
                    models.CharField(blank=True, max_length=60, verbose_name="the customer's order number"),
                ),
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
                ("ordered_on", models.DateField(verbose_name="ordered on")),
                ("due_on", models.DateField(verbose_name="due")),
                (
                    "delivery_place",
                    models.CharField(blank=True, max_length=120, verbose_name="place of delivery"),
                ),
                (
                    "delivery_terms",
                    models.CharField(blank=True, max_length=200, verbose_name="terms of delivery"),
                ),
                ("notes", models.TextField(blank=True, verbose_name="notes")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("approving", "in approval"),
                            ("placed", "placed"),
                            ("producing", "in production"),
                            ("held", "on hold"),
                            ("closed", "closed"),
                            ("cancelled", "cancelled"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("held_from", models.CharField(blank=True, editable=False, max_length=10)),
                ("submitted_at", models.DateTimeField(editable=False, null=True, verbose_name="submitted")),
                ("placed_at", models.DateTimeField(editable=False, null=True, verbose_name="placed")),
                ("ended_on", models.DateField(editable=False, null=True, verbose_name="ended on")),
                (
                    "end_reason",
                    models.CharField(blank=True, editable=False, max_length=200, verbose_name="reason"),
                ),
                (
                    "external_key",
                    models.CharField(
                        blank=True, editable=False, max_length=80, verbose_name="key in the ERP"
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="orders",
                        to="contacts.contact",
                        verbose_name="contact",
                    ),
                ),
                (
                    "contract",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="orders",
                        to="contracts.contract",
                        verbose_name="contract",
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
                        related_name="orders",
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
                        related_name="orders",
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
                    "quote",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="orders",
                        to="sales.quote",
                        verbose_name="quote",
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
            ],
            options={
                "verbose_name": "order",
                "verbose_name_plural": "orders",
                "ordering": ["-created_at", "-id"],
                "permissions": [
                    ("export_order", "Can export orders"),
                    ("import_order", "Can import orders"),
                    ("transfer_order", "Can transfer orders"),
                    ("approve_order", "Approves orders"),
                ],
                "indexes": [
                    models.Index(fields=["customer", "status"], name="order_customer"),
                    models.Index(fields=["contract", "status"], name="order_contract"),
                    models.Index(fields=["owner", "status", "due_on"], name="order_owner"),
                    models.Index(fields=["department", "status"], name="order_department"),
                    models.Index(fields=["status", "due_on", "id"], name="order_due"),
                    models.Index(fields=["-created_at", "-id"], name="order_list"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_deleted", False)),
                        fields=("number",),
                        name="order_number_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("external_key", ""), _negated=True),
                        fields=("external_key",),
                        name="order_external_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("due_on__gte", models.F("ordered_on"))),
                        name="order_due_after_order",
                    ),
                    models.CheckConstraint(condition=models.Q(("rate__gt", 0)), name="order_rate_positive"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("gross_amount__gte", 0), ("net_amount__gte", 0), ("tax_amount__gte", 0)
                        ),
                        name="order_amount_positive",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Invoice",
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
                ("number", models.CharField(editable=False, max_length=30, verbose_name="request number")),
                (
                    "invoice_no",
                    models.CharField(
                        blank=True, editable=False, max_length=40, verbose_name="invoice number"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("special", "special VAT invoice (paper)"),
                            ("plain", "plain VAT invoice (paper)"),
                            ("e_special", "special VAT invoice (fully digital)"),
                            ("e_plain", "plain VAT invoice (fully digital)"),
                            ("export", "export invoice"),
                        ],
                        default="e_special",
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("title", models.CharField(max_length=120, verbose_name="invoice title")),
                ("tax_no", models.CharField(blank=True, max_length=30, verbose_name="tax number")),
                ("bank", models.CharField(blank=True, max_length=200, verbose_name="bank and account")),
                ("address", models.CharField(blank=True, max_length=200, verbose_name="address and phone")),
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
                (
                    "rate",
                    models.DecimalField(
                        decimal_places=6,
                        default=Decimal("1"),
                        max_digits=18,
                        verbose_name="exchange rate to yuan",
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
                    "received",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0"),
                        editable=False,
                        max_digits=20,
                        verbose_name="received",
                    ),
                ),
                ("issued_on", models.DateField(editable=False, null=True, verbose_name="issued on")),
                ("delivered_on", models.DateField(editable=False, null=True, verbose_name="delivered on")),
                ("sent_to", models.CharField(blank=True, max_length=200, verbose_name="sent to")),
                ("notes", models.CharField(blank=True, max_length=200, verbose_name="notes")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("requested", "requested"),
                            ("approving", "in approval"),
                            ("approved", "to be issued"),
                            ("issued", "issued"),
                            ("delivered", "delivered"),
                            ("void", "void"),
                            ("red", "taken back by a red invoice"),
                        ],
                        default="requested",
                        editable=False,
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                (
                    "end_reason",
                    models.CharField(blank=True, editable=False, max_length=200, verbose_name="reason"),
                ),
                (
                    "external_key",
                    models.CharField(
                        blank=True, editable=False, max_length=80, verbose_name="key in the ERP"
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
                        related_name="invoices",
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
                    "red_of",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="red_invoices",
                        to="orders.invoice",
                        verbose_name="takes back",
                    ),
                ),
                (
                    "requested_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="requested by",
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
                    "order",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invoices",
                        to="orders.order",
                        verbose_name="order",
                    ),
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
                    "taken_back",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0"),
                        editable=False,
                        max_digits=20,
                        verbose_name="taken back by red invoices",
                    ),
                ),
            ],
            options={
                "verbose_name": "invoice",
                "verbose_name_plural": "invoices",
                "ordering": ["-created_at", "-id"],
                "permissions": [
                    ("export_invoice", "Can export invoices"),
                    ("import_invoice", "Can import invoices"),
                    ("approve_invoice", "Approves invoices"),
                    ("issue_invoice", "Issues invoices and takes them back"),
                ],
                "indexes": [
                    models.Index(fields=["customer", "status"], name="invoice_customer"),
                    models.Index(fields=["order", "status"], name="invoice_order"),
                    models.Index(fields=["owner", "status"], name="invoice_owner"),
                    models.Index(fields=["status", "-issued_on", "-id"], name="invoice_status"),
                    models.Index(fields=["-created_at", "-id"], name="invoice_list"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_deleted", False)),
                        fields=("number",),
                        name="invoice_number_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("invoice_no", ""), _negated=True),
                        fields=("invoice_no",),
                        name="invoice_no_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("external_key", ""), _negated=True),
                        fields=("external_key",),
                        name="invoice_external_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("gross_amount__gte", 0), ("red_of__isnull", True)),
                            models.Q(("gross_amount__lte", 0), ("red_of__isnull", False)),
                            _connector="OR",
                        ),
                        name="invoice_red_is_negative",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("received__gte", 0),
                            ("taken_back__gte", 0),
                            models.Q(
                                models.Q(("received", 0), ("red_of__isnull", False), ("taken_back", 0)),
                                (
                                    "received__lte",
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("gross_amount"), "-", models.F("taken_back")
                                    ),
                                ),
                                _connector="OR",
                            ),
                        ),
                        name="invoice_received_within",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalPaymentPlan",
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
                ("number", models.CharField(editable=False, max_length=40, verbose_name="plan number")),
                ("place", models.PositiveIntegerField(default=1, verbose_name="position")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("advance", "advance payment"),
                            ("shipment", "payment on shipment"),
                            ("acceptance", "payment on acceptance"),
                            ("retention", "retention money"),
                            ("monthly", "monthly settlement"),
                            ("on_use", "settlement on use"),
                            ("other", "other payment"),
                            ("opening", "opening balance"),
                        ],
                        default="other",
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                (
                    "event",
                    models.CharField(
                        choices=[
                            ("signing", "signing"),
                            ("order", "placing of the order"),
                            ("shipment", "shipment"),
                            ("acceptance", "acceptance"),
                            ("invoice", "invoice posted"),
                            ("day", "fixed day"),
                        ],
                        default="day",
                        max_length=10,
                        verbose_name="counted from",
                    ),
                ),
                (
                    "event_on",
                    models.DateField(blank=True, editable=False, null=True, verbose_name="happened on"),
                ),
                ("days", models.PositiveIntegerField(default=0, verbose_name="days")),
                ("months", models.PositiveIntegerField(default=0, verbose_name="months")),
                (
                    "from_month_end",
                    models.BooleanField(default=False, verbose_name="from the end of the month"),
                ),
                ("posted_on", models.DateField(blank=True, null=True, verbose_name="posted on")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="due")),
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
                (
                    "rate",
                    models.DecimalField(
                        decimal_places=6,
                        default=Decimal("1"),
                        max_digits=18,
                        verbose_name="exchange rate to yuan",
                    ),
                ),
                (
                    "amount",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=20,
                        validators=[django.core.validators.MinValueValidator(Decimal("0.01"))],
                        verbose_name="amount",
                    ),
                ),
                (
                    "received",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0"),
                        editable=False,
                        max_digits=20,
                        verbose_name="received",
                    ),
                ),
                ("notes", models.CharField(blank=True, max_length=200, verbose_name="notes")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("waiting", "not yet in force"),
                            ("due", "to be paid"),
                            ("partly", "partly paid"),
                            ("paid", "paid"),
                            ("overdue", "overdue"),
                            ("void", "void"),
                        ],
                        default="waiting",
                        editable=False,
                        max_length=8,
                        verbose_name="status",
                    ),
                ),
                (
                    "external_key",
                    models.CharField(
                        blank=True, editable=False, max_length=80, verbose_name="key in the ERP"
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
                    "contract",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="contracts.contract",
                        verbose_name="contract",
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
                    "order",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="orders.order",
                        verbose_name="order",
                    ),
                ),
                (
                    "percent",
                    models.DecimalField(
                        blank=True,
                        decimal_places=4,
                        editable=False,
                        max_digits=9,
                        null=True,
                        verbose_name="share (%)",
                    ),
                ),
                (
                    "end_reason",
                    models.CharField(blank=True, editable=False, max_length=200, verbose_name="reason"),
                ),
            ],
            options={
                "verbose_name": "historical payment plan",
                "verbose_name_plural": "historical payment plans",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalOrderPaymentTerm",
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
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("advance", "advance payment"),
                            ("shipment", "payment on shipment"),
                            ("acceptance", "payment on acceptance"),
                            ("retention", "retention money"),
                            ("monthly", "monthly settlement"),
                            ("on_use", "settlement on use"),
                            ("other", "other payment"),
                        ],
                        default="advance",
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                (
                    "percent",
                    models.DecimalField(
                        decimal_places=4,
                        max_digits=9,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0.0001")),
                            django.core.validators.MaxValueValidator(Decimal("100")),
                        ],
                        verbose_name="share (%)",
                    ),
                ),
                (
                    "event",
                    models.CharField(
                        choices=[
                            ("signing", "signing"),
                            ("order", "placing of the order"),
                            ("shipment", "shipment"),
                            ("acceptance", "acceptance"),
                            ("invoice", "invoice posted"),
                            ("day", "fixed day"),
                        ],
                        default="signing",
                        max_length=10,
                        verbose_name="counted from",
                    ),
                ),
                (
                    "days",
                    models.PositiveIntegerField(
                        default=0,
                        validators=[django.core.validators.MaxValueValidator(3650)],
                        verbose_name="days",
                    ),
                ),
                (
                    "months",
                    models.PositiveIntegerField(
                        default=0,
                        validators=[django.core.validators.MaxValueValidator(240)],
                        verbose_name="months",
                    ),
                ),
                (
                    "from_month_end",
                    models.BooleanField(default=False, verbose_name="from the end of the month"),
                ),
                ("day", models.DateField(blank=True, null=True, verbose_name="fixed day")),
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
                    "order",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="orders.order",
                        verbose_name="order",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical term of payment of an order",
                "verbose_name_plural": "historical terms of payment of an order",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalOrderLine",
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
                ("due_on", models.DateField(verbose_name="due")),
                (
                    "tolerance",
                    models.DecimalField(
                        decimal_places=4,
                        default=Decimal("0"),
                        max_digits=9,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0")),
                            django.core.validators.MaxValueValidator(Decimal("100")),
                        ],
                        verbose_name="over-delivery allowed (%)",
                    ),
                ),
                (
                    "shipped",
                    models.DecimalField(
                        decimal_places=4,
                        default=Decimal("0"),
                        editable=False,
                        max_digits=18,
                        verbose_name="shipped",
                    ),
                ),
                (
                    "delivered",
                    models.DecimalField(
                        decimal_places=4,
                        default=Decimal("0"),
                        editable=False,
                        max_digits=18,
                        verbose_name="delivered",
                    ),
                ),
                (
                    "lost",
                    models.DecimalField(
                        decimal_places=4,
                        default=Decimal("0"),
                        editable=False,
                        max_digits=18,
                        verbose_name="lost on the way",
                    ),
                ),
                (
                    "accepted",
                    models.DecimalField(
                        decimal_places=4,
                        default=Decimal("0"),
                        editable=False,
                        max_digits=18,
                        verbose_name="accepted",
                    ),
                ),
                (
                    "returned",
                    models.DecimalField(
                        decimal_places=4,
                        default=Decimal("0"),
                        editable=False,
                        max_digits=18,
                        verbose_name="returned",
                    ),
                ),
                (
                    "replaced",
                    models.DecimalField(
                        decimal_places=4,
                        default=Decimal("0"),
                        editable=False,
                        max_digits=18,
                        verbose_name="returned for replacement",
                    ),
                ),
                (
                    "invoiced",
                    models.DecimalField(
                        decimal_places=4,
                        default=Decimal("0"),
                        editable=False,
                        max_digits=18,
                        verbose_name="invoiced",
                    ),
                ),
                (
                    "quality_note",
                    models.CharField(blank=True, max_length=200, verbose_name="product quality"),
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
                    "contract_line",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="contracts.contractline",
                        verbose_name="contract line",
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
                    "order",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="orders.order",
                        verbose_name="order",
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
                    "price_origin",
                    models.CharField(blank=True, editable=False, max_length=200, verbose_name="price from"),
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
            ],
            options={
                "verbose_name": "historical order line",
                "verbose_name_plural": "historical order lines",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalInvoice",
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
                ("number", models.CharField(editable=False, max_length=30, verbose_name="request number")),
                (
                    "invoice_no",
                    models.CharField(
                        blank=True, editable=False, max_length=40, verbose_name="invoice number"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("special", "special VAT invoice (paper)"),
                            ("plain", "plain VAT invoice (paper)"),
                            ("e_special", "special VAT invoice (fully digital)"),
                            ("e_plain", "plain VAT invoice (fully digital)"),
                            ("export", "export invoice"),
                        ],
                        default="e_special",
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("title", models.CharField(max_length=120, verbose_name="invoice title")),
                ("tax_no", models.CharField(blank=True, max_length=30, verbose_name="tax number")),
                ("bank", models.CharField(blank=True, max_length=200, verbose_name="bank and account")),
                ("address", models.CharField(blank=True, max_length=200, verbose_name="address and phone")),
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
                (
                    "rate",
                    models.DecimalField(
                        decimal_places=6,
                        default=Decimal("1"),
                        max_digits=18,
                        verbose_name="exchange rate to yuan",
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
                (
                    "received",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0"),
                        editable=False,
                        max_digits=20,
                        verbose_name="received",
                    ),
                ),
                ("issued_on", models.DateField(editable=False, null=True, verbose_name="issued on")),
                ("delivered_on", models.DateField(editable=False, null=True, verbose_name="delivered on")),
                ("sent_to", models.CharField(blank=True, max_length=200, verbose_name="sent to")),
                ("notes", models.CharField(blank=True, max_length=200, verbose_name="notes")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("requested", "requested"),
                            ("approving", "in approval"),
                            ("approved", "to be issued"),
                            ("issued", "issued"),
                            ("delivered", "delivered"),
                            ("void", "void"),
                            ("red", "taken back by a red invoice"),
                        ],
                        default="requested",
                        editable=False,
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                (
                    "end_reason",
                    models.CharField(blank=True, editable=False, max_length=200, verbose_name="reason"),
                ),
                (
                    "external_key",
                    models.CharField(
                        blank=True, editable=False, max_length=80, verbose_name="key in the ERP"
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
                    "requested_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="requested by",
                    ),
                ),
                (
                    "red_of",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="orders.invoice",
                        verbose_name="takes back",
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="orders.order",
                        verbose_name="order",
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
                    "taken_back",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0"),
                        editable=False,
                        max_digits=20,
                        verbose_name="taken back by red invoices",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical invoice",
                "verbose_name_plural": "historical invoices",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="OrderLine",
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
                ("due_on", models.DateField(verbose_name="due")),
                (
                    "tolerance",
                    models.DecimalField(
                        decimal_places=4,
                        default=Decimal("0"),
                        max_digits=9,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0")),
                            django.core.validators.MaxValueValidator(Decimal("100")),
                        ],
                        verbose_name="over-delivery allowed (%)",
                    ),
                ),
                (
                    "shipped",
                    models.DecimalField(
                        decimal_places=4,
                        default=Decimal("0"),
                        editable=False,
                        max_digits=18,
                        verbose_name="shipped",
                    ),
                ),
                (
                    "delivered",
                    models.DecimalField(
                        decimal_places=4,
                        default=Decimal("0"),
                        editable=False,
                        max_digits=18,
                        verbose_name="delivered",
                    ),
                ),
                (
                    "lost",
                    models.DecimalField(
                        decimal_places=4,
                        default=Decimal("0"),
                        editable=False,
                        max_digits=18,
                        verbose_name="lost on the way",
                    ),
                ),
                (
                    "accepted",
                    models.DecimalField(
                        decimal_places=4,
                        default=Decimal("0"),
                        editable=False,
                        max_digits=18,
                        verbose_name="accepted",
                    ),
                ),
                (
                    "returned",
                    models.DecimalField(
                        decimal_places=4,
                        default=Decimal("0"),
                        editable=False,
                        max_digits=18,
                        verbose_name="returned",
                    ),
                ),
                (
                    "replaced",
                    models.DecimalField(
                        decimal_places=4,
                        default=Decimal("0"),
                        editable=False,
                        max_digits=18,
                        verbose_name="returned for replacement",
                    ),
                ),
                (
                    "invoiced",
                    models.DecimalField(
                        decimal_places=4,
                        default=Decimal("0"),
                        editable=False,
                        max_digits=18,
                        verbose_name="invoiced",
                    ),
                ),
                (
                    "quality_note",
                    models.CharField(blank=True, max_length=200, verbose_name="product quality"),
                ),
                (
                    "contract_line",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="order_lines",
                        to="contracts.contractline",
                        verbose_name="contract line",
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
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="positions",
                        to="orders.order",
                        verbose_name="order",
                    ),
                ),
                (
                    "product",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
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
                    "price_origin",
                    models.CharField(blank=True, editable=False, max_length=200, verbose_name="price from"),
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
            ],
            options={
                "verbose_name": "order line",
                "verbose_name_plural": "order lines",
                "ordering": ["place", "id"],
                "abstract": False,
                "indexes": [
                    models.Index(fields=["product", "order"], name="order_line_product"),
                    models.Index(fields=["due_on", "order"], name="order_line_due"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("price__gte", 0), ("quantity__gt", 0)), name="order_line_positive"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("product__isnull", False),
                            models.Q(("description", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="order_line_says_what",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("accepted__gte", 0),
                            ("delivered__gte", 0),
                            ("invoiced__gte", 0),
                            ("lost__gte", 0),
                            ("replaced__gte", 0),
                            ("returned__gte", 0),
                            ("shipped__gte", 0),
                        ),
                        name="order_line_counts_positive",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "delivered__lte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("shipped"), "-", models.F("lost")
                                ),
                            )
                        ),
                        name="order_line_delivered_was_shipped",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("accepted__lte", models.F("delivered"))),
                        name="order_line_accepted_was_delivered",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("returned__lte", models.F("delivered"))),
                        name="order_line_returned_was_delivered",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("replaced__lte", models.F("returned"))),
                        name="order_line_replaced_was_returned",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "accepted__lte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("delivered"), "-", models.F("returned")
                                ),
                            )
                        ),
                        name="order_line_accepted_is_there",
                    ),
                    models.CheckConstraint(
                        condition=django.db.models.lookups.LessThanOrEqual(
                            django.db.models.expressions.CombinedExpression(
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("shipped"), "-", models.F("replaced")
                                    ),
                                    "-",
                                    models.F("lost"),
                                ),
                                "*",
                                models.Value(100),
                            ),
                            django.db.models.expressions.CombinedExpression(
                                models.F("quantity"),
                                "*",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("tolerance"), "+", models.Value(100)
                                ),
                            ),
                        ),
                        name="order_line_shipped_was_ordered",
                    ),
                    models.CheckConstraint(
                        condition=django.db.models.lookups.LessThanOrEqual(
                            django.db.models.expressions.CombinedExpression(
                                models.F("invoiced"), "*", models.Value(100)
                            ),
                            django.db.models.expressions.CombinedExpression(
                                models.F("quantity"),
                                "*",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("tolerance"), "+", models.Value(100)
                                ),
                            ),
                        ),
                        name="order_line_invoiced_was_ordered",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="InvoiceLine",
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
                ("quantity", models.DecimalField(decimal_places=4, max_digits=18, verbose_name="quantity")),
                (
                    "price",
                    models.DecimalField(
                        decimal_places=6,
                        max_digits=18,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="price with tax",
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
                    "invoice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="positions",
                        to="orders.invoice",
                        verbose_name="invoice",
                    ),
                ),
                (
                    "product",
                    models.ForeignKey(
                        blank=True,
                        null=True,
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
                (
                    "order_line",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invoice_lines",
                        to="orders.orderline",
                        verbose_name="order line",
                    ),
                ),
            ],
            options={
                "verbose_name": "invoice line",
                "verbose_name_plural": "invoice lines",
                "ordering": ["place", "id"],
                "indexes": [models.Index(fields=["order_line"], name="invoice_line_order")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("quantity", 0), _negated=True), name="invoice_line_of_something"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalProductionProgress",
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
                ("step", models.CharField(max_length=60, verbose_name="production step")),
                (
                    "quantity",
                    models.DecimalField(
                        blank=True, decimal_places=4, max_digits=18, null=True, verbose_name="quantity"
                    ),
                ),
                ("planned_on", models.DateField(blank=True, null=True, verbose_name="planned end")),
                ("finished_on", models.DateField(blank=True, null=True, verbose_name="real end")),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("manual", "entered by hand"),
                            ("import", "imported"),
                            ("api", "reported by another system"),
                        ],
                        default="manual",
                        editable=False,
                        max_length=10,
                        verbose_name="source",
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
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="orders.orderline",
                        verbose_name="order line",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical production progress",
                "verbose_name_plural": "historical production progress",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalOrderLineSchedule",
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
                ("due_on", models.DateField(verbose_name="due")),
                (
                    "quantity",
                    models.DecimalField(
                        decimal_places=4,
                        max_digits=18,
                        validators=[django.core.validators.MinValueValidator(Decimal("0.0001"))],
                        verbose_name="quantity",
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
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="orders.orderline",
                        verbose_name="order line",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical delivery schedule",
                "verbose_name_plural": "historical delivery schedules",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalInvoiceLine",
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
                ("quantity", models.DecimalField(decimal_places=4, max_digits=18, verbose_name="quantity")),
                (
                    "price",
                    models.DecimalField(
                        decimal_places=6,
                        max_digits=18,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="price with tax",
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
                    "invoice",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="orders.invoice",
                        verbose_name="invoice",
                    ),
                ),
                (
                    "order_line",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="orders.orderline",
                        verbose_name="order line",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical invoice line",
                "verbose_name_plural": "historical invoice lines",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="OrderLineSchedule",
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
                ("due_on", models.DateField(verbose_name="due")),
                (
                    "quantity",
                    models.DecimalField(
                        decimal_places=4,
                        max_digits=18,
                        validators=[django.core.validators.MinValueValidator(Decimal("0.0001"))],
                        verbose_name="quantity",
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
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="schedule",
                        to="orders.orderline",
                        verbose_name="order line",
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
                "verbose_name": "delivery schedule",
                "verbose_name_plural": "delivery schedules",
                "ordering": ["due_on", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_deleted", False)),
                        fields=("line", "due_on"),
                        name="schedule_day_once",
                    ),
                    models.CheckConstraint(condition=models.Q(("quantity__gt", 0)), name="schedule_positive"),
                ],
            },
        ),
        migrations.CreateModel(
            name="OrderPaymentTerm",
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
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("advance", "advance payment"),
                            ("shipment", "payment on shipment"),
                            ("acceptance", "payment on acceptance"),
                            ("retention", "retention money"),
                            ("monthly", "monthly settlement"),
                            ("on_use", "settlement on use"),
                            ("other", "other payment"),
                        ],
                        default="advance",
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                (
                    "percent",
                    models.DecimalField(
                        decimal_places=4,
                        max_digits=9,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0.0001")),
                            django.core.validators.MaxValueValidator(Decimal("100")),
                        ],
                        verbose_name="share (%)",
                    ),
                ),
                (
                    "event",
                    models.CharField(
                        choices=[
                            ("signing", "signing"),
                            ("order", "placing of the order"),
                            ("shipment", "shipment"),
                            ("acceptance", "acceptance"),
                            ("invoice", "invoice posted"),
                            ("day", "fixed day"),
                        ],
                        default="signing",
                        max_length=10,
                        verbose_name="counted from",
                    ),
                ),
                (
                    "days",
                    models.PositiveIntegerField(
                        default=0,
                        validators=[django.core.validators.MaxValueValidator(3650)],
                        verbose_name="days",
                    ),
                ),
                (
                    "months",
                    models.PositiveIntegerField(
                        default=0,
                        validators=[django.core.validators.MaxValueValidator(240)],
                        verbose_name="months",
                    ),
                ),
                (
                    "from_month_end",
                    models.BooleanField(default=False, verbose_name="from the end of the month"),
                ),
                ("day", models.DateField(blank=True, null=True, verbose_name="fixed day")),
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
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="payment_terms",
                        to="orders.order",
                        verbose_name="order",
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
                "verbose_name": "term of payment of an order",
                "verbose_name_plural": "terms of payment of an order",
                "ordering": ["place", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("percent__gt", 0), ("percent__lte", 100)),
                        name="order_term_percent",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PaymentPlan",
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
                ("number", models.CharField(editable=False, max_length=40, verbose_name="plan number")),
                ("place", models.PositiveIntegerField(default=1, verbose_name="position")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("advance", "advance payment"),
                            ("shipment", "payment on shipment"),
                            ("acceptance", "payment on acceptance"),
                            ("retention", "retention money"),
                            ("monthly", "monthly settlement"),
                            ("on_use", "settlement on use"),
                            ("other", "other payment"),
                            ("opening", "opening balance"),
                        ],
                        default="other",
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                (
                    "event",
                    models.CharField(
                        choices=[
                            ("signing", "signing"),
                            ("order", "placing of the order"),
                            ("shipment", "shipment"),
                            ("acceptance", "acceptance"),
                            ("invoice", "invoice posted"),
                            ("day", "fixed day"),
                        ],
                        default="day",
                        max_length=10,
                        verbose_name="counted from",
                    ),
                ),
                (
                    "event_on",
                    models.DateField(blank=True, editable=False, null=True, verbose_name="happened on"),
                ),
                ("days", models.PositiveIntegerField(default=0, verbose_name="days")),
                ("months", models.PositiveIntegerField(default=0, verbose_name="months")),
                (
                    "from_month_end",
                    models.BooleanField(default=False, verbose_name="from the end of the month"),
                ),
                ("posted_on", models.DateField(blank=True, null=True, verbose_name="posted on")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="due")),
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
                (
                    "rate",
                    models.DecimalField(
                        decimal_places=6,
                        default=Decimal("1"),
                        max_digits=18,
                        verbose_name="exchange rate to yuan",
                    ),
                ),
                (
                    "amount",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=20,
                        validators=[django.core.validators.MinValueValidator(Decimal("0.01"))],
                        verbose_name="amount",
                    ),
                ),
                (
                    "received",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0"),
                        editable=False,
                        max_digits=20,
                        verbose_name="received",
                    ),
                ),
                ("notes", models.CharField(blank=True, max_length=200, verbose_name="notes")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("waiting", "not yet in force"),
                            ("due", "to be paid"),
                            ("partly", "partly paid"),
                            ("paid", "paid"),
                            ("overdue", "overdue"),
                            ("void", "void"),
                        ],
                        default="waiting",
                        editable=False,
                        max_length=8,
                        verbose_name="status",
                    ),
                ),
                (
                    "external_key",
                    models.CharField(
                        blank=True, editable=False, max_length=80, verbose_name="key in the ERP"
                    ),
                ),
                (
                    "contract",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="payment_plans",
                        to="contracts.contract",
                        verbose_name="contract",
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
                        related_name="payment_plans",
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
                    "order",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="payment_plans",
                        to="orders.order",
                        verbose_name="order",
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
                    "percent",
                    models.DecimalField(
                        blank=True,
                        decimal_places=4,
                        editable=False,
                        max_digits=9,
                        null=True,
                        verbose_name="share (%)",
                    ),
                ),
                (
                    "end_reason",
                    models.CharField(blank=True, editable=False, max_length=200, verbose_name="reason"),
                ),
            ],
            options={
                "verbose_name": "payment plan",
                "verbose_name_plural": "payment plans",
                "ordering": ["due_on", "id"],
                "permissions": [
                    ("export_paymentplan", "Can export payment plans"),
                    ("import_paymentplan", "Can import payment plans"),
                    ("collect_paymentplan", "Works on overdue payments"),
                ],
                "indexes": [
                    models.Index(fields=["customer", "status", "due_on"], name="payment_plan_customer"),
                    models.Index(fields=["contract", "place"], name="payment_plan_contract"),
                    models.Index(fields=["order", "place"], name="payment_plan_order"),
                    models.Index(fields=["owner", "status", "due_on"], name="payment_plan_owner"),
                    models.Index(fields=["status", "due_on", "id"], name="payment_plan_due"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_deleted", False)),
                        fields=("number",),
                        name="payment_plan_number_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("external_key", ""), _negated=True),
                        fields=("external_key",),
                        name="payment_plan_external_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("contract__isnull", False), ("order__isnull", True)),
                            models.Q(("contract__isnull", True), ("order__isnull", False)),
                            models.Q(
                                ("contract__isnull", True), ("kind", "opening"), ("order__isnull", True)
                            ),
                            _connector="OR",
                        ),
                        name="payment_plan_of_one",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("amount__gt", 0), ("received__gte", 0), ("received__lte", models.F("amount"))
                        ),
                        name="payment_plan_received_within",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "paid"), _negated=True),
                            ("received", models.F("amount")),
                            _connector="OR",
                        ),
                        name="payment_plan_paid_is_paid",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CollectionStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("remind", "reminder"),
                            ("call", "phone call"),
                            ("visit", "visit"),
                            ("letter", "letter of demand"),
                            ("stop", "deliveries stopped"),
                            ("legal", "handed to lawyers"),
                        ],
                        max_length=8,
                        verbose_name="collection stage",
                    ),
                ),
                ("text", models.CharField(max_length=400, verbose_name="what was said")),
                ("promised_on", models.DateField(blank=True, null=True, verbose_name="promised for")),
                (
                    "promised_amount",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=20,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(Decimal("0.01"))],
                        verbose_name="promised amount",
                    ),
                ),
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
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="collection",
                        to="orders.paymentplan",
                        verbose_name="payment plan",
                    ),
                ),
            ],
            options={
                "verbose_name": "collection step",
                "verbose_name_plural": "collection steps",
                "ordering": ["-at", "-id"],
                "indexes": [models.Index(fields=["plan", "-at"], name="collection_newest")],
            },
        ),
        migrations.CreateModel(
            name="ProductionProgress",
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
                ("step", models.CharField(max_length=60, verbose_name="production step")),
                (
                    "quantity",
                    models.DecimalField(
                        blank=True, decimal_places=4, max_digits=18, null=True, verbose_name="quantity"
                    ),
                ),
                ("planned_on", models.DateField(blank=True, null=True, verbose_name="planned end")),
                ("finished_on", models.DateField(blank=True, null=True, verbose_name="real end")),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("manual", "entered by hand"),
                            ("import", "imported"),
                            ("api", "reported by another system"),
                        ],
                        default="manual",
                        editable=False,
                        max_length=10,
                        verbose_name="source",
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
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="progress",
                        to="orders.orderline",
                        verbose_name="order line",
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
                "verbose_name": "production progress",
                "verbose_name_plural": "production progress",
                "ordering": ["planned_on", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_deleted", False)),
                        fields=("line", "step"),
                        name="progress_step_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Receipt",
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
                ("number", models.CharField(editable=False, max_length=30, verbose_name="receipt number")),
                ("received_on", models.DateField(verbose_name="received on")),
                (
                    "method",
                    models.CharField(
                        choices=[
                            ("transfer", "bank transfer"),
                            ("bank_draft", "bank acceptance draft"),
                            ("trade_draft", "commercial acceptance draft"),
                            ("cheque", "cheque"),
                            ("letter_of_credit", "letter of credit"),
                            ("cash", "cash"),
                            ("chain_note", "supply-chain note"),
                            ("opening", "opening balance"),
                        ],
                        default="transfer",
                        max_length=16,
                        verbose_name="form",
                    ),
                ),
                ("draft_no", models.CharField(blank=True, max_length=60, verbose_name="draft number")),
                ("draft_due_on", models.DateField(blank=True, null=True, verbose_name="draft due")),
                (
                    "cashed_on",
                    models.DateField(blank=True, editable=False, null=True, verbose_name="cashed on"),
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
                (
                    "rate",
                    models.DecimalField(
                        decimal_places=6,
                        default=Decimal("1"),
                        max_digits=18,
                        validators=[django.core.validators.MinValueValidator(Decimal("0.000001"))],
                        verbose_name="exchange rate to yuan",
                    ),
                ),
                (
                    "amount",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=20,
                        validators=[django.core.validators.MinValueValidator(Decimal("0.01"))],
                        verbose_name="amount",
                    ),
                ),
                (
                    "allocated",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0"),
                        editable=False,
                        max_digits=20,
                        verbose_name="matched",
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
                ("payer", models.CharField(blank=True, max_length=120, verbose_name="payer")),
                (
                    "bank_reference",
                    models.CharField(blank=True, max_length=80, verbose_name="bank reference"),
                ),
                ("notes", models.CharField(blank=True, max_length=200, verbose_name="notes")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("registered", "registered"),
                            ("confirmed", "confirmed by finance"),
                            ("partly", "partly matched"),
                            ("matched", "matched"),
                            ("bounced", "bounced"),
                            ("void", "void"),
                        ],
                        default="registered",
                        editable=False,
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("confirmed_at", models.DateTimeField(editable=False, null=True, verbose_name="confirmed")),
                (
                    "end_reason",
                    models.CharField(blank=True, editable=False, max_length=200, verbose_name="reason"),
                ),
                (
                    "external_key",
                    models.CharField(
                        blank=True, editable=False, max_length=80, verbose_name="key in the ERP"
                    ),
                ),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="confirmed by",
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
                        related_name="receipts",
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
                "verbose_name": "receipt",
                "verbose_name_plural": "receipts",
                "ordering": ["-received_on", "-id"],
                "permissions": [
                    ("export_receipt", "Can export receipts"),
                    ("import_receipt", "Can import receipts"),
                    ("confirm_receipt", "Confirms receipts"),
                    ("allocate_receipt", "Matches receipts with what is owed"),
                ],
                "indexes": [
                    models.Index(fields=["customer", "-received_on"], name="receipt_customer"),
                    models.Index(fields=["owner", "-received_on"], name="receipt_owner"),
                    models.Index(fields=["status", "-received_on", "-id"], name="receipt_status"),
                    models.Index(fields=["draft_due_on"], name="receipt_draft"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_deleted", False)),
                        fields=("number",),
                        name="receipt_number_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("external_key", ""), _negated=True),
                        fields=("external_key",),
                        name="receipt_external_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("allocated__gte", 0), ("allocated__lte", models.F("amount")), ("amount__gt", 0)
                        ),
                        name="receipt_allocated_within",
                    ),
                    models.CheckConstraint(condition=models.Q(("rate__gt", 0)), name="receipt_rate_positive"),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalReceiptAllocation",
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
                    "amount",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=20,
                        validators=[django.core.validators.MinValueValidator(Decimal("0.01"))],
                        verbose_name="amount",
                    ),
                ),
                ("allocated_on", models.DateField(default=core.clock.today, verbose_name="matched on")),
                ("reversed_at", models.DateTimeField(editable=False, null=True, verbose_name="taken back")),
                (
                    "reason",
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
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "reversed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="taken back by",
                    ),
                ),
                (
                    "invoice",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="orders.invoice",
                        verbose_name="invoice",
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
                        to="orders.paymentplan",
                        verbose_name="payment plan",
                    ),
                ),
                (
                    "receipt",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="orders.receipt",
                        verbose_name="receipt",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical matching",
                "verbose_name_plural": "historical matchings",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="ReceiptAllocation",
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
                    "amount",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=20,
                        validators=[django.core.validators.MinValueValidator(Decimal("0.01"))],
                        verbose_name="amount",
                    ),
                ),
                ("allocated_on", models.DateField(default=core.clock.today, verbose_name="matched on")),
                ("reversed_at", models.DateTimeField(editable=False, null=True, verbose_name="taken back")),
                (
                    "reason",
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
                    "invoice",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="allocations",
                        to="orders.invoice",
                        verbose_name="invoice",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="allocations",
                        to="orders.paymentplan",
                        verbose_name="payment plan",
                    ),
                ),
                (
                    "receipt",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="allocations",
                        to="orders.receipt",
                        verbose_name="receipt",
                    ),
                ),
                (
                    "reversed_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="taken back by",
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
                "verbose_name": "matching",
                "verbose_name_plural": "matchings",
                "ordering": ["-id"],
                "indexes": [
                    models.Index(fields=["receipt"], name="allocation_receipt"),
                    models.Index(fields=["plan"], name="allocation_plan"),
                    models.Index(fields=["invoice"], name="allocation_invoice"),
                ],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("amount__gt", 0)), name="allocation_positive"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("plan__isnull", False), ("invoice__isnull", False), _connector="OR"
                        ),
                        name="allocation_pays_something",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReturnOrder",
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
                ("number", models.CharField(editable=False, max_length=30, verbose_name="return number")),
                (
                    "disposition",
                    models.CharField(
                        choices=[
                            ("replace", "replacement"),
                            ("repair", "repair"),
                            ("scrap", "scrapped"),
                            ("refund", "refund"),
                        ],
                        default="replace",
                        max_length=10,
                        verbose_name="what becomes of them",
                    ),
                ),
                ("reason", models.CharField(max_length=40, verbose_name="reason")),
                ("returned_on", models.DateField(verbose_name="returned on")),
                ("notes", models.TextField(blank=True, verbose_name="notes")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("agreed", "agreed"),
                            ("done", "done"),
                            ("void", "void"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=6,
                        verbose_name="status",
                    ),
                ),
                ("end_reason", models.CharField(blank=True, editable=False, max_length=200)),
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
                        related_name="return_orders",
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
                "verbose_name": "return",
                "verbose_name_plural": "returns",
                "ordering": ["-returned_on", "-id"],
                "permissions": [("export_returnorder", "Can export returns")],
                "indexes": [models.Index(fields=["customer", "-returned_on"], name="return_customer")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_deleted", False)),
                        fields=("number",),
                        name="return_number_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Shipment",
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
                ("number", models.CharField(editable=False, max_length=30, verbose_name="shipment number")),
                (
                    "mode",
                    models.CharField(
                        choices=[
                            ("road", "by road"),
                            ("rail", "by rail"),
                            ("sea", "by sea"),
                            ("air", "by air"),
                            ("ship_supply", "delivery on board"),
                        ],
                        default="road",
                        max_length=12,
                        verbose_name="way of transport",
                    ),
                ),
                ("carrier", models.CharField(blank=True, max_length=80, verbose_name="carrier")),
                ("waybill", models.CharField(blank=True, max_length=80, verbose_name="waybill")),
                ("from_place", models.CharField(blank=True, max_length=120, verbose_name="from")),
                (
                    "to_place",
                    models.CharField(
                        help_text="Plant and dock, or vessel, port and agent.",
                        max_length=160,
                        verbose_name="to",
                    ),
                ),
                (
                    "shipped_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="shipped at"),
                ),
                ("etd", models.DateField(blank=True, null=True, verbose_name="planned departure")),
                ("eta", models.DateField(blank=True, null=True, verbose_name="expected arrival")),
                ("due_on", models.DateField(editable=False, null=True, verbose_name="due")),
                (
                    "signed_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="received at"),
                ),
                (
                    "signed_by",
                    models.CharField(blank=True, editable=False, max_length=60, verbose_name="received by"),
                ),
                ("notes", models.TextField(blank=True, verbose_name="notes")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("preparing", "being prepared"),
                            ("shipped", "shipped"),
                            ("in_transit", "in transit"),
                            ("arrived", "at the port or station"),
                            ("delivering", "out for delivery"),
                            ("signed", "received by the customer"),
                            ("trouble", "in trouble"),
                            ("sent_back", "sent back"),
                            ("cancelled", "cancelled"),
                        ],
                        default="preparing",
                        editable=False,
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                (
                    "end_reason",
                    models.CharField(blank=True, editable=False, max_length=200, verbose_name="reason"),
                ),
                (
                    "external_key",
                    models.CharField(
                        blank=True, editable=False, max_length=80, verbose_name="key in the ERP"
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
                        related_name="shipments",
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
                    "receiver",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="shipments",
                        to="contacts.contact",
                        verbose_name="receiver",
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
                "verbose_name": "shipment",
                "verbose_name_plural": "shipments",
                "ordering": ["-created_at", "-id"],
                "permissions": [
                    ("export_shipment", "Can export shipments"),
                    ("import_shipment", "Can import shipments"),
                ],
                "indexes": [
                    models.Index(fields=["customer", "status"], name="shipment_customer"),
                    models.Index(fields=["owner", "status", "eta"], name="shipment_owner"),
                    models.Index(fields=["department", "status"], name="shipment_department"),
                    models.Index(fields=["status", "eta", "id"], name="shipment_eta"),
                    models.Index(fields=["-created_at", "-id"], name="shipment_list"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_deleted", False)),
                        fields=("number",),
                        name="shipment_number_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("external_key", ""), _negated=True),
                        fields=("external_key",),
                        name="shipment_external_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalShipmentLine",
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
                (
                    "quantity",
                    models.DecimalField(
                        decimal_places=4,
                        max_digits=18,
                        validators=[django.core.validators.MinValueValidator(Decimal("0.0001"))],
                        verbose_name="quantity",
                    ),
                ),
                (
                    "delivered",
                    models.DecimalField(
                        decimal_places=4,
                        default=Decimal("0"),
                        editable=False,
                        max_digits=18,
                        verbose_name="delivered",
                    ),
                ),
                (
                    "lost",
                    models.DecimalField(
                        decimal_places=4,
                        default=Decimal("0"),
                        editable=False,
                        max_digits=18,
                        verbose_name="lost on the way",
                    ),
                ),
                (
                    "accepted",
                    models.DecimalField(
                        decimal_places=4,
                        default=Decimal("0"),
                        editable=False,
                        max_digits=18,
                        verbose_name="accepted",
                    ),
                ),
                (
                    "returned",
                    models.DecimalField(
                        decimal_places=4,
                        default=Decimal("0"),
                        editable=False,
                        max_digits=18,
                        verbose_name="returned",
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
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "order_line",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="orders.orderline",
                        verbose_name="order line",
                    ),
                ),
                (
                    "shipment",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="orders.shipment",
                        verbose_name="shipment",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical shipment line",
                "verbose_name_plural": "historical shipment lines",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalAcceptance",
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
                ("number", models.CharField(editable=False, max_length=30, verbose_name="acceptance number")),
                ("accepted_on", models.DateField(verbose_name="accepted on")),
                (
                    "document_no",
                    models.CharField(blank=True, max_length=60, verbose_name="the customer's receipt number"),
                ),
                ("notes", models.TextField(blank=True, verbose_name="notes")),
                (
                    "status",
                    models.CharField(
                        choices=[("draft", "draft"), ("done", "accepted by the customer"), ("void", "void")],
                        default="draft",
                        editable=False,
                        max_length=6,
                        verbose_name="status",
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
                        verbose_name="accepted by",
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
                    "shipment",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="orders.shipment",
                        verbose_name="shipment",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical acceptance",
                "verbose_name_plural": "historical acceptances",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Acceptance",
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
                ("number", models.CharField(editable=False, max_length=30, verbose_name="acceptance number")),
                ("accepted_on", models.DateField(verbose_name="accepted on")),
                (
                    "document_no",
                    models.CharField(blank=True, max_length=60, verbose_name="the customer's receipt number"),
                ),
                ("notes", models.TextField(blank=True, verbose_name="notes")),
                (
                    "status",
                    models.CharField(
                        choices=[("draft", "draft"), ("done", "accepted by the customer"), ("void", "void")],
                        default="draft",
                        editable=False,
                        max_length=6,
                        verbose_name="status",
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
                        related_name="+",
                        to="contacts.contact",
                        verbose_name="accepted by",
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
                        related_name="acceptances",
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
                (
                    "shipment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="acceptances",
                        to="orders.shipment",
                        verbose_name="shipment",
                    ),
                ),
            ],
            options={
                "verbose_name": "acceptance",
                "verbose_name_plural": "acceptances",
                "ordering": ["-accepted_on", "-id"],
                "permissions": [("export_acceptance", "Can export acceptances")],
                "indexes": [
                    models.Index(fields=["customer", "-accepted_on"], name="acceptance_customer"),
                    models.Index(fields=["shipment", "status"], name="acceptance_shipment"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_deleted", False)),
                        fields=("number",),
                        name="acceptance_number_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ShipmentEvent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("status", "state"), ("track", "place"), ("eta", "new expected arrival")],
                        max_length=6,
                        verbose_name="kind",
                    ),
                ),
                ("at", models.DateTimeField(default=core.clock.now, verbose_name="time")),
                ("place", models.CharField(blank=True, max_length=120, verbose_name="place")),
                ("text", models.CharField(blank=True, max_length=300, verbose_name="what happened")),
                ("status", models.CharField(blank=True, max_length=10, verbose_name="status")),
                ("eta_before", models.DateField(null=True, verbose_name="expected before")),
                ("eta_after", models.DateField(null=True, verbose_name="expected now")),
                ("external_key", models.CharField(blank=True, max_length=80, verbose_name="key in the ERP")),
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
                    "shipment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="orders.shipment",
                        verbose_name="shipment",
                    ),
                ),
            ],
            options={
                "verbose_name": "track event",
                "verbose_name_plural": "track events",
                "ordering": ["-at", "-id"],
                "indexes": [models.Index(fields=["shipment", "-at"], name="shipment_event_newest")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("external_key", ""), _negated=True),
                        fields=("shipment", "external_key"),
                        name="shipment_event_external_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ShipmentLine",
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
                (
                    "quantity",
                    models.DecimalField(
                        decimal_places=4,
                        max_digits=18,
                        validators=[django.core.validators.MinValueValidator(Decimal("0.0001"))],
                        verbose_name="quantity",
                    ),
                ),
                (
                    "delivered",
                    models.DecimalField(
                        decimal_places=4,
                        default=Decimal("0"),
                        editable=False,
                        max_digits=18,
                        verbose_name="delivered",
                    ),
                ),
                (
                    "lost",
                    models.DecimalField(
                        decimal_places=4,
                        default=Decimal("0"),
                        editable=False,
                        max_digits=18,
                        verbose_name="lost on the way",
                    ),
                ),
                (
                    "accepted",
                    models.DecimalField(
                        decimal_places=4,
                        default=Decimal("0"),
                        editable=False,
                        max_digits=18,
                        verbose_name="accepted",
                    ),
                ),
                (
                    "returned",
                    models.DecimalField(
                        decimal_places=4,
                        default=Decimal("0"),
                        editable=False,
                        max_digits=18,
                        verbose_name="returned",
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
                    "order_line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="shipment_lines",
                        to="orders.orderline",
                        verbose_name="order line",
                    ),
                ),
                (
                    "shipment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="positions",
                        to="orders.shipment",
                        verbose_name="shipment",
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
                "verbose_name": "shipment line",
                "verbose_name_plural": "shipment lines",
                "ordering": ["place", "id"],
                "indexes": [models.Index(fields=["order_line", "shipment"], name="shipment_line_order")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("accepted__gte", 0),
                            ("delivered__gte", 0),
                            ("lost__gte", 0),
                            ("quantity__gt", 0),
                            ("returned__gte", 0),
                        ),
                        name="shipment_line_positive",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "delivered__lte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("quantity"), "-", models.F("lost")
                                ),
                            )
                        ),
                        name="shipment_line_delivered_was_sent",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("accepted__lte", models.F("delivered")), ("returned__lte", models.F("delivered"))
                        ),
                        name="shipment_line_accepted_arrived",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "accepted__lte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("delivered"), "-", models.F("returned")
                                ),
                            )
                        ),
                        name="shipment_line_accepted_is_there",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ShipmentBatch",
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
                ("batch_no", models.CharField(max_length=80, verbose_name="batch number")),
                (
                    "quantity",
                    models.DecimalField(
                        decimal_places=4,
                        max_digits=18,
                        validators=[django.core.validators.MinValueValidator(Decimal("0.0001"))],
                        verbose_name="quantity",
                    ),
                ),
                (
                    "certificate_no",
                    models.CharField(blank=True, max_length=80, verbose_name="certificate number"),
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
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="batches",
                        to="orders.shipmentline",
                        verbose_name="shipment line",
                    ),
                ),
            ],
            options={
                "verbose_name": "batch",
                "verbose_name_plural": "batches",
                "ordering": ["batch_no", "id"],
                "indexes": [models.Index(fields=["batch_no"], name="shipment_batch_no")],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("quantity__gt", 0)), name="batch_positive")
                ],
            },
        ),
        migrations.CreateModel(
            name="ReturnLine",
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
                        decimal_places=4,
                        max_digits=18,
                        validators=[django.core.validators.MinValueValidator(Decimal("0.0001"))],
                        verbose_name="quantity",
                    ),
                ),
                ("batch_no", models.CharField(blank=True, max_length=80, verbose_name="batch number")),
                ("defect", models.CharField(blank=True, max_length=200, verbose_name="defect")),
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
                    "return_order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="positions",
                        to="orders.returnorder",
                        verbose_name="return",
                    ),
                ),
                (
                    "shipment_line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="return_lines",
                        to="orders.shipmentline",
                        verbose_name="shipment line",
                    ),
                ),
                (
                    "was_accepted",
                    models.DecimalField(
                        decimal_places=4,
                        default=Decimal("0"),
                        editable=False,
                        max_digits=18,
                        verbose_name="accepted before",
                    ),
                ),
            ],
            options={
                "verbose_name": "return line",
                "verbose_name_plural": "return lines",
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("quantity__gt", 0),
                            ("was_accepted__gte", 0),
                            ("was_accepted__lte", models.F("quantity")),
                        ),
                        name="return_line_positive",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalShipmentBatch",
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
                ("batch_no", models.CharField(max_length=80, verbose_name="batch number")),
                (
                    "quantity",
                    models.DecimalField(
                        decimal_places=4,
                        max_digits=18,
                        validators=[django.core.validators.MinValueValidator(Decimal("0.0001"))],
                        verbose_name="quantity",
                    ),
                ),
                (
                    "certificate_no",
                    models.CharField(blank=True, max_length=80, verbose_name="certificate number"),
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
                    "line",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="orders.shipmentline",
                        verbose_name="shipment line",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical batch",
                "verbose_name_plural": "historical batches",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalReturnLine",
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
                        decimal_places=4,
                        max_digits=18,
                        validators=[django.core.validators.MinValueValidator(Decimal("0.0001"))],
                        verbose_name="quantity",
                    ),
                ),
                ("batch_no", models.CharField(blank=True, max_length=80, verbose_name="batch number")),
                ("defect", models.CharField(blank=True, max_length=200, verbose_name="defect")),
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
                    "return_order",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="orders.returnorder",
                        verbose_name="return",
                    ),
                ),
                (
                    "shipment_line",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="orders.shipmentline",
                        verbose_name="shipment line",
                    ),
                ),
                (
                    "was_accepted",
                    models.DecimalField(
                        decimal_places=4,
                        default=Decimal("0"),
                        editable=False,
                        max_digits=18,
                        verbose_name="accepted before",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical return line",
                "verbose_name_plural": "historical return lines",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalAcceptanceLine",
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
                    "accepted",
                    models.DecimalField(
                        decimal_places=4, default=Decimal("0"), max_digits=18, verbose_name="accepted"
                    ),
                ),
                (
                    "refused",
                    models.DecimalField(
                        decimal_places=4, default=Decimal("0"), max_digits=18, verbose_name="turned down"
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="reason")),
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
                    "acceptance",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="orders.acceptance",
                        verbose_name="acceptance",
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
                    "shipment_line",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="orders.shipmentline",
                        verbose_name="shipment line",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical acceptance line",
                "verbose_name_plural": "historical acceptance lines",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="AcceptanceLine",
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
                    "accepted",
                    models.DecimalField(
                        decimal_places=4, default=Decimal("0"), max_digits=18, verbose_name="accepted"
                    ),
                ),
                (
                    "refused",
                    models.DecimalField(
                        decimal_places=4, default=Decimal("0"), max_digits=18, verbose_name="turned down"
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="reason")),
                (
                    "acceptance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="positions",
                        to="orders.acceptance",
                        verbose_name="acceptance",
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
                    "shipment_line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="acceptance_lines",
                        to="orders.shipmentline",
                        verbose_name="shipment line",
                    ),
                ),
            ],
            options={
                "verbose_name": "acceptance line",
                "verbose_name_plural": "acceptance lines",
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("accepted__gte", 0), ("refused__gte", 0)),
                        name="acceptance_line_positive",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Statement",
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
                ("number", models.CharField(editable=False, max_length=30, verbose_name="statement number")),
                ("month", models.DateField(verbose_name="month")),
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
                (
                    "opening",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0"),
                        editable=False,
                        max_digits=20,
                        verbose_name="opening balance",
                    ),
                ),
                (
                    "goods",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0"),
                        editable=False,
                        max_digits=20,
                        verbose_name="goods accepted",
                    ),
                ),
                (
                    "returns",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0"),
                        editable=False,
                        max_digits=20,
                        verbose_name="returns",
                    ),
                ),
                (
                    "receipts",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0"),
                        editable=False,
                        max_digits=20,
                        verbose_name="receipts",
                    ),
                ),
                (
                    "claims",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0"),
                        editable=False,
                        max_digits=20,
                        verbose_name="claims",
                    ),
                ),
                (
                    "closing",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0"),
                        editable=False,
                        max_digits=20,
                        verbose_name="closing balance",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "made"),
                            ("sent", "sent"),
                            ("confirmed", "confirmed by the customer"),
                            ("disputed", "disputed by the customer"),
                            ("closed", "closed"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("sent_at", models.DateTimeField(editable=False, null=True, verbose_name="sent")),
                ("answered_at", models.DateTimeField(editable=False, null=True, verbose_name="answered")),
                (
                    "answer",
                    models.CharField(
                        blank=True, editable=False, max_length=400, verbose_name="answer of the customer"
                    ),
                ),
                ("notes", models.CharField(blank=True, max_length=200, verbose_name="notes")),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contacts.contact",
                        verbose_name="answered by",
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
                        related_name="statements",
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
                "verbose_name": "statement",
                "verbose_name_plural": "statements",
                "ordering": ["-month", "-id"],
                "permissions": [
                    ("export_statement", "Can export statements"),
                    ("send_statement", "Sends statements to customers"),
                ],
                "indexes": [
                    models.Index(fields=["customer", "-month"], name="statement_customer"),
                    models.Index(fields=["status", "-month", "-id"], name="statement_status"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_deleted", False)),
                        fields=("number",),
                        name="statement_number_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("is_deleted", False)),
                        fields=("customer", "month", "currency"),
                        name="statement_month_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "closing__gt",
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        django.db.models.expressions.CombinedExpression(
                                            django.db.models.expressions.CombinedExpression(
                                                django.db.models.expressions.CombinedExpression(
                                                    models.F("opening"), "+", models.F("goods")
                                                ),
                                                "-",
                                                models.F("returns"),
                                            ),
                                            "-",
                                            models.F("receipts"),
                                        ),
                                        "+",
                                        models.F("claims"),
                                    ),
                                    "-",
                                    models.Value(Decimal("0.005")),
                                ),
                            ),
                            (
                                "closing__lt",
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        django.db.models.expressions.CombinedExpression(
                                            django.db.models.expressions.CombinedExpression(
                                                django.db.models.expressions.CombinedExpression(
                                                    models.F("opening"), "+", models.F("goods")
                                                ),
                                                "-",
                                                models.F("returns"),
                                            ),
                                            "-",
                                            models.F("receipts"),
                                        ),
                                        "+",
                                        models.F("claims"),
                                    ),
                                    "+",
                                    models.Value(Decimal("0.005")),
                                ),
                            ),
                        ),
                        name="statement_adds_up",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalStatementLine",
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
                            ("goods", "goods accepted"),
                            ("return", "returns"),
                            ("receipt", "receipt"),
                            ("claim", "claim"),
                        ],
                        max_length=8,
                        verbose_name="kind",
                    ),
                ),
                ("day", models.DateField(verbose_name="day")),
                ("document_type", models.CharField(blank=True, max_length=60)),
                ("document_id", models.BigIntegerField(null=True)),
                ("document_no", models.CharField(blank=True, max_length=60, verbose_name="document number")),
                ("text", models.CharField(blank=True, max_length=200, verbose_name="text")),
                (
                    "quantity",
                    models.DecimalField(decimal_places=4, max_digits=18, null=True, verbose_name="quantity"),
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
                    "statement",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="orders.statement",
                        verbose_name="statement",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical statement line",
                "verbose_name_plural": "historical statement lines",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="StatementLine",
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
                            ("goods", "goods accepted"),
                            ("return", "returns"),
                            ("receipt", "receipt"),
                            ("claim", "claim"),
                        ],
                        max_length=8,
                        verbose_name="kind",
                    ),
                ),
                ("day", models.DateField(verbose_name="day")),
                ("document_type", models.CharField(blank=True, max_length=60)),
                ("document_id", models.BigIntegerField(null=True)),
                ("document_no", models.CharField(blank=True, max_length=60, verbose_name="document number")),
                ("text", models.CharField(blank=True, max_length=200, verbose_name="text")),
                (
                    "quantity",
                    models.DecimalField(decimal_places=4, max_digits=18, null=True, verbose_name="quantity"),
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
                    "statement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="positions",
                        to="orders.statement",
                        verbose_name="statement",
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
                "verbose_name": "statement line",
                "verbose_name_plural": "statement lines",
                "ordering": ["day", "id"],
                "indexes": [models.Index(fields=["statement", "day"], name="statement_line_day")],
            },
        ),
        migrations.CreateModel(
            name="HistoricalCreditLimit",
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
                    "amount",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=20,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="credit limit in yuan",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="reason")),
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
                "verbose_name": "historical credit limit",
                "verbose_name_plural": "historical credit limits",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="CreditLimit",
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
                    "amount",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=20,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="credit limit in yuan",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="reason")),
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
                        related_name="credit_limits",
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
                "verbose_name": "credit limit",
                "verbose_name_plural": "credit limits",
                "ordering": ["-id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_deleted", False)),
                        fields=("customer",),
                        name="credit_limit_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount__gte", 0)), name="credit_limit_positive"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ErpMessage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "direction",
                    models.CharField(
                        choices=[("in", "from the ERP"), ("out", "to the ERP")],
                        default="in",
                        max_length=3,
                        verbose_name="direction",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("stock", "stock"),
                            ("batch", "batch in production"),
                            ("progress", "production progress"),
                            ("shipment", "shipment"),
                            ("track", "event of a shipment"),
                            ("receipt", "receipt"),
                            ("order", "order taken over"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("external_key", models.CharField(max_length=80, verbose_name="key in the ERP")),
                ("payload", models.JSONField(verbose_name="content")),
                ("digest", models.CharField(editable=False, max_length=64)),
                (
                    "status",
                    models.CharField(
                        choices=[("done", "done"), ("failed", "failed")],
                        default="failed",
                        max_length=6,
                        verbose_name="status",
                    ),
                ),
                ("tries", models.PositiveSmallIntegerField(default=0, verbose_name="tries")),
                ("next_try_at", models.DateTimeField(null=True, verbose_name="next try")),
                ("error", models.CharField(blank=True, max_length=300, verbose_name="error")),
                ("error_code", models.CharField(blank=True, max_length=40)),
                ("result", models.JSONField(default=dict, verbose_name="result")),
                ("at", models.DateTimeField(default=core.clock.now, verbose_name="time")),
                ("done_at", models.DateTimeField(null=True, verbose_name="done at")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
            ],
            options={
                "verbose_name": "ERP message",
                "verbose_name_plural": "ERP messages",
                "ordering": ["-at", "-id"],
                "permissions": [("export_erpmessage", "Can export ERP messages")],
                "indexes": [
                    models.Index(fields=["-at", "-id"], name="erp_message_newest"),
                    models.Index(fields=["status", "next_try_at"], name="erp_message_due"),
                    models.Index(fields=["kind", "status", "-at"], name="erp_message_kind"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "external_key"), name="erp_message_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalRollingForecast",
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
                    "edition",
                    models.DateField(
                        help_text="The day on which the customer issued it.", verbose_name="edition"
                    ),
                ),
                (
                    "part_no",
                    models.CharField(blank=True, max_length=60, verbose_name="customer's part number"),
                ),
                (
                    "month",
                    models.DateField(help_text="Any day of it; its first is kept.", verbose_name="month"),
                ),
                (
                    "quantity",
                    models.DecimalField(
                        decimal_places=4,
                        max_digits=18,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="quantity",
                    ),
                ),
                (
                    "source",
                    models.CharField(blank=True, editable=False, max_length=120, verbose_name="source file"),
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
            ],
            options={
                "verbose_name": "historical customer's forecast",
                "verbose_name_plural": "historical customers' forecasts",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="RollingForecast",
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
                    "edition",
                    models.DateField(
                        help_text="The day on which the customer issued it.", verbose_name="edition"
                    ),
                ),
                (
                    "part_no",
                    models.CharField(blank=True, max_length=60, verbose_name="customer's part number"),
                ),
                (
                    "month",
                    models.DateField(help_text="Any day of it; its first is kept.", verbose_name="month"),
                ),
                (
                    "quantity",
                    models.DecimalField(
                        decimal_places=4,
                        max_digits=18,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="quantity",
                    ),
                ),
                (
                    "source",
                    models.CharField(blank=True, editable=False, max_length=120, verbose_name="source file"),
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
                        related_name="forecasts",
                        to="contacts.customer",
                        verbose_name="customer",
                    ),
                ),
                (
                    "product",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="forecasts",
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
                "verbose_name": "customer's forecast",
                "verbose_name_plural": "customers' forecasts",
                "ordering": ["-edition", "month", "id"],
                "permissions": [
                    ("export_rollingforecast", "Can export customers' forecasts"),
                    ("import_rollingforecast", "Can import customers' forecasts"),
                ],
                "indexes": [
                    models.Index(fields=["customer", "-edition", "month"], name="forecast_customer"),
                    models.Index(fields=["month", "customer"], name="forecast_month"),
                    models.Index(fields=["-edition", "month", "id"], name="forecast_list"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_deleted", False), ("product__isnull", False)),
                        fields=("customer", "edition", "product", "month"),
                        name="forecast_product_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("is_deleted", False), ("product__isnull", True)),
                        fields=("customer", "edition", "part_no", "month"),
                        name="forecast_part_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("product__isnull", False),
                            models.Q(("part_no", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="forecast_says_what",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("quantity__gte", 0)), name="forecast_not_negative"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("month__day", 1)), name="forecast_month_first"
                    ),
                ],
            },
        ),
    ]
