"""What the office did to an organisation beside deciding about its registration: entries that nobody can change."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from stakeholders.models.organisation import Organisation


class StateChange(models.Model):
    """Entered, suspended, reinstated, archived, taken out of the archive: from, to, who, why."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="state_changes")
    before = models.CharField(max_length=10, choices=Organisation.State)
    after = models.CharField(max_length=10, choices=Organisation.State)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(_("Alasan"), max_length=500, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()
        ordering = ["pk"]
        triggers = [
            pgtrigger.Protect(name="state_change_is_never_rewritten", operation=pgtrigger.Update),
            pgtrigger.Protect(name="state_change_is_never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.get_after_display()
