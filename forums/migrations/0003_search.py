"""The indexes of the words of topics and posts, and the one that forgives slips; built beside those who write."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations

from commons.search import vector, written_vector


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("commons", "0003_search"), ("forums", "0002_first_categories")]
    operations = [
        AddIndexConcurrently("topic", GinIndex(vector("title", "title"), name="topics_words")),
        AddIndexConcurrently("topic", GinIndex(fields=["title"], opclasses=["gin_trgm_ops"], name="topics_alike")),
        AddIndexConcurrently("post", GinIndex(written_vector("body"), name="posts_words")),
    ]
