"""The sequence that `told_no` comes from: given by one dispatcher at a time, in the order of commits."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("activity", "0002_initial")]
    operations = [
        migrations.RunSQL("CREATE SEQUENCE activity_told_numbers", "DROP SEQUENCE activity_told_numbers"),
    ]
