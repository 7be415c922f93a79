"""The full-text index over records_searchentry: generated tsvectors with GIN, or FTS5 tables kept by triggers."""

POSTGRES = [
    """ALTER TABLE records_searchentry
       ADD COLUMN grams_tsv tsvector GENERATED ALWAYS AS (to_tsvector('simple', grams)) STORED,
       ADD COLUMN private_grams_tsv tsvector GENERATED ALWAYS AS (to_tsvector('simple', private_grams)) STORED""",
    "CREATE INDEX records_search_grams ON records_searchentry USING gin (grams_tsv)",
    "CREATE INDEX records_search_private ON records_searchentry USING gin (private_grams_tsv)",
    "ALTER TABLE records_searchentry ALTER COLUMN grams_tsv SET STATISTICS 1000",
]
POSTGRES_BACK = [
    "DROP INDEX records_search_private",
    "DROP INDEX records_search_grams",
    "ALTER TABLE records_searchentry DROP COLUMN grams_tsv, DROP COLUMN private_grams_tsv",
]


def sqlite_statements(column):
    table = f"records_search_{column}"
    return [
        f"""CREATE VIRTUAL TABLE {table} USING fts5({column}, content='records_searchentry', content_rowid='id',
            tokenize='unicode61', detail='none')""",
        f"""CREATE TRIGGER {table}_insert AFTER INSERT ON records_searchentry BEGIN
            INSERT INTO {table}(rowid, {column}) VALUES (new.id, new.{column}); END""",
        f"""CREATE TRIGGER {table}_delete AFTER DELETE ON records_searchentry BEGIN
            INSERT INTO {table}({table}, rowid, {column}) VALUES ('delete', old.id, old.{column}); END""",
        f"""CREATE TRIGGER {table}_update AFTER UPDATE ON records_searchentry BEGIN
            INSERT INTO {table}({table}, rowid, {column}) VALUES ('delete', old.id, old.{column});
            INSERT INTO {table}(rowid, {column}) VALUES (new.id, new.{column}); END""",
    ]


def forwards(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        statements = POSTGRES
    else:
        statements = sqlite_statements("grams") + sqlite_statements("private_grams")
    for statement in statements:
        schema_editor.execute(statement)


def backwards(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        statements = POSTGRES_BACK
    else:
        statements = [
            statement
            for column in ("grams", "private_grams")
            for statement in (
                f"DROP TRIGGER records_search_{column}_insert",
                f"DROP TRIGGER records_search_{column}_delete",
                f"DROP TRIGGER records_search_{column}_update",
                f"DROP TABLE records_search_{column}",
            )
        ]
    for statement in statements:
        schema_editor.execute(statement)
