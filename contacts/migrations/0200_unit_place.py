from django.db import migrations, models

MODELS = ("customerunit", "historicalcustomerunit")
PLACE = {
    "address": models.CharField(blank=True, max_length=200, verbose_name="address"),
    "latitude": models.DecimalField(
        blank=True, decimal_places=6, max_digits=9, null=True, verbose_name="latitude"
    ),
    "longitude": models.DecimalField(
        blank=True, decimal_places=6, max_digits=9, null=True, verbose_name="longitude"
    ),
}


class Migration(migrations.Migration):
    dependencies = [("contacts", "0001_tables")]

    operations = [
        migrations.AddField(model_name=model, name=name, field=field.clone())
        for model in MODELS
        for name, field in PLACE.items()
    ]
