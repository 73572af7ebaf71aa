"""Questions that are owed an answer: of whom they were asked, under which number, until when, and what answers them."""

from datetime import datetime, timedelta
from typing import Any, Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commons.audience import RootedQuerySet
from forums.models.topic import Topic
from stakeholders.models import Organisation, Sector

ANSWER_DAYS = 5  # working days: what SP4N-LAPOR gives for information, and for complaints that nobody need go and see
BOARDS = ("rw", "rt", "lmk")  # kinds of organisations that hold an office although they are not the government's
REOPEN_LIFE = timedelta(days=14)  # as long as the one who asked may say that it is not answered


class QuestionQuerySet(RootedQuerySet):
    def asked_of_somebody(self) -> Self:
        """Those with a number, and somebody who owes the answer."""
        return self.filter(asked__isnull=False)

    def waiting(self) -> Self:
        """Owed and not answered, where an answer can still be written and read."""
        can_be_answered = {
            "topic__state": Topic.State.OPEN,
            "topic__is_hidden": False,
            "topic__archived_at": None,
            "topic__category__archived_at": None,
        }
        return self.asked_of_somebody().filter(answer=None, **can_be_answered)

    def late(self, now: datetime) -> Self:
        return self.waiting().filter(due_at__lt=now)

    def answered(self) -> Self:
        return self.asked_of_somebody().exclude(answer=None)


class Question(models.Model):
    """What is known of a topic as a question. It comes with the asking of an office, or with the first mark of an
    answer: a question to everybody that nobody has answered has none.

    `asked_at` is when the present clock began; it begins anew when the one who asked says that it is not answered.
    """

    topic = models.OneToOneField("forums.Topic", on_delete=models.PROTECT, related_name="question")
    asked = models.ForeignKey("stakeholders.Organisation", on_delete=models.PROTECT, null=True, related_name="+")
    year = models.PositiveSmallIntegerField(null=True)
    serial = models.PositiveIntegerField(null=True)  # in the year, without gaps
    asked_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    answer = models.OneToOneField("forums.Post", on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    objects = QuestionQuerySet.as_manager()
    audience_path = "topic__category__audience"
    parent_field = "topic"

    class Meta:
        default_permissions = ()
        indexes = [
            models.Index(fields=["due_at", "id"], condition=Q(asked__isnull=False, answer=None), name="questions_owed")
        ]
        constraints = [
            models.UniqueConstraint(fields=["year", "serial"], name="one_question_a_number"),
            models.CheckConstraint(
                condition=Q(asked=None, year=None, serial=None, asked_at=None, due_at=None)
                | Q(asked__isnull=False, year__isnull=False, serial__isnull=False, serial__gte=1)
                & Q(asked_at__isnull=False, due_at__isnull=False, due_at__gt=F("asked_at")),
                name="asked_question_has_a_clock",
            ),
            models.CheckConstraint(
                condition=Q(answer=None, answered_at=None, answered_by=None)
                | Q(answer__isnull=False, answered_at__isnull=False, answered_by__isnull=False),
                name="question_answer_is_whole",
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="question_keeps_its_number", fields=["topic", "asked", "year", "serial"]),
            pgtrigger.Protect(name="question_is_never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.number or str(self.topic)

    @property
    def number(self) -> str:
        """`T-2026-0042`; empty where nobody in particular was asked."""
        return number_of(self.year, self.serial)

    @property
    def is_owed(self) -> bool:
        """Somebody was asked, and has not answered."""
        return self.asked_id is not None and self.answer_id is None

    @property
    def is_answered(self) -> bool:
        return self.answer_id is not None

    def begin(self, *, at: datetime, due_at: datetime) -> None:
        """The clock begins, for the first time or anew."""
        self.asked_at, self.due_at = at, due_at

    def mark(self, post: Any, *, by: Any, at: datetime) -> None:
        """This post answers it."""
        self.answer, self.answered_by, self.answered_at = post, by, at

    def unmark(self) -> None:
        self.answer = self.answered_by = self.answered_at = None


class QuestionYear(models.Model):
    """The register of a year: the last number that was given. Whoever asks locks the row, so there are no gaps."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return number_of(self.year, self.last)


class QuestionEntry(models.Model):
    """One entry of what happened to a question: who, when, which post. Never changed or deleted: the database refuses
    both."""

    class What(models.TextChoices):
        ASKED = "asked", _("Ditanyakan")
        ANSWERED = "answered", _("Dijawab")
        MARKED = "marked", _("Ditandai terjawab")
        UNMARKED = "unmarked", _("Tanda jawaban dicabut")
        REOPENED = "reopened", _("Dinyatakan belum terjawab")
        RESTARTED = "restarted", _("Waktunya dimulai lagi")

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="entries")
    what = models.CharField(max_length=9, choices=What)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey("forums.Post", on_delete=models.PROTECT, null=True, related_name="+")
    due_at = models.DateTimeField(null=True)  # until when an answer is owed from then on
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()
        ordering = ["pk"]
        triggers = [
            pgtrigger.Protect(name="question_entry_is_never_rewritten", operation=pgtrigger.Update),
            pgtrigger.Protect(name="question_entry_is_never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.get_what_display()


def number_of(year: int | None, serial: int | None) -> str:
    """As people write and dictate it: `T-2026-0042`."""
    return f"T-{year}-{serial:04d}" if year and serial is not None else ""


def takes_questions(organisation: Organisation) -> bool:
    """Does it owe answers? The offices of the government do, and the boards of the neighbourhood."""
    is_office = organisation.sector == Sector.GOVERNMENT or organisation.kind in BOARDS
    return organisation.is_verified and is_office
