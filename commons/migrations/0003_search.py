"""What search needs of the database: trigrams, and the functions that its indexes are made of.

They name every function with its schema, so that a restore, which sets no search path, can build the indexes. Whoever
changes one of them rebuilds the indexes that use it (`REINDEX`) in the same migration.
"""

from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations

# RW 3, RW.03 and RW003 are one: `commons.search` writes what is asked the same way.
PLACES = r"pg_catalog.regexp_replace({}, '\m(r[tw])[\s.]*0*([1-9]\d{{0,2}})\M', '\1 \2', 'gi')"
TWICE = (
    "pg_catalog.to_tsvector('pg_catalog.simple'::pg_catalog.regconfig, {0})"
    " || pg_catalog.to_tsvector('pg_catalog.indonesian'::pg_catalog.regconfig, {0})"
)
ENGLISH = "pg_catalog.to_tsvector('pg_catalog.english'::pg_catalog.regconfig, {})"
VECTOR = f"""
    CREATE FUNCTION search_vector(names text, texts text, names_en text DEFAULT '', texts_en text DEFAULT '')
    RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
        SELECT pg_catalog.setweight({TWICE.format(PLACES.format("names"))} || {ENGLISH.format("names_en")}, 'A')
            || pg_catalog.setweight({TWICE.format(PLACES.format("texts"))} || {ENGLISH.format("texts_en")}, 'C') $$"""
# A written text is a list of segments (`commons.rich_text`): strings of HTML, and references, which are left out.
TEXT = """
    CREATE FUNCTION search_text(segments jsonb) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
        SELECT coalesce(pg_catalog.regexp_replace(
            pg_catalog.string_agg(p.part #>> '{}', ' … ' ORDER BY p.nth), '<[^>]*>', ' ', 'g'), '')
        FROM pg_catalog.jsonb_array_elements(segments) WITH ORDINALITY AS p(part, nth)
        WHERE pg_catalog.jsonb_typeof(p.part) = 'string' $$"""


class Migration(migrations.Migration):
    dependencies = [("commons", "0002_epoch")]
    operations = [
        TrigramExtension(),
        migrations.RunSQL(VECTOR, "DROP FUNCTION search_vector(text, text, text, text)"),
        migrations.RunSQL(TEXT, "DROP FUNCTION search_text(jsonb)"),
    ]
