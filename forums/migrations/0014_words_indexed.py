"""The indexes of the kept words, and one for the newest posts; built beside those who write."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations, models
from django.db.models import F


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("forums", "0013_words_kept")]
    operations = [
        RemoveIndexConcurrently("post", "posts_words"),
        AddIndexConcurrently("post", GinIndex(fields=["words"], name="posts_words")),
        RemoveIndexConcurrently("topic", "topics_words"),
        AddIndexConcurrently("topic", GinIndex(fields=["words"], name="topics_words")),
        AddIndexConcurrently("post", models.Index(F("created_at").desc(), F("id").desc(), name="posts_recent")),
    ]
