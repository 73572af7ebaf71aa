import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("projects", "0006_forums_of_projects")]

    operations = [
        migrations.AlterField(
            model_name="project",
            name="category",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="forums.category"
            ),
        ),
    ]
