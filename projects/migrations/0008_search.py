"""The indexes of the projects' and updates' words, and the one that forgives slips; built beside those who write."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations

from commons.search import vector, written_vector


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("commons", "0003_search"), ("projects", "0007_every_project_has_a_forum")]
    operations = [
        AddIndexConcurrently(
            "project", GinIndex(vector("title", "summary", "title_en", "summary_en"), name="projects_words")
        ),
        AddIndexConcurrently("project", GinIndex(fields=["title"], opclasses=["gin_trgm_ops"], name="projects_alike")),
        AddIndexConcurrently("statusupdate", GinIndex(written_vector("note"), name="updates_words")),
    ]
