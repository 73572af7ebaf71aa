"""One kind of attachment for all apps."""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.urls import reverse

Things = TypeVar("Things", bound=models.QuerySet[Any])
SMALL, MEDIUM, LARGEST = SIZES = (160, 800, 1600)  # the longer side of a picture, in pixels


def random_key() -> str:
    """Names the file in storage and in addresses; tells nothing and is not guessed."""
    return secrets.token_urlsafe(24)


@dataclass(frozen=True)
class Picture:
    """One size of a picture: where it is, and the room it needs on the page."""

    url: str
    width: int
    height: int


class Pictured:
    """Whatever has a picture's key and measures knows its three sizes."""

    key: Any
    width: Any
    height: Any

    @property
    def small(self) -> Picture:
        return self._picture(SMALL)

    @property
    def medium(self) -> Picture:
        return self._picture(MEDIUM)

    @property
    def large(self) -> Picture:
        return self._picture(LARGEST)

    def _picture(self, size: int) -> Picture:
        width, height = self.width or 1, self.height or 1
        shrink = min(1.0, size / max(width, height))
        url = reverse("commons:attachment_size", args=[self.key, size])
        return Picture(url, max(1, round(width * shrink)), max(1, round(height * shrink)))


@dataclass(frozen=True)
class Photo(Pictured):
    """A picture beside a text: what a page needs to show it small and to lead to it large."""

    key: str
    width: int | None
    height: int | None
    caption: str


class Attachment(Pictured, models.Model):
    """A file whose kind was judged by its content. Until its text is sent it belongs to its owner and dies after 24 h.

    `audience` is the row of the root it hangs under: asked at every download. `hidden_at` is set with its parent's.
    """

    class Kind(models.TextChoices):
        IMAGE = "image"
        PDF = "pdf"
        OTHER = "other"

    key = models.CharField(max_length=40, unique=True, default=random_key)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    audience = models.ForeignKey("commons.Audience", on_delete=models.PROTECT, null=True, related_name="+")
    parent_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, null=True, related_name="+")
    parent_id = models.BigIntegerField(null=True)
    parent = GenericForeignKey("parent_type", "parent_id")
    kind = models.CharField(max_length=5, choices=Kind)
    media_type = models.CharField(max_length=80)
    name = models.CharField(max_length=255)
    caption = models.CharField(max_length=200, blank=True)
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)
    hidden_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["parent_type", "parent_id"], name="attachments_of"),
            models.Index(fields=["created_at"], condition=Q(parent_id=None), name="attachments_unsent"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(parent_id=None, audience=None) | Q(parent_id__isnull=False, audience__isnull=False),
                name="attachment_has_parent_and_audience",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """A document as a download, a picture in its largest size."""
        return reverse("commons:attachment", args=[self.key])

    @property
    def is_unsent(self) -> bool:
        return self.parent_id is None

    @property
    def is_picture(self) -> bool:
        return self.kind == self.Kind.IMAGE

    @property
    def sizes(self) -> tuple[int, ...]:
        """Which files there are; a document has one, 0."""
        return SIZES if self.is_picture else (0,)

    def path(self, size: int = 0) -> str:
        """Where a file is in storage: by the random key, never by a name that somebody typed."""
        return f"attachments/{self.key[:2]}/{self.key}" + (f"-{size}" if size else "")


def with_photos(things: Things) -> Things:
    """The pictures of each thing as a column of the same statement, for `photos`; SQL like `with_places`."""
    owner = things.model._meta
    kind = f"SELECT id FROM django_content_type WHERE app_label = '{owner.app_label}' AND model = '{owner.model_name}'"
    columns = "jsonb_build_array(f.key, f.width, f.height, f.caption) ORDER BY f.id"
    of_it = f"f.parent_type_id = ({kind}) AND f.parent_id = %(expressions)s AND f.kind = 'image'"
    template = f"(SELECT jsonb_agg({columns}) FROM {Attachment._meta.db_table} f WHERE {of_it})"
    return things.annotate(placed_photos=models.Func("pk", template=template, output_field=models.JSONField()))


def photos(placed: Iterable[Sequence[Any]] | None) -> tuple[Photo, ...]:
    """The column `placed_photos`, as it is read."""
    return tuple(Photo(*facts) for facts in placed or ())
