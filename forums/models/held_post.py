"""What somebody new wrote, until a moderator has looked at it. It is no post yet: nothing that shows posts sees it."""

from typing import Any, Self

from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commons.audience import RootedQuerySet, seen_by


class HeldPostQuerySet(RootedQuerySet):
    def visible_to(self, user: Any) -> Self:
        """Where its place can be seen; who of them reads it is a matter of the rule."""
        return self.filter(seen_by(user, "topic__category__audience") | seen_by(user, "category__audience"))

    def waiting(self) -> Self:
        return self.filter(state=HeldPost.State.WAITING)

    def for_page(self, user: Any) -> Self:
        return self.select_related(
            "topic__category__audience", "category__audience", "author", "acting_as", "asked", "post"
        )


class HeldPost(models.Model):
    """A reply (`topic`) or a topic (`category`, `kind`, `title`) that waits. Let through, it becomes a post with the
    number of that moment, and keeps nothing of its text here; refused, it stays for its author with the reason."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Menunggu dicek")
        RELEASED = "released", _("Sudah tampil")
        REFUSED = "refused", _("Tidak ditampilkan")

    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    acting_as = models.ForeignKey("stakeholders.Organisation", on_delete=models.PROTECT, null=True, related_name="+")
    topic = models.ForeignKey("forums.Topic", on_delete=models.PROTECT, null=True, related_name="held_posts")
    category = models.ForeignKey("forums.Category", on_delete=models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=12, blank=True)  # a `Topic.Kind`
    title = models.CharField(_("Judul"), max_length=160, blank=True)
    asked = models.ForeignKey("stakeholders.Organisation", on_delete=models.PROTECT, null=True, related_name="+")
    report_number = models.CharField(_("Nomor laporan"), max_length=40, blank=True)
    body = models.JSONField(_("Tulisan"), default=list)
    source = models.JSONField(default=list)
    created_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.CharField(_("Alasan"), max_length=300, blank=True)
    post = models.OneToOneField("forums.Post", on_delete=models.PROTECT, null=True, related_name="+")
    photos = GenericRelation("commons.Attachment", "parent_id", "parent_type")

    objects = HeldPostQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["created_at", "id"], condition=Q(state="waiting"), name="held_posts_waiting")]
        constraints = [
            models.CheckConstraint(
                condition=Q(topic__isnull=False, category=None, kind="", title="", asked=None)
                | Q(topic=None, category__isnull=False) & ~Q(kind=""),
                name="held_post_has_one_place",
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", decided_at=None, decided_by=None, post=None, reason="")
                | Q(state="released", decided_at__isnull=False, decided_by__isnull=False, post__isnull=False, source=[])
                | Q(state="refused", decided_at__isnull=False, decided_by__isnull=False, post=None) & ~Q(reason=""),
                name="held_post_decision_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.title or str(self.topic or self.category)

    def get_absolute_url(self) -> str:
        return f"/forum/ditahan/{self.pk}/"

    @property
    def is_waiting(self) -> bool:
        return self.state == self.State.WAITING

    @property
    def place(self) -> Any:
        """The topic that it answers, or the part of the forum in which it begins one."""
        return self.topic or self.category

    @property
    def audience(self) -> Any:
        return (self.topic.category if self.topic else self.category).audience  # type: ignore[union-attr]

    def release(self, post: Any, *, by: Any) -> None:
        """It is a post now, which has its text: changed or deleted there, it is not left behind here."""
        self.state, self.post, self.decided_by, self.decided_at = self.State.RELEASED, post, by, timezone.now()
        self.body, self.source, self.title, self.report_number = [], [], "", ""

    def refuse(self, *, by: Any, reason: str) -> None:
        self.state, self.reason, self.decided_by, self.decided_at = self.State.REFUSED, reason, by, timezone.now()
