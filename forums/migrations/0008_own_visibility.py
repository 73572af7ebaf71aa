"""What staff chose for a category is kept beside what its audience has: so far they were the same. And the index of what
is pinned, built beside those who write: nothing here runs in one transaction with anything else."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def take_over(apps, schema_editor):
    category = apps.get_model("forums", "Category")
    audience = apps.get_model("commons", "Audience").objects.filter(pk=OuterRef("audience")).values("visibility")
    category.objects.filter(is_owned=False).update(own_visibility=Subquery(audience))


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("forums", "0007_structure"), ("commons", "0002_epoch")]
    operations = [
        migrations.RunPython(take_over, migrations.RunPython.noop),
        AddIndexConcurrently(
            "topic",
            models.Index(fields=["category"], condition=models.Q(pinned_at__isnull=False), name="topics_pinned"),
        ),
    ]
