import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import core.clock
import core.operation
import records.models.attachment
from core.tables_migration import TablesMigration

from ._search_index import backwards, forwards


class Migration(TablesMigration):
    replaces = [
        ("records", "0001_initial"),
        ("records", "0003_list_layout_and_bulk_runs"),
        ("records", "0004_import_warnings"),
        ("records", "0005_exports_by_approval"),
        ("records", "0006_custom_fields"),
        ("records", "0007_arrangements"),
        ("records", "0008_settings"),
        ("records", "0002_search_index"),
    ]

    initial = True

    dependencies = [
        ("accounts", "0001_tables"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("core", "0001_tables"),
    ]

    operations = [
        migrations.CreateModel(
            name="Dictionary",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(max_length=40, unique=True, verbose_name="code")),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                ("name_en", models.CharField(blank=True, max_length=60, verbose_name="English name")),
            ],
            options={
                "verbose_name": "dictionary",
                "verbose_name_plural": "dictionaries",
                "ordering": ["code"],
            },
        ),
        migrations.CreateModel(
            name="NumberRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=40, unique=True, verbose_name="kind of document")),
                ("prefix", models.CharField(blank=True, max_length=20, verbose_name="text")),
                (
                    "date_format",
                    models.CharField(blank=True, help_text="%Y%m%d", max_length=10, verbose_name="date part"),
                ),
                ("digits", models.PositiveSmallIntegerField(default=5, verbose_name="digits of the serial")),
                (
                    "reset",
                    models.CharField(
                        choices=[
                            ("never", "never"),
                            ("yearly", "yearly"),
                            ("monthly", "monthly"),
                            ("daily", "daily"),
                        ],
                        default="never",
                        max_length=8,
                        verbose_name="restart",
                    ),
                ),
                ("period", models.CharField(blank=True, editable=False, max_length=8)),
                ("serial", models.PositiveBigIntegerField(default=0, verbose_name="last serial")),
                (
                    "separator",
                    models.CharField(blank=True, max_length=3, verbose_name="between date and serial"),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
            ],
            options={
                "verbose_name": "numbering rule",
                "verbose_name_plural": "numbering rules",
                "ordering": ["code"],
            },
        ),
        migrations.CreateModel(
            name="Parameter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=60, unique=True, verbose_name="code")),
                ("value", models.JSONField(blank=True, null=True, verbose_name="value")),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
            ],
            options={
                "verbose_name": "parameter",
                "verbose_name_plural": "parameters",
                "ordering": ["code"],
            },
        ),
        migrations.CreateModel(
            name="HistoricalAttachment",
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
                ("subject_id", models.BigIntegerField()),
                ("file", models.TextField(max_length=100, verbose_name="file")),
                ("name", models.CharField(max_length=200, verbose_name="file name")),
                ("size", models.PositiveBigIntegerField(default=0, verbose_name="size")),
                ("content_kind", models.CharField(blank=True, max_length=100, verbose_name="content type")),
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
                    "subject_type",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="contenttypes.contenttype",
                    ),
                ),
                (
                    "updated_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="updated by",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical attachment",
                "verbose_name_plural": "historical attachments",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalDictionary",
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
                ("code", models.SlugField(max_length=40, verbose_name="code")),
                ("name", models.CharField(max_length=60, verbose_name="name")),
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
                ("name_en", models.CharField(blank=True, max_length=60, verbose_name="English name")),
            ],
            options={
                "verbose_name": "historical dictionary",
                "verbose_name_plural": "historical dictionaries",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalDictionaryItem",
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
                ("code", models.SlugField(max_length=40, verbose_name="code")),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                ("name_en", models.CharField(blank=True, max_length=60, verbose_name="English name")),
                ("sort", models.PositiveIntegerField(default=0, verbose_name="order")),
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
                    "dictionary",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="records.dictionary",
                        verbose_name="dictionary",
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
                    "color",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("grey", "grey"),
                            ("blue", "blue"),
                            ("cyan", "cyan"),
                            ("green", "green"),
                            ("orange", "orange"),
                            ("red", "red"),
                            ("purple", "purple"),
                        ],
                        max_length=8,
                        verbose_name="colour",
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="records.dictionaryitem",
                        verbose_name="merged into",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical dictionary item",
                "verbose_name_plural": "historical dictionary items",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalNumberRule",
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
                ("code", models.CharField(db_index=True, max_length=40, verbose_name="kind of document")),
                ("prefix", models.CharField(blank=True, max_length=20, verbose_name="text")),
                (
                    "date_format",
                    models.CharField(blank=True, help_text="%Y%m%d", max_length=10, verbose_name="date part"),
                ),
                ("digits", models.PositiveSmallIntegerField(default=5, verbose_name="digits of the serial")),
                (
                    "reset",
                    models.CharField(
                        choices=[
                            ("never", "never"),
                            ("yearly", "yearly"),
                            ("monthly", "monthly"),
                            ("daily", "daily"),
                        ],
                        default="never",
                        max_length=8,
                        verbose_name="restart",
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
                (
                    "separator",
                    models.CharField(blank=True, max_length=3, verbose_name="between date and serial"),
                ),
            ],
            options={
                "verbose_name": "historical numbering rule",
                "verbose_name_plural": "historical numbering rules",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalParameter",
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
                ("code", models.CharField(db_index=True, max_length=60, verbose_name="code")),
                ("value", models.JSONField(blank=True, null=True, verbose_name="value")),
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
                "verbose_name": "historical parameter",
                "verbose_name_plural": "historical parameters",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="ImportRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=40, verbose_name="kind")),
                ("file", models.FileField(upload_to="imports/%Y/%m")),
                ("file_name", models.CharField(max_length=200, verbose_name="file")),
                ("sheet", models.CharField(blank=True, max_length=100, verbose_name="sheet")),
                ("mapping", models.JSONField(blank=True, default=dict)),
                ("options", models.JSONField(blank=True, default=dict)),
                (
                    "mode",
                    models.CharField(
                        choices=[
                            ("upsert", "create new rows and update known ones"),
                            ("create", "only create new rows"),
                            ("update", "only update known rows"),
                        ],
                        default="upsert",
                        max_length=8,
                        verbose_name="mode",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("uploaded", "uploaded"),
                            ("checked", "checked"),
                            ("running", "running"),
                            ("done", "done"),
                            ("failed", "failed"),
                            ("reverting", "being taken back"),
                            ("reverted", "taken back"),
                        ],
                        default="uploaded",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("total", models.PositiveIntegerField(default=0, verbose_name="rows")),
                ("created", models.PositiveIntegerField(default=0, verbose_name="created")),
                ("updated", models.PositiveIntegerField(default=0, verbose_name="updated")),
                ("unchanged", models.PositiveIntegerField(default=0, verbose_name="unchanged")),
                ("rejected", models.PositiveIntegerField(default=0, verbose_name="rejected")),
                ("error", models.TextField(blank=True, verbose_name="error")),
                ("created_at", models.DateTimeField(default=core.clock.now, verbose_name="time")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="ended")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                (
                    "job",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="core.job",
                    ),
                ),
            ],
            options={
                "verbose_name": "import",
                "verbose_name_plural": "imports",
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="Attachment",
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
                ("subject_id", models.BigIntegerField()),
                (
                    "file",
                    models.FileField(
                        storage=records.models.attachment.private_storage,
                        upload_to=records.models.attachment.storage_path,
                        verbose_name="file",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="file name")),
                ("size", models.PositiveBigIntegerField(default=0, verbose_name="size")),
                ("content_kind", models.CharField(blank=True, max_length=100, verbose_name="content type")),
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
                    "subject_type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contenttypes.contenttype",
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
                "verbose_name": "attachment",
                "verbose_name_plural": "attachments",
                "ordering": ["-id"],
                "indexes": [models.Index(fields=["subject_type", "subject_id"], name="attachment_subject")],
            },
        ),
        migrations.CreateModel(
            name="DictionaryItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(max_length=40, verbose_name="code")),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                ("name_en", models.CharField(blank=True, max_length=60, verbose_name="English name")),
                ("sort", models.PositiveIntegerField(default=0, verbose_name="order")),
                ("is_active", models.BooleanField(default=True, verbose_name="active")),
                (
                    "dictionary",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="items",
                        to="records.dictionary",
                        verbose_name="dictionary",
                    ),
                ),
                (
                    "color",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("grey", "grey"),
                            ("blue", "blue"),
                            ("cyan", "cyan"),
                            ("green", "green"),
                            ("orange", "orange"),
                            ("red", "red"),
                            ("purple", "purple"),
                        ],
                        max_length=8,
                        verbose_name="colour",
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="records.dictionaryitem",
                        verbose_name="merged into",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
            ],
            options={
                "verbose_name": "dictionary item",
                "verbose_name_plural": "dictionary items",
                "ordering": ["dictionary", "sort", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("dictionary", "code"), name="dictionary_code_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="RecentView",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("object_id", models.BigIntegerField()),
                ("at", models.DateTimeField()),
                (
                    "content_type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="contenttypes.contenttype",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="recent_views",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["user", "-at"], name="recent_user_at")],
                "constraints": [
                    models.UniqueConstraint(fields=("user", "content_type", "object_id"), name="recent_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("object_id", models.BigIntegerField()),
                ("grams", models.TextField()),
                ("private_grams", models.TextField(blank=True)),
                (
                    "content_type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="contenttypes.contenttype",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("content_type", "object_id"), name="search_entry_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Star",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("object_id", models.BigIntegerField()),
                (
                    "content_type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="contenttypes.contenttype",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="stars",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("user", "content_type", "object_id"), name="star_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="ColumnChoice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("record_type", models.CharField(max_length=60)),
                ("columns", models.JSONField(default=list)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="column_choices",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("widths", models.JSONField(blank=True, default=dict)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("user", "record_type"), name="column_choice_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="SavedView",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("record_type", models.CharField(max_length=60)),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                ("query", models.CharField(blank=True, max_length=2000)),
                ("columns", models.JSONField(blank=True, default=list)),
                (
                    "visibility",
                    models.CharField(
                        choices=[("private", "only me"), ("public", "everybody")],
                        default="private",
                        max_length=8,
                        verbose_name="seen by",
                    ),
                ),
                ("is_default", models.BooleanField(default=False, verbose_name="opens first")),
                ("is_pinned", models.BooleanField(default=False, verbose_name="pinned to the menu")),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="saved_views",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("widths", models.JSONField(blank=True, default=dict)),
            ],
            options={
                "verbose_name": "saved view",
                "verbose_name_plural": "saved views",
                "ordering": ["name"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("owner", "record_type", "name"), name="saved_view_name_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("is_default", True)),
                        fields=("owner", "record_type"),
                        name="one_default_view",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BulkRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("record_type", models.CharField(max_length=60, verbose_name="record type")),
                ("label", models.CharField(max_length=100, verbose_name="action")),
                ("created_at", models.DateTimeField(verbose_name="started")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="ended")),
                ("options", models.JSONField(blank=True, default=dict)),
                ("ids", models.JSONField(blank=True, default=list)),
                ("place", models.PositiveIntegerField(default=0)),
                ("changed", models.PositiveIntegerField(default=0, verbose_name="changed")),
                ("unchanged", models.PositiveIntegerField(default=0, verbose_name="unchanged")),
                ("refused", models.PositiveIntegerField(default=0, verbose_name="refused")),
                ("results", models.JSONField(blank=True, default=list)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="bulk_runs",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                (
                    "job",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="core.job",
                    ),
                ),
            ],
            options={
                "verbose_name": "bulk change",
                "verbose_name_plural": "bulk changes",
                "ordering": ["-id"],
                "indexes": [models.Index(fields=["by", "-created_at"], name="bulk_run_by")],
            },
        ),
        migrations.CreateModel(
            name="ImportRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="row")),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("created", "created"),
                            ("updated", "updated"),
                            ("rejected", "rejected"),
                            ("warned", "brought in with a warning"),
                        ],
                        max_length=8,
                    ),
                ),
                ("model", models.CharField(blank=True, max_length=60)),
                ("object_id", models.BigIntegerField(null=True)),
                ("before", models.JSONField(blank=True, default=dict)),
                ("after_version", models.PositiveIntegerField(null=True)),
                ("field", models.CharField(blank=True, max_length=60, verbose_name="column")),
                ("message", models.TextField(blank=True, verbose_name="reason")),
                ("values", models.JSONField(blank=True, default=list)),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rows",
                        to="records.importrun",
                    ),
                ),
            ],
            options={
                "ordering": ["number", "id"],
                "indexes": [models.Index(fields=["run", "outcome", "number"], name="importrow_run_outcome")],
            },
        ),
        migrations.CreateModel(
            name="ExportTask",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("record_type", models.CharField(max_length=60, verbose_name="list")),
                ("query", models.CharField(blank=True, max_length=2000)),
                ("columns", models.JSONField(default=list)),
                ("ids", models.JSONField(blank=True, null=True)),
                ("format", models.CharField(max_length=5, verbose_name="format")),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="reason")),
                ("language", models.CharField(blank=True, max_length=10)),
                ("file", models.FileField(blank=True, upload_to="exports/%Y/%m")),
                ("row_count", models.PositiveIntegerField(default=0, verbose_name="rows")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("approving", "in approval"),
                            ("waiting", "waiting"),
                            ("done", "done"),
                            ("failed", "failed"),
                        ],
                        default="waiting",
                        max_length=9,
                        verbose_name="status",
                    ),
                ),
                ("error", models.CharField(blank=True, max_length=200)),
                ("created_at", models.DateTimeField(default=core.clock.now, verbose_name="time")),
                ("expires_at", models.DateTimeField(verbose_name="expires")),
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
                "verbose_name": "export",
                "verbose_name_plural": "exports",
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="CustomField",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("record_type", models.CharField(max_length=40, verbose_name="record type")),
                ("name", models.SlugField(editable=False, max_length=40, verbose_name="stored as")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("text", "text"),
                            ("long_text", "long text"),
                            ("choice", "choice"),
                            ("multi_choice", "several choices"),
                            ("number", "number"),
                            ("money", "money"),
                            ("date", "date"),
                            ("date_time", "date and time"),
                            ("yes_no", "yes or no"),
                            ("person", "person"),
                            ("customer", "customer"),
                            ("url", "web address"),
                            ("phone", "phone"),
                        ],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("label_zh", models.CharField(max_length=40, verbose_name="Chinese label")),
                ("label_en", models.CharField(blank=True, max_length=60, verbose_name="English label")),
                ("help_text", models.CharField(blank=True, max_length=200, verbose_name="help text")),
                ("is_required", models.BooleanField(default=False, verbose_name="required")),
                ("is_unique", models.BooleanField(default=False, verbose_name="unique")),
                (
                    "is_searchable",
                    models.BooleanField(
                        default=False,
                        help_text="For texts: everybody who sees the record finds it by this field.",
                        verbose_name="found by search",
                    ),
                ),
                ("is_listed", models.BooleanField(default=False, verbose_name="in the list from the start")),
                ("is_quick_filter", models.BooleanField(default=False, verbose_name="filter above the list")),
                ("default", models.CharField(blank=True, max_length=200, verbose_name="default")),
                ("decimals", models.PositiveSmallIntegerField(default=2, verbose_name="decimals")),
                (
                    "choices",
                    models.JSONField(blank=True, default=list, editable=False, verbose_name="choices"),
                ),
                (
                    "visible_field",
                    models.CharField(blank=True, max_length=60, verbose_name="shown where the field"),
                ),
                (
                    "visible_test",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("is", "is"),
                            ("is_not", "is not"),
                            ("at_least", "is at least"),
                            ("at_most", "is at most"),
                            ("filled", "is filled in"),
                            ("empty", "is empty"),
                        ],
                        max_length=8,
                        verbose_name="test",
                    ),
                ),
                ("visible_value", models.CharField(blank=True, max_length=100, verbose_name="value")),
                (
                    "read_only_field",
                    models.CharField(blank=True, max_length=60, verbose_name="fixed where the field"),
                ),
                (
                    "read_only_test",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("is", "is"),
                            ("is_not", "is not"),
                            ("at_least", "is at least"),
                            ("at_most", "is at most"),
                            ("filled", "is filled in"),
                            ("empty", "is empty"),
                        ],
                        max_length=8,
                        verbose_name="test",
                    ),
                ),
                ("read_only_value", models.CharField(blank=True, max_length=100, verbose_name="value")),
                ("section", models.CharField(blank=True, max_length=40, verbose_name="section")),
                (
                    "section_en",
                    models.CharField(blank=True, max_length=60, verbose_name="section in English"),
                ),
                ("sort", models.PositiveIntegerField(default=0, verbose_name="order")),
                ("is_active", models.BooleanField(default=True, verbose_name="active")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "dictionary",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="records.dictionary",
                        verbose_name="choices of the dictionary",
                    ),
                ),
            ],
            options={
                "verbose_name": "custom field",
                "verbose_name_plural": "custom fields",
                "ordering": ["record_type", "sort", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("record_type", "name"), name="custom_field_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="CustomValue",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("value", models.CharField(max_length=300)),
                ("subject_id", models.PositiveBigIntegerField()),
                (
                    "field",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="taken",
                        to="records.customfield",
                    ),
                ),
                (
                    "subject_type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="contenttypes.contenttype",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("field", "value"), name="custom_value_once"),
                    models.UniqueConstraint(fields=("field", "subject_id"), name="custom_value_one_a_record"),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalCustomField",
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
                ("record_type", models.CharField(max_length=40, verbose_name="record type")),
                ("name", models.SlugField(editable=False, max_length=40, verbose_name="stored as")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("text", "text"),
                            ("long_text", "long text"),
                            ("choice", "choice"),
                            ("multi_choice", "several choices"),
                            ("number", "number"),
                            ("money", "money"),
                            ("date", "date"),
                            ("date_time", "date and time"),
                            ("yes_no", "yes or no"),
                            ("person", "person"),
                            ("customer", "customer"),
                            ("url", "web address"),
                            ("phone", "phone"),
                        ],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("label_zh", models.CharField(max_length=40, verbose_name="Chinese label")),
                ("label_en", models.CharField(blank=True, max_length=60, verbose_name="English label")),
                ("help_text", models.CharField(blank=True, max_length=200, verbose_name="help text")),
                ("is_required", models.BooleanField(default=False, verbose_name="required")),
                ("is_unique", models.BooleanField(default=False, verbose_name="unique")),
                (
                    "is_searchable",
                    models.BooleanField(
                        default=False,
                        help_text="For texts: everybody who sees the record finds it by this field.",
                        verbose_name="found by search",
                    ),
                ),
                ("is_listed", models.BooleanField(default=False, verbose_name="in the list from the start")),
                ("is_quick_filter", models.BooleanField(default=False, verbose_name="filter above the list")),
                ("default", models.CharField(blank=True, max_length=200, verbose_name="default")),
                ("decimals", models.PositiveSmallIntegerField(default=2, verbose_name="decimals")),
                (
                    "choices",
                    models.JSONField(blank=True, default=list, editable=False, verbose_name="choices"),
                ),
                (
                    "visible_field",
                    models.CharField(blank=True, max_length=60, verbose_name="shown where the field"),
                ),
                (
                    "visible_test",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("is", "is"),
                            ("is_not", "is not"),
                            ("at_least", "is at least"),
                            ("at_most", "is at most"),
                            ("filled", "is filled in"),
                            ("empty", "is empty"),
                        ],
                        max_length=8,
                        verbose_name="test",
                    ),
                ),
                ("visible_value", models.CharField(blank=True, max_length=100, verbose_name="value")),
                (
                    "read_only_field",
                    models.CharField(blank=True, max_length=60, verbose_name="fixed where the field"),
                ),
                (
                    "read_only_test",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("is", "is"),
                            ("is_not", "is not"),
                            ("at_least", "is at least"),
                            ("at_most", "is at most"),
                            ("filled", "is filled in"),
                            ("empty", "is empty"),
                        ],
                        max_length=8,
                        verbose_name="test",
                    ),
                ),
                ("read_only_value", models.CharField(blank=True, max_length=100, verbose_name="value")),
                ("section", models.CharField(blank=True, max_length=40, verbose_name="section")),
                (
                    "section_en",
                    models.CharField(blank=True, max_length=60, verbose_name="section in English"),
                ),
                ("sort", models.PositiveIntegerField(default=0, verbose_name="order")),
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
                    "dictionary",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="records.dictionary",
                        verbose_name="choices of the dictionary",
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
                "verbose_name": "historical custom field",
                "verbose_name_plural": "historical custom fields",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalArrangement",
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
                ("place", models.SlugField(max_length=40, verbose_name="place")),
                ("lines", models.JSONField(default=list, verbose_name="lines")),
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
                    "role",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="accounts.role",
                        verbose_name="role",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="user",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical arrangement",
                "verbose_name_plural": "historical arrangements",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Arrangement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("place", models.SlugField(max_length=40, verbose_name="place")),
                ("lines", models.JSONField(default=list, verbose_name="lines")),
                (
                    "role",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="arrangements",
                        to="accounts.role",
                        verbose_name="role",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="arrangements",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="user",
                    ),
                ),
            ],
            options={
                "verbose_name": "arrangement",
                "verbose_name_plural": "arrangements",
                "default_permissions": ("view", "change"),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("role", None), ("user", None)),
                        fields=("place",),
                        name="arrangement_one_for_everybody",
                    ),
                    models.UniqueConstraint(fields=("place", "role"), name="arrangement_one_a_role"),
                    models.UniqueConstraint(fields=("place", "user"), name="arrangement_one_a_user"),
                    models.CheckConstraint(
                        condition=models.Q(("role", None), ("user", None), _connector="OR"),
                        name="arrangement_role_or_user",
                    ),
                ],
            },
        ),
        migrations.RunPython(forwards, backwards),
    ]
