"""A migration that only makes tables, at the cost of one look at the models instead of one look a table.

Django shows every operation of a migration the models as they are at that moment, and builds all related models anew
for it. With two hundred related tables this is what a fresh start and every test database spend their time on. Tables
that are made together need only the models as they are in the end.
"""

from django.core.exceptions import ImproperlyConfigured
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import CreateModel, Migration, RunPython
from django.db.migrations.state import ProjectState


class TablesMigration(Migration):
    """A migration of `CreateModel`, with every field, index and constraint inside it, and of what runs when all stand.

    Raises ImproperlyConfigured: an operation that is neither CreateModel nor RunPython (it belongs into a migration of
    its own).
    """

    def apply(
        self, project_state: ProjectState, schema_editor: BaseDatabaseSchemaEditor, collect_sql: bool = False
    ) -> ProjectState:
        for operation in self.operations:
            if not isinstance(operation, CreateModel | RunPython):
                raise ImproperlyConfigured(f"{self}: {operation.describe()} is not the making of a table")
        before = project_state.clone()
        project_state.__dict__.pop("apps", None)  # else each table would build the models anew
        self.mutate_state(project_state, preserve=False)
        for operation in self.operations:
            came_from = before if isinstance(operation, CreateModel) else project_state
            operation.database_forwards(self.app_label, schema_editor, came_from, project_state)
        return project_state
