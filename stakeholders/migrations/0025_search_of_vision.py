"""Vision and mission are found too: the index of the organisations' words is built anew, beside those who write."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations

from commons.search import joined, vector


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("stakeholders", "0024_engagements")]
    operations = [
        AddIndexConcurrently(
            "organisation",
            GinIndex(
                vector("name", joined("about", "vision", "mission"), "name", "about_en"), name="organisations_texts"
            ),
        ),
        RemoveIndexConcurrently("organisation", "organisations_words"),
    ]
