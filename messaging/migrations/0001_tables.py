import django.core.validators
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
        ("contacts", "0001_tables"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.CreateModel(
            name="HistoricalMailAccount",
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
                ("name", models.CharField(max_length=80, verbose_name="name")),
                ("address", models.EmailField(db_index=True, max_length=254, verbose_name="mail address")),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("intake", "takes leads in"),
                            ("shared", "shared by a department"),
                            ("personal", "of one person"),
                        ],
                        default="shared",
                        max_length=8,
                        verbose_name="purpose",
                    ),
                ),
                ("imap_host", models.CharField(blank=True, max_length=200, verbose_name="IMAP server")),
                (
                    "imap_port",
                    models.PositiveIntegerField(
                        default=993,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(65535),
                        ],
                        verbose_name="IMAP port",
                    ),
                ),
                (
                    "imap_security",
                    models.CharField(
                        choices=[
                            ("none", "not encrypted"),
                            ("starttls", "STARTTLS"),
                            ("tls", "TLS from the start"),
                        ],
                        default="tls",
                        max_length=10,
                        verbose_name="IMAP encryption",
                    ),
                ),
                ("folder", models.CharField(default="INBOX", max_length=100, verbose_name="folder")),
                (
                    "fetch_from",
                    models.DateField(
                        default=core.clock.today,
                        help_text="Older mail stays in the mailbox.",
                        verbose_name="fetch mail from",
                    ),
                ),
                (
                    "smtp_host",
                    models.CharField(
                        blank=True,
                        help_text="Empty: mail goes out through the system's own server.",
                        max_length=200,
                        verbose_name="SMTP server",
                    ),
                ),
                (
                    "smtp_port",
                    models.PositiveIntegerField(
                        default=465,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(65535),
                        ],
                        verbose_name="SMTP port",
                    ),
                ),
                (
                    "smtp_security",
                    models.CharField(
                        choices=[
                            ("none", "not encrypted"),
                            ("starttls", "STARTTLS"),
                            ("tls", "TLS from the start"),
                        ],
                        default="tls",
                        max_length=10,
                        verbose_name="SMTP encryption",
                    ),
                ),
                (
                    "user_name",
                    models.CharField(
                        blank=True,
                        help_text="Empty: the mail address.",
                        max_length=200,
                        verbose_name="mail account",
                    ),
                ),
                ("signature", models.TextField(blank=True, verbose_name="signature")),
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
                    "department",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Of any other mailbox: who reads and answers its mail.",
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
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Of a personal mailbox: whose it is.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
                (
                    "stopped_because",
                    models.CharField(blank=True, max_length=300, verbose_name="stopped because"),
                ),
                (
                    "stopped_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="stopped by",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical mailbox",
                "verbose_name_plural": "historical mailboxes",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalMailTemplate",
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
                    "language",
                    models.CharField(
                        choices=[("zh-hans", "Chinese"), ("en", "English")],
                        default="zh-hans",
                        max_length=8,
                        verbose_name="language",
                    ),
                ),
                ("subject", models.CharField(max_length=200, verbose_name="subject")),
                ("body", models.TextField(verbose_name="text")),
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
                "verbose_name": "historical mail template",
                "verbose_name_plural": "historical mail templates",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="MailAccount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                ("address", models.EmailField(max_length=254, unique=True, verbose_name="mail address")),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("intake", "takes leads in"),
                            ("shared", "shared by a department"),
                            ("personal", "of one person"),
                        ],
                        default="shared",
                        max_length=8,
                        verbose_name="purpose",
                    ),
                ),
                ("imap_host", models.CharField(blank=True, max_length=200, verbose_name="IMAP server")),
                (
                    "imap_port",
                    models.PositiveIntegerField(
                        default=993,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(65535),
                        ],
                        verbose_name="IMAP port",
                    ),
                ),
                (
                    "imap_security",
                    models.CharField(
                        choices=[
                            ("none", "not encrypted"),
                            ("starttls", "STARTTLS"),
                            ("tls", "TLS from the start"),
                        ],
                        default="tls",
                        max_length=10,
                        verbose_name="IMAP encryption",
                    ),
                ),
                ("folder", models.CharField(default="INBOX", max_length=100, verbose_name="folder")),
                (
                    "fetch_from",
                    models.DateField(
                        default=core.clock.today,
                        help_text="Older mail stays in the mailbox.",
                        verbose_name="fetch mail from",
                    ),
                ),
                (
                    "smtp_host",
                    models.CharField(
                        blank=True,
                        help_text="Empty: mail goes out through the system's own server.",
                        max_length=200,
                        verbose_name="SMTP server",
                    ),
                ),
                (
                    "smtp_port",
                    models.PositiveIntegerField(
                        default=465,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(65535),
                        ],
                        verbose_name="SMTP port",
                    ),
                ),
                (
                    "smtp_security",
                    models.CharField(
                        choices=[
                            ("none", "not encrypted"),
                            ("starttls", "STARTTLS"),
                            ("tls", "TLS from the start"),
                        ],
                        default="tls",
                        max_length=10,
                        verbose_name="SMTP encryption",
                    ),
                ),
                (
                    "user_name",
                    models.CharField(
                        blank=True,
                        help_text="Empty: the mail address.",
                        max_length=200,
                        verbose_name="mail account",
                    ),
                ),
                ("sealed_password", models.TextField(blank=True, editable=False)),
                ("signature", models.TextField(blank=True, verbose_name="signature")),
                ("is_active", models.BooleanField(default=True, verbose_name="active")),
                ("uid_validity", models.BigIntegerField(editable=False, null=True)),
                ("last_uid", models.BigIntegerField(default=0, editable=False)),
                ("fetched_at", models.DateTimeField(editable=False, null=True, verbose_name="last fetched")),
                (
                    "next_fetch_at",
                    models.DateTimeField(default=core.clock.now, editable=False, verbose_name="next fetch"),
                ),
                (
                    "failures",
                    models.PositiveIntegerField(default=0, editable=False, verbose_name="failures in a row"),
                ),
                (
                    "trouble",
                    models.CharField(blank=True, editable=False, max_length=300, verbose_name="trouble"),
                ),
                (
                    "department",
                    models.ForeignKey(
                        blank=True,
                        help_text="Of any other mailbox: who reads and answers its mail.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.department",
                        verbose_name="department",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        help_text="Of a personal mailbox: whose it is.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mail_accounts",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
                (
                    "stopped_because",
                    models.CharField(blank=True, max_length=300, verbose_name="stopped because"),
                ),
                (
                    "stopped_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="stopped by",
                    ),
                ),
            ],
            options={
                "verbose_name": "mailbox",
                "verbose_name_plural": "mailboxes",
                "ordering": ["name", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("owner__isnull", False), ("purpose", "personal")),
                            models.Q(
                                models.Q(("purpose", "personal"), _negated=True),
                                ("department__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="mail_account_has_readers",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MailTemplate",
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
                    "language",
                    models.CharField(
                        choices=[("zh-hans", "Chinese"), ("en", "English")],
                        default="zh-hans",
                        max_length=8,
                        verbose_name="language",
                    ),
                ),
                ("subject", models.CharField(max_length=200, verbose_name="subject")),
                ("body", models.TextField(verbose_name="text")),
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
                "verbose_name": "mail template",
                "verbose_name_plural": "mail templates",
                "ordering": ["name", "id"],
            },
        ),
        migrations.CreateModel(
            name="MailMessage",
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
                    "direction",
                    models.CharField(
                        choices=[("in", "received"), ("out", "sent by us")],
                        editable=False,
                        max_length=3,
                        verbose_name="direction",
                    ),
                ),
                (
                    "message_id",
                    models.CharField(editable=False, max_length=255, verbose_name="message number"),
                ),
                ("message_key", models.CharField(editable=False, max_length=64)),
                ("thread", models.CharField(editable=False, max_length=64)),
                ("sender_name", models.CharField(blank=True, max_length=120, verbose_name="sender's name")),
                ("sender", models.CharField(max_length=254, verbose_name="sender")),
                ("recipients", models.TextField(verbose_name="addressees")),
                ("copies", models.TextField(blank=True, verbose_name="copy to")),
                ("subject", models.CharField(blank=True, max_length=300, verbose_name="subject")),
                ("body", models.TextField(blank=True, verbose_name="text")),
                ("html", models.TextField(blank=True, editable=False)),
                ("at", models.DateTimeField(default=core.clock.now, verbose_name="time")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("unread", "unread"),
                            ("open", "to be answered"),
                            ("answered", "answered"),
                            ("done", "needs no answer"),
                            ("waiting", "being sent"),
                            ("sent", "gone out"),
                            ("failed", "not delivered"),
                        ],
                        max_length=8,
                        verbose_name="status",
                    ),
                ),
                ("reply_due", models.DateField(blank=True, null=True, verbose_name="answer by")),
                ("sent_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="sent")),
                ("about_id", models.BigIntegerField(blank=True, editable=False, null=True)),
                (
                    "is_automatic",
                    models.BooleanField(default=False, editable=False, verbose_name="automatic"),
                ),
                ("is_cut", models.BooleanField(default=False, editable=False, verbose_name="cut off")),
                (
                    "trouble",
                    models.CharField(blank=True, editable=False, max_length=300, verbose_name="trouble"),
                ),
                ("announced_at", models.DateTimeField(editable=False, null=True)),
                ("announcements", models.PositiveSmallIntegerField(default=0, editable=False)),
                (
                    "about_type",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contenttypes.contenttype",
                    ),
                ),
                (
                    "account",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="messages",
                        to="messaging.mailaccount",
                        verbose_name="mailbox",
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mails",
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
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mails",
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
                    "replies_to",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="replies",
                        to="messaging.mailmessage",
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
                    "template",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="messaging.mailtemplate",
                        verbose_name="template",
                    ),
                ),
            ],
            options={
                "verbose_name": "mail",
                "verbose_name_plural": "mails",
                "ordering": ["-at", "-id"],
                "permissions": [("export_mailmessage", "Can export mails")],
                "indexes": [
                    models.Index(fields=["owner", "-at"], name="mail_owner"),
                    models.Index(fields=["department", "-at"], name="mail_department"),
                    models.Index(fields=["customer", "-at"], name="mail_customer"),
                    models.Index(fields=["contact", "-at"], name="mail_contact"),
                    models.Index(fields=["thread", "at"], name="mail_thread"),
                    models.Index(fields=["message_id"], name="mail_number"),
                    models.Index(fields=["about_type", "about_id"], name="mail_about"),
                    models.Index(fields=["-at", "-id"], name="mail_at"),
                    models.Index(
                        condition=models.Q(("announced_at__isnull", True)),
                        fields=["id"],
                        name="mail_unannounced",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("account", "message_key"), name="mail_arrives_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("direction", "in"), ("status__in", ["unread", "open", "answered", "done"])
                            ),
                            models.Q(("direction", "out"), ("status__in", ["waiting", "sent", "failed"])),
                            _connector="OR",
                        ),
                        name="mail_status_of_its_direction",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalMailMessage",
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
                    "direction",
                    models.CharField(
                        choices=[("in", "received"), ("out", "sent by us")],
                        editable=False,
                        max_length=3,
                        verbose_name="direction",
                    ),
                ),
                (
                    "message_id",
                    models.CharField(editable=False, max_length=255, verbose_name="message number"),
                ),
                ("sender_name", models.CharField(blank=True, max_length=120, verbose_name="sender's name")),
                ("sender", models.CharField(max_length=254, verbose_name="sender")),
                ("recipients", models.TextField(verbose_name="addressees")),
                ("copies", models.TextField(blank=True, verbose_name="copy to")),
                ("subject", models.CharField(blank=True, max_length=300, verbose_name="subject")),
                ("at", models.DateTimeField(default=core.clock.now, verbose_name="time")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("unread", "unread"),
                            ("open", "to be answered"),
                            ("answered", "answered"),
                            ("done", "needs no answer"),
                            ("waiting", "being sent"),
                            ("sent", "gone out"),
                            ("failed", "not delivered"),
                        ],
                        max_length=8,
                        verbose_name="status",
                    ),
                ),
                ("reply_due", models.DateField(blank=True, null=True, verbose_name="answer by")),
                ("sent_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="sent")),
                ("about_id", models.BigIntegerField(blank=True, editable=False, null=True)),
                (
                    "is_automatic",
                    models.BooleanField(default=False, editable=False, verbose_name="automatic"),
                ),
                ("is_cut", models.BooleanField(default=False, editable=False, verbose_name="cut off")),
                (
                    "trouble",
                    models.CharField(blank=True, editable=False, max_length=300, verbose_name="trouble"),
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
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="contenttypes.contenttype",
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
                    "account",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="messaging.mailaccount",
                        verbose_name="mailbox",
                    ),
                ),
                (
                    "replies_to",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="messaging.mailmessage",
                    ),
                ),
                (
                    "template",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="messaging.mailtemplate",
                        verbose_name="template",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical mail",
                "verbose_name_plural": "historical mails",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="MailOptOut",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "address",
                    models.EmailField(
                        help_text="In small letters.",
                        max_length=254,
                        unique=True,
                        verbose_name="mail address",
                    ),
                ),
                ("at", models.DateTimeField(default=core.clock.now, editable=False, verbose_name="since")),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="reason")),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        help_text="Nobody: by the link in a letter.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="entered by",
                    ),
                ),
            ],
            options={
                "verbose_name": "address that wants no letters",
                "verbose_name_plural": "addresses that want no letters",
                "ordering": ["-at", "-id"],
            },
        ),
    ]
