import django.core.validators
import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import core.clock
import core.operation
import marketing.models.intake
from core.tables_migration import TablesMigration


class Migration(TablesMigration):
    replaces = [("marketing", "0001_leads"), ("marketing", "0002_market"), ("marketing", "0003_campaigns")]

    initial = True

    dependencies = [
        ("accounts", "0001_tables"),
        ("contacts", "0001_tables"),
    ]

    operations = [
        migrations.CreateModel(
            name="HistoricalLeadRule",
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
                    "sort",
                    models.PositiveIntegerField(
                        default=100, help_text="The first rule that fits counts.", verbose_name="order"
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="active")),
                (
                    "regions",
                    models.CharField(
                        blank=True,
                        help_text="Divided by commas; empty: any.",
                        max_length=300,
                        verbose_name="regions",
                    ),
                ),
                ("industry", models.CharField(blank=True, max_length=40, verbose_name="industry")),
                (
                    "channel",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("manual", "entered by hand"),
                            ("web", "web form"),
                            ("api", "API"),
                            ("import", "import"),
                            ("mail", "e-mail"),
                            ("market_info", "market information"),
                            ("campaign", "campaign"),
                        ],
                        max_length=12,
                        verbose_name="way in",
                    ),
                ),
                ("source_tag", models.CharField(blank=True, max_length=60, verbose_name="source tag")),
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
                (
                    "to_department",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The lead waits in its queue; its leader is told and gives it out.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="accounts.department",
                        verbose_name="or department",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical lead assignment rule",
                "verbose_name_plural": "historical lead assignment rules",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalWebForm",
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
                    "token",
                    models.CharField(
                        db_index=True,
                        default=marketing.models.intake.new_token,
                        editable=False,
                        max_length=40,
                        verbose_name="address",
                    ),
                ),
                ("title", models.CharField(max_length=120, verbose_name="heading")),
                ("intro", models.TextField(blank=True, verbose_name="introduction")),
                (
                    "consent_text",
                    models.CharField(
                        help_text="What people agree to before they send; kept with each lead.",
                        max_length=500,
                        verbose_name="consent text",
                    ),
                ),
                ("thanks", models.CharField(blank=True, max_length=300, verbose_name="thanks")),
                ("source", models.CharField(blank=True, max_length=40, verbose_name="source")),
                ("source_tag", models.CharField(blank=True, max_length=60, verbose_name="source tag")),
                (
                    "per_hour",
                    models.PositiveIntegerField(default=5, verbose_name="most leads an hour and address"),
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
                "verbose_name": "historical web form for leads",
                "verbose_name_plural": "historical web forms for leads",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Lead",
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
                ("title", models.CharField(max_length=120, verbose_name="subject")),
                ("company", models.CharField(max_length=120, verbose_name="company")),
                ("company_key", models.CharField(editable=False, max_length=120)),
                ("pinyin", models.CharField(blank=True, editable=False, max_length=300)),
                ("contact_name", models.CharField(blank=True, max_length=60, verbose_name="contact name")),
                ("job_title", models.CharField(blank=True, max_length=60, verbose_name="job title")),
                ("phone", models.CharField(blank=True, max_length=60, verbose_name="phone")),
                ("phone_digits", models.CharField(blank=True, editable=False, max_length=30)),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                ("region", models.CharField(blank=True, max_length=60, verbose_name="region")),
                ("industry", models.CharField(blank=True, max_length=40, verbose_name="industry")),
                (
                    "product_interest",
                    models.CharField(blank=True, max_length=200, verbose_name="product interest"),
                ),
                (
                    "est_amount",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=18,
                        null=True,
                        verbose_name="estimated amount (yuan)",
                    ),
                ),
                ("details", models.TextField(blank=True, verbose_name="details")),
                ("source", models.CharField(blank=True, max_length=40, verbose_name="source")),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("manual", "entered by hand"),
                            ("web", "web form"),
                            ("api", "API"),
                            ("import", "import"),
                            ("mail", "e-mail"),
                            ("market_info", "market information"),
                            ("campaign", "campaign"),
                        ],
                        default="manual",
                        editable=False,
                        max_length=12,
                        verbose_name="way in",
                    ),
                ),
                (
                    "source_tag",
                    models.CharField(blank=True, editable=False, max_length=60, verbose_name="source tag"),
                ),
                (
                    "consent",
                    models.CharField(blank=True, editable=False, max_length=500, verbose_name="consent"),
                ),
                (
                    "consent_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="consent given"),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("new", "new"),
                            ("assigned", "assigned"),
                            ("following", "in follow-up"),
                            ("converted", "converted"),
                            ("invalid", "invalid"),
                            ("closed", "closed"),
                        ],
                        default="new",
                        editable=False,
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                (
                    "assigned_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="given out"),
                ),
                (
                    "touched_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="last touched"),
                ),
                (
                    "escalation",
                    models.PositiveSmallIntegerField(default=0, editable=False, verbose_name="escalation"),
                ),
                (
                    "is_high_risk",
                    models.BooleanField(default=False, editable=False, verbose_name="high risk"),
                ),
                (
                    "converted_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="converted on"),
                ),
                (
                    "ended_reason",
                    models.CharField(blank=True, editable=False, max_length=200, verbose_name="reason"),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="leads",
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
                    "duplicate_of",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="marketing.lead",
                        verbose_name="looks like",
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
                    "rule",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="marketing.leadrule",
                        verbose_name="assignment rule",
                    ),
                ),
                (
                    "market_info",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="leads",
                        to="marketing.marketinfo",
                        verbose_name="market information",
                    ),
                ),
                (
                    "campaign",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="leads",
                        to="marketing.campaign",
                        verbose_name="campaign",
                    ),
                ),
            ],
            options={
                "verbose_name": "lead",
                "verbose_name_plural": "leads",
                "ordering": ["-id"],
                "permissions": [
                    ("export_lead", "Can export leads"),
                    ("import_lead", "Can import leads"),
                    ("assign_lead", "Can give leads to colleagues"),
                    ("convert_lead", "Can convert leads"),
                ],
                "indexes": [
                    models.Index(fields=["owner", "status", "-id"], name="lead_owner"),
                    models.Index(fields=["department", "-id"], name="lead_department"),
                    models.Index(fields=["status", "escalation", "id"], name="lead_escalation"),
                    models.Index(fields=["company_key"], name="lead_company"),
                    models.Index(fields=["phone_digits"], name="lead_phone"),
                    models.Index(fields=["-created_at", "-id"], name="lead_created"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("customer__isnull", False), ("status", "converted")),
                            models.Q(
                                models.Q(("status", "converted"), _negated=True), ("customer__isnull", True)
                            ),
                            _connector="OR",
                        ),
                        name="lead_converted_to_a_customer",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalLeadTouch",
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
                ("at", models.DateTimeField(verbose_name="time")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("phone", "phone call"),
                            ("email", "e-mail"),
                            ("wechat", "WeChat"),
                            ("meeting", "meeting"),
                            ("other", "other"),
                        ],
                        default="phone",
                        max_length=8,
                        verbose_name="kind",
                    ),
                ),
                ("text", models.TextField(verbose_name="what came of it")),
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
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
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
                    "lead",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="marketing.lead",
                        verbose_name="lead",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical touch of a lead",
                "verbose_name_plural": "historical touches of leads",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="LeadRule",
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
                    "sort",
                    models.PositiveIntegerField(
                        default=100, help_text="The first rule that fits counts.", verbose_name="order"
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="active")),
                (
                    "regions",
                    models.CharField(
                        blank=True,
                        help_text="Divided by commas; empty: any.",
                        max_length=300,
                        verbose_name="regions",
                    ),
                ),
                ("industry", models.CharField(blank=True, max_length=40, verbose_name="industry")),
                (
                    "channel",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("manual", "entered by hand"),
                            ("web", "web form"),
                            ("api", "API"),
                            ("import", "import"),
                            ("mail", "e-mail"),
                            ("market_info", "market information"),
                            ("campaign", "campaign"),
                        ],
                        max_length=12,
                        verbose_name="way in",
                    ),
                ),
                ("source_tag", models.CharField(blank=True, max_length=60, verbose_name="source tag")),
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
                    "last_given",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="last in turn",
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
                    "people",
                    models.ManyToManyField(
                        blank=True,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="people, in turn",
                    ),
                ),
                (
                    "to_department",
                    models.ForeignKey(
                        blank=True,
                        help_text="The lead waits in its queue; its leader is told and gives it out.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.department",
                        verbose_name="or department",
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
                "verbose_name": "lead assignment rule",
                "verbose_name_plural": "lead assignment rules",
                "ordering": ["sort", "id"],
            },
        ),
        migrations.CreateModel(
            name="HistoricalLead",
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
                ("title", models.CharField(max_length=120, verbose_name="subject")),
                ("company", models.CharField(max_length=120, verbose_name="company")),
                ("contact_name", models.CharField(blank=True, max_length=60, verbose_name="contact name")),
                ("job_title", models.CharField(blank=True, max_length=60, verbose_name="job title")),
                ("phone", models.CharField(blank=True, max_length=60, verbose_name="phone")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                ("region", models.CharField(blank=True, max_length=60, verbose_name="region")),
                ("industry", models.CharField(blank=True, max_length=40, verbose_name="industry")),
                (
                    "product_interest",
                    models.CharField(blank=True, max_length=200, verbose_name="product interest"),
                ),
                (
                    "est_amount",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=18,
                        null=True,
                        verbose_name="estimated amount (yuan)",
                    ),
                ),
                ("details", models.TextField(blank=True, verbose_name="details")),
                ("source", models.CharField(blank=True, max_length=40, verbose_name="source")),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("manual", "entered by hand"),
                            ("web", "web form"),
                            ("api", "API"),
                            ("import", "import"),
                            ("mail", "e-mail"),
                            ("market_info", "market information"),
                            ("campaign", "campaign"),
                        ],
                        default="manual",
                        editable=False,
                        max_length=12,
                        verbose_name="way in",
                    ),
                ),
                (
                    "source_tag",
                    models.CharField(blank=True, editable=False, max_length=60, verbose_name="source tag"),
                ),
                (
                    "consent",
                    models.CharField(blank=True, editable=False, max_length=500, verbose_name="consent"),
                ),
                (
                    "consent_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="consent given"),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("new", "new"),
                            ("assigned", "assigned"),
                            ("following", "in follow-up"),
                            ("converted", "converted"),
                            ("invalid", "invalid"),
                            ("closed", "closed"),
                        ],
                        default="new",
                        editable=False,
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                (
                    "assigned_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="given out"),
                ),
                (
                    "touched_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="last touched"),
                ),
                (
                    "escalation",
                    models.PositiveSmallIntegerField(default=0, editable=False, verbose_name="escalation"),
                ),
                (
                    "is_high_risk",
                    models.BooleanField(default=False, editable=False, verbose_name="high risk"),
                ),
                (
                    "converted_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="converted on"),
                ),
                (
                    "ended_reason",
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
                        editable=False,
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
                        editable=False,
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
                    "duplicate_of",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="marketing.lead",
                        verbose_name="looks like",
                    ),
                ),
                (
                    "rule",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="marketing.leadrule",
                        verbose_name="assignment rule",
                    ),
                ),
                (
                    "market_info",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="marketing.marketinfo",
                        verbose_name="market information",
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
            ],
            options={
                "verbose_name": "historical lead",
                "verbose_name_plural": "historical leads",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="LeadTouch",
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
                ("at", models.DateTimeField(verbose_name="time")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("phone", "phone call"),
                            ("email", "e-mail"),
                            ("wechat", "WeChat"),
                            ("meeting", "meeting"),
                            ("other", "other"),
                        ],
                        default="phone",
                        max_length=8,
                        verbose_name="kind",
                    ),
                ),
                ("text", models.TextField(verbose_name="what came of it")),
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
                    "lead",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="touches",
                        to="marketing.lead",
                        verbose_name="lead",
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
                "verbose_name": "touch of a lead",
                "verbose_name_plural": "touches of leads",
                "ordering": ["-at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="WebForm",
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
                    "token",
                    models.CharField(
                        default=marketing.models.intake.new_token,
                        editable=False,
                        max_length=40,
                        unique=True,
                        verbose_name="address",
                    ),
                ),
                ("title", models.CharField(max_length=120, verbose_name="heading")),
                ("intro", models.TextField(blank=True, verbose_name="introduction")),
                (
                    "consent_text",
                    models.CharField(
                        help_text="What people agree to before they send; kept with each lead.",
                        max_length=500,
                        verbose_name="consent text",
                    ),
                ),
                ("thanks", models.CharField(blank=True, max_length=300, verbose_name="thanks")),
                ("source", models.CharField(blank=True, max_length=40, verbose_name="source")),
                ("source_tag", models.CharField(blank=True, max_length=60, verbose_name="source tag")),
                (
                    "per_hour",
                    models.PositiveIntegerField(default=5, verbose_name="most leads an hour and address"),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="active")),
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
                "verbose_name": "web form for leads",
                "verbose_name_plural": "web forms for leads",
                "ordering": ["name", "id"],
            },
        ),
        migrations.CreateModel(
            name="WebSubmission",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(default=core.clock.now, verbose_name="time")),
                ("origin", models.CharField(max_length=64)),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("taken", "taken in"),
                            ("trapped", "sent by a machine"),
                            ("limited", "too many"),
                        ],
                        max_length=8,
                        verbose_name="outcome",
                    ),
                ),
                (
                    "form",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="submissions",
                        to="marketing.webform",
                    ),
                ),
                (
                    "lead",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="marketing.lead",
                    ),
                ),
            ],
            options={
                "verbose_name": "posting of a web form",
                "verbose_name_plural": "postings of web forms",
                "ordering": ["-id"],
                "indexes": [models.Index(fields=["form", "origin", "at"], name="web_submission_rate")],
            },
        ),
        migrations.CreateModel(
            name="OwnCompany",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="company")),
                ("name_en", models.CharField(blank=True, max_length=160, verbose_name="name in English")),
                (
                    "usci",
                    models.CharField(blank=True, max_length=18, verbose_name="unified social credit code"),
                ),
                (
                    "legal_person",
                    models.CharField(blank=True, max_length=60, verbose_name="legal representative"),
                ),
                ("founded", models.DateField(blank=True, null=True, verbose_name="founded on")),
                ("address", models.CharField(blank=True, max_length=200, verbose_name="address")),
                (
                    "address_en",
                    models.CharField(blank=True, max_length=300, verbose_name="address in English"),
                ),
                ("phone", models.CharField(blank=True, max_length=60, verbose_name="phone")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                ("site", models.CharField(blank=True, max_length=200, verbose_name="website")),
                ("bank", models.CharField(blank=True, max_length=200, verbose_name="bank and account")),
                ("business", models.TextField(blank=True, verbose_name="what we make")),
                ("strengths", models.TextField(blank=True, verbose_name="what we are good at")),
                ("certificates", models.TextField(blank=True, verbose_name="certificates")),
                ("references", models.TextField(blank=True, verbose_name="references")),
                (
                    "updated_at",
                    models.DateTimeField(default=core.clock.now, editable=False, verbose_name="updated"),
                ),
            ],
            options={
                "verbose_name": "own company",
                "verbose_name_plural": "own company",
            },
        ),
        migrations.CreateModel(
            name="Competitor",
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
                ("name", models.CharField(max_length=120, verbose_name="competitor")),
                ("name_key", models.CharField(editable=False, max_length=120)),
                ("pinyin", models.CharField(blank=True, editable=False, max_length=300)),
                ("short_name", models.CharField(blank=True, max_length=60, verbose_name="short name")),
                ("country", models.CharField(blank=True, max_length=60, verbose_name="country")),
                ("city", models.CharField(blank=True, max_length=60, verbose_name="city")),
                ("site", models.CharField(blank=True, max_length=200, verbose_name="website")),
                ("products", models.TextField(blank=True, verbose_name="what it sells")),
                ("strength", models.TextField(blank=True, verbose_name="strengths")),
                ("weakness", models.TextField(blank=True, verbose_name="weaknesses")),
                ("strategy", models.TextField(blank=True, verbose_name="how we meet it")),
                (
                    "price_level",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("lower", "lower than ours"),
                            ("equal", "about ours"),
                            ("higher", "higher than ours"),
                        ],
                        max_length=6,
                        verbose_name="price level",
                    ),
                ),
                (
                    "threat",
                    models.CharField(
                        blank=True,
                        choices=[("low", "low"), ("medium", "medium"), ("high", "high")],
                        max_length=6,
                        verbose_name="threat",
                    ),
                ),
                (
                    "is_shared",
                    models.BooleanField(
                        default=False,
                        help_text="All who may read competitors see it.",
                        verbose_name="shared with the house",
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
                "verbose_name": "competitor",
                "verbose_name_plural": "competitors",
                "ordering": ["pinyin", "id"],
                "permissions": [
                    ("export_competitor", "Can export competitors"),
                    ("import_competitor", "Can import competitors"),
                    ("share_competitor", "Can share competitors with the house"),
                ],
                "indexes": [models.Index(fields=["pinyin", "id"], name="competitor_pinyin")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_deleted", False)),
                        fields=("name_key",),
                        name="competitor_name_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CompetitorProduct",
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
                ("name", models.CharField(max_length=120, verbose_name="competing product")),
                ("spec", models.CharField(blank=True, max_length=300, verbose_name="specification")),
                (
                    "price",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=18, null=True, verbose_name="price"
                    ),
                ),
                ("currency", models.CharField(default="CNY", max_length=3, verbose_name="currency")),
                ("observed_on", models.DateField(blank=True, null=True, verbose_name="observed on")),
                ("evidence", models.CharField(blank=True, max_length=300, verbose_name="evidence")),
                ("comparison", models.TextField(blank=True, verbose_name="compared with ours")),
                (
                    "competitor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="product_rows",
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
                "verbose_name": "competing product",
                "verbose_name_plural": "competing products",
                "ordering": ["name", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_deleted", False)),
                        fields=("competitor", "name"),
                        name="competitor_product_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CompetitorSighting",
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
                    "share_percent",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(100),
                        ],
                        verbose_name="share of the customer (%)",
                    ),
                ),
                ("products", models.CharField(blank=True, max_length=200, verbose_name="with what")),
                ("seen_on", models.DateField(verbose_name="seen on")),
                ("notes", models.TextField(blank=True, verbose_name="notes")),
                (
                    "competitor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sightings",
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
                    "customer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="competitor_sightings",
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
                "verbose_name": "competitor seen at a customer",
                "verbose_name_plural": "competitors seen at customers",
                "ordering": ["-seen_on", "-id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_deleted", False)),
                        fields=("customer", "competitor"),
                        name="competitor_sighting_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalCompetitor",
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
                ("name", models.CharField(max_length=120, verbose_name="competitor")),
                ("short_name", models.CharField(blank=True, max_length=60, verbose_name="short name")),
                ("country", models.CharField(blank=True, max_length=60, verbose_name="country")),
                ("city", models.CharField(blank=True, max_length=60, verbose_name="city")),
                ("site", models.CharField(blank=True, max_length=200, verbose_name="website")),
                ("products", models.TextField(blank=True, verbose_name="what it sells")),
                ("strength", models.TextField(blank=True, verbose_name="strengths")),
                ("weakness", models.TextField(blank=True, verbose_name="weaknesses")),
                ("strategy", models.TextField(blank=True, verbose_name="how we meet it")),
                (
                    "price_level",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("lower", "lower than ours"),
                            ("equal", "about ours"),
                            ("higher", "higher than ours"),
                        ],
                        max_length=6,
                        verbose_name="price level",
                    ),
                ),
                (
                    "threat",
                    models.CharField(
                        blank=True,
                        choices=[("low", "low"), ("medium", "medium"), ("high", "high")],
                        max_length=6,
                        verbose_name="threat",
                    ),
                ),
                (
                    "is_shared",
                    models.BooleanField(
                        default=False,
                        help_text="All who may read competitors see it.",
                        verbose_name="shared with the house",
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
                "verbose_name": "historical competitor",
                "verbose_name_plural": "historical competitors",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalCompetitorProduct",
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
                ("name", models.CharField(max_length=120, verbose_name="competing product")),
                ("spec", models.CharField(blank=True, max_length=300, verbose_name="specification")),
                (
                    "price",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=18, null=True, verbose_name="price"
                    ),
                ),
                ("currency", models.CharField(default="CNY", max_length=3, verbose_name="currency")),
                ("observed_on", models.DateField(blank=True, null=True, verbose_name="observed on")),
                ("evidence", models.CharField(blank=True, max_length=300, verbose_name="evidence")),
                ("comparison", models.TextField(blank=True, verbose_name="compared with ours")),
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
            ],
            options={
                "verbose_name": "historical competing product",
                "verbose_name_plural": "historical competing products",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalCompetitorSighting",
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
                    "share_percent",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(100),
                        ],
                        verbose_name="share of the customer (%)",
                    ),
                ),
                ("products", models.CharField(blank=True, max_length=200, verbose_name="with what")),
                ("seen_on", models.DateField(verbose_name="seen on")),
                ("notes", models.TextField(blank=True, verbose_name="notes")),
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
                "verbose_name": "historical competitor seen at a customer",
                "verbose_name_plural": "historical competitors seen at customers",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalMarketInfo",
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
                ("title", models.CharField(max_length=120, verbose_name="title")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("feedback", "market feedback"),
                            ("competition", "moves of competitors"),
                            ("policy", "policy"),
                            ("tender", "tender"),
                            ("price", "prices"),
                        ],
                        default="feedback",
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("body", models.TextField(blank=True, verbose_name="what is known")),
                ("source", models.CharField(blank=True, max_length=120, verbose_name="source")),
                ("heard_on", models.DateField(blank=True, null=True, verbose_name="heard on")),
                (
                    "credibility",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "1 rumour"),
                            (2, "2 doubtful"),
                            (3, "3 plausible"),
                            (4, "4 reliable"),
                            (5, "5 proven"),
                        ],
                        default=3,
                        verbose_name="credibility",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("pending", "waits for review"),
                            ("adopted", "adopted"),
                            ("rejected", "not adopted"),
                            ("lead", "became a lead"),
                        ],
                        default="pending",
                        editable=False,
                        max_length=8,
                        verbose_name="status",
                    ),
                ),
                (
                    "is_shared",
                    models.BooleanField(default=False, editable=False, verbose_name="shared with the house"),
                ),
                (
                    "reviewed_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="reviewed"),
                ),
                (
                    "opinion",
                    models.CharField(blank=True, editable=False, max_length=300, verbose_name="opinion"),
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
                    "reviewer",
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
            ],
            options={
                "verbose_name": "historical market information",
                "verbose_name_plural": "historical market information",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalOwnCompany",
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
                ("name", models.CharField(max_length=120, verbose_name="company")),
                ("name_en", models.CharField(blank=True, max_length=160, verbose_name="name in English")),
                (
                    "usci",
                    models.CharField(blank=True, max_length=18, verbose_name="unified social credit code"),
                ),
                (
                    "legal_person",
                    models.CharField(blank=True, max_length=60, verbose_name="legal representative"),
                ),
                ("founded", models.DateField(blank=True, null=True, verbose_name="founded on")),
                ("address", models.CharField(blank=True, max_length=200, verbose_name="address")),
                (
                    "address_en",
                    models.CharField(blank=True, max_length=300, verbose_name="address in English"),
                ),
                ("phone", models.CharField(blank=True, max_length=60, verbose_name="phone")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                ("site", models.CharField(blank=True, max_length=200, verbose_name="website")),
                ("bank", models.CharField(blank=True, max_length=200, verbose_name="bank and account")),
                ("business", models.TextField(blank=True, verbose_name="what we make")),
                ("strengths", models.TextField(blank=True, verbose_name="what we are good at")),
                ("certificates", models.TextField(blank=True, verbose_name="certificates")),
                ("references", models.TextField(blank=True, verbose_name="references")),
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
                "verbose_name": "historical own company",
                "verbose_name_plural": "historical own company",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="MarketInfo",
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
                ("title", models.CharField(max_length=120, verbose_name="title")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("feedback", "market feedback"),
                            ("competition", "moves of competitors"),
                            ("policy", "policy"),
                            ("tender", "tender"),
                            ("price", "prices"),
                        ],
                        default="feedback",
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("body", models.TextField(blank=True, verbose_name="what is known")),
                ("source", models.CharField(blank=True, max_length=120, verbose_name="source")),
                ("heard_on", models.DateField(blank=True, null=True, verbose_name="heard on")),
                (
                    "credibility",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "1 rumour"),
                            (2, "2 doubtful"),
                            (3, "3 plausible"),
                            (4, "4 reliable"),
                            (5, "5 proven"),
                        ],
                        default=3,
                        verbose_name="credibility",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("pending", "waits for review"),
                            ("adopted", "adopted"),
                            ("rejected", "not adopted"),
                            ("lead", "became a lead"),
                        ],
                        default="pending",
                        editable=False,
                        max_length=8,
                        verbose_name="status",
                    ),
                ),
                (
                    "is_shared",
                    models.BooleanField(default=False, editable=False, verbose_name="shared with the house"),
                ),
                (
                    "reviewed_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="reviewed"),
                ),
                (
                    "opinion",
                    models.CharField(blank=True, editable=False, max_length=300, verbose_name="opinion"),
                ),
                (
                    "competitor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="market_infos",
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
                    "customer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="market_infos",
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
                    "reviewer",
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
                "verbose_name": "market information",
                "verbose_name_plural": "market information",
                "ordering": ["-id"],
                "permissions": [
                    ("export_marketinfo", "Can export market information"),
                    ("import_marketinfo", "Can import market information"),
                    ("review_marketinfo", "Can review market information"),
                ],
                "indexes": [
                    models.Index(fields=["status", "-created_at"], name="market_info_status"),
                    models.Index(fields=["owner", "-created_at"], name="market_info_owner"),
                    models.Index(fields=["-created_at", "-id"], name="market_info_created"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Campaign",
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
                ("code", models.CharField(blank=True, max_length=30, unique=True, verbose_name="number")),
                ("name", models.CharField(max_length=120, verbose_name="campaign")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("fair", "fair"),
                            ("seminar", "seminar"),
                            ("advertisement", "advertisement"),
                            ("mailing", "mailing"),
                            ("roadshow", "roadshow"),
                            ("exchange", "technical exchange"),
                            ("visits", "round of visits"),
                        ],
                        default="seminar",
                        max_length=14,
                        verbose_name="kind",
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(verbose_name="until")),
                ("place", models.CharField(blank=True, max_length=120, verbose_name="place")),
                (
                    "budget",
                    models.DecimalField(
                        decimal_places=2, default=0, max_digits=18, verbose_name="budget (yuan)"
                    ),
                ),
                (
                    "expected",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="expected participants"),
                ),
                ("goal", models.TextField(blank=True, verbose_name="goal")),
                ("plan", models.TextField(blank=True, verbose_name="plan")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("planned", "being planned"),
                            ("approving", "in approval"),
                            ("running", "running"),
                            ("review", "being reviewed"),
                            ("closed", "closed"),
                        ],
                        default="planned",
                        editable=False,
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("summary", models.TextField(blank=True, editable=False, verbose_name="summary")),
                (
                    "attributed_profit",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        editable=False,
                        max_digits=18,
                        null=True,
                        verbose_name="gross profit attributed (yuan)",
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
                "verbose_name": "campaign",
                "verbose_name_plural": "campaigns",
                "ordering": ["-starts_on", "-id"],
                "permissions": [
                    ("export_campaign", "Can export campaigns"),
                    ("import_campaign", "Can import campaigns"),
                ],
                "indexes": [
                    models.Index(fields=["-starts_on", "-id"], name="campaign_starts"),
                    models.Index(fields=["owner", "-starts_on"], name="campaign_owner"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                        name="campaign_ends_after_start",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("budget__gte", 0)), name="campaign_budget_positive"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CampaignCost",
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
                            ("venue", "venue and stand"),
                            ("travel", "travel"),
                            ("material", "material"),
                            ("gift", "gifts and meals"),
                            ("media", "media"),
                            ("other", "other"),
                        ],
                        default="other",
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                (
                    "amount",
                    models.DecimalField(decimal_places=2, max_digits=18, verbose_name="amount (yuan)"),
                ),
                ("spent_on", models.DateField(verbose_name="spent on")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="costs",
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
                "verbose_name": "campaign cost",
                "verbose_name_plural": "campaign costs",
                "ordering": ["-spent_on", "-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("amount__gt", 0)), name="campaign_cost_positive"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CampaignMember",
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
                    "status",
                    models.CharField(
                        choices=[
                            ("target", "target"),
                            ("invited", "invited"),
                            ("accepted", "will come"),
                            ("declined", "will not come"),
                            ("attended", "was there"),
                            ("absent", "was not there"),
                        ],
                        default="target",
                        max_length=8,
                        verbose_name="participation",
                    ),
                ),
                (
                    "invited_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="invited"),
                ),
                (
                    "rating",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(5),
                        ],
                        verbose_name="rating (1–5)",
                    ),
                ),
                ("feedback", models.TextField(blank=True, verbose_name="feedback")),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="members",
                        to="marketing.campaign",
                        verbose_name="campaign",
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="campaign_members",
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
                        related_name="campaign_members",
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
                "verbose_name": "campaign member",
                "verbose_name_plural": "campaign members",
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("contact__isnull", False), ("is_deleted", False)),
                        fields=("campaign", "contact"),
                        name="campaign_person_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("contact__isnull", True), ("is_deleted", False)),
                        fields=("campaign", "customer"),
                        name="campaign_customer_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalCampaign",
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
                ("code", models.CharField(blank=True, db_index=True, max_length=30, verbose_name="number")),
                ("name", models.CharField(max_length=120, verbose_name="campaign")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("fair", "fair"),
                            ("seminar", "seminar"),
                            ("advertisement", "advertisement"),
                            ("mailing", "mailing"),
                            ("roadshow", "roadshow"),
                            ("exchange", "technical exchange"),
                            ("visits", "round of visits"),
                        ],
                        default="seminar",
                        max_length=14,
                        verbose_name="kind",
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(verbose_name="until")),
                ("place", models.CharField(blank=True, max_length=120, verbose_name="place")),
                (
                    "budget",
                    models.DecimalField(
                        decimal_places=2, default=0, max_digits=18, verbose_name="budget (yuan)"
                    ),
                ),
                (
                    "expected",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="expected participants"),
                ),
                ("goal", models.TextField(blank=True, verbose_name="goal")),
                ("plan", models.TextField(blank=True, verbose_name="plan")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("planned", "being planned"),
                            ("approving", "in approval"),
                            ("running", "running"),
                            ("review", "being reviewed"),
                            ("closed", "closed"),
                        ],
                        default="planned",
                        editable=False,
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("summary", models.TextField(blank=True, editable=False, verbose_name="summary")),
                (
                    "attributed_profit",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        editable=False,
                        max_digits=18,
                        null=True,
                        verbose_name="gross profit attributed (yuan)",
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
                "verbose_name": "historical campaign",
                "verbose_name_plural": "historical campaigns",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalCampaignCost",
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
                            ("venue", "venue and stand"),
                            ("travel", "travel"),
                            ("material", "material"),
                            ("gift", "gifts and meals"),
                            ("media", "media"),
                            ("other", "other"),
                        ],
                        default="other",
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                (
                    "amount",
                    models.DecimalField(decimal_places=2, max_digits=18, verbose_name="amount (yuan)"),
                ),
                ("spent_on", models.DateField(verbose_name="spent on")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
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
                "verbose_name": "historical campaign cost",
                "verbose_name_plural": "historical campaign costs",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalCampaignMember",
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
                    "status",
                    models.CharField(
                        choices=[
                            ("target", "target"),
                            ("invited", "invited"),
                            ("accepted", "will come"),
                            ("declined", "will not come"),
                            ("attended", "was there"),
                            ("absent", "was not there"),
                        ],
                        default="target",
                        max_length=8,
                        verbose_name="participation",
                    ),
                ),
                (
                    "invited_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="invited"),
                ),
                (
                    "rating",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(5),
                        ],
                        verbose_name="rating (1–5)",
                    ),
                ),
                ("feedback", models.TextField(blank=True, verbose_name="feedback")),
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
                "verbose_name": "historical campaign member",
                "verbose_name_plural": "historical campaign members",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
    ]
