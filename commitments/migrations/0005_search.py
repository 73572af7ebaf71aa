"""The index of the promises' words, and the one that forgives slips; built beside those who write."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations

from commons.search import vector


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("commitments", "0004_exports"), ("commons", "0003_search")]
    operations = [
        AddIndexConcurrently("commitment", GinIndex(vector("what", "what"), name="commitments_words")),
        AddIndexConcurrently(
            "commitment", GinIndex(fields=["what"], opclasses=["gin_trgm_ops"], name="commitments_alike")
        ),
    ]
