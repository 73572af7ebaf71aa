"""Names are found although they were typed wrong: the extension that compares them by trigrams."""

from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("stakeholders", "0001_initial")]

    operations = [TrigramExtension()]
