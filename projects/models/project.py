"""A project that several organisations carry, and the stages of its life."""

from datetime import datetime, timedelta
from typing import Any, Self

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import JSONObject
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from guardian.models import GroupObjectPermissionBase, UserObjectPermissionBase

from activity.models import with_follow_level
from commons.audience import RootedQuerySet
from commons.models import Epoch, Placed, Visibility, with_places
from commons.models.rights import notes_grants
from commons.search import vector
from commons.standing import standing
from forums.models import Topic
from projects.models.funding import LONGEST_CODE, FundSource, fund_names
from projects.models.stages import (
    BY_THE_TEAM,
    REOPENABLE,
    TAKING_PARTNERS,
    TRANSITIONS,
    Condition,
    InvalidTransition,
    Stage,
)

SHOWN_IN_ROW = (
    *("pk", "title", "title_en", "stage", "condition", "progress"),
    *("next_step", "updated_at", "next_update_at", "archived_at", "starts_on", "due_on"),
)

# From a sequence, which no rollback turns back: what was kept under a number that never committed is never found again.
NEW_VERSION = pgtrigger.Trigger(
    name="new_version",
    operation=pgtrigger.Update,
    when=pgtrigger.Before,
    func="NEW.version = nextval('projects_versions'); RETURN NEW;",
)
# Of what stands on a project's page: its change is a change of the project.
NEW_VERSION_OF_PROJECT = pgtrigger.Trigger(
    name="new_version_of_project",
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    when=pgtrigger.After,
    func="UPDATE projects_project SET version = 0 WHERE id = coalesce(NEW.project_id, OLD.project_id); RETURN NULL;",
)


class ProjectQuerySet(RootedQuerySet):
    def recently_active(self) -> Self:
        return self.order_by("-updated_at", "-pk")

    def current(self) -> Self:
        """Not in the archive."""
        return self.filter(archived_at=None)

    def archived(self) -> Self:
        return self.exclude(archived_at=None)

    def running(self) -> Self:
        return self.filter(stage=Stage.ACTIVE)

    def taking_partners(self) -> Self:
        return self.filter(archived_at=None, stage__in=TAKING_PARTNERS)

    def silent(self, now: datetime) -> Self:
        """Running, and no update came within the project's rhythm."""
        return self.running().filter(next_update_at__lte=now)

    def lacking(self, sector: str) -> Self:
        """No organisation of this sector is a partner."""
        partnerships = self.model.partnerships.rel.related_model.objects.accepted()
        return self.exclude(Exists(partnerships.filter(project=OuterRef("pk"), organisation__sector=sector)))

    def for_page(self, user: Any) -> Self:
        """With `level` (see `with_follow_level`), `invited`, and `is_partner`: does a group of theirs hold the right to
        post?

        What is kept of the page needs the `epoch`, and `talked`, which rises with all that is said in its forum.
        """
        talked = Topic.objects.filter(category=OuterRef("category")).versions()
        steps = StageChange.objects.filter(project=OuterRef("pk")).order_by("-pk")
        stopped = steps.filter(after=Stage.CANCELLED)
        joined = self.select_related("audience", "lead", "proposal__acting_as", "closing").annotate(
            epoch=Epoch.objects.now(),
            talked=Subquery(talked),
            stopped_at=Subquery(stopped.values("before")[:1]),
            newest_reason=Subquery(steps.values("reason")[:1]),
        )
        return with_places(with_follow_level(joined.with_partner(user).with_invitation(user), user))

    def with_partner(self, user: Any) -> Self:
        """With `is_partner`, so that the rules need not ask for it project by project."""
        return self.annotate(is_partner=partner_of(standing(user).groups))

    def with_invitation(self, user: Any) -> Self:
        """With `invited`: the oldest invitation that waits for an answer of an organisation of theirs, or None."""
        return self.annotate(invited=_invited(standing(user).groups))

    def for_rows(self) -> models.QuerySet[Any, Any]:
        """As dicts of what a row of a list shows: objects of three tables would cost more than all else of it."""
        return with_places(self.annotate(epoch=Epoch.objects.now())).values(
            *SHOWN_IN_ROW, "lead__name", "placed_areas", "epoch"
        )


def partner_of(groups: tuple[int, ...], project: str = "pk") -> Exists | Value:
    """Does one of these groups hold the right to post in the project, whose number stands in this column?"""
    if not groups:
        return Value(False)
    held = ProjectGroupGrant.objects.filter(content_object=OuterRef(project), group__in=groups)
    return Exists(held.filter(permission__codename="post_status"))


def _invited(groups: tuple[int, ...]) -> Subquery | Value:
    partnerships: Any = Project.partnerships.rel.related_model
    if not groups:
        return Value(None, output_field=models.JSONField())
    asked = partnerships.objects.filter(project=OuterRef("pk"), organisation__group__in=groups).waiting().order_by("pk")
    return Subquery(asked.values(json=JSONObject(pk="pk", contribution="contribution"))[:1])


def is_stale(stage: str, archived_at: datetime | None, next_update_at: datetime | None) -> bool:
    """Does it owe an update? Only what runs does; *Belum diperbarui*, once its rhythm has passed."""
    runs = stage == Stage.ACTIVE and archived_at is None
    return runs and next_update_at is not None and next_update_at <= timezone.now()


def title_for(title: str, title_en: str) -> str:
    """In the language of whoever reads."""
    return title_en if title_en and get_language() == "en" else title


def address(pk: int, title: str) -> str:
    """`/proyek/12-bank-sampah/`; the number leads there, the words are for people."""
    return f"/proyek/{pk}-{slug_of(title)}/"


def slug_of(title: str) -> str:
    return slugify(title)[:60].strip("-") or "proyek"


class Project(Placed):
    """It shares one audience row with all that hangs under it. `condition`, `progress` and `updated_at` repeat the
    newest status update, in the same transaction, so that lists need not look for it."""

    title = models.CharField(_("Judul"), max_length=160)
    title_en = models.CharField(max_length=160, blank=True)
    summary = models.TextField(_("Ringkasan"), max_length=2000, blank=True)
    summary_en = models.TextField(max_length=2000, blank=True)
    lead = models.ForeignKey("stakeholders.Organisation", on_delete=models.PROTECT, related_name="+")
    coordinator = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField(_("Tanggal mulai"), null=True, blank=True)
    due_on = models.DateField(_("Tanggal selesai"), null=True, blank=True)
    budget_idr = models.BigIntegerField(_("Anggaran"), null=True, blank=True)
    spent_idr = models.BigIntegerField(null=True, blank=True)
    fund_sources = ArrayField(models.CharField(max_length=LONGEST_CODE, choices=FundSource), default=list, blank=True)
    rhythm_days = models.PositiveSmallIntegerField(_("Irama kabar"), default=30)
    next_step = models.CharField(_("Berikutnya"), max_length=200, blank=True)
    stage = models.CharField(max_length=9, choices=Stage, default=Stage.APPROVED)
    stage_since = models.DateTimeField(default=timezone.now)
    condition = models.CharField(max_length=9, choices=Condition, blank=True)
    progress = models.PositiveSmallIntegerField(default=0)
    updates_count = models.PositiveIntegerField(default=0)
    updated_at = models.DateTimeField(default=timezone.now)
    next_update_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=timezone.now)
    archived_at = models.DateTimeField(null=True)
    # What closes it: *Selesai* was proposed and waits for an answer, or was confirmed. Of a reopened project nothing.
    closing = models.ForeignKey("projects.Completion", on_delete=models.PROTECT, null=True, related_name="+")
    version = models.BigIntegerField(default=0, editable=False)  # another one with each change of what its page shows
    category = models.OneToOneField("forums.Category", on_delete=models.PROTECT, related_name="+")
    audience = models.OneToOneField("commons.Audience", on_delete=models.PROTECT, related_name="+")
    thread = models.OneToOneField("activity.Thread", on_delete=models.PROTECT, related_name="+")

    objects = ProjectQuerySet.as_manager()
    audience_path = "audience"

    class Meta:
        default_permissions = ()
        permissions = [("post_status", "May post a status of this project")]
        indexes = [
            models.Index(F("updated_at").desc(), F("id").desc(), name="projects_recent"),
            GinIndex(vector("title", "summary", "title_en", "summary_en"), name="projects_words"),
            GinIndex(fields=["title"], opclasses=["gin_trgm_ops"], name="projects_alike"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(progress__lte=100), name="project_progress"),
            models.CheckConstraint(condition=~Q(stage="done") | Q(progress=100), name="done_project_is_complete"),
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(due_on=None) | Q(due_on__gte=F("starts_on")), name="project_dates"
            ),
            models.CheckConstraint(condition=Q(budget_idr=None) | Q(budget_idr__gte=0), name="project_budget"),
            models.CheckConstraint(condition=Q(spent_idr=None) | Q(spent_idr__gte=0), name="project_spent"),
            models.CheckConstraint(
                condition=Q(fund_sources__contained_by=FundSource.values), name="project_fund_sources"
            ),
            models.CheckConstraint(condition=Q(rhythm_days__gte=1, rhythm_days__lte=366), name="project_rhythm"),
        ]
        triggers = [NEW_VERSION]

    def __str__(self) -> str:
        return title_for(self.title, self.title_en)

    def get_absolute_url(self) -> str:
        return address(self.pk, self.title)

    @property
    def slug(self) -> str:
        return slug_of(self.title)

    def way_url(self) -> str:
        return f"/proyek/{self.pk}/tonggak/"

    def indicators_url(self) -> str:
        return f"/proyek/{self.pk}/indikator/"

    def obstacles_url(self) -> str:
        return f"/proyek/{self.pk}/kendala/"

    def team_url(self) -> str:
        return f"/proyek/{self.pk}/tim/"

    def history_url(self) -> str:
        return f"/proyek/{self.pk}/riwayat/"

    @property
    def fund_names(self) -> list[str]:
        return fund_names(self.fund_sources)

    @property
    def is_for_everybody(self) -> bool:
        return self.audience.visibility == Visibility.PUBLIC

    @property
    def is_open(self) -> bool:
        """Updates are taken only while it runs."""
        return self.stage == Stage.ACTIVE and self.archived_at is None

    @property
    def is_stale(self) -> bool:
        return is_stale(self.stage, self.archived_at, self.next_update_at)

    @property
    def why(self) -> str:
        """The reason of its newest step; one query, for letters."""
        last = self.stage_changes.last()
        return "" if last is None else last.reason

    @property
    def is_archived(self) -> bool:
        """Read-only for good, at every door."""
        return self.archived_at is not None

    @property
    def is_over(self) -> bool:
        """Nothing is owed any more, and nothing in its way waits for anybody."""
        return self.stage in (Stage.DONE, Stage.CANCELLED)

    @property
    def is_proposal(self) -> bool:
        """The office has not decided yet."""
        return self.stage in (Stage.PROPOSED, Stage.REVIEW)

    @property
    def is_being_closed(self) -> bool:
        """Somebody says that it is done; others have not confirmed it yet."""
        return self.stage == Stage.ACTIVE and self.closing_id is not None

    @property
    def is_reopenable(self) -> bool:
        """A finished project is reopened within 14 days."""
        is_fresh = timezone.now() <= self.stage_since + REOPENABLE
        return self.stage == Stage.DONE and is_fresh and not self.is_archived

    @property
    def is_archivable(self) -> bool:
        """Over, and nobody may reopen it any more."""
        is_over = self.stage == Stage.CANCELLED or (self.stage == Stage.DONE and not self.is_reopenable)
        return is_over and not self.is_archived

    def next_stages(self) -> tuple[str, ...]:
        """The stages that its team may choose today."""
        return () if self.is_archived else BY_THE_TEAM.get(self.stage, ())

    def move_to(self, stage: str, now: datetime) -> None:
        """Go to another stage; a finished project is complete, a running one owes an update within its rhythm.

        Raises:
            InvalidTransition: this stage does not follow the present one.
        """
        if (
            self.is_archived
            or stage not in TRANSITIONS[self.stage]
            or (self.stage == Stage.DONE and not self.is_reopenable)
        ):
            raise InvalidTransition(f"{self.stage} → {stage}")
        self.stage, self.stage_since = stage, now
        self.progress = 100 if stage == Stage.DONE else self.progress
        self.next_update_at = now + timedelta(days=self.rhythm_days) if stage == Stage.ACTIVE else None


class StageChange(models.Model):
    """A step of a project's life: from, to, who, for whom, and why. Nobody took the one that silence took."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="stage_changes")
    before = models.CharField(max_length=9, choices=Stage, blank=True)
    after = models.CharField(max_length=9, choices=Stage)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    acting_as = models.ForeignKey("stakeholders.Organisation", on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.CharField(_("Alasan perubahan"), max_length=500, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(after__in=["on_hold", "cancelled"]) | ~Q(reason=""), name="stage_change_says_why"
            ),
        ]

    def __str__(self) -> str:
        return self.get_after_display()


class ProjectUserGrant(UserObjectPermissionBase):
    content_object = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="user_grants")

    class Meta(UserObjectPermissionBase.Meta):
        triggers = [notes_grants("projects.Project", "user_id")]


class ProjectGroupGrant(GroupObjectPermissionBase):
    """`post_status`, held by the group of each partner whose partnership is accepted."""

    content_object = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="group_grants")

    class Meta(GroupObjectPermissionBase.Meta):
        triggers = [notes_grants("projects.Project", "group_id")]
