from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("projects", "0014_places_of_milestones")]
    operations = [
        migrations.AddConstraint(
            model_name="milestone",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("done_at__isnull", False), ("state", "done")),
                    models.Q(models.Q(("state", "done"), _negated=True), ("done_at", None)),
                    _connector="OR",
                ),
                name="milestone_is_done_when_it_was_ticked",
            ),
        ),
        migrations.AddConstraint(
            model_name="milestone",
            constraint=models.CheckConstraint(
                condition=models.Q(("weight", None), ("weight__range", (1, 100)), _connector="OR"),
                name="milestone_weight",
            ),
        ),
    ]
