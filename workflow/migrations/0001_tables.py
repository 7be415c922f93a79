import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import core.clock
import core.operation
from core.tables_migration import TablesMigration

from ._trail import protect, unprotect


class Migration(TablesMigration):
    replaces = [
        ("workflow", "0001_initial"),
        ("workflow", "0003_run_subject_index"),
        ("workflow", "0004_drafts_are_drawn_on"),
        ("workflow", "0005_words_of_states"),
        ("workflow", "0002_trail_is_unchangeable"),
    ]

    initial = True

    dependencies = [
        ("accounts", "0001_tables"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.CreateModel(
            name="Branch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                ("condition", models.JSONField(blank=True, default=dict, verbose_name="condition")),
                ("is_default", models.BooleanField(default=False, verbose_name="otherwise")),
                (
                    "node",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="branches",
                        to="workflow.node",
                        verbose_name="node",
                    ),
                ),
            ],
            options={
                "verbose_name": "branch",
                "verbose_name_plural": "branches",
                "ordering": ["position", "id"],
            },
        ),
        migrations.CreateModel(
            name="ProcessDefinition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(editable=False, max_length=30, unique=True, verbose_name="code")),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                ("description", models.CharField(blank=True, max_length=300, verbose_name="description")),
                (
                    "doc_type",
                    models.CharField(blank=True, db_index=True, max_length=40, verbose_name="document"),
                ),
                (
                    "market",
                    models.CharField(
                        choices=[
                            ("any", "any market"),
                            ("internal", "internal market"),
                            ("external", "external market"),
                        ],
                        default="any",
                        max_length=8,
                        verbose_name="market",
                    ),
                ),
                (
                    "priority",
                    models.PositiveSmallIntegerField(
                        default=10,
                        help_text="Of several processes that fit, the higher one is taken.",
                        verbose_name="priority",
                    ),
                ),
                ("condition", models.JSONField(blank=True, default=dict, verbose_name="condition")),
                ("is_active", models.BooleanField(default=True, verbose_name="active")),
                ("delivered_as", models.CharField(blank=True, editable=False, max_length=60)),
            ],
            options={
                "verbose_name": "process",
                "verbose_name_plural": "processes",
                "ordering": ["doc_type", "market", "-priority", "code"],
                "permissions": [
                    ("publish_processdefinition", "Can publish and retire processes"),
                    ("start_processdefinition", "Can start work processes"),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalApprovalDelegate",
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
                ("starts_at", models.DateTimeField(verbose_name="from")),
                ("ends_at", models.DateTimeField(verbose_name="until")),
                ("doc_types", models.JSONField(blank=True, default=list, verbose_name="documents")),
                ("reason", models.CharField(blank=True, max_length=120, verbose_name="reason")),
                (
                    "created_at",
                    models.DateTimeField(default=core.clock.now, editable=False, verbose_name="created"),
                ),
                (
                    "revoked_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="revoked"),
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
                    "principal",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="for",
                    ),
                ),
                (
                    "to",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="delegate",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical delegation",
                "verbose_name_plural": "historical delegations",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalProcessDefinition",
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
                ("code", models.CharField(db_index=True, editable=False, max_length=30, verbose_name="code")),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                ("description", models.CharField(blank=True, max_length=300, verbose_name="description")),
                (
                    "doc_type",
                    models.CharField(blank=True, db_index=True, max_length=40, verbose_name="document"),
                ),
                (
                    "market",
                    models.CharField(
                        choices=[
                            ("any", "any market"),
                            ("internal", "internal market"),
                            ("external", "external market"),
                        ],
                        default="any",
                        max_length=8,
                        verbose_name="market",
                    ),
                ),
                (
                    "priority",
                    models.PositiveSmallIntegerField(
                        default=10,
                        help_text="Of several processes that fit, the higher one is taken.",
                        verbose_name="priority",
                    ),
                ),
                ("condition", models.JSONField(blank=True, default=dict, verbose_name="condition")),
                ("is_active", models.BooleanField(default=True, verbose_name="active")),
                ("delivered_as", models.CharField(blank=True, editable=False, max_length=60)),
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
                "verbose_name": "historical process",
                "verbose_name_plural": "historical processes",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Node",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.SlugField(max_length=40, verbose_name="key")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("start", "start"),
                            ("approve", "approval"),
                            ("handle", "work step"),
                            ("cc", "copy to"),
                            ("condition", "condition"),
                            ("parallel", "parallel"),
                            ("delay", "wait"),
                            ("jump", "go to"),
                            ("end", "end"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                ("settings", models.JSONField(blank=True, default=dict, verbose_name="settings")),
                (
                    "branch",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="nodes",
                        to="workflow.branch",
                        verbose_name="branch",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="nodes",
                        to="workflow.processversion",
                        verbose_name="version",
                    ),
                ),
            ],
            options={
                "verbose_name": "process node",
                "verbose_name_plural": "process nodes",
                "ordering": ["position", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("version", "key"), name="node_key_once_per_version")
                ],
            },
        ),
        migrations.CreateModel(
            name="ProcessRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=30, unique=True, verbose_name="number")),
                ("doc_type", models.CharField(blank=True, max_length=40, verbose_name="document")),
                ("title", models.CharField(max_length=200, verbose_name="subject")),
                ("subject_id", models.BigIntegerField(null=True)),
                ("snapshot", models.JSONField(blank=True, default=list)),
                ("previous_snapshot", models.JSONField(blank=True, default=list)),
                ("facts_read", models.JSONField(blank=True, default=dict)),
                ("choices", models.JSONField(blank=True, default=dict)),
                ("tokens", models.JSONField(blank=True, default=list)),
                ("return_point", models.JSONField(blank=True, default=dict)),
                ("visits", models.PositiveIntegerField(default=0)),
                ("submission", models.PositiveIntegerField(default=1)),
                ("market", models.CharField(blank=True, max_length=8, verbose_name="market")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("running", "in approval"),
                            ("stuck", "stuck"),
                            ("returned", "sent back"),
                            ("approved", "approved"),
                            ("rejected", "turned down"),
                            ("withdrawn", "withdrawn"),
                            ("terminated", "terminated"),
                        ],
                        default="running",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("current_step", models.CharField(blank=True, max_length=200, verbose_name="current step")),
                ("current_people", models.CharField(blank=True, max_length=200, verbose_name="waits for")),
                ("waits_since", models.DateTimeField(null=True, verbose_name="since")),
                ("done_steps", models.PositiveSmallIntegerField(default=0)),
                ("total_steps", models.PositiveSmallIntegerField(default=0)),
                ("started_at", models.DateTimeField(default=core.clock.now, verbose_name="started")),
                ("ended_at", models.DateTimeField(null=True, verbose_name="ended")),
                (
                    "department",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.department",
                        verbose_name="department",
                    ),
                ),
                (
                    "initiator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="started_runs",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="started by",
                    ),
                ),
                (
                    "subject_type",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contenttypes.contenttype",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="runs",
                        to="workflow.processversion",
                        verbose_name="process",
                    ),
                ),
                ("next_wait_at", models.DateTimeField(null=True)),
            ],
            options={
                "verbose_name": "process run",
                "verbose_name_plural": "process runs",
                "ordering": ["-started_at", "-id"],
                "permissions": [
                    ("monitor_processrun", "Can watch over all process runs"),
                    ("export_processrun", "Can export process runs"),
                ],
                "indexes": [
                    models.Index(fields=["initiator", "-id"], name="run_initiator"),
                    models.Index(fields=["status", "-id"], name="run_status"),
                    models.Index(fields=["subject_type", "subject_id"], name="run_subject"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("status__in", ["running", "stuck", "returned"]),
                            models.Q(("doc_type", ""), _negated=True),
                        ),
                        fields=("subject_type", "subject_id", "doc_type"),
                        name="one_open_run_per_document",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ProcessTask",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("node_key", models.CharField(max_length=40)),
                ("node_name", models.CharField(max_length=60, verbose_name="step")),
                ("visit", models.PositiveIntegerField()),
                ("submission", models.PositiveIntegerField(default=1)),
                ("sequence", models.PositiveSmallIntegerField(default=0)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("approve", "approve"),
                            ("handle", "complete"),
                            ("sign", "sign as well"),
                            ("advise", "give an opinion"),
                            ("read", "take note"),
                        ],
                        max_length=8,
                        verbose_name="kind",
                    ),
                ),
                (
                    "sign",
                    models.CharField(
                        blank=True,
                        choices=[("before", "before me"), ("after", "after me"), ("parallel", "beside me")],
                        max_length=8,
                    ),
                ),
                ("is_rescue", models.BooleanField(default=False)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("pending", "to do"),
                            ("waiting_signers", "waits for signers"),
                            ("delegated", "waits for an opinion"),
                            ("approved", "agreed"),
                            ("rejected", "turned down"),
                            ("returned", "sent back"),
                            ("transferred", "handed on"),
                            ("done", "done"),
                            ("cancelled", "no longer needed"),
                        ],
                        default="pending",
                        max_length=16,
                        verbose_name="status",
                    ),
                ),
                ("created_at", models.DateTimeField(default=core.clock.now, verbose_name="since")),
                ("due_at", models.DateTimeField(null=True, verbose_name="due")),
                ("remind_at", models.DateTimeField(null=True)),
                ("reminded_at", models.DateTimeField(null=True)),
                ("overdue_at", models.DateTimeField(null=True)),
                ("urged_at", models.DateTimeField(null=True)),
                ("decided_at", models.DateTimeField(null=True, verbose_name="decided")),
                ("opinion", models.TextField(blank=True, verbose_name="opinion")),
                ("form_data", models.JSONField(blank=True, default=dict)),
                ("tokens_before", models.JSONField(blank=True, default=list)),
                (
                    "assignee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="process_tasks",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="for",
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="workflow.processtask",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="decided by",
                    ),
                ),
                (
                    "escalated_to",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="passed to",
                    ),
                ),
                (
                    "origin",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="offspring",
                        to="workflow.processtask",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tasks",
                        to="workflow.processrun",
                        verbose_name="process run",
                    ),
                ),
            ],
            options={
                "verbose_name": "process task",
                "verbose_name_plural": "process tasks",
                "ordering": ["-id"],
                "indexes": [
                    models.Index(fields=["assignee", "status", "-id"], name="task_inbox"),
                    models.Index(fields=["run", "visit"], name="task_visit"),
                    models.Index(fields=["status", "remind_at"], name="task_remind"),
                    models.Index(fields=["status", "due_at"], name="task_due"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ApprovalRecord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("submission", models.PositiveIntegerField(default=1)),
                ("visit", models.PositiveIntegerField(default=0)),
                ("node_key", models.CharField(blank=True, max_length=40)),
                ("node_name", models.CharField(blank=True, max_length=60, verbose_name="step")),
                (
                    "action",
                    models.CharField(
                        choices=[
                            ("submit", "submitted"),
                            ("resubmit", "submitted again"),
                            ("approve", "agreed"),
                            ("handle", "completed"),
                            ("reject", "turned down"),
                            ("return", "sent back"),
                            ("withdraw", "withdrew"),
                            ("take_back", "took the decision back"),
                            ("transfer", "handed on"),
                            ("delegate", "asked for an opinion"),
                            ("advise", "gave an opinion"),
                            ("add_signer", "added signers"),
                            ("remove_signer", "removed a signer"),
                            ("cc", "sent a copy"),
                            ("read", "took note"),
                            ("urge", "urged"),
                            ("comment", "commented"),
                            ("reassign", "reassigned"),
                            ("terminate", "terminated"),
                            ("skip", "passed over"),
                            ("branch", "took the way"),
                            ("jump", "went to"),
                            ("wait", "waits"),
                            ("remind", "reminded"),
                            ("escalate", "passed upwards"),
                            ("route", "passed to the process administrator"),
                            ("stuck", "got stuck"),
                            ("end", "the end"),
                        ],
                        max_length=16,
                        verbose_name="action",
                    ),
                ),
                ("at", models.DateTimeField(default=core.clock.now, verbose_name="time")),
                ("opinion", models.TextField(blank=True, verbose_name="opinion")),
                ("data", models.JSONField(blank=True, default=dict)),
                (
                    "actor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                (
                    "on_behalf_of",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="in place of",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="records",
                        to="workflow.processrun",
                    ),
                ),
                (
                    "task",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="records",
                        to="workflow.processtask",
                    ),
                ),
            ],
            options={
                "verbose_name": "approval record",
                "verbose_name_plural": "approval records",
                "ordering": ["id"],
                "indexes": [models.Index(fields=["actor", "-id"], name="approvalrecord_actor")],
            },
        ),
        migrations.CreateModel(
            name="ProcessVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="version")),
                (
                    "status",
                    models.CharField(
                        choices=[("draft", "draft"), ("published", "in use"), ("retired", "out of use")],
                        default="draft",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("settings", models.JSONField(blank=True, default=dict, verbose_name="settings")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="what changed")),
                (
                    "created_at",
                    models.DateTimeField(default=core.clock.now, editable=False, verbose_name="created"),
                ),
                (
                    "published_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="published"),
                ),
                (
                    "retired_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="retired"),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "definition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="workflow.processdefinition",
                        verbose_name="process",
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=0, editable=False)),
            ],
            options={
                "verbose_name": "process version",
                "verbose_name_plural": "process versions",
                "ordering": ["definition", "-number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("definition", "number"), name="process_version_number_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status", "published")),
                        fields=("definition",),
                        name="one_published_version",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status", "draft")), fields=("definition",), name="one_draft"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ApprovalDelegate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_at", models.DateTimeField(verbose_name="from")),
                ("ends_at", models.DateTimeField(verbose_name="until")),
                ("doc_types", models.JSONField(blank=True, default=list, verbose_name="documents")),
                ("reason", models.CharField(blank=True, max_length=120, verbose_name="reason")),
                (
                    "created_at",
                    models.DateTimeField(default=core.clock.now, editable=False, verbose_name="created"),
                ),
                (
                    "revoked_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="revoked"),
                ),
                (
                    "principal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="delegations",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="for",
                    ),
                ),
                (
                    "to",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="delegated_to_me",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="delegate",
                    ),
                ),
            ],
            options={
                "verbose_name": "delegation",
                "verbose_name_plural": "delegations",
                "ordering": ["-starts_at", "-id"],
                "indexes": [models.Index(fields=["to", "ends_at"], name="delegate_to")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                        name="delegation_ends_after_start",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("principal", models.F("to")), _negated=True),
                        name="no_delegation_to_oneself",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DrawingChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("revision", models.PositiveIntegerField(verbose_name="revision")),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("added", "step added"),
                            ("changed", "step changed"),
                            ("moved", "step moved"),
                            ("deleted", "step deleted"),
                            ("branch_added", "branch added"),
                            ("branch_changed", "branch changed"),
                            ("branch_moved", "branch moved"),
                            ("branch_deleted", "branch deleted"),
                            ("settings", "settings of the process changed"),
                            ("undone", "taken back"),
                        ],
                        max_length=20,
                        verbose_name="what",
                    ),
                ),
                ("step", models.CharField(blank=True, max_length=60, verbose_name="step")),
                ("about", models.CharField(blank=True, editable=False, max_length=60)),
                ("at", models.DateTimeField(default=core.clock.now, verbose_name="at")),
                ("before", models.JSONField(default=dict, editable=False)),
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
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="changes",
                        to="workflow.processversion",
                        verbose_name="version",
                    ),
                ),
            ],
            options={
                "verbose_name": "change of a drawing",
                "verbose_name_plural": "changes of drawings",
                "ordering": ["-id"],
                "default_permissions": (),
            },
        ),
        migrations.RunPython(protect, unprotect),
    ]
