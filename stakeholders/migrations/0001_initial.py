import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('activity', '0002_initial'),
        ('auth', '0012_alter_user_first_name_max_length'),
        ('commons', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=160, verbose_name='Nama organisasi')),
                ('sector', models.CharField(choices=[('government', 'Pemerintah'), ('private', 'Swasta'), ('community', 'Masyarakat'), ('external', 'Mitra luar')], max_length=12, verbose_name='Unsur')),
                ('kind', models.CharField(blank=True, max_length=40, verbose_name='Jenis')),
                ('state', models.CharField(choices=[('draft', 'Draf'), ('submitted', 'Menunggu cek'), ('verified', 'Terverifikasi'), ('returned', 'Perlu perbaikan'), ('suspended', 'Dibekukan'), ('archived', 'Diarsipkan')], default='draft', max_length=10)),
                ('about', models.TextField(blank=True, max_length=2000, verbose_name='Tentang')),
                ('about_en', models.TextField(blank=True, max_length=2000)),
                ('website', models.URLField(blank=True, verbose_name='Situs web')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='Surel umum')),
                ('phone', models.CharField(blank=True, max_length=16, verbose_name='Telepon umum')),
                ('verified_at', models.DateTimeField(null=True)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('areas', models.ManyToManyField(blank=True, related_name='+', to='commons.area', verbose_name='Wilayah')),
                ('audience', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='commons.audience')),
                ('group', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='organisation', to='auth.group')),
                ('themes', models.ManyToManyField(blank=True, related_name='+', to='commons.theme', verbose_name='Bidang')),
                ('thread', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='activity.thread')),
                ('verified_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('manager', 'Pengelola'), ('representative', 'Perwakilan')], default='representative', max_length=14)),
                ('title', models.CharField(blank=True, max_length=80, verbose_name='Jabatan')),
                ('since_on', models.DateField()),
                ('until_on', models.DateField(null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='stakeholders.organisation')),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('email', models.EmailField(max_length=254, verbose_name='Surel')),
                ('role', models.CharField(choices=[('manager', 'Pengelola'), ('representative', 'Perwakilan')], default='representative', max_length=14)),
                ('title', models.CharField(blank=True, max_length=80, verbose_name='Jabatan')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('expires_at', models.DateTimeField()),
                ('accepted_at', models.DateTimeField(null=True)),
                ('revoked_at', models.DateTimeField(null=True)),
                ('accepted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('invited_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='stakeholders.organisation')),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.AddConstraint(
            model_name='organisation',
            constraint=models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='organisation_has_a_name'),
        ),
        migrations.AddConstraint(
            model_name='organisation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'verified'), _negated=True), ('verified_at__isnull', False), _connector='OR'), name='verified_organisation_has_a_date'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.UniqueConstraint(condition=models.Q(('until_on', None)), fields=('organisation', 'person'), name='one_active_membership'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.CheckConstraint(condition=models.Q(('until_on', None), ('until_on__gte', models.F('since_on')), _connector='OR'), name='membership_ends_after_it_began'),
        ),
        migrations.AddConstraint(
            model_name='invitation',
            constraint=models.UniqueConstraint(models.F('organisation'), django.db.models.functions.text.Lower('email'), condition=models.Q(('accepted_at', None), ('revoked_at', None)), name='one_open_invitation_an_address'),
        ),
    ]
