from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("orders", "0402_schedule_changes")]

    operations = [
        migrations.AddIndex(
            model_name="order", index=models.Index(fields=["ordered_on", "id"], name="order_day")
        ),
    ]
