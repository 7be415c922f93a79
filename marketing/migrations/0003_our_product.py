import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("marketing", "0002_resources"),
    ]

    operations = [
        migrations.AddField(
            model_name="competitorproduct",
            name="ours",
            field=models.ForeignKey(
                blank=True,
                help_text="The one of ours that it is bought instead of.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="competing",
                to="catalog.product",
                verbose_name="our product",
            ),
        ),
        migrations.AddField(
            model_name="historicalcompetitorproduct",
            name="ours",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                help_text="The one of ours that it is bought instead of.",
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="catalog.product",
                verbose_name="our product",
            ),
        ),
        migrations.AlterField(
            model_name="historicalmarketinfo",
            name="title",
            field=models.CharField(max_length=120, verbose_name="headline"),
        ),
        migrations.AlterField(
            model_name="marketinfo",
            name="title",
            field=models.CharField(max_length=120, verbose_name="headline"),
        ),
    ]
