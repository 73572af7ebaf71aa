"""What those who came say about the minutes: they approve them, or object to a part. Neither is ever taken back."""

from typing import Any, Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commons.audience import RootedQuerySet
from commons.models import stays
from meetings.models.minutes import Minutes, MinutesPart
from stakeholders.models import Sector

WHILE_CIRCULATED = """
    IF (SELECT m.state FROM meetings_minutes m WHERE m.id = NEW.minutes_id) <> 'circulated' THEN
        RAISE EXCEPTION 'one speaks about minutes between circulation and ratification';
    END IF;
    RETURN NEW;"""


def spoken_in_time(name: str) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(name=name, operation=pgtrigger.Insert, when=pgtrigger.Before, func=WHILE_CIRCULATED)


class WordQuerySet(RootedQuerySet):
    def of(self, person: Any) -> Self:
        return self.filter(person=person.pk) if person.pk is not None else self.none()

    def with_names(self) -> Self:
        """In the order in which they were said."""
        return self.select_related("person", "organisation").order_by("pk")


class Word(models.Model):
    """Of one who came, for whom they spoke there; `sector` as it was counted then."""

    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("stakeholders.Organisation", on_delete=models.PROTECT, null=True, related_name="+")
    sector = models.CharField(max_length=10, choices=Sector)
    at = models.DateTimeField(default=timezone.now)

    objects = WordQuerySet.as_manager()
    audience_path = "minutes__meeting__audience"
    parent_field = "minutes"

    class Meta:
        abstract = True
        default_permissions = ()

    @property
    def shown_name(self) -> str:
        names = [self.person.display_name, *([self.organisation.name] if self.organisation is not None else [])]
        return ", ".join(names)


class Ratification(Word):
    """One person approves the minutes, once."""

    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="ratifications")

    class Meta(Word.Meta):
        constraints = [models.UniqueConstraint(fields=["minutes", "person"], name="one_ratification_a_person")]
        triggers = [stays("ratification_stays"), spoken_in_time("ratified_in_time")]

    def __str__(self) -> str:
        return str(Sector(self.sector).label)


class Objection(Word):
    """One person objects to a part, and says why; printed with the minutes for ever."""

    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="objections")
    part = models.ForeignKey(MinutesPart, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(_("Keberatan Anda"), max_length=1000)

    class Meta(Word.Meta):
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="objection_has_a_reason")]
        triggers = [stays("objection_stays"), spoken_in_time("objected_in_time")]

    def __str__(self) -> str:
        return self.reason
