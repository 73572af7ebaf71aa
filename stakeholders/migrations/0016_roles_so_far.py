"""The history of roles begins with the memberships there are: when each began, and when it ended."""

from django.db import migrations

BEGUN = """
    INSERT INTO stakeholders_rolechange (organisation_id, person_id, before, after, at)
    SELECT organisation_id, person_id, '', role, since_on::timestamp AT TIME ZONE 'Asia/Jakarta'
    FROM stakeholders_membership ORDER BY since_on, id"""
ENDED = """
    INSERT INTO stakeholders_rolechange (organisation_id, person_id, before, after, at)
    SELECT organisation_id, person_id, role, '', until_on::timestamp AT TIME ZONE 'Asia/Jakarta'
    FROM stakeholders_membership WHERE until_on IS NOT NULL ORDER BY until_on, id"""


class Migration(migrations.Migration):
    dependencies = [("stakeholders", "0015_people")]
    operations = [
        migrations.RunSQL(BEGUN, migrations.RunSQL.noop),
        migrations.RunSQL(ENDED, migrations.RunSQL.noop),
    ]
