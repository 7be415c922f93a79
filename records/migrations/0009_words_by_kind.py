"""Every word begins with a letter of its record type, where a mark stood among them before: `ת195x 建 军` becomes
`겧建 겧军`."""

from django.db import migrations

COLUMNS = ("grams", "private_grams")
LETTERED = "%s || replace(substr({column}, %s), ' ', ' ' || %s)"
MARKED = "%s || replace(substr({column}, %s), ' ' || %s, ' ')"
INDEXES = {
    "records_search_grams": "CREATE INDEX records_search_grams ON records_searchentry USING gin (grams_tsv)",
    "records_search_private": "CREATE INDEX records_search_private ON records_searchentry USING gin (private_grams_tsv)",
}


def forwards(apps, schema_editor):
    rewrite(schema_editor, LETTERED, lambda mark, letter: (letter, len(mark) + 2, letter))


def backwards(apps, schema_editor):
    rewrite(schema_editor, MARKED, lambda mark, letter: (f"{mark} ", 2, letter))


def rewrite(schema_editor, words, params):
    changes = ", ".join(
        f"{column} = CASE WHEN {column} = '' THEN '' ELSE {words.format(column=column)} END"
        for column in COLUMNS
    )
    is_postgres = schema_editor.connection.vendor == "postgresql"
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT content_type_id FROM records_searchentry")
        kinds = [number for (number,) in cursor.fetchall()]
        if (
            is_postgres
        ):  # of a thousand words each beginning is compared with every one; two hundred say as much
            cursor.execute("ALTER TABLE records_searchentry ALTER COLUMN grams_tsv SET STATISTICS 200")
        if not kinds:
            return
        for name in (
            INDEXES if is_postgres else ()
        ):  # a new index is made many times faster than an old one rewritten
            cursor.execute(f"DROP INDEX {name}")
        for number in kinds:
            given = params(f"\u05ea{number}x", chr(0xAC00 + number))
            cursor.execute(
                f"UPDATE records_searchentry SET {changes} WHERE content_type_id = %s",  # noqa: S608
                [*given, *given, number],
            )
        if is_postgres:  # what waits for the end of the transaction would hold the indexes up
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for statement in INDEXES.values() if is_postgres else ():
            cursor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("records", "0008_settings")]
    operations = [migrations.RunPython(forwards, backwards, elidable=False)]
