"""The one epoch row, and the sequence its numbers come from."""

from django.db import migrations


def begin(apps, schema_editor):
    apps.get_model("commons", "Epoch").objects.get_or_create(pk=1)


class Migration(migrations.Migration):
    dependencies = [("commons", "0001_initial")]
    operations = [
        migrations.RunSQL("CREATE SEQUENCE commons_epoch_numbers", "DROP SEQUENCE commons_epoch_numbers"),
        migrations.RunPython(begin, migrations.RunPython.noop),
    ]
