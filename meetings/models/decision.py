"""What meetings decide: one register of the site, numbered by year, of which nothing is ever rewritten."""

from typing import Any, Self

import pgtrigger
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from commons.audience import RootedQuerySet
from commons.search import vector, written
from commons.statements import Given
from meetings.models.minutes import number_of

PREFIX = "KEP"
SHOWN_IN_ROW = (
    *("pk", "title", "serial", "year", "published_at", "effective_on", "meeting_id", "meeting__title"),
    *("owner_organisation__name", "review_on"),
)


class Change(models.TextChoices):
    """What a decision does to an earlier one."""

    REPLACES = "replaces", _("Menggantikan")
    REVOKES = "revokes", _("Mencabut")


class Standing(models.TextChoices):
    """Worked out from what came later, never kept."""

    IN_FORCE = "in_force", _("Berlaku")
    REPLACED = "replaced", _("Diganti")
    REVOKED = "revoked", _("Dicabut")


def standing_of(change: str | None) -> Standing:
    """From what the later decision does, if there is one."""
    if not change:
        return Standing.IN_FORCE
    return Standing.REPLACED if change == Change.REPLACES else Standing.REVOKED


def decision_address(pk: int, title: str) -> str:
    """`/keputusan/12-kerja-bakti-tiap-minggu/`."""
    return f"/keputusan/{pk}-{decision_slug(title)}/"


def decision_slug(title: str) -> str:
    return slugify(title)[:60].strip("-") or "keputusan"


class DecisionQuerySet(RootedQuerySet):
    def visible_to(self, user: Any) -> Self:
        """Those that were published, in meetings that this person may see; drafts are shown by the minutes' editor."""
        return super().visible_to(user).published()

    def published(self) -> Self:
        return self.filter(serial__isnull=False)

    def drafts(self) -> Self:
        return self.filter(serial=None).order_by("item__position", "pk")

    def with_standing(self) -> Self:
        """With `changed_by`, what a later decision did to it."""
        later = Decision.objects.published().filter(changes=models.OuterRef("pk")).values("change")
        return self.annotate(changed_by=models.Subquery(later[:1]))

    def for_page(self, user: Any) -> Self:
        joined = ("meeting__audience", "meeting__project", "meeting__host", "item", "owner_organisation")
        return self.select_related(*joined, "owner_person", "changes").with_standing()

    def for_rows(self) -> models.QuerySet[Any, Any]:
        """As dicts of what a row of a list shows."""
        return self.with_standing().values(*SHOWN_IN_ROW, "changed_by")

    def of_project(self, project: Any | Given) -> Self:
        return self.filter(meeting__project=project)


class Decision(models.Model):
    """A *keputusan*. A draft until its minutes are circulated; then it gets its number and stays. What corrects it is a
    new one that `changes` it."""

    meeting = models.ForeignKey("meetings.Meeting", on_delete=models.PROTECT, related_name="decisions")
    item = models.ForeignKey("meetings.AgendaItem", on_delete=models.PROTECT, null=True, related_name="+")
    title = models.CharField(_("Keputusan"), max_length=200)
    text = models.JSONField(_("Penjelasan"), default=list, blank=True)
    owner_organisation = models.ForeignKey(
        "stakeholders.Organisation", on_delete=models.PROTECT, null=True, related_name="+"
    )
    owner_person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    effective_on = models.DateField(_("Berlaku sejak"))
    review_on = models.DateField(_("Ditinjau lagi pada"), null=True)
    changes = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="changed")
    change = models.CharField(max_length=8, choices=Change, blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)
    year = models.PositiveSmallIntegerField(null=True)
    serial = models.PositiveIntegerField(null=True)
    published_at = models.DateTimeField(null=True)

    objects = DecisionQuerySet.as_manager()
    audience_path = "meeting__audience"
    parent_field = "meeting"

    class Meta:
        default_permissions = ()
        indexes = [
            models.Index(F("published_at").desc(), F("id").desc(), name="decisions_newest"),
            GinIndex(vector("title", written("text")), name="decisions_words"),
            GinIndex(fields=["title"], opclasses=["gin_trgm_ops"], name="decisions_alike"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="decision_says_what"),
            models.UniqueConstraint(fields=["year", "serial"], name="decision_numbered_once"),
            models.CheckConstraint(
                condition=Q(serial=None, year=None, published_at=None)
                | Q(serial__isnull=False, year__isnull=False, published_at__isnull=False),
                name="published_decision_has_a_number",
            ),
            models.CheckConstraint(
                condition=Q(changes=None, change="") | (Q(changes__isnull=False) & ~Q(change="")),
                name="decision_says_what_it_changes",
            ),
            models.UniqueConstraint(
                fields=["changes"], condition=Q(serial__isnull=False), name="decision_is_changed_once"
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="published_decision_stays",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Condition("OLD.serial IS NOT NULL"),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return decision_address(self.pk, self.title)

    @property
    def slug(self) -> str:
        return decision_slug(self.title)

    @property
    def number(self) -> str:
        return number_of(PREFIX, self.serial, self.year)
