"""What is reached is *Tercapai*; and each milestone gets the place that it had by its day."""

from django.db import migrations

PLACES = """
UPDATE projects_milestone m
SET position = o.place, state = CASE WHEN m.done_at IS NULL THEN m.state ELSE 'done' END
FROM (SELECT id, row_number() OVER (PARTITION BY project_id ORDER BY due_on ASC NULLS LAST, id) AS place
      FROM projects_milestone) o
WHERE o.id = m.id
"""


class Migration(migrations.Migration):
    dependencies = [("projects", "0013_plan")]
    operations = [migrations.RunSQL(PLACES, migrations.RunSQL.noop)]
