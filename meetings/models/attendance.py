"""Who came to a meeting, and for whom they spoke there."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commons.audience import RootedQuerySet
from commons.models import Export, stays

FORGOTTEN_NAME = "–"  # of whom nobody can tell any more who it was


class How(models.TextChoices):
    """How somebody came to stand in the list."""

    CODE = "code", _("Kode di tempat rapat")
    LIST = "list", _("Dicatat petugas")
    WALK_IN = "walk_in", _("Datang tanpa undangan")


class AttendanceQuerySet(RootedQuerySet):
    def of(self, person: Any) -> Self:
        if person.pk is None:  # "of nobody" would be "that names no person"
            return self.none()
        return self.filter(person=person.pk)

    def named(self) -> Self:
        """Without an account, and the name is still there."""
        return self.filter(person=None).exclude(name=FORGOTTEN_NAME)

    def for_page(self, user: Any) -> Self:
        return self.select_related("meeting__project", "person", "organisation", "area")

    def with_names(self) -> Self:
        """In the order in which they came."""
        return self.select_related("person", "organisation", "area").order_by("at", "pk")


class Attendance(models.Model):
    """Either a person with an account, or a name. `organisation` is whom they spoke for: its sector is what ratifies
    the minutes later. Who came for nobody is a resident."""

    meeting = models.ForeignKey("meetings.Meeting", on_delete=models.CASCADE, related_name="attendances")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    name = models.CharField(_("Nama"), max_length=120, blank=True)
    organisation = models.ForeignKey("stakeholders.Organisation", on_delete=models.PROTECT, null=True, related_name="+")
    invitee = models.ForeignKey(
        "meetings.Invitee", on_delete=models.SET_NULL, null=True, related_name="attendances"
    )  # by which invitation they stand in the list, where one was tapped
    area = models.ForeignKey("commons.Area", on_delete=models.PROTECT, null=True, related_name="+")
    how = models.CharField(max_length=7, choices=How)
    at = models.DateTimeField(default=timezone.now)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    objects = AttendanceQuerySet.as_manager()
    audience_path = "meeting__audience"
    parent_field = "meeting"

    class Meta:
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, name="") | (Q(person=None) & ~Q(name="")),
                name="attendance_is_a_person_or_a_name",
            ),
            models.UniqueConstraint(fields=["meeting", "person"], name="one_attendance_a_person"),
        ]

    def __str__(self) -> str:
        return self.shown_name

    @property
    def shown_name(self) -> str:
        return self.person.display_name if self.person is not None else self.name

    @property
    def is_forgotten(self) -> bool:
        return self.name == FORGOTTEN_NAME


class AttendanceExport(Export):
    """A file of who came; `narrowed_by` is the page of the meeting."""

    class Meta(Export.Meta):
        triggers = [stays("attendance_export_stays")]
