import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('activity', '0002_initial'),
        ('auth', '0012_alter_user_first_name_max_length'),
        ('commons', '0001_initial'),
        ('projects', '0001_initial'),
        ('stakeholders', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='partnership',
            name='organisation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='stakeholders.organisation'),
        ),
        migrations.AddField(
            model_name='project',
            name='areas',
            field=models.ManyToManyField(blank=True, related_name='+', to='commons.area', verbose_name='Wilayah'),
        ),
        migrations.AddField(
            model_name='project',
            name='audience',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='commons.audience'),
        ),
        migrations.AddField(
            model_name='project',
            name='coordinator',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='project',
            name='lead',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='stakeholders.organisation'),
        ),
        migrations.AddField(
            model_name='project',
            name='themes',
            field=models.ManyToManyField(blank=True, related_name='+', to='commons.theme', verbose_name='Bidang'),
        ),
        migrations.AddField(
            model_name='project',
            name='thread',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='activity.thread'),
        ),
        migrations.AddField(
            model_name='partnership',
            name='project',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='partnerships', to='projects.project'),
        ),
        migrations.AddField(
            model_name='projectgroupgrant',
            name='content_object',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='group_grants', to='projects.project'),
        ),
        migrations.AddField(
            model_name='projectgroupgrant',
            name='group',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='auth.group'),
        ),
        migrations.AddField(
            model_name='projectgroupgrant',
            name='permission',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='auth.permission'),
        ),
        migrations.AddField(
            model_name='projectusergrant',
            name='content_object',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='user_grants', to='projects.project'),
        ),
        migrations.AddField(
            model_name='projectusergrant',
            name='permission',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='auth.permission'),
        ),
        migrations.AddField(
            model_name='projectusergrant',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='stagechange',
            name='acting_as',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='stakeholders.organisation'),
        ),
        migrations.AddField(
            model_name='stagechange',
            name='author',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='stagechange',
            name='project',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='stage_changes', to='projects.project'),
        ),
        migrations.AddField(
            model_name='statusupdate',
            name='acting_as',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='stakeholders.organisation'),
        ),
        migrations.AddField(
            model_name='statusupdate',
            name='author',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='statusupdate',
            name='project',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='updates', to='projects.project'),
        ),
        migrations.AddIndex(
            model_name='project',
            index=models.Index(models.OrderBy(models.F('updated_at'), descending=True), models.OrderBy(models.F('id'), descending=True), name='projects_recent'),
        ),
        migrations.AddConstraint(
            model_name='project',
            constraint=models.CheckConstraint(condition=models.Q(('progress__lte', 100)), name='project_progress'),
        ),
        migrations.AddConstraint(
            model_name='project',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('stage', 'done'), _negated=True), ('progress', 100), _connector='OR'), name='done_project_is_complete'),
        ),
        migrations.AddConstraint(
            model_name='project',
            constraint=models.CheckConstraint(condition=models.Q(('starts_on', None), ('due_on', None), ('due_on__gte', models.F('starts_on')), _connector='OR'), name='project_dates'),
        ),
        migrations.AddConstraint(
            model_name='project',
            constraint=models.CheckConstraint(condition=models.Q(('budget_idr', None), ('budget_idr__gte', 0), _connector='OR'), name='project_budget'),
        ),
        migrations.AddConstraint(
            model_name='project',
            constraint=models.CheckConstraint(condition=models.Q(('spent_idr', None), ('spent_idr__gte', 0), _connector='OR'), name='project_spent'),
        ),
        migrations.AddConstraint(
            model_name='project',
            constraint=models.CheckConstraint(condition=models.Q(('rhythm_days__gte', 1), ('rhythm_days__lte', 366)), name='project_rhythm'),
        ),
        migrations.AddConstraint(
            model_name='partnership',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['invited', 'accepted'])), fields=('project', 'organisation'), name='one_current_partnership'),
        ),
        migrations.AlterUniqueTogether(
            name='projectgroupgrant',
            unique_together={('group', 'permission', 'content_object')},
        ),
        migrations.AlterUniqueTogether(
            name='projectusergrant',
            unique_together={('user', 'permission', 'content_object')},
        ),
        migrations.AddConstraint(
            model_name='statusupdate',
            constraint=models.UniqueConstraint(fields=('project', 'number'), name='one_update_a_number'),
        ),
        migrations.AddConstraint(
            model_name='statusupdate',
            constraint=models.CheckConstraint(condition=models.Q(('progress__lte', 100), ('progress_before__lte', 100)), name='update_progress'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='statusupdate',
            trigger=pgtrigger.compiler.Trigger(name='update_is_never_rewritten', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."project_id" IS DISTINCT FROM (NEW."project_id") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."author_id" IS DISTINCT FROM (NEW."author_id") OR OLD."acting_as_id" IS DISTINCT FROM (NEW."acting_as_id") OR OLD."condition" IS DISTINCT FROM (NEW."condition") OR OLD."progress" IS DISTINCT FROM (NEW."progress") OR OLD."progress_before" IS DISTINCT FROM (NEW."progress_before") OR OLD."is_no_change" IS DISTINCT FROM (NEW."is_no_change") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."help_from" IS DISTINCT FROM (NEW."help_from") OR OLD."lang" IS DISTINCT FROM (NEW."lang") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='f368486d03df3ac9758c90af881a20f9353d3ecd', operation='UPDATE', pgid='pgtrigger_update_is_never_rewritten_9cadb', table='projects_statusupdate', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='statusupdate',
            trigger=pgtrigger.compiler.Trigger(name='update_is_never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='795f249352bad8c29a2ed90db057cc0a3daecb00', operation='DELETE', pgid='pgtrigger_update_is_never_deleted_44373', table='projects_statusupdate', when='BEFORE')),
        ),
    ]
