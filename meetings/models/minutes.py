"""What is written down of a meeting: minutes on the skeleton of its agenda, and who may change which part of them."""

from datetime import timedelta
from typing import Any, Self

import pgtrigger
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commons.audience import RootedQuerySet
from commons.search import written_vector
from meetings.models.agenda import ItemState

HELD = timedelta(minutes=2)  # without a save: whoever closed the lid does not keep the others out
TO_SPEAK = 7  # days in which those who came approve or object
PREFIX = "BA"


class MinutesState(models.TextChoices):
    """A draft is its writers'; what was circulated does not change any more; ratified it has a number and a seal."""

    DRAFT = "draft", _("Draf")
    CIRCULATED = "circulated", _("Diedarkan")
    RATIFIED = "ratified", _("Disahkan")


def number_of(prefix: str, serial: int | None, year: int | None) -> str:
    """`BA-007/2026`; empty while none is given."""
    return f"{prefix}-{serial:03d}/{year}" if serial else ""


class MinutesQuerySet(RootedQuerySet):
    def for_page(self, user: Any) -> Self:
        return self.select_related("meeting__audience", "meeting__project", "circulated_by")


class Minutes(models.Model):
    """One a meeting. `speak_until` ends the days in which those who came may speak; `marks` says of each sector that
    came whether it approved or was silent. `seal` is the text over which `digest` (SHA-256) was made."""

    meeting = models.OneToOneField("meetings.Meeting", on_delete=models.PROTECT, related_name="minutes")
    state = models.CharField(max_length=10, choices=MinutesState, default=MinutesState.DRAFT)
    circulated_at = models.DateTimeField(null=True)
    circulated_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    speak_until = models.DateTimeField(null=True)
    ratified_at = models.DateTimeField(null=True)
    year = models.PositiveSmallIntegerField(null=True)
    serial = models.PositiveIntegerField(null=True)
    marks = models.JSONField(default=dict, blank=True)
    seal = models.TextField(blank=True)
    digest = models.CharField(max_length=64, blank=True)

    objects = MinutesQuerySet.as_manager()
    audience_path = "meeting__audience"
    parent_field = "meeting"

    class Meta:
        default_permissions = ()
        verbose_name_plural = "minutes"
        constraints = [
            models.UniqueConstraint(fields=["year", "serial"], name="minutes_numbered_once"),
            models.CheckConstraint(
                condition=Q(state="draft", circulated_at=None)
                | (~Q(state="draft") & Q(circulated_at__isnull=False, circulated_by__isnull=False)),
                name="minutes_circulated_by_somebody",
            ),
            models.CheckConstraint(
                condition=(~Q(state="ratified") & Q(ratified_at=None, serial=None, digest=""))
                | (Q(state="ratified", ratified_at__isnull=False, serial__isnull=False, year__isnull=False)),
                name="ratified_minutes_have_a_number",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="ratified_minutes_stay",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition("OLD.state = 'ratified'"),
            ),
            pgtrigger.Protect(
                name="circulated_minutes_do_not_go_back",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition("OLD.state = 'circulated' AND NEW.state = 'draft'"),
            ),
            pgtrigger.Protect(
                name="circulated_minutes_are_not_deleted",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Condition("OLD.state <> 'draft'"),
            ),
        ]

    def __str__(self) -> str:
        return self.number or str(MinutesState(self.state).label)

    def get_absolute_url(self) -> str:
        return f"{self.meeting.get_absolute_url()}#notulen"

    @property
    def number(self) -> str:
        return number_of(PREFIX, self.serial, self.year)

    @property
    def is_draft(self) -> bool:
        return self.state == MinutesState.DRAFT

    @property
    def is_circulated(self) -> bool:
        return self.state == MinutesState.CIRCULATED

    @property
    def is_ratified(self) -> bool:
        return self.state == MinutesState.RATIFIED


ONLY_IN_DRAFTS = """
    IF (SELECT m.state FROM meetings_minutes m WHERE m.id = {row}.minutes_id) <> 'draft' THEN
        RAISE EXCEPTION 'minutes that were circulated do not change';
    END IF;
    RETURN {row};"""


class MinutesPartQuerySet(RootedQuerySet):
    def in_order(self) -> Self:
        """The general part first, then as the meeting went through its items."""
        return self.order_by("position", "pk")


class MinutesPart(models.Model):
    """What was said about one item; without an item, what belongs to none. `title`, `position` and `outcome` are the
    item's when the minutes were circulated: from then on they stand by themselves.

    `locked_by` writes on it since `locked_since`; who has not saved since `locked_at` for two minutes holds it no more.
    """

    minutes = models.ForeignKey(Minutes, on_delete=models.CASCADE, related_name="parts")
    item = models.ForeignKey("meetings.AgendaItem", on_delete=models.PROTECT, null=True, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(max_length=160, blank=True)
    outcome = models.CharField(max_length=8, choices=ItemState, blank=True)
    text = models.JSONField(_("Notulen"), default=list, blank=True)
    source = models.JSONField(default=list, blank=True)  # what was typed, with which its writers go on
    version = models.PositiveIntegerField(default=0)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField(null=True)
    locked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    locked_since = models.DateTimeField(null=True)
    locked_at = models.DateTimeField(null=True)

    objects = MinutesPartQuerySet.as_manager()
    audience_path = "minutes__meeting__audience"
    parent_field = "minutes"

    class Meta:
        default_permissions = ()
        indexes = [GinIndex(written_vector("text"), name="minutes_words")]
        constraints = [
            models.UniqueConstraint(fields=["minutes", "item"], nulls_distinct=False, name="one_part_an_item"),
            models.CheckConstraint(
                condition=Q(locked_by=None, locked_at=None, locked_since=None)
                | Q(locked_by__isnull=False, locked_at__isnull=False, locked_since__isnull=False),
                name="lock_of_a_part_has_a_time",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="part_changes_in_drafts",
                operation=pgtrigger.Update | pgtrigger.Delete,
                when=pgtrigger.Before,
                func=ONLY_IN_DRAFTS.format(row="OLD").replace("RETURN OLD", "RETURN COALESCE(NEW, OLD)"),
            ),
            pgtrigger.Trigger(
                name="part_begins_in_drafts",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=ONLY_IN_DRAFTS.format(row="NEW"),
            ),
        ]

    def __str__(self) -> str:
        return self.title or str(_("Umum"))

    def is_held_from(self, person: Any) -> bool:
        """Does somebody else write on it now?"""
        if self.locked_by_id is None or self.locked_by_id == person.pk or self.locked_at is None:
            return False
        return self.locked_at > timezone.now() - HELD

    def tracked(self) -> tuple[Any, ...]:
        """What a save would change."""
        return self.version, self.locked_by_id, self.locked_at

    def hold(self, person: Any) -> None:
        now = timezone.now()
        if self.locked_by_id != person.pk or self.locked_since is None:
            self.locked_since = now
        self.locked_by, self.locked_at = person, now

    def let_go(self) -> None:
        self.locked_by = self.locked_since = self.locked_at = None
