import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("catalog", "0001_tables"), ("orders", "0001_tables")]

    operations = [
        migrations.AddField(
            model_name="orderline",
            name="price_list",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="catalog.pricelist",
                verbose_name="price list",
            ),
        ),
        migrations.AddField(
            model_name="orderline",
            name="price_origin",
            field=models.CharField(blank=True, editable=False, max_length=200, verbose_name="price from"),
        ),
        migrations.AddField(
            model_name="orderline",
            name="proposed_price",
            field=models.DecimalField(
                blank=True,
                decimal_places=6,
                editable=False,
                max_digits=18,
                null=True,
                verbose_name="proposed price",
            ),
        ),
        migrations.AddField(
            model_name="historicalorderline",
            name="price_list",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="catalog.pricelist",
                verbose_name="price list",
            ),
        ),
        migrations.AddField(
            model_name="historicalorderline",
            name="price_origin",
            field=models.CharField(blank=True, editable=False, max_length=200, verbose_name="price from"),
        ),
        migrations.AddField(
            model_name="historicalorderline",
            name="proposed_price",
            field=models.DecimalField(
                blank=True,
                decimal_places=6,
                editable=False,
                max_digits=18,
                null=True,
                verbose_name="proposed price",
            ),
        ),
    ]
