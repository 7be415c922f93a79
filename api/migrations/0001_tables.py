import django.db.models.deletion
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
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="HistoricalWebhook",
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
                ("name", models.CharField(max_length=80, verbose_name="name")),
                (
                    "url",
                    models.CharField(
                        help_text="https://… of the program that is told.",
                        max_length=500,
                        verbose_name="web address",
                    ),
                ),
                ("events", models.JSONField(default=list, verbose_name="events")),
                ("is_active", models.BooleanField(default=True, editable=False, verbose_name="active")),
                (
                    "stopped_because",
                    models.CharField(
                        blank=True, editable=False, max_length=300, verbose_name="stopped because"
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
                "verbose_name": "historical webhook",
                "verbose_name_plural": "historical webhooks",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Webhook",
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
                ("name", models.CharField(max_length=80, verbose_name="name")),
                (
                    "url",
                    models.CharField(
                        help_text="https://… of the program that is told.",
                        max_length=500,
                        verbose_name="web address",
                    ),
                ),
                ("events", models.JSONField(default=list, verbose_name="events")),
                ("is_active", models.BooleanField(default=True, editable=False, verbose_name="active")),
                (
                    "stopped_because",
                    models.CharField(
                        blank=True, editable=False, max_length=300, verbose_name="stopped because"
                    ),
                ),
                ("sealed_secret", models.TextField(blank=True, editable=False)),
                ("sealed_former", models.TextField(blank=True, editable=False)),
                ("former_until", models.DateTimeField(editable=False, null=True)),
                (
                    "failures",
                    models.PositiveIntegerField(default=0, editable=False, verbose_name="failures in a row"),
                ),
                ("rests_until", models.DateTimeField(editable=False, null=True, verbose_name="rests until")),
                (
                    "delivered_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="last delivered"),
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
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_deleted", False)), fields=("name",), name="webhook_name_once"
                    )
                ],
                "verbose_name": "webhook",
                "verbose_name_plural": "webhooks",
                "ordering": ["name", "id"],
                "permissions": [("export_webhook", "Can export webhooks")],
            },
        ),
        migrations.CreateModel(
            name="WebhookDelivery",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("event", models.CharField(max_length=40, verbose_name="event number")),
                ("verb", models.CharField(max_length=60, verbose_name="event")),
                ("subject_type", models.CharField(blank=True, max_length=60, verbose_name="kind of record")),
                ("subject_id", models.BigIntegerField(null=True, verbose_name="record")),
                ("content", models.JSONField(default=dict, verbose_name="content")),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("delivered", "delivered"),
                            ("failed", "failed"),
                            ("withheld", "withheld: its owner may not read the record"),
                        ],
                        max_length=10,
                        verbose_name="outcome",
                    ),
                ),
                ("tries", models.PositiveSmallIntegerField(default=1, verbose_name="try")),
                ("code", models.PositiveSmallIntegerField(null=True, verbose_name="answer")),
                ("milliseconds", models.PositiveIntegerField(null=True, verbose_name="milliseconds")),
                ("error", models.CharField(blank=True, max_length=300, verbose_name="error")),
                ("at", models.DateTimeField(default=core.clock.now, verbose_name="time")),
                (
                    "webhook",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deliveries",
                        to="api.webhook",
                        verbose_name="webhook",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["webhook", "-at"], name="webhook_delivery_newest"),
                    models.Index(fields=["at"], name="webhook_delivery_at"),
                ],
                "verbose_name": "webhook delivery",
                "verbose_name_plural": "webhook deliveries",
                "ordering": ["-at", "-id"],
            },
        ),
    ]
