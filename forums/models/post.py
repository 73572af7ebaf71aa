"""What one person wrote into a topic."""

from datetime import datetime, timedelta
from typing import Any, Self

import pgtrigger
from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commons.audience import RootedQuerySet
from commons.models import with_photos
from commons.search import written_vector

UNDO = timedelta(days=30)  # how long whoever deleted their post may take that back
SHOWN_IN_TOPIC = (
    *("pk", "number", "created_at", "edited_at", "body", "lang", "hidden_at", "hidden_reason", "deleted_at"),
    *("acting_as_id", "acting_as__name", "acting_as__sector", "author_id", "author__name", "author__handle"),
    *("author__leaves_at", "author__erased_at", "author__is_listed", "author__is_active", "author__confirmed_at"),
)


class PostQuerySet(RootedQuerySet):
    def shown(self) -> Self:
        """Neither hidden by a moderator nor deleted by its author."""
        return self.filter(hidden_at=None, deleted_at=None)

    def after(self, number: int) -> Self:
        return self.filter(number__gt=number)

    def not_by(self, person: Any) -> Self:
        return self.exclude(author=person.pk)

    def for_topic(self) -> models.QuerySet[Any, Any]:
        """As dicts of what a topic shows, pictures included: one statement, and no objects of four tables."""
        return with_photos(self).order_by("number").values(*SHOWN_IN_TOPIC, "placed_photos")

    def for_page(self, user: Any) -> Self:
        return self.select_related("topic__category__audience", "topic__question__asked", "author", "acting_as")


class PostManager(models.Manager.from_queryset(PostQuerySet)):  # type: ignore[misc]
    def get_queryset(self) -> Any:
        """Nobody but the search asks for the words, and that only within the database."""
        return super().get_queryset().defer("words")


MOVES_WITH_A_TRACE = """
    IF TG_OP = 'UPDATE' AND (NEW.topic_id, NEW.number) = (OLD.topic_id, OLD.number) THEN
        RETURN NEW;
    END IF;
    IF TG_OP = 'UPDATE' AND NOT EXISTS (SELECT 1 FROM forums_movedpost m
        WHERE m.topic_id = OLD.topic_id AND m.number = OLD.number AND m.post_id = OLD.id) THEN
        RAISE EXCEPTION 'a post that moves leaves a row behind';
    END IF;
    IF EXISTS (SELECT 1 FROM forums_movedpost m WHERE m.topic_id = NEW.topic_id AND m.number = NEW.number) THEN
        RAISE EXCEPTION 'a number is given once';
    END IF;
    RETURN NEW;"""


class Post(models.Model):
    """Its number is given once, under the lock of its topic, and has no gaps. What is hidden or deleted keeps its
    number and leaves a line that says so; what moves to another topic leaves a `MovedPost` that leads after it.

    `body` is kept as segments (see `commons.rich_text`): whom it mentions it names by number, so that a name that
    changes or goes is not left behind in it. So is `source`, what was typed, with which its author goes on when they
    change it. What it said before stands in `versions`.
    """

    topic = models.ForeignKey("forums.Topic", on_delete=models.PROTECT, related_name="posts", db_index=False)
    number = models.PositiveIntegerField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    acting_as = models.ForeignKey("stakeholders.Organisation", on_delete=models.PROTECT, null=True, related_name="+")
    body = models.JSONField(_("Tulisan"), default=list)
    source = models.JSONField(default=list)
    lang = models.CharField(max_length=2, default="id")
    created_at = models.DateTimeField(default=timezone.now)
    edited_at = models.DateTimeField(null=True)
    deleted_at = models.DateTimeField(null=True)  # by its author
    hidden_at = models.DateTimeField(null=True)
    hidden_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    hidden_reason = models.CharField(_("Alasan"), max_length=300, blank=True)
    photos = GenericRelation("commons.Attachment", "parent_id", "parent_type")
    # For the search, written by the database: made anew for each of 500 hits, it would cost more than all the rest.
    words = models.GeneratedField(
        expression=written_vector("body"), output_field=SearchVectorField(), db_persist=True, editable=False
    )

    objects = PostManager()
    audience_path = "topic__category__audience"
    parent_field = "topic"

    class Meta:
        default_permissions = ()
        indexes = [
            GinIndex(fields=["words"], name="posts_words"),
            models.Index(F("created_at").desc(), F("id").desc(), name="posts_recent"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["topic", "number"], name="one_post_a_number"),
            models.CheckConstraint(condition=Q(number__gte=1), name="post_number"),
            models.CheckConstraint(
                condition=Q(hidden_at=None, hidden_by=None) | Q(hidden_at__isnull=False, hidden_by__isnull=False),
                name="hidden_post_has_a_moderator",
            ),
            models.CheckConstraint(condition=Q(hidden_at=None) | Q(deleted_at=None), name="post_is_hidden_or_deleted"),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="post_keeps_its_author", fields=["author", "created_at"]),
            pgtrigger.Trigger(
                name="post_moves_with_a_trace",
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("topic_id", "number"),
                when=pgtrigger.Before,
                func=MOVES_WITH_A_TRACE,
            ),
            pgtrigger.Protect(name="post_is_never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.topic} #{self.number}"

    def get_absolute_url(self) -> str:
        """By numbers only, so that the inbox need not read the topic for it; the topic's page corrects the address."""
        return place(f"/forum/topik/{self.topic_id}/", self.number)

    @property
    def is_opening(self) -> bool:
        return self.number == 1

    @property
    def is_shown(self) -> bool:
        return self.hidden_at is None and self.deleted_at is None

    @property
    def restorable_until(self) -> datetime | None:
        """Until when its author may take the deletion back; None where it is not deleted."""
        return self.deleted_at + UNDO if self.deleted_at else None

    @property
    def lasting_url(self) -> str:
        """By which others quote it: the same wherever it stands. Its page is where it leads."""
        return lasting_address(self.pk)


def place(topic_url: str, number: int) -> str:
    """Where a post stands: its page of the topic, and itself on it."""
    return f"{topic_url}?no={number}#no-{number}"


def lasting_address(pk: int) -> str:
    """`/forum/kiriman/812/`: of a post, whichever topic it stands in."""
    return f"/forum/kiriman/{pk}/"
