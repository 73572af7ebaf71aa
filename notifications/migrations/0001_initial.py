import datetime
import django.db.models.deletion
import notifications.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
        ('activity', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='InboxMark',
            fields=[
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to=settings.AUTH_USER_MODEL)),
                ('told_no', models.BigIntegerField(default=0)),
                ('settled_no', models.BigIntegerField(default=0)),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Schedule',
            fields=[
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to=settings.AUTH_USER_MODEL)),
                ('frequency', models.CharField(blank=True, choices=[('daily', 'Setiap hari'), ('weekly', 'Setiap pekan'), ('monthly', 'Setiap bulan'), ('off', 'Tidak usah')], max_length=7)),
                ('weekday', models.PositiveSmallIntegerField(choices=[(1, 'Senin'), (2, 'Selasa'), (3, 'Rabu'), (4, 'Kamis'), (5, 'Jumat'), (6, 'Sabtu'), (7, 'Minggu')], default=1)),
                ('at', models.TimeField(default=datetime.time(6, 30))),
                ('zone', models.CharField(default=notifications.models.site_zone, max_length=40)),
                ('next_at', models.DateTimeField(null=True)),
                ('told_to', models.BigIntegerField(default=0)),
            ],
            options={
                'default_permissions': (),
                'indexes': [models.Index(condition=models.Q(('next_at__isnull', False)), fields=['next_at'], name='digest_due')],
                'constraints': [models.CheckConstraint(condition=models.Q(('frequency__in', ['', 'daily', 'weekly', 'monthly', 'off'])), name='digest_frequency'), models.CheckConstraint(condition=models.Q(('weekday__gte', 1), ('weekday__lte', 7)), name='digest_weekday')],
            },
        ),
        migrations.CreateModel(
            name='Notification',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('told_no', models.BigIntegerField()),
                ('reason', models.CharField(max_length=20)),
                ('channel', models.CharField(choices=[('inbox', 'Kotak masuk saja'), ('mail', 'Surel segera'), ('digest', 'Surel rangkuman'), ('none', 'Jangan beri tahu')], max_length=6)),
                ('count', models.PositiveIntegerField(default=1)),
                ('unread_since', models.DateTimeField()),
                ('letter_at', models.DateTimeField(null=True)),
                ('activity', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='activity.activity')),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('thread', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='activity.thread')),
            ],
            options={
                'default_permissions': (),
                'indexes': [models.Index(models.F('person'), models.OrderBy(models.F('told_no'), descending=True), name='notifications_inbox'), models.Index(condition=models.Q(('channel', 'digest'), models.Q(('reason', 'follows'), _negated=True)), fields=['person', 'told_no'], name='notices_for_digest')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('reason', 'follows'), _negated=True), fields=('activity', 'person'), name='one_notice_an_activity'), models.UniqueConstraint(condition=models.Q(('reason', 'follows')), fields=('thread', 'person'), name='one_notice_a_thread'), models.CheckConstraint(condition=models.Q(('channel__in', ['inbox', 'mail', 'digest'])), name='notice_channel')],
            },
        ),
        migrations.CreateModel(
            name='Preference',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('verb', models.CharField(max_length=60)),
                ('reason', models.CharField(max_length=20)),
                ('channel', models.CharField(choices=[('inbox', 'Kotak masuk saja'), ('mail', 'Surel segera'), ('digest', 'Surel rangkuman'), ('none', 'Jangan beri tahu')], max_length=6)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('verb', 'reason', 'person'), include=('channel',), name='one_preference_a_reason'), models.CheckConstraint(condition=models.Q(('channel__in', ['inbox', 'mail', 'digest', 'none'])), name='preference_channel')],
            },
        ),
    ]
