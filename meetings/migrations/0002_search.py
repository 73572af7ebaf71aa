"""The index of the meetings' words, and the one that forgives slips; built beside those who write."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations

from commons.search import vector, written


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("commons", "0003_search"), ("meetings", "0001_initial")]
    operations = [
        AddIndexConcurrently("meeting", GinIndex(vector("title", written("agenda")), name="meetings_words")),
        AddIndexConcurrently("meeting", GinIndex(fields=["title"], opclasses=["gin_trgm_ops"], name="meetings_alike")),
    ]
