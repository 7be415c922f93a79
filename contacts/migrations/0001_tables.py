import django.core.validators
import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import contacts.models.pool
import core.clock
import core.operation
from core.tables_migration import TablesMigration


class Migration(TablesMigration):
    replaces = [
        ("contacts", "0001_initial"),
        ("contacts", "0002_longer_unit_paths"),
        ("contacts", "0003_ownership"),
        ("contacts", "0004_lending"),
        ("contacts", "0005_ownership_requests"),
    ]

    initial = True

    dependencies = [
        ("accounts", "0001_tables"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.CreateModel(
            name="RelationType",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(max_length=40, unique=True, verbose_name="code")),
                ("name", models.CharField(max_length=40, verbose_name="name")),
                (
                    "inverse_name",
                    models.CharField(blank=True, max_length=40, verbose_name="name from the other end"),
                ),
                ("name_en", models.CharField(blank=True, max_length=40, verbose_name="English name")),
                (
                    "inverse_name_en",
                    models.CharField(
                        blank=True, max_length=40, verbose_name="English name from the other end"
                    ),
                ),
                (
                    "applies",
                    models.CharField(
                        choices=[
                            ("people", "person and person"),
                            ("person_company", "person and company"),
                            ("companies", "company and company"),
                        ],
                        max_length=14,
                        verbose_name="joins",
                    ),
                ),
                ("is_symmetric", models.BooleanField(default=False, verbose_name="the same from both ends")),
                (
                    "is_control",
                    models.BooleanField(
                        default=False, help_text="Counts for the group roll-up.", verbose_name="means control"
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="active")),
            ],
            options={
                "verbose_name": "relation type",
                "verbose_name_plural": "relation types",
                "ordering": ["applies", "id"],
            },
        ),
        migrations.CreateModel(
            name="Contact",
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
                ("code", models.CharField(blank=True, max_length=40, verbose_name="contact number")),
                ("name", models.CharField(max_length=60, verbose_name="contact name")),
                ("pinyin", models.CharField(blank=True, editable=False, max_length=200)),
                (
                    "gender",
                    models.CharField(
                        blank=True,
                        choices=[("male", "male"), ("female", "female")],
                        max_length=6,
                        verbose_name="gender",
                    ),
                ),
                ("job_title", models.CharField(blank=True, max_length=80, verbose_name="job title")),
                ("mobile", models.CharField(blank=True, max_length=60, verbose_name="mobile")),
                ("mobile_key", models.CharField(blank=True, editable=False, max_length=30)),
                ("phone", models.CharField(blank=True, max_length=60, verbose_name="phone")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                ("wechat", models.CharField(blank=True, max_length=60, verbose_name="WeChat")),
                ("address", models.CharField(blank=True, max_length=200, verbose_name="address")),
                (
                    "birth_year",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="year of birth"),
                ),
                (
                    "birth_month",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="month of birth"),
                ),
                (
                    "birth_day",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="day of birth"),
                ),
                (
                    "birthday_calendar",
                    models.CharField(
                        choices=[("solar", "solar"), ("lunar", "lunar")],
                        default="solar",
                        max_length=5,
                        verbose_name="birthday calendar",
                    ),
                ),
                ("is_leap_month", models.BooleanField(default=False, verbose_name="leap month")),
                (
                    "preferred_channel",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("phone", "phone"),
                            ("wechat", "WeChat"),
                            ("email", "e-mail"),
                            ("visit", "visit"),
                        ],
                        max_length=10,
                        verbose_name="preferred channel",
                    ),
                ),
                ("native_place", models.CharField(blank=True, max_length=80, verbose_name="native place")),
                ("education", models.CharField(blank=True, max_length=120, verbose_name="education")),
                (
                    "marital_status",
                    models.CharField(blank=True, max_length=20, verbose_name="marital status"),
                ),
                ("hobbies", models.CharField(blank=True, max_length=200, verbose_name="hobbies")),
                ("diet", models.CharField(blank=True, max_length=200, verbose_name="diet")),
                ("taboo", models.CharField(blank=True, max_length=200, verbose_name="taboo")),
                ("notes", models.TextField(blank=True, verbose_name="notes")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("active", "in post"),
                            ("moved", "moved"),
                            ("left", "left"),
                            ("retired", "retired"),
                        ],
                        default="active",
                        max_length=8,
                        verbose_name="status",
                    ),
                ),
                (
                    "next_follow_on",
                    models.DateField(blank=True, editable=False, null=True, verbose_name="next contact"),
                ),
                (
                    "last_follow_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="last follow-up"
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
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged_from",
                        to="contacts.contact",
                        verbose_name="merged into",
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
                    "customer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contacts",
                        to="contacts.customer",
                        verbose_name="customer",
                    ),
                ),
            ],
            options={
                "verbose_name": "contact",
                "verbose_name_plural": "contacts",
                "ordering": ["pinyin", "id"],
                "permissions": [
                    ("export_contact", "Can export contacts"),
                    ("import_contact", "Can import contacts"),
                    ("reveal_contact", "Reads phone and mail in full"),
                    ("unmask_contact", "May unmask phone and mail one by one, logged"),
                    ("sensitive_contact", "Reads interests and background of people"),
                    ("merge_contact", "Can merge duplicate contacts"),
                ],
                "indexes": [
                    models.Index(fields=["pinyin", "id"], name="contact_pinyin"),
                    models.Index(fields=["customer", "pinyin", "id"], name="contact_customer"),
                    models.Index(fields=["mobile_key"], name="contact_mobile"),
                    models.Index(
                        fields=["birth_month", "birth_day", "birthday_calendar"], name="contact_birthday"
                    ),
                    models.Index(fields=["next_follow_on", "id"], name="contact_next"),
                    models.Index(fields=["-created_at", "-id"], name="contact_created"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("birth_month__isnull", True), ("birth_month__range", (1, 12)), _connector="OR"
                        ),
                        name="contact_birth_month",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("birth_day__isnull", True), ("birth_day__range", (1, 31)), _connector="OR"
                        ),
                        name="contact_birth_day",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("is_deleted", False), models.Q(("code", ""), _negated=True)),
                        fields=("customer", "code"),
                        name="contact_code_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ContactFamily",
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
                    "relation",
                    models.CharField(
                        choices=[
                            ("spouse", "spouse"),
                            ("child", "child"),
                            ("parent", "parent"),
                            ("sibling", "sibling"),
                            ("other", "other"),
                        ],
                        max_length=10,
                        verbose_name="relation",
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        help_text="For children only a form of address.",
                        max_length=60,
                        verbose_name="form of address",
                    ),
                ),
                ("school_stage", models.CharField(blank=True, max_length=40, verbose_name="school stage")),
                (
                    "birth_month",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="month of birth"),
                ),
                (
                    "birth_day",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="day of birth"),
                ),
                ("phone", models.CharField(blank=True, max_length=60, verbose_name="phone")),
                ("hobbies", models.CharField(blank=True, max_length=200, verbose_name="hobbies")),
                ("remark", models.CharField(blank=True, max_length=200, verbose_name="remark")),
                (
                    "source",
                    models.CharField(blank=True, max_length=80, verbose_name="source of the information"),
                ),
                (
                    "consent",
                    models.CharField(
                        choices=[("none", "not obtained"), ("oral", "oral"), ("written", "written")],
                        default="none",
                        max_length=8,
                        verbose_name="consent",
                    ),
                ),
                ("purpose", models.CharField(max_length=120, verbose_name="purpose")),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="family",
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
                "verbose_name": "family member",
                "verbose_name_plural": "family members",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Customer",
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
                    "code",
                    models.CharField(blank=True, max_length=30, unique=True, verbose_name="customer number"),
                ),
                ("name", models.CharField(max_length=120, verbose_name="customer name")),
                ("name_key", models.CharField(editable=False, max_length=120)),
                ("short_name", models.CharField(blank=True, max_length=60, verbose_name="short name")),
                ("pinyin", models.CharField(blank=True, editable=False, max_length=300)),
                (
                    "usci",
                    models.CharField(
                        blank=True, max_length=18, null=True, verbose_name="unified social credit code"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("enterprise", "enterprise"),
                            ("government", "government"),
                            ("institution", "public institution"),
                            ("overseas", "overseas company"),
                            ("other", "other"),
                        ],
                        default="enterprise",
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("industry", models.CharField(blank=True, max_length=40, verbose_name="industry")),
                (
                    "market_type",
                    models.CharField(
                        choices=[("internal", "internal market"), ("external", "external market")],
                        default="external",
                        max_length=10,
                        verbose_name="market",
                    ),
                ),
                (
                    "region_type",
                    models.CharField(
                        choices=[("domestic", "domestic"), ("overseas", "overseas")],
                        default="domestic",
                        max_length=10,
                        verbose_name="domestic or overseas",
                    ),
                ),
                ("country", models.CharField(blank=True, max_length=60, verbose_name="country")),
                ("city", models.CharField(blank=True, max_length=60, verbose_name="city")),
                (
                    "legal_person",
                    models.CharField(blank=True, max_length=60, verbose_name="legal representative"),
                ),
                (
                    "reg_address",
                    models.CharField(blank=True, max_length=200, verbose_name="registered address"),
                ),
                ("biz_scope", models.TextField(blank=True, verbose_name="business scope")),
                ("main_business", models.CharField(blank=True, max_length=200, verbose_name="main business")),
                ("site", models.CharField(blank=True, max_length=200, verbose_name="website")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                ("phone", models.CharField(blank=True, max_length=60, verbose_name="phone")),
                ("fax", models.CharField(blank=True, max_length=60, verbose_name="fax")),
                (
                    "reg_capital",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=18,
                        null=True,
                        verbose_name="registered capital (yuan)",
                    ),
                ),
                ("founded", models.DateField(blank=True, null=True, verbose_name="founded on")),
                ("scale", models.CharField(blank=True, max_length=40, verbose_name="size")),
                (
                    "annual_revenue",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=18,
                        null=True,
                        verbose_name="annual revenue (yuan)",
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=40, verbose_name="source")),
                (
                    "lifecycle",
                    models.CharField(
                        choices=[
                            ("lead", "lead"),
                            ("prospect", "prospect"),
                            ("developing", "developing"),
                            ("active", "active"),
                            ("dormant", "dormant"),
                            ("lost", "lost"),
                            ("blacklisted", "blacklisted"),
                        ],
                        default="prospect",
                        max_length=12,
                        verbose_name="lifecycle",
                    ),
                ),
                (
                    "tier",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("vip", "VIP"),
                            ("important", "important"),
                            ("ordinary", "ordinary"),
                            ("small", "small"),
                        ],
                        max_length=10,
                        verbose_name="tier",
                    ),
                ),
                ("credit", models.CharField(blank=True, max_length=4, verbose_name="credit grade")),
                ("is_key_account", models.BooleanField(default=False, verbose_name="key account")),
                (
                    "deal_status",
                    models.CharField(
                        choices=[("none", "no deal yet"), ("dealt", "dealt")],
                        default="none",
                        editable=False,
                        max_length=6,
                        verbose_name="deal state",
                    ),
                ),
                (
                    "owner_since",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="owned since"),
                ),
                (
                    "last_follow_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="last follow-up"
                    ),
                ),
                (
                    "next_follow_on",
                    models.DateField(blank=True, editable=False, null=True, verbose_name="next contact"),
                ),
                (
                    "last_effective_follow_on",
                    models.DateField(
                        blank=True, editable=False, null=True, verbose_name="last effective follow-up"
                    ),
                ),
                (
                    "latitude",
                    models.DecimalField(
                        blank=True, decimal_places=6, max_digits=9, null=True, verbose_name="latitude"
                    ),
                ),
                (
                    "longitude",
                    models.DecimalField(
                        blank=True, decimal_places=6, max_digits=9, null=True, verbose_name="longitude"
                    ),
                ),
                ("radius_m", models.PositiveIntegerField(default=500, verbose_name="visit radius (m)")),
                ("notes", models.TextField(blank=True, verbose_name="notes")),
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
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged_from",
                        to="contacts.customer",
                        verbose_name="merged into",
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
                    "primary_contact",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="contacts.contact",
                        verbose_name="primary contact",
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
                    "locked_until",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="locked until"),
                ),
                (
                    "pooled_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="in the pool since"
                    ),
                ),
                (
                    "pool",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="customers",
                        to="contacts.publicpool",
                        verbose_name="public pool",
                    ),
                ),
            ],
            options={
                "verbose_name": "customer",
                "verbose_name_plural": "customers",
                "ordering": ["pinyin", "id"],
                "permissions": [
                    ("export_customer", "Can export customers"),
                    ("import_customer", "Can import customers"),
                    ("transfer_customer", "Can change a customer's owner"),
                    ("share_customer", "Can share customers"),
                    ("merge_customer", "Can merge duplicate customers"),
                    ("release_customer", "Can give a customer up to the public pool"),
                    ("recall_customer", "Can recall a customer to the public pool"),
                    ("lock_customer", "Can lock a customer against recall"),
                    ("lend_customer", "Can lend a customer to a colleague"),
                    ("assign_customer", "Can give customers without owner to a colleague"),
                ],
                "indexes": [
                    models.Index(fields=["pinyin", "id"], name="customer_pinyin"),
                    models.Index(fields=["owner", "next_follow_on", "id"], name="customer_owner_next"),
                    models.Index(fields=["department", "pinyin"], name="customer_department"),
                    models.Index(fields=["next_follow_on", "id"], name="customer_next"),
                    models.Index(fields=["-last_follow_at", "-id"], name="customer_last_follow"),
                    models.Index(fields=["-created_at", "-id"], name="customer_created"),
                    models.Index(
                        condition=models.Q(("pool__isnull", False)),
                        fields=["pool", "-pooled_at", "id"],
                        name="customer_pool",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_deleted", False)),
                        fields=("name_key",),
                        name="customer_name_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("is_deleted", False), ("usci__isnull", False)),
                        fields=("usci",),
                        name="customer_usci_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("owner__isnull", True), ("pool__isnull", True), _connector="OR"),
                        name="owner_or_pool",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AccountTeamMember",
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
                    "role",
                    models.CharField(
                        choices=[
                            ("grm", "global relationship manager"),
                            ("rrm", "regional relationship manager"),
                            ("pm", "project manager"),
                            ("technical", "technical support"),
                            ("commercial", "commercial"),
                            ("service", "customer service"),
                            ("finance", "finance"),
                            ("sponsor", "executive sponsor"),
                        ],
                        max_length=10,
                        verbose_name="team role",
                    ),
                ),
                ("region", models.CharField(blank=True, max_length=40, verbose_name="region")),
                (
                    "rights",
                    models.CharField(
                        choices=[
                            ("read", "read"),
                            ("write", "read and write"),
                            ("approve", "read and take part in approvals"),
                        ],
                        default="read",
                        max_length=8,
                        verbose_name="rights",
                    ),
                ),
                ("expires_at", models.DateTimeField(blank=True, null=True, verbose_name="expires")),
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
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="team_places",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="colleague",
                    ),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="team",
                        to="contacts.customer",
                        verbose_name="customer",
                    ),
                ),
            ],
            options={
                "verbose_name": "account team member",
                "verbose_name_plural": "account team",
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_deleted", False)),
                        fields=("customer", "user", "role"),
                        name="team_role_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("is_deleted", False), ("role", "grm")),
                        fields=("customer",),
                        name="one_grm_per_customer",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("is_deleted", False), ("role", "rrm")),
                        fields=("customer", "region"),
                        name="one_rrm_per_region",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CustomerGroupShare",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("expires_at", models.DateTimeField(blank=True, null=True, verbose_name="expires")),
                ("shared_at", models.DateTimeField(default=core.clock.now)),
                (
                    "content_object",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="group_shares",
                        to="contacts.customer",
                    ),
                ),
                ("group", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="auth.group")),
                (
                    "permission",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="auth.permission"),
                ),
                (
                    "shared_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
                "unique_together": {("group", "permission", "content_object")},
            },
        ),
        migrations.CreateModel(
            name="CustomerUnit",
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
                ("code", models.CharField(blank=True, max_length=40, verbose_name="code")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("department", "department"),
                            ("workshop", "workshop"),
                            ("plant", "branch plant"),
                            ("project", "project office"),
                            ("fleet", "fleet"),
                            ("office", "office"),
                            ("other", "other"),
                        ],
                        default="department",
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="unit name")),
                ("pinyin", models.CharField(blank=True, editable=False, max_length=240)),
                ("function", models.CharField(blank=True, max_length=200, verbose_name="function")),
                ("location", models.CharField(blank=True, max_length=200, verbose_name="location")),
                ("sort", models.PositiveIntegerField(default=0, verbose_name="order")),
                ("path", models.CharField(default="/", editable=False, max_length=2000)),
                ("depth", models.PositiveSmallIntegerField(default=1, editable=False)),
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
                        related_name="units",
                        to="contacts.customer",
                        verbose_name="customer",
                    ),
                ),
                (
                    "head",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="contacts.contact",
                        verbose_name="head",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="contacts.customerunit",
                        verbose_name="superior unit",
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
                "verbose_name": "customer unit",
                "verbose_name_plural": "customer units",
                "ordering": ["sort", "pinyin", "id"],
                "permissions": [
                    ("export_customerunit", "Can export customer units"),
                    ("import_customerunit", "Can import customer units"),
                ],
                "indexes": [
                    models.Index(fields=["customer", "parent", "sort", "pinyin", "id"], name="unit_children"),
                    models.Index(fields=["customer", "path"], name="unit_path"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_deleted", False)),
                        fields=("customer", "parent", "name"),
                        name="unit_name_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("is_deleted", False), ("parent__isnull", True)),
                        fields=("customer", "name"),
                        name="root_unit_name_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("is_deleted", False), models.Q(("code", ""), _negated=True)),
                        fields=("customer", "code"),
                        name="unit_code_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ContactPosition",
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
                ("job_title", models.CharField(blank=True, max_length=80, verbose_name="job title")),
                ("is_primary", models.BooleanField(default=False, verbose_name="main post")),
                ("from_on", models.DateField(blank=True, null=True, verbose_name="from")),
                ("to_on", models.DateField(blank=True, null=True, verbose_name="to")),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="positions",
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
                    "reports_to",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="reports",
                        to="contacts.contact",
                        verbose_name="reports to",
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
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="positions",
                        to="contacts.customerunit",
                        verbose_name="unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "post held",
                "verbose_name_plural": "posts held",
                "ordering": ["-is_primary", "-from_on", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("is_deleted", False), ("is_primary", True), ("to_on__isnull", True)
                        ),
                        fields=("contact",),
                        name="one_main_post_per_contact",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("to_on__isnull", True),
                            ("from_on__isnull", True),
                            ("to_on__gte", models.F("from_on")),
                            _connector="OR",
                        ),
                        name="post_ends_after_start",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CustomerUserShare",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("expires_at", models.DateTimeField(blank=True, null=True, verbose_name="expires")),
                ("shared_at", models.DateTimeField(default=core.clock.now)),
                (
                    "content_object",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="user_shares",
                        to="contacts.customer",
                    ),
                ),
                (
                    "permission",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="auth.permission"),
                ),
                (
                    "shared_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "abstract": False,
                "unique_together": {("user", "permission", "content_object")},
            },
        ),
        migrations.CreateModel(
            name="FollowUp",
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
                            ("phone", "phone call"),
                            ("wechat", "WeChat"),
                            ("email", "e-mail"),
                            ("meeting", "meeting"),
                            ("visit", "visit"),
                            ("other", "other"),
                        ],
                        default="phone",
                        max_length=8,
                        verbose_name="kind",
                    ),
                ),
                ("text", models.TextField(verbose_name="what happened")),
                ("at", models.DateTimeField(default=core.clock.now, verbose_name="time")),
                ("next_contact_on", models.DateField(blank=True, null=True, verbose_name="next contact")),
                ("next_action", models.CharField(blank=True, max_length=200, verbose_name="next step")),
                ("about_id", models.BigIntegerField(blank=True, null=True)),
                ("is_effective", models.BooleanField(default=True, editable=False, verbose_name="effective")),
                (
                    "handled_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="next contact handled"
                    ),
                ),
                (
                    "about_type",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contenttypes.contenttype",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="follow_ups",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="follow_ups",
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
                        related_name="follow_ups",
                        to="contacts.customer",
                        verbose_name="customer",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="follow_ups",
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
                "verbose_name": "follow-up",
                "verbose_name_plural": "follow-ups",
                "ordering": ["-at", "-id"],
                "permissions": [("export_followup", "Can export follow-ups")],
                "indexes": [
                    models.Index(fields=["customer", "-at", "-id"], name="follow_customer_at"),
                    models.Index(fields=["contact", "-at"], name="follow_contact_at"),
                    models.Index(fields=["by", "-at"], name="follow_by_at"),
                    models.Index(fields=["-at", "-id"], name="follow_at"),
                    models.Index(fields=["unit", "-at"], name="follow_unit_at"),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalAccountTeamMember",
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
                    "role",
                    models.CharField(
                        choices=[
                            ("grm", "global relationship manager"),
                            ("rrm", "regional relationship manager"),
                            ("pm", "project manager"),
                            ("technical", "technical support"),
                            ("commercial", "commercial"),
                            ("service", "customer service"),
                            ("finance", "finance"),
                            ("sponsor", "executive sponsor"),
                        ],
                        max_length=10,
                        verbose_name="team role",
                    ),
                ),
                ("region", models.CharField(blank=True, max_length=40, verbose_name="region")),
                (
                    "rights",
                    models.CharField(
                        choices=[
                            ("read", "read"),
                            ("write", "read and write"),
                            ("approve", "read and take part in approvals"),
                        ],
                        default="read",
                        max_length=8,
                        verbose_name="rights",
                    ),
                ),
                ("expires_at", models.DateTimeField(blank=True, null=True, verbose_name="expires")),
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
                    "user",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="colleague",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical account team member",
                "verbose_name_plural": "historical account team",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalContact",
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
                ("code", models.CharField(blank=True, max_length=40, verbose_name="contact number")),
                ("name", models.CharField(max_length=60, verbose_name="contact name")),
                (
                    "gender",
                    models.CharField(
                        blank=True,
                        choices=[("male", "male"), ("female", "female")],
                        max_length=6,
                        verbose_name="gender",
                    ),
                ),
                ("job_title", models.CharField(blank=True, max_length=80, verbose_name="job title")),
                ("mobile", models.CharField(blank=True, max_length=60, verbose_name="mobile")),
                ("phone", models.CharField(blank=True, max_length=60, verbose_name="phone")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                ("wechat", models.CharField(blank=True, max_length=60, verbose_name="WeChat")),
                ("address", models.CharField(blank=True, max_length=200, verbose_name="address")),
                (
                    "birth_year",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="year of birth"),
                ),
                (
                    "birth_month",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="month of birth"),
                ),
                (
                    "birth_day",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="day of birth"),
                ),
                (
                    "birthday_calendar",
                    models.CharField(
                        choices=[("solar", "solar"), ("lunar", "lunar")],
                        default="solar",
                        max_length=5,
                        verbose_name="birthday calendar",
                    ),
                ),
                ("is_leap_month", models.BooleanField(default=False, verbose_name="leap month")),
                (
                    "preferred_channel",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("phone", "phone"),
                            ("wechat", "WeChat"),
                            ("email", "e-mail"),
                            ("visit", "visit"),
                        ],
                        max_length=10,
                        verbose_name="preferred channel",
                    ),
                ),
                ("native_place", models.CharField(blank=True, max_length=80, verbose_name="native place")),
                ("education", models.CharField(blank=True, max_length=120, verbose_name="education")),
                (
                    "marital_status",
                    models.CharField(blank=True, max_length=20, verbose_name="marital status"),
                ),
                ("hobbies", models.CharField(blank=True, max_length=200, verbose_name="hobbies")),
                ("diet", models.CharField(blank=True, max_length=200, verbose_name="diet")),
                ("taboo", models.CharField(blank=True, max_length=200, verbose_name="taboo")),
                ("notes", models.TextField(blank=True, verbose_name="notes")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("active", "in post"),
                            ("moved", "moved"),
                            ("left", "left"),
                            ("retired", "retired"),
                        ],
                        default="active",
                        max_length=8,
                        verbose_name="status",
                    ),
                ),
                (
                    "next_follow_on",
                    models.DateField(blank=True, editable=False, null=True, verbose_name="next contact"),
                ),
                (
                    "last_follow_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="last follow-up"
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
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="contacts.contact",
                        verbose_name="merged into",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical contact",
                "verbose_name_plural": "historical contacts",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalContactFamily",
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
                    "relation",
                    models.CharField(
                        choices=[
                            ("spouse", "spouse"),
                            ("child", "child"),
                            ("parent", "parent"),
                            ("sibling", "sibling"),
                            ("other", "other"),
                        ],
                        max_length=10,
                        verbose_name="relation",
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        help_text="For children only a form of address.",
                        max_length=60,
                        verbose_name="form of address",
                    ),
                ),
                ("school_stage", models.CharField(blank=True, max_length=40, verbose_name="school stage")),
                (
                    "birth_month",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="month of birth"),
                ),
                (
                    "birth_day",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="day of birth"),
                ),
                ("phone", models.CharField(blank=True, max_length=60, verbose_name="phone")),
                ("hobbies", models.CharField(blank=True, max_length=200, verbose_name="hobbies")),
                ("remark", models.CharField(blank=True, max_length=200, verbose_name="remark")),
                (
                    "source",
                    models.CharField(blank=True, max_length=80, verbose_name="source of the information"),
                ),
                (
                    "consent",
                    models.CharField(
                        choices=[("none", "not obtained"), ("oral", "oral"), ("written", "written")],
                        default="none",
                        max_length=8,
                        verbose_name="consent",
                    ),
                ),
                ("purpose", models.CharField(max_length=120, verbose_name="purpose")),
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
                "verbose_name": "historical family member",
                "verbose_name_plural": "historical family members",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalContactPosition",
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
                ("job_title", models.CharField(blank=True, max_length=80, verbose_name="job title")),
                ("is_primary", models.BooleanField(default=False, verbose_name="main post")),
                ("from_on", models.DateField(blank=True, null=True, verbose_name="from")),
                ("to_on", models.DateField(blank=True, null=True, verbose_name="to")),
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
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "reports_to",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="contacts.contact",
                        verbose_name="reports to",
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
                "verbose_name": "historical post held",
                "verbose_name_plural": "historical posts held",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalCustomer",
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
                    models.CharField(
                        blank=True, db_index=True, max_length=30, verbose_name="customer number"
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="customer name")),
                ("short_name", models.CharField(blank=True, max_length=60, verbose_name="short name")),
                (
                    "usci",
                    models.CharField(
                        blank=True, max_length=18, null=True, verbose_name="unified social credit code"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("enterprise", "enterprise"),
                            ("government", "government"),
                            ("institution", "public institution"),
                            ("overseas", "overseas company"),
                            ("other", "other"),
                        ],
                        default="enterprise",
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("industry", models.CharField(blank=True, max_length=40, verbose_name="industry")),
                (
                    "market_type",
                    models.CharField(
                        choices=[("internal", "internal market"), ("external", "external market")],
                        default="external",
                        max_length=10,
                        verbose_name="market",
                    ),
                ),
                (
                    "region_type",
                    models.CharField(
                        choices=[("domestic", "domestic"), ("overseas", "overseas")],
                        default="domestic",
                        max_length=10,
                        verbose_name="domestic or overseas",
                    ),
                ),
                ("country", models.CharField(blank=True, max_length=60, verbose_name="country")),
                ("city", models.CharField(blank=True, max_length=60, verbose_name="city")),
                (
                    "legal_person",
                    models.CharField(blank=True, max_length=60, verbose_name="legal representative"),
                ),
                (
                    "reg_address",
                    models.CharField(blank=True, max_length=200, verbose_name="registered address"),
                ),
                ("biz_scope", models.TextField(blank=True, verbose_name="business scope")),
                ("main_business", models.CharField(blank=True, max_length=200, verbose_name="main business")),
                ("site", models.CharField(blank=True, max_length=200, verbose_name="website")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                ("phone", models.CharField(blank=True, max_length=60, verbose_name="phone")),
                ("fax", models.CharField(blank=True, max_length=60, verbose_name="fax")),
                (
                    "reg_capital",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=18,
                        null=True,
                        verbose_name="registered capital (yuan)",
                    ),
                ),
                ("founded", models.DateField(blank=True, null=True, verbose_name="founded on")),
                ("scale", models.CharField(blank=True, max_length=40, verbose_name="size")),
                (
                    "annual_revenue",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=18,
                        null=True,
                        verbose_name="annual revenue (yuan)",
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=40, verbose_name="source")),
                (
                    "lifecycle",
                    models.CharField(
                        choices=[
                            ("lead", "lead"),
                            ("prospect", "prospect"),
                            ("developing", "developing"),
                            ("active", "active"),
                            ("dormant", "dormant"),
                            ("lost", "lost"),
                            ("blacklisted", "blacklisted"),
                        ],
                        default="prospect",
                        max_length=12,
                        verbose_name="lifecycle",
                    ),
                ),
                (
                    "tier",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("vip", "VIP"),
                            ("important", "important"),
                            ("ordinary", "ordinary"),
                            ("small", "small"),
                        ],
                        max_length=10,
                        verbose_name="tier",
                    ),
                ),
                ("credit", models.CharField(blank=True, max_length=4, verbose_name="credit grade")),
                ("is_key_account", models.BooleanField(default=False, verbose_name="key account")),
                (
                    "deal_status",
                    models.CharField(
                        choices=[("none", "no deal yet"), ("dealt", "dealt")],
                        default="none",
                        editable=False,
                        max_length=6,
                        verbose_name="deal state",
                    ),
                ),
                (
                    "owner_since",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="owned since"),
                ),
                (
                    "last_follow_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="last follow-up"
                    ),
                ),
                (
                    "next_follow_on",
                    models.DateField(blank=True, editable=False, null=True, verbose_name="next contact"),
                ),
                (
                    "last_effective_follow_on",
                    models.DateField(
                        blank=True, editable=False, null=True, verbose_name="last effective follow-up"
                    ),
                ),
                (
                    "latitude",
                    models.DecimalField(
                        blank=True, decimal_places=6, max_digits=9, null=True, verbose_name="latitude"
                    ),
                ),
                (
                    "longitude",
                    models.DecimalField(
                        blank=True, decimal_places=6, max_digits=9, null=True, verbose_name="longitude"
                    ),
                ),
                ("radius_m", models.PositiveIntegerField(default=500, verbose_name="visit radius (m)")),
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
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="contacts.customer",
                        verbose_name="merged into",
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
                    "primary_contact",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="contacts.contact",
                        verbose_name="primary contact",
                    ),
                ),
                (
                    "locked_until",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="locked until"),
                ),
                (
                    "pooled_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="in the pool since"
                    ),
                ),
                (
                    "pool",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="contacts.publicpool",
                        verbose_name="public pool",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical customer",
                "verbose_name_plural": "historical customers",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalCustomerUnit",
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
                ("code", models.CharField(blank=True, max_length=40, verbose_name="code")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("department", "department"),
                            ("workshop", "workshop"),
                            ("plant", "branch plant"),
                            ("project", "project office"),
                            ("fleet", "fleet"),
                            ("office", "office"),
                            ("other", "other"),
                        ],
                        default="department",
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="unit name")),
                ("function", models.CharField(blank=True, max_length=200, verbose_name="function")),
                ("location", models.CharField(blank=True, max_length=200, verbose_name="location")),
                ("sort", models.PositiveIntegerField(default=0, verbose_name="order")),
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
                    "head",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="contacts.contact",
                        verbose_name="head",
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
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="contacts.customerunit",
                        verbose_name="superior unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical customer unit",
                "verbose_name_plural": "historical customer units",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalFollowUp",
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
                            ("phone", "phone call"),
                            ("wechat", "WeChat"),
                            ("email", "e-mail"),
                            ("meeting", "meeting"),
                            ("visit", "visit"),
                            ("other", "other"),
                        ],
                        default="phone",
                        max_length=8,
                        verbose_name="kind",
                    ),
                ),
                ("text", models.TextField(verbose_name="what happened")),
                ("at", models.DateTimeField(default=core.clock.now, verbose_name="time")),
                ("next_contact_on", models.DateField(blank=True, null=True, verbose_name="next contact")),
                ("next_action", models.CharField(blank=True, max_length=200, verbose_name="next step")),
                ("about_id", models.BigIntegerField(blank=True, null=True)),
                ("is_effective", models.BooleanField(default=True, editable=False, verbose_name="effective")),
                (
                    "handled_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="next contact handled"
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
                    "about_type",
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
                "verbose_name": "historical follow-up",
                "verbose_name_plural": "historical follow-ups",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalInstalledAsset",
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
                            ("vessel", "vessel"),
                            ("engine", "main engine"),
                            ("line", "production line"),
                            ("turbine", "wind turbine"),
                            ("other", "other equipment"),
                        ],
                        default="vessel",
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="asset name")),
                (
                    "imo_or_serial",
                    models.CharField(blank=True, max_length=40, verbose_name="IMO or serial number"),
                ),
                ("model", models.CharField(blank=True, max_length=80, verbose_name="model")),
                ("commissioned", models.DateField(blank=True, null=True, verbose_name="commissioned on")),
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
                "verbose_name": "historical installed asset",
                "verbose_name_plural": "historical installed assets",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalPartnerRole",
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
                    "role",
                    models.CharField(
                        choices=[
                            ("buyer", "buyer"),
                            ("payer", "payer"),
                            ("consignee", "consignee"),
                            ("bill_to", "bill-to party"),
                            ("dealer", "dealer"),
                            ("debtor", "debtor"),
                            ("employee", "employee"),
                        ],
                        max_length=10,
                        verbose_name="partner role",
                    ),
                ),
                ("is_valid", models.BooleanField(default=True, verbose_name="valid")),
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
                "verbose_name": "historical partner role",
                "verbose_name_plural": "historical partner roles",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalRelationType",
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
                ("name", models.CharField(max_length=40, verbose_name="name")),
                (
                    "inverse_name",
                    models.CharField(blank=True, max_length=40, verbose_name="name from the other end"),
                ),
                ("name_en", models.CharField(blank=True, max_length=40, verbose_name="English name")),
                (
                    "inverse_name_en",
                    models.CharField(
                        blank=True, max_length=40, verbose_name="English name from the other end"
                    ),
                ),
                (
                    "applies",
                    models.CharField(
                        choices=[
                            ("people", "person and person"),
                            ("person_company", "person and company"),
                            ("companies", "company and company"),
                        ],
                        max_length=14,
                        verbose_name="joins",
                    ),
                ),
                ("is_symmetric", models.BooleanField(default=False, verbose_name="the same from both ends")),
                (
                    "is_control",
                    models.BooleanField(
                        default=False, help_text="Counts for the group roll-up.", verbose_name="means control"
                    ),
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
                "verbose_name": "historical relation type",
                "verbose_name_plural": "historical relation types",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalStakeholderRole",
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
                    "role",
                    models.CharField(
                        choices=[
                            ("sponsor", "sponsor"),
                            ("coach", "coach"),
                            ("resister", "resister"),
                            ("economic_buyer", "economic buyer"),
                            ("technical_buyer", "technical buyer"),
                            ("user_buyer", "user buyer"),
                            ("gatekeeper", "gatekeeper"),
                        ],
                        max_length=16,
                        verbose_name="buying role",
                    ),
                ),
                (
                    "influence",
                    models.PositiveSmallIntegerField(
                        default=3,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(5),
                        ],
                        verbose_name="influence",
                    ),
                ),
                (
                    "support",
                    models.SmallIntegerField(
                        default=0,
                        validators=[
                            django.core.validators.MinValueValidator(-2),
                            django.core.validators.MaxValueValidator(2),
                        ],
                        verbose_name="attitude",
                    ),
                ),
                ("action", models.CharField(blank=True, max_length=200, verbose_name="our next action")),
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
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                "verbose_name": "historical stakeholder role",
                "verbose_name_plural": "historical stakeholder roles",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="InstalledAsset",
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
                            ("vessel", "vessel"),
                            ("engine", "main engine"),
                            ("line", "production line"),
                            ("turbine", "wind turbine"),
                            ("other", "other equipment"),
                        ],
                        default="vessel",
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="asset name")),
                (
                    "imo_or_serial",
                    models.CharField(blank=True, max_length=40, verbose_name="IMO or serial number"),
                ),
                ("model", models.CharField(blank=True, max_length=80, verbose_name="model")),
                ("commissioned", models.DateField(blank=True, null=True, verbose_name="commissioned on")),
                ("notes", models.TextField(blank=True, verbose_name="notes")),
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
                        related_name="assets",
                        to="contacts.customer",
                        verbose_name="customer",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assets",
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
                "verbose_name": "installed asset",
                "verbose_name_plural": "installed assets",
                "ordering": ["name", "id"],
            },
        ),
        migrations.CreateModel(
            name="OwnershipRecord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("from_at", models.DateTimeField(default=core.clock.now, verbose_name="from")),
                ("to_at", models.DateTimeField(null=True, verbose_name="to")),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="reason")),
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
                    "customer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ownership",
                        to="contacts.customer",
                        verbose_name="customer",
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.department",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="owner",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("created", "created"),
                            ("transferred", "transferred"),
                            ("assigned", "assigned"),
                            ("claimed", "claimed"),
                            ("released", "given up"),
                            ("recalled", "recalled"),
                            ("expired", "recalled by rule"),
                        ],
                        default="transferred",
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                (
                    "pool",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contacts.publicpool",
                        verbose_name="public pool",
                    ),
                ),
            ],
            options={
                "verbose_name": "ownership record",
                "verbose_name_plural": "ownership history",
                "ordering": ["-from_at", "-id"],
                "indexes": [models.Index(fields=["owner", "kind", "-from_at"], name="ownership_owner_kind")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("to_at__isnull", True)),
                        fields=("customer",),
                        name="one_open_ownership_per_customer",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PartnerRole",
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
                    "role",
                    models.CharField(
                        choices=[
                            ("buyer", "buyer"),
                            ("payer", "payer"),
                            ("consignee", "consignee"),
                            ("bill_to", "bill-to party"),
                            ("dealer", "dealer"),
                            ("debtor", "debtor"),
                            ("employee", "employee"),
                        ],
                        max_length=10,
                        verbose_name="partner role",
                    ),
                ),
                ("is_valid", models.BooleanField(default=True, verbose_name="valid")),
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
                        related_name="partner_roles",
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
                "verbose_name": "partner role",
                "verbose_name_plural": "partner roles",
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_deleted", False)),
                        fields=("customer", "role"),
                        name="partner_role_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PersonCustomerRelation",
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
                ("evidence", models.CharField(blank=True, max_length=200, verbose_name="evidence")),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="company_relations",
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
                        related_name="person_relations",
                        to="contacts.customer",
                        verbose_name="company",
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
                    "type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contacts.relationtype",
                        verbose_name="relation",
                    ),
                ),
            ],
            options={
                "verbose_name": "relation of a person to a company",
                "verbose_name_plural": "relations of people to companies",
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_deleted", False)),
                        fields=("contact", "customer", "type"),
                        name="person_company_relation_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalPersonCustomerRelation",
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
                ("evidence", models.CharField(blank=True, max_length=200, verbose_name="evidence")),
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
                        verbose_name="company",
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
                    "type",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="contacts.relationtype",
                        verbose_name="relation",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical relation of a person to a company",
                "verbose_name_plural": "historical relations of people to companies",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalCustomerRelation",
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
                    "equity_pct",
                    models.DecimalField(
                        blank=True,
                        decimal_places=4,
                        max_digits=9,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(100),
                        ],
                        verbose_name="share (%)",
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
                    "a",
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
                    "b",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="contacts.customer",
                        verbose_name="other company",
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
                    "type",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="contacts.relationtype",
                        verbose_name="relation",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical company relation",
                "verbose_name_plural": "historical company relations",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalContactRelation",
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
                    "strength",
                    models.PositiveSmallIntegerField(
                        default=3,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(5),
                        ],
                        verbose_name="strength",
                    ),
                ),
                (
                    "sentiment",
                    models.SmallIntegerField(
                        default=0,
                        validators=[
                            django.core.validators.MinValueValidator(-2),
                            django.core.validators.MaxValueValidator(2),
                        ],
                        verbose_name="sentiment",
                    ),
                ),
                ("evidence", models.CharField(blank=True, max_length=200, verbose_name="evidence")),
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
                    "a",
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
                    "b",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="contacts.contact",
                        verbose_name="other person",
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
                    "type",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="contacts.relationtype",
                        verbose_name="relation",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical personal relation",
                "verbose_name_plural": "historical personal relations",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="CustomerRelation",
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
                    "equity_pct",
                    models.DecimalField(
                        blank=True,
                        decimal_places=4,
                        max_digits=9,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(100),
                        ],
                        verbose_name="share (%)",
                    ),
                ),
                (
                    "a",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="relations_out",
                        to="contacts.customer",
                        verbose_name="customer",
                    ),
                ),
                (
                    "b",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="relations_in",
                        to="contacts.customer",
                        verbose_name="other company",
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
                    "type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contacts.relationtype",
                        verbose_name="relation",
                    ),
                ),
            ],
            options={
                "verbose_name": "company relation",
                "verbose_name_plural": "company relations",
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("a", models.F("b")), _negated=True),
                        name="no_company_relation_with_itself",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("is_deleted", False)),
                        fields=("a", "b", "type"),
                        name="company_relation_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ContactRelation",
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
                    "strength",
                    models.PositiveSmallIntegerField(
                        default=3,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(5),
                        ],
                        verbose_name="strength",
                    ),
                ),
                (
                    "sentiment",
                    models.SmallIntegerField(
                        default=0,
                        validators=[
                            django.core.validators.MinValueValidator(-2),
                            django.core.validators.MaxValueValidator(2),
                        ],
                        verbose_name="sentiment",
                    ),
                ),
                ("evidence", models.CharField(blank=True, max_length=200, verbose_name="evidence")),
                (
                    "a",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="relations_out",
                        to="contacts.contact",
                        verbose_name="contact",
                    ),
                ),
                (
                    "b",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="relations_in",
                        to="contacts.contact",
                        verbose_name="other person",
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
                    "type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contacts.relationtype",
                        verbose_name="relation",
                    ),
                ),
            ],
            options={
                "verbose_name": "personal relation",
                "verbose_name_plural": "personal relations",
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("a", models.F("b")), _negated=True),
                        name="no_relation_with_oneself",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("is_deleted", False)),
                        fields=("a", "b", "type"),
                        name="person_relation_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("strength__range", (1, 5))), name="relation_strength_range"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sentiment__range", (-2, 2))), name="relation_sentiment_range"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StakeholderRole",
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
                    "role",
                    models.CharField(
                        choices=[
                            ("sponsor", "sponsor"),
                            ("coach", "coach"),
                            ("resister", "resister"),
                            ("economic_buyer", "economic buyer"),
                            ("technical_buyer", "technical buyer"),
                            ("user_buyer", "user buyer"),
                            ("gatekeeper", "gatekeeper"),
                        ],
                        max_length=16,
                        verbose_name="buying role",
                    ),
                ),
                (
                    "influence",
                    models.PositiveSmallIntegerField(
                        default=3,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(5),
                        ],
                        verbose_name="influence",
                    ),
                ),
                (
                    "support",
                    models.SmallIntegerField(
                        default=0,
                        validators=[
                            django.core.validators.MinValueValidator(-2),
                            django.core.validators.MaxValueValidator(2),
                        ],
                        verbose_name="attitude",
                    ),
                ),
                ("action", models.CharField(blank=True, max_length=200, verbose_name="our next action")),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stakeholder_roles",
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
                        related_name="stakeholders",
                        to="contacts.customer",
                        verbose_name="customer",
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
                "verbose_name": "stakeholder role",
                "verbose_name_plural": "stakeholder roles",
                "ordering": ["-influence", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_deleted", False)),
                        fields=("customer", "contact", "role"),
                        name="stakeholder_role_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TierChange",
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
                ("reason", models.CharField(max_length=200, verbose_name="reason")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("computed", "computed"),
                            ("proposed", "change proposed"),
                            ("approving", "in approval"),
                            ("in_force", "in force"),
                            ("past", "past"),
                        ],
                        default="proposed",
                        editable=False,
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                (
                    "in_force_from",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="in force from"),
                ),
                (
                    "past_from",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="in force until"
                    ),
                ),
                (
                    "before",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("vip", "VIP"),
                            ("important", "important"),
                            ("ordinary", "ordinary"),
                            ("small", "small"),
                        ],
                        editable=False,
                        max_length=10,
                        verbose_name="tier before",
                    ),
                ),
                (
                    "after",
                    models.CharField(
                        choices=[
                            ("vip", "VIP"),
                            ("important", "important"),
                            ("ordinary", "ordinary"),
                            ("small", "small"),
                        ],
                        max_length=10,
                        verbose_name="new tier",
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
                        related_name="tier_changes",
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
                "verbose_name": "change of tier",
                "verbose_name_plural": "changes of tier",
                "ordering": ["-id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_deleted", False), ("status__in", ["proposed", "approving"])),
                        fields=("customer",),
                        name="tier_change_open_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("is_deleted", False), ("status", "in_force")),
                        fields=("customer",),
                        name="tier_change_in_force_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PooledCustomer",
            fields=[],
            options={
                "verbose_name": "customer in the public pool",
                "verbose_name_plural": "customers in the public pool",
                "permissions": [
                    ("claim_pooledcustomer", "Can claim customers from a pool"),
                    ("assign_pooledcustomer", "Can give customers of a pool to a colleague"),
                    ("export_pooledcustomer", "Can export the customers of a pool"),
                ],
                "proxy": True,
                "default_permissions": ("view",),
                "indexes": [],
                "constraints": [],
            },
            bases=("contacts.customer",),
        ),
        migrations.CreateModel(
            name="Assignment",
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
                ("purpose", models.CharField(max_length=200, verbose_name="purpose")),
                ("start", models.DateTimeField(verbose_name="from")),
                ("expires_at", models.DateTimeField(verbose_name="until")),
                (
                    "on_expiry",
                    models.CharField(
                        choices=[
                            ("owner", "back to the owner"),
                            ("pool", "to the public pool"),
                            ("transfer", "the colleague becomes the owner"),
                        ],
                        default="owner",
                        max_length=8,
                        verbose_name="at the end",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("pending", "waits for confirmation"),
                            ("effective", "effective"),
                            ("recalled", "recalled"),
                            ("expired", "expired"),
                            ("refused", "refused"),
                        ],
                        default="pending",
                        editable=False,
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                (
                    "extensions",
                    models.PositiveSmallIntegerField(default=0, editable=False, verbose_name="extensions"),
                ),
                (
                    "ended_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="ended"),
                ),
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
                    "customer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="contacts.customer",
                        verbose_name="customer",
                    ),
                ),
                (
                    "from_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="lent by",
                    ),
                ),
                (
                    "to_user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="lent to",
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
                "verbose_name": "assignment",
                "verbose_name_plural": "assignments",
                "ordering": ["-start", "-id"],
                "permissions": [
                    ("confirm_assignment", "Can confirm and extend assignments"),
                    ("recall_assignment", "Can recall assignments"),
                ],
                "indexes": [
                    models.Index(fields=["to_user", "status", "expires_at"], name="assignment_to"),
                    models.Index(fields=["status", "expires_at"], name="assignment_due"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("expires_at__gt", models.F("start"))),
                        name="assignment_ends_after_start",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("is_deleted", False), ("status__in", ["pending", "effective"])),
                        fields=("customer", "to_user"),
                        name="assignment_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CreditRating",
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
                ("reason", models.CharField(max_length=200, verbose_name="reason")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("computed", "computed"),
                            ("proposed", "change proposed"),
                            ("approving", "in approval"),
                            ("in_force", "in force"),
                            ("past", "past"),
                        ],
                        default="proposed",
                        editable=False,
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                (
                    "in_force_from",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="in force from"),
                ),
                (
                    "past_from",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="in force until"
                    ),
                ),
                (
                    "before",
                    models.CharField(
                        blank=True, editable=False, max_length=4, verbose_name="credit grade before"
                    ),
                ),
                (
                    "after",
                    models.CharField(
                        choices=[
                            ("AAA", "AAA"),
                            ("AA", "AA"),
                            ("A", "A"),
                            ("BBB", "BBB"),
                            ("BB", "BB"),
                            ("B", "B"),
                            ("CCC", "CCC"),
                            ("CC", "CC"),
                            ("C", "C"),
                        ],
                        max_length=4,
                        verbose_name="new credit grade",
                    ),
                ),
                (
                    "score",
                    models.DecimalField(
                        blank=True,
                        decimal_places=4,
                        editable=False,
                        max_digits=9,
                        null=True,
                        verbose_name="score",
                    ),
                ),
                (
                    "details",
                    models.JSONField(
                        blank=True, default=dict, editable=False, verbose_name="how it was computed"
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
                        related_name="credit_ratings",
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
                "verbose_name": "credit rating",
                "verbose_name_plural": "credit ratings",
                "ordering": ["-id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_deleted", False), ("status__in", ["proposed", "approving"])),
                        fields=("customer",),
                        name="credit_rating_open_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("is_deleted", False), ("status", "in_force")),
                        fields=("customer",),
                        name="credit_rating_in_force_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CreditSplit",
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
                ("percent", models.DecimalField(decimal_places=4, max_digits=9, verbose_name="part (%)")),
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
                        related_name="credit_splits",
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
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="credit_splits",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="colleague",
                    ),
                ),
            ],
            options={
                "verbose_name": "part of the sales",
                "verbose_name_plural": "parts of the sales",
                "ordering": ["-percent", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_deleted", False)),
                        fields=("customer", "user"),
                        name="credit_split_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("percent__gt", 0), ("percent__lte", 100)),
                        name="credit_split_percent",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HandoverNote",
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
                    "occasion",
                    models.CharField(
                        choices=[
                            ("owner", "change of owner"),
                            ("leaving", "resignation"),
                            ("signed", "contract signed, performance begins"),
                            ("settlement", "performance ends, settlement begins"),
                        ],
                        default="owner",
                        max_length=10,
                        verbose_name="occasion",
                    ),
                ),
                ("open_matters", models.TextField(blank=True, verbose_name="what is open")),
                ("key_people", models.TextField(blank=True, verbose_name="key people")),
                ("promises", models.TextField(blank=True, verbose_name="what was promised")),
                ("files", models.TextField(blank=True, verbose_name="files and where they are")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("sent", "sent"),
                            ("returned", "returned with questions"),
                            ("accepted", "accepted"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=8,
                        verbose_name="status",
                    ),
                ),
                ("questions", models.TextField(blank=True, editable=False, verbose_name="questions")),
                ("sent_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="sent")),
                (
                    "accepted_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="accepted"),
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
                        related_name="handover_notes",
                        to="contacts.customer",
                        verbose_name="customer",
                    ),
                ),
                (
                    "from_user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="handed over by",
                    ),
                ),
                (
                    "to_user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="taken over by",
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
                "verbose_name": "hand-over note",
                "verbose_name_plural": "hand-over notes",
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="HistoricalAssignment",
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
                ("purpose", models.CharField(max_length=200, verbose_name="purpose")),
                ("start", models.DateTimeField(verbose_name="from")),
                ("expires_at", models.DateTimeField(verbose_name="until")),
                (
                    "on_expiry",
                    models.CharField(
                        choices=[
                            ("owner", "back to the owner"),
                            ("pool", "to the public pool"),
                            ("transfer", "the colleague becomes the owner"),
                        ],
                        default="owner",
                        max_length=8,
                        verbose_name="at the end",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("pending", "waits for confirmation"),
                            ("effective", "effective"),
                            ("recalled", "recalled"),
                            ("expired", "expired"),
                            ("refused", "refused"),
                        ],
                        default="pending",
                        editable=False,
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                (
                    "extensions",
                    models.PositiveSmallIntegerField(default=0, editable=False, verbose_name="extensions"),
                ),
                (
                    "ended_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="ended"),
                ),
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
                    "from_user",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="lent by",
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
                    "to_user",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="lent to",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical assignment",
                "verbose_name_plural": "historical assignments",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalCreditRating",
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
                ("reason", models.CharField(max_length=200, verbose_name="reason")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("computed", "computed"),
                            ("proposed", "change proposed"),
                            ("approving", "in approval"),
                            ("in_force", "in force"),
                            ("past", "past"),
                        ],
                        default="proposed",
                        editable=False,
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                (
                    "in_force_from",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="in force from"),
                ),
                (
                    "past_from",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="in force until"
                    ),
                ),
                (
                    "before",
                    models.CharField(
                        blank=True, editable=False, max_length=4, verbose_name="credit grade before"
                    ),
                ),
                (
                    "after",
                    models.CharField(
                        choices=[
                            ("AAA", "AAA"),
                            ("AA", "AA"),
                            ("A", "A"),
                            ("BBB", "BBB"),
                            ("BB", "BB"),
                            ("B", "B"),
                            ("CCC", "CCC"),
                            ("CC", "CC"),
                            ("C", "C"),
                        ],
                        max_length=4,
                        verbose_name="new credit grade",
                    ),
                ),
                (
                    "score",
                    models.DecimalField(
                        blank=True,
                        decimal_places=4,
                        editable=False,
                        max_digits=9,
                        null=True,
                        verbose_name="score",
                    ),
                ),
                (
                    "details",
                    models.JSONField(
                        blank=True, default=dict, editable=False, verbose_name="how it was computed"
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
                "verbose_name": "historical credit rating",
                "verbose_name_plural": "historical credit ratings",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalCreditSplit",
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
                ("percent", models.DecimalField(decimal_places=4, max_digits=9, verbose_name="part (%)")),
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
                    "user",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="colleague",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical part of the sales",
                "verbose_name_plural": "historical parts of the sales",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalHandoverNote",
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
                    "occasion",
                    models.CharField(
                        choices=[
                            ("owner", "change of owner"),
                            ("leaving", "resignation"),
                            ("signed", "contract signed, performance begins"),
                            ("settlement", "performance ends, settlement begins"),
                        ],
                        default="owner",
                        max_length=10,
                        verbose_name="occasion",
                    ),
                ),
                ("open_matters", models.TextField(blank=True, verbose_name="what is open")),
                ("key_people", models.TextField(blank=True, verbose_name="key people")),
                ("promises", models.TextField(blank=True, verbose_name="what was promised")),
                ("files", models.TextField(blank=True, verbose_name="files and where they are")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("sent", "sent"),
                            ("returned", "returned with questions"),
                            ("accepted", "accepted"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=8,
                        verbose_name="status",
                    ),
                ),
                ("questions", models.TextField(blank=True, editable=False, verbose_name="questions")),
                ("sent_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="sent")),
                (
                    "accepted_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="accepted"),
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
                    "from_user",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="handed over by",
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
                    "to_user",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="taken over by",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical hand-over note",
                "verbose_name_plural": "historical hand-over notes",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalHoldingLimit",
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
                    "kind",
                    models.CharField(
                        choices=[("owned", "owned"), ("locked", "locked")],
                        default="owned",
                        max_length=6,
                        verbose_name="kind",
                    ),
                ),
                (
                    "applies",
                    models.CharField(
                        choices=[("each", "each person"), ("total", "the department together")],
                        default="each",
                        max_length=5,
                        verbose_name="counts",
                    ),
                ),
                ("max", models.PositiveIntegerField(verbose_name="at most")),
                ("count_dealt", models.BooleanField(default=True, verbose_name="dealt customers count")),
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
                    "department",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="accounts.department",
                        verbose_name="department",
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
                    "user",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical holding cap",
                "verbose_name_plural": "historical holding caps",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalPublicPool",
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
                ("name", models.CharField(db_index=True, max_length=60, verbose_name="pool name")),
                ("sort", models.PositiveIntegerField(default=0, verbose_name="order")),
                ("is_active", models.BooleanField(default=True, verbose_name="active")),
                ("hidden_fields", models.JSONField(blank=True, default=list, verbose_name="hidden fields")),
                (
                    "daily_claim_limit",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="claims a day and person"
                    ),
                ),
                (
                    "prev_owner_days",
                    models.PositiveIntegerField(
                        default=30, verbose_name="days before the former owner may claim again"
                    ),
                ),
                (
                    "new_entry_protect_days",
                    models.PositiveIntegerField(
                        default=0, verbose_name="days before a new entry may be claimed"
                    ),
                ),
                (
                    "remind_days",
                    models.JSONField(
                        blank=True,
                        default=contacts.models.pool.default_remind_days,
                        verbose_name="warn so many days before",
                    ),
                ),
                ("auto_recall", models.BooleanField(default=True, verbose_name="recall by the rules")),
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
                "verbose_name": "historical public pool",
                "verbose_name_plural": "historical public pools",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalTierChange",
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
                ("reason", models.CharField(max_length=200, verbose_name="reason")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("computed", "computed"),
                            ("proposed", "change proposed"),
                            ("approving", "in approval"),
                            ("in_force", "in force"),
                            ("past", "past"),
                        ],
                        default="proposed",
                        editable=False,
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                (
                    "in_force_from",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="in force from"),
                ),
                (
                    "past_from",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="in force until"
                    ),
                ),
                (
                    "before",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("vip", "VIP"),
                            ("important", "important"),
                            ("ordinary", "ordinary"),
                            ("small", "small"),
                        ],
                        editable=False,
                        max_length=10,
                        verbose_name="tier before",
                    ),
                ),
                (
                    "after",
                    models.CharField(
                        choices=[
                            ("vip", "VIP"),
                            ("important", "important"),
                            ("ordinary", "ordinary"),
                            ("small", "small"),
                        ],
                        max_length=10,
                        verbose_name="new tier",
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
                "verbose_name": "historical change of tier",
                "verbose_name_plural": "historical changes of tier",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HoldingLimit",
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
                        choices=[("owned", "owned"), ("locked", "locked")],
                        default="owned",
                        max_length=6,
                        verbose_name="kind",
                    ),
                ),
                (
                    "applies",
                    models.CharField(
                        choices=[("each", "each person"), ("total", "the department together")],
                        default="each",
                        max_length=5,
                        verbose_name="counts",
                    ),
                ),
                ("max", models.PositiveIntegerField(verbose_name="at most")),
                ("count_dealt", models.BooleanField(default=True, verbose_name="dealt customers count")),
                (
                    "department",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="accounts.department",
                        verbose_name="department",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="holding_limits",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "verbose_name": "holding cap",
                "verbose_name_plural": "holding caps",
                "ordering": ["kind", "department", "user", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("user__isnull", True), ("department__isnull", True), _connector="OR"
                        ),
                        name="limit_of_one_scope",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("applies", "each"), ("department__isnull", False), _connector="OR"
                        ),
                        name="total_of_a_department",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("user__isnull", False)),
                        fields=("user", "kind"),
                        name="limit_of_person_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("department__isnull", False)),
                        fields=("department", "kind", "applies"),
                        name="limit_of_department_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("department__isnull", True), ("user__isnull", True)),
                        fields=("kind",),
                        name="general_limit_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OwnershipWarning",
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
                        choices=[("pool", "recall to the pool"), ("assignment", "end of an assignment")],
                        max_length=10,
                    ),
                ),
                ("subject_id", models.BigIntegerField()),
                ("due_on", models.DateField()),
                ("step", models.PositiveIntegerField()),
                ("given_at", models.DateTimeField(default=core.clock.now)),
            ],
            options={
                "verbose_name": "ownership warning",
                "verbose_name_plural": "ownership warnings",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "subject_id", "due_on", "step"), name="ownership_warning_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PublicPool",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=60, unique=True, verbose_name="pool name")),
                ("sort", models.PositiveIntegerField(default=0, verbose_name="order")),
                ("is_active", models.BooleanField(default=True, verbose_name="active")),
                ("hidden_fields", models.JSONField(blank=True, default=list, verbose_name="hidden fields")),
                (
                    "daily_claim_limit",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="claims a day and person"
                    ),
                ),
                (
                    "prev_owner_days",
                    models.PositiveIntegerField(
                        default=30, verbose_name="days before the former owner may claim again"
                    ),
                ),
                (
                    "new_entry_protect_days",
                    models.PositiveIntegerField(
                        default=0, verbose_name="days before a new entry may be claimed"
                    ),
                ),
                (
                    "remind_days",
                    models.JSONField(
                        blank=True,
                        default=contacts.models.pool.default_remind_days,
                        verbose_name="warn so many days before",
                    ),
                ),
                ("auto_recall", models.BooleanField(default=True, verbose_name="recall by the rules")),
                (
                    "admins",
                    models.ManyToManyField(
                        blank=True,
                        related_name="led_pools",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="pool administrators",
                    ),
                ),
                (
                    "departments",
                    models.ManyToManyField(
                        blank=True, related_name="pools", to="accounts.department", verbose_name="departments"
                    ),
                ),
                (
                    "users",
                    models.ManyToManyField(
                        blank=True,
                        related_name="pools",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="further members",
                    ),
                ),
            ],
            options={
                "verbose_name": "public pool",
                "verbose_name_plural": "public pools",
                "ordering": ["sort", "id"],
            },
        ),
        migrations.CreateModel(
            name="PoolRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "trigger",
                    models.CharField(
                        choices=[
                            ("not_dealt", "no deal"),
                            ("not_followed", "no effective follow-up"),
                            ("no_new_opportunity", "no new opportunity"),
                            ("contract_expired", "contract expired, not renewed"),
                        ],
                        max_length=20,
                        verbose_name="trigger",
                    ),
                ),
                (
                    "tier",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("vip", "VIP"),
                            ("important", "important"),
                            ("ordinary", "ordinary"),
                            ("small", "small"),
                        ],
                        max_length=10,
                        verbose_name="only for tier",
                    ),
                ),
                ("limit_days", models.PositiveIntegerField(verbose_name="days")),
                (
                    "lifted_exemptions",
                    models.JSONField(
                        blank=True, default=list, verbose_name="exemptions that do not hold here"
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="active")),
                (
                    "pool",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rules",
                        to="contacts.publicpool",
                        verbose_name="public pool",
                    ),
                ),
            ],
            options={
                "verbose_name": "pool rule",
                "verbose_name_plural": "pool rules",
                "ordering": ["trigger", "tier", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("pool", "trigger", "tier"), name="pool_rule_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalPoolRule",
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
                    "trigger",
                    models.CharField(
                        choices=[
                            ("not_dealt", "no deal"),
                            ("not_followed", "no effective follow-up"),
                            ("no_new_opportunity", "no new opportunity"),
                            ("contract_expired", "contract expired, not renewed"),
                        ],
                        max_length=20,
                        verbose_name="trigger",
                    ),
                ),
                (
                    "tier",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("vip", "VIP"),
                            ("important", "important"),
                            ("ordinary", "ordinary"),
                            ("small", "small"),
                        ],
                        max_length=10,
                        verbose_name="only for tier",
                    ),
                ),
                ("limit_days", models.PositiveIntegerField(verbose_name="days")),
                (
                    "lifted_exemptions",
                    models.JSONField(
                        blank=True, default=list, verbose_name="exemptions that do not hold here"
                    ),
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
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pool",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="contacts.publicpool",
                        verbose_name="public pool",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical pool rule",
                "verbose_name_plural": "historical pool rules",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalOwnershipRequest",
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
                            ("transfer", "transfer"),
                            ("assign", "assignment"),
                            ("claim", "claim from the public pool"),
                            ("recall", "recall to the public pool"),
                        ],
                        max_length=8,
                        verbose_name="what is asked for",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="reason")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("open", "in approval"),
                            ("done", "done"),
                            ("refused", "refused"),
                            ("withdrawn", "withdrawn"),
                        ],
                        default="open",
                        max_length=9,
                        verbose_name="status",
                    ),
                ),
                ("details", models.JSONField(default=dict)),
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
                    "pool",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="contacts.publicpool",
                        verbose_name="public pool",
                    ),
                ),
                (
                    "to_user",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="new owner",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical change of a key account's owner",
                "verbose_name_plural": "historical changes of key accounts' owners",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="OwnershipRequest",
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
                            ("transfer", "transfer"),
                            ("assign", "assignment"),
                            ("claim", "claim from the public pool"),
                            ("recall", "recall to the public pool"),
                        ],
                        max_length=8,
                        verbose_name="what is asked for",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="reason")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("open", "in approval"),
                            ("done", "done"),
                            ("refused", "refused"),
                            ("withdrawn", "withdrawn"),
                        ],
                        default="open",
                        max_length=9,
                        verbose_name="status",
                    ),
                ),
                ("details", models.JSONField(default=dict)),
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
                        related_name="ownership_requests",
                        to="contacts.customer",
                        verbose_name="customer",
                    ),
                ),
                (
                    "pool",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contacts.publicpool",
                        verbose_name="public pool",
                    ),
                ),
                (
                    "to_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="new owner",
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
                "verbose_name": "change of a key account's owner",
                "verbose_name_plural": "changes of key accounts' owners",
                "ordering": ["-id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_deleted", False), ("status", "open")),
                        fields=("customer",),
                        name="ownership_request_once",
                    )
                ],
            },
        ),
    ]
