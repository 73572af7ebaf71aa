"""An organisation may have a part of the forum, which follows it.

Its name and its state are changed at several doors (by hand, by decisions, by imports and when these are undone), all
below the forum. So the database carries them over, in the transaction and at the moment in which they change.
"""

import django.db.models.deletion
from django.db import migrations, models

FOLLOW = """
    CREATE FUNCTION forums_follow_organisation() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        UPDATE forums_category
        SET title = NEW.name,
            archived_at = CASE WHEN NEW.state = 'verified' THEN NULL ELSE coalesce(archived_at, now()) END
        WHERE organisation_id = NEW.id;
        RETURN NULL;
    END $$;
    CREATE TRIGGER forums_follow_organisation AFTER UPDATE OF name, state ON stakeholders_organisation
    FOR EACH ROW WHEN (OLD.name <> NEW.name OR OLD.state <> NEW.state)
    EXECUTE FUNCTION forums_follow_organisation()"""
FOLLOW_NO_MORE = """
    DROP TRIGGER forums_follow_organisation ON stakeholders_organisation;
    DROP FUNCTION forums_follow_organisation()"""


class Migration(migrations.Migration):
    dependencies = [("forums", "0011_held_posts"), ("stakeholders", "0025_search_of_vision")]
    operations = [
        migrations.AddField(
            model_name="category",
            name="organisation",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="stakeholders.organisation",
            ),
        ),
        migrations.AddConstraint(
            model_name="category",
            constraint=models.CheckConstraint(
                condition=models.Q(("organisation", None), ("is_owned", True), _connector="OR"),
                name="forum_of_an_organisation_is_owned",
            ),
        ),
        migrations.RunSQL(FOLLOW, FOLLOW_NO_MORE),
    ]
