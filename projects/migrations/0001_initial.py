import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Project',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=160, verbose_name='Judul')),
                ('title_en', models.CharField(blank=True, max_length=160)),
                ('summary', models.TextField(blank=True, max_length=2000, verbose_name='Ringkasan')),
                ('summary_en', models.TextField(blank=True, max_length=2000)),
                ('starts_on', models.DateField(blank=True, null=True, verbose_name='Tanggal mulai')),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='Tanggal selesai')),
                ('budget_idr', models.BigIntegerField(blank=True, null=True, verbose_name='Anggaran')),
                ('spent_idr', models.BigIntegerField(blank=True, null=True)),
                ('rhythm_days', models.PositiveSmallIntegerField(default=30, verbose_name='Irama kabar')),
                ('next_step', models.CharField(blank=True, max_length=200, verbose_name='Berikutnya')),
                ('stage', models.CharField(choices=[('proposed', 'Usulan'), ('review', 'Ditelaah'), ('approved', 'Disetujui'), ('active', 'Berjalan'), ('on_hold', 'Tertunda'), ('done', 'Selesai'), ('cancelled', 'Dibatalkan')], default='approved', max_length=9)),
                ('stage_since', models.DateTimeField(default=django.utils.timezone.now)),
                ('condition', models.CharField(blank=True, choices=[('on_track', 'Sesuai rencana'), ('attention', 'Perlu perhatian'), ('blocked', 'Terkendala')], max_length=9)),
                ('progress', models.PositiveSmallIntegerField(default=0)),
                ('updates_count', models.PositiveIntegerField(default=0)),
                ('updated_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('next_update_at', models.DateTimeField(null=True)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('archived_at', models.DateTimeField(null=True)),
            ],
            options={
                'permissions': [('post_status', 'May post a status of this project')],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='ProjectGroupGrant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ProjectUserGrant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='StageChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('before', models.CharField(blank=True, choices=[('proposed', 'Usulan'), ('review', 'Ditelaah'), ('approved', 'Disetujui'), ('active', 'Berjalan'), ('on_hold', 'Tertunda'), ('done', 'Selesai'), ('cancelled', 'Dibatalkan')], max_length=9)),
                ('after', models.CharField(choices=[('proposed', 'Usulan'), ('review', 'Ditelaah'), ('approved', 'Disetujui'), ('active', 'Berjalan'), ('on_hold', 'Tertunda'), ('done', 'Selesai'), ('cancelled', 'Dibatalkan')], max_length=9)),
                ('reason', models.CharField(blank=True, max_length=500, verbose_name='Alasan perubahan')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                'ordering': ['pk'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='StatusUpdate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('condition', models.CharField(choices=[('on_track', 'Sesuai rencana'), ('attention', 'Perlu perhatian'), ('blocked', 'Terkendala')], max_length=9, verbose_name='Kondisi')),
                ('progress', models.PositiveSmallIntegerField(verbose_name='Kemajuan')),
                ('progress_before', models.PositiveSmallIntegerField(default=0)),
                ('is_no_change', models.BooleanField(default=False)),
                ('note', models.JSONField(blank=True, default=list, verbose_name='Catatan')),
                ('help_from', models.CharField(blank=True, max_length=200, verbose_name='Butuh bantuan siapa?')),
                ('lang', models.CharField(default='id', max_length=2)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('withdrawn_at', models.DateTimeField(null=True)),
            ],
            options={
                'ordering': ['-number'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Partnership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('lead', 'Penanggung jawab'), ('implementer', 'Pelaksana'), ('funder', 'Pemberi dana'), ('supporter', 'Pendukung'), ('overseer', 'Pengawas')], default='supporter', max_length=11, verbose_name='Peran')),
                ('contribution', models.CharField(blank=True, max_length=300, verbose_name='Sumbangan yang diharapkan')),
                ('state', models.CharField(choices=[('invited', 'Diundang'), ('accepted', 'Bermitra'), ('declined', 'Menolak'), ('ended', 'Berakhir')], default='invited', max_length=8)),
                ('invited_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('answered_at', models.DateTimeField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('reason', models.CharField(blank=True, max_length=500, verbose_name='Alasan')),
                ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('invited_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'default_permissions': (),
            },
        ),
    ]
