from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("workflow", "0002_trail_is_unchangeable")]

    operations = [
        migrations.AddIndex(
            model_name="processrun",
            index=models.Index(fields=["subject_type", "subject_id"], name="run_subject"),
        ),
    ]
