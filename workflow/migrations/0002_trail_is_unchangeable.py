from django.db import migrations, models

from ._trail import protect, unprotect


class Migration(migrations.Migration):
    dependencies = [
        ("workflow", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="processrun",
            name="next_wait_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.RunPython(protect, unprotect),
    ]
