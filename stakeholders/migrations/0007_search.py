"""The index of the organisations' words, and the one that forgives slips in their names; built beside those who write."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations

from commons.search import vector


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("commons", "0003_search"), ("stakeholders", "0006_rules_of_registering")]
    operations = [
        AddIndexConcurrently(
            "organisation", GinIndex(vector("name", "about", "name", "about_en"), name="organisations_words")
        ),
        AddIndexConcurrently(
            "organisation", GinIndex(fields=["name"], opclasses=["gin_trgm_ops"], name="organisations_alike")
        ),
    ]
