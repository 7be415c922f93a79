from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("contacts", "0204_open_follow_ups")]

    operations = [
        migrations.AddIndex(
            "contact",
            models.Index(
                fields=["id", "customer", "pinyin"], condition=Q(is_deleted=False), name="contact_found"
            ),
        ),
        migrations.AddIndex(
            "customer",
            models.Index(
                fields=["id", "owner", "department"], condition=Q(is_deleted=False), name="customer_reached"
            ),
        ),
    ]
