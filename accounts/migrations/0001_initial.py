import accounts.models
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                ('email', models.EmailField(blank=True, max_length=254, null=True, verbose_name='Surel')),
                ('phone', models.CharField(blank=True, help_text='E.164', max_length=16, null=True, verbose_name='Nomor ponsel')),
                ('name', models.CharField(max_length=120, verbose_name='Nama lengkap')),
                ('handle', models.CharField(max_length=40, unique=True)),
                ('title', models.CharField(blank=True, max_length=80, verbose_name='Sebutan')),
                ('biography', models.CharField(blank=True, max_length=300, verbose_name='Tentang Anda')),
                ('is_listed', models.BooleanField(default=False, verbose_name='Tampilkan profil saya kepada umum')),
                ('language', models.CharField(choices=[('id', 'Bahasa Indonesia'), ('en', 'English')], default='id', max_length=2)),
                ('zone', models.CharField(default='Asia/Jakarta', max_length=40)),
                ('look', models.CharField(blank=True, choices=[('terang', 'Terang'), ('gelap', 'Gelap')], max_length=6)),
                ('is_active', models.BooleanField(default=True)),
                ('is_staff', models.BooleanField(default=False)),
                ('confirmed_at', models.DateTimeField(null=True)),
                ('joined_at', models.DateTimeField(auto_now_add=True)),
                ('leaves_at', models.DateTimeField(null=True)),
                ('erased_at', models.DateTimeField(null=True)),
                ('session_stamp', models.CharField(default=accounts.models.new_stamp, max_length=32)),
            ],
            options={
                'verbose_name': 'Akun',
                'verbose_name_plural': 'Akun',
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Consent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('purpose', models.CharField(choices=[('privacy', 'Kebijakan privasi')], default='privacy', max_length=20)),
                ('version', models.CharField(max_length=20)),
                ('language', models.CharField(default='id', max_length=2)),
                ('given_at', models.DateTimeField(auto_now_add=True)),
                ('withdrawn_at', models.DateTimeField(null=True)),
            ],
            options={
                'ordering': ['-given_at', '-pk'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='RetiredHandle',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(max_length=64, unique=True)),
            ],
            options={
                'default_permissions': (),
            },
        ),
    ]
