import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('activity', '0001_initial'),
        ('commons', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='thread',
            name='audience',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='commons.audience'),
        ),
        migrations.AddField(
            model_name='thread',
            name='parent',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='children', to='activity.thread'),
        ),
        migrations.AddField(
            model_name='readmark',
            name='thread',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='activity.thread'),
        ),
        migrations.AddField(
            model_name='follow',
            name='thread',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='follows', to='activity.thread'),
        ),
        migrations.AddField(
            model_name='activity',
            name='thread',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='activities', to='activity.thread'),
        ),
        migrations.AddConstraint(
            model_name='activityrecipient',
            constraint=models.UniqueConstraint(fields=('activity', 'person', 'group', 'reason'), name='one_recipient_a_reason', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='activityrecipient',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('group', None), ('person__isnull', False)), models.Q(('group__isnull', False), ('person', None)), _connector='OR'), name='recipient_is_person_or_group'),
        ),
        migrations.AddIndex(
            model_name='due',
            index=models.Index(condition=models.Q(('done_at', None)), fields=['due_at'], name='due_waiting'),
        ),
        migrations.AddConstraint(
            model_name='due',
            constraint=models.UniqueConstraint(fields=('kind', 'target_type', 'target_id', 'occasion', 'person', 'group'), name='one_due_an_occasion', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='due',
            constraint=models.CheckConstraint(condition=models.Q(('useful_until__gte', models.F('due_at'))), name='due_useful_after_due'),
        ),
        migrations.AddConstraint(
            model_name='thread',
            constraint=models.UniqueConstraint(fields=('kind', 'object_id'), name='one_thread_a_thing'),
        ),
        migrations.AddConstraint(
            model_name='readmark',
            constraint=models.UniqueConstraint(fields=('thread', 'person'), name='one_mark_a_person'),
        ),
        migrations.AddConstraint(
            model_name='follow',
            constraint=models.UniqueConstraint(fields=('thread', 'person'), include=('level',), name='one_follow_a_person'),
        ),
        migrations.AddConstraint(
            model_name='follow',
            constraint=models.CheckConstraint(condition=models.Q(('level__in', [0, 1, 2])), name='follow_level'),
        ),
        migrations.AddIndex(
            model_name='activity',
            index=models.Index(condition=models.Q(('dispatched_at', None)), fields=['id'], name='activity_undispatched'),
        ),
        migrations.AddIndex(
            model_name='activity',
            index=models.Index(models.F('thread'), models.OrderBy(models.F('told_no'), descending=True), name='activity_of_thread'),
        ),
        migrations.AddIndex(
            model_name='activity',
            index=models.Index(fields=['target_type', 'target_id'], name='activity_of_target'),
        ),
    ]
