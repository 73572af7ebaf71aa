"""What an organisation says of itself beside its name: vision, mission, contacts, links, numbers, logo, parent."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("commons", "0003_search"), ("stakeholders", "0012_known_kinds")]

    operations = [
        migrations.AddField(
            "organisation",
            "vision",
            models.TextField("Visi", blank=True, default="", max_length=1000),
            preserve_default=False,
        ),
        migrations.AddField(
            "organisation",
            "mission",
            models.TextField("Misi", blank=True, default="", max_length=2000),
            preserve_default=False,
        ),
        migrations.AddField(
            "organisation",
            "links",
            django.contrib.postgres.fields.ArrayField(base_field=models.URLField(), blank=True, default=list, size=5),
        ),
        migrations.AddField(
            "organisation",
            "contact_name",
            models.CharField("Narahubung", blank=True, default="", max_length=120),
            preserve_default=False,
        ),
        migrations.AddField(
            "organisation",
            "contact_title",
            models.CharField("Jabatan narahubung", blank=True, default="", max_length=80),
            preserve_default=False,
        ),
        migrations.AddField(
            "organisation",
            "contact_email",
            models.EmailField("Surel narahubung", blank=True, default="", max_length=254),
            preserve_default=False,
        ),
        migrations.AddField(
            "organisation",
            "contact_phone",
            models.CharField("Telepon narahubung", blank=True, default="", max_length=16),
            preserve_default=False,
        ),
        migrations.AddField(
            "organisation", "contact_is_public", models.BooleanField("Tampilkan narahubung untuk umum", default=False)
        ),
        migrations.AddField(
            "organisation",
            "nib",
            models.CharField("NIB", blank=True, default="", max_length=13),
            preserve_default=False,
        ),
        migrations.AddField(
            "organisation",
            "npwp",
            models.CharField("NPWP organisasi", blank=True, default="", max_length=16),
            preserve_default=False,
        ),
        migrations.AddField(
            "organisation",
            "logo",
            models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="commons.attachment"
            ),
        ),
        migrations.AddField(
            "organisation",
            "parent",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="children",
                to="stakeholders.organisation",
                verbose_name="Bagian dari",
            ),
        ),
        migrations.AddConstraint(
            "organisation",
            models.CheckConstraint(
                condition=models.Q(("nib__regex", "^([0-9]{13})?$")), name="nib_has_thirteen_digits"
            ),
        ),
        migrations.AddConstraint(
            "organisation",
            models.CheckConstraint(
                condition=models.Q(("npwp__regex", "^([0-9]{15,16})?$")), name="npwp_has_its_digits"
            ),
        ),
        migrations.AddConstraint(
            "organisation",
            models.CheckConstraint(
                condition=models.Q(("parent", models.F("id")), _negated=True),
                name="organisation_is_not_its_own_part",
            ),
        ),
    ]
