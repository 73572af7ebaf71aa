"""The history of roles. The database itself writes it, whichever way a role changed, and lets nobody rewrite it."""

from typing import Any, Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils import timezone

from commons.audience import RootedQuerySet

# What is written when a membership begins, changes its role, or ends; `changed_by_id` says who did it.
NOTE_MEMBERSHIP = """
    IF TG_OP <> 'INSERT' AND OLD.until_on IS NULL THEN was := OLD.role; END IF;
    IF TG_OP <> 'DELETE' AND NEW.until_on IS NULL THEN becomes := NEW.role; END IF;
    IF TG_OP <> 'DELETE' THEN who := NEW.changed_by_id; END IF;
    IF was <> becomes THEN
        INSERT INTO stakeholders_rolechange (organisation_id, person_id, before, after, by_id, at)
        VALUES (coalesce(NEW.organisation_id, OLD.organisation_id), coalesce(NEW.person_id, OLD.person_id),
                was, becomes, who, clock_timestamp());
    END IF;
    RETURN NULL;
"""
# The same of a residence: the role of a resident begins with the confirmation.
NOTE_RESIDENCY = """
    IF TG_OP <> 'INSERT' AND OLD.state = 'confirmed' THEN was := 'resident'; END IF;
    IF TG_OP <> 'DELETE' AND NEW.state = 'confirmed' THEN becomes := 'resident'; END IF;
    IF TG_OP <> 'DELETE' THEN who := NEW.changed_by_id; END IF;
    IF was <> becomes THEN
        INSERT INTO stakeholders_rolechange (area_id, person_id, before, after, by_id, at)
        VALUES (coalesce(NEW.area_id, OLD.area_id), coalesce(NEW.person_id, OLD.person_id),
                was, becomes, who, clock_timestamp());
    END IF;
    RETURN NULL;
"""


def notes(name: str, func: str) -> pgtrigger.Trigger:
    """The trigger of a table whose rows give somebody a role."""
    return pgtrigger.Trigger(
        name=name,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        when=pgtrigger.After,
        declare=[("was", "text = ''"), ("becomes", "text = ''"), ("who", "bigint")],
        func=func,
    )


class RoleChangeQuerySet(RootedQuerySet):
    def for_page(self, user: Any) -> Self:
        return self.select_related("person", "by")


class RoleChange(models.Model):
    """Somebody's role in an organisation, or as resident of an RW: what it was, what it is, who changed it, when."""

    organisation = models.ForeignKey(
        "stakeholders.Organisation", on_delete=models.PROTECT, null=True, related_name="role_changes"
    )
    area = models.ForeignKey("commons.Area", on_delete=models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    before = models.CharField(max_length=14, blank=True)
    after = models.CharField(max_length=14, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = RoleChangeQuerySet.as_manager()
    audience_path = "organisation__audience"
    parent_field = "organisation"

    class Meta:
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=models.Q(organisation=None, area__isnull=False)
                | models.Q(organisation__isnull=False, area=None),
                name="role_change_in_one_place",
            )
        ]
        triggers = [
            pgtrigger.Protect(name="role_change_stays", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.before or '–'} → {self.after or '–'}"
