"""Organisations that waited before there was a date or a reason get both: the date they came in, and a plain sentence."""

from typing import Any

from django.db import migrations
from django.db.models import F

REASON = "Lengkapi keterangan organisasi, lalu kirim lagi."


def fill_in(apps: Any, schema_editor: Any) -> None:
    organisations = apps.get_model("stakeholders", "Organisation").objects
    organisations.filter(state__in=["submitted", "returned"], submitted_at=None).update(submitted_at=F("created_at"))
    organisations.filter(state="returned", return_reason="").update(return_reason=REASON)


class Migration(migrations.Migration):
    dependencies = [("stakeholders", "0004_registering_by_members")]

    operations = [migrations.RunPython(fill_in, migrations.RunPython.noop)]
