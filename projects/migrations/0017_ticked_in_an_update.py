"""A milestone remembers the update in which it was ticked, so that *Bukan saya* takes back both."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("projects", "0016_updates")]

    operations = [
        migrations.AddField(
            model_name="milestone",
            name="reached_with",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="reached_milestones",
                to="projects.statusupdate",
            ),
        ),
        migrations.AddConstraint(
            model_name="milestone",
            constraint=models.CheckConstraint(
                condition=models.Q(("reached_with", None), ("state", "done"), _connector="OR"),
                name="milestone_ticked_in_an_update_is_done",
            ),
        ),
    ]
