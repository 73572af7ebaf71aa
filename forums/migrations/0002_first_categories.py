"""A forum begins with two parts: the office's announcements, and one for everything else. Staff rename and add to them."""

from django.db import migrations

FIRST = (
    {
        "title": "Pengumuman",
        "title_en": "Announcements",
        "description": "Kabar resmi dari kantor kelurahan. Semua boleh bertanya di bawahnya.",
        "starters": "staff",
        "order": 10,
    },
    {
        "title": "Umum",
        "title_en": "General",
        "description": "Perkenalan, pertanyaan, dan obrolan lintas RW.",
        "order": 20,
    },
)


def open_categories(apps, schema_editor):
    audience = apps.get_model("commons", "Audience")
    thread = apps.get_model("activity", "Thread")
    for facts in FIRST:
        seen_by = audience.objects.create(visibility="public")
        followed = thread.objects.create(kind="forums.category", audience=seen_by)
        made = apps.get_model("forums", "Category").objects.create(audience=seen_by, thread=followed, **facts)
        thread.objects.filter(pk=followed.pk).update(object_id=made.pk)


class Migration(migrations.Migration):
    dependencies = [("forums", "0001_initial"), ("activity", "0003_told_numbers"), ("commons", "0002_epoch")]
    operations = [migrations.RunPython(open_categories, migrations.RunPython.noop)]
