"""Minutes by item, who ratifies them or objects, decisions and their numbers."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0021_items_of_agendas"),
        ("stakeholders", "0025_search_of_vision"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="DecisionExport",
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
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Minutes",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "Draf"), ("circulated", "Diedarkan"), ("ratified", "Disahkan")],
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("circulated_at", models.DateTimeField(null=True)),
                ("speak_until", models.DateTimeField(null=True)),
                ("ratified_at", models.DateTimeField(null=True)),
                ("year", models.PositiveSmallIntegerField(null=True)),
                ("serial", models.PositiveIntegerField(null=True)),
                ("marks", models.JSONField(blank=True, default=dict)),
                ("seal", models.TextField(blank=True)),
                ("digest", models.CharField(blank=True, max_length=64)),
                (
                    "circulated_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "meeting",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="meetings.meeting"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "minutes",
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="MinutesPart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("title", models.CharField(blank=True, max_length=160)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("proposed", "Diusulkan"),
                            ("declined", "Tidak diambil"),
                            ("planned", "Dijadwalkan"),
                            ("done", "Selesai dibahas"),
                            ("deferred", "Ditunda"),
                        ],
                        max_length=8,
                    ),
                ),
                ("text", models.JSONField(blank=True, default=list, verbose_name="Notulen")),
                ("source", models.JSONField(blank=True, default=list)),
                ("version", models.PositiveIntegerField(default=0)),
                ("written_at", models.DateTimeField(null=True)),
                ("locked_since", models.DateTimeField(null=True)),
                ("locked_at", models.DateTimeField(null=True)),
                (
                    "item",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="meetings.agendaitem",
                    ),
                ),
                (
                    "locked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "minutes",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="parts", to="meetings.minutes"
                    ),
                ),
                (
                    "written_by",
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
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        models.Func(
                            models.Value(""),
                            models.Func(models.F("text"), function="search_text", output_field=models.TextField()),
                            function="search_vector",
                            output_field=django.contrib.postgres.search.SearchVectorField(),
                        ),
                        name="minutes_words",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Objection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "sector",
                    models.CharField(
                        choices=[
                            ("government", "Pemerintah"),
                            ("private", "Swasta"),
                            ("community", "Masyarakat"),
                            ("external", "Mitra luar"),
                        ],
                        max_length=10,
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("reason", models.CharField(max_length=1000, verbose_name="Keberatan Anda")),
                (
                    "minutes",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="objections", to="meetings.minutes"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="stakeholders.organisation",
                    ),
                ),
                (
                    "part",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="meetings.minutespart"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Ratification",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "sector",
                    models.CharField(
                        choices=[
                            ("government", "Pemerintah"),
                            ("private", "Swasta"),
                            ("community", "Masyarakat"),
                            ("external", "Mitra luar"),
                        ],
                        max_length=10,
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "minutes",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="ratifications", to="meetings.minutes"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="stakeholders.organisation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Register",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=8)),
                ("year", models.PositiveSmallIntegerField()),
                ("last", models.PositiveIntegerField(default=0)),
            ],
            options={
                "default_permissions": (),
                "constraints": [models.UniqueConstraint(fields=("kind", "year"), name="one_register_a_year")],
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=200, verbose_name="Keputusan")),
                ("text", models.JSONField(blank=True, default=list, verbose_name="Penjelasan")),
                ("effective_on", models.DateField(verbose_name="Berlaku sejak")),
                ("review_on", models.DateField(null=True, verbose_name="Ditinjau lagi pada")),
                (
                    "change",
                    models.CharField(
                        blank=True, choices=[("replaces", "Menggantikan"), ("revokes", "Mencabut")], max_length=8
                    ),
                ),
                ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("year", models.PositiveSmallIntegerField(null=True)),
                ("serial", models.PositiveIntegerField(null=True)),
                ("published_at", models.DateTimeField(null=True)),
                (
                    "changes",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changed",
                        to="meetings.decision",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="meetings.agendaitem",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="decisions", to="meetings.meeting"
                    ),
                ),
                (
                    "owner_organisation",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="stakeholders.organisation",
                    ),
                ),
                (
                    "owner_person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "default_permissions": (),
                "indexes": [
                    models.Index(
                        models.OrderBy(models.F("published_at"), descending=True),
                        models.OrderBy(models.F("id"), descending=True),
                        name="decisions_newest",
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        models.Func(
                            models.F("title"),
                            models.Func(models.F("text"), function="search_text", output_field=models.TextField()),
                            function="search_vector",
                            output_field=django.contrib.postgres.search.SearchVectorField(),
                        ),
                        name="decisions_words",
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["title"], name="decisions_alike", opclasses=["gin_trgm_ops"]
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("title", ""), _negated=True), name="decision_says_what"),
                    models.UniqueConstraint(fields=("year", "serial"), name="decision_numbered_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("published_at", None), ("serial", None), ("year", None)),
                            models.Q(
                                ("published_at__isnull", False), ("serial__isnull", False), ("year__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="published_decision_has_a_number",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("change", ""), ("changes", None)),
                            models.Q(("changes__isnull", False), models.Q(("change", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="decision_says_what_it_changes",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("serial__isnull", False)),
                        fields=("changes",),
                        name="decision_is_changed_once",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="decision",
            trigger=pgtrigger.compiler.Trigger(
                name="published_decision_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.serial IS NOT NULL)",
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="d8a226003c906724b27c655f7dfb17a7b6ea33ae",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_published_decision_stays_d230c",
                    table="meetings_decision",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="decisionexport",
            trigger=pgtrigger.compiler.Trigger(
                name="decision_export_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="893fd8cb444a0ef6bb564e3fe1d4b1ca3eb9fb68",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_decision_export_stays_7d5a1",
                    table="meetings_decisionexport",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="minutes",
            constraint=models.UniqueConstraint(fields=("year", "serial"), name="minutes_numbered_once"),
        ),
        migrations.AddConstraint(
            model_name="minutes",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("circulated_at", None), ("state", "draft")),
                    models.Q(
                        models.Q(("state", "draft"), _negated=True),
                        ("circulated_at__isnull", False),
                        ("circulated_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="minutes_circulated_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="minutes",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        models.Q(("state", "ratified"), _negated=True),
                        ("digest", ""),
                        ("ratified_at", None),
                        ("serial", None),
                    ),
                    models.Q(
                        ("ratified_at__isnull", False),
                        ("serial__isnull", False),
                        ("state", "ratified"),
                        ("year__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="ratified_minutes_have_a_number",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="minutes",
            trigger=pgtrigger.compiler.Trigger(
                name="ratified_minutes_stay",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.state = 'ratified')",
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="1559dfcd0c9574c319d42fbe239f2ff81b5868c7",
                    operation="UPDATE",
                    pgid="pgtrigger_ratified_minutes_stay_a7970",
                    table="meetings_minutes",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="minutes",
            trigger=pgtrigger.compiler.Trigger(
                name="circulated_minutes_do_not_go_back",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.state = 'circulated' AND NEW.state = 'draft')",
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="701468ab103bc4cd4ce77e49799339a2bc4e5401",
                    operation="UPDATE",
                    pgid="pgtrigger_circulated_minutes_do_not_go_back_dded7",
                    table="meetings_minutes",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="minutes",
            trigger=pgtrigger.compiler.Trigger(
                name="circulated_minutes_are_not_deleted",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.state <> 'draft')",
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="e0ba1c4de99f797f2dd21ab252057d41852e2ffc",
                    operation="DELETE",
                    pgid="pgtrigger_circulated_minutes_are_not_deleted_da982",
                    table="meetings_minutes",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="minutespart",
            constraint=models.UniqueConstraint(
                fields=("minutes", "item"), name="one_part_an_item", nulls_distinct=False
            ),
        ),
        migrations.AddConstraint(
            model_name="minutespart",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("locked_at", None), ("locked_by", None), ("locked_since", None)),
                    models.Q(
                        ("locked_at__isnull", False), ("locked_by__isnull", False), ("locked_since__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="lock_of_a_part_has_a_time",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="minutespart",
            trigger=pgtrigger.compiler.Trigger(
                name="part_changes_in_drafts",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    IF (SELECT m.state FROM meetings_minutes m WHERE m.id = OLD.minutes_id) <> 'draft' THEN\n        RAISE EXCEPTION 'minutes that were circulated do not change';\n    END IF;\n    RETURN COALESCE(NEW, OLD);",
                    hash="453aa924e04d5f38c0950832d19d50c5f1cc72eb",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_part_changes_in_drafts_ae96c",
                    table="meetings_minutespart",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="minutespart",
            trigger=pgtrigger.compiler.Trigger(
                name="part_begins_in_drafts",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    IF (SELECT m.state FROM meetings_minutes m WHERE m.id = NEW.minutes_id) <> 'draft' THEN\n        RAISE EXCEPTION 'minutes that were circulated do not change';\n    END IF;\n    RETURN NEW;",
                    hash="ae27a7b844f218c60cb68d03d14a70f4a1f61163",
                    operation="INSERT",
                    pgid="pgtrigger_part_begins_in_drafts_4bd79",
                    table="meetings_minutespart",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="objection",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="objection_has_a_reason"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="objection",
            trigger=pgtrigger.compiler.Trigger(
                name="objection_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="fa2a920c8ab7a2318661702ab4897d866bb15610",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_objection_stays_63efe",
                    table="meetings_objection",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="objection",
            trigger=pgtrigger.compiler.Trigger(
                name="objected_in_time",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    IF (SELECT m.state FROM meetings_minutes m WHERE m.id = NEW.minutes_id) <> 'circulated' THEN\n        RAISE EXCEPTION 'one speaks about minutes between circulation and ratification';\n    END IF;\n    RETURN NEW;",
                    hash="27869188e71686e6f4b541e6f1bc484c8caebfd9",
                    operation="INSERT",
                    pgid="pgtrigger_objected_in_time_a5e5b",
                    table="meetings_objection",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="ratification",
            constraint=models.UniqueConstraint(fields=("minutes", "person"), name="one_ratification_a_person"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="ratification",
            trigger=pgtrigger.compiler.Trigger(
                name="ratification_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="6fe61dad89e07d65f393c073cd20a60b9db61c14",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_ratification_stays_7ed10",
                    table="meetings_ratification",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="ratification",
            trigger=pgtrigger.compiler.Trigger(
                name="ratified_in_time",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    IF (SELECT m.state FROM meetings_minutes m WHERE m.id = NEW.minutes_id) <> 'circulated' THEN\n        RAISE EXCEPTION 'one speaks about minutes between circulation and ratification';\n    END IF;\n    RETURN NEW;",
                    hash="72d107d4e4d00058d0b01bd6a37e9b7e17fc92db",
                    operation="INSERT",
                    pgid="pgtrigger_ratified_in_time_bb3f6",
                    table="meetings_ratification",
                    when="BEFORE",
                ),
            ),
        ),
    ]
