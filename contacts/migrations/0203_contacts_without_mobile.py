from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("contacts", "0202_living_of_a_customer")]

    operations = [
        migrations.AddIndex(
            "contact",
            models.Index(
                fields=["name", "customer"],
                condition=models.Q(is_deleted=False, mobile=""),
                name="contact_without_mobile",
            ),
        ),
    ]
