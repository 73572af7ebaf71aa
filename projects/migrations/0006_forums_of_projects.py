"""Each project that was opened before there was a forum gets its part of it, with the project's audience and thread."""

from django.db import migrations


def open_forums(apps, schema_editor):
    category = apps.get_model("forums", "Category")
    project = apps.get_model("projects", "Project")
    for one in project.objects.filter(category=None).order_by("pk").iterator():
        forum = category.objects.create(
            title=one.title,
            title_en=one.title_en,
            is_owned=True,
            audience_id=one.audience_id,
            thread_id=one.thread_id,
        )
        project.objects.filter(pk=one.pk).update(category=forum)


class Migration(migrations.Migration):
    dependencies = [("projects", "0005_forum")]
    operations = [migrations.RunPython(open_forums, migrations.RunPython.noop)]
