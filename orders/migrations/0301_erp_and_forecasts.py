from decimal import Decimal

import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import core.clock
import core.operation


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_tables"),
        ("catalog", "0001_tables"),
        ("contacts", "0201_index_of_the_living"),
        ("orders", "0102_returns_of_accepted_goods"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
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
            ],
            options={
                "verbose_name": "ERP message",
                "verbose_name_plural": "ERP messages",
                "ordering": ["-at", "-id"],
                "permissions": [("export_erpmessage", "Can export ERP messages")],
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
            ],
            options={
                "verbose_name": "customer's forecast",
                "verbose_name_plural": "customers' forecasts",
                "ordering": ["-edition", "month", "id"],
                "permissions": [
                    ("export_rollingforecast", "Can export customers' forecasts"),
                    ("import_rollingforecast", "Can import customers' forecasts"),
                ],
            },
        ),
        migrations.AddField(
            model_name="erpmessage",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="by",
            ),
        ),
        migrations.AddField(
            model_name="historicalrollingforecast",
            name="created_by",
            field=models.ForeignKey(
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
        migrations.AddField(
            model_name="historicalrollingforecast",
            name="customer",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="contacts.customer",
                verbose_name="customer",
            ),
        ),
        migrations.AddField(
            model_name="historicalrollingforecast",
            name="history_user",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="historicalrollingforecast",
            name="product",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="catalog.product",
                verbose_name="product",
            ),
        ),
        migrations.AddField(
            model_name="rollingforecast",
            name="created_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="created by",
            ),
        ),
        migrations.AddField(
            model_name="rollingforecast",
            name="customer",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="forecasts",
                to="contacts.customer",
                verbose_name="customer",
            ),
        ),
        migrations.AddField(
            model_name="rollingforecast",
            name="product",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="forecasts",
                to="catalog.product",
                verbose_name="product",
            ),
        ),
        migrations.AddField(
            model_name="rollingforecast",
            name="updated_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="updated by",
            ),
        ),
        migrations.AddIndex(
            model_name="erpmessage",
            index=models.Index(fields=["-at", "-id"], name="erp_message_newest"),
        ),
        migrations.AddIndex(
            model_name="erpmessage",
            index=models.Index(fields=["status", "next_try_at"], name="erp_message_due"),
        ),
        migrations.AddIndex(
            model_name="erpmessage",
            index=models.Index(fields=["kind", "status", "-at"], name="erp_message_kind"),
        ),
        migrations.AddConstraint(
            model_name="erpmessage",
            constraint=models.UniqueConstraint(fields=("kind", "external_key"), name="erp_message_once"),
        ),
        migrations.AddIndex(
            model_name="rollingforecast",
            index=models.Index(fields=["customer", "-edition", "month"], name="forecast_customer"),
        ),
        migrations.AddIndex(
            model_name="rollingforecast",
            index=models.Index(fields=["month", "customer"], name="forecast_month"),
        ),
        migrations.AddIndex(
            model_name="rollingforecast",
            index=models.Index(fields=["-edition", "month", "id"], name="forecast_list"),
        ),
        migrations.AddConstraint(
            model_name="rollingforecast",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_deleted", False), ("product__isnull", False)),
                fields=("customer", "edition", "product", "month"),
                name="forecast_product_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="rollingforecast",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_deleted", False), ("product__isnull", True)),
                fields=("customer", "edition", "part_no", "month"),
                name="forecast_part_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="rollingforecast",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("product__isnull", False), models.Q(("part_no", ""), _negated=True), _connector="OR"
                ),
                name="forecast_says_what",
            ),
        ),
        migrations.AddConstraint(
            model_name="rollingforecast",
            constraint=models.CheckConstraint(
                condition=models.Q(("quantity__gte", 0)), name="forecast_not_negative"
            ),
        ),
        migrations.AddConstraint(
            model_name="rollingforecast",
            constraint=models.CheckConstraint(
                condition=models.Q(("month__day", 1)), name="forecast_month_first"
            ),
        ),
    ]
