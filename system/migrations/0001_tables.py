from django.db import migrations

from core.tables_migration import TablesMigration


class Migration(TablesMigration):
    replaces = [("system", "0001_initial"), ("system", "0002_who_audits")]

    initial = True

    dependencies = [
        ("core", "0001_tables"),
    ]

    operations = [
        migrations.CreateModel(
            name="OperationLog",
            fields=[],
            options={
                "verbose_name": "operation log entry",
                "verbose_name_plural": "operation log",
                "ordering": ["-at", "-id"],
                "permissions": [
                    ("export_operationlog", "Can export the operation log"),
                    ("audit_operationlog", "Can read what each entry of the operation log is about"),
                    ("view_rights", "Can see why somebody may see a record"),
                ],
                "proxy": True,
                "default_permissions": ("view",),
                "indexes": [],
                "constraints": [],
            },
            bases=("core.actionlog",),
        ),
    ]
