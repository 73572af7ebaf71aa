"""Who promised what, by when, where it was said, and whether it was kept."""

from datetime import date
from typing import Any, Self

import pgtrigger
from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commons.audience import RootedQuerySet
from commons.calendar import today
from commons.search import vector

SHOWN_IN_ROW = (
    *("pk", "what", "amount", "unit", "amount_idr", "first_due_on", "due_on", "state", "frozen_on", "said_at"),
    *("organisation_id", "organisation__name", "organisation__group_id"),
    *("person_id", "person__name", "person__leaves_at", "person__erased_at"),
    *("place__kind", "place__object_id", "source_id"),
)
LATE_IN_ARCHIVE = Q(frozen_on=None) | Q(due_on__lt=F("frozen_on"))
PROMISED = [
    *("organisation", "what", "amount", "unit", "amount_idr", "first_due_on", "said_by", "said_at"),
    *("place", "source_type", "source_id", "audience", "thread"),
]


class State(models.TextChoices):
    """What is kept of a promise's state. *Terlambat* is no value: it is an open one whose day has passed.

    Kept as a value it would be wrong from midnight until something came by to change it, and a new due date would have
    to change it back; so it is worked out wherever it is shown or asked for.
    """

    OPEN = "open", _("Berjalan")
    KEPT = "kept", _("Ditepati")
    WITHDRAWN = "withdrawn", _("Ditarik")


CLOSED = (State.KEPT, State.WITHDRAWN)


class CommitmentQuerySet(RootedQuerySet):
    def open(self) -> Self:
        return self.filter(state=State.OPEN)

    def running(self) -> Self:
        """Open, and something can still become of it."""
        return self.open().filter(frozen_on=None)

    def late(self, on: date) -> Self:
        """Open on that day, and due before it. What lies in an archive was late then, or never will be."""
        return self.open().filter(LATE_IN_ARCHIVE, due_on__lt=on)

    def of(self, person: Any) -> Self:
        """Those in this person's own name, for themselves or for an organisation."""
        return self.filter(person=person.pk)

    def of_groups(self, groups: tuple[int, ...]) -> Self:
        """Those of the organisations whose representatives these groups are."""
        return self.filter(organisation__group__in=groups)

    def for_page(self, user: Any) -> Self:
        return self.select_related("audience", "thread", "place", "organisation__group", "person", "keeper", "said_by")

    def for_rows(self) -> models.QuerySet[Any, Any]:
        """As dicts of what a row of a list shows."""
        return self.values(*SHOWN_IN_ROW)

    def for_file(self) -> models.QuerySet[Any, Any]:
        """As dicts of what a row of a table holds that goes out."""
        return self.values(*SHOWN_IN_ROW, "closed_at")

    def dated(self) -> models.QuerySet[Any, Any]:
        """Those that still fall due, as dicts of what stands in a calendar."""
        return self.running().filter(due_on__isnull=False).order_by("due_on", "pk").values(*SHOWN_IN_ROW)


class Commitment(models.Model):
    """A *komitmen*. What was promised is never written anew: a later due date is an entry with its reason, and the
    first date stays; so is whose name it stands in, once it is handed over. The database refuses the rest, and any
    change of what was kept or withdrawn, save that *Ditepati* is taken back by an entry.

    `place` is the thread of the thing in which it was said (a project), `source` what exactly it came from (its
    partnership, its milestone). It shares the place's audience. `keeper` looks after the place beside the office: its
    coordinator, who hears when it is late. `frozen_on` is the day on which the place went into the archive: what was
    open then stays so, for everybody to read.
    """

    organisation = models.ForeignKey(
        "stakeholders.Organisation", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    what = models.CharField(_("Apa yang dijanjikan"), max_length=300)
    amount = models.PositiveIntegerField(_("Jumlah"), null=True)
    unit = models.CharField(_("Satuan"), max_length=40, blank=True)
    amount_idr = models.BigIntegerField(_("Nominal"), null=True)
    first_due_on = models.DateField(null=True)
    due_on = models.DateField(_("Tenggat"), null=True)
    state = models.CharField(max_length=9, choices=State, default=State.OPEN)
    closed_at = models.DateTimeField(null=True)
    frozen_on = models.DateField(null=True)
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    said_at = models.DateTimeField(default=timezone.now)
    keeper = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    place = models.ForeignKey("activity.Thread", on_delete=models.PROTECT, related_name="+", db_index=False)
    source_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+", db_index=False)
    source_id = models.BigIntegerField()
    source = GenericForeignKey("source_type", "source_id")
    audience = models.ForeignKey("commons.Audience", on_delete=models.PROTECT, related_name="+")
    thread = models.OneToOneField("activity.Thread", on_delete=models.PROTECT, related_name="+")

    objects = CommitmentQuerySet.as_manager()
    audience_path = "audience"

    class Meta:
        default_permissions = ()
        indexes = [
            models.Index(F("said_at").desc(), F("id").desc(), name="commitments_newest"),
            models.Index(fields=["due_on", "id"], condition=Q(state="open"), name="commitments_open"),
            models.Index(fields=["organisation", "state", "due_on"], name="commitments_of_organisation"),
            models.Index(fields=["place", "state", "due_on"], name="commitments_of_place"),
            models.Index(fields=["source_type", "source_id"], name="commitments_of_source"),
            GinIndex(vector("what", "what"), name="commitments_words"),
            GinIndex(fields=["what"], opclasses=["gin_trgm_ops"], name="commitments_alike"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(what=""), name="commitment_says_what"),
            models.CheckConstraint(
                condition=Q(organisation__isnull=False) | Q(person__isnull=False), name="commitment_is_somebodys"
            ),
            models.CheckConstraint(
                condition=Q(amount_idr=None) | Q(amount_idr__gte=1, amount=None, unit=""),
                name="commitment_counts_rupiah_or_things",
            ),
            models.CheckConstraint(condition=Q(amount=None) | Q(amount__gte=1), name="commitment_counts_something"),
            models.CheckConstraint(condition=Q(unit="") | Q(amount__isnull=False), name="commitment_unit_has_amount"),
            models.CheckConstraint(
                condition=Q(state="open", closed_at=None) | (~Q(state="open") & Q(closed_at__isnull=False)),
                name="commitment_closed_at_some_time",
            ),
            models.CheckConstraint(condition=Q(frozen_on=None) | Q(state="open"), name="frozen_promise_is_an_open_one"),
            models.CheckConstraint(
                condition=Q(first_due_on=None) | Q(due_on__isnull=False), name="commitment_stays_due_on_some_day"
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="promise_is_never_rewritten", fields=PROMISED),
            pgtrigger.Trigger(
                name="commitment_is_closed_once",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.Condition("OLD.state <> 'open'"),
                func="""
                    IF OLD.state <> 'kept' OR NEW.state <> 'open' OR (
                        SELECT e.what FROM commitments_commitmententry e
                        WHERE e.commitment_id = NEW.id ORDER BY e.id DESC LIMIT 1) IS DISTINCT FROM 'undone' THEN
                        RAISE EXCEPTION 'what was kept or withdrawn does not change';
                    END IF;
                    RETURN NEW;""",
            ),
            pgtrigger.Trigger(
                name="new_owner_is_an_entry",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.Condition("OLD.person_id IS DISTINCT FROM NEW.person_id"),
                func="""
                    IF NOT EXISTS (SELECT 1 FROM commitments_commitmententry e
                        WHERE e.commitment_id = NEW.id AND e.what = 'handed' AND e.person_after_id = NEW.person_id
                        AND e.person_before_id IS NOT DISTINCT FROM OLD.person_id) THEN
                        RAISE EXCEPTION 'whose promise it is now is an entry of its own';
                    END IF;
                    RETURN NEW;""",
            ),
            pgtrigger.Protect(
                name="promise_in_an_archive_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition("OLD.frozen_on IS NOT NULL"),
            ),
            pgtrigger.Protect(name="commitment_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Trigger(
                name="new_due_date_is_an_entry",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.Condition("OLD.due_on IS DISTINCT FROM NEW.due_on"),
                func="""
                    IF NOT EXISTS (SELECT 1 FROM commitments_commitmententry e
                        WHERE e.commitment_id = NEW.id AND e.what = 'moved' AND e.due_after = NEW.due_on) THEN
                        RAISE EXCEPTION 'a new due date is an entry of its own';
                    END IF;
                    RETURN NEW;""",
            ),
        ]

    def __str__(self) -> str:
        return self.what

    def get_absolute_url(self) -> str:
        return f"/komitmen/{self.pk}/"

    @property
    def is_open(self) -> bool:
        return self.state == State.OPEN

    @property
    def is_running(self) -> bool:
        """Open, and the place it was said in is not in the archive."""
        return self.is_open and self.frozen_on is None

    @property
    def is_late(self) -> bool:
        return is_late(self.state, self.due_on, self.frozen_on)

    @property
    def was_moved(self) -> bool:
        return self.first_due_on is not None and self.due_on != self.first_due_on


def is_late(state: str, due_on: date | None, frozen_on: date | None) -> bool:
    """Open, and its day has passed, or had when its place went into the archive."""
    return state == State.OPEN and due_on is not None and due_on < (frozen_on or today())
