"""The words of posts and topics are kept beside them: made anew for each of 500 hits, they took most of a search.

Both tables are written anew, which holds up whoever writes meanwhile (200,000 posts: half a minute).
"""

from django.contrib.postgres.search import SearchVectorField
from django.db import migrations, models

from commons.search import vector, written_vector


def words(expression: models.Func) -> models.GeneratedField:
    return models.GeneratedField(expression=expression, output_field=SearchVectorField(), db_persist=True)


class Migration(migrations.Migration):
    dependencies = [("forums", "0012_forums_of_organisations")]
    operations = [
        migrations.AddField("post", "words", words(written_vector("body"))),
        migrations.AddField("topic", "words", words(vector("title", "title"))),
    ]
