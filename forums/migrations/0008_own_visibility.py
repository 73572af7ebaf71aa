"""What staff chose for a category is kept beside what its audience has: so far they were the same."""

from django.db import migrations
from django.db.models import OuterRef, Subquery


def take_over(apps, schema_editor):
    category = apps.get_model("forums", "Category")
    audience = apps.get_model("commons", "Audience").objects.filter(pk=OuterRef("audience")).values("visibility")
    category.objects.filter(is_owned=False).update(own_visibility=Subquery(audience))


class Migration(migrations.Migration):
    dependencies = [("forums", "0007_structure"), ("commons", "0002_epoch")]
    operations = [migrations.RunPython(take_over, migrations.RunPython.noop)]
