from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("contacts", "0203_contacts_without_mobile")]

    operations = [
        migrations.AddIndex(
            "followup",
            models.Index(
                fields=["next_contact_on"],
                condition=models.Q(handled_at__isnull=True, next_contact_on__isnull=False, is_deleted=False),
                name="follow_open",
            ),
        ),
    ]
