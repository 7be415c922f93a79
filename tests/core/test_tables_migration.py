"""Tables made together: one look at the models, and nothing but tables and what is done once they stand."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, migrations, models
from django.db.migrations.state import ProjectState

from core.tables_migration import TablesMigration


def _migration(*operations: migrations.operations.base.Operation) -> TablesMigration:
    kind = type("Migration", (TablesMigration,), {"operations": list(operations)})
    return kind("0001_tables", "core")


def _table(name: str, *fields: tuple[str, models.Field]) -> migrations.CreateModel:
    return migrations.CreateModel(name, [("id", models.BigAutoField(primary_key=True)), *fields])


@pytest.mark.django_db(transaction=True)
def test_tables_may_point_at_tables_that_come_later() -> None:
    town = _table("Town", ("mayor", models.ForeignKey("core.person", models.CASCADE, null=True)))
    person = _table("Person", ("home", models.ForeignKey("core.town", models.CASCADE)))
    with connection.schema_editor() as editor:
        state = _migration(town, person).apply(ProjectState(), editor)
    home, someone = state.apps.get_model("core", "Town"), state.apps.get_model("core", "Person")
    try:
        one = someone.objects.create(home=home.objects.create())
        assert home.objects.filter(person=one).count() == 1
    finally:
        with connection.schema_editor() as editor:
            editor.delete_model(someone)
            editor.delete_model(home)


@pytest.mark.django_db(transaction=True)
def test_what_is_done_in_python_sees_every_table() -> None:
    seen = []
    look = migrations.RunPython(
        lambda apps, editor: seen.append(apps.get_model("core", "Town")._meta.db_table)
    )
    with connection.schema_editor() as editor:
        state = _migration(_table("Town"), look).apply(ProjectState(), editor)
        editor.delete_model(state.apps.get_model("core", "Town"))
    assert seen == ["core_town"]


def test_anything_but_a_table_is_refused() -> None:
    late = migrations.AddField("person", "age", models.IntegerField())
    with pytest.raises(ImproperlyConfigured, match="Add field age to person"):
        _migration(late).apply(ProjectState(), None)
