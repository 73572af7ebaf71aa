"""What a meeting talks about: items in the order of its chair, and what others propose for it."""

from typing import Any, Self

from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commons.audience import RootedQuerySet

LONGEST = 480  # minutes: no item outlasts a working day
MOST_ITEMS = 40  # of one meeting: more is no agenda any more


class ItemState(models.TextChoices):
    """What becomes of an item: proposed by somebody invited, taken up or declined by the chair; and in the meeting
    talked through or put off."""

    PROPOSED = "proposed", _("Diusulkan")
    DECLINED = "declined", _("Tidak diambil")
    PLANNED = "planned", _("Dijadwalkan")
    DONE = "done", _("Selesai dibahas")
    DEFERRED = "deferred", _("Ditunda")


ON_AGENDA = (ItemState.PLANNED, ItemState.DONE, ItemState.DEFERRED)


class AgendaItemQuerySet(RootedQuerySet):
    def on_agenda(self) -> Self:
        """As the meeting goes through them."""
        return self.filter(state__in=ON_AGENDA).order_by("position", "pk")

    def proposed(self) -> Self:
        """What the chair has not decided about, the oldest first."""
        return self.filter(state=ItemState.PROPOSED).order_by("pk")

    def unfinished(self) -> Self:
        """Put off, or not reached: what the next meeting takes over."""
        return self.filter(state__in=(ItemState.PLANNED, ItemState.DEFERRED)).order_by("position", "pk")

    def for_page(self, user: Any) -> Self:
        return self.select_related(
            "meeting__project", "meeting__audience", "meeting__thread", "meeting__chair", "meeting__minute_taker",
            "proposed_by", "rolled_from__meeting",
        )  # fmt: skip


class AgendaItem(models.Model):
    """One point of a meeting. `presenter` is a name as it is printed, of whoever leads through it. What came over from
    an earlier meeting knows the item that it continues."""

    meeting = models.ForeignKey("meetings.Meeting", on_delete=models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(_("Pokok"), max_length=160)
    minutes = models.PositiveSmallIntegerField(_("Menit"), null=True)
    presenter = models.CharField(_("Pembawa"), max_length=120, blank=True)
    about = models.JSONField(_("Keterangan"), default=list, blank=True)
    state = models.CharField(max_length=8, choices=ItemState, default=ItemState.PLANNED)
    reason = models.CharField(_("Alasan"), max_length=300, blank=True)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    proposed_at = models.DateTimeField(default=timezone.now)
    rolled_from = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    documents = GenericRelation("commons.Attachment", "parent_id", "parent_type")

    objects = AgendaItemQuerySet.as_manager()
    audience_path = "meeting__audience"
    parent_field = "meeting"

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["meeting", "position"], name="agenda_in_order")]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="agenda_item_says_what"),
            models.CheckConstraint(
                condition=Q(minutes=None) | Q(minutes__gte=1, minutes__lte=LONGEST), name="agenda_item_fits_a_day"
            ),
            models.CheckConstraint(
                condition=~Q(state="declined") | ~Q(reason=""), name="declined_agenda_item_has_a_reason"
            ),
            models.UniqueConstraint(fields=["meeting", "rolled_from"], name="agenda_item_rolls_over_once"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"/agenda/{self.meeting_id}/acara/#pokok-{self.pk}"

    @property
    def is_proposed(self) -> bool:
        return self.state == ItemState.PROPOSED
