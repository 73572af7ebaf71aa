"""Terms of the offices of RT and RW; that two hold one at a time is refused by the database."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("commons", "0003_search"),
        ("stakeholders", "0013_profile"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        BtreeGistExtension(),
        migrations.CreateModel(
            name="OfficeTerm",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "office",
                    models.CharField(
                        choices=[("head", "Ketua"), ("secretary", "Sekretaris"), ("treasurer", "Bendahara")],
                        default="head",
                        max_length=12,
                        verbose_name="Jabatan",
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=120, verbose_name="Nama")),
                ("decree", models.CharField(max_length=120, verbose_name="Nomor SK")),
                ("since_on", models.DateField(verbose_name="Mulai")),
                ("until_on", models.DateField(null=True, verbose_name="Sampai")),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="commons.area",
                        verbose_name="Wilayah",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "default_permissions": (),
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("area", "="),
                            ("office", "="),
                            (
                                models.Func(
                                    models.F("since_on"),
                                    models.F("until_on"),
                                    models.Value("[]"),
                                    function="daterange",
                                    output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                        name="one_holder_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until_on", None), ("until_on__gte", models.F("since_on")), _connector="OR"
                        ),
                        name="office_ends_after_it_began",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("person", None), models.Q(("name", ""), _negated=True)),
                            models.Q(("name", ""), ("person__isnull", False)),
                            _connector="OR",
                        ),
                        name="office_is_held_by_one",
                    ),
                ],
            },
        ),
    ]
