"""The kinds of organisations become rows that staff keep; which kind suits which sector is the rows' to say."""

import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("stakeholders", "0009_registrations_of_before")]

    operations = [
        migrations.CreateModel(
            name="OrganisationKind",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=40, unique=True)),
                (
                    "sector",
                    models.CharField(
                        choices=[
                            ("government", "Pemerintah"),
                            ("private", "Swasta"),
                            ("community", "Masyarakat"),
                            ("external", "Mitra luar"),
                        ],
                        max_length=12,
                        verbose_name="Unsur",
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="Nama jenis")),
                ("name_en", models.CharField(blank=True, max_length=80, verbose_name="Nama dalam bahasa Inggris")),
                ("order", models.PositiveSmallIntegerField(default=50)),
                ("is_active", models.BooleanField(default=True)),
            ],
            options={"default_permissions": ()},
        ),
        migrations.AddConstraint(
            model_name="organisationkind",
            constraint=models.UniqueConstraint(fields=("code", "sector"), name="kind_of_one_sector"),
        ),
        migrations.AddConstraint(
            model_name="organisationkind",
            constraint=models.UniqueConstraint(
                models.F("sector"), django.db.models.functions.text.Lower("name"), name="one_kind_a_name"
            ),
        ),
        migrations.AddConstraint(
            model_name="organisationkind",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("code", ""), _negated=True), models.Q(("name", ""), _negated=True)),
                name="kind_has_code_and_name",
            ),
        ),
        migrations.RemoveConstraint(model_name="organisation", name="organisation_kind_suits_its_sector"),
        migrations.AlterField(
            model_name="organisation",
            name="kind",
            field=models.CharField(blank=True, max_length=40, verbose_name="Jenis"),
        ),
    ]
