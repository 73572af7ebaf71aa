"""Who took the promise ledger along as a file."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("commitments", "0003_handing_and_undoing"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="CommitmentExport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(auto_now_add=True, db_index=True)),
                ("form", models.CharField(choices=[("csv", "CSV"), ("xlsx", "XLSX")], max_length=4)),
                ("narrowed_by", models.CharField(blank=True, max_length=500, verbose_name="Saringan")),
                ("rows", models.PositiveIntegerField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "default_permissions": (),
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="commitmentexport",
            trigger=pgtrigger.compiler.Trigger(
                name="commitment_export_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="7fa53abbb35525be44f8fa1bc0b7f7e7d667e47b",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_commitment_export_stays_4a65f",
                    table="commitments_commitmentexport",
                    when="BEFORE",
                ),
            ),
        ),
    ]
