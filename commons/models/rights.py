"""The history of rights: grants on one thing, offices, accounts that were kept out. Nobody can rewrite it.

Of grants the database itself writes it, whichever way one was given or taken; of the rest `accounts` does.
"""

from typing import Self

import pgtrigger
from django.conf import settings
from django.contrib.auth.models import Group
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# Who did it, for the rest of the transaction: `commons.audience` says it to the database before it changes a grant.
SAY_WHO = "SELECT set_config('portal.by', %s, true)"
NOTE_GRANT = """
    IF TG_OP = 'INSERT' THEN changed := NEW; ELSE changed := OLD; END IF;
    INSERT INTO commons_rightentry (what, {column}, held, thing, thing_id, by_id, at)
    SELECT CASE TG_OP WHEN 'INSERT' THEN 'given' ELSE 'taken' END, changed.{column}, p.codename, '{thing}',
           changed.content_object_id, nullif(current_setting('portal.by', true), '')::bigint, clock_timestamp()
    FROM auth_permission p WHERE p.id = changed.permission_id;
    RETURN NULL;
"""


def notes_grants(thing: str, column: str) -> pgtrigger.Trigger:
    """The trigger of a table of grants on `thing` (a model's label); `column` names who holds one: user or group."""
    return pgtrigger.Trigger(
        name=f"notes_grants_to_{column.removesuffix('_id')}",
        operation=pgtrigger.Insert | pgtrigger.Delete,
        when=pgtrigger.After,
        declare=[("changed", "record")],
        func=NOTE_GRANT.format(thing=thing, column=column),
    )


class RightEntryQuerySet(models.QuerySet["RightEntry"]):
    def of_grants(self) -> Self:
        """Rights on one thing, given and taken."""
        return self.filter(what__in=RightEntry.OF_GRANTS)

    def of_people(self) -> Self:
        """Offices, and accounts that were kept out or let in."""
        return self.exclude(what__in=RightEntry.OF_GRANTS)


class RightEntry(models.Model):
    """One entry: what happened to whose right, who did it (None: the operator, or a rule of the portal), and when.

    The keys are loose, for the entry outlives what it names: an account that was never confirmed, an import undone.
    """

    class What(models.TextChoices):
        GIVEN = "given", _("Hak diberikan")
        TAKEN = "taken", _("Hak dicabut")
        APPOINTED = "appointed", _("Jabatan diberikan")
        DISMISSED = "dismissed", _("Jabatan dicabut")
        KEPT_OUT = "kept_out", _("Akun dinonaktifkan")
        LET_IN = "let_in", _("Akun diaktifkan lagi")

    OF_GRANTS = (What.GIVEN, What.TAKEN)

    what = models.CharField(max_length=9, choices=What)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.DO_NOTHING, null=True, db_constraint=False, related_name="+"
    )
    group = models.ForeignKey(Group, on_delete=models.DO_NOTHING, null=True, db_constraint=False, related_name="+")
    held = models.CharField(max_length=100)  # the permission, or the office
    thing = models.CharField(max_length=60, db_default="")
    thing_id = models.BigIntegerField(null=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.DO_NOTHING, null=True, db_constraint=False, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    objects = RightEntryQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        indexes = [
            models.Index(
                fields=["id"], name="rights_of_people", condition=~models.Q(what__in=["given", "taken"])
            )  # few among many
        ]
        triggers = [pgtrigger.Protect(name="right_entry_stays", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.get_what_display()}: {self.held}"
