from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("contacts", "0205_found_and_reached")]

    operations = [
        migrations.RemoveIndex("customer", "customer_reached"),
        migrations.AddIndex(
            "customer",
            models.Index(
                fields=["id", "owner", "department", "pool"],
                condition=Q(is_deleted=False),
                name="customer_reached",
            ),
        ),
    ]
