import django.db.models.deletion
import django.db.models.functions.datetime
import django.db.models.functions.text
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('commons', '0001_initial'),
        ('contenttypes', '0002_remove_content_type_name'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Address',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', models.EmailField(max_length=254, verbose_name='Alamat surel')),
                ('hard', models.PositiveSmallIntegerField(default=0, verbose_name='Penolakan')),
                ('hard_at', models.DateTimeField(null=True, verbose_name='Terakhir ditolak')),
                ('last_reply', models.CharField(blank=True, max_length=250, verbose_name='Jawaban server')),
                ('suppressed_at', models.DateTimeField(null=True, verbose_name='Dihentikan sejak')),
            ],
            options={
                'verbose_name': 'Alamat yang menolak',
                'verbose_name_plural': 'Alamat yang menolak',
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('address'), name='one_row_an_address')],
            },
        ),
        migrations.CreateModel(
            name='MailToken',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('purpose', models.CharField(max_length=60)),
                ('address', models.EmailField(blank=True, max_length=254)),
                ('target_id', models.BigIntegerField(null=True)),
                ('data', models.JSONField(default=dict)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('expires_at', models.DateTimeField(db_index=True)),
                ('used_at', models.DateTimeField(null=True)),
                ('revoked_at', models.DateTimeField(null=True)),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('target_type', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='contenttypes.contenttype')),
            ],
            options={
                'default_permissions': (),
                'indexes': [models.Index(fields=['purpose', 'target_type', 'target_id'], name='tokens_of')],
            },
        ),
        migrations.CreateModel(
            name='Message',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=160, unique=True)),
                ('kind', models.CharField(max_length=60, verbose_name='Jenis')),
                ('priority', models.SmallIntegerField(choices=[(0, 'Masuk'), (1, 'Segera'), (2, 'Rangkuman')], default=1)),
                ('address', models.EmailField(max_length=254, verbose_name='Alamat surel')),
                ('language', models.CharField(default='id', max_length=2)),
                ('about_id', models.BigIntegerField(null=True)),
                ('data', models.JSONField(default=dict)),
                ('subject', models.CharField(blank=True, max_length=250, verbose_name='Perihal')),
                ('message_id', models.CharField(max_length=200, unique=True)),
                ('content', models.BinaryField(default=b'')),
                ('state', models.CharField(choices=[('queued', 'Menunggu'), ('sent', 'Terkirim'), ('failed', 'Ditolak'), ('withheld', 'Tidak dikirim'), ('expired', 'Kedaluwarsa'), ('broken', 'Rusak'), ('held', 'Ditahan')], default='queued', max_length=8, verbose_name='Keadaan')),
                ('reason', models.CharField(blank=True, max_length=250, verbose_name='Alasan')),
                ('attempts', models.PositiveSmallIntegerField(default=0, verbose_name='Percobaan')),
                ('due_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('expires_at', models.DateTimeField(null=True)),
                ('reply', models.CharField(blank=True, max_length=250, verbose_name='Jawaban server')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='Dibuat')),
                ('ended_at', models.DateTimeField(null=True)),
                ('about_type', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='contenttypes.contenttype')),
                ('audience', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='commons.audience')),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'Surat',
                'verbose_name_plural': 'Surat',
                'default_permissions': (),
                'indexes': [models.Index(condition=models.Q(('state', 'queued')), fields=['priority', 'due_at', 'id'], name='mail_queue'), models.Index(condition=models.Q(('state__in', ['queued', 'sent']), _negated=True), fields=['state', 'kind'], name='mail_trouble'), models.Index(condition=models.Q(('ended_at__isnull', False)), fields=['ended_at'], name='mail_ended')],
            },
        ),
    ]
