"""Promises of projects that are in the archive already stay as they were when it took them in."""

from django.db import migrations

FREEZE = """
    UPDATE commitments_commitment c
    SET frozen_on = greatest(c.said_at, p.archived_at)::date
    FROM projects_project p
    WHERE p.thread_id = c.place_id AND p.archived_at IS NOT NULL AND c.state = 'open' AND c.frozen_on IS NULL
"""


class Migration(migrations.Migration):
    dependencies = [("projects", "0017_ticked_in_an_update"), ("commitments", "0002_frozen_promises")]

    operations = [migrations.RunSQL(FREEZE, migrations.RunSQL.noop)]
