"""The trail of a process cannot be changed, not even by statements to the database."""

SQLITE = """
CREATE TRIGGER approvalrecord_unchangeable BEFORE UPDATE ON workflow_approvalrecord
BEGIN SELECT RAISE(ABORT, 'the trail of a process is never changed'); END
"""
POSTGRESQL = """
CREATE FUNCTION approvalrecord_unchangeable() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION 'the trail of a process is never changed'; END
$$ LANGUAGE plpgsql;
CREATE TRIGGER approvalrecord_unchangeable BEFORE UPDATE ON workflow_approvalrecord
FOR EACH ROW EXECUTE FUNCTION approvalrecord_unchangeable()
"""


def protect(apps, schema_editor):
    """The database itself refuses to rewrite the trail, whoever asks."""
    statements = {"sqlite": SQLITE, "postgresql": POSTGRESQL}
    sql = statements.get(schema_editor.connection.vendor)
    if sql is not None:
        schema_editor.execute(sql)


def unprotect(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TRIGGER approvalrecord_unchangeable")
    elif schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TRIGGER approvalrecord_unchangeable ON workflow_approvalrecord")
        schema_editor.execute("DROP FUNCTION approvalrecord_unchangeable()")
