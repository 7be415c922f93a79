from django.db import migrations, models

LIVING = models.Q(is_deleted=False)


class Migration(migrations.Migration):
    dependencies = [("contacts", "0200_unit_place")]

    operations = [
        operation
        for model in ("contact", "customer")
        for operation in (
            migrations.RemoveIndex(model, f"{model}_pinyin"),
            migrations.AddIndex(
                model, models.Index(fields=["pinyin", "id"], condition=LIVING, name=f"{model}_pinyin")
            ),
        )
    ]
