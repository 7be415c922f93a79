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
        ("contacts", "0001_tables"),
        ("records", "0001_tables"),
        ("sales", "0301_inquiries"),
    ]

    operations = [
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
    ]
