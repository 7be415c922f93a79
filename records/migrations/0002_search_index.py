from django.db import migrations

from ._search_index import backwards, forwards


class Migration(migrations.Migration):
    dependencies = [("records", "0001_initial")]
    operations = [migrations.RunPython(forwards, backwards, elidable=False)]
