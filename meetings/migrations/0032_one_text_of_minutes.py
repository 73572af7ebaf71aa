"""What stood in one text of the meeting was carried over."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0031_minutes_carried_over"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="meeting",
            name="minutes_have_an_author",
        ),
        migrations.RemoveField(
            model_name="meeting",
            name="minutes",
        ),
        migrations.RemoveField(
            model_name="meeting",
            name="minutes_at",
        ),
        migrations.RemoveField(
            model_name="meeting",
            name="minutes_by",
        ),
        migrations.AlterField(
            model_name="minutes",
            name="meeting",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="minutes", to="meetings.meeting"
            ),
        ),
    ]
