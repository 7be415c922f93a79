from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("contacts", "0201_index_of_the_living")]

    operations = [
        migrations.RemoveIndex("contact", "contact_customer"),
        migrations.AddIndex(
            "contact",
            models.Index(
                fields=["customer", "pinyin", "id"],
                condition=models.Q(is_deleted=False),
                name="contact_customer",
            ),
        ),
    ]
