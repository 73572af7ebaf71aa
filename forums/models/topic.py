"""What people talk about: opened, answered, closed."""

from typing import Any, Self

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Cast, Coalesce, Concat
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from activity.models import Follow, ReadMark, with_follow_level
from commons.audience import RootedQuerySet
from commons.models import Draft, Epoch
from commons.search import vector
from forums.models.category import Category
from forums.models.held_post import HeldPost
from forums.models.post import Post
from forums.models.reaction import Reaction

SHOWN_IN_ROW = (
    *("pk", "title", "kind", "state", "is_hidden", "posts_count", "shown_count", "last_post_at", "archived_at"),
    *("category__title", "category__title_en", "category__archived_at", "acting_as__name"),
    *("question__answer", "question__due_at", "question__asked__name"),
    *("author__name", "author__leaves_at", "author__erased_at"),
)
OF_THE_READER = ("read_to", "level", "unread")
DRAFT = "forums.post:"  # with the topic's number, the kind of a draft of an answer


class TopicQuerySet(RootedQuerySet):
    def listed(self) -> Self:
        """Those that lists, panels and searches show: a topic whose opening post is hidden leaves them."""
        return self.filter(is_hidden=False)

    def unanswered(self) -> Self:
        """Open questions without a post that is marked as their answer."""
        can_be_answered = {"state": Topic.State.OPEN, "archived_at": None, "category__archived_at": None}
        return self.filter(kind=Topic.Kind.QUESTION, question__answer=None, **can_be_answered)

    def pinned(self) -> Self:
        """On top of their category: for good, or until a day that has not come yet."""
        return self.filter(pinned_still())

    def recently_active(self) -> Self:
        return self.order_by("-last_post_at", "-pk")

    def followed_by(self, user: Any) -> Self:
        return self.filter(Exists(Follow.objects.filter(thread=OuterRef("thread"), person=user.pk, level__gt=0)))

    def unread_by(self, user: Any) -> Self:
        """With something new in what this person follows or has begun to read, and has not muted."""
        follows, begun = Follow.objects.filter(person=user.pk), ReadMark.objects.filter(person=user.pk, position__gt=0)
        heard = follows.filter(level__gt=0).values("thread").union(begun.values("thread"))
        muted = follows.filter(level=0, thread=OuterRef("thread"))
        known = self.annotate(read_to=_read_to(user)).filter(~Exists(muted), thread__in=heard)
        behind = known.filter(posts_count__gt=Coalesce("read_to", 0))  # most are read to the end: no look at posts
        return behind.filter(Exists(_newer(Coalesce(OuterRef("read_to"), 0))))

    def for_rows(self, user: Any) -> models.QuerySet[Any, Any]:
        """As dicts of what a row of a list shows. For people with `read_to`, `level` and `unread`."""
        return self.as_read_by(user).values(*columns_of_row(user))

    def as_read_by(self, user: Any) -> Self:
        """With what rows show to this person alone."""
        if not user.is_authenticated:
            return self
        known = with_follow_level(self.annotate(read_to=_read_to(user)), user)
        return known.annotate(unread=_how_many(_newer(Coalesce(OuterRef("read_to"), 0))))

    def versions(self) -> models.QuerySet[Any, Any]:
        """For a subquery: one number of all these topics, which rises whenever one of them changes or comes."""
        return self.order_by().values("category").annotate(all=models.Sum("version")).values("all")

    def for_page(self, user: Any) -> Self:
        """With `level`, `read_to` and `unread` of this person, `draft_at` of their unsent answer, the numbers of the
        posts that they `found_useful`, when it was last `summarised_at`, whether something of theirs is held here
        (`holds_mine`), and the epoch."""
        joined = self.select_related("category", "category__audience", "question__asked")
        kind = Concat(Value(DRAFT), Cast(OuterRef("pk"), models.CharField()))
        draft = Draft.objects.filter(person=user.pk, kind=kind).values("updated_at")
        known = joined.annotate(read_to=_read_to(user), draft_at=Subquery(draft), epoch=Epoch.objects.now())
        held = HeldPost.objects.waiting().filter(topic=OuterRef("pk"), author=user.pk)
        known = known.annotate(found_useful=_found_useful(user), holds_mine=Exists(held))
        known = known.annotate(summarised_at=F("summary__written_at"))
        return with_follow_level(known.annotate(unread=_how_many(_newer(OuterRef("read_to")))), user)


def columns_of_row(user: Any) -> tuple[str, ...]:
    """What a row of a list shows, to a visitor or to a person."""
    return (*SHOWN_IN_ROW, *OF_THE_READER) if user.is_authenticated else SHOWN_IN_ROW


def pinned_still(now: Any = None) -> Q:
    """At that moment (a value, or the place for one); None is this one."""
    return Q(pinned_at__isnull=False) & (Q(pinned_until=None) | Q(pinned_until__gt=now or timezone.now()))


def _read_to(user: Any) -> Subquery:
    mine = ReadMark.objects.filter(thread=OuterRef("thread"), person=user.pk)
    return Subquery(mine.values("position"))


def _found_useful(user: Any) -> ArraySubquery:
    return ArraySubquery(Reaction.objects.filter(post__topic=OuterRef("pk"), person=user.pk).values("post__number"))


def _newer(than: Any) -> models.QuerySet[Any]:
    return Post.objects.shown().filter(topic=OuterRef("pk"), number__gt=than)


def _how_many(posts: models.QuerySet[Any]) -> Subquery:
    return Subquery(posts.order_by().values("topic").annotate(many=models.Count("pk")).values("many"))


def address(pk: int, title: str) -> str:
    """`/forum/topik/12-parkir-di-gang/`; the number leads there, the words are for people."""
    return f"/forum/topik/{pk}-{slug_of(title)}/"


def slug_of(title: str) -> str:
    return slugify(title)[:60].strip("-") or "topik"


class Topic(models.Model):
    """A thread of posts. `posts_count` is the last number given, `shown_count` what readers see of them.

    `version` rises with every change of what its page shows; pages kept under it need not be told. `is_hidden` says
    that its opening post is hidden: then its title is hidden too, and what was answered stays readable at its address.

    One whose posts were merged into another has none left, and is hidden for good; it shares the category, and so the
    audience, of the topic that they went to, and its address leads there. `moved_count` posts left it for others.
    """

    class Kind(models.TextChoices):
        DISCUSSION = "discussion", _("Diskusi")
        QUESTION = "question", _("Tanya")
        ANNOUNCEMENT = "announcement", _("Pengumuman")

    class State(models.TextChoices):
        OPEN = "open", _("Terbuka")
        CLOSED = "closed", _("Ditutup")

    category = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="topics", db_index=False)
    kind = models.CharField(_("Jenis"), max_length=12, choices=Kind, default=Kind.DISCUSSION)
    title = models.CharField(_("Judul"), max_length=160)
    state = models.CharField(max_length=6, choices=State, default=State.OPEN)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    acting_as = models.ForeignKey("stakeholders.Organisation", on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    closed_reason = models.CharField(_("Alasan"), max_length=300, blank=True)
    posts_count = models.PositiveIntegerField(default=0)
    shown_count = models.PositiveIntegerField(default=0)
    last_post_at = models.DateTimeField(default=timezone.now)
    is_hidden = models.BooleanField(default=False)
    report_number = models.CharField(_("Nomor laporan"), max_length=40, blank=True)  # at JAKI or LAPOR
    pinned_at = models.DateTimeField(null=True)
    pinned_until = models.DateTimeField(null=True)
    pinned_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    archived_at = models.DateTimeField(null=True)
    archived_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="merged")
    moved_count = models.PositiveIntegerField(default=0)
    version = models.PositiveBigIntegerField(default=1)
    thread = models.OneToOneField("activity.Thread", on_delete=models.PROTECT, related_name="+")
    # For the search, as those of a post.
    words = models.GeneratedField(
        expression=vector("title", "title"), output_field=SearchVectorField(), db_persist=True, editable=False
    )

    objects = TopicQuerySet.as_manager()
    audience_path = "category__audience"
    parent_field = "category"

    class Meta:
        default_permissions = ()
        indexes = [
            models.Index(F("last_post_at").desc(), F("id").desc(), name="topics_recent"),
            models.Index(F("category"), F("last_post_at").desc(), F("id").desc(), name="topics_of_category"),
            models.Index(fields=["category"], condition=Q(pinned_at__isnull=False), name="topics_pinned"),
            GinIndex(fields=["words"], name="topics_words"),
            GinIndex(fields=["title"], opclasses=["gin_trgm_ops"], name="topics_alike"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="topic_has_a_title"),
            models.CheckConstraint(condition=Q(shown_count__lte=F("posts_count")), name="topic_counts"),
            models.CheckConstraint(
                condition=Q(state="open", closed_at=None) | Q(state="closed", closed_at__isnull=False),
                name="closed_topic_has_a_date",
            ),
            models.CheckConstraint(
                condition=Q(pinned_at=None, pinned_by=None, pinned_until=None)
                | Q(pinned_at__isnull=False, pinned_by__isnull=False),
                name="pinned_topic_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(archived_at=None, archived_by=None)
                | Q(archived_at__isnull=False, archived_by__isnull=False),
                name="archived_topic_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(merged_into=None)
                | Q(is_hidden=True, shown_count=0, pinned_at=None) & ~Q(merged_into=F("id")),
                name="merged_topic_is_empty",
            ),
        ]

    def __str__(self) -> str:
        return shown_title(self.title, self.is_hidden)

    def get_absolute_url(self) -> str:
        return address(self.pk, "" if self.is_hidden else self.title)

    @property
    def slug(self) -> str:
        return slug_of("" if self.is_hidden else self.title)

    @property
    def is_open(self) -> bool:
        """Answers are taken while nobody closed it, and neither it nor its category is archived."""
        return self.state == self.State.OPEN and not self.is_archived

    @property
    def is_archived(self) -> bool:
        """Read and no more: it, or the category it stands in, was put away; or its posts went to another topic."""
        return self.archived_at is not None or self.merged_into_id is not None or self.category.is_archived

    @property
    def is_pinned(self) -> bool:
        return self.pinned_at is not None and (self.pinned_until is None or self.pinned_until > timezone.now())

    @property
    def owed(self) -> Any:
        """Its `Question`; None of what asks nothing, or asks everybody and was not answered."""
        return getattr(self, "question", None)

    @property
    def replies_count(self) -> int:
        return replies(self.shown_count, self.is_hidden)


def shown_title(title: str, is_hidden: bool) -> str:
    """What others read of a title."""
    return _now("Topik yang disembunyikan") if is_hidden else title


def replies(shown_count: int, is_hidden: bool) -> int:
    """How many answers a reader sees: all that is shown but the opening post."""
    return shown_count if is_hidden else max(shown_count - 1, 0)
