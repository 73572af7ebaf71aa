import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0010_series"),
        ("stakeholders", "0025_search_of_vision"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AttendanceExport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(auto_now_add=True, db_index=True)),
                ("form", models.CharField(choices=[("csv", "CSV"), ("xlsx", "XLSX")], max_length=4)),
                ("narrowed_by", models.CharField(blank=True, max_length=500, verbose_name="Saringan")),
                ("rows", models.PositiveIntegerField()),
            ],
            options={
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Envoy",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(blank=True, max_length=120, verbose_name="Nama")),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.AddField(
            model_name="attendance",
            name="invitee",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="attendances",
                to="meetings.invitee",
            ),
        ),
        migrations.AddField(
            model_name="invitee",
            name="companions",
            field=models.PositiveSmallIntegerField(default=0, verbose_name="Pendamping"),
        ),
        migrations.AddField(
            model_name="invitee",
            name="needs",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        ("wheelchair", "Kursi roda"),
                        ("sign", "Penerjemah isyarat"),
                        ("large", "Bahan huruf besar"),
                        ("child", "Tempat untuk anak"),
                    ],
                    max_length=10,
                ),
                blank=True,
                default=list,
                size=None,
            ),
        ),
        migrations.AddConstraint(
            model_name="invitee",
            constraint=models.CheckConstraint(condition=models.Q(("companions__lte", 20)), name="invitee_brings_a_few"),
        ),
        migrations.AddField(
            model_name="attendanceexport",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="envoy",
            name="invitee",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="envoys", to="meetings.invitee"
            ),
        ),
        migrations.AddField(
            model_name="envoy",
            name="person",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="attendanceexport",
            trigger=pgtrigger.compiler.Trigger(
                name="attendance_export_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="dd00c3596b092819168ffa67be88921e67ad49e0",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_attendance_export_stays_46e0c",
                    table="meetings_attendanceexport",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="envoy",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("name", ""), ("person__isnull", False)),
                    models.Q(("person", None), models.Q(("name", ""), _negated=True)),
                    _connector="OR",
                ),
                name="envoy_is_a_person_or_a_name",
            ),
        ),
        migrations.AddConstraint(
            model_name="envoy",
            constraint=models.UniqueConstraint(fields=("invitee", "person"), name="one_envoy_a_person"),
        ),
    ]
