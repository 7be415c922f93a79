import django.core.validators
import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import core.operation
from core.tables_migration import TablesMigration


class Migration(TablesMigration):
    replaces = [
        ("core", "0001_initial"),
        ("core", "0002_mail_server"),
        ("core", "0003_log_channels"),
        ("core", "0004_change_stamps"),
        ("core", "0005_working_calendar"),
    ]

    initial = True

    dependencies = [
        ("accounts", "0001_tables"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.CreateModel(
            name="Festival",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=40, unique=True, verbose_name="name")),
                (
                    "calendar",
                    models.CharField(
                        choices=[("solar", "solar"), ("lunar", "lunar")],
                        default="solar",
                        max_length=5,
                        verbose_name="calendar",
                    ),
                ),
                ("month", models.PositiveSmallIntegerField(verbose_name="month")),
                ("day", models.PositiveSmallIntegerField(verbose_name="day")),
            ],
            options={
                "verbose_name": "festival",
                "verbose_name_plural": "festivals",
                "ordering": ["calendar", "month", "day"],
            },
        ),
        migrations.CreateModel(
            name="WorkCalendarDay",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("date", models.DateField(unique=True, verbose_name="date")),
                ("is_workday", models.BooleanField(verbose_name="working day")),
                ("note", models.CharField(blank=True, max_length=60, verbose_name="note")),
            ],
            options={
                "verbose_name": "calendar day",
                "verbose_name_plural": "working calendar",
                "ordering": ["date"],
            },
        ),
        migrations.CreateModel(
            name="JobRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(db_index=True, max_length=60, verbose_name="job")),
                ("as_of", models.DateField(verbose_name="as of")),
                ("started_at", models.DateTimeField(verbose_name="started")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="ended")),
                ("succeeded", models.BooleanField(null=True, verbose_name="succeeded")),
                ("result", models.JSONField(blank=True, default=dict, verbose_name="result")),
                ("error", models.TextField(blank=True, verbose_name="error")),
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
            ],
            options={
                "verbose_name": "job run",
                "verbose_name_plural": "job runs",
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="OutboxItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("channel", models.CharField(max_length=20, verbose_name="channel")),
                ("recipient", models.CharField(max_length=254, verbose_name="recipient")),
                ("payload", models.JSONField(default=dict, verbose_name="content")),
                (
                    "status",
                    models.CharField(
                        choices=[("waiting", "waiting"), ("sent", "sent"), ("failed", "failed")],
                        default="waiting",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("tries", models.PositiveSmallIntegerField(default=0, verbose_name="tries")),
                ("next_try_at", models.DateTimeField(verbose_name="next try")),
                ("created_at", models.DateTimeField(verbose_name="created")),
                ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="sent")),
                ("error", models.TextField(blank=True, verbose_name="error")),
            ],
            options={
                "verbose_name": "outgoing item",
                "verbose_name_plural": "outbox",
                "ordering": ["-id"],
                "indexes": [models.Index(fields=["status", "next_try_at"], name="outbox_due")],
            },
        ),
        migrations.CreateModel(
            name="Job",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=60, verbose_name="kind")),
                ("arguments", models.JSONField(blank=True, default=dict, verbose_name="arguments")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("waiting", "waiting"),
                            ("running", "running"),
                            ("done", "done"),
                            ("failed", "failed"),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("done_count", models.PositiveIntegerField(default=0, verbose_name="done")),
                ("total_count", models.PositiveIntegerField(default=0, verbose_name="of")),
                ("tries", models.PositiveSmallIntegerField(default=0, verbose_name="tries")),
                ("error", models.TextField(blank=True, verbose_name="error")),
                ("created_at", models.DateTimeField(verbose_name="created")),
                ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="sent")),
                (
                    "heartbeat_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="last sign of life"),
                ),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="ended")),
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
            ],
            options={
                "verbose_name": "background job",
                "verbose_name_plural": "background jobs",
                "ordering": ["-id"],
                "indexes": [models.Index(fields=["status", "sent_at"], name="job_status_sent")],
            },
        ),
        migrations.CreateModel(
            name="MailServer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("host", models.CharField(blank=True, max_length=200, verbose_name="mail server")),
                (
                    "port",
                    models.PositiveIntegerField(
                        default=465,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(65535),
                        ],
                        verbose_name="port",
                    ),
                ),
                (
                    "security",
                    models.CharField(
                        choices=[
                            ("none", "not encrypted"),
                            ("starttls", "STARTTLS"),
                            ("tls", "TLS from the start"),
                        ],
                        default="tls",
                        max_length=10,
                        verbose_name="encryption",
                    ),
                ),
                ("user_name", models.CharField(blank=True, max_length=200, verbose_name="mail account")),
                ("sealed_password", models.TextField(blank=True, editable=False)),
                ("sender", models.EmailField(blank=True, max_length=254, verbose_name="sender's address")),
            ],
            options={
                "verbose_name": "mail server",
                "verbose_name_plural": "mail servers",
            },
        ),
        migrations.CreateModel(
            name="HistoricalMailServer",
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
                ("host", models.CharField(blank=True, max_length=200, verbose_name="mail server")),
                (
                    "port",
                    models.PositiveIntegerField(
                        default=465,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(65535),
                        ],
                        verbose_name="port",
                    ),
                ),
                (
                    "security",
                    models.CharField(
                        choices=[
                            ("none", "not encrypted"),
                            ("starttls", "STARTTLS"),
                            ("tls", "TLS from the start"),
                        ],
                        default="tls",
                        max_length=10,
                        verbose_name="encryption",
                    ),
                ),
                ("user_name", models.CharField(blank=True, max_length=200, verbose_name="mail account")),
                ("sender", models.EmailField(blank=True, max_length=254, verbose_name="sender's address")),
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
                "verbose_name": "historical mail server",
                "verbose_name_plural": "historical mail servers",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="ActionLog",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("verb", models.CharField(max_length=60, verbose_name="action")),
                ("at", models.DateTimeField(verbose_name="time")),
                ("subject_id", models.BigIntegerField(blank=True, null=True)),
                ("subject_label", models.CharField(blank=True, max_length=200, verbose_name="record")),
                ("data", models.JSONField(blank=True, default=dict, verbose_name="details")),
                ("operation_id", models.CharField(db_index=True, max_length=32)),
                ("ip", models.GenericIPAddressField(blank=True, null=True, verbose_name="address")),
                (
                    "channel",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("web", "browser"),
                            ("api", "API"),
                            ("import", "import"),
                            ("job", "background job"),
                            ("system", "system"),
                        ],
                        max_length=20,
                        verbose_name="channel",
                    ),
                ),
                (
                    "actor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                (
                    "subject_type",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contenttypes.contenttype",
                    ),
                ),
            ],
            options={
                "verbose_name": "operation log entry",
                "verbose_name_plural": "operation log",
                "ordering": ["-at", "-id"],
                "indexes": [
                    models.Index(fields=["subject_type", "subject_id", "-at"], name="actionlog_subject"),
                    models.Index(fields=["-at"], name="actionlog_at"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ChangeStamp",
            fields=[
                ("name", models.SlugField(max_length=40, primary_key=True, serialize=False)),
                ("stamp", models.CharField(max_length=32)),
            ],
        ),
        migrations.CreateModel(
            name="WorkShift",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_at", models.TimeField(verbose_name="from")),
                ("ends_at", models.TimeField(verbose_name="to")),
                (
                    "valid_from",
                    models.DateField(
                        blank=True,
                        help_text="Empty: from the beginning.",
                        null=True,
                        verbose_name="valid from",
                    ),
                ),
                (
                    "valid_to",
                    models.DateField(
                        blank=True,
                        help_text="The last day. Empty: until further notice.",
                        null=True,
                        verbose_name="valid to",
                    ),
                ),
            ],
            options={
                "verbose_name": "shift",
                "verbose_name_plural": "shifts",
                "ordering": ["starts_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                        name="shift_ends_after_start",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalWorkCalendarDay",
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
                ("date", models.DateField(db_index=True, verbose_name="date")),
                ("is_workday", models.BooleanField(verbose_name="working day")),
                ("note", models.CharField(blank=True, max_length=60, verbose_name="note")),
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
                "verbose_name": "historical calendar day",
                "verbose_name_plural": "historical working calendar",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalWorkShift",
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
                ("starts_at", models.TimeField(verbose_name="from")),
                ("ends_at", models.TimeField(verbose_name="to")),
                (
                    "valid_from",
                    models.DateField(
                        blank=True,
                        help_text="Empty: from the beginning.",
                        null=True,
                        verbose_name="valid from",
                    ),
                ),
                (
                    "valid_to",
                    models.DateField(
                        blank=True,
                        help_text="The last day. Empty: until further notice.",
                        null=True,
                        verbose_name="valid to",
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
                "verbose_name": "historical shift",
                "verbose_name_plural": "historical shifts",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
    ]
