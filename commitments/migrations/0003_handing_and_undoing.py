"""A promise is handed over, and what was kept by mistake runs again: each by an entry."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("commitments", "0002_frozen_promises"),
        ("stakeholders", "0025_search_of_vision"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="commitment",
            name="promise_is_never_rewritten",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="commitment",
            name="commitment_is_closed_once",
        ),
        migrations.RemoveConstraint(
            model_name="commitmententry",
            name="commitment_entry_gives_its_reason",
        ),
        migrations.AddField(
            model_name="commitmententry",
            name="person_after",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="commitmententry",
            name="person_before",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="commitmententry",
            name="what",
            field=models.CharField(
                choices=[
                    ("moved", "Tenggat diubah"),
                    ("handed", "Diserahkan"),
                    ("kept", "Ditepati"),
                    ("undone", "Ternyata belum ditepati"),
                    ("withdrawn", "Ditarik"),
                ],
                max_length=9,
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="commitment",
            trigger=pgtrigger.compiler.Trigger(
                name="promise_is_never_rewritten",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."organisation_id" IS DISTINCT FROM (NEW."organisation_id") OR OLD."what" IS DISTINCT FROM (NEW."what") OR OLD."amount" IS DISTINCT FROM (NEW."amount") OR OLD."unit" IS DISTINCT FROM (NEW."unit") OR OLD."amount_idr" IS DISTINCT FROM (NEW."amount_idr") OR OLD."first_due_on" IS DISTINCT FROM (NEW."first_due_on") OR OLD."said_by_id" IS DISTINCT FROM (NEW."said_by_id") OR OLD."said_at" IS DISTINCT FROM (NEW."said_at") OR OLD."place_id" IS DISTINCT FROM (NEW."place_id") OR OLD."source_type_id" IS DISTINCT FROM (NEW."source_type_id") OR OLD."source_id" IS DISTINCT FROM (NEW."source_id") OR OLD."audience_id" IS DISTINCT FROM (NEW."audience_id") OR OLD."thread_id" IS DISTINCT FROM (NEW."thread_id"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="f3956c505e2de1e21c9b64efa362c097ce86438a",
                    operation="UPDATE",
                    pgid="pgtrigger_promise_is_never_rewritten_86925",
                    table="commitments_commitment",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="commitment",
            trigger=pgtrigger.compiler.Trigger(
                name="commitment_is_closed_once",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.state <> 'open')",
                    func="\n                    IF OLD.state <> 'kept' OR NEW.state <> 'open' OR (\n                        SELECT e.what FROM commitments_commitmententry e\n                        WHERE e.commitment_id = NEW.id ORDER BY e.id DESC LIMIT 1) IS DISTINCT FROM 'undone' THEN\n                        RAISE EXCEPTION 'what was kept or withdrawn does not change';\n                    END IF;\n                    RETURN NEW;",
                    hash="1304a900bb651001aa885d20677f81b24f90b5b7",
                    operation="UPDATE",
                    pgid="pgtrigger_commitment_is_closed_once_349bd",
                    table="commitments_commitment",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="commitment",
            trigger=pgtrigger.compiler.Trigger(
                name="new_owner_is_an_entry",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.person_id IS DISTINCT FROM NEW.person_id)",
                    func="\n                    IF NOT EXISTS (SELECT 1 FROM commitments_commitmententry e\n                        WHERE e.commitment_id = NEW.id AND e.what = 'handed' AND e.person_after_id = NEW.person_id\n                        AND e.person_before_id IS NOT DISTINCT FROM OLD.person_id) THEN\n                        RAISE EXCEPTION 'whose promise it is now is an entry of its own';\n                    END IF;\n                    RETURN NEW;",
                    hash="e07acb395ad9107bb59d0f525a73518b6763d423",
                    operation="UPDATE",
                    pgid="pgtrigger_new_owner_is_an_entry_cab56",
                    table="commitments_commitment",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="commitmententry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("what__in", ["kept", "handed"]), models.Q(("note", ""), _negated=True), _connector="OR"
                ),
                name="commitment_entry_gives_its_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="commitmententry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("person_after__isnull", False), ("what", "handed")),
                    models.Q(
                        models.Q(("what", "handed"), _negated=True), ("person_after", None), ("person_before", None)
                    ),
                    _connector="OR",
                ),
                name="commitment_entry_hands_to_somebody",
            ),
        ),
    ]
