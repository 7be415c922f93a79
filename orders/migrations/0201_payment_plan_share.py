from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("orders", "0099_proposed_prices")]

    operations = [
        migrations.AddField(
            model_name=model,
            name=name,
            field=field,
        )
        for model in ("paymentplan", "historicalpaymentplan")
        for name, field in (
            (
                "percent",
                models.DecimalField(
                    blank=True,
                    decimal_places=4,
                    editable=False,
                    max_digits=9,
                    null=True,
                    verbose_name="share (%)",
                ),
            ),
            (
                "end_reason",
                models.CharField(blank=True, editable=False, max_length=200, verbose_name="reason"),
            ),
        )
    ]
